"""Commands for the snapshot of the sources."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from gcr_analysis.cli.app import App
from gcr_analysis.cli.options import Format, FormatOption, PanelOption, QuietOption, RegionOption
from gcr_analysis.cli.show import show
from gcr_analysis.errors import GcrError

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="Folder of sources' own files, or of a snapshot.")
]
By = Literal["series", "country", "pair"]
IntoOption = Annotated[
    Path | None,
    typer.Option("--into", metavar="DIR", help="Folder of the snapshot. [default: data]", envvar="GCR_DATA"),
]
REGION_OF_ONE = typer.Option("--region", metavar="REGION", help="A region set or a country.")

NOTHING_NEW, STOPPED = 3, 130

app = App(help="The snapshot of the sources.", invoke_without_command=True, rich_markup_mode=None)


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
    for table in tables.loc[tables["rows"].isna(), "table"]:
        typer.echo(f"{table} is declared and not in the snapshot: gcr data add {table} --from FILE", err=True)


@app.command()
def build(
    extracts: Annotated[
        Path, typer.Option("--from", metavar="DIR", help="Folder of the sources' own files.")
    ],
    into: IntoOption = None,
) -> None:
    """Make the snapshot again from the sources' own files."""
    from gcr_analysis import running, snapshot

    into = into or running.project_root() / "data"
    snapshot.build(extracts, into)
    typer.echo(f"built {running.from_here(into)}")


@app.command()
def add(
    table: Annotated[str, typer.Argument(metavar="TABLE", help="A declared table: see gcr data status.")],
    given: Annotated[
        Path,
        typer.Option(
            "--from",
            metavar="FILE",
            help="The source's own file; or a folder of such files, for a table that is made from several.",
        ),
    ],
    into: IntoOption = None,
) -> None:
    """Make one table from its source's own file and keep all others.

    Exit code 1 when something speaks against the table; the snapshot is then as it was.
    """
    from gcr_analysis import running, snapshot
    from gcr_analysis.snapshot.addition import RefusedError

    into = into or running.project_root() / "data"
    here = running.from_here(into)
    try:
        added = snapshot.add(table, given, into)
    except RefusedError as error:
        for refusal in error.refusals:
            typer.echo(str(refusal))
        typer.echo(f"{here} is as it was")
        raise typer.Exit(1) from None
    rows = f"{added.rows:,} rows" + ("" if added.before is None else f", {added.before:,} before")
    typer.echo(f"{'added' if added.changed else 'no change in'} {table} ({rows}) in {here}")


@app.command()
def check(
    folder: Folder,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="DIR|RELEASE",
            help="Snapshot to compare with, or a release of UNHCR's figures: GT2024. [default: data]",
        ),
    ] = None,
) -> None:
    """Check new figures before they replace the current ones.

    It lists what speaks against them, and then ends with exit code 1. It also names, a line each, judged
    figures that the source has corrected and figures that repeat the year before and are not judged.
    """
    from gcr_analysis.snapshot import candidate

    found = candidate.check(folder, against)
    for line in candidate.judgements(folder):
        typer.echo(line, err=True)
    for refusal in found:
        typer.echo(str(refusal))
    if found:
        raise typer.Exit(1)
    typer.echo(f"nothing speaks against {folder}")


@app.command()
def refresh(
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source", metavar="unhcr|world-bank", help="A service to ask; both by default. May be repeated."
        ),
    ] = None,
    until: Annotated[
        int | None,
        typer.Option(
            "--until",
            metavar="YEAR",
            help="Last year to ask for. [default: the last of whose end UNHCR has told]",
        ),
    ] = None,
    into: IntoOption = None,
    quiet: QuietOption = False,
) -> None:
    """Take the newest figures from the live services.

    They replace the current ones when nothing speaks against them. A refresh that was stopped goes on
    where it was.

    Exit codes, for a schedule: 0 new figures were taken, 3 there is nothing new, 1 something speaks against
    the new figures, 2 a service did not answer or the input is wrong, 130 stopped.
    """
    from gcr_analysis import running
    from gcr_analysis.cli.asking import Asking
    from gcr_analysis.snapshot.refresh import refresh

    into = into or running.project_root() / "data"
    try:
        with Asking(quiet=quiet) as asking:
            outcome = refresh(into, source or (), until=until, told=asking.tell)
    except KeyboardInterrupt:
        typer.echo("stopped: what was answered is kept, and the same command goes on from there", err=True)
        raise typer.Exit(STOPPED) from None
    for left in outcome.left:
        typer.echo(f"left as it was: {left}", err=True)
    for refusal in outcome.refused:
        typer.echo(str(refusal))
    answers = f"{outcome.asked} answers" + (f", {outcome.kept} kept from before" if outcome.kept else "")
    here = running.from_here(into)
    if outcome.refused:
        candidate = running.from_here(outcome.candidate or into)
        typer.echo(f"{here} is as it was; what was refused is in {candidate} ({answers})")
        typer.echo(
            "what somebody has looked at and accepts is written down in "
            "src/gcr_analysis/snapshot/corrections.yaml; the same command then takes it"
        )
        raise typer.Exit(1)
    if not outcome.changed:
        typer.echo(f"{here} holds the newest figures already ({answers})")
        raise typer.Exit(NOTHING_NEW)
    typer.echo(f"took {', '.join(outcome.changed)} into {here} ({answers})")
    if outcome.release:
        typer.echo(f"UNHCR revised its figures, kept as release {outcome.release}: see gcr data diff")


@app.command()
def nowcasts(region: Annotated[str, REGION_OF_ONE] = "world", format: FormatOption = "table") -> None:
    """Print UNHCR's estimates for the current month, by country.

    They are of a month after the latest year, and never taken as figures of a year.
    """
    from gcr_analysis import geography, snapshot

    chosen, rows = geography.region(region), snapshot.load("nowcasts")
    if rows.empty:
        raise GcrError("the snapshot has no nowcasts so far: take them with gcr data refresh --source unhcr")
    here = rows[rows["asylum"].isin(chosen.countries)]
    vintage = snapshot.sources()["unhcr-nowcasts"].vintage
    table = here.assign(status="estimate", source="unhcr-nowcasts", vintage=vintage)
    show(table.to_dict("records"), list(table.columns), format)


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
    """Compare two releases of UNHCR's figures, or their notes."""
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
def memo(
    before: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="An earlier copy of the snapshot: git has that of each commit."),
    ],
    panel: PanelOption = None,
    region: RegionOption = None,
    quiet: QuietOption = False,
) -> None:
    """Say what the snapshot changed against an earlier copy of it.

    In Markdown: the tables that differ, and the notes that read otherwise. It makes every note on both, which
    takes a minute or two.
    """
    from gcr_analysis.briefing.snapshot_memo import snapshot_memo
    from gcr_analysis.running.two_snapshots import compare_snapshots

    told = compare_snapshots(before, panel or (), region or (), quiet=quiet)
    about = {"year": told.year, "baseline_year": told.baseline_year, "notes": told.notes}
    typer.echo(snapshot_memo(told.before, told.after, told.changes, **about))


@app.command()
def verify(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Folder of a snapshot. [default: data]")
    ] = None,
) -> None:
    """Check that the snapshot is whole and adds up.

    It checks files, schemas, row counts, published totals and identities; exit code 1 when one fails.
    """
    from gcr_analysis import snapshot

    findings = snapshot.verify(folder)
    for finding in findings:
        typer.echo(f"{finding.table or 'snapshot'}: {finding.check}: {finding.message}")
    if findings:
        raise typer.Exit(1)
    typer.echo("every table is as it was built, and every check holds")
