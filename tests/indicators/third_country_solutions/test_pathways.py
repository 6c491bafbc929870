import pytest

from gcr_analysis.framework import indicators
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.third_country_solutions.pathways import EDITIONS
from gcr_analysis.indicators.third_country_solutions.quoted import quoted
from gcr_analysis.snapshot import load

ALL = tuple(range(2000, 2026))


def test_no_two_editions_stand_in_one_series():
    told = {
        name: set(
            indicator(f"pathway_permits_{name}_edition", "world", ALL).dropna(subset="value")["value_year"]
        )
        for name in EDITIONS
    }
    assert told == {"first": {2019}, "third": {2021}, "fourth": {2020, 2021, 2022}, "fifth": {2023}}


def test_the_editions_disagree_on_the_same_year_which_is_why():
    third, fourth = (
        indicator(f"pathway_permits_{name}_edition", "world", 2021)["value"].item()
        for name in ("third", "fourth")
    )
    assert (third, fourth) == (160_000, 156_000)


def test_the_worlds_indicator_is_the_latest_edition_alone():
    table = indicator("gcr_3_2_1", "world", ALL)
    assert set(table["value"].dropna()) == {255_000}
    assert set(table.dropna(subset="value")["value_year"]) == {2023}
    assert set(table.dropna(subset="value")["status"]) == {"published"}


def test_elsewhere_it_is_what_hosts_report():
    row = indicator("gcr_3_2_1", "UGA", 2024).iloc[0]
    assert (row["value"], row["source"]) == (8407, "unhcr-results")


@pytest.mark.parametrize("subject", EDITIONS.values())
def test_every_edition_is_a_subject_of_the_published_values_in_permits(subject: str):
    rows = load("published_values")
    assert (rows["subject"] == subject).any()
    years = quoted(subject, RegionSets.of("world")).frame().index
    units = rows[rows["subject"].eq(subject) & rows["period"].isin(years.astype(str))]["unit"]
    assert set(units) == {"permits"}


def test_permits_are_for_the_world_only():
    assert indicators()["pathway_permits_fifth_edition"].only_for == ("world",)
    assert indicator("pathway_permits_fifth_edition", "europe", 2023)["status"].item() == "not applicable"
