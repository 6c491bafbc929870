"""Grounds of what a table's cells say: a change between two columns, a verdict of another year."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from referee import declared, levels
from referee.change import Alarm
from referee.measures import SOURCES
from referee.movement import LEAST_PEOPLE
from referee.notes import Said, plain


@cache
def _measures() -> dict[str, str]:
    """Measures by the title that their row bears."""
    return {measure["title"].lower(): name for name, measure in declared.measures().items()}


def _measure(label: str) -> str:
    bare = re.sub(r" \(\d\.\d\.\d\)$| as (?:origin|host|destination)$", "", label).lower()
    return _measures().get(bare) or _measures().get(bare.replace("the country", "the region"), "")


def judge(note: dict[str, Any]) -> Iterator[Alarm]:
    """Alarms of every row with a change or a verdict."""
    table = note.get("measures_table")
    if not table or "Change" not in table["columns"]:
        return
    for row in table["rows"]:
        cells = {name: plain(str(cell or "")) for name, cell in zip(table["columns"], row, strict=True)}
        label, moved = plain(row[0]), cells["Change"]
        text = f"{label}: {'; '.join(cell for cell in [*cells.values()][1:] if cell)}"
        said = Said("table", note["region"], note["year"], f"table: {label}", text, text, ())
        status = cells.get("Status and reading", "")
        if re.search(r"figure of \d{4}.*(?:progress|regress|stalled)", status):
            yield Alarm("verdict", "own-year", said, f"a verdict on a {status}")
        if moved not in ("", "unchanged", "not comparable", "too few to compare") and (
            measure := _measure(label)
        ):
            yield from _change(said, measure, moved, cells, note)


def _change(
    said: Said, measure: str, moved: str, cells: dict[str, str], note: dict[str, Any]
) -> Iterator[Alarm]:
    since = re.search(r"since (\d{4})", moved)
    if "in the same places" in moved:  # the cell beside it names its year
        since = re.search(r"(\d{4})\)$", next(cell for name, cell in cells.items() if name.isdigit()))
    columns = sorted(int(name) for name in cells if re.fullmatch(r"\d{4}", name))
    start = int(since[1]) if since else columns[0] if columns else None
    own = re.search(r"figure of (\d{4})", said.text)
    end = int(own[1]) if own else note["year"]
    if start is None or start >= end:
        return
    counted = measure if measure in SOURCES else "refugees_hosted"
    ends = [levels.level(counted, note["region"], year) or 0.0 for year in (start, end)]
    breaks = declared.breaks_between(measure, note["region"], "", years=(start, end), largest=max(ends))
    if "in the same places" in moved:  # whoever changed unit left both ends
        breaks = [one for one in breaks if one.kind != "unit"]
    if "counting changed" in said.text and all(one.share < declared.LARGEST_BREAK for one in breaks):
        breaks = []
    if breaks:
        told = "; ".join(f"{one.text} ({one.years[1]})" for one in breaks)
        yield Alarm("change", "later", said, f"{measure}, {start} to {end}, {moved} across: {told}")
    if measure in SOURCES and moved.endswith("%") and ends[0] < LEAST_PEOPLE:
        yield Alarm("change", "people", said, f"{moved} of {ends[0]:,.0f} people")
