"""The conditions of each country as a profile: value, place among the world's countries, five-year change.

There is no index that makes one number of them. Who wants ranks gets them from `condition_ranks`, under many
weightings of the conditions at once.
"""

from collections.abc import Sequence
from functools import cache, partial

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.geography import country_name
from gcr_analysis.indicators.arrays import codes, frame, position, previous
from gcr_analysis.indicators.return_conditions.conditions import VALUES, governance, latest, latest_of
from gcr_analysis.methods.ranks import DRAWS, rank_intervals
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot.questions import question

SPAN = 5  # years over which a change is read
# A change is read within one edition: what came with the later one has a value and a place only.
COMPARABLE = {
    "political_stability": partial(governance, "political_stability", edition="2023"),
    "rule_of_law": partial(governance, "rule_of_law", edition="2023"),
}
COLUMNS = ["origin", "name", "condition", "value", "value_year", "percentile", "change", "change_to"]


@question
def profile(origins: Sequence[str], year: int) -> pd.DataFrame:
    """Conditions of some countries in a year, or in the last year with a figure within three.

    Parameters
    ----------
    origins
        ISO3 codes.
    year
        The year asked for.

    Returns
    -------
    DataFrame
        A row a country and condition, in the order of *origins* and of the conditions: ``origin``, ``name``,
        ``condition`` (id of its indicator), ``value`` (in its unit), ``value_year``, ``percentile``
        (`world_percentile`), ``change`` (over five years, in its unit; missing where there is none, and of a
        growth rate) and ``change_to`` (the year in which these five years end). Missing values are missing,
        not zero.

    Examples
    --------
    >>> rows = profile(["UKR"], 2024).set_index("condition")
    >>> rows.loc["conflict_deaths_per_100000", ["value", "percentile"]].round().tolist()
    [180.0, 0.0]
    """
    first = len(VALUES) * np.array([position()[code] for code in origins], dtype=np.intp)
    return _of_all(year).take((first[:, None] + np.arange(len(VALUES))).ravel()).reset_index(drop=True)


@cache
def _of_all(year: int) -> pd.DataFrame:
    """Conditions of every country: a row a country and condition, in the order of both."""
    parts = [_condition(name, list(codes()), year) for name in VALUES]
    rows = pd.concat(parts, ignore_index=True)
    return rows.sort_values("origin", key=lambda of: of.map(position()), kind="stable")[COLUMNS]


@cache
def world_percentile(id: str, year: int) -> pd.Series:
    """Share of the world's other countries with a figure that fare worse in a condition, in percent.

    Countries that fare alike count half, so that the worst has 0, the best 100 and a median one 50. Only
    figures of one year are compared: that of which most countries have their latest (`common_year`).

    Parameters
    ----------
    id
        Indicator id of the condition; its declared direction says what is worse. A neutral one is better
        when it is higher.
    year
        The year asked for; figures of up to three years before stand in.

    Returns
    -------
    Series
        Percent, by ISO3; missing where the country has no figure, or one of another year than most.

    Examples
    --------
    >>> world_percentile("human_development", 2023)[["SOM", "ISL"]].round(1).tolist()
    [0.5, 100.0]
    """
    values, own = (frame(of).loc[year] for of in latest_of(id))
    values = values.where(own == common_year(id, year))
    ascending = framework.indicators()[id].direction != "down"
    place = values.rank(method="average", ascending=ascending)
    return (place - 1) / (values.notna().sum() - 1) * 100


@question
def common_year(id: str, year: int) -> int | None:
    """Year of which most countries' latest figures of a condition are; None where no country has one.

    Examples
    --------
    >>> common_year("undernourishment", 2025), common_year("inform_risk", 2018)
    (2023, None)
    """
    own = frame(latest_of(id)[1]).loc[year].dropna()
    return None if own.empty else int(own.mode().iloc[0])


def condition_ranks(origins: Sequence[str], year: int, draws: int = DRAWS) -> pd.DataFrame:
    """Rank some countries on all conditions at once, under many random weightings, the best first.

    Nothing on a page comes from this: no weighting of conditions is right by itself.

    Parameters
    ----------
    origins
        ISO3 codes of the countries to rank among each other.
    year
        The year asked for.
    draws
        Number of weightings.

    Returns
    -------
    DataFrame
        ``origin``, ``name``, ``rank``, ``low``, ``high`` and ``known``, as `rank_intervals` gives them; a
        country with figures for fewer than half of the conditions is left out.

    Examples
    --------
    >>> ranks = condition_ranks(["SDN", "SYR", "SOM", "RWA"], 2025)
    >>> ranks[["origin", "low", "high"]].head(1).values.tolist()
    [['RWA', 1.0, 1.0]]
    """
    values = {id: frame(latest_of(id)[0]).loc[year, list(origins)] for id in VALUES}
    better = {id: -of if framework.indicators()[id].direction == "down" else of for id, of in values.items()}
    table = rank_intervals(pd.DataFrame(better), draws=draws).rename_axis("origin").reset_index()
    table.insert(1, "name", table["origin"].map(country_name))
    return table


@cache
def _change(id: str) -> tuple[Array, Array]:
    """Change over five years to each year, or to one of up to three years before, and that year."""
    yearly = COMPARABLE.get(id, VALUES[id])()
    row = framework.indicators()[id].row
    if row is not None and not row.change:
        return latest(np.full_like(yearly, np.nan))
    return latest(yearly - previous(yearly, SPAN))


def _condition(id: str, origins: list[str], year: int) -> pd.DataFrame:
    values, of_year = latest_of(id)
    change, change_to = _change(id)
    at = {"value": values, "value_year": of_year, "change": change, "change_to": change_to}
    rows = pd.DataFrame({name: frame(of).loc[year, origins] for name, of in at.items()})
    rows["percentile"] = world_percentile(id, year)[origins]
    rows = rows.rename_axis("origin").reset_index().assign(condition=id)
    rows["name"] = rows["origin"].map(country_name)
    return rows.astype({"value_year": "Int64", "change_to": "Int64"})
