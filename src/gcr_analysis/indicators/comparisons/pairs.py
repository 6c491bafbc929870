"""Counts by pair of places behind a measure, as its declaration names them.

A sum over pairs can be taken again without one member of a region, without one counterpart (an origin, a
host, a destination), and without hosts that count in another unit at one end of a comparison.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.framework import Indicator, Pairs
from gcr_analysis.indicators.arrays import FIRST_YEAR, by_country, by_pair, codes, frozen, row
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import latest_year, load

HOST = "asylum"
NEW = {"type": ("N",)}
CHANGES_UNIT = 0.25  # from this share of cases on a host does not count in persons


@dataclass(frozen=True)
class PairCounts:
    """Counts by year since `FIRST_YEAR`, place and counterpart.

    Attributes
    ----------
    persons : array, shape (years, places, counterparts)
        Zero where a pair has none on record.
    other_unit : array of bool, shape (years, codes)
        Hosts that counted in another unit too, whose figure cannot be compared with that of another year.
    reports : array of bool, shape (years, codes)
        Hosts that reported at all; all of them where a host without a row has none.
    host_is_own : bool
        Whether the region's own places are the hosts.
    """

    persons: Array
    other_unit: Flags
    reports: Flags
    host_is_own: bool

    def dropped(self, first: int, last: int) -> Flags:
        """Return the hosts that leave both ends: in one year they count in another unit, or do not report."""
        at = (first - FIRST_YEAR, last - FIRST_YEAR)
        return self.other_unit[list(at)].any(axis=0) | (self.reports[at[0]] != self.reports[at[1]])

    def reporting(self, first: int, last: int) -> Flags:
        """Return the hosts that are in both ends: those that report in both years, in one unit."""
        both = self.reports[first - FIRST_YEAR] & self.reports[last - FIRST_YEAR]
        return both & ~self.dropped(first, last)

    def at(self, year: int, dropped: Flags) -> Array:
        """Return the counts of one year without some hosts: shape (places, counterparts)."""
        kept = ~dropped[:, None] if self.host_is_own else ~dropped[None, :]
        return self.persons[year - FIRST_YEAR] * kept


@cache
def pair_counts(id: str) -> PairCounts | None:
    """Return the counts behind a measure; None for one that declares none.

    Examples
    --------
    >>> found = pair_counts("resettlement_arrivals")
    >>> int(found.persons[2025 - FIRST_YEAR].sum())
    81766
    """
    declared = framework.indicators()[id].pairs
    return None if declared is None else _counts(declared)


def pairs_behind(declared: Indicator) -> Pairs | None:
    """Return the pairs of a measure, or those of its numerator: by them counterparts can be left out."""
    if declared.pairs is not None or declared.numerator is None:
        return declared.pairs
    return framework.indicators()[declared.numerator].pairs


def _counts(declared: Pairs) -> PairCounts:
    years = slice(row(FIRST_YEAR), None)
    rows = _chosen(declared.table, declared.only)
    cases, other = None, np.zeros((len(range(FIRST_YEAR, latest_year() + 1)), len(codes())), dtype=bool)
    if declared.cases is not None:
        both = rows if declared.cases == declared.table else _chosen(declared.cases, NEW)
        columns = list(declared.columns) if both is rows else ["applications"]
        cases = both[both["unit"].astype("str") == "cases"]
        counted = np.nan_to_num(by_country(cases, HOST, columns)[years], nan=0.0)
        total = np.nan_to_num(by_country(rows, HOST, list(declared.columns))[years], nan=0.0)
        other = (counted > 0) & (counted >= CHANGES_UNIT * total)
    if "unit" in rows:
        rows = rows[rows["unit"].astype("str") == "persons"]
    persons = _by_pair(rows, declared, list(declared.columns))
    if cases is not None and declared.cases != declared.table:  # the table adds cases to persons
        until = cases[HOST].astype("object").map(framework.tables()[declared.table].cases_as_persons)
        added = cases[~(cases["year"] <= until.astype(float))]  # up to then it turns them into persons
        persons = np.maximum(persons - _by_pair(added, declared, ["applications"]), 0.0)
    reports = np.ones_like(other)
    if declared.hosts_report:
        reports = ~np.isnan(by_country(rows, HOST, list(declared.columns))[years])
    return PairCounts(
        frozen(persons[years]), frozen(other), frozen(reports), host_is_own=declared.own == HOST
    )


def _chosen(table: str, only: Mapping[str, tuple[str, ...]]) -> pd.DataFrame:
    rows = load(table)
    for column, values in only.items():
        rows = rows[rows[column].astype("str").isin(values)]
    return rows


def _by_pair(rows: pd.DataFrame, declared: Pairs, columns: list[str]) -> Array:
    counts = np.nan_to_num(by_pair(rows, declared.own, declared.other, columns), nan=0.0)
    if declared.abroad:
        counts[:, np.arange(len(codes())), np.arange(len(codes()))] = 0.0
    return counts
