"""A region as host: who is submitted, who departs, how long it takes, as UNHCR's operations report it.

Sums over operations are no world totals: some hosts do not report, and more do from year to year. A change
is to be read on hosts that reported in both years.
"""

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.engine import series
from gcr_analysis.indicators.frames import of, stock
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.indicators.standing import LEAST_COVERAGE
from gcr_analysis.indicators.third_country_solutions.access import LEAST_REFUGEES
from gcr_analysis.indicators.third_country_solutions.flows import reported
from gcr_analysis.indicators.third_country_solutions.quoted import DAYS, DEPARTURES, SUBMISSIONS, quoted
from gcr_analysis.indicators.third_country_solutions.wording import NONE_REPORTED, NOT_THE_WORLD
from gcr_analysis.methods.ratios import coverage
from gcr_analysis.methods.weighted import weighted_mean
from gcr_analysis.snapshot.used import remembered

REFUGEES = "refugees_and_asylum_seekers"
FEW_HOSTED = f"Fewer than {LEAST_REFUGEES:,} hosted at the start of the year"
NO_MATCH = "No host has a figure at both ends"
PER_1000 = "departures_per_1000_hosted"
RESULTS = {
    "gcr_3_1_1": "resettlement_departures",
    "resettlement_departures": "resettlement_departures",
    PER_1000: "resettlement_departures",
    "gcr_3_2_1": "complementary_pathways",
    "pathway_departures": "complementary_pathways",
}
PUBLISHED = ("gcr_3_1_1", "gcr_3_2_1")  # for the world


def resettlement_departures(region: Region, years: Years) -> Measured:
    """GCR 3.1.1: refugees who departed on resettlement from a region, summed over the hosts that report.

    All groups of people together, since it is a count.

    >>> from gcr_analysis.geography import region
    >>> resettlement_departures(region("TUR"), (2023, 2024))["value"].astype(int).tolist()
    [13924, 10756]
    """
    return _sum("resettlement_departures", region, years)


def departed_on_resettlement(region: Region, years: Years) -> Measured:
    """GCR 3.1.1: the world's total as published; elsewhere `resettlement_departures`.

    >>> from gcr_analysis.geography import region
    >>> departed_on_resettlement(region("world"), (2022, 2023))["value"].astype(int).tolist()
    [58457, 96311]
    """
    if region.id == "world":
        return quoted(DEPARTURES, years)
    return resettlement_departures(region, years)


def resettlement_submissions(region: Region, years: Years) -> Measured:
    """Refugees whom UNHCR submitted for resettlement from a region.

    The world's total as published; where none is, the sum of the hosts that report, as `partial`.

    >>> from gcr_analysis.geography import region
    >>> table = resettlement_submissions(region("world"), (2023, 2024))
    >>> table["value"].astype(int).tolist(), table["status"].tolist()
    ([155486, 198760], ['published', 'partial'])
    """
    table = _sum("resettlement_submissions", region, years)
    if region.id != "world":
        return table
    total = quoted(SUBMISSIONS, years)
    rest = table.drop(index=total.index, errors="ignore").assign(status="partial", source="")
    return pd.concat([total, rest]).sort_index()


def departures_over_submissions(region: Region, years: Years) -> Measured:
    """Departures in percent of submissions of the same year, on the hosts that report both.

    It is no rate of success: who departs was submitted two years before on average.

    >>> from gcr_analysis.geography import region
    >>> departures_over_submissions(region("TUR"), (2024,))["value"].round().tolist()
    [75.0]
    """
    left, sent = (
        of(reported(f"resettlement_{name}"), region, years) for name in ("departures", "submissions")
    )
    known = left.notna() & sent.notna()
    total = sent.where(known).sum(axis=1)
    share = left.where(known).sum(axis=1) / total.where(total > 0) * 100
    table = measured(share, coverage=_coverage(known, region))
    return without_figure(table, share.isna(), NONE_REPORTED, "not collected")


def days_to_departure(region: Region, years: Years) -> Measured:
    """Days from submission to departure: as published for the world, elsewhere of the hosts that report.

    Hosts weigh by their departures. A reported zero is no duration, and counts as no figure.

    >>> from gcr_analysis.geography import region
    >>> days_to_departure(region("world"), (2022, 2023))["value"].tolist()
    [751.0, 783.0]
    """
    if region.id == "world":
        return quoted(DAYS, years)
    days = of(reported("days_to_departure", REFUGEES), region, years)
    days = days.where(days > 0)
    left = of(reported("resettlement_departures"), region, days.index)
    mean = weighted_mean(days, left, most=float("inf"))
    table = measured(mean["value"], coverage=_coverage(days.notna() & left.gt(0), region))
    return without_figure(table, table["value"].isna(), NONE_REPORTED, "not collected")


