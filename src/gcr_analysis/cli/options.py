"""Options that several commands have."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from gcr_analysis.errors import GcrError

Format = Literal["table", "csv", "json"]
AnyFormat = Literal["table", "csv", "json", "xlsx", "parquet"]
Publisher = Literal["quarto", "embedded"]
Runner = Literal["fork", "stock"]

PanelOption = Annotated[
    list[str] | None,
    typer.Option("--panel", metavar="PANEL", help="A panel: see gcr panels. May be given again."),
]


def regions_given(names: list[str] | None) -> list[str] | None:
    """Return the regions that are named, with the lines of standard input in the place of ``-``.

    Raises
    ------
    GcrError
        When standard input names none.
    """
    if not names or STANDARD_INPUT not in names:
        return names
    read = [line.strip() for line in sys.stdin if line.strip()]
    if not read:
        raise GcrError("no region on standard input: write one a line, as gcr regions | does")
    at = names.index(STANDARD_INPUT)
    return [*names[:at], *read, *(name for name in names[at:] if name != STANDARD_INPUT)]


def years(text: str) -> list[int]:
    """Read years and ranges of years, each year once, in the order given.

    Parameters
    ----------
    text
        Years and ranges with commas between them: ``"2005-2007,2010"``.

    Raises
    ------
    GcrError
        When a part is neither a year nor a range, or a range ends before it begins.

    Examples
    --------
    >>> years("2005-2007, 2010")
    [2005, 2006, 2007, 2010]
    >>> years("2010-2005")
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: years 2010-2005 end before they begin: write 2005-2010
    """
    found: list[int] = []
    for part in text.split(","):
        ends = re.fullmatch(r"\s*(\d{4})(?:\s*[-\u2013]\s*(\d{4}))?\s*", part)
        if ends is None:
            raise GcrError(
                f"{part.strip()!r:.80} is neither a year nor a range of years: write 2010, or 2005-2010, "
                "with commas between several"
            )
        first, last = int(ends[1]), int(ends[2] or ends[1])
        if last < first:
            raise GcrError(f"years {first}-{last} end before they begin: write {last}-{first}")
        found += range(first, last + 1)
    return list(dict.fromkeys(found))


def years_given(single: Sequence[str] | None, ranges: str | None) -> list[str | int]:
    """Return the years of ``--year`` and then those of ``--years``."""
    return [*(single or ()), *(years(ranges) if ranges is not None else ())]


STANDARD_INPUT = "-"
REGION = typer.Option(
    "--region",
    metavar="REGION",
    help="A region set, a country by code or name, your own YAML file, all, or - for one a line of standard "
    "input. May be given again.",
    callback=regions_given,
)
RegionOption = Annotated[list[str] | None, REGION]
FamilyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--family",
        metavar="FAMILY",
        help="Every region of a family, such as country, host, unhcr-region or platform. May be given again.",
    ),
]
YearOption = Annotated[
    list[str] | None,
    typer.Option("--year", metavar="YEAR", help="An end-year; the latest by default. May be given again."),
]
YearsOption = Annotated[
    str | None,
    typer.Option("--years", metavar="YEARS", help="Several end-years, such as 2005-2025 or 2005-2010,2015."),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="RELEASE",
        help="An earlier release of UNHCR's figures, such as GT2024. [default: the newest figures]",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print it.")]
WorkersOption = Annotated[
    int, typer.Option("--workers", metavar="N", help="How many notebooks run at a time.")
]
TimeoutOption = Annotated[
    int, typer.Option("--timeout", metavar="SECONDS", min=1, help="Seconds that a note may take.")
]
RunnerOption = Annotated[
    Runner,
    typer.Option(
        "--engine",
        help="How notebooks run: forked from a process that is ready, where the system can do that, "
        "or a new Python for each.",
    ),
]
BaselineOption = Annotated[
    str | None,
    typer.Option("--baseline-year", metavar="YEAR", help="Year that changes are read from. [default: 2016]"),
]
StaleOption = Annotated[bool, typer.Option("--stale", help="Publish notes that are not current too.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Run what is fresh too.")]
DaskOption = Annotated[
    str | None,
    typer.Option(
        "--dask",
        metavar="ADDRESS",
        help="Run on the workers of this Dask scheduler, such as tcp://10.0.0.1:8786.",
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Say nothing but what failed.")]
OutputsOption = Annotated[
    Path | None,
    typer.Option("--outputs", metavar="DIR", help="Folder of the executed notebooks. [default: outputs]"),
]
SiteOption = Annotated[
    Path | None, typer.Option("--into", metavar="DIR", help="Folder of the site. [default: _site]")
]
PublisherOption = Annotated[
    Publisher | None,
    typer.Option("--engine", help="Publisher. [default: quarto if installed, else embedded]"),
]
