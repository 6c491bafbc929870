"""The measures of regions as rows, for people and for other programs."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing.quantity import Quantity, number
from gcr_analysis.cli.options import AnyFormat
from gcr_analysis.errors import GcrError
from gcr_analysis.exports import KINDS, export
from gcr_analysis.indicators.engine import BASELINE_YEAR, CONTRACT, TYPES
from gcr_analysis.indicators.engine import indicators as measure
from gcr_analysis.running.cube import make_cube
from gcr_analysis.running.outputs import write_whole
from gcr_analysis.running.plan import checked_baseline, checked_panel, checked_year, regions_of
from gcr_analysis.snapshot import latest_year

BINARY = ("xlsx", "parquet")


def figures(
    regions: Sequence[str], years: Sequence[str], panels: Sequence[str], baseline_year: str | None
) -> pd.DataFrame:
    """Measures of regions in years, a row a region, measure and year, in the order of panels.

    Parameters
    ----------
    regions
        Names of region sets or paths of region files; ``"all"`` is a panel's default regions or, where no
        panel is named, those of all panels together.
    years
        The years asked for; the latest when there are none.
    panels
        Ids of panels; all when there are none.
    baseline_year
        What measures of change compare with; when None, the usual one, whatever *years* are.

    Raises
    ------
    GcrError
        On a name or year that is not one.
    """
    asked = [checked_year(year) for year in years] or [latest_year()]
    baseline = BASELINE_YEAR if baseline_year is None else checked_baseline(baseline_year, asked)
    chosen = [checked_panel(name) for name in panels] or list(framework.panels().values())
    places = {panel.id: regions_of(panel, regions) for panel in chosen}
    if not panels:
        everywhere = {name: where for own in places.values() for name, where in own.items()}
        places = dict.fromkeys(places, everywhere)
    if baseline == BASELINE_YEAR:
        make_cube()
    return pd.concat(
        [measure(list(own.values()), asked, panel, baseline) for panel, own in places.items()],
        ignore_index=True,
    )


def checked_format(format: AnyFormat | None, into: Path | None) -> AnyFormat:
    """Return the format asked for: by name, by the ending of the file, or the table for people.

    Raises
    ------
    GcrError
        When the file's ending is none that is known, or the format is not for the place.

    Examples
    --------
    >>> checked_format(None, Path("figures.xlsx")), checked_format(None, None)
    ('xlsx', 'table')
    """
    if into is None:
        if format in BINARY and sys.stdout.isatty():
            raise GcrError(f"{format} is not for a screen: give a file, such as --into figures.{format}")
        return format or "table"
    if format == "table":
        raise GcrError(f"a table is for the screen: give --format {', '.join(KINDS[:-1])} or {KINDS[-1]}")
    ending = into.suffix.lower().removeprefix(".")
    if format is None and ending not in KINDS:
        raise GcrError(f"{into} does not end in .{', .'.join(KINDS[:-1])} or .{KINDS[-1]}: give --format")
    return format or ending  # type: ignore[return-value]


def hand_over(rows: pd.DataFrame, format: str, into: Path | None) -> None:
    """Write rows to a file, whole or not at all, or to standard output."""
    content = export(format, CONTRACT, rows[list(CONTRACT)].itertuples(index=False), TYPES)
    if into:
        write_whole(content, into)
    else:
        sys.stdout.buffer.write(content)


def readable(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row in a reader's words."""
    quantity = Quantity.of(row)
    interval = f"{number(quantity.low, quantity.unit)} to {number(quantity.high, quantity.unit)}"
    return {
        "region": row["region"],
        "measure": framework.indicators()[row["indicator"]].title,
        "figure": f"{quantity} ({interval})" if quantity.low is not None else str(quantity),
        "unit": quantity.unit if quantity.known else "",
        "year": str(row["value_year"]) if quantity.known else "",
        "status": row["status"],
        "note": "; ".join(filter(None, (row["reason"], row["series_break"]))),
    }
