"""`gcr new`: write the file to fill in, never over one that is there."""

import ast
import builtins
import keyword
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Annotated, Literal

import typer

from gcr_analysis.errors import GcrError
from gcr_analysis.folders import CHECKOUT

Kind = Literal["region", "indicator", "source"]

_TEMPLATES = files("gcr_analysis.cli").joinpath("templates")
_NEXT = {
    "region": "name its countries, then: gcr run --region {first}",
    "indicator": "fill in both, then: gcr indicators --region world --panel {panel}",
    "source": "fill in both, then: gcr own check {name}",
    "survey": "put the answers beside it and say what they mean, then: gcr own check {name}",
    "built-in": "fill in the first three, put a few rows of the source's file into the last, "
    "then: gcr data add {id} --from FILE",
}
LONGEST = 60


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
    """Write the files of a new region set, indicator or source.

    You then fill them in. A source of your own is a folder under own/.
    """
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
            raise GcrError(f"{from_here(path)} is there already: choose another name")
    for path, text in written.items():
        write_whole(text, path)
        typer.echo(f"wrote {from_here(path)}")
    first = from_here(next(iter(written)))
    typer.echo(_NEXT[what].format(first=first, panel=panel, name=name, id=_id(name)))


def contents(kind: Kind | Literal["survey", "built-in"], name: str, panel: str) -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of each file of a new *kind*.

    Raises
    ------
    GcrError
        When the name is not made of words and hyphens, or belongs to something that is declared.
    """
    from gcr_analysis import framework
    from gcr_analysis.running.paths import project_root
    from gcr_analysis.running.plan import checked_panel
    from gcr_analysis.snapshot import latest_year

    home = Path(str(files("gcr_analysis")))
    if kind in ("indicator", "built-in") and not CHECKOUT:
        raise GcrError(
            f"{_a(kind)} becomes a part of the package: clone its repository, and call this command there"
        )
    thing = "source" if kind in ("survey", "built-in") else kind
    words = {"name": checked_name(thing, name), "id": _id(name), "title": _title(name)}
    if kind == "region":
        _require_new_region(name)
        yield Path(f"{name}.yaml"), _filled("region.yaml", words)
    elif kind == "indicator":
        _require_free("indicator", words["id"], framework.indicators())
        chosen = checked_panel(panel)
        words["panel"] = chosen.id
        yield home / "framework/indicators" / f"{name}.yaml", _filled("indicator.yaml", words)
        yield home / "indicators" / chosen.indicators / f"{words['id']}.py", _function("indicator", words)
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
        _require_free("table", words["id"], framework.tables())
        words["year"] = str(latest_year())
        yield home / "framework/sources" / f"{name}.yaml", _filled("source.yaml", words)
        yield home / "framework/tables" / f"{name}.yaml", _filled("table.yaml", words)
        yield home / "sources" / f"{words['id']}.py", _function("source", words)
        yield project_root() / "tests/extracts" / name / "figures.csv", _filled("extract.csv", words)


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
    >>> checked_name("indicator", "Decent_Jobs")
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: 'Decent_Jobs' cannot name an indicator: use lower-case words joined by hyphens, such as decent-jobs
    """  # noqa: E501
    if _is_name(name):
        return name
    from slugify import slugify

    near = slugify(name, max_length=LONGEST, word_boundary=True)
    such_as = f", such as {near}" if _is_name(near) else ""
    length = f", {LONGEST} characters at most" if len(name) > LONGEST else ""
    raise GcrError(
        f"{name!r:.80} cannot name {_a(kind)}: use lower-case words joined by hyphens{length}{such_as}"
    )


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST and bool(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", text))


def _id(name: str) -> str:
    return name.replace("-", "_")


def _require_free(kind: str, name: str, taken: object) -> None:
    if name in taken:  # type: ignore[operator]
        raise GcrError(f"{kind} {name!r} is declared already: choose another name")


def _require_new_region(name: str) -> None:
    from gcr_analysis import geography

    for declared in geography.regions():
        if declared.id.lower() == name:
            raise GcrError(
                f"region {name!r} is declared already ({declared.title}): choose another name, or run it "
                f"with gcr run --region {declared.id}"
            )


def _function(kind: str, words: dict[str, str]) -> str:
    """Return the module of a new *kind*, whose function has its id as name.

    Raises
    ------
    GcrError
        When the id means something in Python or in the module.
    """
    text, name = _filled(f"{kind}.py.txt", words), words["id"]
    if not keyword.iskeyword(name) and not hasattr(builtins, name):
        imports = [each for each in ast.parse(text).body if isinstance(each, ast.Import | ast.ImportFrom)]
        if name not in {alias.asname or alias.name for each in imports for alias in each.names}:
            return text
    reason = f"{name} means something in Python"
    raise GcrError(f"{words['name']!r} cannot name {_a(kind)}, since {reason}: add another word")


def _filled(template: str, words: dict[str, str]) -> str:
    return Template(_TEMPLATES.joinpath(template).read_text(encoding="utf-8")).substitute(words)


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()
