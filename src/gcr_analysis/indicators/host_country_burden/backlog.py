"""Asylum-seekers who wait at the end of a year, for the cases that ended in it: a pace, and no forecast.

A case ends when it is recognised, granted complementary protection, rejected or closed without a decision on
its substance. All levels count, so that a case that is decided and appealed in one year ends twice.

Governments decide in most countries, and UNHCR where they do not: two procedures that have little in common,
with a measure each. Decisions say which procedure they are of, those who wait do not. So a host belongs to
the procedure that ended nearly all of its cases (`NEARLY_ALL`), with all who wait there; one where both end
more than a few belongs to neither, nor does one where no case ended.
"""

from dataclasses import replace
from functools import cache, partial
from typing import Literal

import numpy as np

from gcr_analysis.indicators.arrays import frozen, stock
from gcr_analysis.indicators.host_country_burden.asylum import (
    CLOSED,
    SUBSTANTIVE,
    Counted,
    about,
    decisions_in,
    is_material,
)
from gcr_analysis.indicators.measured import Measured, Words, both, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array, Flags

Procedure = Literal["G", "U"]
ENDED = (*SUBSTANTIVE, *CLOSED)
MIN_ENDED = 100  # fewer make no pace
NEARLY_ALL = 0.95
LEAST_TOLD = 0.01  # of those who wait: hosts of fewer are left out without a word
DECIDES = {"G": "governments decide", "U": "UNHCR decides"}
OTHER: dict[Procedure, Procedure] = {"G": "U", "U": "G"}
BOTH = "governments and UNHCR both decide"
IN_CASES = "At most: leaves out {amount} decisions and closures that {names} counted in cases"


def backlog(procedure: Procedure, sets: RegionSets) -> Measured:
    """Years of cases that wait at the end of a year, at the pace at which cases ended in it.

    Both are of the hosts of one procedure, in persons; coverage is their share of the asylum-seekers who wait
    in the region. It is not how long anyone waits, nor how long the rest will take: new applications come in,
    and the pace changes. What hosts count in cases and not in persons is left out: the figure is then at most
    what it says, and partial where these are many. No figure where fewer than `MIN_ENDED` ended.

    Parameters
    ----------
    procedure
        Who decides: ``"G"`` governments, ``"U"`` UNHCR.
    sets
        The region sets.

    Examples
    --------
    >>> sets = RegionSets.of("DEU", "EGY")
    >>> [round(asylum_backlog_years(sets).at(2025, place), 1) for place in (0, 1)]
    [0.7, nan]
    >>> round(asylum_backlog_years_unhcr(sets).at(2025, place=1), 1)
    15.8
    """
    groups, waiting = sets.groups, np.nan_to_num(stock("asylum_seekers"), nan=0.0)
    here = hosts_where(procedure)
    ended = Counted(*(np.where(here, each, np.nan) for each in _ended()))
    counted = here & (ended.persons > 0)
    all_waiting, total = groups.total(waiting), groups.total(ended.persons)
    waiting_here = groups.total(np.where(counted, waiting, 0.0))
    found = Measured(
        over(waiting_here, total),
        coverage=over(waiting_here, all_waiting),
        status=np.where(is_material(ended, sets), "partial", ""),
        words=both(
            about(IN_CASES, ended.cases, sets),
            *(
                _without(why, np.where(left_out, waiting, 0.0), all_waiting, sets)
                for why, left_out in _left_out(procedure).items()
            ),
            between=". ",
        ),
    )
    few = without_figure(found, total < MIN_ENDED, f"Fewer than {MIN_ENDED} cases ended", "not collected")
    none = ~groups.any(counted)
    silent = without_figure(few, none, _why_none(procedure, sets), "not collected")
    by_other = none & groups.any(hosts_where(OTHER[procedure])) & ~groups.any(_by_both())
    return replace(silent, status=np.where(by_other, "not applicable", silent.status))


asylum_backlog_years = partial(backlog, "G")
asylum_backlog_years_unhcr = partial(backlog, "U")


@cache
def hosts_where(procedure: Procedure) -> Flags:
    """Hosts where one procedure ended nearly all cases of a year, in persons and in cases alike.

    Returns
    -------
    array of bool, shape (years, countries)

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import position, row
    >>> hosts = [position()[code] for code in ("DEU", "EGY", "RWA")]
    >>> [hosts_where(who)[row(2025), hosts].tolist() for who in ("G", "U")]
    [[True, False, False], [False, True, False]]
    """
    own, every = _ended(procedure), _ended()
    nearly = [_filled(part) >= NEARLY_ALL * _filled(all_) for part, all_ in zip(own, every, strict=True)]
    return frozen(np.logical_and.reduce(nearly) & _any_ended())


def _ended(procedure: Procedure | None = None) -> Counted:
    return decisions_in(ENDED, procedure=procedure)


def _filled(amounts: Array) -> Array:
    return np.nan_to_num(amounts, nan=0.0)


def _any_ended() -> Flags:
    return np.logical_or.reduce([_filled(each) > 0 for each in _ended()])


def _by_both() -> Flags:
    return _any_ended() & ~hosts_where("G") & ~hosts_where("U")


def _left_out(procedure: Procedure) -> dict[str, Flags]:
    """Hosts that a procedure's figure leaves out, by the reason."""
    return {
        DECIDES[OTHER[procedure]]: hosts_where(OTHER[procedure]),
        BOTH: _by_both(),
        "no case ended": ~_any_ended(),
        "all are counted in cases": hosts_where(procedure) & ~(_ended().persons > 0),
    }


def _without(why: str, waiting: Array, all_waiting: Array, sets: RegionSets) -> Words:
    told = sets.groups.total(waiting) >= LEAST_TOLD * all_waiting
    return said(told, about(f"Without {{names}}, where {why}", waiting, sets))


def _why_none(procedure: Procedure, sets: RegionSets) -> Words:
    by_both, by_other = (sets.groups.any(flags) for flags in (_by_both(), hosts_where(OTHER[procedure])))

    def words(year: int, place: int) -> str:
        if by_both[year, place]:
            return f"{BOTH[0].upper()}{BOTH[1:]}, and those who wait are not told apart"
        if by_other[year, place]:
            return f"Only {DECIDES[OTHER[procedure]]}"
        return "No asylum case ended that was counted in persons"

    return words
