from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.geography import Region, region, regions
from gcr_analysis.indicators import measures
from gcr_analysis.indicators.arrays import codes, position, years
from gcr_analysis.indicators.arrays import row as at
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.progress import progress
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.self_reliance import results

MATCHED = [
    id
    for id, declared in framework.indicators().items()
    if declared.compute and declared.matched == "results.matched_ends"
    if declared.panel == "self-reliance"
]
HOSTED = {"LBN": 100.0, "TUR": 300.0, "UGA": 100.0}


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Region]:
    """Let three hosts report what a test gives, with refugees in proportion 1 to 3 to 1."""

    def rewrite(**by_year: dict[str, float]) -> Region:
        reports, hosted = np.full((2, len(years()), len(codes())), np.nan)
        for name, by_host in by_year.items():
            for code, value in by_host.items():
                reports[at(int(name.removeprefix("y"))), position()[code]] = value
        hosted[:] = [HOSTED.get(code, 0.0) for code in codes()]
        monkeypatch.setattr(results, "by_host", lambda _: reports)
        monkeypatch.setattr(results, "stock", lambda _: hosted)
        measures.forget()
        return Region("own", "Own", "own", tuple(HOSTED), "2026", "")

    yield rewrite
    measures.forget()


def match(id: str, own: Region) -> tuple[int, int, float, float, int]:
    """Years, values and number of hosts of a change from 2016 to 2025."""
    found = results.matched(id, RegionSets([own]), 2016, 2025)
    start, end, before, after, countries, *_ = (each[0].item() for each in found)
    return start, end, before, after, int(countries)


def row(id: str, name: str | Region, year: int) -> pd.Series:
    return indicator(id, name, year).iloc[0]


@pytest.mark.parametrize(
    ("id", "name", "year", "said"),
    [
        ("gcr_2_1_1", "world", 2022, 56),
        ("gcr_2_1_1", "world", 2024, 70),
        ("gcr_2_1_1", "igad", 2024, 89),
        ("gcr_2_2_1_secondary", "igad", 2024, 15),
    ],
)
def test_figures_are_those_that_the_framework_gives(id: str, name: str, year: int, said: int):
    assert round(row(id, name, year)["value"]) == said


def test_the_right_to_work_rose_from_59_to_66_on_the_hosts_that_report_both_years():
    start, end, before, after, countries = match("gcr_2_1_1", region("world"))
    assert (start, end, countries) == (2022, 2024, 28)
    assert (round(before), round(after)) == (59, 66)


def test_a_mean_is_weighted_by_refugees_and_bounded_by_what_the_silent_hosts_could_report(given):
    own = given(y2023={"LBN": 50.0, "TUR": 10.0})
    found = row("gcr_2_1_1", own, 2023)
    assert found["value"] == pytest.approx((50 + 30) / 4)
    assert (found["low"], found["high"]) == pytest.approx(((50 + 30) / 5, (50 + 30 + 100) / 5))
    assert (found["coverage"], found["status"]) == (0.8, "computed")


def test_a_mean_of_hosts_with_less_than_half_of_the_refugees_is_partial(given):
    assert row("gcr_2_1_1", given(y2023={"LBN": 50.0, "UGA": 10.0}), 2023)["status"] == "partial"


def test_no_report_is_no_zero(given):
    found = row("gcr_2_1_1", given(y2023={}), 2023)
    assert pd.isna(found["value"])
    assert (found["status"], found["reason"]) == ("not collected", results.NO_REPORT)


def test_enrolment_above_a_hundred_stays_and_is_named(given):
    found = row("gcr_2_2_1_primary", given(y2023={"LBN": 125.0, "TUR": 80.0, "UGA": 80.0}), 2023)
    assert found["value"] == pytest.approx(89.0)
    assert found["reason"] == "Lebanon reports 125 %"


def test_another_set_of_reporting_hosts_is_no_change(given):
    own = given(y2022={"LBN": 20.0, "UGA": 40.0}, y2024={"LBN": 20.0, "UGA": 40.0, "TUR": 100.0})
    *_, before, after, _ = match("gcr_2_1_1", own)
    assert row("gcr_2_1_1", own, 2024)["value"] > row("gcr_2_1_1", own, 2022)["value"]
    assert before == after


def status_of(own: Region, id: str = "gcr_2_1_1") -> tuple[str, str]:
    found = progress(own, 2024, "self-reliance").set_index("indicator").loc[id]
    return found["progress"], found["reason"]


def test_a_rise_on_most_hosts_is_progress(given):
    own = given(y2022={"LBN": 20.0, "TUR": 40.0}, y2024={"LBN": 30.0, "TUR": 50.0, "UGA": 100.0})
    assert status_of(own) == ("progress", "")


