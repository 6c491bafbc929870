import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.snapshot import load
from gcr_analysis.sources import Extract, reader


@pytest.fixture
def rows(extracts):
    return reader("governance")(Extract(extracts)).set_index(["dimension", "iso3", "year"])


def test_two_dimensions_are_read_and_a_row_without_a_figure_is_none(rows):
    assert set(rows.index) == {
        ("political_stability", "SRB", 2022),
        ("political_stability", "SRB", 2023),
        ("rule_of_law", "AFG", 2023),
    }


def test_15_an_indicator_of_kosovo_is_not_mixed_into_serbia_s(rows):
    assert rows.loc[("political_stability", "SRB", 2023), "estimate"] == -0.2


def test_figures_carry_no_more_digits_than_they_have(rows):
    row = rows.loc[("political_stability", "SRB", 2022)]
    assert (row["estimate"], row["percentile"]) == (-0.1235, 41.23)


def test_an_edition_that_nobody_knows_is_refused(extracts, change):
    change("context/wgi.parquet", lambda rows: rows.assign(edition="WGI 2025 update (2024)"))
    with pytest.raises(GcrError, match=r"unknown code WGI 2025 update \(2024\) in column edition"):
        reader("governance")(Extract(extracts))


def test_13_each_year_is_of_one_edition_and_2023_alone_is_of_the_later():
    rows = load("governance")
    assert (rows.groupby("year")["edition"].nunique() == 1).all()
    assert set(rows.loc[rows["edition"] == "2024", "year"]) == {2023}
    assert rows.loc[rows["edition"] == "2023", "year"].max() == 2022


def test_1997_1999_and_2001_have_no_figures():
    assert set(range(1996, 2024)) - set(load("governance")["year"]) == {1997, 1999, 2001}
