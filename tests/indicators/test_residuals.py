import numpy as np
import pandas as pd
import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.indicators import pair_flows, residuals
from gcr_analysis.indicators.arrays import row
from gcr_analysis.indicators.pair_flows import pairs
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.residuals import Explained, Side, explained, yearly
from gcr_analysis.snapshot import load

PAIR = {"origin": "AFG", "asylum": "IRN"}


def persons(table: str, columns: list[str], years: range, **where: str) -> int:
    """Persons of a table over some years, straight from its rows."""
    rows = load(table)
    if "unit" in rows:
        rows = rows[rows["unit"] == "persons"]
    for side, code in where.items():
        rows = rows[rows[side] == code]
    rows = rows[rows["year"].isin(years)]
    return int(rows[columns].fillna(0).to_numpy("float64").sum())


def stock(year: int, **where: str) -> int:
    return persons("population", ["refugees", "oip"], range(year, year + 1), **where)


@pytest.mark.parametrize(
    ("side", "code", "first", "last"),
    [("asylum", "UGA", 2018, 2025), ("asylum", "IRN", 2024, 2025), ("origin", "SDN", 2020, 2025)],
)
def test_every_part_is_the_sum_of_its_rows(side: Side, code: str, first: int, last: int):
    found, years = explained(RegionSets.of(code), side, first, last), range(first + 1, last + 1)
    where = {side: code}
    arrivals = persons("displacement_flows", ["refugees", "refugee_like", "oip"], years, **where) + persons(
        "asylum_decisions", ["recognised", "complementary"], years, **where
    )
    returned, naturalised = (
        persons(table, ["persons"], years, **where) for table in ("refugee_returns", "naturalisations")
    )
    resettled = persons("resettlement_arrivals", ["persons"], years, **where) if side == "origin" else 0
    change = stock(last, **where) - stock(first, **where)
    assert (found.stock_first[0], found.stock_last[0]) == (stock(first, **where), stock(last, **where))
    assert np.nan_to_num(found.arrivals[0]) == arrivals
    assert found.returns[0] == returned
    assert found.residual[0] == change - arrivals + returned + resettled + naturalised
    assert found.recorded[0] == arrivals + returned + resettled + naturalised
    assert found.since[0] == first


def test_for_452273_afghans_in_iran_no_flow_of_2025_is_on_record():
    pair = pairs(2025).loc[("AFG", "IRN")]
    fall = stock(2025, **PAIR) - stock(2024, **PAIR)
    assert fall == 1_637_839 - 3_477_082
    assert pair["residual"] == fall + persons("refugee_returns", ["persons"], range(2025, 2026), **PAIR)
    assert pair["residual"] == -452_273


def test_a_comparison_across_the_first_count_of_a_group_starts_there():
    found = explained(RegionSets.of("COL", "UGA", "AND"), "asylum", 2016, 2025)
    assert found.since.tolist() == [2018, 2016, 2016]
    assert found.stock_first.tolist() == [stock(2018, asylum="COL"), stock(2016, asylum="UGA"), 0]
    as_group = persons(
        "displacement_flows", ["refugees", "refugee_like", "oip"], range(2019, 2026), asylum="COL"
    )
    decided = persons("asylum_decisions", ["recognised", "complementary"], range(2019, 2026), asylum="COL")
    assert found.arrivals[0] == as_group + decided


def test_no_year_is_left_between_the_first_count_of_a_group_and_itself():
    found = explained(RegionSets.of("COL"), "asylum", 2016, 2018)
    assert found.stock_first.tolist() == found.stock_last.tolist() == [stock(2018, asylum="COL")]
    assert np.isnan([found.arrivals[0], found.residual[0], found.recorded[0]]).all()


def test_a_flow_that_nobody_reported_is_missing_and_not_zero():
    found = explained(RegionSets.of("IRN"), "asylum", 2024, 2025)
    assert np.isnan(found.arrivals[0]) and np.isnan(found.naturalised[0])
    assert found.recorded[0] == found.returns[0] == 1_386_970


def test_resettlement_is_missing_by_host():
    hosts = explained(RegionSets.of("world"), "asylum", 2020, 2025)
    origins = explained(RegionSets.of("world"), "origin", 2020, 2025)
    assert np.isnan(hosts.resettled[0])
    assert origins.resettled[0] == persons("resettlement_arrivals", ["persons"], range(2021, 2026))
    assert hosts.residual[0] == origins.residual[0] - origins.resettled[0]


@pytest.mark.parametrize("side", ["asylum", "origin"])
def test_years_add_up_to_the_whole(side: Side):
    sets = RegionSets.of("ssar", "igad", "SYR")
    whole, parts = explained(sets, side, 2019, 2025), yearly(sets, side)
    assert parts["residual"][row(2020) :].sum(axis=0).tolist() == whole.residual.tolist()


def test_pairs_add_up_to_their_hosts():
    by_host = pairs(2025).groupby("asylum")["residual"].sum()
    found = yearly(RegionSets.of("IRN", "UGA", "DEU"), "asylum")["residual"][row(2025)]
    assert by_host[["IRN", "UGA", "DEU"]].tolist() == found.tolist()


def test_made_up_figures(monkeypatch: pytest.MonkeyPatch):
    """A stock of 1,000 gains 300 and 50, loses 200 and 100 and 10, and is counted at 900 at the end."""
    pair = {"origin": "SYR", "asylum": "TUR", "year": 2025}
    tables = {
        "population": [
            pair | {"year": 2024, "refugees": 1000, "oip": np.nan},
            pair | {"refugees": 600, "oip": 300.0},
        ],
        "displacement_flows": [
            pair | {"refugees": 300.0, "refugee_like": np.nan, "oip": np.nan, "asylum_applications": 999.0}
        ],
        "asylum_decisions": [
            pair | {"unit": "persons", "recognised": 40, "complementary": 10},
            pair | {"unit": "cases", "recognised": 500, "complementary": 0},
        ],
        "refugee_returns": [pair | {"persons": 200}],
        "naturalisations": [pair | {"persons": 10}],
        "resettlement_arrivals": [{"origin": "SYR", "destination": "CAN", "year": 2025, "persons": 100}],
    }
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    for module in (residuals, pair_flows):
        monkeypatch.setattr(module, "load", lambda table, columns=None: frames[table])
    forget()
    by_host = one(explained(RegionSets.of("TUR"), "asylum", 2024, 2025))
    assert by_host == [2024, 1000, 900, 350, 200, -1, 10, -240, 560]
    assert one(explained(RegionSets.of("SYR"), "origin", 2024, 2025))[5:] == [100, 10, -140, 660]
    assert pairs(2025).loc[("SYR", "TUR"), "residual"] == -240
    forget()


def one(found: Explained) -> list[float]:
    """Figures of the first set in the order of their names, -1 for a missing one."""
    return [float(np.nan_to_num(each[0], nan=-1)) for each in vars(found).values()]


def forget() -> None:
    for each in (residuals.people, residuals.flows, pair_flows.pairs, residuals._covered):
        each.cache_clear()


@pytest.mark.parametrize(("first", "last"), [(2025, 2025), (2025, 2024), (1998, 2025), (2024, 2026)])
def test_years_that_cannot_be_compared_are_refused_in_one_line(first: int, last: int):
    with pytest.raises(GcrError, match="give two different years from 1999 to 2025") as refused:
        explained(RegionSets.of("UGA"), "asylum", first, last)
    assert "\n" not in str(refused.value)