def test_a_rise_on_hosts_with_few_refugees_is_not_judged(given):
    own = given(y2022={"LBN": 20.0, "UGA": 40.0}, y2024={"LBN": 30.0, "UGA": 50.0, "TUR": 100.0})
    assert status_of(own) == ("insufficient data", results.TOO_FEW)


def test_a_leap_stays_in_and_is_named(given):
    own = given(y2022={"LBN": 0.0, "TUR": 40.0}, y2024={"LBN": 100.0, "TUR": 40.0})
    assert match("gcr_2_1_1", own) == (2022, 2024, 30.0, 55.0, 2)
    assert results.steps("gcr_2_1_1", own, 2016, 2025).index.tolist() == ["LBN"]


def test_a_figure_that_the_ledger_names_leaves_both_ends(given, monkeypatch):
    own = given(y2022={"LBN": 0.0, "TUR": 40.0}, y2024={"LBN": 100.0, "TUR": 50.0})
    unfit = np.zeros((len(years()), len(codes())), dtype=bool)
    unfit[at(2024), position()["LBN"]] = True
    monkeypatch.setattr(results, "left_out", lambda *about, **where: unfit)
    assert match("gcr_2_1_1", own) == (2022, 2024, 40.0, 50.0, 1)
    unfit[at(2024), position()["TUR"]] = True
    assert match("gcr_2_1_1", own)[-1] == 0


def test_a_figure_copied_from_the_year_before_carries_no_change(given):
    own = given(y2023={"LBN": 30.12, "TUR": 41.25}, y2024={"LBN": 35.0, "TUR": 41.25})
    assert match("gcr_2_1_1", own) == (2023, 2024, 30.12, 35.0, 1)


def test_figures_of_one_year_are_not_judged(given):
    assert status_of(given(y2024={"LBN": 30.0, "TUR": 50.0}))[0] == "insufficient data"


def test_before_the_figures_begin_none_is_taken_from_later_years():
    years = progress("world", 2020, "self-reliance").set_index("indicator").loc[MATCHED]
    assert years["value"].isna().all()
    assert set(years["reason"]) == {results.NO_MATCH}


@pytest.mark.parametrize("id", MATCHED)
def test_every_result_is_one_that_the_table_has(id: str):
    assert not np.isnan(results.by_host(results.result_of(id))).all()


@pytest.mark.parametrize("id", MATCHED)
def test_the_mean_of_the_world_is_that_of_its_regions_weighted_by_the_refugees_they_rest_on(id: str):
    world = indicator(id, "world").set_index("year")
    year = int(world["value"].last_valid_index())
    year = int(world.loc[year, "value_year"])
    parts = [row(id, part, year) for part in regions("unhcr-region")]
    hosted = [row("refugees_hosted", part, year)["value"] for part in regions("unhcr-region")]
    known = [
        (h * p["coverage"], p["value"])
        for h, p in zip(hosted, parts, strict=True)
        if p["value"] == p["value"]
    ]
    mean = sum(weight * value for weight, value in known) / sum(weight for weight, _ in known)
    assert mean == pytest.approx(world.loc[year, "value"])


@pytest.mark.parametrize("id", MATCHED)
@pytest.mark.parametrize("name", ["world", "igad", "income-high", "DEU"])
def test_bounds_hold_the_value(id: str, name: str):
    bounded = indicator(id, name).dropna(subset=["low"])
    assert (bounded["low"] <= bounded["value"] + 1e-9).all()
    assert (bounded["value"] <= bounded["high"] + 1e-9).all()
    assert (bounded["coverage"] < 1).all()


def test_three_times_as_many_refugees_everywhere_leave_every_share_as_it_is(given, monkeypatch):
    own = given(y2023={"LBN": 50.0, "TUR": 10.0})
    shares = ["value", "low", "high", "coverage"]
    before = row("gcr_2_1_1", own, 2023)[shares].tolist()
    hosted = 3 * results.stock("refugees")
    monkeypatch.setattr(results, "stock", lambda _: hosted)
    measures.forget()
    assert row("gcr_2_1_1", own, 2023)[shares].tolist() == pytest.approx(before)


def test_a_change_rests_on_half_of_the_refugees_at_both_ends():
    found = results.matched("health_access", RegionSets.of("world"), 2016, 2025)
    assert float(found.start_coverage[0]) == pytest.approx(0.571, abs=0.001)
    assert float(found.coverage[0]) == pytest.approx(0.597, abs=0.001)
    ends = results.matched_ends("health_access", RegionSets.of("world"), 2016, 2025)
    assert ends.coverage[:, 0].round(3).tolist() == [0.571, 0.597]
