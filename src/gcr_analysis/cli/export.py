"""The command that hands on every figure, or a whole run."""

from pathlib import Path
from typing import Annotated

import typer

from gcr_analysis.cli.options import OutputsOption
from gcr_analysis.errors import GcrError, UnknownNameError

RUN = "run"
"""What is asked for where a run is handed on, not the figures."""


def export(
    format: Annotated[
        str, typer.Argument(metavar="FORMAT", help="frictionless, croissant, sdmx, crate, dcat or run.")
    ],
    into: Annotated[
        Path,
        typer.Option("--into", metavar="DIR", help="A new or empty folder, or an earlier export."),
    ],
    outputs: OutputsOption = None,
) -> None:
    """Hand on every figure, or a run, by a standard of the field.

    frictionless: Parquet and CSV with a dictionary, as a Frictionless Data Package. croissant: the same as
    typed records. crate: the same with who made what from which sources, as an RO-Crate. dcat: the same as an
    entry of a catalogue. sdmx: observations with concepts, code lists and data structure. run: the executed
    notebooks in --outputs with their parameters and the snapshot, as a Process Run Crate.
    """
    from gcr_analysis.publishing import dataset
    from gcr_analysis.publishing.dataset.export import write_export

    if format == RUN:
        from gcr_analysis.publishing.run_crate import CRATE, names_in, run_files
        from gcr_analysis.running.paths import project_root

        folder = outputs or project_root() / "outputs"
        files, opened = write_export(into, lambda: run_files(folder), names_in), CRATE
    else:
        known = dataset.formats()
        if format not in known:
            raise UnknownNameError("format", format, [*known, RUN])
        if outputs is not None:
            raise GcrError(f"--outputs is for gcr export {RUN}: leave it out")
        files, opened = dataset.export_figures(known[format], into), known[format].file
    size = sum(map(len, files.values())) / 1e6
    typer.echo(f"wrote {len(files)} files, {size:.1f} MB: {into / opened}")
