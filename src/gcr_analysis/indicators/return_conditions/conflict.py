"""Deaths from organised violence, and returns to countries where many people die of it.

Deaths are those that the Uppsala Conflict Data Program counts where they happened. It counts deaths in Gaza
and the West Bank under Israel, so that Israel and the State of Palestine are one place here: both have the
deaths in the two over the inhabitants of the two.
"""

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators import frames
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.indicators.return_conditions.origins import solution, total
from gcr_analysis.indicators.return_conditions.wording import NO_RETURNS
from gcr_analysis.methods.ratios import coverage
from gcr_analysis.snapshot import load, table_years
from gcr_analysis.snapshot.used import remembered

MANY_DEATHS = 1000  # in a year: the threshold that the field calls war
HIGH_RATE = 5.0  # deaths per 100,000 inhabitants in a year
MIN_RETURNS = 100  # fewer make no share
ONE_PLACE = ("ISR", "PSE")
TOGETHER = (
    "Deaths in Israel and in the State of Palestine are one figure in the source, over both populations"
)


@remembered
def deaths() -> pd.DataFrame:
    """Deaths in each country and year; missing where the source has no such country.

    Examples
    --------
    >>> deaths().loc[2024, ["SDN", "FRA", "PSE"]].tolist()
    [7103.0, 3.0, 21476.0]
    """
    rows = load("conflict_deaths", ["year", "country", "deaths"])
    wide = rows.assign(country=rows["country"].astype("str")).pivot(
        index="year", columns="country", values="deaths"
    )
    wide = wide.astype("float64").reindex(columns=frames.codes())
    return wide.assign(PSE=wide["ISR"])


@remembered
def deaths_per_100000() -> pd.DataFrame:
    """Deaths for every hundred thousand inhabitants of each country."""
    inhabitants = frames.population().reindex(deaths().index)
    both = inhabitants[list(ONE_PLACE)].sum(axis=1, min_count=len(ONE_PLACE))
    return deaths() / inhabitants.assign(**dict.fromkeys(ONE_PLACE, both)) * 100_000


def returns_in_conflict(region: Region, years: Years) -> Measured:
    """Percent of returned refugees who returned to a country with a thousand or more deaths in that year.

    No share for years that the violence data have not reached, nor on fewer than `MIN_RETURNS` returns.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> share = returns_in_conflict(region("world"), (2024, 2025))
    >>> share["value"].round().tolist(), share["reason"].tolist()
    ([48.0, nan], ['', 'The data on violence end in 2024'])
    """
    return _share_to(deaths() >= MANY_DEATHS, deaths().notna(), region, years)


def returns_in_conflict_by_rate(region: Region, years: Years) -> Measured:
    """The same for countries with five or more deaths per hundred thousand inhabitants.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> returns_in_conflict_by_rate(region("world"), (2024,))["value"].round().tolist()
    [72.0]
    """
    return _share_to(deaths_per_100000() >= HIGH_RATE, deaths_per_100000().notna(), region, years)


def is_in_conflict(year: int) -> pd.Series:
    """Whether each country had a thousand or more deaths in a year, or in the last year with data.

    Examples
    --------
    >>> bool(is_in_conflict(2024)["SDN"]), bool(is_in_conflict(2024)["FRA"])
    (True, False)
    """
    return deaths().loc[min(year, deaths().index.max())] >= MANY_DEATHS


def _share_to(there: pd.DataFrame, known: pd.DataFrame, region: Region, years: Years) -> Measured:
    first, last = table_years("conflict_deaths")
    covered = tuple(year for year in years if first <= year <= last)
    returned = frames.of(solution("refugee_returns"), region, covered).fillna(0.0)
    here = [frames.of(flags, region, covered) for flags in (there, known)]
    counted = returned.where(here[1], 0.0).sum(axis=1)
    share = returned.where(here[0], 0.0).sum(axis=1) / counted.where(counted > 0) * 100
    table = measured(share, coverage=coverage(returned, here[1])).reindex(
        [year for year in years if year >= first]
    )
    persons = total(solution("refugee_returns"), region, years).reindex(table.index)
    table = without_figure(
        table, persons < MIN_RETURNS, f"Fewer than {MIN_RETURNS} returns", status="not collected"
    )
    table = without_figure(table, persons.isna(), NO_RETURNS, status="not collected")
    beyond = table.index.to_series() > last
    return without_figure(table, beyond, f"The data on violence end in {last}", status="not collected")
