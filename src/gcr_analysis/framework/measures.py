"""Read and check declared measures, and put those that the table of a note shows in its order."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework.fitting import fitting
from gcr_analysis.framework.models import Declaration, Indicator, Panel, Row

_WHERE_DECLARED = {
    "unit": "declare it in framework/units.yaml",
    "series of breaks": "name it at a break in framework/breaks.yaml",
}


class _File(Declaration):
    panel: str
    indicators: tuple[Any, ...]


def measures_in(entry: dict[str, Any], where: str, panels: Collection[str]) -> Iterator[Indicator]:
    """Read the measures that one file declares.

    Parameters
    ----------
    entry
        The content of the file: a panel and its indicators.
    where
        The file, as a message names it.
    panels
        Ids of the panels that there are.

    Raises
    ------
    GcrError
        When the panel is unknown or an entry does not have the shape of a measure.

    Examples
    --------
    >>> entry = {"id": "pupils", "title": "Pupils", "definition": "Pupils", "unit": "persons",
    ...          "direction": "up", "row": "results"}
    >>> file = {"panel": "self-reliance", "indicators": [entry]}
    >>> [pupils] = measures_in(file, "pupils.yaml", ["self-reliance"])
    >>> pupils.row.group, pupils.row.always
    ('results', False)
    """
    file = fitting(_File, entry, where)
    if file.panel not in panels:
        raise UnknownNameError(f"panel in {where}", file.panel, panels)
    for number, written in enumerate(file.indicators, 1):
        name = written.get("id") if isinstance(written, dict) else None
        yield _measure(written, f"{where}: {name or f'indicator {number}'}", file.panel)


def check_measures(
    declared: Mapping[str, Indicator], files: Mapping[str, str], known: Mapping[str, Collection[str]]
) -> None:
    """Check that every name that a measure takes from another declaration is declared there.

    Parameters
    ----------
    declared
        The measures by id.
    files
        The file that declares each, as a message names it.
    known
        Names that are declared elsewhere, by what they are: ``unit``, ``table``, ``revised series``,
        ``series of breaks``, ``break``, and ``group of PANEL`` for the table of each panel's note.

    Raises
    ------
    UnknownNameError
        For the first name that is not declared.
    GcrError
        When rows follow each other in a circle.
    """
    for measure in declared.values():
        for kind, name, names in _names(measure, declared, known):
            if name not in names:
                of = f"{kind} of {measure.id} in {files[measure.id]}"
                raise UnknownNameError(of, name, names, _WHERE_DECLARED.get(kind, ""))
    rows = {measure.id for measure in declared.values() if measure.row}
    if circle := rows - {measure.id for measure in _followed(declared.values())}:
        first = min(circle)
        raise GcrError(f"{files[first]}: the row of {first} follows itself: leave out one after")


def in_order(panel: Panel, declared: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Return the measures with a row in the table of a panel's note, in the order of the table.

    That is the order of groups, within a group the order of declaration, but for rows that follow another.
    """
    rows = [measure for measure in _followed(declared) if measure.panel == panel.id]
    return tuple(sorted(rows, key=lambda measure: panel.table.groups.index(_group(measure))))


def _measure(written: Any, where: str, panel: str) -> Indicator:
    if isinstance(written, dict) and isinstance(written.get("row"), dict):
        written = written | {"row": fitting(Row, written["row"], f"{where}, row")}
    known = [name for name in Indicator.model_fields if name not in ("panel", "own")]
    return fitting(Indicator, written, where, known, panel=panel)


def _names(
    measure: Indicator, declared: Mapping[str, Indicator], known: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, str, Collection[str]]]:
    """Yield each name that a measure takes from elsewhere: what it is, the name, and all that it can be."""
    taken = {
        "unit": (measure.unit,),
        "table": measure.tables,
        "revised series": (measure.revises, measure.share_of),
        "series of breaks": measure.breaks,
        "break": measure.not_broken_by,
    }
    for kind, names in taken.items():
        yield from ((kind, name, known[kind]) for name in names if name is not None)
    if measure.pairs is not None:
        yield from (
            ("table", name, known["table"]) for name in (measure.pairs.table, measure.pairs.cases) if name
        )
    of_measures = {
        "count of persons": measure.rests_on,
        "numerator": measure.numerator,
        "volume": measure.shape_of,
        "variant": measure.variant,
    }
    yield from ((kind, name, declared) for kind, name in of_measures.items() if name is not None)
    if row := measure.row:
        yield "group of the row", row.group, known[f"group of {measure.panel}"]
        if row.stands_in is not None:
            yield "measure that stands in for that", row.stands_in, declared
        if row.after is not None:
            here = (measure.panel, row.group)
            yield (
                "row before that",
                row.after,
                [m.id for m in declared.values() if (m.panel, _group(m)) == here],
            )


def _followed(declared: Iterable[Indicator]) -> Iterator[Indicator]:
    """Yield the measures with a row, each with those that follow it; none that follows itself."""
    rows = [measure for measure in declared if measure.row]

    def below(above: str | None) -> Iterator[Indicator]:
        for measure in rows:
            if measure.row and measure.row.after == above:
                yield measure
                yield from below(measure.id)

    return below(None)


def _group(measure: Indicator) -> str:
    return measure.row.group if measure.row else ""
