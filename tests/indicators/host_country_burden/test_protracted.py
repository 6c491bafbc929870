from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from gcr_analysis.framework import indicators
from gcr_analysis.geography import Region, region
from gcr_analysis.indicators.arrays import by_pair, position, row
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.host_country_burden import protracted, situations
from gcr_analysis.indicators.region_sets import RegionSets

YEARS = range(2015, 2025)
HOSTS = Region("own", "Own", "own", ("DEU", "IRN", "PAK"), "2026", "")
SETS = RegionSets([HOSTS])


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A world of a few pairs, all with 30,000 people in every year; Germany's income alone is high."""
    everyone = {
        ("AFG", "IRN"): [30_000] * 10,
        ("AFG", "PAK"): [30_000] * 4 + [24_999] + [30_000] * 5,
        ("AFG", "DEU"): [30_000] * 10,
        ("UNK", "IRN"): [30_000] * 10,
        ("XXA", "IRN"): [30_000] * 10,
        ("IRN", "IRN"): [30_000] * 10,
    }
    rows = pd.DataFrame(
        [
            (year, *pair, people)
            for pair, stocks in everyone.items()
            for year, people in zip(YEARS, stocks, strict=True)
        ],
        columns=["year", "origin", "asylum", "refugees"],
    )
    table = np.nan_to_num(by_pair(rows, "origin", "asylum", "refugees"))
    income = np.ones(table.shape[:2])
    income[:, position()["DEU"]] = 0.0
    income[row(2024), position()["IRN"]] = 0.0
    monkeypatch.setattr(protracted, "stock_by_pair", lambda name: table)
    monkeypatch.setattr(protracted, "load", lambda table, columns: rows.assign(oip=0))
    monkeypatch.setattr(protracted, "low_or_middle_income", lambda: income)
    caches = (protracted._flags, protracted._persons, protracted._large)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


@pytest.mark.usefixtures("made")
def test_a_situation_has_one_known_origin_that_is_not_the_host():
    found = situations(HOSTS, 2019)
    assert found[["origin", "asylum"]].values.tolist() == [["AFG", "IRN"]]


@pytest.mark.usefixtures("made")
def test_one_year_below_25_000_starts_the_five_years_again():
    value = protracted.protracted_refugees(SETS).at(2023)
    assert value == 30_000
    found = situations(HOSTS, 2024, every_host=True).set_index("asylum")
    assert found["since"].to_dict() == {"IRN": 2015, "PAK": 2020, "DEU": 2015}


@pytest.mark.usefixtures("made")
def test_a_host_of_high_income_counts_only_where_every_host_does():
    assert "DEU" not in set(situations(HOSTS, 2019)["asylum"])
    assert protracted.protracted_refugees_all_hosts(SETS).at(2019) == 60_000


@pytest.mark.usefixtures("made")
def test_the_hosts_income_is_that_of_the_year():
    persons = protracted.protracted_refugees(SETS)
    assert [persons.at(year) for year in (2023, 2024)] == [30_000, 30_000]
    assert situations(HOSTS, 2023)["asylum"].tolist() == ["IRN"]
    assert situations(HOSTS, 2024)["asylum"].tolist() == ["PAK"]


@pytest.mark.usefixtures("made")
def test_situations_and_hosts_are_counted_once_each():
    found = protracted.protracted_situations(SETS)
    assert [found.at(year) for year in (2018, 2019)] == [0.0, 1.0]
    assert protracted.protracted_hosts(SETS).at(2019) == 1.0


@pytest.mark.parametrize(
    ("id", "figure"),
    [("protracted_refugees", 23_285_655), ("protracted_situations", 57), ("protracted_hosts", 37)],
)
def test_the_worlds_figures_of_2022_are_those_that_the_framework_gives(id: str, figure: int):
    assert indicator(id, "world", 2022)["value"].item() == figure


def test_situations_of_a_region_add_up_to_its_figures():
    for name, year in (("igad", 2025), ("world", 2010)):
        found = situations(region(name), year)
        assert found["refugees"].sum() == indicator("protracted_refugees", name, year)["value"].item()
        assert len(found) == indicator("protracted_situations", name, year)["value"].item()
        assert found["asylum"].nunique() == indicator("protracted_hosts", name, year)["value"].item()


def test_figures_that_cannot_hold_others_in_need_of_protection_yet_say_so():
    rows = indicator("protracted_refugees", "the-americas", [2017, 2018, 2021, 2022])
    assert [bool(reason) for reason in rows["reason"]] == [False, True, True, False]


def test_a_region_without_others_in_need_of_protection_has_nothing_to_say():
    assert indicator("protracted_refugees", "UGA", range(2000, 2026))["reason"].eq("").all()


def test_a_region_without_situations_has_zero_refugees_in_them():
    row = indicator("protracted_refugees", "NIC", 2025).iloc[0]
    assert (row["value"], row["status"]) == (0.0, "computed")
    assert situations(region("NIC"), 2025).empty


def test_94_percent_in_the_igad_countries_for_five_years_or_more():
    assert round(indicator("protracted_share", "igad", 2025)["value"].item()) == 94


def test_more_refugees_in_high_income_hosts_lower_the_share_of_all_and_not_the_share_within(
    monkeypatch: pytest.MonkeyPatch,
):
    def shares(more: float) -> tuple[float, float]:
        hosted = protracted.people("refugees").copy()
        hosted[row(2025), position()["DEU"]] += more
        with monkeypatch.context() as patch:
            patch.setattr(protracted, "people", lambda name: hosted)
            found = (protracted.protracted_share, protracted.protracted_share_low_and_middle_income)
            return tuple(share(RegionSets.of("world")).at(2025) for share in found)

    (of_all, within), (of_more, still) = shares(0), shares(10_000_000)
    assert of_more < of_all - 10
    assert still == within


def test_only_the_share_within_low_and_middle_income_hosts_has_a_direction():
    shares = ("protracted_share", "protracted_share_low_and_middle_income")
    assert [indicators()[id].direction for id in shares] == ["neutral", "down"]


def test_a_host_of_high_income_has_no_share_within_low_and_middle_income_hosts():
    found = protracted.protracted_share_low_and_middle_income(RegionSets.of("DEU"))
    assert np.isnan(found.at(2025))
    assert found.words(row(2025), 0) == "No refugees in low- or middle-income hosts"
