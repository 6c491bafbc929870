"""Reasons that several measures give, in the same words."""

import numpy as np

from gcr_analysis.geography import country_name
from gcr_analysis.indicators.measured import Words
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.types import Array, Flags

NO_REFUGEES = "The region hosts no refugees"


def without(sets: RegionSets, hosted: Array, known: Flags, what: str) -> Words:
    """Say which hosts a figure leaves out because something about them is not known.

    Parameters
    ----------
    sets
        The region sets.
    hosted
        Refugees hosted: shape (years, countries).
    known
        Flags in the same shape.
    what
        What is not known, such as ``population``.

    Returns
    -------
    Words
        Empty where no host is left out.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import population, row, stock
    >>> words = without(RegionSets.of("ssar"), stock("refugees"), population() > 1e9, "income")
    >>> words(row(2022), 0)
    'Without Iran (Islamic Republic of), Pakistan, Afghanistan: no income figure'
    """
    left_out = np.where(known, 0.0, np.nan_to_num(hosted, nan=0.0))

    def words(year: int, place: int) -> str:
        return _sentence(largest_first(sets, left_out, year, place), what)

    return words


def largest_first(sets: RegionSets, amounts: Array, year: int, place: int) -> list[str]:
    """Codes of a set's countries with an amount above zero in a year, the largest first."""
    members = np.array(sets.regions[place].countries)
    own = amounts[year, sets.groups[place]]
    order = np.argsort(-own, kind="stable")
    return [str(code) for code in members[order][own[order] > 0]]


def listed(codes: list[str], named: int = 3) -> str:
    """Name the first few countries, and say how many more there are.

    >>> listed(["SYR", "UNK", "AFG", "SDN", "CAF"])
    'Syrian Arab Republic, an unknown country, Afghanistan and 2 more'
    """
    more = len(codes) - named
    return ", ".join(map(_place, codes[:named])) + (f" and {more} more" if more > 0 else "")


def _place(iso3: str) -> str:
    return "an unknown country" if iso3 == "UNK" else country_name(iso3)


def _sentence(left_out: list[str], what: str) -> str:
    return f"Without {listed(left_out)}: no {what} figure" if left_out else ""
