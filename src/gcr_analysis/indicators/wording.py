"""Reasons that several measures give, in the same words."""

import numpy as np
import pandas as pd

from gcr_analysis.geography import country_name

NO_REFUGEES = "The region hosts no refugees"


def without(hosted: pd.DataFrame, known: pd.DataFrame, what: str) -> pd.Series:
    """Say which hosts a figure leaves out because something about them is not known.

    Parameters
    ----------
    hosted
        Refugees hosted: a row a year, a column a country.
    known
        Flags in the same shape.
    what
        What is not known, such as ``population``.

    Returns
    -------
    Series
        By year; empty where no host is left out.

    Examples
    --------
    >>> hosted = pd.DataFrame({"SSD": [500.0], "UGA": [1700.0]}, index=[2024])
    >>> without(hosted, pd.DataFrame({"SSD": [False], "UGA": [True]}, index=[2024]), "income")[2024]
    'Without South Sudan: no income figure'
    """
    codes = hosted.columns.tolist()
    left_out = np.where(known, 0.0, hosted)
    return pd.Series(
        {
            year: _sentence([codes[n] for n in np.argsort(-row, kind="stable") if row[n] > 0], what)
            for year, row in zip(hosted.index, left_out, strict=True)
        },
        dtype="object",
    )


def _place(iso3: str) -> str:
    return "an unknown country" if iso3 == "UNK" else country_name(iso3)


def _sentence(left_out: list[str], what: str, named: int = 3) -> str:
    if not left_out:
        return ""
    more = len(left_out) - named
    listed = ", ".join(map(_place, left_out[:named])) + (f" and {more} more" if more > 0 else "")
    return f"Without {listed}: no {what} figure"
