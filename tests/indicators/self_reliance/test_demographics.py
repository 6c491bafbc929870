import numpy as np
import pandas as pd
import pytest

from gcr_analysis.geography import Region, regions
from gcr_analysis.indicators.arrays import codes, position, row, years
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.self_reliance import demographics

IDS = ("school_age_share", "working_age_share", "dependency_ratio", "women_share")
AGES = [f"{sex}_{age}" for sex in demographics.SEXES for age in demographics.AGES]
OWN = RegionSets([Region("own", "Own", "own", ("LBN", "TUR"), "2026", "")])


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch):
    """Give the ages of the people in each host in 2024: counts from girls of 0-4 to men of 60 and over."""

    def rewrite(**hosts: tuple[list[float], float]) -> None:
        people = {name: np.zeros((len(years()), len(codes()))) for name in (*AGES, "total")}
        for code, (ages, total) in hosts.items():
            for name, persons in zip(people, (*ages, total), strict=True):
                people[name][row(2024), position()[code]] = persons
        monkeypatch.setattr(demographics, "_by_age", lambda: people)

    return rewrite


def test_the_dependency_ratio_of_the_world_is_that_of_the_framework():
    found = indicator("dependency_ratio", "world", 2024).iloc[0]
    assert (round(found["value"], 3), round(found["coverage"], 2)) == (0.931, 0.71)


def test_shares_are_of_people_of_known_age(people):
    people(LBN=([1, 2, 3, 4, 0, 1, 2, 3, 4, 0], 20.0), TUR=([0] * 10, 0.0))
    found = {id: getattr(demographics, id)(OWN).frame().loc[2024] for id in IDS}
    assert found["school_age_share"]["value"] == pytest.approx(50.0)
    assert found["working_age_share"]["value"] == pytest.approx(40.0)
    assert found["dependency_ratio"]["value"] == pytest.approx(12 / 8)
    assert found["women_share"]["value"] == pytest.approx(50.0)
    assert found["women_share"]["coverage"] == 1.0


def test_a_host_that_knows_the_age_of_fewer_than_nine_in_ten_does_not_count(people):
    people(LBN=([1, 2, 3, 4, 0, 1, 2, 3, 4, 0], 22.0), TUR=([100, 0, 0, 0, 0, 100, 0, 0, 0, 0], 300.0))
    found = demographics.school_age_share(OWN).frame().loc[2024]
    assert found["value"] == pytest.approx(50.0)
    assert found["coverage"] == pytest.approx(20 / 322)


def test_no_host_of_known_ages_is_no_figure(people):
    people(LBN=([1] * 10, 300.0))
    found = demographics.dependency_ratio(OWN).frame().loc[2024]
    assert pd.isna(found["value"])
    assert (found["status"], found["reason"]) == ("not collected", demographics.NO_AGES)


def test_a_region_that_hosts_nobody_has_no_ages_to_tell():
    nauru = indicator("school_age_share", "AND", 2024).iloc[0]
    assert (nauru["status"], nauru["reason"]) == ("not applicable", "The region hosts no refugees")


@pytest.mark.parametrize("year", [2016, 2025])
def test_children_of_school_age_and_people_of_working_age_are_at_most_all(year: int):
    for part in regions("unhcr-region"):
        shares = [indicator(id, part, year)["value"].item() for id in IDS[:2]]
        assert 0 <= sum(shares) <= 100


def test_camps_are_a_share_of_known_accommodation_only():
    found = indicator("camp_share", "IRN", 2024).iloc[0]
    assert found["value"] == pytest.approx(100 * 35_000 / 775_000, abs=0.3)
    assert found["status"] == "partial"


def test_nobody_says_how_refugees_in_germany_live():
    found = demographics.camp_share(RegionSets.of("DEU")).frame().loc[2024]
    assert pd.isna(found["value"])
    assert found["reason"] == demographics.NO_ACCOMMODATION
