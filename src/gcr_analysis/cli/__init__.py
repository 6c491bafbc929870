"""The command `gcr`: each subcommand is a few lines that call the package."""

import gc
import os
import sys
from pathlib import Path

import typer

from gcr_analysis.cli import comparing, data, export, listing, making, new, own
from gcr_analysis.cli.app import App
from gcr_analysis.errors import GcrError
from gcr_analysis.framework.own_folders import VARIABLE, folders, place

FAILED, WRONG_INPUT = 1, 2

app = App(
    name="gcr",
    help="Measure the Global Compact on Refugees: figures, briefing notes and a site, for any countries.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        import gcr_analysis

        print(f"gcr {gcr_analysis.__version__}")
        raise typer.Exit


@app.callback()
def gcr(
    context: typer.Context,
    version: bool = typer.Option(
        False, "--version", callback=version, is_eager=True, help="Print the version and end."
    ),
) -> None:
    """Print help when there is nothing else to do."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


for command in (making.init, making.site, making.run, making.publish, making.preview):
    app.command()(command)
for command in (listing.indicators, comparing.compare, listing.chart, listing.regions, listing.panels):
    app.command()(command)
for command in (listing.sources, listing.validate):
    app.command()(command)
app.add_typer(data.app, name="data")
app.add_typer(own.app, name="own")
app.command()(export.export)
app.command()(new.new)


def main(arguments: list[str] | None = None) -> None:
    """Run the command and end the process with its code.

    0 when all went well, 1 when a note failed or a check found something, 2 when the input was wrong or a
    service did not answer, which is one line on standard error, 3 when a refresh found nothing new.
    """
    alone = arguments is None
    if alone:
        # Imports make many objects that stay. Looking through them for what can go, again and again and once
        # more at the end, takes half as long as importing pandas.
        gc.set_threshold(100_000)
    code = _code(arguments)
    if alone:
        gc.freeze()
    sys.exit(code)


def _code(arguments: list[str] | None) -> int:
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # it looks for them in every installed package
    if named := os.environ.get(VARIABLE):  # as seen from here, which is not where kernels run
        os.environ[VARIABLE] = str(Path(named).absolute())
    try:
        code = app(arguments, prog_name="gcr", standalone_mode=False)
        sys.stdout.flush()
        _name_drafts()
    except GcrError as error:
        return _refuse(str(error))
    except typer.TyperException as error:
        return _refuse(error.format_message().replace("Value error, ", ""))
    except BrokenPipeError:
        # `gcr regions | head` has what it wants; Python must not flush the rest into nothing at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    return code or 0


def _name_drafts() -> None:
    """Name the own sources that the command left out since nobody has filled them in yet."""
    if "gcr_analysis.framework.read" not in sys.modules:  # nor is it imported to find that out
        return
    from gcr_analysis import framework

    if not framework.looked_for_own():
        return
    for name, draft in framework.own_drafts().items():
        told = f"note: own source {name} is a draft and left out: {draft} (gcr own check {name})"
        print(told, file=sys.stderr)
    root = place() if os.environ.get(VARIABLE) else None
    if root and any(root.iterdir()) and not folders(root):
        print(f"note: no own source in {root}, which {VARIABLE} names", file=sys.stderr)


def _refuse(message: str) -> int:
    print("gcr: " + " ".join(message.split()), file=sys.stderr)
    return WRONG_INPUT
