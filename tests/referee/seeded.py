"""Notes of one sentence, right or broken on purpose, from `faults.yaml`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from referee import levels
from referee.notes import plain


@dataclass(frozen=True)
class Figure:
    """A figure of a case; `since` makes it the change from that year, in percent where `percent` says so."""

    measure: str
    year: int
    place: str = ""
    part: str = ""
    since: int | None = None
    percent: bool = False
    status: str = "computed"
    coverage: float | None = 1.0
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = "persons"
    text: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Fault:
    """A right sentence, a broken one, and the kind and ground that the referee should name."""

    fault: str
    ground: str
    region: str
    right: str
    broken: str
    figures: tuple[Figure, ...]
    year: int = 2025
    where: str = "challenges"
    broken_figures: tuple[Figure, ...] = ()


def faults() -> list[Fault]:
    """Every declared fault."""
    found = yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text(encoding="utf-8"))
    names = ("figures", "broken_figures")
    return [
        Fault(**entry | {n: tuple(Figure(**f) for f in entry.get(n, ())) for n in names}) for entry in found
    ]


def note(fault: Fault, broken: bool) -> dict[str, Any]:
    """A note of one sentence, as a study would hand it on."""
    figures = (broken and fault.broken_figures) or fault.figures
    lines = [line(figure, fault.region) for figure in figures]
    texts = [entry["text"] for entry in lines]
    sentence = (fault.broken if broken else fault.right).format(*texts)
    made: dict[str, Any] = {
        "panel": "host-country-burden", "region": fault.region, "year": fault.year, "title": "A title",
        "headline": {"value": "No figure", "label": f"at the end of {fault.year}"}, "lead": "",
        "sections": [{"id": "support", "items": [{"id": "support", "text": "No need is published."}]}],
        "ledger": lines, "exhibits": [],
    }  # fmt: skip
    if fault.where == "title":
        return made | {"title": sentence}
    made["sections"].append({"id": fault.where, "items": [{"id": "seeded", "text": sentence}]})
    return made


def line(figure: Figure, region: str) -> dict[str, Any]:
    """A line of the ledger, with the value that the tables hold."""
    place = figure.place or region
    value = figure.value
    if value is None:
        value = levels.level(figure.measure, place, figure.year, figure.part) or 0.0
        if figure.since:
            before = levels.level(figure.measure, place, figure.since, figure.part) or 0.0
            value = 100 * (value / before - 1) if figure.percent else value - before
    side = f"from {figure.part}" if figure.part else ""
    change = f"change since {figure.since}" if figure.since else ""
    unit = "percent" if figure.percent else figure.unit
    return {
        "text": figure.text or written(value, unit), "value": value, "unit": unit, "region": place,
        "indicator": figure.measure, "year": figure.year, "value_year": figure.year, "status": figure.status,
        "coverage": figure.coverage, "low": figure.low, "high": figure.high,
        "detail": figure.detail or "; ".join(part for part in (side, change) if part),
    }  # fmt: skip


def written(value: float, unit: str) -> str:
    """A number as notes print it."""
    size = abs(value)
    if unit == "percent":
        return f"{size:.0f} %" if size >= 10 else f"{size:.1f} %"
    if size >= 1e6:
        return f"{size / 1e6:.{max(0, 2 - len(str(int(size / 1e6))) + 1)}f} million"
    return f"{size:,.0f}" if unit == "persons" else plain(f"{size:.1f}")
