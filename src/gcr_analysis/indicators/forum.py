"""On the way to the next Global Refugee Forum: pledges at each count, goals, and the time that is left.

Pledges are no figures of a region, so that they are no measures of a panel: they are counted once, as
published. Early counts of their stages are shares of the updates that had come in, later ones of all pledges:
these are two series.
"""

from typing import Any

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.errors import GcrError
from gcr_analysis.indicators.asked import check_year
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.published import carried, period
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.questions import question

PACES = {
    "resettled_by_2028": ("pace_to_target", "pace_to_target_departures"),
    "pathways_by_2028": ("pace_to_pathways_2028",),
    "solutions_by_2030": ("pace_to_solutions", "pace_to_solutions_departures"),
    "pathways_by_2030": ("pace_to_pathways_2030",),
}
"""Measures of what is needed a year for each published goal."""
IN_WORDS = {"two-thirds": 200 / 3}  # percent


@question
def pledges() -> pd.DataFrame:
    """What was pledged at each Forum, and the stage of the pledges at each count.

    Returns
    -------
    DataFrame
        A row a count, by Forum, date and stage: ``forum``, ``date`` (YYYY-MM), ``stage``, ``value``
        (pledges, or percent where ``of`` says of what), ``of`` (``pledges`` or ``updates``, empty for a
        number), ``precision``, ``status`` (``published``), ``reason`` (the period, who published it and who
        carried it) and ``figure`` (the row of the table ``published_values``).

    Examples
    --------
    >>> made = pledges().query("stage == 'made'")
    >>> made[["forum", "date", "value"]].values.tolist()[-2:]
    [['forum-2023', '2024-03', 1700.0], ['since-2019', '2025-12', 3400.0]]
    """
    figures = {each.id: each for each in load("published_values").itertuples()}
    rows = [
        {
            "forum": forum.id,
            "date": count.date,
            "stage": count.stage,
            "value": _value(figures[count.figure]),
            "of": count.of or "",
            "precision": str(figures[count.figure].precision),
            "status": "published",
            "reason": _said(figures[count.figure]),
            "figure": count.figure,
        }
        for forum in framework.forums().values()
        for count in forum.counts
    ]
    order = {id: n for n, id in enumerate(framework.forums())}
    table = pd.DataFrame(rows).sort_values(
        ["forum", "date", "stage"], key=lambda column: column.map(order) if column.name == "forum" else column
    )
    return table.reset_index(drop=True)


@question
def years_to_next(year: int) -> float:
    """Years from the end of a year to the end of the month of the next Forum.

    Parameters
    ----------
    year
        A year of the data.

    Raises
    ------
    GcrError
        When no Forum is declared after that year.

    Examples
    --------
    >>> years_to_next(2025)
    2.0
    """
    end = 12 * check_year(year) + 12
    months = [12 * int(each.date[:4]) + int(each.date[5:]) for each in framework.forums().values()]
    titled = [forum.id.startswith("forum-") for forum in framework.forums().values()]
    ahead = [month - end for month, one in zip(months, titled, strict=True) if one and month > end]
    if not ahead:
        raise GcrError(f"no Forum after {year} is declared: add it to framework/forums.yaml")
    return min(ahead) / 12


@question
def goals(year: int) -> pd.DataFrame:
    """Published goals, what is still needed a year for each, and the time that is left.

    Parameters
    ----------
    year
        A year of the data.

    Returns
    -------
    DataFrame
        A row a goal and measure: ``target``, ``indicator``, ``goal`` (persons), ``by`` (its last year),
        ``years_left`` after the figure's own year, ``value_year``, ``needed`` (persons a year), ``status``
        and ``reason``; ``forum`` is the next Forum's date.

    Examples
    --------
    >>> rows = goals(2025).set_index("indicator")
    >>> rows.loc["pace_to_target", ["needed", "years_left", "forum"]].astype(str).tolist()
    ['85698.0', '3', '2027-12']
    """
    ahead = next(forum for forum in framework.forums().values() if forum.ahead)
    rows = []
    for id, target in framework.targets().items():
        for measure in PACES[id]:
            found = indicator(measure, "world", check_year(year)).iloc[0]
            rows.append(
                {
                    "target": id,
                    "indicator": measure,
                    "goal": target.value,
                    "by": target.by,
                    "years_left": target.by - int(found["value_year"]),
                    "value_year": int(found["value_year"]),
                    "needed": found["value"],
                    "status": found["status"],
                    "reason": found["reason"],
                    "forum": ahead.date,
                }
            )
    return pd.DataFrame(rows)


def _value(figure: Any) -> float:
    """Value of a published figure, a share in words as percent."""
    return IN_WORDS.get(str(figure.value_text)) or float(figure.value)


def _said(figure: Any) -> str:
    return f"Published {period(figure)} by {figure.publication}{carried(figure)}"
