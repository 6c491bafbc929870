"""The level of a measure: from its cells, as a ratio or mean, or made of other measures."""

from collections.abc import Callable
from functools import cache

from referee.measures import RATIOS, REPORTED, RESULTS, SOURCES
from referee.tables import by_country, mean, members, of_region, rows

LEAST_BASE = 1000  # people who could have returned


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


def ratio_without(measure: str, place: str, year: int, left_out: str) -> float | None:
    """A ratio without one country in numerator and denominator."""
    return _ratio(measure, place, year, "", left_out)


def _ratio(measure: str, place: str, year: int, part: str, without: str = "") -> float | None:
    above, below, lag, factor = RATIOS[measure]
    top, base = of_region(above, place, year, part), of_region(below, place, year - lag)
    if below == "inhabitants":  # numerator and denominator on the same countries
        known = {member for member, _ in base}
        top = {pair: amount for pair, amount in top.items() if pair[0] in known}
    parts = [sum(v for pair, v in side.items() if without not in pair or not without) for side in (top, base)]
    return factor * parts[0] / parts[1] if parts[1] else None


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
            f"select country, sum(value) from {{unhcr_results}} where year = {year} and result = '{result}' "
            "group by all"
        )
        inside = [value for country, value in found if country in members(place) and value is not None]
        return sum(inside) if inside else None

    return total


def _of_world(place: str, year: int) -> float | None:
    here, everywhere = (level("refugees_hosted", where, year) or 0 for where in (place, "world"))
    return 100 * here / everywhere if everywhere else None


def _return_rate(place: str, year: int) -> float | None:
    """Returns over everybody who could have returned, in percent."""
    start, fled = (
        level("people_from_origin", place, year - 1),
        level("new_displacement_from_origin", place, year),
    )
    base = (start or 0.0) + (fled or 0.0)
    return 100 * (level("refugee_returns", place, year) or 0.0) / base if base >= LEAST_BASE else None


def no_rate(place: str, year: int) -> str:
    """Why there is no return rate, or nothing."""
    names = (
        "new_displacement_from_origin",
        "refugee_returns",
        "resettlement_from_origin",
        "naturalised_from_origin",
    )
    fled, *left = (level(name, place, year) or 0.0 for name in names)
    start, end = (level("people_from_origin", place, one) or 0.0 for one in (year - 1, year))
    residual, flows = end - (start + fled - sum(left)), fled + sum(left)
    if start + fled < LEAST_BASE:
        return f"its base is {start + fled:,.0f} people"
    return f"recorded flows of {flows:,.0f} leave {residual:+,.0f}" if abs(residual) > 0.25 * flows else ""


def _deadliness(place: str, year: int) -> float | None:
    """Deaths per 100,000 inhabitants of one country; of several it is a mean that is not made here."""
    people = sum(of_region("inhabitants", place, year).values())
    deaths = sum(of_region("deaths", place, year).values())
    return 100_000 * deaths / people if people and len(members(place)) == 1 else None


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
    **{name: _reported_sum(result) for name, result in REPORTED.items()},
    "conflict_deaths_per_100000": _deadliness,
    "return_rate": _return_rate,
}
