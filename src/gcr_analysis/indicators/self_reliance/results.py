"""What UNHCR's operations report about refugees' lives: means of the hosts, weighted by refugees hosted.

An operation reports for its country, as a percentage of refugees and asylum-seekers together; other groups
never mix in. Not every host has an operation and not every operation reports, so a mean says which share of
the region's refugees the reporting hosts have, and what it would be at least and at most if the others were
known. From one year to the next other hosts report: a change is read on those that report at both ends.

Only figures that were reached count. Enrolment counts pupils of any age over children of school age, so it
can exceed a hundred, and a few operations report other shares above a hundred too. Such a figure stays as
reported, and the reason names it.
"""

from functools import cache, partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from gcr_analysis.framework import indicators
from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.arrays import by_country, codes, cut, row, stock, years
from gcr_analysis.indicators.ends import Ends
from gcr_analysis.indicators.ledger import left_out, why_left_out
from gcr_analysis.indicators.measured import Measured, Words, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.status import LEAST_COVERAGE
from gcr_analysis.indicators.wording import NO_REFUGEES
from gcr_analysis.methods.ratios import coverage
from gcr_analysis.methods.types import Array
from gcr_analysis.methods.weighted import matched_change, weighted_mean
from gcr_analysis.snapshot import load, table_years
from gcr_analysis.snapshot.questions import question

TABLE = "unhcr_results"
GROUP = "refugees_and_asylum_seekers"
LARGE_STEP = 40  # percentage points between two years: a host that moved by more is named
NO_REPORT = "No operation of UNHCR reported it for a host of the region"
NO_REPORT_HERE = "No operation of UNHCR reported it there"
BETWEEN = (2, 98)  # percent; figures nearer to none or to all stay as they are
NO_MATCH = "There are no figures of two years to compare"
TOO_FEW = "The hosts with figures at both ends hold less than half of the refugees"


def reported(result: str, sets: RegionSets) -> Measured:
    """Mean of what hosts report, weighted by the refugees whom they host, in percent.

    Parameters
    ----------
    result
        Our name of the result in the table ``unhcr_results``.
    sets
        The region sets.

    Examples
    --------
    >>> found = decent_work_right(RegionSets.of("world"))
    >>> [round(found.at(year)) for year in (2022, 2024)]
    [56, 70]
    >>> found.coverage[[row(2022), row(2024)], 0].round(2).tolist()
    [0.49, 0.65]
    """
    values, hosted = by_host(result), stock("refugees")
    mean = weighted_mean(sets.groups, values, hosted)
    unknown = mean.coverage < 1  # where all is known there is nothing to bound
    first, last = table_years(TABLE)
    found = Measured(
        mean.value,
        covered=np.array([first <= year <= last for year in years()])[:, None],
        low=np.where(unknown, mean.low, np.nan),
        high=np.where(unknown, mean.high, np.nan),
        coverage=mean.coverage,
        words=_above_hundred(values, sets),
    )
    found = without_figure(
        found,
        np.isnan(mean.value),
        lambda year, place: NO_REPORT_HERE if sets.is_country[place] else NO_REPORT,
        "not collected",
    )
    return without_figure(found, sets.groups.total(hosted) == 0, NO_REFUGEES)


decent_work_right = partial(reported, "decent_work_right")
free_movement = partial(reported, "free_movement")
primary_enrolment = partial(reported, "primary_enrolment")
secondary_enrolment = partial(reported, "secondary_enrolment")
national_education = partial(reported, "national_education")
tertiary_enrolment = partial(reported, "tertiary_enrolment")
below_poverty_line = partial(reported, "below_poverty_line")
health_access = partial(reported, "health_access")
identity_documents = partial(reported, "identity_documents")
bank_account = partial(reported, "bank_account")
income_improvement = partial(reported, "income_improvement")
unemployed = partial(reported, "unemployed")
social_protection = partial(reported, "social_protection")
secure_tenure = partial(reported, "secure_tenure")


def result_of(id: str) -> str:
    """Name of the result that an indicator of this module rests on.

    >>> result_of("gcr_2_1_1")
    'decent_work_right'
    """
    return (indicators()[id].compute or "").removeprefix("results.")


class Match(NamedTuple):
    """A change read on the hosts that report at both ends: arrays of shape (sets,)."""

    start_year: np.ndarray
    end_year: np.ndarray
    start: Array
    end: Array
    countries: Array
    coverage: Array
    start_coverage: Array


@question
def matched(id: str, sets: RegionSets, baseline_year: int, year: int) -> Match:
    """Change of an indicator of this module on the hosts that report at both ends, at the later weights.

    A host whose figure at an end the ledger names, or that repeats the year before, is left out; every other
    one stays, however far it moved.

    Parameters
    ----------
    id
        An indicator that is computed here.
    sets
        The region sets as hosts.
    baseline_year, year
        The years to compare. The first year of figures stands for an earlier baseline, the last one for a
        later year.

    Returns
    -------
    Match
        The two years that were compared, the change, and the share (0 to 1) of the refugees of the later year
        and of the earlier one in the hosts compared.

    Examples
    --------
    >>> found = matched("gcr_2_1_1", RegionSets.of("world"), 2016, 2025)
    >>> [int(each[0]) for each in (found.start_year, found.end_year, found.countries)]
    [2022, 2024, 28]
    >>> float(found.start[0].round()), float(found.end[0].round())
    (59.0, 66.0)
    """
    values = by_host(result_of(id))
    some = sets.groups.any(~np.isnan(values))[row(baseline_year) : row(year) + 1]
    start = np.where(some.any(axis=0), some.argmax(axis=0) + baseline_year, year)
    end = np.where(some.any(axis=0), year - some[::-1].argmax(axis=0), year)
    read = np.full((5, len(sets)), np.nan)
    for first, last in {*zip(start.tolist(), end.tolist(), strict=True)}:
        chosen = (start == first) & (end == last)
        groups = sets.only(chosen).groups
        before, after, hosted = values[row(first)], values[row(last)], stock("refugees")[row(last)]
        unfit = left_out(values, TABLE, result=result_of(id))[[row(first), row(last)]].any(axis=0)
        before = np.where(unfit, np.nan, before)
        both = ~(np.isnan(before) | np.isnan(after) | np.isnan(hosted))
        read[:4, chosen] = matched_change(groups, before, after, hosted)
        read[4, chosen] = coverage(groups, stock("refugees")[row(first)], both)
    return Match(start, end, *read)


