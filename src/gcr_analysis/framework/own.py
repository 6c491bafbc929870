"""Sources of an analyst's own: what a folder under `own/` declares, checked before anything uses it.

A folder holds a ``source.yaml`` and the file that it names: a table of figures by country and year, or the
answers of a survey. What is declared here stands beside what the project declares, and never in its place.
"""

import os
import re
from collections.abc import Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework.fitting import fitting, mapping
from gcr_analysis.framework.models import Direction, Indicator, Panel, Source
from gcr_analysis.framework.own_folders import SOURCE, VARIABLE, folders, place
from gcr_analysis.framework.own_models import (
    About,
    Among,
    Entry,
    Figures,
    OwnMeasure,
    OwnSource,
    Survey,
    SurveyMeasure,
)

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

TEMPLATES_TITLES = ("Name of the dataset", "Name of the survey")
"""Titles that `gcr new source` writes, for the user to put their own in their place."""

D = TypeVar("D", bound="Entry")
Stamp = tuple[str, int, int, int]


class DraftError(GcrError):
    """An own source that is not filled in yet.

    Parameters
    ----------
    lines
        What is left to fill in, one line each.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        super().__init__(lines[0])


def unfilled(folder: Path) -> list[str]:
    """Say what is left to fill in of an own source, one line each; nothing of one that is no draft.

    A draft is what `gcr new source` wrote and nobody has filled in yet: its title, its file, or both.
    """
    if not (folder / SOURCE).exists():
        return [f"there is no {shown(folder / SOURCE)}: gcr new source {folder.name} writes one"]
    where, entry = shown(folder / SOURCE), _mapping(folder / SOURCE)
    if not entry:
        return [f"{where} is empty: write producer, title and the rest, a line each"]
    lines = []
    if entry.get("title") in TEMPLATES_TITLES:
        lines.append(f"{where}: title is still {entry['title']!r}: write what it is called")
    part = entry.get("figures") or entry.get("survey")
    name = part.get("file") if isinstance(part, dict) else None
    if not isinstance(name, str):
        return lines
    file = folder / name
    others = {path.name for path in folder.iterdir() if not path.name.startswith(".")} - {SOURCE}
    if not file.exists() and not others:
        lines.append(f"there is no {shown(file)}: put it there, or mend file in {SOURCE} beside it")
    elif file.suffix.lower() == ".csv" and file.is_file() and _only_header(file):
        lines.append(f"{shown(file)} has no row below its header: add one a figure")
    return lines


def _only_header(file: Path) -> bool:
    with file.open("rb") as content:
        return sum(1 for line in islice(filter(bytes.strip, content), 2)) < 2


def read_folder(
    folder: Path,
    declared: Mapping[str, Indicator],
    panels: Mapping[str, Panel],
    taken: Mapping[str, Source],
) -> OwnSource:
    """Read what one folder declares.

    Parameters
    ----------
    folder
        The folder; its name becomes the id of the source.
    declared, panels, taken
        The project's own measures, panels and sources.

    Raises
    ------
    DraftError
        When it is not filled in yet.
    GcrError
        One line that says what is wrong with its ``source.yaml``.
    """
    where = shown(folder / SOURCE)
    name = folder.name
    if not _SLUG.fullmatch(name):
        raise GcrError(f"folder {name!r} cannot name a source: use lower-case words joined by hyphens")
    if name in taken:
        raise GcrError(f"folder {name!r} has the name of a declared source: choose another")
    if left := unfilled(folder):
        raise DraftError(left)
    entry = _mapping(folder / SOURCE)
    parts = [part for part in ("figures", "survey") if entry.get(part) is not None]
    if len(parts) != 1:
        raise GcrError(f"{where} needs figures or survey, and not both: gcr new source writes either")
    about = {key: value for key, value in entry.items() if key not in ("figures", "survey")}
    known = (*About.model_fields, "figures", "survey")
    source = Source(id=name, extract="", **fitting(About, about, where, known).model_dump())
    [part] = parts
    block = entry[part]
    if isinstance(block, dict) and isinstance(block.get("measures"), list):
        kind = OwnMeasure if part == "figures" else SurveyMeasure
        measures = [
            _measure(kind, each, f"{where}: {part}, measure {n}")
            for n, each in enumerate(block["measures"], 1)
        ]
        block = {**block, "measures": tuple(measures)}
    made = fitting(Figures if part == "figures" else Survey, block, f"{where}: {part}")
    if not made.measures:
        raise GcrError(f"{where}: {part} names no measure: add one under measures")
    _require_inside(made.file, where)
    indicators = tuple(
        _indicator(each, source, declared, panels, f"{where}: measure {each.key}") for each in made.measures
    )
    twice = {i.id for i in indicators if sum(i.id == other.id for other in indicators) > 1}
    if twice:
        raise GcrError(f"{where} declares {', '.join(sorted(twice))} twice: name each measure once")
    return OwnSource(
        folder=folder,
        source=source,
        figures=made if isinstance(made, Figures) else None,
        survey=made if isinstance(made, Survey) else None,
        indicators=indicators,
    )


def shown(path: Path) -> str:
    """Write a path of an own source short, wherever the folder lies.

    >>> shown(Path("/home/me/own/labour/source.yaml"))
    'own/labour/source.yaml'
    """
    return "/".join(path.parts[-3:])


def _mapping(path: Path) -> dict[str, Any]:
    where = shown(path)
    try:
        content = path.read_bytes()
        return mapping(content, where, "producer, title and the rest") if _says_anything(content) else {}
    except FileNotFoundError:
        raise GcrError(f"there is no {where}: gcr new source {path.parent.name} writes one") from None
    except OSError as error:
        raise GcrError(f"{where} cannot be read: {error.strerror}") from error


def _says_anything(content: bytes) -> bool:
    """Whether any line of a YAML file is more than a comment."""
    return any(line.strip() and not line.strip().startswith(b"#") for line in content.splitlines())


def _measure(kind: type[D], entry: Any, where: str) -> D:
    if isinstance(entry, dict) and isinstance(entry.get("among"), dict):
        entry = {**entry, "among": fitting(Among, entry["among"], f"{where}, among")}
    return fitting(kind, entry, where)


def _require_inside(name: str, where: str) -> None:
    if Path(name).name != name:
        raise GcrError(f"{where}: file {name!r} is not in the folder: give a name without folders")


def _indicator(
    measure: OwnMeasure | SurveyMeasure,
    source: Source,
    declared: Mapping[str, Indicator],
    panels: Mapping[str, Panel],
    where: str,
) -> Indicator:
    """Make the indicator that stands for a measure, as if the project had declared it."""
    if (measure.of is None) == (measure.id is None):
        raise GcrError(f"{where} needs of (a declared measure) or id (a new one), and not both")
    for name in (measure.of, measure.beside):
        if name is not None and name not in declared:
            raise UnknownNameError(f"measure in {where}", name, declared)
    made = _beside(measure, declared, source, where) if measure.of else _new(measure, panels, where)
    if made["id"] in declared:
        raise GcrError(f"{where}: {made['id']} is declared already: write of instead of id, or another id")
    if isinstance(measure, SurveyMeasure):
        who = measure.among.who if measure.among else "all who were asked"
        made["definition"] += f", by a survey ({source.title}), of {who}"
    return Indicator(**made, own=source.id)


def _beside(
    measure: OwnMeasure | SurveyMeasure, declared: Mapping[str, Indicator], source: Source, where: str
) -> dict[str, Any]:
    assert measure.of is not None
    for name in ("panel", "unit", "direction", "beside"):
        if getattr(measure, name, None) is not None:
            raise GcrError(
                f"{where}: {name} is that of {measure.of}: leave it out, or write id instead of of"
            )
    main = declared[measure.of]
    survey = isinstance(measure, SurveyMeasure)
    if survey and main.unit != "percent":
        raise GcrError(f"{where} is counted in {main.unit}, and a survey gives a percentage: write a new id")
    return {
        "id": f"{measure.of}_{source.id.replace('-', '_')}",
        "panel": main.panel,
        "title": measure.title or f"{main.title}, by {source.title if survey else source.producer}",
        "definition": measure.definition or (main.title if survey else main.definition.partition(";")[0]),
        "unit": main.unit,
        # An estimate is shown with its interval or not at all: pages on an indicator have no room for that.
        "gcr_code": None if survey else main.gcr_code,
        **_kind(measure, main.direction, main.additive),
    }


def _new(measure: OwnMeasure | SurveyMeasure, panels: Mapping[str, Panel], where: str) -> dict[str, Any]:
    survey = isinstance(measure, SurveyMeasure)
    needed = ("panel", "title", "definition") + (() if survey else ("unit", "direction", "region"))
    for name in needed:
        if getattr(measure, name) is None:
            raise GcrError(f"{where} is new and has no {name}: add it")
    if measure.panel not in panels:
        raise UnknownNameError(f"panel in {where}", str(measure.panel), panels)
    return {
        "id": measure.id,
        "panel": measure.panel,
        "title": measure.title,
        "definition": measure.definition,
        "unit": "percent" if isinstance(measure, SurveyMeasure) else measure.unit,
        **_kind(measure, getattr(measure, "direction", None) or "neutral", additive=False),
    }


def _kind(measure: OwnMeasure | SurveyMeasure, direction: Direction, additive: bool) -> dict[str, Any]:
    """What differs: estimates are of one country, and no change is read between two without a test."""
    if isinstance(measure, SurveyMeasure):
        why = "A survey speaks for the country in which it asked"
        return {"direction": "neutral", "status": "estimate", "only_for": ("country",), "why_not": why}
    added = measure.region == "sum" if measure.region else additive
    return {"direction": direction, "additive": added}


def stamps(root: Path | None) -> tuple[Stamp, ...]:
    """What differs after any file of the own sources below *root* was written again."""
    if root is None:
        return ()
    files = sorted(path for folder in folders(root) for path in folder.iterdir() if path.is_file())
    states = [(path, path.stat()) for path in files]
    return tuple((str(path), s.st_ino, s.st_size, s.st_mtime_ns) for path, s in states)


@cache
def first_seen(variable: str | None) -> tuple[Stamp, ...]:
    """Return the stamps of the own sources as they were when this process first looked."""
    return stamps(place())


def is_as_read() -> bool:
    """Whether the own sources are those that this process read, or the process that forked it.

    Examples
    --------
    >>> _ = first_seen(os.environ.get(VARIABLE))
    >>> is_as_read()
    True
    """
    try:
        return stamps(place()) == first_seen(os.environ.get(VARIABLE))
    except (GcrError, OSError):
        return False
