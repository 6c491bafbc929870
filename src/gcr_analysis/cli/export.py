"""The command that hands on every figure at once."""

from pathlib import Path
from typing import Annotated

import typer


def export(
    format: Annotated[
        str, typer.Argument(metavar="FORMAT", help="frictionless, croissant, sdmx, crate or dcat.")
    ],
    into: Annotated[
        Path,
        typer.Option("--into", metavar="DIR", help="A new or empty folder, or an earlier export."),
    ],
) -> None:
    """Hand on every figure at once, described by a standard that programs read.

    frictionless: Parquet and CSV with a dictionary, as a Frictionless Data Package. croissant: the same as typed
    records. crate: the same with who made what from which sources, as an RO-Crate. dcat: the same as an entry
    of a catalogue. sdmx: observations with concepts, code lists and data structure.
    """
    from gcr_analysis.publishing import dataset

    chosen = dataset.format_named(format)
    files = dataset.export(chosen, into)
    size = sum(map(len, files.values())) / 1e6
    typer.echo(f"wrote {len(files)} files, {size:.1f} MB: {into / chosen.file}")
