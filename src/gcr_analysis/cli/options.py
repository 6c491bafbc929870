"""Options that several commands have."""

from pathlib import Path
from typing import Annotated, Literal

import typer

Format = Literal["table", "csv", "json"]
AnyFormat = Literal["table", "csv", "json", "xlsx", "parquet"]
Publisher = Literal["quarto", "embedded"]
Runner = Literal["fork", "stock"]

PanelOption = Annotated[
    list[str] | None,
    typer.Option("--panel", metavar="PANEL", help="A panel: see gcr panels. May be given again."),
]
REGION = typer.Option(
    "--region",
    metavar="REGION",
    help="A region set, an ISO3 code, your own YAML file, or all. May be given again.",
)
RegionOption = Annotated[list[str] | None, REGION]
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
