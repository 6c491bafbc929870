"""Commands that make notes and the site."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from gcr_analysis.cli.options import (
    AsOfOption,
    BaselineOption,
    DaskOption,
    FamilyOption,
    ForceOption,
    LanguageOption,
    OutputsOption,
    PanelOption,
    PublisherOption,
    QuietOption,
    RegionOption,
    Runner,
    RunnerOption,
    SiteOption,
    StaleOption,
    TimeoutOption,
    WorkersOption,
    YearOption,
)
from gcr_analysis.errors import GcrError

FAILED, STOPPED = 1, 130
REASONS = 3  # that an explanation names
BEGUN = "wrote the notebooks, pages and figures of a new project here: read them, change them, run them again"
NEXT_STEP = "the executed notebooks are in {outputs}; gcr publish makes their pages"


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of the project; made where it is missing.")
    ] = Path(),
) -> None:
    """Copy notebooks, pages and figures into a folder to work in.

    For a package that was installed without its repository. No file is overwritten. In an empty folder
    gcr run and gcr site do so by themselves.
    """
    from gcr_analysis import running

    written = running.begin(folder)
    there = running.from_here(folder)
    typer.echo(f"wrote {written} files: {'' if there == '.' else f'go to {there} and '}call gcr site")


def run(
    *,
    panel: PanelOption = None,
    region: RegionOption = None,
    family: FamilyOption = None,
    year: YearOption = None,
    baseline_year: BaselineOption = None,
    as_of: AsOfOption = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="Another parameter of the notebook."),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Every panel, every default region.")] = False,
    stale: Annotated[
        bool,
        typer.Option("--stale", help="Every note in the outputs that is not current; beside it, only --all."),
    ] = False,
    force: ForceOption = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Run nothing; say of each note why it would run or not.")
    ] = False,
    workers: WorkersOption = 2,
    timeout: TimeoutOption = 600,
    engine: RunnerOption = "fork",
    outputs: OutputsOption = None,
    dask: DaskOption = None,
    quiet: QuietOption = False,
) -> None:
    """Make notes for regions and years; skip the fresh ones."""
    if not (all or panel or region or family or stale):
        raise GcrError("nothing to run: give --panel, --region or both, or --all, --family or --stale")
    if stale and (panel or region or family or year or parameter or ((baseline_year or as_of) and not all)):
        raise GcrError("--stale runs what lies in the outputs: give it alone, or with --all")
    from gcr_analysis import running

    extra = dict(_pair(text) for text in parameter or ())
    if not explain:
        _begin_here(panel, region)
    chosen = panel or (), region or (), year or (), baseline_year, extra
    besides = {"families": family or (), "as_of": as_of or ""}
    runs = running.plan_runs(*chosen, **besides) if all or panel or region or family else ()
    checked = running.check_notes(_outputs(outputs)) if stale else ()
    runs = running.runs_again(checked, runs)
    left = running.not_made(checked, runs, _outputs(outputs))
    for each in left:
        typer.echo(f"left as it is: {each.name}: {_in_short(each.reasons)}", err=True)
    if explain:
        for planned, why in running.explain(runs, _outputs(outputs), force=force):
            typer.echo(f"{'run ' if why else 'skip'} {planned.name}: {_in_short(why) or 'fresh'}")
        return
    options = {"workers": workers, "timeout": timeout, "engine": engine, "force": force, "dask": dask}
    code = _run(runs, outputs, quiet, next_step=NEXT_STEP, tidy=all or stale, **options)
    _end(code or (FAILED if any(each.lost for each in left) else 0))


def site(
    *,
    panel: PanelOption = None,
    region: RegionOption = None,
    baseline_year: BaselineOption = None,
    workers: WorkersOption = 2,
    timeout: TimeoutOption = 600,
    outputs: OutputsOption = None,
    into: SiteOption = None,
    engine: PublisherOption = None,
    language: LanguageOption = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make the notes that have changed, then publish the site.

    It covers all default notes, or those of --panel and --region, and every note in the outputs; when one
    fails, nothing is published.
    """
    from gcr_analysis import publishing, running

    publishing.choose_engine(engine)
    publishing.chosen(language or ())
    _begin_here(panel, region)
    checked = running.check_notes(_outputs(outputs))
    runs = running.runs_again(checked, running.plan_runs(panel or (), region or (), (), baseline_year))
    publishing.require_remakeable(running.not_made(checked, runs, _outputs(outputs)))
    options = {"workers": workers, "timeout": timeout, "force": force}
    if code := _run(runs, outputs, quiet, tidy=True, **options):
        typer.echo("the site was not published: the last good one is as it was", err=True)
        _end(code)
    publish(outputs, into, engine, language)