def _reported_within(id: str, region: Region, baseline_year: int, year: int) -> pd.DataFrame:
    """What the region's hosts report between two years: the years with figures, or one row without any."""
    every_year = pd.DataFrame(
        cut(by_host(result_of(id)), region.countries), list(years()), list(region.countries)
    )
    values = every_year.loc[baseline_year:year].dropna(how="all")
    return values if len(values) else every_year.loc[[year]]


@question
def steps(id: str, region: Region, baseline_year: int, year: int) -> pd.DataFrame:
    """Hosts whose figure moved by more than `LARGE_STEP` points, the largest host first.

    A war or a law moves figures that far, and so may another question or survey: each is named.

    Returns
    -------
    DataFrame
        By ISO3: ``start`` and ``end`` in percent, ``refugees`` hosted at the end.
    """
    values = _reported_within(id, region, baseline_year, year)
    ends = pd.DataFrame({"start": values.iloc[0], "end": values.iloc[-1]}).dropna()
    moved = ends[(ends["end"] - ends["start"]).abs() > LARGE_STEP]
    hosted = cut(stock("refugees"), moved.index)[row(int(values.index[-1]))]
    return moved.assign(refugees=hosted).sort_values("refugees", ascending=False, kind="stable")


@question
def repeated(region: Region, year: int) -> tuple[int, int]:
    """Count figures that hosts of a region gave for a year, and those of them that they gave the year before.

    Parameters
    ----------
    region
        The region as host.
    year
        The year of the figures.

    Returns
    -------
    tuple of int
        Figures that are those of the year before, or these rounded to whole percent; and all figures whose
        host gave one the year before. Figures near none or all are left out: they stay as they are.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> same, pairs = repeated(region("the-americas"), 2024)
    >>> 0.3 < same / pairs < 0.6
    True
    """
    rows = load(TABLE, ["year", "country", "population_group", "kind", "code", "value", "unit"])
    rows = rows[(rows["unit"] == "percent") & (rows["population_group"] == GROUP)]
    rows = rows[rows["country"].isin(region.countries) & rows["year"].isin([year - 1, year])]
    keys = [rows["country"].astype("str"), rows["kind"].astype("str"), rows["code"], rows["year"]]
    wide = rows["value"].astype(float).groupby(keys).first().unstack("year")
    if {year - 1, year} - {*wide.columns}:
        return 0, 0
    both = wide.dropna()
    both = both[both[year].between(*BETWEEN)]
    return int((both[year].round() == both[year - 1].round()).sum()), len(both)


def matched_ends(id: str, sets: RegionSets, baseline_year: int, year: int) -> Ends:
    """Both ends of `matched` for the progress status; the words say why none can be read.

    Examples
    --------
    >>> ends = matched_ends("gcr_2_2_1_secondary", RegionSets.of("igad"), 2016, 2025)
    >>> ends.value_year[:, 0].tolist(), ends.value[:, 0].round().tolist(), ends.status[:, 0].tolist()
    ([2022, 2024], [21.0, 15.0], ['computed', 'computed'])
    """
    found = matched(id, sets, baseline_year, year)
    covered = np.array([found.start_coverage, found.coverage])
    some = covered.min(axis=0) >= LEAST_COVERAGE

    def words(end: int, place: int) -> str:
        if not found.countries[place]:
            years_at_ends = int(found.start_year[place]), int(found.end_year[place])
            out = why_left_out(sets.regions[place], *years_at_ends, result_of(id))
            return f"Left out: {'; '.join(out)}" if out else NO_MATCH
        return "" if some[place] else TOO_FEW

    return Ends(
        value=np.array([found.start, found.end]),
        value_year=np.array([found.start_year, found.end_year]),
        status=np.tile(np.where(some, "computed", "partial"), (2, 1)),
        coverage=covered,
        words=words,
    )


@cache
def by_host(result: str) -> Array:
    """Figures that operations report, by country of asylum; missing where none reports.

    >>> float(by_host("decent_work_right")[row(2024), codes().index("UGA")])
    100.0
    """
    rows = load(TABLE, ["year", "country", "population_group", "result", "value"])
    rows = rows[(rows["result"] == result) & (rows["population_group"] == GROUP)]
    return by_country(rows, "country", "value")


def _above_hundred(values: Array, sets: RegionSets) -> Words:
    """Name the hosts that report more than a hundred percent."""

    def words(year: int, place: int) -> str:
        members = sets.groups[place]
        above = members[values[year, members] > 100]
        return "; ".join(f"{country_name(codes()[m])} reports {values[year, m]:.0f} %" for m in above)

    return words
