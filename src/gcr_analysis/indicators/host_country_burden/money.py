"""UNHCR's money by region: sums over the operations in its countries.

UNHCR's money is filed at three levels that never contain each other: global, region, operation. A region's
figure is that of the operations in its countries, so the levels above are in no region. An office that serves
several countries stands under the country of its seat.
"""

import numpy as np
import pandas as pd

from gcr_analysis.indicators.arrays import by_country, by_year, stock, years
from gcr_analysis.indicators.measured import Measured, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot import table_years

SHARED = 0.1  # of the money: from here on it is said that offices serve other countries too


def money(value: Array, rows: pd.DataFrame, sets: RegionSets, every_level: bool = False) -> Measured:
    """Figures of the years that UNHCR's money has reached; they cover the countries with money in *rows*."""
    first, last = table_years("unhcr_expenditure")
    covered = np.array([first <= year <= last for year in years()])[:, None]
    hosted, funded = stock("refugees"), by_country(rows, "country", "usd") > 0
    share = over(sets.groups.total(np.where(funded, hosted, 0.0)), sets.groups.total(hosted))
    several = usd(rows[rows["multi_country"]], sets, every_level)
    seats = over(several, usd(rows, sets, every_level)) >= SHARED
    found = Measured(
        value,
        covered=covered,
        coverage=np.where(sets.is_world, 1.0, share),
        words=said(seats, "Holds money of offices that serve other countries too"),
    )
    return without_figure(found, np.isnan(value), "UNHCR has no operation of its own there", "not collected")


def usd(rows: pd.DataFrame, sets: RegionSets, every_level: bool = False) -> Array:
    """Money in each region's countries; of every level, for the world, where that is asked."""
    here = sets.groups.total(by_country(rows, "country", "usd"))
    if not every_level:
        return here
    return np.where(sets.is_world, np.nan_to_num(by_year(rows, "usd"), nan=0.0)[:, None], here)


def of_the_world(value: Array, sets: RegionSets) -> Measured:
    """Figures that are of no place but the world: shape (years,)."""
    column = np.where(sets.is_world, value[:, None], np.nan)
    return Measured(column, covered=~np.isnan(column))