def publish(
    outputs: OutputsOption = None,
    into: SiteOption = None,
    engine: PublisherOption = None,
    language: LanguageOption = None,
    stale: StaleOption = False,
) -> None:
    """Publish pages for everything that was run.

    Notes that are not current are published only with --stale.
    """
    from gcr_analysis import publishing, running

    languages = publishing.chosen(language or ())
    choose = _choice(stale=stale)
    report = publishing.publish(_outputs(outputs), _site(into), engine, choose=choose, languages=languages)
    notes = f"{report.notes} {'note' if report.notes == 1 else 'notes'}"
    spent = ", ".join(f"{part} {seconds:.1f}" for part, seconds in report.spent.items())
    typer.echo(
        f"published {notes} on {report.pages} pages with the {report.engine} publisher "
        f"in {report.seconds:.1f} s ({spent}): {running.from_here(report.site / 'index.html')}"
    )
    if others := [code for code in publishing.languages() if code not in ("en", *languages)]:
        typer.echo(f"also to be had in {', '.join(others)}: gcr publish --language {','.join(others)}")


def preview(
    outputs: OutputsOption = None,
    into: SiteOption = None,
    engine: PublisherOption = None,
    port: Annotated[
        int,
        typer.Option(
            "--port", metavar="PORT", min=0, max=65535, help="Port to serve on; 0 takes any free one."
        ),
    ] = 4200,
    stale: StaleOption = False,
) -> None:
    """Serve the site on this machine, and publish again on change."""
    from gcr_analysis import publishing

    publishing.preview(_outputs(outputs), _site(into), engine, port=port, choose=_choice(stale=stale))


def _choice(*, stale: bool) -> Callable[[Path], Sequence[Path]]:
    """What chooses the notes to publish, and says on standard error what is not current or left out."""
    from gcr_analysis import publishing

    return partial(publishing.current_notes, stale=stale, say=partial(typer.echo, err=True))


def _begin_here(panel: list[str] | None, region: list[str] | None) -> None:
    """Begin a project in an empty folder, once panels and regions are known, and say so."""
    from gcr_analysis import geography, running
    from gcr_analysis.running.plan import DEFAULT_REGIONS, checked_panel

    for name in panel or ():
        checked_panel(name)
    for name in region or ():
        if name.lower() != DEFAULT_REGIONS:
            geography.region(name)
    if running.begin_here():
        typer.echo(BEGUN, err=True)


def _run(
    runs: Sequence,
    outputs: Path | None,
    quiet: bool,
    *,
    next_step: str = "",
    engine: Runner = "fork",
    **options: Any,
) -> int:
    """Run a plan, show what became of it and what to do next, return the exit code."""
    from gcr_analysis import running

    outcomes = running.run(runs, _outputs(outputs), engine=_engine(engine), quiet=quiet, **options)
    told = [outcome for outcome in outcomes if not quiet or outcome.state in ("failed", "stopped")]
    if told or not (runs or quiet):
        running.show_outcomes(told, running.console())
    states = {outcome.state for outcome in outcomes}
    if next_step and "done" in states and not quiet:
        typer.echo(next_step.format(outputs=running.from_here(_outputs(outputs))), err=True)
    return STOPPED if "stopped" in states else FAILED if "failed" in states else 0


def _engine(name: Runner) -> str | None:
    from gcr_analysis import running

    return {"fork": running.FORK, "stock": running.STOCK}[name]


def _in_short(reasons: Sequence[str]) -> str:
    more = len(reasons) - REASONS
    return "; ".join([*reasons[:REASONS], *([f"and {more} more"] if more > 0 else [])])


def _end(code: int) -> None:
    if code:
        raise typer.Exit(code)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise GcrError(f"parameter {text!r} is not NAME=VALUE")
    return name.strip(), value.strip()


def _outputs(folder: Path | None) -> Path:
    from gcr_analysis.running import project_root

    return folder or project_root() / "outputs"


def _site(folder: Path | None) -> Path:
    from gcr_analysis.running import project_root

    return folder or project_root() / "_site"
