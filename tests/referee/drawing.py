"""Grounds of what a figure draws: a tick of an earlier year beside a bar of the note's year is a change."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from referee import declared, levels, tables
from referee.change import Alarm
from referee.notes import Said

_DRAWN = ("refugees_hosted", "refugees_from_origin", "resettlement_arrivals", "resettlement_from_origin")


@cache
def _codes() -> dict[str, str]:
    """Countries by their English name, long and short."""
    found = tables.rows("select name, iso3 from {country_names} where language = 'en'")
    return {short: iso3 for name, iso3 in found for short in (name, re.sub(r" \(.*\)", "", name))}


def judge(note: dict[str, Any], said: list[Said]) -> Iterator[Alarm]:
    """Ticks and bars of two years across a declared break."""
    for figure in note.get("exhibits", ()):
        subtitle = figure.get("subtitle", "")
        years = [name for name in figure.get("columns", ()) if re.fullmatch(r"20\d\d", str(name))]
        if len(years) != 1 or "tick" not in subtitle:
            continue
        at, start = figure["columns"].index(years[0]), int(years[0])
        across = [reason for row in figure["rows"] if row[at] for reason in _across(note, row, start)]
        about = next((s for s in said if s.where == f"figure:{figure['id']}:title"), said[0])
        if across:
            yield Alarm("drawing", "later", about, f"the tick of {start} stands across: {'; '.join(across)}")


def _across(note: dict[str, Any], row: list[Any], start: int) -> Iterator[str]:
    iso3 = _codes().get(str(row[0]))
    amounts = [cell for cell in row[1:] if isinstance(cell, int | float)]
    if iso3 is None or not amounts:
        return
    for measure in _DRAWN:
        for place, part in ((iso3, ""), (note["region"], iso3)):
            if levels.level(measure, place, note["year"], part) == amounts[0] > 0:
                breaks = declared.breaks_between(
                    measure, place, part, years=(start, note["year"]), largest=max(amounts)
                )
                yield from (f"{row[0]}: {one.text} ({one.years[1]})" for one in breaks)
                return
