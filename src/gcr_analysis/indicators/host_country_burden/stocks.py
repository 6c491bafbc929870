"""End-year stocks: plain sums over the region's countries of asylum.

Rows whose origin is the country of asylum stay in (in all years a few dozen refugees, and every internally
displaced person): UNHCR counts these people there, and the totals that it publishes contain them.
"""

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.frames import Stock, of, stock
from gcr_analysis.indicators.measured import Measured, Years, measured


def _total(name: Stock, region: Region, years: Years) -> pd.Series:
    return of(stock(name), region, years).sum(axis=1)


def refugees_hosted(region: Region, years: Years) -> pd.Series:
    """Refugees under UNHCR's mandate and, from 2018, other people in need of international protection.

    >>> from gcr_analysis.geography import region
    >>> int(refugees_hosted(region("world"), (2022,))[2022])
    34646534
    """
    return _total("refugees", region, years)


def mandate_refugees_hosted(region: Region, years: Years) -> pd.Series:
    """Refugees under UNHCR's mandate, people in refugee-like situations included.

    >>> from gcr_analysis.geography import region
    >>> int(mandate_refugees_hosted(region("world"), (2022,))[2022])
    29429078
    """
    return _total("mandate_refugees", region, years)


def asylum_seekers_hosted(region: Region, years: Years) -> pd.Series:
    """People whose asylum application awaits a final decision.

    >>> from gcr_analysis.geography import region
    >>> int(asylum_seekers_hosted(region("world"), (2022,))[2022])
    5442312
    """
    return _total("asylum_seekers", region, years)


def unrwa_refugees_hosted(region: Region, years: Years) -> Measured:
    """Palestine refugees under UNRWA's mandate: none outside its fields of operation.

    >>> from gcr_analysis.geography import region
    >>> int(unrwa_refugees_hosted(region("LBN"), (2024,)).loc[2024, "value"].round(-3))
    486000
    """
    hosted = of(stock("unrwa_refugees"), region, years)
    return measured(hosted.sum(axis=1), reason=in_no_field(hosted))


def in_no_field(hosted: pd.DataFrame) -> pd.Series:
    """Say in which years the source gives people under UNRWA's mandate in no country, where it matters.

    Parameters
    ----------
    hosted
        People under UNRWA's mandate: a row a year, a column a country of the region.
    """
    elsewhere = stock("unrwa_refugees").loc[hosted.index, "UNK"]
    affected = (elsewhere > 0) & (hosted.sum(axis=1) > 0) & ("UNK" not in hosted)
    text = elsewhere.map("{:,.0f} people under UNRWA's mandate are in no country in the source".format)
    return text.where(affected, "")


def idps_hosted(region: Region, years: Years) -> pd.Series:
    """Internally displaced people whom UNHCR protects or assists."""
    return _total("idps", region, years)


def stateless_hosted(region: Region, years: Years) -> pd.Series:
    """Stateless people, stateless refugees included."""
    return _total("stateless", region, years)
