"""Declarations of the framework, read as YAML: breaks, judged figures, measures, published periods."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from referee.measures import RATIOS, SOURCES
from referee.tables import cells, members, of_region, rows

FRAMEWORK = Path(__file__).parents[2] / "src" / "gcr_analysis" / "framework"
SMALLEST_BREAK = 0.02  # of the larger figure: a smaller break does not move the reading
LARGEST_BREAK = 0.1  # a smaller one may stand beside a change in words


@cache
def read(name: str) -> Any:
    """A file of declarations."""
    return yaml.safe_load((FRAMEWORK / name).read_text(encoding="utf-8"))


@cache
def measures() -> dict[str, dict[str, Any]]:
    """Declarations of the measures by id."""
    files = sorted((FRAMEWORK / "indicators").glob("*.yaml"))
    return {
        m["id"]: m for path in files for m in yaml.safe_load(path.read_text(encoding="utf-8"))["indicators"]
    }


@dataclass(frozen=True)
class Break:
    """A declared break that bears on a measure of a region, and its size there."""

    text: str
    years: tuple[int, int]
    share: float
    kind: str = ""


def breaks_between(
    measure: str, place: str, part: str, *, years: tuple[int, int], largest: float
) -> list[Break]:
    """Breaks between the figures of two years that are at least `SMALLEST_BREAK` of the larger figure."""
    series = set(measures().get(measure, {}).get("breaks", ()))
    unbroken = set(measures().get(measure, {}).get("not_broken_by", ()))
    found = []
    for entry in read("breaks.yaml"):
        before, after = entry["between"]
        if entry["id"] in unbroken or not (
            series & set(entry["series"]) and years[0] <= before and after <= years[1]
        ):
            continue
        people = max(largest, *(_people(measure, place, year) for year in entry["between"]))
        share = _size(entry, measure, place, part, years) / people if people and largest else 0.0
        if share >= SMALLEST_BREAK:
            found.append(Break(entry["text"], (before, after), share, entry["kind"]))
    return found


def _people(measure: str, place: str, year: int) -> float:
    """Refugees of the region at the end of a year, seen from the side of the measure."""
    from_origin = measure in SOURCES and SOURCES[measure].member == "origin"
    return sum(of_region("refugees_from_origin" if from_origin else "refugees_hosted", place, year).values())


def _size(entry: dict[str, Any], measure: str, place: str, part: str, years: tuple[int, int]) -> float:
    """People of the region whom a break concerns; the whole region where it concerns everybody.

    Another unit moves nothing between two years in neither of which it counts anybody.
    """
    counted = RATIOS[measure][0] if measure in RATIOS else measure
    counted = counted if counted in SOURCES else "refugees_hosted"
    from_origin = SOURCES[counted].member == "origin"
    if entry.get("seen_as") not in (None, "origin" if from_origin else "asylum"):
        return 0.0
    before, after = entry["between"]
    if entry.get("only_with") == "oip":
        view = (
            ("mandate_refugees_from_origin", "refugees_from_origin")
            if from_origin
            else ("mandate_refugees_hosted", "refugees_hosted")
        )
        mandate, everybody = (sum(of_region(m, place, after, part).values()) for m in view)
        return everybody - mandate
    pair = (
        (entry.get("origin"), entry.get("asylum"))
        if from_origin
        else (entry.get("asylum"), entry.get("origin"))
    )
    if not any(pair):
        return float("inf")
    inside, iso3 = members(place), part.rpartition(":")[2]
    if (pair[0] and pair[0] not in inside) or (iso3 and pair[1] and pair[1] != iso3):
        return 0.0
    touched = {
        year: sum(
            amount
            for (member, other), amount in cells(counted, year).items()
            if member in inside
            and pair[0] in (None, member)
            and pair[1] in (None, other)
            and iso3 in ("", other)
        )
        for year in {before, after, *years}
    }
    if entry["kind"] == "unit" and not any(touched[year] for year in years):
        return 0.0
    size, most = abs(entry.get("size") or 0), max(touched[before], touched[after])
    return min(size, most) if size and most else most


@cache
def published() -> list[dict[str, Any]]:
    """Published figures: what, where, period, value, and who carried them."""
    names = ("gcr_code", "place", "period", "year", "value", "unit", "carried_by")
    return [
        dict(zip(names, row, strict=True))
        for row in rows(f"select {', '.join(names)} from {{published_values}}")
    ]


def _like(code: str, value: float, step: float) -> list[dict[str, Any]]:
    """Published figures of an indicator that are this number."""
    factors = {"USD billion": 1e9, "USD million": 1e6, "million permits": 1e6}
    rows = [row for row in published() if row["gcr_code"] == code and row["value"] is not None]
    return [row for row in rows if abs(row["value"] * factors.get(row["unit"], 1.0) - value) <= 0.51 * step]


def periods(code: str, value: float, step: float) -> set[str]:
    """Periods of the published figures of an indicator that are this number."""
    return {str(row["period"]) for row in _like(code, value, step)}


def carriers(code: str, value: float, step: float) -> set[str]:
    """Who carried the published figures of an indicator that are this number: publisher, others or both."""
    return {row["carried_by"] for row in _like(code, value, step)}


@cache
def judged(result: str, years: tuple[int, ...], stands: bool = False) -> frozenset[str]:
    """Hosts whose figure of a result in one of the years was judged and leaves a change, or stands."""
    return frozenset(
        entry["where"]["country"]
        for entry in read("ledger.yaml").values()
        if (entry["kind"] == "stands") == stands
        and entry["year"] in years
        and entry["where"].get("result") == result
    )


def least_complete(year: int) -> bool:
    """Whether contributions of a year are complete: the source's last year is not."""
    return year < rows("select max(year) from {unhcr_contributions}")[0][0]
