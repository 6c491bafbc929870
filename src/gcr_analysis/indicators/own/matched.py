"""What a change of an own measure is judged on: the countries with a figure at both ends."""

import pandas as pd

from gcr_analysis.framework import Indicator, OwnSource
from gcr_analysis.framework.own_models import OwnMeasure
from gcr_analysis.geography import Region
from gcr_analysis.indicators.measured import Measured, measured
from gcr_analysis.indicators.own.regional import figures_within, how_of, people, status_of
from gcr_analysis.indicators.standing import LEAST_COVERAGE
from gcr_analysis.methods.ratios import coverage
from gcr_analysis.methods.weighted import matched_change

NO_MATCH = "No country has a figure at both ends"
TOO_FEW = "The countries with figures at both ends hold less than half of the refugees"


def matched(
    table: pd.DataFrame, region: Region, series: Measured, years: tuple[int, int], *,
    declared: Indicator, source: OwnSource,
) -> Measured:  # fmt: skip
    """Both ends of a change on one set of countries, and at one set of weights: those of the later year.

    A country that has no figure at one end would move the sum or the mean, however steady the others are.

    Parameters
    ----------
    table
        Figures of the measure, as `regional` takes them.
    region
        The region.
    series
        The measure's figures of the region, all years: they say of which years the two ends are. Where there
        is none for the earlier year, the first one after it stands in.
    years
        The earlier and the later year.
    declared, source
        The measure, and where it comes from.

    Returns
    -------
    Measured
        Two rows, of the two years, with the figures' own years. ``reason`` says why no change can be read.
    """
    known = series.loc[years[0] : years[1]].dropna(subset="value")
    if known.empty or pd.isna(series.loc[years[1], "value"]):
        return series.loc[list(years)]
    own = [int(known.iloc[n]["value_year"]) for n in (0, -1)]
    values = figures_within(table, "value", region, sorted(set(own)))
    start, end = (values.loc[year] for year in own)
    measure = source.measure(declared.id)
    assert isinstance(measure, OwnMeasure)
    how = how_of(declared, measure)
    both = start.notna() & end.notna()
    refugees, weights = people(how, declared.panel, region, own[-1:])
    if how == "sum" or region.is_country:
        first, last = (float(values[both].sum(min_count=1)) for values in (start, end))
    else:
        first, last, *_ = matched_change(start, end, weights.iloc[0])
    share = float(coverage(refugees, both.to_frame(own[-1]).T).iloc[0])
    enough = "" if share >= LEAST_COVERAGE else TOO_FEW
    inside = table[table["iso3"].isin(both.index[both])]
    return measured(
        pd.Series([first, last], list(years)),
        coverage=share,
        value_year=own,
        status=[status_of(inside, region, year) for year in own],
        reason=enough if both.any() else NO_MATCH,
        source=source.id,
    )
