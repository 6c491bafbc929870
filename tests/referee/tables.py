"""Facts by SQL: the common measures from the tables under `data/`, cell by cell, by region set and year."""

from functools import cache
from pathlib import Path

import duckdb

from gcr_analysis.geography import region
from referee.measures import RESULTS, SOURCES

NOWHERE = ("UNK", "XXA")
NO_COUNTRY = (*NOWHERE, "TIB", "AB9")
DATA = Path(__file__).parents[2] / "data"
Cells = dict[tuple[str, str], float]


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """One connection for all questions, with a thread of its own only."""
    return duckdb.connect(config={"threads": 1})


def rows(query: str) -> list[tuple]:
    """Ask; `{name}` in braces stands for a table of the snapshot."""
    tables = {path.stem: f"read_parquet('{path}')" for path in DATA.glob("*.parquet")}
    return _database().execute(query.format_map(tables)).fetchall()


@cache
def cells(measure: str, year: int) -> Cells:
    """Amounts of a measure in a year by (member, other side)."""
    source = SOURCES[measure]
    table = source.table if source.table.startswith("(") else f"{{{source.table}}}"
    found = rows(
        f"select {source.member}, {source.other or chr(39) * 2}, sum({source.amount}) from {table} f "
        f"where year = {year} and {source.where} group by all having sum({source.amount}) is not null"
    )
    return {(member, other): float(amount) for member, other, amount in found}


@cache
def members(place: str) -> frozenset[str]:
    """Countries of a region set; a code of people of unknown or no country is itself."""
    return frozenset({place}) if place in NO_COUNTRY else frozenset(region(place).countries)


@cache
def of_region(measure: str, place: str, year: int, part: str = "") -> Cells:
    """Cells of a region set; *part* keeps one country: `origin:AFG` of a column, `AFG` of the other side."""
    inside, side, iso3 = members(place), 1, part
    if ":" in part:
        column, iso3 = part.split(":")
        side = 0 if column in ("member", _column(SOURCES[measure].member)) else 1
    return {
        pair: amount
        for pair, amount in cells(measure, year).items()
        if pair[0] in inside and iso3 in ("", pair[side])
    }


def _column(name: str) -> str:
    return "origin" if name == "origin" else "asylum"


@cache
def reported(measure: str, year: int) -> dict[str, float]:
    """What each host reports of a result in a year."""
    found = rows(
        f"select country, value from {{unhcr_results}} where year = {year} and result = '{RESULTS[measure]}' "
        "and population_group = 'refugees_and_asylum_seekers' and value is not null"
    )
    return {country: float(value) for country, value in found}


def hosted(year: int) -> dict[str, float]:
    """Refugees in each host at the end of a year."""
    found: dict[str, float] = {}
    for (host, _), people in cells("refugees_hosted", year).items():
        found[host] = found.get(host, 0.0) + people
    return found


def mean(
    measure: str, place: str, year: int, hosts: frozenset[str] | None = None, weights: int = 0
) -> float | None:
    """Mean of a result over reporting hosts, weighted by refugees hosted (of the year, or of *weights*)."""
    values, people = reported(measure, year), hosted(weights or year)
    used = [h for h in values if h in members(place) and people.get(h) and (hosts is None or h in hosts)]
    total = sum(people[h] for h in used)
    return sum(values[h] * people[h] for h in used) / total if total else None


def share_reporting(measure: str, place: str, year: int, hosts: frozenset[str] | None = None) -> float:
    """Share of the region's refugees in hosts that report, 0 to 1."""
    people = {h: n for h, n in hosted(year).items() if h in members(place)}
    used = sum(n for h, n in people.items() if h in (reported(measure, year) if hosts is None else hosts))
    return used / sum(people.values()) if sum(people.values()) else 0.0


def by_country(measure: str, place: str, year: int, side: int) -> dict[str, float]:
    """Amounts of a region set by member (side 0) or by the country on the other side (side 1)."""
    found: dict[str, float] = {}
    for pair, amount in of_region(measure, place, year).items():
        found[pair[side]] = found.get(pair[side], 0.0) + amount
    return {country: amount for country, amount in found.items() if country}
