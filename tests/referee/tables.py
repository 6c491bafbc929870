"""Facts by SQL: each common measure from the tables under `data/`, cell by cell, for a region set and a year.

A measure here is a table, a sum of its columns, the column whose country belongs to the region and the column
on the other side of the pair. What is left out, ranked and broken can then be asked of every one alike.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from gcr_analysis.geography import region

NOWHERE = ("UNK", "XXA", "TIB", "AB9")
DATA = Path(__file__).parents[2] / "data"
Cells = dict[tuple[str, str], float]


@dataclass(frozen=True)
class Source:
    """Where a measure's people or deaths stand.

    `stock` says that a missing pair counts as none on record only because the host reports; `first` is the
    first year of the series.
    """

    table: str
    amount: str
    member: str
    other: str = ""
    where: str = "true"
    stock: bool = False
    first: int = 2000


_REFUGEES = "coalesce(refugees, 0) + coalesce(oip, 0)"
_ABROAD = "origin <> asylum"
_FLOW = "coalesce(refugees, 0) + coalesce(refugee_like, 0) + coalesce(oip, 0)"
# Applications counted in cases are in the flows of some hosts and years as they are, and are no persons;
# where the flows hold more than persons and cases together, they were brought to persons before.
_NEW_BY_PAIR = (
    "(with raw as (select year, asylum, origin, sum(applications) as everything, "
    "sum(applications) filter (unit = 'cases') as cases from {asylum_applications} where type = 'N' group by all), "
    "flows as (select f.*, coalesce(cases, 0) as cases, sum(f.asylum_applications) over host as told, "
    "sum(coalesce(everything, 0)) over host as raw from {displacement_flows} f left join raw using (year, asylum, origin) "
    "window host as (partition by f.year, f.asylum)) "
    "select *, case when told <= 1.05 * raw then least(cases, asylum_applications) else 0 end as no_persons from flows)"
)
_NEW = f"{_FLOW} + coalesce(asylum_applications, 0) - coalesce(no_persons, 0)"
_DECIDED = "coalesce(recognised, 0) + coalesce(complementary, 0) + coalesce(rejected, 0)"

SOURCES: dict[str, Source] = {
    "refugees_hosted": Source("population", _REFUGEES, "asylum", "origin", stock=True),
    "mandate_refugees_hosted": Source("population", "refugees", "asylum", "origin", stock=True),
    "asylum_seekers_hosted": Source("population", "asylum_seekers", "asylum", "origin", stock=True),
    "people_in_need_of_protection_hosted": Source(
        "population", f"{_REFUGEES} + coalesce(asylum_seekers, 0)", "asylum", "origin", stock=True
    ),
    "idps_hosted": Source("population", "idps", "asylum", stock=True),
    "idps_unhcr": Source("population", "idps", "origin", stock=True),
    "stateless_hosted": Source("population", "stateless", "asylum", stock=True),
    "unrwa_refugees_hosted": Source("unrwa_refugees", "persons", "asylum", stock=True),
    "new_displacement": Source(_NEW_BY_PAIR, _NEW, "asylum", "origin", _ABROAD),
    "recorded_arrivals": Source("displacement_flows", _FLOW, "asylum", "origin", _ABROAD),
    "asylum_applications": Source(
        "asylum_applications", "applications", "asylum", "origin", "unit = 'persons' and type = 'N'"
    ),
    "asylum_decisions": Source("asylum_decisions", _DECIDED, "asylum", "origin", "unit = 'persons'"),
    "naturalisations": Source("naturalisations", "persons", "asylum", "origin"),
    "resettlement_arrivals": Source("resettlement_arrivals", "persons", "destination", "origin"),
    "resettlement_from_origin": Source("resettlement_arrivals", "persons", "origin", "destination"),
    "refugee_returns": Source("refugee_returns", "persons", "origin", "asylum"),
    "returns_from_host": Source("refugee_returns", "persons", "asylum", "origin"),
    "idp_returns": Source("idp_returns", "persons", "country"),
    "idps": Source("conflict_idps", "persons", "country", stock=True),
    "refugees_from_origin": Source("population", _REFUGEES, "origin", "asylum", stock=True),
    "mandate_refugees_from_origin": Source("population", "refugees", "origin", "asylum", stock=True),
    "asylum_seekers_from_origin": Source("population", "asylum_seekers", "origin", "asylum", stock=True),
    "new_displacement_from_origin": Source(_NEW_BY_PAIR, _NEW, "origin", "asylum", _ABROAD),
    "recorded_outflow": Source("displacement_flows", _FLOW, "origin", "asylum", _ABROAD),
    "naturalised_from_origin": Source("naturalisations", "persons", "origin", "asylum"),
    "deaths": Source("conflict_deaths", "deaths", "country", first=1989),
    "inhabitants": Source("economy", "population", "iso3"),
}

# Ratios: numerator, denominator, how many years the denominator lies before the year, and the factor.
RATIOS: dict[str, tuple[str, str, int, float]] = {
    "refugees_per_1000_inhabitants": ("refugees_hosted", "inhabitants", 0, 1000),
    "arrivals_per_100000_inhabitants": ("resettlement_arrivals", "inhabitants", 0, 100_000),
    "arrivals_per_1000_refugees": ("resettlement_from_origin", "mandate_refugees_from_origin", 1, 1000),
    "returns_to_new_displacement": ("refugee_returns", "new_displacement_from_origin", 0, 100),
    "conflict_deaths_per_100000": ("deaths", "inhabitants", 0, 100_000),
}

# What UNHCR's operations report, by the name of the result.
RESULTS: dict[str, str] = {
    "gcr_2_1_1": "decent_work_right",
    "gcr_2_1_2": "free_movement",
    "gcr_2_2_1_primary": "primary_enrolment",
    "gcr_2_2_1_secondary": "secondary_enrolment",
    "gcr_2_2_1_national": "national_education",
    "gcr_2_2_2": "below_poverty_line",
} | {
    name: name
    for name in (
        "health_access", "identity_documents", "bank_account", "income_improvement", "secure_tenure",
        "social_protection", "tertiary_enrolment", "unemployed",
    )
}  # fmt: skip


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
    return frozenset({place}) if place in NOWHERE else frozenset(region(place).countries)


@cache
def of_region(measure: str, place: str, year: int, part: str = "") -> Cells:
    """Cells of a region set; *part* keeps one country on the other side of the pair."""
    inside = members(place)
    return {
        pair: amount
        for pair, amount in cells(measure, year).items()
        if pair[0] in inside and part in ("", pair[1])
    }


def level(measure: str, place: str, year: int, part: str = "") -> float | None:
    """A measure by its definition, or None where this module does not compute it or no row stands."""
    if measure in RATIOS:
        return _ratio(measure, place, year, part)
    if measure in RESULTS:
        return mean(measure, place, year)
    if measure in DERIVED:
        return DERIVED[measure](place, year)
    if measure not in SOURCES:
        return None
    found = of_region(measure, place, year, part)
    return sum(found.values()) if found or SOURCES[measure].stock else None


def _ratio(measure: str, place: str, year: int, part: str, without: str = "") -> float | None:
    above, below, lag, factor = RATIOS[measure]
    top, base = of_region(above, place, year, part), of_region(below, place, year - lag)
    if below == "inhabitants":  # numerator and denominator on the same countries
        known = {member for member, _ in base}
        top = {pair: amount for pair, amount in top.items() if pair[0] in known}
    parts = [sum(v for pair, v in side.items() if without not in pair or not without) for side in (top, base)]
    return factor * parts[0] / parts[1] if parts[1] else None


def ratio_without(measure: str, place: str, year: int, left_out: str) -> float | None:
    """A ratio without one country in numerator and denominator."""
    return _ratio(measure, place, year, "", left_out)


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


def mean(measure: str, place: str, year: int, hosts: frozenset[str] | None = None, weights: int = 0) -> float | None:
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


@cache
def _countries() -> frozenset[str]:
    return frozenset(iso3 for (iso3,) in rows("select iso3 from {countries} where is_country"))


def _largest(measure: str, side: int) -> Callable[[str, int], float | None]:
    """Share of the largest country on one side, in percent."""

    def share(place: str, year: int) -> float | None:
        found = by_country(measure, place, year, side).values()
        return 100 * max(found) / sum(found) if sum(found) else None

    return share


def _count(measure: str, side: int) -> Callable[[str, int], float | None]:
    """Countries on one side; people of unknown or no country are in none."""

    def count(place: str, year: int) -> float:
        found = by_country(measure, place, year, side).items()
        return sum(amount > 0 and country in _countries() for country, amount in found)

    return count


def _concentration(measure: str, side: int) -> Callable[[str, int], float | None]:
    """Sum of the squared shares, from 0 to 1."""

    def index(place: str, year: int) -> float | None:
        found = by_country(measure, place, year, side).values()
        return sum((amount / sum(found)) ** 2 for amount in found) if sum(found) else None

    return index


def _hosted_in(listed: str) -> Callable[[str, int], float | None]:
    """Share of the refugees who are in countries of a group as it was in that year, in percent."""

    def share(place: str, year: int) -> float | None:
        inside = {iso3 for (iso3,) in rows(listed.replace("YEAR", str(year)))}
        found = by_country("refugees_hosted", place, year, 0)
        total = sum(found.values())
        return 100 * sum(n for host, n in found.items() if host in inside) / total if total else None

    return share


def _reported_sum(result: str) -> Callable[[str, int], float | None]:
    """Sum of a result over the hosts of the region that report it, of all groups of people."""

    def total(place: str, year: int) -> float | None:
        found = rows(
            f"select country, sum(value) from {{unhcr_results}} where year = {year} and result = '{result}' group by all"
        )
        inside = [value for country, value in found if country in members(place) and value is not None]
        return sum(inside) if inside else None

    return total


def _of_world(place: str, year: int) -> float | None:
    here, everywhere = (level("refugees_hosted", where, year) or 0 for where in (place, "world"))
    return 100 * here / everywhere if everywhere else None


def _contributions(place: str, year: int) -> float | None:
    """Contributions to operations in the region's countries in dollars of 2024."""
    prices = dict(rows("select year, index from {consumer_prices}"))
    found = rows(
        f"select country, sum(usd) from {{unhcr_contributions}} where year = {year} group by all"
    )
    inside = [usd for country, usd in found if country in members(place)]
    return sum(inside) * prices[2024] / prices[year] if inside else None


