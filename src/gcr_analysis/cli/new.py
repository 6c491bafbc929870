"""`gcr new`: write the file to fill in, never over one that is there."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Annotated, Literal

import typer

from gcr_analysis.errors import GcrError

Kind = Literal["region", "indicator", "source"]

_TEMPLATES = files("gcr_analysis.cli").joinpath("templates")
_NEXT = {
    "region": "name its countries, then: gcr run --region {first}",
    "indicator": "fill in both, then: gcr indicators --region world --panel {panel}",
    "source": "fill in both, then: gcr own check {name}",
    "survey": "put the answers beside it and say what they mean, then: gcr own check {name}",
    "built-in": "fill in all three, then: gcr data build --from DIR",
}


def new(
    kind: Annotated[Kind, typer.Argument(metavar="region|indicator|source", help="What to begin.")],
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Its name: lower-case words joined by hyphens.")
    ],
    panel: Annotated[
        str, typer.Option("--panel", metavar="PANEL", help="The panel that a new indicator belongs to.")
    ] = "host-country-burden",
    survey: Annotated[
        bool, typer.Option("--survey", help="A source with the answers of a survey, not with figures.")
    ] = False,
    built_in: Annotated[
        bool, typer.Option("--built-in", help="A source for everybody, which becomes part of the snapshot.")
    ] = False,
) -> None:
    """Write the files to fill in for a region set, an indicator, or a source of your own under own/."""
    from gcr_analysis.running.outputs import write_whole
    from gcr_analysis.running.paths import from_here

    if (survey or built_in) and kind != "source":
        raise GcrError(f"--{'survey' if survey else 'built-in'} is for a source: leave it out")
    if survey and built_in:
        raise GcrError("a survey cannot be built in: leave --survey or --built-in out")
    what: Kind | Literal["survey", "built-in"] = "survey" if survey else "built-in" if built_in else kind
    written = dict(contents(what, name, panel))
    for path in written:
        if path.exists():
            raise GcrError(f"{path} is there already: choose another name")
    for path, text in written.items():
        write_whole(text, path)
        typer.echo(f"wrote {from_here(path)}")
    typer.echo(_NEXT[what].format(first=from_here(next(iter(written))), panel=panel, name=name))


def contents(kind: Kind | Literal["survey", "built-in"], name: str, panel: str) -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of each file of a new *kind*.

    Raises
    ------
    GcrError
        When the name is not made of words and hyphens, or belongs to something that is declared.
    """
    from gcr_analysis import framework
    from gcr_analysis.running.plan import checked_panel
    from gcr_analysis.snapshot import latest_year

    home = Path(str(files("gcr_analysis")))
    thing = "source" if kind in ("survey", "built-in") else kind
    words = {"name": checked_name(thing, name), "id": name.replace("-", "_"), "title": _title(name)}
    if kind == "region":
        yield Path(f"{name}.yaml"), _filled("region.yaml", words)
    elif kind == "indicator":
        _require_free("indicator", words["id"], framework.indicators())
        chosen = checked_panel(panel)
        words["panel"] = chosen.id
        yield home / "framework/indicators" / f"{name}.yaml", _filled("indicator.yaml", words)
        yield (
            home / "indicators" / chosen.indicators / f"{words['id']}.py",
            _filled("indicator.py.txt", words),
        )
    elif kind in ("source", "survey"):
        folder = _own_place() / name
        if not folder.exists():
            _require_free("source", name, framework.sources())
        words["year"] = str(latest_year())
        yield (
            folder / "source.yaml",
            _filled("own-survey.yaml" if kind == "survey" else "own-figures.yaml", words),
        )
        if kind == "source":
            yield folder / "figures.csv", "iso3,year,value,low,high,status\n"
    else:
        _require_free("source", name, framework.sources())
        yield home / "framework/sources" / f"{name}.yaml", _filled("source.yaml", words)
        yield home / "framework/tables" / f"{name}.yaml", _filled("table.yaml", words)
        yield home / "sources" / f"{words['id']}.py", _filled("source.py.txt", words)


def _own_place() -> Path:
    """Where own sources are, or will be."""
    from gcr_analysis.framework import own
    from gcr_analysis.running.paths import project_root

    return own.place() or project_root() / "own"


def checked_name(kind: str, name: str) -> str:
    """Return *name* when it can be the name of a file, a module and an address.

    Examples
    --------
    >>> checked_name("region", "lake-chad")
    'lake-chad'
    >>> checked_name("region", "../lake")
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: '../lake' cannot name a region: use lower-case words joined by hyphens
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) or len(name) > 60:
        raise GcrError(f"{name!r} cannot name a {kind}: use lower-case words joined by hyphens")
    return name


def _require_free(kind: str, name: str, taken: object) -> None:
    if name in taken:  # type: ignore[operator]
        raise GcrError(f"{kind} {name!r} is declared already: choose another name")


def _filled(template: str, words: dict[str, str]) -> str:
    return Template(_TEMPLATES.joinpath(template).read_text(encoding="utf-8")).substitute(words)


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()
