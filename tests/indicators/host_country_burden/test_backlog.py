import duckdb
import numpy as np
import pandas as pd
import pytest

from gcr_analysis.indicators import indicator
from gcr_analysis.indicators.arrays import codes, position, row, years
from gcr_analysis.indicators.host_country_burden import backlog
from gcr_analysis.indicators.host_country_burden.asylum import Counted
from gcr_analysis.indicators.measured import Measured
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.snapshot import data_folder

PACE = """
with ended as (
    select asylum, unit, procedure,
           sum(coalesce(recognised, 0) + coalesce(complementary, 0)
               + coalesce(rejected, 0) + coalesce(closed, 0)) as n
    from '{data}/asylum_decisions.parquet' where year = {year} group by all
), hosts as (
    select asylum,
           bool_and(own >= 0.95 * n) as alone,
           coalesce(sum(n) filter (unit = 'persons'), 0) as persons,
           coalesce(sum(n) filter (unit = 'cases'), 0) as cases
    from (
        select asylum, unit, sum(n) as n, coalesce(sum(n) filter (procedure = '{procedure}'), 0) as own
        from ended group by asylum, unit having sum(n) > 0
    ) group by asylum
)
select sum(waiting) / sum(persons), 1.0 * sum(cases) / sum(cases + persons)
from hosts left join (
    select asylum, sum(asylum_seekers) as waiting
    from '{data}/population.parquet' where year = {year} group by asylum
) using (asylum)
where alone and persons > 0 and asylum in ({members})
"""
IDS = {"G": "asylum_backlog_years", "U": "asylum_backlog_years_unhcr"}


def figure(id: str, name: str, year: int) -> pd.Series:
    return indicator(id, name, year).iloc[0]


@pytest.mark.parametrize("procedure", IDS)
@pytest.mark.parametrize("name", ["world", "middle-east-and-north-africa", "igad"])
@pytest.mark.parametrize("year", [2016, 2024, 2025])
def test_years_of_cases_are_what_sql_divides(procedure: str, name: str, year: int):
    members = ", ".join(f"'{iso3}'" for iso3 in RegionSets.of(name).regions[0].countries)
    query = PACE.format(data=data_folder().as_posix(), year=year, procedure=procedure, members=members)
    theirs, in_cases = duckdb.sql(query).fetchall()[0]
    ours = figure(IDS[procedure], name, year)
    if np.isnan(ours["value"]):
        assert theirs is None or ours["reason"] == "Fewer than 100 cases ended"
        return
    assert ours["value"] == pytest.approx(theirs)
    assert (ours["status"] == "partial") == (in_cases >= 0.015 or ours["coverage"] < 0.5)


def test_closures_and_procedures_make_42_years_into_15():
    """They were waiting over decisions on the substance alone, of UNHCR and of governments together."""
    found = figure("asylum_backlog_years_unhcr", "middle-east-and-north-africa", 2025)
    assert (found["status"], round(found["value"], 1)) == ("computed", 15.1)
    governments = figure("asylum_backlog_years", "middle-east-and-north-africa", 2025)
    assert (governments["status"], round(governments["coverage"], 2)) == ("partial", 0.03)
    assert governments["reason"] == "Without Egypt and others, where UNHCR decides"


@pytest.mark.parametrize(
    ("id", "name", "status", "reason"),
    [
        ("asylum_backlog_years", "EGY", "not applicable", "Only UNHCR decides"),
        ("asylum_backlog_years_unhcr", "DEU", "not applicable", "Only governments decide"),
        (
            *("asylum_backlog_years", "RWA", "not collected"),
            "Governments and UNHCR both decide, and those who wait are not told apart",
        ),
        (
            *("asylum_backlog_years", "NIC", "not collected"),
            "No asylum case ended that was counted in persons",
        ),
        ("asylum_backlog_years", "AGO", "not collected", "Fewer than 100 cases ended"),
    ],
)
def test_a_host_without_a_figure_says_why(id: str, name: str, status: str, reason: str):
    found = figure(id, name, 2025)
    assert np.isnan(found["value"])
    assert (found["status"], found["reason"]) == (status, reason)


@pytest.mark.parametrize("name", ["USA", "world", "the-americas", "income-high"])
def test_the_united_states_make_every_aggregate_partial_while_they_count_cases(name: str):
    status = indicator("asylum_backlog_years", name).set_index("year")["status"]
    assert set(status.loc[[*range(2000, 2021), 2025]]) - {"not collected"} == {"partial"}
    assert set(status.loc[2021:2024]) == {"computed"}
    assert figure("asylum_backlog_years", name, 2025)["reason"].startswith("At most: leaves out ")


def made(
    monkeypatch: pytest.MonkeyPatch,
    waiting: dict[str, float],
    persons: dict[str, dict[str, float]],
    cases: dict[str, dict[str, float]],
) -> None:
    """Who waits at the end of 2024, and what ended in it by procedure and host."""

    def array(amounts: dict[str, float]) -> np.ndarray:
        result = np.full((len(years()), len(codes())), np.nan)
        for code, amount in amounts.items():
            result[row(2024), position()[code]] = amount
        return result

    def both(by_procedure: dict[str, dict[str, float]], procedure: str | None) -> np.ndarray:
        chosen = [of for who, of in by_procedure.items() if procedure in (None, who)]
        return array({code: sum(of.get(code, 0) for of in chosen) for of in chosen for code in of})

    monkeypatch.setattr(backlog, "stock", lambda name: np.nan_to_num(array(waiting)))
    monkeypatch.setattr(
        backlog,
        "decisions_in",
        lambda columns, procedure=None: Counted(both(persons, procedure), both(cases, procedure)),
    )
    backlog.hosts_where.cache_clear()
    monkeypatch.setattr(backlog, "hosts_where", backlog.hosts_where.__wrapped__)


def of(name: str, id: str) -> pd.Series:
    found: Measured = getattr(backlog, id)(RegionSets.of(name))
    return found.frame().loc[2024]


def test_by_hand_each_procedure_has_its_own_hosts(monkeypatch: pytest.MonkeyPatch):
    made(
        monkeypatch,
        {"IRN": 1000, "PAK": 600, "AFG": 50},
        {"G": {"IRN": 500, "AFG": 10}, "U": {"PAK": 200, "IRN": 20, "AFG": 10}},
        {},
    )
    governments, unhcr = (of("ssar", id) for id in IDS.values())
    assert (governments["value"], round(governments["coverage"], 3)) == (1000 / 520, round(1000 / 1650, 3))
    assert unhcr["value"] == 3.0
    assert governments["reason"] == (
        "Without Pakistan, where UNHCR decides. Without Afghanistan, where governments and UNHCR both decide"
    )


def test_by_hand_hosts_where_no_case_ended_make_no_backlog_longer(monkeypatch: pytest.MonkeyPatch):
    made(monkeypatch, {"IRN": 1000, "PAK": 9000}, {"G": {"IRN": 500}}, {})
    found = of("ssar", "asylum_backlog_years")
    assert (found["value"], found["coverage"]) == (2.0, 0.1)
    assert found["reason"] == "Without Pakistan, where no case ended"


def test_by_hand_cases_make_a_figure_partial_and_a_bound(monkeypatch: pytest.MonkeyPatch):
    made(monkeypatch, {"IRN": 1000}, {"G": {"IRN": 500}}, {"G": {"IRN": 300}})
    found = of("IRN", "asylum_backlog_years")
    assert (found["value"], found["status"]) == (2.0, "partial")
    assert found["reason"] == (
        "At most: leaves out 300 decisions and closures that the Islamic Republic of Iran counted in cases"
    )
