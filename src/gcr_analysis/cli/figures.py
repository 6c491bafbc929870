"""The measures of regions as rows, for people and for other programs."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gcr_analysis import framework, geography
from gcr_analysis.cli.options import AnyFormat
from gcr_analysis.errors import GcrError
from gcr_analysis.exports import KINDS, export_columns, kind_of
from gcr_analysis.framework import Panel
from gcr_analysis.geography import Region
from gcr_analysis.indicators.asked import measures_of
from gcr_analysis.indicators.engine import BASELINE_YEAR, CONTRACT, TYPES
from gcr_analysis.indicators.engine import indicators as measure
from gcr_analysis.running.cube import make_cube
from gcr_analysis.running.outputs import write_whole
from gcr_analysis.running.plan import checked_baseline, checked_panel, checked_year, regions_of
from gcr_analysis.snapshot import latest_year

if TYPE_CHECKING:
    import pandas as pd

    from gcr_analysis.briefing.quantity import Quantity

BINARY = ("csv.gz", "xlsx", "parquet", "dta")
LABELS = {
    "region": "Region: a set's name or a country's ISO3 code",
    "panel": "Panel: the objective of the Global Compact",
    "indicator": "Measure",
    "gcr_code": "Indicator of the Global Compact, where it is one",
    "year": "Year asked for",
    "value_year": "Year of the figure",
    "value": "Figure, in its unit; missing where there is none",
    "low": "Lower end of its interval",
    "high": "Upper end of its interval",
    "unit": "Unit",
    "status": "Status of the figure, or why there is none",
    "coverage": "Share of the region's refugees in the countries it rests on (0-1)",
    "source": "Sources",
    "vintage": "Date of each source's release",
    "reason": "Why there is no figure, or what to know of it",
    "baseline_year": "Year that changes are read from",
    "series_break": "Breaks in the series between the year before and the figure's own",
}
"""What each column of `CONTRACT` holds, in words that fit a label."""


@dataclass(frozen=True)
class Question:
    """Figures that somebody asks for, all names and years checked and nothing computed.

    Attributes
    ----------
    places
        The regions of each panel, by its id, in the order of the answer.
    measures
        Ids of the measures of each panel.
    years, baseline_year
        The years, and what measures of change compare with.
    """

    places: dict[str, list[Region]]
    measures: dict[str, list[str]]
    years: tuple[int, ...]
    baseline_year: int

    @property
    def rows(self) -> int:
        """Rows of the answer, where no measure fails."""
        cells = sum(len(self.places[panel]) * len(ids) for panel, ids in self.measures.items())
        return cells * len(self.years)

    def answer(self) -> "pd.DataFrame":
        """Return a row a region, measure and year, panel by panel."""
        import pandas as pd

        if self.baseline_year == BASELINE_YEAR:
            make_cube()
        parts = [
            measure(self.places[panel], self.years, panel, self.baseline_year, indicator=ids)
            for panel, ids in self.measures.items()
        ]
        return pd.concat(parts, ignore_index=True)


def question(
    regions: Sequence[str],
    families: Sequence[str] = (),
    *,
    years: Sequence[str] = (),
    panels: Sequence[str] = (),
    indicators: Sequence[str] = (),
    baseline_year: str | None = None,
) -> Question:
    """Read what was asked for on the command line.

    Parameters
    ----------
    regions
        Names of region sets or paths of region files; ``"all"`` is a panel's default regions or, where no
        panel is named, those of all panels together.
    families
        Families whose regions follow these.
    years
        The years asked for; the latest when there are none.
    panels, indicators
        Ids of panels and of measures; all when there are none.
    baseline_year
        What measures of change compare with; when None, the usual one, whatever *years* are.

    Raises
    ------
    GcrError
        On a name or year that is not one, or when no region is named.

    Examples
    --------
    >>> question(["LBN"], ["platform"], years=["2024", "2025"], indicators=["refugees_hosted"]).rows
    8
    """
    if not regions and not families:
        raise GcrError("no region given: give --region, --family or both")
    asked = tuple(dict.fromkeys(checked_year(year) for year in years)) or (latest_year(),)
    baseline = BASELINE_YEAR if baseline_year is None else checked_baseline(baseline_year, [max(asked)])
    chosen = [checked_panel(name) for name in panels] or list(framework.panels().values())
    places = {panel.id: _places(panel, regions, families) for panel in chosen}
    if not panels:
        everywhere = list(dict.fromkeys(place for own in places.values() for place in own))
        places = dict.fromkeys(places, everywhere)
    measures: dict[str, list[str]] = {}
    for declared in measures_of([*places], indicators or None):
        measures.setdefault(declared.panel, []).append(declared.id)
    measures = {panel: measures[panel] for panel in places if panel in measures}
    return Question(places, measures, asked, baseline)


def _places(panel: Panel, names: Sequence[str], families: Sequence[str]) -> list[Region]:
    named = regions_of(panel, names).values() if names else ()
    return list(dict.fromkeys([*named, *(place for each in families for place in geography.regions(each))]))


def checked_format(format: AnyFormat | None, into: Path | None) -> AnyFormat:
    """Return the format asked for: by name, by the ending of the file, or the table for people.

    Raises
    ------
    GcrError
        When the file's ending is none that is known or another format's, or the format is not for the place.

    Examples
    --------
    >>> checked_format(None, Path("figures.csv.gz")), checked_format(None, None)
    ('csv.gz', 'table')
    """
    if into is None:
        if format in BINARY and sys.stdout.isatty():
            raise GcrError(f"{format} is not for a screen: give a file, such as --into figures.{format}")
        return format or "table"
    if format == "table":
        raise GcrError(f"a table is for the screen: give --format {', '.join(KINDS[:-1])} or {KINDS[-1]}")
    ending = kind_of(into)
    if format is None and ending is None:
        raise GcrError(f"{into} does not end in .{', .'.join(KINDS[:-1])} or .{KINDS[-1]}: give --format")
    if format and ending and format != ending:
        raise GcrError(f"{into} ends in .{ending} and --format says {format}: give one of them")
    return format or ending  # type: ignore[return-value]


def hand_over(rows: "pd.DataFrame", format: str, into: Path | None) -> None:
    """Write rows to a file, whole or not at all, or to standard output."""
    columns = {name: rows[name].tolist() for name in CONTRACT}
    content = export_columns(format, columns, TYPES, LABELS)
    if into:
        write_whole(content, into)
    else:
        sys.stdout.buffer.write(content)


def with_bounds(quantity: "Quantity") -> str:
    """Return a figure with its bounds: between two, or at least or at most what one of them says.

    Examples
    --------
    >>> from gcr_analysis.briefing.quantity import Quantity
    >>> print(with_bounds(Quantity(value=5, unit="donors", low=4, high=7)))
    5 (4 to 7)
    >>> print(with_bounds(Quantity(value=5, unit="donors", low=5)))
    at least 5
    """
    from gcr_analysis.briefing.quantity import number

    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return str(quantity)
    if low is not None and high is not None:
        return f"{quantity} ({number(low, quantity.unit)} to {number(high, quantity.unit)})"
    bound, words = (low, "at least") if low is not None else (high, "at most")
    if bound == quantity.value:
        return f"{words} {quantity}"
    return f"{quantity} ({words} {number(bound, quantity.unit)})"


def readable(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row in a reader's words."""
    from gcr_analysis.briefing.quantity import Quantity

    quantity = Quantity.of(row)
    return {
        "region": row["region"],
        "measure": framework.indicators()[row["indicator"]].title,
        "figure": with_bounds(quantity),
        "unit": quantity.unit if quantity.known else "",
        "year": str(row["value_year"]) if quantity.known else "",
        "status": row["status"],
        "note": "; ".join(filter(None, (row["reason"], row["series_break"]))),
    }
