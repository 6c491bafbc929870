"""Protracted refugee situations: many people of one origin, in one host, for years on end."""

import pandas as pd

THRESHOLD = 25_000
DURATION = 5


def is_protracted(stocks: pd.DataFrame, threshold: int = THRESHOLD, duration: int = DURATION) -> pd.DataFrame:
    """Tell which pairs of origin and host are in a protracted situation at the end of which year.

    Parameters
    ----------
    stocks
        End-year stocks: a row a pair, a column a year, every year from the first to the last present.
    threshold
        People at the end of each year, at least.
    duration
        End-years in a row, the year itself included.

    Returns
    -------
    DataFrame
        Flags in the same shape. The first ``duration - 1`` years cannot be told and are false.

    Notes
    -----
    UNHCR's definition in Global Trends: 25,000 or more refugees of the same nationality in exile for at
    least five consecutive years in a given host country.

    Examples
    --------
    >>> stocks = pd.DataFrame([[30_000] * 5 + [24_999]], columns=range(2018, 2024))
    >>> is_protracted(stocks).columns[is_protracted(stocks).loc[0]].tolist()
    [2022]
    """
    enough = stocks >= threshold
    for back in range(1, duration):
        enough = enough & (stocks.shift(back, axis=1) >= threshold)
    return enough


def in_a_row(stocks: pd.DataFrame, year: int, threshold: int = THRESHOLD) -> pd.Series:
    """First year of the unbroken run, up to *year*, of end-years at or above the threshold, pair by pair.

    Missing for a pair that is below the threshold at the end of *year*.

    Examples
    --------
    >>> stocks = pd.DataFrame([[30_000, 20_000, 30_000, 30_000], [0, 0, 0, 0]], columns=range(2019, 2023))
    >>> in_a_row(stocks, 2022).tolist()
    [2021, <NA>]
    """
    enough = stocks.loc[:, :year] >= threshold
    years = pd.Series(enough.columns, enough.columns)
    last_below = enough.apply(lambda row: years[~row].max() if not row.all() else years.min() - 1, axis=1)
    return (last_below + 1).where(enough[year]).astype("Int64")
