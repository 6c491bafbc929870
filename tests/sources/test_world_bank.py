import pytest

from gcr_analysis.snapshot import load
from gcr_analysis.sources import Extract, reader


@pytest.fixture
def economy(extracts):
    return reader("economy")(Extract(extracts)).set_index(["year", "iso3"])


def test_people_of_serbia_and_kosovo_add_and_their_income_is_weighted(economy):
    serbia = economy.loc[(2024, "SRB")]
    assert serbia["population"] == 8_000_000
    assert serbia["gdp_per_capita_ppp"] == (6 * 30_000 + 2 * 10_000) / 8


def test_income_is_that_of_the_part_with_a_figure(economy):
    serbia = economy.loc[(2000, "SRB")]
    assert serbia["population"] == 9_000_000
    assert serbia["gdp_per_capita_ppp"] == 6_000


def test_a_country_without_income_has_none(economy):
    assert economy.loc[(2024, "AFG")].isna().tolist() == [False, True]


def test_aggregates_other_indicators_and_early_years_are_left_out(economy):
    assert set(economy.index) == {(2024, "SRB"), (2000, "SRB"), (2024, "AFG")}


def test_groups_carry_our_names_and_serbia_its_own(extracts):
    rows = reader("income_groups")(Extract(extracts))
    assert rows.set_index("iso3")["group"].to_dict() == {
        "PAK": "lower-middle",
        "AUT": "high",
        "SRB": "upper-middle",
    }


def test_russia_was_reclassified_in_fiscal_year_2025():
    groups = load("income_groups").set_index(["fiscal_year", "iso3"])["group"]
    assert groups.loc[[(2024, "RUS"), (2025, "RUS")]].tolist() == ["upper-middle", "high"]


def test_places_without_an_income_stay_without_one():
    rows = load("economy").query("year == 2024").set_index("iso3")["gdp_per_capita_ppp"]
    assert rows.loc[["SSD", "YEM", "VEN"]].isna().all()
