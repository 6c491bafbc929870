"""The data of a figure as a table for readers."""

from math import inf
from typing import Any, get_args

from gcr_analysis.briefing.measures_table import status_in_words
from gcr_analysis.figures.specification import Map
from gcr_analysis.framework.languages import ENGLISH, language, missing, spoken, word, words
from gcr_analysis.framework.models import Status
from gcr_analysis.publishing.outputs import Figure, Table
from gcr_analysis.publishing.text import amount, in_alphabet

_YEARS = {"year", "change_to"}
"""Columns that always hold years, whose digits stand together; a figure names its others (`years`)."""
_CODES = {"iso3"}
"""Columns that a reader does without, where the name stands beside them."""
_DRAWING = {"bar", "class", "displaced_point", "many deaths", "point", "unjudged", "worst_tenth"}
"""Columns that only say how a row is drawn: English tables have them, those of other languages do not."""
_STATUSES = {*get_args(Status), "progress", "regress", "stalled", "insufficient data"}
HEADS = {
    *(
        "age",
        "change",
        "change_to",
        "condition",
        "country",
        "high",
        "level",
        "low",
        "measure",
        "moved",
        "pair",
    ),
    *("percentile", "reading", "row", "unit", "value", "written", "year"),
}
"""Columns whose names are ids, each with a message; the names of others are words for readers already."""


def data_table(figure: Figure) -> Table:
    """Return the data of a figure as readers see a table: names first, numbers with their thousands apart.

    Parameters
    ----------
    figure
        The figure.

    Examples
    --------
    >>> from gcr_analysis.figures.specification import Map
    >>> hosts = Figure(
    ...     id="map",
    ...     title="Where refugees live",
    ...     alt="A map",
    ...     columns=("iso3", "country", "value"),
    ...     rows=(("TCD", "Chad", 1500000), ("TGO", "Togo", None)),
    ...     drawing=Map(unit="persons", frame=None, legend="Refugees", asked=(), labelled={}),
    ... )
    >>> data_table(hosts).columns, data_table(hosts).rows
    (('Country', 'Value'), (('Chad', '1,500,000'), ('Togo', 'no figure')))
    """
    without = _CODES if language() == ENGLISH else _CODES | _DRAWING
    kept = [
        index for index, name in enumerate(figure.columns) if name not in without or len(figure.columns) == 1
    ]
    names, years = [figure.columns[index] for index in kept], _YEARS.union(figure.years)
    rows = _largest_first(figure) if isinstance(figure.drawing, Map) else figure.rows
    return Table(
        id=f"data-of-{figure.id}",
        title=figure.subtitle or figure.title,
        columns=tuple(map(_head, names)),
        rows=tuple(
            tuple(
                _unit(row[index]) if name == "unit" else _cell(row[index], name in years)
                for index, name in zip(kept, names, strict=True)
            )
            for row in rows
        ),
    )


def _largest_first(figure: Figure) -> list[tuple[Any, ...]]:
    """Return the rows of a map, the largest value first; by name where values are alike or missing."""
    name, value = (figure.columns.index(each) for each in ("country", "value"))
    rows = sorted(figure.rows, key=lambda row: in_alphabet(str(row[name])))
    return sorted(rows, key=lambda row: -inf if row[value] is None else row[value], reverse=True)


def _head(name: str) -> str:
    return _said(f"column_{name}") if name in HEADS else name[:1].upper() + name[1:].replace("_", " ")


def _unit(name: Any) -> str:
    return word("unit_names", name, name) if isinstance(name, str) else _cell(name, is_year=False)


def _said(name: str) -> str:
    """A message of pages without slots."""
    messages = words("sentences", "pages.yaml")
    if name not in messages:
        raise missing("sentences/pages.yaml", name)
    return str(messages[name])


def _cell(value: Any, is_year: bool) -> str:
    if value is None:
        return spoken().numbers.missing
    if isinstance(value, bool):
        return _said("cell_yes" if value else "cell_no")
    if isinstance(value, int | float):
        return str(int(value)) if is_year else amount(value)
    return status_in_words(value) if value in _STATUSES else str(value)
