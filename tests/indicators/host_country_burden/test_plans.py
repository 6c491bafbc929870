"""Refugee response plans: what is known of hosts, what is not, and what may not be added or compared."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import ledger
from gcr_analysis.geography import region
from gcr_analysis.indicators import indicator
from gcr_analysis.indicators.arrays import row
from gcr_analysis.indicators.comparisons import compare
from gcr_analysis.indicators.host_country_burden import asked_and_received, plans, whole_plans
from gcr_analysis.indicators.host_country_burden.plan_changes import NO_PLAN_IN_BOTH, matched_ends
from gcr_analysis.indicators.host_country_burden.plan_measures import plan_requirements, plan_share_funded
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.snapshot import load

MEASURES = [m for m in framework.indicators().values() if "response_plan" in " ".join(m.tables)]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Let the source have these rows by host: plan, year, country, required, funded."""
    remembered = (plans.rows_of, plans.asked, plans._by_people)

    def forget() -> None:
        for each in remembered:
            each.cache_clear()

    def put(*rows: tuple) -> None:
        table = pd.DataFrame(list(rows), columns=["plan", "year", "country", "required_usd", "funded_usd"])
        monkeypatch.setattr(plans, "without_judged", lambda name: table.copy())
        monkeypatch.setattr(plans, "load", lambda name: load(name) if name == "population" else table)
        forget()

    yield put
    monkeypatch.undo()
    forget()


def told(id: str, place: str, year: int) -> pd.Series:
    return indicator(id, place, year).iloc[0]


def test_a_host_without_a_row_is_not_unfunded_and_says_why(given) -> None:
    given(("south_sudan", 2024, "UGA", 100.0, 40.0))
    sets = RegionSets.of("TCD", "igad")
    found = plan_requirements(sets)
    assert np.isnan(found.at(2024)) and found.status[row(2024), 0] == "not collected"
    assert found.words(row(2024), 0) == plans.NOT_IN_A_PLAN.format(year=2024).format(year=2024)
    assert found.at(2024, 1) == 100
    assert found.coverage is not None and 0.3 < found.coverage[row(2024), 1] < 0.5
    assert found.status[row(2024), 1] == "partial"


def test_absent_hosts_leave_a_lower_bound_and_no_upper_one(given) -> None:
    given(("south_sudan", 2024, "UGA", 100.0, 40.0))
    asked = plan_requirements(RegionSets.of("igad", "UGA"))
    assert asked.low is not None and asked.low[row(2024), 0] == 100 and asked.high is None
    assert plans.MAY_ADD in asked.words(row(2024), 0)
    assert np.isnan(asked.low[row(2024), 1]) and asked.words(row(2024), 1) == "Plans for South Sudanese"
    share = plan_share_funded(RegionSets.of("igad", "UGA"))
    assert share.low is not None and np.isnan(share.low[row(2024), 0]) and share.low[row(2024), 1] == 40
    assert plans.EITHER_WAY in share.words(row(2024), 0)


def test_a_host_says_whom_its_plans_are_for(given) -> None:
    given(("syria", 2024, "EGY", 100.0, 40.0), ("sudan", 2024, "EGY", 100.0, 40.0))
    found = plan_requirements(RegionSets.of("EGY", "middle-east-and-north-africa"))
    assert found.words(row(2024), 0) == "Plans for Sudanese, Syrians"
    assert "Plans" not in found.words(row(2024), 1)


def test_a_share_rests_on_plans_with_both_amounts(given) -> None:
    given(
        ("south_sudan", 2024, "UGA", 100.0, 40.0),
        ("congo", 2024, "UGA", 900.0, np.nan),
        ("sudan", 2024, "UGA", np.nan, 70.0),
    )
    assert plan_share_funded(RegionSets.of("UGA")).at(2024) == 40


def test_a_share_above_a_hundred_is_said_to_be_one(given) -> None:
    given(("south_sudan", 2024, "UGA", 100.0, 160.0))
    found = plan_share_funded(RegionSets.of("UGA"))
    assert found.at(2024) == pytest.approx(160)
    assert found.words(row(2024), 0).endswith(plans.MORE)


def test_a_plan_for_migrants_too_is_named_and_has_no_amount_per_refugee(given) -> None:
    given(("venezuela", 2024, "COL", 300e6, 90e6), ("horn_of_africa", 2024, "DJI", 5e6, 1e6))
    told = plan_requirements(RegionSets.of("COL")).words(row(2024), 0)
    assert told == f"Plans for Venezuelans. {plans.FOR_MIGRANTS}"
    per = plans.per_refugee(RegionSets.of("COL"), "plans", "required")
    assert np.isnan(per.at(2024)) and per.words(row(2024), 0) == plans.NOT_ONE_PEOPLE
    assert np.isnan(plan_requirements(RegionSets.of("DJI")).at(2024))