DERIVED: dict[str, Callable[[str, int], float | None]] = {
    "share_of_world_refugees": _of_world,
    "share_hosted_in_least_developed": _hosted_in(
        'select iso3 from {least_developed} where joined <= YEAR and ("left" is null or "left" > YEAR)'
    ),
    "share_hosted_in_low_and_middle_income": _hosted_in(
        "select iso3 from {income_groups} where fiscal_year = YEAR + 1 and \"group\" <> 'high'"
    ),
    "largest_destination_share": _largest("resettlement_arrivals", 0),
    "largest_destination_share_from_origin": _largest("resettlement_from_origin", 1),
    "largest_host_share_of_returns": _largest("refugee_returns", 1),
    "destination_concentration": _concentration("resettlement_arrivals", 0),
    "destination_concentration_from_origin": _concentration("resettlement_from_origin", 1),
    "resettlement_destinations": _count("resettlement_arrivals", 0),
    "destinations_from_origin": _count("resettlement_from_origin", 1),
    "returns_by_host": _count("refugee_returns", 1),
    "resettlement_departures": _reported_sum("resettlement_departures"),
    "resettlement_submissions": _reported_sum("resettlement_submissions"),
    "pathway_departures": _reported_sum("complementary_pathways"),
    "unhcr_contributions_constant": _contributions,
}