def departures_per_1000_hosted(region: Region, years: Years) -> Measured:
    """Departures of refugees and asylum-seekers for every thousand in the hosts that report.

    Over those whom they hosted at the start of the year, other people in need of international protection
    included. People who leave their own country on resettlement are in neither.

    >>> from gcr_analysis.geography import region
    >>> departures_per_1000_hosted(region("TUR"), (2024,))["value"].round(1).tolist()
    [3.1]
    """
    left = of(reported("resettlement_departures", REFUGEES), region, years)
    base = of(hosted_at_start(), region, left.index).where(left.notna()).sum(axis=1)
    ratio = left.sum(axis=1, min_count=1) / base.where(base >= LEAST_REFUGEES) * 1000
    table = measured(ratio, coverage=_coverage(left.notna(), region))
    table = without_figure(table, base < LEAST_REFUGEES, FEW_HOSTED)
    return without_figure(table, left.isna().all(axis=1), NONE_REPORTED, "not collected")


@remembered
def hosted_at_start() -> pd.DataFrame:
    """Refugees, other people in need of international protection and asylum-seekers at the start of a year.

    A row a year, a column a country of asylum.

    >>> int(hosted_at_start().loc[2024, "TUR"])
    3473196
    """
    return (stock("refugees") + stock("asylum_seekers")).shift()


def pathway_departures(region: Region, years: Years) -> Measured:
    """GCR 3.2.1: refugees who departed through complementary pathways, summed over the hosts that report.

    >>> from gcr_analysis.geography import region
    >>> pathway_departures(region("UGA"), (2024,))["value"].astype(int).tolist()
    [8407]
    """
    return _sum("complementary_pathways", region, years)


def matched_ends(id: str, region: Region, baseline_year: int, year: int, *, steady: bool = False) -> Measured:
    """Both ends of a change of departures, on the hosts that report at both, for the progress status.

    The first year of figures stands for an earlier baseline, the last one for a later year; for the published
    totals of the world none does.

    Parameters
    ----------
    id
        An indicator that counts departures, or sets them against refugees.
    region, baseline_year, year
        The region as host, and the years to compare.
    steady
        Of no meaning for counts.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> ends = matched_ends("resettlement_departures", region("mirps"), 2016, 2025)
    >>> ends["value_year"].tolist(), ends["value"].tolist()
    ([2022, 2024], [49.0, 4764.0])
    """
    if id in PUBLISHED and region.id == "world":
        return series(id, region).loc[[baseline_year, year]]
    group = REFUGEES if id == PER_1000 else None
    figures = of(reported(RESULTS[id], group), region, range(baseline_year, year + 1)).dropna(how="all")
    if len(figures) < 2:
        return _ends(pd.Series([float("nan")] * 2, [baseline_year, year]), baseline_year, year, 1.0, "")
    ends = figures.iloc[[0, -1]]
    both = ends.notna().all()
    value = ends.loc[:, both].sum(axis=1, min_count=1)
    if id == PER_1000:
        hosted = of(hosted_at_start(), region, ends.index).loc[:, both].sum(axis=1)
        value = value / hosted.where(hosted > 0) * 1000
    known = pd.DataFrame([both, both], index=ends.index)
    return _ends(value, baseline_year, year, float(_coverage(known, region).iloc[-1]), "computed")


def _ends(value: pd.Series, baseline_year: int, year: int, covered: float, status: str) -> Measured:
    table = measured(
        value.set_axis([baseline_year, year]),
        coverage=covered,
        value_year=[int(own) for own in value.index],
        status="partial" if covered < LEAST_COVERAGE else status,
    )
    return table.assign(reason=table["value"].isna().map({True: NO_MATCH, False: ""}))


def _sum(result: str, region: Region, years: Years) -> Measured:
    figures = of(reported(result), region, years)
    table = measured(figures.sum(axis=1, min_count=1), coverage=_coverage(figures.notna(), region))
    table["reason"] = NOT_THE_WORLD if region.id == "world" else ""
    return without_figure(table, table["value"].isna(), NONE_REPORTED, "not collected")


def _coverage(known: pd.DataFrame, region: Region) -> pd.Series:
    """Share of the refugees whom the region hosted at the end of the year in the hosts that are known."""
    return coverage(of(stock("refugees"), region, known.index), known)
