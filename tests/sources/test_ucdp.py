import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.gate import refusals
from gcr_analysis.sources import Extract, reader
from gcr_analysis.sources.ucdp import FILE


@pytest.fixture
def deaths(extracts):
    return reader("conflict_deaths")(Extract(extracts)).set_index(["country", "year"])


def test_15_deaths_in_kosovo_count_in_serbia(deaths):
    assert deaths.loc[("SRB", 2024)].to_dict() == {
        "state_based": 3,
        "non_state": 0,
        "one_sided": 3,
        "deaths": 6,
    }


def test_a_state_that_became_part_of_another_counts_there(deaths):
    assert deaths.loc[("YEM", 1989), "deaths"] == 4


def test_states_that_are_no_country_of_ours_have_no_row(deaths):
    assert set(deaths.index) == {("SRB", 2024), ("YEM", 1989)}


def test_a_state_without_a_country_is_refused_not_lost(extracts, change):
    change(FILE, lambda rows: rows.assign(country_cy=rows["country_cy"].replace("Taiwan", "Atlantis")))
    with pytest.raises(GcrError, match="states without a country of ours: Atlantis"):
        reader("conflict_deaths")(Extract(extracts))


def test_kinds_of_violence_must_add_up_to_all_deaths(extracts, change):
    total = "cumulative_total_deaths_in_orgvio_best_cy"
    change(FILE, lambda rows: rows.assign(**{total: rows[total].replace("5", "6")}))
    with pytest.raises(GcrError, match="do not add up to all deaths"):
        reader("conflict_deaths")(Extract(extracts))


def test_years_of_a_later_version_are_refused(extracts, change):
    change(FILE, lambda rows: rows.assign(year_cy=rows["year_cy"].replace("2024", "2025")))
    with pytest.raises(
        GcrError, match=r"years after 2024, where version 25\.1 ends: .* conflict_deaths_26_1"
    ):
        reader("conflict_deaths")(Extract(extracts))


def test_figures_of_a_later_version_are_refused_by_the_gate():
    ours = load("conflict_deaths")
    later = load("conflict_deaths_26_1").set_index(["year", "country"])["deaths"]
    moved = ours.set_index(["year", "country"])
    moved.loc[moved.index.isin(later.index), "deaths"] = later.reindex(moved.index).dropna()
    [found] = refusals({"conflict_deaths": moved.reset_index()[list(ours)]}, {"conflict_deaths": ours})
    assert (found.column, found.check, found.years) == ("deaths", "moved total", (2024,))


def test_13_gaza_stands_under_israel_and_palestine_has_no_row():
    rows = load("conflict_deaths")
    assert "PSE" not in set(rows["country"])
    assert rows.query("year == 2024 and country == 'ISR'")["deaths"].tolist() == [21_476]


def test_a_year_without_deaths_is_a_real_zero():
    rows = load("conflict_deaths")
    assert rows["deaths"].notna().all()
    assert rows.query("year == 2024 and country == 'AUT'")["deaths"].tolist() == [0]


def test_deaths_of_2024_are_those_that_the_programme_published():
    assert load("conflict_deaths").query("year == 2024")["deaths"].sum() == 160_900


def test_nearly_half_of_the_returns_of_2024_led_into_countries_at_war():
    returns = load("refugee_returns").query("year == 2024").groupby("origin", observed=True)["persons"].sum()
    deaths = load("conflict_deaths").query("year == 2024").set_index("country")["deaths"]
    at_war = returns[returns.index.isin(deaths.index[deaths >= 1000])].sum()
    assert round(100 * at_war / returns.sum()) == 48