def test_an_amount_per_refugee_has_one_scope_on_both_sides(given) -> None:
    given(("syria", 2024, "JOR", 500e6, 100e6), ("venezuela", 2024, "COL", 300e6, 90e6))
    rows = load("population")
    of = rows[(rows["year"] == 2024) & (rows["origin"] == "SYR") & (rows["asylum"] == "JOR")]
    persons = of[["refugees", "oip", "asylum_seekers"]].fillna(0).to_numpy(float).sum()
    sets = RegionSets.of("world")
    found = {name: plans.per_refugee(sets, "plans", name) for name in ("required", "funded", "missing")}
    assert found["required"].at(2024) == pytest.approx(500e6 / persons)
    assert found["funded"].at(2024) == pytest.approx(100e6 / persons)
    assert found["missing"].at(2024) == pytest.approx(400e6 / persons)
    assert found["required"].coverage[row(2024), 0] < 0.05
    assert found["required"].status[row(2024), 0] == "partial"
    assert found["funded"].low is not None and found["missing"].high is not None


def test_no_amount_per_refugee_where_few_live(given) -> None:
    given(("syria", 2024, "URY", 500e3, 100e3))
    assert np.isnan(plans.per_refugee(RegionSets.of("URY"), "plans", "required").at(2024))


def test_funding_is_at_least_what_was_recorded_by_a_date() -> None:
    found = told("plan_funding", "LBN", 2024)
    assert found["low"] == found["value"] and np.isnan(found["high"])
    assert found["reason"].startswith("At least, as funding was recorded by 19 April 2026")


@pytest.mark.parametrize(
    ("id", "place", "year", "million"),
    [
        ("plan_requirements", "BGD", 2024, 852.4),
        ("plan_requirements", "BGD", 2025, 934.5),
        ("tracker_requirements", "UGA", 2018, 843.3),
    ],
)
def test_figures_are_those_of_the_sources(id: str, place: str, year: int, million: float) -> None:
    found = told(id, place, year)
    assert found["value"] / 1e6 == pytest.approx(million, abs=0.05)
    assert found["status"] == "proxy"


def test_plans_add_up_to_what_was_published() -> None:
    rows = plans.rows_of("tracker")
    south_sudan = rows[(rows["plan"] == "south_sudan") & (rows["year"] == 2018)]
    assert (south_sudan[["required", "funded"]].sum() / 1e6).round().tolist() == [1379, 695]
    syria = {
        source: plans.rows_of(source).query("plan == 'syria' and year == 2021")["funded"].sum() / 1e9
        for source in ("plans", "tracker")
    }
    assert {source: round(usd, 1) for source, usd in syria.items()} == {"plans": 1.6, "tracker": 2.5}


def test_judged_amounts_leave_level_and_share_and_the_rest_stays() -> None:
    of = asked_and_received(region("COL"), 2020).set_index("source")
    assert np.isnan(of.loc["fts", "asked"]) and of.loc["fts", "received"] > 3e8
    assert np.isnan(of.loc["refugee-funding-tracker", "asked"])
    for id in ("plan_requirements", "tracker_requirements"):
        found = told(id, "COL", 2020)
        assert (found["status"], found["reason"]) == ("not collected", plans.TAKEN_OUT)
    assert np.isnan(told("plan_share_funded", "JOR", 2019)["value"])


def test_each_plan_and_year_of_the_tracker_is_of_one_edition() -> None:
    rows = plans.rows_of("tracker")
    assert not rows.duplicated(["plan", "year", "country"]).any()
    table = load("response_plan_tracker")
    for year in (2015, 2016, 2017):  # the later edition lost what two hosts received
        of = table[(table["plan"] == "syria") & (table["year"] == year)].groupby("edition", observed=True)
        earlier = of["received_usd"].sum().loc["2021-03"]
        assert rows.query("plan == 'syria' and year == @year")["funded"].sum() == earlier
    of = table[(table["plan"] == "syria") & (table["year"] == 2019)].groupby("edition", observed=True)
    later = of["received_usd"].sum().loc["2023-02"]
    assert rows.query("plan == 'syria' and year == 2019")["funded"].sum() == later


