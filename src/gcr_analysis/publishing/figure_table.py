"""The data of a figure as a table for readers."""

from typing import Any

from gcr_analysis.publishing.outputs import Figure, Table
from gcr_analysis.publishing.text import amount

_YEARS = {"year", "change_to"}
"""Columns that always hold years, whose digits stand together; a figure names its others (`years`)."""
_CODES = {"iso3"}
"""Columns that a reader does without, where the name stands beside them."""


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
    kept = [
        index for index, name in enumerate(figure.columns) if name not in _CODES or len(figure.columns) == 1
    ]
    names, years = [figure.columns[index] for index in kept], _YEARS.union(figure.years)
    return Table(
        id=f"data-of-{figure.id}",
        title=figure.subtitle or figure.title,
        columns=tuple(name[:1].upper() + name[1:].replace("_", " ") for name in names),
        rows=tuple(
            tuple(_cell(row[index], name in years) for index, name in zip(kept, names, strict=True))
            for row in figure.rows
        ),
    )


def _cell(value: Any, is_year: bool) -> str:
    if value is None:
        return "no figure"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(int(value)) if is_year else amount(value)
    return str(value)
