import numpy as np
import pandas as pd
import pytest

from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions import returned
from gcr_analysis.indicators.return_conditions.returned import women_share_of_returns
from gcr_analysis.snapshot import load

AGES = ("0_4", "5_11", "12_17", "18_59", "60_plus")


def counted(origin: str, year: int) -> pd.Series:
    rows = load("demographics").query("group == 'returned_refugees' and origin == @origin and year == @year")
    return rows[[c for c in rows if c.startswith(("female", "male", "total"))]].sum()


def row(measure: str, name: str, year: int) -> pd.Series:
    return indicator(measure, name, year).iloc[0]


@pytest.mark.parametrize(("origin", "year"), [("AFG", 2025), ("SDN", 2025), ("CAF", 2025), ("COD", 2019)])
def test_shares_are_recomputed_from_the_table(origin: str, year: int):
    people = counted(origin, year)
    women = people.filter(like="female").sum()
    of_known_sex = people.filter(regex="^(female|male)").sum()
    found = row("women_share_of_returns", origin, year)
    assert found["value"] == pytest.approx(100 * women / of_known_sex)
    assert found["coverage"] == pytest.approx(of_known_sex / people["total"])
    children = sum(people[f"{sex}_{age}"] for sex in ("female", "male") for age in AGES[:3])
    of_known_age = sum(people[f"{sex}_{age}"] for sex in ("female", "male") for age in AGES)
    found = row("children_share_of_returns", origin, year)
    assert found["value"] == pytest.approx(100 * children / of_known_age)
    assert found["low"] <= found["value"] <= found["high"]


@pytest.mark.parametrize("origin", ["SYR", "UKR", "SSD"])
def test_age_and_sex_that_nobody_reported_are_not_reported_and_not_zero(origin: str):
    assert counted(origin, 2025)["total"] > 100_000
    women, children = (row(f"{who}_share_of_returns", origin, 2025) for who in ("women", "children"))
    assert np.isnan(women["value"]) and np.isnan(children["value"])
    assert women["status"] == children["status"] == "not collected"
    assert women["reason"] == "The sex of those who returned is not reported"
    assert children["reason"] == "The age of those who returned is not reported"


def test_the_world_of_2025_covers_six_in_ten_and_says_what_the_rest_allows():
    found = row("women_share_of_returns", "world", 2025)
    rows = load("demographics").query("group == 'returned_refugees' and year == 2025")
    women = rows.filter(like="female").sum().sum()
    known = rows.filter(regex="^(female|male)").sum().sum()
    assert found["value"] == pytest.approx(100 * women / known)
    assert found["coverage"] == pytest.approx(known / 4_362_272)
    assert found["low"] == pytest.approx(100 * women / 4_362_272)
    assert found["high"] == pytest.approx(100 * (4_362_272 - (known - women)) / 4_362_272)


def test_nobody_returned_is_another_thing_than_not_reported():
    found = row("women_share_of_returns", "AND", 2025)
    assert (found["status"], found["reason"]) == ("not collected", "No returns reported")


def test_made_up_figures(monkeypatch: pytest.MonkeyPatch):
    """60 women, 20 men and 20 men of unknown age are known of 200: 60 percent women, coverage one half."""
    columns = dict.fromkeys((*returned.FEMALE, *returned.MALE), 0.0)
    known = columns | {"female_18_59": 60.0, "male_0_4": 20.0, "male_age_unknown": 20.0}
    demographics = pd.DataFrame(
        [{"year": 2025, "origin": "SYR", "asylum": "TUR", "group": "returned_refugees", "total": 200} | known]
    )
    everyone = returned.solution("refugee_returns").copy()
    place = RegionSets.of("SYR").groups[0][0]
    everyone[-1, place] = 200
    monkeypatch.setattr(returned, "load", lambda table, columns=None: demographics)
    monkeypatch.setattr(returned, "solution", lambda table: everyone)
    returned._returned.cache_clear()
    found = women_share_of_returns(RegionSets.of("SYR"))
    returned._returned.cache_clear()
    assert found.coverage is not None and found.low is not None and found.high is not None
    assert (found.at(2025), found.coverage[-1, 0]) == (60, 0.5)
    assert (found.low[-1, 0], found.high[-1, 0]) == (30, 80)


def test_naturalised_refugees_by_origin_are_those_of_the_table():
    rows = load("naturalisations").query("year == 2025")
    for name, expected in (("world", rows), ("AZE", rows[rows["origin"] == "AZE"])):
        found = row("naturalisations_from_origin", name, 2025)
        assert (found["value"], found["status"]) == (expected["persons"].sum(), "computed")
    assert row("naturalisations_from_origin", "world", 2025)["value"] == 93_296
    nobody = row("naturalisations_from_origin", "AND", 2025)
    assert nobody["status"] == "not collected" and "which is not none" in nobody["reason"]
