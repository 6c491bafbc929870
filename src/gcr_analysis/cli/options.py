"""Options that several commands have."""

import re
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from gcr_analysis.errors import GcrError

Format = Literal["table", "csv", "json"]
AnyFormat = Literal["table", "csv", "csv.gz", "json", "xlsx", "parquet", "dta"]
Publisher = Literal["quarto", "embedded"]
Runner = Literal["fork", "stock"]

PanelOption = Annotated[
    list[str] | None,
    typer.Option("--panel", metavar="PANEL", help="A panel: see gcr panels. May be given again."),
]


LanguageOption = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="Publish notes and places in this language too: fr, es, ar, several with commas, or all.",
    ),
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


def years_given(texts: list[str] | None) -> list[str] | None:
    """Return each of the years that are named: ``2024``, the range ``2015-2025`` or the list ``2015,2020``.

    What is no year stays as it is, for the check of years to name.

    Raises
    ------
    GcrError
        When a range ends before it begins.

    Examples
    --------
    >>> years_given(["2015,2020", "2023-2025"])
    ['2015', '2020', '2023', '2024', '2025']
    """
    return texts and [year for text in texts for part in text.split(",") for year in _years_in(part.strip())]


def _years_in(part: str) -> list[str]:
    ends = re.fullmatch(r"([0-9]{4}) ?[-–] ?([0-9]{4})", part)
    if not ends:
        return [part]
    first, last = int(ends[1]), int(ends[2])
    if last < first:
        raise GcrError(f"years {part} end before they begin: give {last}-{first}")
    return [str(year) for year in range(first, last + 1)]


STANDARD_INPUT = "-"
REGION = typer.Option(
    "--region",
    metavar="REGION",
    help="A region set, a country by code or name, your own YAML file, all, or - for one a line of standard "
    "input. May be given again.",
    callback=regions_given,
)
RegionOption = Annotated[list[str] | None, REGION]
YearOption = Annotated[
    list[str] | None,
    typer.Option(
        "--year",
        "--years",
        metavar="YEARS",
        help="End-years: 2024, 2015-2025 or 2015,2020; the latest by default. May be given again.",
        callback=years_given,
    ),
]
FamilyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--family",
        metavar="FAMILY",
        help="All regions of a family, such as platform, country, host or origin: see gcr regions. "
        "May be given again, and beside --region.",
    ),
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
