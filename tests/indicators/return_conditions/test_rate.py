import duckdb
import numpy as np
import pandas as pd
import pytest

from gcr_analysis.indicators.arrays import codes, people_of_pair, position, row, years
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions import outflow, rate, returns
from gcr_analysis.snapshot import data_folder

PEOPLE = """
select year, sum(coalesce(refugees, 0) + coalesce(oip, 0) + coalesce(asylum_seekers, 0)
    + coalesce(others_of_concern, 0))::bigint as people
from '{data}/population.parquet' where origin = '{origin}' and asylum <> origin and year >= 1999 group by year
"""
FLOWS = """
select year, sum(persons)::bigint as persons from '{data}/{table}.parquet'
where origin = '{origin}' and year >= 2000 group by year
"""
ARRIVALS = """
select year, sum(coalesce(refugees, 0) + coalesce(refugee_like, 0) + coalesce(oip, 0)
    + coalesce(asylum_applications, 0))::bigint as persons
from '{data}/displacement_flows.parquet' where origin = '{origin}' and year >= 2000 group by year
"""
OUT = ("refugee_returns", "resettlement_arrivals", "naturalisations")


def sql(query: str, **names: str) -> pd.Series:
    table = duckdb.sql(query.format(data=data_folder().as_posix(), **names)).df()
    return table.set_index("year").iloc[:, 0].astype(float).sort_index()


def figure(name: str, year: int, id: str = "return_rate") -> pd.Series:
    return indicator(id, name, year).iloc[0]


@pytest.mark.parametrize(("origin", "year"), [("SYR", 2024), ("SDN", 2025), ("AFG", 2025), ("MMR", 2025)])
def test_the_rate_and_what_bars_it_are_what_sql_adds_up(origin: str, year: int):
    people, arrivals = sql(PEOPLE, origin=origin), sql(ARRIVALS, origin=origin).get(year, 0.0)
    out = {table: sql(FLOWS, origin=origin, table=table).get(year, 0.0) for table in OUT}
    cases = np.nan_to_num(outflow.displaced()[1][row(year), position()[origin]])
    arrivals -= cases
    residual = people[year - 1] + arrivals - sum(out.values()) - people[year]
    barred = abs(residual) > (arrivals + sum(out.values())) / 4
    found = figure(origin, year)
    if barred:
        assert np.isnan(found["value"])
        assert f"{abs(residual):,.0f}" in found["reason"]
    else:
        share = 100 * out["refugee_returns"] / (people[year - 1] + arrivals)
        assert found["value"] == pytest.approx(share)
    assert barred == (origin in {"SDN", "AFG"})


def test_the_number_of_sudanese_rose_despite_returns_so_there_is_no_rate():
    found = figure("SDN", 2025)
    assert (found["status"], np.isnan(found["value"])) == ("not collected", True)
    assert found["reason"] == (
        "651,973 more refugees, asylum-seekers and others of concern are counted at the end of the year than "
        "recorded flows explain, which sum to 1,645,176 people"
    )


def test_egypt_still_holds_834201_sudanese_nearly_all_of_them_asylum_seekers():
    assert returns.returns_by_pair()[row(2025), position()["SDN"], position()["EGY"]] == 405_666
    assert people_of_pair("SDN", "EGY", 2025) == 37_684 + 796_517 == 834_201


def test_three_neighbours_counted_837151_more_sudanese_than_a_year_before():
    now, before = (
        {host: people_of_pair("SDN", host, year) for host in ("EGY", "TCD", "LBY")} for year in (2025, 2024)
    )
    rise = {host: now[host] - before[host] for host in now}
    assert rise == {"LBY": 383_518, "EGY": 231_499, "TCD": 222_134}
    assert (sum(now.values()), sum(rise.values())) == (2_807_962, 837_151)


@pytest.mark.parametrize("origin", ["SDN", "AFG", "VEN", "UKR"])
def test_people_from_a_country_are_those_outside_it(origin: str):
    ours = indicator("people_from_origin", origin).set_index("year")["value"]
    theirs = sql(PEOPLE, origin=origin).loc[2000:]
    assert ours.to_dict() == theirs.to_dict()


def made(monkeypatch: pytest.MonkeyPatch, people: tuple[float, float], **flows: float) -> rate.Measured:
    """Rate of Syrians in 2024, from people at both ends of the year and the flows between."""
    shape = (len(years()), len(codes()))

    def of(amount: float, year: int = 2024) -> np.ndarray:
        array = np.full(shape, np.nan)
        array[row(year), position()["SYR"]] = amount
        return array

    stock = np.nan_to_num(of(people[0], 2023)) + np.nan_to_num(of(people[1]))
    by_table = {name: of(flows.get(name, np.nan)) for name in OUT}
    displaced = (of(flows.get("arrivals", np.nan)), of(flows.get("cases", np.nan)), of(np.nan))
    monkeypatch.setattr(rate, "stock", lambda name: stock)
    monkeypatch.setattr(rate, "solution", by_table.__getitem__)
    monkeypatch.setattr(returns, "solution", by_table.__getitem__)
    for module in (rate, outflow):
        monkeypatch.setattr(module, "displaced", lambda: displaced)
    return rate.return_rate(RegionSets.of("SYR"))


def test_by_hand_a_rate_is_returns_over_those_at_the_start_and_those_who_came(monkeypatch):
    found = made(monkeypatch, (9_000, 8_500), arrivals=1_000, refugee_returns=1_500)
    assert found.at(2024) == 15.0


@pytest.mark.parametrize(("end", "given"), [(8_500 - 625, True), (8_500 - 626, False), (8_500 + 626, False)])
def test_by_hand_a_residual_above_a_quarter_of_the_flows_bars_the_rate(monkeypatch, end: int, given: bool):
    found = made(monkeypatch, (9_000, end), arrivals=1_000, refugee_returns=1_500)
    assert np.isnan(found.at(2024)) != given
    if not given:
        more = "fewer" if end < 8_500 else "more"
        assert found.words(row(2024), 0) == (
            f"626 {more} refugees, asylum-seekers and others of concern are counted at the end of the year "
            "than recorded flows explain, which sum to 2,500 people"
        )


def test_by_hand_fewer_than_a_thousand_people_make_no_rate_whatever_the_flows(monkeypatch):
    found = made(monkeypatch, (900, 5_000), arrivals=99, refugee_returns=10)
    assert found.words(row(2024), 0) == "Fewer than 1,000 people who could have returned"


def test_by_hand_no_returns_reported_is_the_reason_however_large_the_residual(monkeypatch):
    found = made(monkeypatch, (9_000, 20_000), arrivals=1_000)
    assert (np.isnan(found.at(2024)), found.words(row(2024), 0)) == (True, "No returns reported")


def test_by_hand_cases_left_out_make_a_rate_partial(monkeypatch):
    found = made(monkeypatch, (9_000, 9_000), arrivals=1_000, cases=500, refugee_returns=1_000)
    assert (found.at(2024), found.frame().loc[2024, "status"]) == (10.0, "partial")
