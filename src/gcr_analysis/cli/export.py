"""Commands that hand on every figure at once."""

from pathlib import Path
from typing import Annotated

import typer

from gcr_analysis.cli.app import App

app = App(help="Hand on every figure at once.", invoke_without_command=True, rich_markup_mode=None)


@app.callback()
def export(context: typer.Context) -> None:
    """Print help when there is nothing else to do."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def frictionless(
    into: Annotated[
        Path,
        typer.Option("--into", metavar="DIR", help="A new or empty folder, or an earlier export."),
    ],
) -> None:
    """Write every figure as Parquet and CSV with a dictionary: a Frictionless Data Package."""
    from gcr_analysis.publishing.dataset import export_package

    files = export_package(into)
    size = sum(map(len, files.values())) / 1e6
    typer.echo(f"wrote {len(files)} files, {size:.1f} MB: {into / 'datapackage.json'}")
