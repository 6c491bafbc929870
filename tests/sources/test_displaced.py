from gcr_analysis.framework import tables
from gcr_analysis.snapshot import load


def test_14_before_2009_idmc_is_one_row_for_the_world_each_year():
    early = load("conflict_idps").query("year < 2009")
    assert set(early["country"]) == {"UNK"}
    assert early["year"].tolist() == list(range(1990, 2009))
    later = load("conflict_idps").query("year >= 2009")
    assert (later.groupby("year")["country"].nunique() > 40).all()


def test_14_no_table_holds_budgets_which_have_two_versions_a_row():
    columns = [column.name for table in tables().values() for column in table.columns]
    assert not [name for name in columns if "budget" in name]
