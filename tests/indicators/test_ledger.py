"""What a change leaves out, and what stays in."""

import numpy as np
import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators import ledger
from gcr_analysis.indicators.arrays import codes, position, row, years
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.self_reliance import results
from gcr_analysis.indicators.third_country_solutions import departures
from gcr_analysis.snapshot import load

UGANDA, ETHIOPIA, SUDAN = (position()[code] for code in ("UGA", "ETH", "SDN"))


def ends(id: str, name: str) -> list[float]:
    return departures.matched_ends(id, RegionSets.of(name), 2016, 2025).value[:, 0].tolist()


def test_a_value_that_repeats_the_year_before_leaves_a_change_until_it_is_judged(monkeypatch):
    figures = np.full((len(years()), len(codes())), np.nan)
    figures[row(2022) : row(2025), UGANDA] = (100, 4321, 4321)
    assert ledger.left_out(figures, "unhcr_results", result="made_up")[row(2024), UGANDA]
    [entry] = ledger.entries("unhcr_results", result="complementary_pathways")
    stands = entry.model_copy(update={"where": {"country": "UGA"}, "kind": "stands"})
    monkeypatch.setattr(ledger, "entries", lambda table, **where: (stands,))
    assert not ledger.left_out(figures, "unhcr_results", result="made_up")[row(2024), UGANDA]


def test_an_entry_whose_figure_has_been_mended_counts_again(monkeypatch):
    monkeypatch.setattr(ledger, "holds", lambda entry: False)
    ledger.entries.cache_clear()
    nothing = np.full((len(years()), len(codes())), np.nan)
    flags = ledger.left_out(nothing, "unhcr_results", result="complementary_pathways")
    ledger.entries.cache_clear()
    assert not flags.any()


def test_departures_through_pathways_leave_out_the_host_that_copied_its_figure():
    rows = load("unhcr_results")
    rows = rows[rows["result"] == "complementary_pathways"]
    wide = rows.pivot_table(index="country", columns="year", values="value", aggfunc="sum", observed=True)
    both = wide[[2022, 2024]].dropna()
    assert both.sum().tolist() == [12_233, 19_173]
    assert ends("pathway_departures", "world") == both.drop("ETH").sum().tolist()
    assert both.drop(["ETH", "UGA"]).sum().tolist() == [10_915, 7_509]


def test_the_effect_of_the_copied_figure_is_the_one_that_the_ledger_states():
    [entry] = ledger.entries("unhcr_results", result="complementary_pathways")
    assert entry.effect.startswith("Of the world's rise from 2022 to 2024")
    values = departures.reported("complementary_pathways")
    rise = values[row(2024), ETHIOPIA] - values[row(2022), ETHIOPIA]
    assert f"{rise:,.0f} of {19_173 - 12_233:,.0f} departures" in entry.effect


def test_a_fall_in_a_war_stays_in_a_change():
    values = results.by_host("health_access")
    assert values[[row(2022), row(2024)], SUDAN].tolist() == [84.74, 20.0]
    sets = RegionSets.of("eastern-and-southern-africa")
    found = results.matched("health_access", sets, 2016, 2025)
    flags = ledger.left_out(values, "unhcr_results", result="health_access")
    hosted = results.stock("refugees")[row(2024)]
    known = ~np.isnan(values[[row(2022), row(2024)]]).any(axis=0)
    known &= ~flags[[row(2022), row(2024)]].any(axis=0)
    inside = np.isin(np.arange(len(codes())), sets.groups[0]) & known
    assert inside[SUDAN]
    means = [np.average(values[row(year), inside], weights=hosted[inside]) for year in (2022, 2024)]
    assert [float(found.start[0]), float(found.end[0])] == pytest.approx(means)


def test_what_is_left_out_is_named_with_its_reason():
    named = ledger.why_left_out(region("west-and-central-africa"), 2022, 2024, "secondary_enrolment")
    assert named == ["Cameroon 2022: counted in another way", "Mali 2022: counted in another way"]
    assert ledger.why_left_out(region("the-americas"), 2022, 2023, "secondary_enrolment") == [
        "Colombia 2023: copied from the year before"
    ]


def test_a_host_that_moved_far_is_named_and_stays(monkeypatch):
    assert "SDN" in results.steps("health_access", region("eastern-and-southern-africa"), 2016, 2025).index


def test_a_country_that_the_ledger_leaves_out_has_no_change_and_the_reason_names_it():
    found = departures.matched_ends("pathway_departures", RegionSets.of("ETH"), 2016, 2025)
    assert np.isnan(found.value).all()
    assert found.words(1, 0) == "Left out: Ethiopia 2024: copied from the year before"
