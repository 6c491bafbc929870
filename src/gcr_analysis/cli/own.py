"""Commands for figures of the user's own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from gcr_analysis.cli.app import App
from gcr_analysis.cli.options import FormatOption
from gcr_analysis.cli.show import show

app = App(help="Figures of your own.", invoke_without_command=True, rich_markup_mode=None)


@app.callback()
def own(context: typer.Context) -> None:
    """Print help when there is nothing else to do."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def check(
    folder: Annotated[
        Path, typer.Argument(metavar="NAME", help="A folder under own/, by its name or its path.")
    ],
    format: FormatOption = "table",
) -> None:
    """Check a source of your own, or print its figures.

    It says all that is wrong or missing, and ends with exit code 1 then.
    """
    from gcr_analysis import framework
    from gcr_analysis.framework.own import DraftError
    from gcr_analysis.indicators.own import checked

    try:
        source = framework.own_source(_found(folder))
    except DraftError as draft:
        for line in draft.lines:
            typer.echo(line)
        raise typer.Exit(1) from None
    problems = checked(source)
    for line in problems.lines:
        typer.echo(line)
    if problems.left_out:
        typer.echo(f"{problems.left_out:,} more like these: mend them all, and check again")
    remarks = problems.remarks + ([] if problems.lines else list(_unsure(source)))
    for line in remarks:
        typer.echo(f"note: {line}", err=True)
    if problems.lines:
        raise typer.Exit(1)
    rows = list(_estimates(source) if source.survey else _figures(source))
    show(rows, list(rows[0]), format)


def _found(folder: Path) -> Path:
    """The folder that a user means: one that is there, or one of that name where own sources are."""
    from gcr_analysis.errors import GcrError, UnknownNameError
    from gcr_analysis.framework import own

    if folder.is_dir():
        return folder.absolute()
    root = own.place()
    names = [known.name for known in own.folders(root)]
    if root is None or not names:
        raise GcrError(f"no own source {folder}: gcr new source NAME begins one")
    if str(folder) not in names:
        raise UnknownNameError("own source", str(folder), names)
    return root / folder


def _figures(source: Any) -> Iterator[dict[str, Any]]:
    from gcr_analysis.indicators.own.table import read_table

    units = {each.id: each.unit for each in source.indicators}
    for row in read_table(source)[0].to_dict("records"):
        kept = {name: row[name] for name in ("indicator", "iso3", "year", "value")}
        yield (
            kept | {"unit": units[row["indicator"]]} | {name: row[name] for name in ("low", "high", "status")}
        )


def _unsure(source: Any) -> Iterator[str]:
    """Name the estimates that are withheld, or unsure, for want of clusters."""
    from gcr_analysis.framework.own import shown
    from gcr_analysis.indicators.own import estimates_of, worded

    for each in estimates_of(source) if source.survey else ():
        if each.withheld or each.narrow:
            yield f"{shown(source.file)}, {each.iso3} {each.year}: {each.indicator}: {worded(each)}"


def _estimates(source: Any) -> Iterator[dict[str, Any]]:
    from gcr_analysis.indicators.own import estimates_of, unanswered

    shares = unanswered(source)
    for each in estimates_of(source):
        yield {
            "indicator": each.indicator,
            "iso3": each.iso3,
            "year": each.year,
            "percent": each.value,
            "low": each.low,
            "high": each.high,
            "standard_error": each.error,
            "answers": each.answers,
            "unanswered_percent": shares[each.indicator, each.iso3, each.year],
            "clusters": each.clusters,
            "strata": each.strata,
            "degrees_of_freedom": each.freedom,
        }
