"""Ratios of sums over the countries whose denominator is known, and how much these countries cover."""

import numpy as np
import pandas as pd


def ratio_of_sums(numerator: pd.DataFrame, denominator: pd.DataFrame, weight: pd.DataFrame) -> pd.DataFrame:
    """Divide sums over countries, year by year, using only countries with a denominator.

    A country without a denominator leaves the numerator too: its people over nobody's inhabitants would
    raise the ratio.

    Parameters
    ----------
    numerator, denominator, weight
        Frames of one shape: a row a year, a column a country. A missing denominator leaves the country out.
        ``weight`` is what coverage is counted in, such as refugees hosted.

    Returns
    -------
    DataFrame
        Columns ``value`` (missing where no country has a denominator, or their sum is zero) and
        ``coverage`` (0 to 1).

    Examples
    --------
    >>> hosted = pd.DataFrame({"A": [30.0], "B": [10.0]}, index=[2024])
    >>> inhabitants = pd.DataFrame({"A": [1000.0], "B": [np.nan]}, index=[2024])
    >>> ratio_of_sums(hosted, inhabitants, weight=hosted)
          value  coverage
    2024   0.03      0.75
    """
    known = denominator.notna()
    over = denominator.sum(axis=1, min_count=1)
    value = numerator.where(known).sum(axis=1) / over.where(over != 0)
    return pd.DataFrame({"value": value, "coverage": coverage(weight, known)})


def coverage(weight: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """Share of the weight in the countries that are known, year by year.

    Where nothing is to be covered the share is one: no refugee is left out.

    Examples
    --------
    >>> hosted = pd.DataFrame({"A": [30.0, 0.0], "B": [10.0, 0.0]}, index=[2023, 2024])
    >>> coverage(hosted, hosted > 10).tolist()
    [0.75, 1.0]
    """
    weight, known = weight.align(known, join="left", fill_value=False)
    total = weight.sum(axis=1)
    inside = np.where(known, weight, 0.0)
    return (pd.Series(np.nansum(inside, axis=1), weight.index) / total.where(total != 0)).fillna(1.0)


def carried_forward(values: pd.DataFrame, years: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fill gaps with the latest earlier value, for a few years only, and say which year it is of.

    Parameters
    ----------
    values
        A row a year, every year present; a column a country.
    years
        How many years old a value may become.

    Returns
    -------
    tuple of DataFrame
        The values, and the year of each (missing where there is no value).

    Examples
    --------
    >>> income = pd.DataFrame({"LBN": [9.0, np.nan, np.nan]}, index=[2022, 2023, 2024])
    >>> filled, of_year = carried_forward(income, years=1)
    >>> filled["LBN"].tolist(), of_year["LBN"].tolist()
    ([9.0, 9.0, nan], [2022.0, 2022.0, nan])
    """
    own_year = pd.DataFrame(np.repeat(values.index.to_numpy(float)[:, None], values.shape[1], axis=1))
    of_year = own_year.set_axis(values.index).set_axis(values.columns, axis=1).where(values.notna())
    return values.ffill(limit=years), of_year.ffill(limit=years)
