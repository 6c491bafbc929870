"""Commands for the snapshot of the sources."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from gcr_analysis.cli.options import Format, FormatOption, PanelOption, QuietOption, RegionOption
from gcr_analysis.cli.show import show
from gcr_analysis.errors import GcrError

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="Folder of sources' own files, or of a snapshot.")
]
By = Literal["series", "country", "pair"]

app = typer.Typer(help="The snapshot of the sources.", invoke_without_command=True, rich_markup_mode=None)


@app.callback()
def data(context: typer.Context) -> None:
    """Print help when there is nothing else to do."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def status(format: FormatOption = "table") -> None:
    """List the tables, with their rows, years, source and date."""
    from gcr_analysis import snapshot

    tables = snapshot.status()
    show(tables.to_dict("records"), list(tables.columns), format)


@app.command()
def build(
    extracts: Annotated[
        Path, typer.Option("--from", metavar="DIR", help="Folder of the sources' own files.")
    ],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into", metavar="DIR", help="Folder of the snapshot. [default: data]", envvar="GCR_DATA"
        ),
    ] = None,
) -> None:
    """Make the snapshot again from the sources' own files."""
    from gcr_analysis import running, snapshot

    into = into or running.project_root() / "data"
    snapshot.build(extracts, into)
    typer.echo(f"built {running.from_here(into)}")


@app.command()
def check(
    folder: Folder,
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="DIR", help="Snapshot to compare with. [default: data]"),
    ] = None,
) -> None:
    """Say what speaks against new figures before they replace the current ones; exit code 1 then."""
    from gcr_analysis.snapshot import candidate

    found = candidate.check(folder, against)
    for refusal in found:
        typer.echo(str(refusal))
    if found:
        raise typer.Exit(1)
    typer.echo(f"nothing speaks against {folder}")


@app.command()
def diff(
    before: Annotated[
        str, typer.Argument(metavar="A", help="The earlier release: GT2024, 2024-12 or previous.")
    ] = "previous",
    after: Annotated[
        str, typer.Argument(metavar="B", help="The later release, in the same way, or latest.")
    ] = "latest",
    *,
    by: Annotated[
        By | None,
        typer.Option("--by", help="Print figures and no sentences: a row a series, country or pair."),
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="Say which notes read otherwise, and how; a minute for all.")
    ] = False,
    panel: PanelOption = None,
    region: RegionOption = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", metavar="YEAR", help="Year of the notes. [default: the last that both releases have]"
        ),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", help="Print rows. [default: sentences, or with --by a table]"),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Say what a release of UNHCR's figures changed against an earlier one, in figures or in the notes."""
    if notes:
        if by:
            raise GcrError("--by is about figures and --notes about notes: give one of them")
        chosen = {"panels": panel or (), "regions": region or (), "year": year, "quiet": quiet}
        _diff_notes(before, after, format, **chosen)
        return
    if panel or region or year is not None:
        raise GcrError("--panel, --region and --year choose notes: give --notes too")
    from gcr_analysis.briefing import release_memo
    from gcr_analysis.snapshot.releases import differences

    if by is None:
        if format:
            raise GcrError("--format prints rows: give --by or --notes too")
        typer.echo(release_memo.memo(before, after))
        return
    made = {"series": release_memo.by_series, "country": release_memo.by_country, "pair": differences}
    table = made[by](before, after)
    show(table.to_dict("records"), list(table.columns), format or "table")


def _diff_notes(before: str, after: str, format: Format | None, **chosen: Any) -> None:
    from gcr_analysis.briefing.release_notes import notes_memo, notes_table
    from gcr_analysis.running.two_releases import compare_notes

    told = compare_notes(before, after, **chosen)
    if format is None:
        about = {"year": told.year, "baseline_year": told.baseline_year, "notes": told.notes}
        typer.echo(notes_memo(told.before, told.after, told.changes, **about))
        return
    table = notes_table(told.changes)
    show(table.to_dict("records"), list(table.columns), format)


@app.command()
def verify(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Folder of a snapshot. [default: data]")
    ] = None,
) -> None:
    """Check files, schemas, row counts, published totals and identities; exit code 1 when one fails."""
    from gcr_analysis import snapshot

    findings = snapshot.verify(folder)
    for finding in findings:
        typer.echo(f"{finding.table or 'snapshot'}: {finding.check}: {finding.message}")
    if findings:
        raise typer.Exit(1)
    typer.echo("every table is as it was built, and every check holds")
