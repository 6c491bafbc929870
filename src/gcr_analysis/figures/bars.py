"""Bars of several measures beside each other: the declaration that most figures of notes share."""

from collections.abc import Mapping, Sequence

import pandas as pd

from gcr_analysis.figures.specification import Column, Mark, Rows


def bars(
    data: pd.DataFrame,
    units: Mapping[str, str],
    *,
    label: str = "",
    tick: str = "",
    tick_label: str = "",
    colours: Sequence[str] = ("main", "quiet"),
    hollow: Mapping[str, str] | None = None,
    hollow_label: str = "",
) -> Rows:
    """Declare a row a place and a column of bars a measure.

    Parameters
    ----------
    data
        The data of the figure: names in its first column.
    units
        Columns to draw, from left to right, with their units.
    label
        What the key calls the bars of the first column, where they have a tick beside them.
    tick
        Column to draw as ticks on the first bars, such as figures of the year before.
    tick_label
        What the key calls the ticks.
    colours
        Names of the colours of the columns; the last one serves all others.
    hollow
        Columns that say where the bars of others are hollow.
    hollow_label
        What the key calls hollow bars.

    Examples
    --------
    >>> data = pd.DataFrame({"country": ["Chad"], "Refugees": [1.2e6], "Share": [3.4]})
    >>> [column.title for column in bars(data, {"Refugees": "persons", "Share": "percent"}).columns]
    ['Refugees', 'Share']
    """
    compared = bool(tick) and bool(data[tick].notna().any())
    columns = []
    for index, (name, unit) in enumerate(units.items()):
        first = compared and not index
        bar = Mark(
            shape="bar",
            field=name,
            colour=colours[min(index, len(colours) - 1)],
            label=label if first else "",
            hollow=(hollow or {}).get(name, ""),
            hollow_label=hollow_label if name in (hollow or {}) else "",
        )
        ticks = (Mark(shape="tick", field=tick, colour="accent", label=tick_label),) if first else ()
        columns.append(Column(title=name, unit=unit, marks=(bar, *ticks)))
    return Rows(names=str(data.columns[0]), columns=tuple(columns))