def test_judgements_about_plans_hold_and_take_out_what_they_say() -> None:
    about = [entry for entry in ledger() if entry.table.startswith("response_plan")]
    assert {entry.kind for entry in about} == {"shared", "impossible", "doubled"}
    shared = load("response_plan_hosts").query("plan == 'venezuela' and year == 2020")["required_usd"]
    assert shared.value_counts().iloc[0] == 13


def test_what_was_asked_and_received_stands_by_source_plan_and_host() -> None:
    found = asked_and_received(region("JOR"), 2021)
    assert found["source"].tolist() == ["fts", "refugee-funding-tracker"]
    assert found["received"].round(-6).tolist() == [401e6, 643e6]
    assert (found["missing"] == found["asked"] - found["received"]).all()
    assert set(found["status"]) == {"proxy"}


def test_a_year_that_is_not_over_is_partial() -> None:
    assert set(asked_and_received(region("UGA"), 2026)["status"]) == {"partial"}
    assert set(asked_and_received(region("UGA"), 2025)["status"]) == {"proxy"}


def test_a_year_without_plans_is_refused_in_one_line() -> None:
    with pytest.raises(GcrError, match="no refugee response plans of 2011: give a year from 2012 to 2026"):
        asked_and_received(region("JOR"), 2011)


def test_a_plan_without_amounts_by_host_is_whole_and_in_no_host() -> None:
    found = whole_plans(2020).set_index("plan")
    assert found.loc["burundi", "asked"] == 267_587_482
    assert np.isnan(found.loc["burundi", "in_hosts"])
    assert found.loc["burundi", "elsewhere"] == found.loc["burundi", "asked"]
    assert told("plan_requirements", "RWA", 2020)["reason"] == plans.NO_AMOUNT
    assert "horn_of_africa" not in found.index


def test_measures_are_proxies_without_a_direction_and_never_the_published_indicator() -> None:
    assert len(MEASURES) == 19
    assert {(m.status, m.direction) for m in MEASURES} == {("proxy", "neutral")}
    assert all(m.definition.endswith("A proxy of indicator 1.1.1") for m in MEASURES)
    assert [m.id for m in MEASURES if m.gcr_code == "1.1.1"] == [
        *("plan_requirements", "plan_funding", "plan_share_funded", "plan_gap_per_refugee")
    ]
    published = framework.indicators()["gcr_1_1_1"]
    assert not {table for m in MEASURES for table in m.tables if table.startswith("response")} & set(
        published.tables
    )
    kinds = {m.id.partition("_")[0]: m.fact.partition("_")[0] for m in MEASURES}
    assert kinds == {"plan": "plan", "whole": "plan", "tracker": "tracker"}


def test_constant_dollars_are_those_of_one_year() -> None:
    now, then = told("plan_requirements", "LBN", 2016), told("plan_requirements_constant", "LBN", 2016)
    index = load("consumer_prices").set_index("year")["index"]
    assert then["value"] == pytest.approx(now["value"] * index[2024] / index[2016])


def test_a_change_rests_on_plans_and_hosts_of_both_years(given) -> None:
    given(
        ("south_sudan", 2021, "UGA", 100.0, 40.0),
        ("burundi", 2021, "UGA", 900.0, 90.0),
        ("congo", 2021, "RWA", 50.0, np.nan),
        ("south_sudan", 2024, "UGA", 150.0, 30.0),
        ("sudan", 2024, "EGY", 700.0, 70.0),
        ("congo", 2024, "RWA", 60.0, 6.0),
    )
    sets = RegionSets.of("world", "UGA", "EGY")
    asked = matched_ends("plan_requirements", sets, 2021, 2024)
    assert asked.value[:, :2].tolist() == [[150, 100], [210, 150]]
    assert np.isnan(asked.value[:, 2]).all() and asked.words(0, 2) == NO_PLAN_IN_BOTH
    share = matched_ends("plan_share_funded", sets, 2021, 2024)
    assert share.value[:, 0].tolist() == pytest.approx([40, 20])
    constant = matched_ends("plan_funding_constant", sets, 2021, 2024)
    index = load("consumer_prices").set_index("year")["index"]
    assert constant.value[:, 1].tolist() == pytest.approx([40 * index[2024] / index[2021], 30])


def test_a_host_that_is_in_no_plan_is_no_place_with_a_figure_at_both_ends() -> None:
    found = compare("plan_requirements_per_refugee", "igad", 2025, 2021).iloc[0]
    assert found["places"] == 3  # Ethiopia, Kenya and Uganda
