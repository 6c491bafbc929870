"""Refugees who became citizens of their country of asylum, where countries report any.

Few countries report, and a country without a figure is no country without naturalisations: sums are what
was reported, and a region in which nobody reported has no figure. Only the countries that reported are in
the rate.
"""

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.frames import codes, of, stock
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.methods.ratios import coverage, ratio_of_sums
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.used import remembered

NO_REPORT = "No country of the region reported a naturalised refugee"
NO_REPORT_HERE = "No naturalised refugee was reported, which need not mean that there was none"


def naturalisations(region: Region, years: Years) -> Measured:
    """Naturalised refugees in the year, as far as countries report them.

    >>> from gcr_analysis.geography import region
    >>> int(naturalisations(region("world"), (2025,)).loc[2025, "value"])
    93296
    """
    reported = of(by_host(), region, years)
    value = reported.sum(axis=1, min_count=1)
    hosted = of(stock("refugees"), region, reported.index)
    return _stated(measured(value, coverage=coverage(hosted, reported.notna())), region)


def naturalisations_per_1000_refugees(region: Region, years: Years) -> Measured:
    """Naturalised refugees for a thousand refugees hosted at the start of the year by the same countries.

    Coverage is what these countries hosted of the region's refugees then.

    >>> from gcr_analysis.geography import region
    >>> float(naturalisations_per_1000_refugees(region("NLD"), (2024,)).loc[2024, "value"].round(1))
    80.0
    """
    reported = of(by_host(), region, years)
    before = [year - 1 for year in reported.index]
    at_start = stock("refugees").loc[before, list(region.countries)].set_axis(reported.index)
    ratio = ratio_of_sums(reported, at_start.where(reported.notna()), weight=at_start)
    return _stated(measured(1000 * ratio["value"], coverage=ratio["coverage"]), region)


def naturalising_countries(region: Region, years: Years) -> Measured:
    """Number of countries that reported naturalised refugees in the year."""
    number = (of(by_host(), region, years) > 0).sum(axis=1).astype(float)
    return measured(number)


@remembered
def by_host() -> pd.DataFrame:
    """Naturalised refugees: a row a year, a column a country of asylum; missing where none were reported."""
    rows = load("naturalisations", ["year", "asylum", "persons"])
    keys = [rows["year"], rows["asylum"].astype("str")]
    return rows["persons"].astype(float).groupby(keys).sum(min_count=1).unstack().reindex(columns=codes())


def _stated(table: Measured, region: Region) -> Measured:
    silent = NO_REPORT_HERE if region.is_country else NO_REPORT
    return without_figure(table, table["value"].isna(), silent, "not collected")
