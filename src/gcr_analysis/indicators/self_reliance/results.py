"""What UNHCR's operations report about refugees' lives: means of the hosts, weighted by refugees hosted.

An operation reports for its country, as a percentage of refugees and asylum-seekers together; other groups
never mix in. Not every host has an operation and not every operation reports, so a mean says which share of
the region's refugees the reporting hosts have, and what it would be at least and at most if the others were
known. From one year to the next other hosts report: a change is read on those that report at both ends.

Only figures that were reached count. Enrolment counts pupils of any age over children of school age, so it
can exceed a hundred, and a few operations report other shares above a hundred too. Such a figure stays as
reported, and the reason names it.
"""

from functools import partial

import pandas as pd

from gcr_analysis.framework import indicators
from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.frames import codes, of, stock
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.indicators.standing import LEAST_COVERAGE
from gcr_analysis.indicators.wording import NO_REFUGEES
from gcr_analysis.methods.weighted import MatchedChange, matched_change, weighted_mean
from gcr_analysis.snapshot import load, table_years
from gcr_analysis.snapshot.used import remembered

TABLE = "unhcr_results"
GROUP = "refugees_and_asylum_seekers"
LARGEST_STEP = 40  # percentage points between two years: beyond it, a change of reporting is as likely
NO_REPORT = "No operation of UNHCR reported it for a host of the region"
NO_REPORT_HERE = "No operation of UNHCR reported it there"
BETWEEN = (2, 98)  # percent; figures nearer to none or to all stay as they are
NO_MATCH = "There are no figures of two years to compare"
TOO_FEW = "The hosts with figures at both ends hold less than half of the refugees"


def reported(result: str, region: Region, years: Years) -> Measured:
    """Mean of what hosts report, weighted by the refugees whom they host, in percent.

    Parameters
    ----------
    result
        Our name of the result in the table ``unhcr_results``.
    region, years
        As for every measure.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> table = reported("decent_work_right", region("world"), (2022, 2024))
    >>> table["value"].round().tolist(), table["coverage"].round(2).tolist()
    ([56.0, 70.0], [0.49, 0.65])
    """
    values = of(by_host(result), region, years)
    hosted = of(stock("refugees"), region, years).loc[values.index]
    mean = weighted_mean(values, hosted)
    unknown = mean["coverage"] < 1  # where all is known there is nothing to bound
    bounds = {end: mean[end].where(unknown) for end in ("low", "high")}
    table = measured(mean["value"], coverage=mean["coverage"], reason=_above_hundred(values), **bounds)
    silent = NO_REPORT_HERE if region.is_country else NO_REPORT
    table = without_figure(table, mean["value"].isna(), silent, "not collected")
    return without_figure(table, hosted.sum(axis=1) == 0, NO_REFUGEES)


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


@remembered
def matched(
    id: str, region: Region, baseline_year: int, year: int, *, steady: bool = False
) -> tuple[int, int, MatchedChange]:
    """Change of an indicator of this module on the hosts that report at both ends, at the later weights.

    Hosts whose figure moved by more than `LARGEST_STEP` points are set aside (see `steps`), as long as the
    others hold half of the refugees.

    Parameters
    ----------
    id
        An indicator that is computed here.
    region
        The region as host.
    baseline_year, year
        The years to compare. The first year of figures stands for an earlier baseline, the last one for a
        later year.
    steady
        Set these hosts aside however few are left.

    Returns
    -------
    tuple
        The two years that were compared, and the change.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> start, end, change = matched("gcr_2_1_1", region("world"), 2016, 2025)
    >>> (start, end), change.countries, round(change.start), round(change.end)
    ((2022, 2024), 28, 59, 66)
    """
    values = _reported_within(id, region, baseline_year, year)
    start, end = (int(year) for year in (values.index[0], values.index[-1]))
    first, last = values.loc[start], values.loc[end]
    hosted = stock("refugees").loc[end, list(region.countries)]
    others = matched_change(first.where((last - first).abs() <= LARGEST_STEP), last, hosted)
    if steady or others.coverage >= LEAST_COVERAGE:
        return start, end, others
    return start, end, matched_change(first, last, hosted)


def steps(id: str, region: Region, baseline_year: int, year: int) -> pd.DataFrame:
    """Hosts whose figure moved by more than `LARGEST_STEP` points, the largest host first.

    Lives do not change that much in so few years: a law may have, but so may the question or the survey.

    Returns
    -------
    DataFrame
        By ISO3: ``start`` and ``end`` in percent, ``refugees`` hosted at the end.
    """
    values = _reported_within(id, region, baseline_year, year)
    ends = pd.DataFrame({"start": values.iloc[0], "end": values.iloc[-1]}).dropna()
    moved = ends[(ends["end"] - ends["start"]).abs() > LARGEST_STEP]
    hosted = stock("refugees").loc[int(values.index[-1]), moved.index]
    return moved.assign(refugees=hosted).sort_values("refugees", ascending=False, kind="stable")


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


def matched_ends(id: str, region: Region, baseline_year: int, year: int, *, steady: bool = False) -> Measured:
    """Both ends of `matched` as rows for the progress status; a reason says why none can be read.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> ends = matched_ends("gcr_2_2_1_secondary", region("igad"), 2016, 2025)
    >>> ends["value_year"].tolist(), ends["value"].round().tolist(), ends["status"].tolist()
    ([2022, 2024], [21.0, 15.0], ['computed', 'computed'])
    """
    start, end, change = matched(id, region, baseline_year, year, steady=steady)
    some = change.coverage >= LEAST_COVERAGE
    reason = ("" if some else TOO_FEW) if change.countries else NO_MATCH
    if steady:
        reason = _unsteady(region, steps(id, region, baseline_year, year).index)
    return measured(
        pd.Series([change.start, change.end], [baseline_year, year]),
        coverage=change.coverage,
        value_year=[start, end],
        status="computed" if some else "partial",
        reason=reason,
    )


def _unsteady(region: Region, moved: pd.Index) -> str:
    if region.is_country:
        return f"The figure moved by more than {LARGEST_STEP} points, as if it were counted anew"
    names = ", ".join(country_name(str(iso3)) for iso3 in moved)
    return f"The change hangs on hosts whose figure moved by more than {LARGEST_STEP} points: {names}"


def _reported_within(id: str, region: Region, baseline_year: int, year: int) -> pd.DataFrame:
    """What the region's hosts report between two years: the years with figures, or one row without any."""
    values = of(by_host(result_of(id)), region, range(baseline_year, year + 1)).dropna(how="all")
    return values if len(values) else values.reindex([year])


@remembered
def by_host(result: str) -> pd.DataFrame:
    """Figures that operations report: a row a year, a column a code; missing where none reports.

    >>> float(by_host("decent_work_right").loc[2024, "UGA"])
    100.0
    """
    rows = load(TABLE, ["year", "country", "population_group", "result", "value"])
    rows = rows[(rows["result"] == result) & (rows["population_group"] == GROUP)]
    wide = rows.assign(country=rows["country"].astype("str")).pivot(
        index="year", columns="country", values="value"
    )
    first, last = table_years(TABLE)
    return wide.astype(float).reindex(index=range(first, last + 1), columns=codes())


def _above_hundred(values: pd.DataFrame) -> pd.Series:
    """Name the hosts that report more than a hundred percent."""
    return pd.Series(
        {
            year: "; ".join(
                f"{country_name(str(iso3))} reports {value:.0f} %" for iso3, value in row[row > 100].items()
            )
            for year, row in values.iterrows()
        },
        dtype="object",
    )
