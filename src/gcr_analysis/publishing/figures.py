"""A figure on a page: the files beside it, and the table that says the same."""

from collections.abc import Callable, Iterable
from typing import Any

from gcr_analysis.briefing import display
from gcr_analysis.exports import csv_text
from gcr_analysis.publishing.kept import Kept
from gcr_analysis.publishing.outputs import Figure, Table
from gcr_analysis.publishing.text import amount

DRAWINGS = "drawings"
"""Folder of the pictures without words, below that of the page."""
_WORDS = "figure.json"
"""What a kept figure says, beside its files."""
_YEARS = {"year", "change_to"}
"""Columns that always hold years, whose digits stand together; a figure names its others (`years`)."""
_CODES = {"iso3"}
"""Columns that a reader does without, where the name stands beside them."""


def figure_files(figure: Figure, png: bytes, drawing: bytes) -> dict[str, bytes]:
    """Return the files of a figure by name: its picture, its drawing without words, its data.

    Parameters
    ----------
    figure
        The figure.
    png, drawing
        The whole picture, and what lies between its words.
    """
    return {
        f"{figure.id}.png": png,
        f"{DRAWINGS}/{figure.id}.png": drawing,
        f"{figure.id}.csv": csv_text(figure.columns, figure.rows).encode(),
    }


def for_page(
    kept: Kept, *made_from: object, draw: Callable[[], Iterable[display.Figure | None]]
) -> list[tuple[Figure, dict[str, bytes]]]:
    """Return figures for a page of the site as its template takes them, each with its files by name.

    Parameters
    ----------
    kept
        What earlier publishings drew.
    made_from
        What *draw* uses, as for `Kept.files`.
    draw
        Returns the figures; None stands where there is too little to draw.
    """

    def make() -> dict[str, bytes]:
        made = {}
        for figure in filter(None, draw()):
            told = Figure.model_validate(figure.as_dict())
            made[f"{figure.id}/{_WORDS}"] = told.model_dump_json().encode()
            files = figure_files(told, figure.png, told.drawing(figure.png))
            made |= {f"{figure.id}/{name}": content for name, content in files.items()}
        return made

    found = kept.files("figures", made_from, make=make)
    told = [Figure.model_validate_json(content) for name, content in found.items() if name.endswith(_WORDS)]
    return [
        (
            figure,
            {
                name.removeprefix(f"{figure.id}/"): content
                for name, content in found.items()
                if name.startswith(f"{figure.id}/") and not name.endswith(_WORDS)
            },
        )
        for figure in told
    ]


def data_table(figure: Figure) -> Table:
    """Return the data of a figure as readers see a table: names first, numbers with their thousands apart.

    Parameters
    ----------
    figure
        The figure.

    Examples
    --------
    >>> hosts = Figure(
    ...     id="map",
    ...     title="Where refugees live",
    ...     alt="A map",
    ...     columns=("iso3", "country", "value"),
    ...     rows=(("TCD", "Chad", 1500000), ("TGO", "Togo", None)),
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
