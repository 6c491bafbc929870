"""What a change of an own measure is judged on: the countries with a figure at both ends."""

import numpy as np
import pandas as pd

from gcr_analysis.framework import Indicator, OwnSource
from gcr_analysis.framework.own_models import OwnMeasure
from gcr_analysis.indicators.arrays import FIRST_YEAR, by_country, row
from gcr_analysis.indicators.ends import Ends, ends_of
from gcr_analysis.indicators.own.regional import how_of, people, statuses
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.status import LEAST_COVERAGE, Figures
from gcr_analysis.methods.ratios import coverage
from gcr_analysis.methods.weighted import matched_change

NO_MATCH = "No country has a figure at both ends"
TOO_FEW = "The countries with figures at both ends hold less than half of the refugees"


def matched(
    table: pd.DataFrame, sets: RegionSets, series: Figures, years: tuple[int, int], *,
    declared: Indicator, source: OwnSource,
) -> Ends:  # fmt: skip
    """Both ends of a change on one set of countries, and at one set of weights: those of the later year.

    A country that has no figure at one end would move the sum or the mean, however steady the others are.

    Parameters
    ----------
    table
        Figures of the measure, as `regional` takes them.
    sets
        The region sets.
    series
        The figures of the measure: they say of which years the two ends are. Where there is none for the
        earlier year, the first one after it stands in.
    years
        The earlier and the later year.
    declared, source
        The measure, and where it comes from.

    Returns
    -------
    Ends
        The words of the later end say why no change can be read.
    """
    asked = ends_of(series, years)
    value, own, status, share = (
        np.array(each) for each in (asked.value, asked.value_year, asked.status, asked.coverage)
    )
    reasons = {}
    for place, region in enumerate(sets):
        known = np.flatnonzero(series.known[: years[1] - FIRST_YEAR + 1, place])
        known = known[known >= years[0] - FIRST_YEAR]
        if len(known) == 0 or np.isnan(asked.value[1, place]):
            continue
        ends = series.value_year[known[[0, -1]], place]
        one = RegionSets([region])
        read, enough = _read(table, one, ends, declared, source)
        value[:, place], status[:, place], share[:, place] = read
        own[:, place] = ends
        reasons[place] = enough
    return Ends(value, own, status, share, lambda end, place: reasons.get(place, asked.words(end, place)))


def _read(
    table: pd.DataFrame, one: RegionSets, ends: np.ndarray, declared: Indicator, source: OwnSource
) -> tuple[tuple[np.ndarray, np.ndarray, float], str]:
    values = by_country(table, "iso3", "value")
    start, end = (values[row(int(year))] for year in ends)
    measure = source.measure(declared.id)
    assert isinstance(measure, OwnMeasure)
    how = how_of(declared, measure)
    both = ~np.isnan(start) & ~np.isnan(end)
    refugees, weights = people(how, declared.panel)
    last = row(int(ends[1]))
    if how == "sum" or one.is_country[0]:
        first, later = (float(one.groups.known_total(np.where(both, x, np.nan))[0]) for x in (start, end))
    else:
        change = matched_change(one.groups, start, end, weights[last])
        first, later = float(change.start[0]), float(change.end[0])
    share = float(coverage(one.groups, refugees[last], both)[0])
    inside = table[table["iso3"].isin(np.array(one.regions[0].countries)[both[one.groups[0]]])]
    found = statuses(inside, one)
    enough = "" if share >= LEAST_COVERAGE else TOO_FEW
    reason = enough if both[one.groups[0]].any() else NO_MATCH
    return (np.array([first, later]), found[[row(int(year)) for year in ends], 0], share), reason
