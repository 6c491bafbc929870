"""What a figure of a region is made from: the measure by country, its counts by pair, rows of its tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from gcr_analysis import framework, geography
from gcr_analysis.briefing.place import name_of
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region, no_countries
from gcr_analysis.indicators.arrays import FIRST_YEAR, codes, position
from gcr_analysis.indicators.comparisons.pairs import pair_counts
from gcr_analysis.indicators.measures import figures
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.publishing.derivations.lists import MOST, Inputs, added_up, head, numbers, place
from gcr_analysis.publishing.derivations.rows import rows_of
from gcr_analysis.snapshot import latest_year

YEARS = 4
"""Years of a list beside one another: the latest that the note prints."""

NOWHERE = "In no country"
"""What sources count without a country, which is part of the world's figure."""


def inputs_of(
    declared: Indicator, where: Region, years: Sequence[int], baseline_year: int
) -> Iterator[Inputs]:
    """Yield the lists of what the figures of a region in some years are made from.

    Parameters
    ----------
    declared
        The measure.
    where
        The region.
    years
        The figures' own years, in order; of many, the latest are listed.
    baseline_year
        Year that measures of change compare with.
    """
    years = [year for year in years if FIRST_YEAR <= year <= latest_year()][-YEARS:]
    if not years:
        return
    if len(where.countries) > 1:
        for part in filter(None, (declared.numerator, declared.id)):
            measure = framework.indicators()[part]
            if found := _by_country(measure, where, years, baseline_year, is_part=part != declared.id):
                yield found
    counted = declared.id if declared.pairs else declared.numerator
    if counted and (found := _by_pair(framework.indicators()[counted], where, years, baseline_year)):
        yield found
    pairs = framework.indicators()[counted].pairs if counted else None
    listed = {pairs.table: years} if pairs else {}
    [figure] = _figures(declared, where, years[-1:], baseline_year)
    yield from rows_of(declared, where, years[-1], baseline_year, figure=figure, listed=listed)


def _figures(measure: Indicator, where: Region, years: Sequence[int], baseline_year: int) -> list[float]:
    found = figures(measure.id, RegionSets([where]), baseline_year=baseline_year).value
    return found[np.array(years) - FIRST_YEAR, 0].tolist()


@lru_cache(64)
def _countries(where: Region, *, with_others: bool) -> RegionSets:
    """The countries of a region, each as a set of its own, and if asked what is in no country as one more."""
    own = [geography.region(iso3) for iso3 in where.countries if iso3 not in no_countries()]
    others = tuple(code for code in where.countries if code in no_countries())
    none = [replace(where, id=NOWHERE, countries=others)] if others and with_others else []
    return RegionSets([*own, *none])


def _by_country(
    measure: Indicator, where: Region, years: Sequence[int], baseline_year: int, *, is_part: bool
) -> Inputs | None:
    countries = _countries(where, with_others=measure.additive)
    found = figures(measure.id, countries, baseline_year=baseline_year)
    at = np.array(years) - FIRST_YEAR
    value, status = found.value[at], found.status[at]
    if countries.regions[-1].id == NOWHERE and not np.nansum(value[:, -1]):
        value[:, -1] = np.nan
    some = np.flatnonzero(~np.isnan(value).all(axis=0))
    if not len(some):
        return None
    order = some[np.lexsort([some, *(-np.nan_to_num(np.abs(value[:, some]), nan=-1.0))])]
    shown, left = order[:MOST], order[MOST:]
    names = [NOWHERE if each.id == NOWHERE else name_of(each.id) for each in countries]
    rest: tuple[Any, ...] = ()
    if len(left):
        added = [float(np.nansum(row[left])) if measure.additive else None for row in value]
        rest = (f"{len(left)} other countries", *added, "added up" if measure.additive else "")
    title = f"{measure.title}, by country" + (" (the numerator)" if is_part else "")
    note = f"In {measure.unit}. Countries without a figure in any of these years are left out."
    if measure.additive:
        together = _figures(measure, where, years, baseline_year)
        note += f" {added_up(years, np.nansum(value, axis=1).tolist(), together)}"
    return Inputs(
        title,
        note,
        ("Country", *map(str, years), f"Status in {years[-1]}"),
        tuple((names[each], *numbers(value[:, each]), str(status[-1, each])) for each in shown),
        rest,
    )


def _by_pair(measure: Indicator, where: Region, years: Sequence[int], baseline_year: int) -> Inputs | None:
    """Counts by pair of places, as the measure declares them."""
    pairs, counts = measure.pairs, pair_counts(measure.id)
    if pairs is None or counts is None:
        return None
    own = [position()[iso3] for iso3 in where.countries]
    persons = counts.persons[np.ix_([year - FIRST_YEAR for year in years], own)]
    if pairs.abroad:
        persons = persons.copy()
        persons[:, np.arange(len(own)), own] = 0.0
    flat = persons.reshape(len(years), -1)
    some = np.flatnonzero(flat.any(axis=0))
    if not len(some):
        return None
    order = some[np.lexsort([some, *(-flat[:, some])])]
    shown, left = order[:MOST], order[MOST:]
    rest = (f"{len(left)} other pairs", "", *flat[:, left].sum(axis=1).tolist()) if len(left) else ()
    width = persons.shape[2]
    rows = (
        (place(codes()[own[each // width]]), place(codes()[each % width]), *numbers(flat[:, each]))
        for each in shown
    )
    added = " and ".join(pairs.columns)
    together = added_up(years, flat.sum(axis=1).tolist(), _figures(measure, where, years, baseline_year))
    return Inputs(
        f"{measure.title}, by pair of places",
        f"{added} of the table {pairs.table}, added up. A pair without a row has none on record. {together}",
        (*(head(pairs.table, side) for side in (pairs.own, pairs.other)), *map(str, years)),
        tuple(rows),
        rest,
    )
