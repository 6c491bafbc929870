"""Progress, stalled, regress or insufficient data: what a directed measure did since the baseline year."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from inspect import signature
from typing import Any

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Break, Indicator
from gcr_analysis.geography import Region
from gcr_analysis.indicators import own
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.breaks import breaks_for
from gcr_analysis.indicators.ends import Ends, ends_of
from gcr_analysis.indicators.engine import BASELINE_YEAR, check_year
from gcr_analysis.indicators.measures import (
    compute_function,
    figures,
    matched_function,
    why_not_applicable,
)
from gcr_analysis.indicators.published import why_no_change
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.revisions import bands_of
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot import latest_year
from gcr_analysis.snapshot.questions import question

INSUFFICIENT = "insufficient data"
UNDONE = "Later releases may still undo the change"


@question
def progress(
    region: str | Region | Sequence[str | Region],
    year: int | None = None,
    panel: str | None = None,
    baseline_year: int = BASELINE_YEAR,
) -> pd.DataFrame:
    """Progress status of every directed measure of a region.

    The rule is declared in ``framework/progress.yaml``: a change since the baseline year counts when it is
    large enough for its unit; its direction then makes it ``progress`` or ``regress``, and a smaller one is
    ``stalled``. A change that later releases may undo, by what they did to figures as old and as large, does
    not suffice. Neutral measures have no row, since a falling stock is no progress, and neither have those
    that do not apply to the region.

    Parameters
    ----------
    region
        A region set or its name, or several of them, which come one after the other.
    year
        The year asked for; the latest end-year when not given.
    panel
        One panel's measures only.
    baseline_year
        The year to compare with; before *year*.

    Returns
    -------
    DataFrame
        A row a measure: ``region``, ``panel``, ``indicator``, ``direction``, ``unit``, ``baseline_year``
        and ``value_year`` (the figures' own years), ``baseline`` and ``value`` (the figures), ``change``
        and ``threshold`` (in the measure's unit), ``change_low`` and ``change_high`` (what revisions may make
        of the change, missing where past releases do not tell), ``certainty`` (``holds`` when the status is
        the same at both, ``may change`` when not; empty where they do not tell, or data do not suffice),
        ``progress``, and ``reason`` where data do not suffice.

    Raises
    ------
    UnknownNameError
        When there is no such region or panel.
    GcrError
        When a year is none of the data's, or the baseline is not before the year.

    Examples
    --------
    >>> rows = progress("world", 2024, baseline_year=2019).set_index("indicator")
    >>> rows.loc["top10_host_share", "progress"]
    'progress'
    """
    if panel is not None and panel not in framework.panels():
        raise UnknownNameError("panel", panel, framework.panels())
    sets = RegionSets.of(*([region] if isinstance(region, str | Region) else region))
    year = check_year(latest_year() if year is None else year)
    if check_year(baseline_year) >= year:
        raise GcrError(f"baseline year {baseline_year} is not before {year}: give an earlier one")
    directed = [
        declared
        for declared in framework.indicators().values()
        if declared.direction != "neutral" and panel in (None, declared.panel)
    ]
    rows = [row for declared in directed for row in _rows(declared, sets, baseline_year, year)]
    place = {region.id: n for n, region in enumerate(sets)}
    return pd.DataFrame(sorted(rows, key=lambda row: place[row["region"]]))


def status(change: float, threshold: float, direction: str) -> str:
    """Read a status from a change: its size first, then its direction.

    Examples
    --------
    >>> status(-3.0, threshold=2.0, direction="down"), status(1.0, threshold=2.0, direction="down")
    ('progress', 'stalled')
    """
    if change == 0 or abs(change) < threshold:
        return "stalled"
    return "progress" if (change > 0) == (direction == "up") else "regress"


def certainty(band: tuple[float, float], threshold: float, direction: str) -> str:
    """Whether a status holds over all that revisions may make of the change; nothing where none tells.

    Examples
    --------
    >>> certainty((2.5, 4.0), 2.0, "up"), certainty((1.5, 4.0), 2.0, "up")
    ('holds', 'may change')
    """
    if pd.isna(band[0]):
        return ""
    low, high = (status(change, threshold, direction) for change in band)
    return "holds" if low == high else "may change"


@dataclass(frozen=True)
class _Change:
    """A change of one measure in one region set, and what is needed to judge it."""

    declared: Indicator
    region: Region
    asked: tuple[int, int]
    value: tuple[float, float]
    value_year: tuple[int, int]
    status: tuple[str, str]
    words: tuple[str, str]
    band: tuple[float, float]
    behind: float
    """Fewest people that a ratio rests on at either end; for a count, most people at either end."""
    steady: Callable[[], str] | None
    """For a measure that is read on matched countries: why a steadier reading disagrees, if it does."""

    @property
    def difference(self) -> float:
        return self.value[1] - self.value[0]

    @property
    def threshold(self) -> float:
        return _threshold(self.declared, self.value[0])

    @property
    def verdict(self) -> str:
        return status(self.difference, self.threshold, self.declared.direction)


def _rows(declared: Indicator, sets: RegionSets, baseline_year: int, year: int) -> Iterator[dict[str, Any]]:
    applies = sets.where(lambda region: not why_not_applicable(declared, region))
    for change in _changes(declared, sets.only(applies), (baseline_year, year)):
        reason = next(_shortcomings(change), "") or _other_verdict(change)
        undone = change.verdict != "stalled" and change.band[0] <= 0 <= change.band[1]
        reason = reason or (UNDONE if undone else "")
        yield {
            "region": change.region.id,
            "panel": declared.panel,
            "indicator": declared.id,
            "direction": declared.direction,
            "unit": declared.unit,
            "baseline_year": change.value_year[0],
            "value_year": change.value_year[1],
            "baseline": change.value[0],
            "value": change.value[1],
            "change": change.difference,
            "threshold": change.threshold,
            "change_low": change.band[0],
            "change_high": change.band[1],
            "certainty": "" if reason else certainty(change.band, change.threshold, declared.direction),
            "progress": INSUFFICIENT if reason else change.verdict,
            "reason": reason,
        }


def _changes(declared: Indicator, sets: RegionSets, asked: tuple[int, int]) -> Iterator[_Change]:
    """Yield the change of a measure in each region set."""
    if not len(sets):
        return
    ends = _ends(declared, sets, asked)
    low, high = bands_of(declared, sets, ends.value, ends.value_year)
    behind = _behind(declared, sets, ends)
    steady = _steady(declared, sets, ends) if declared.matched else [None] * len(sets)
    for place, region in enumerate(sets):
        yield _Change(
            declared,
            region,
            asked,
            value=_pair(ends.value[:, place]),
            value_year=_pair(ends.value_year[:, place]),
            status=_pair(ends.status[:, place]),
            words=(ends.words(0, place), ends.words(1, place)),
            band=(float(low[1, place] - high[0, place]), float(high[1, place] - low[0, place])),
            behind=float(behind[place]),
            steady=steady[place],
        )


def _pair(column: np.ndarray) -> Any:
    return tuple(column.tolist())


def _ends(declared: Indicator, sets: RegionSets, asked: tuple[int, int]) -> Ends:
    """Return the figures to compare: on one set of countries at both ends where it asks for that."""
    if declared.matched:
        return matched_function(declared.id)(declared.id, sets, *asked)
    every_year = figures(declared.id, sets)
    if declared.own:
        return own.matched_ends(declared, sets, every_year, *asked)
    return ends_of(every_year, asked)


def _behind(declared: Indicator, sets: RegionSets, ends: Ends) -> Array:
    if declared.unit == "persons":
        return np.fmax(ends.value[0], ends.value[1])
    if declared.rests_on is None:
        return np.full(len(sets), np.inf)
    people = figures(declared.rests_on, sets).value
    at_ends = np.take_along_axis(people, ends.value_year - FIRST_YEAR, axis=0)
    return np.fmin(at_ends[0], at_ends[1])


def _steady(declared: Indicator, sets: RegionSets, ends: Ends) -> list[Callable[[], str] | None]:
    """Read each change without the countries that a steadier reading leaves out, where there is one."""
    found: list[Callable[[], str] | None] = [None] * len(sets)
    if "steady" not in signature(matched_function(declared.id)).parameters:
        return [str] * len(sets)
    spans = list(zip(*ends.value_year.tolist(), strict=True))
    for span in dict.fromkeys(spans):
        chosen = np.array([each == span for each in spans])
        read = matched_function(declared.id)(declared.id, sets.only(chosen), *span, steady=True)
        for column, place in enumerate(np.flatnonzero(chosen).tolist()):
            verdicts = {
                status(last - first, _threshold(declared, first), declared.direction)
                for first, last in (ends.value[:, place], read.value[:, column])
            }
            whole = not np.isnan(read.value[:, column]).any() and "partial" not in read.status[:, column]
            agrees = whole and len(verdicts) == 1
            found[place] = str if agrees else partial(read.words, 1, column)
    return found


def _threshold(declared: Indicator, start: float) -> float:
    rule = framework.progress_rule()
    if declared.unit in rule.least:
        return rule.least[declared.unit]
    return abs(start) * rule.otherwise_percent / 100


def _shortcomings(change: _Change) -> Iterator[str]:
    """Tell why the two figures do not suffice to read a change, what matters most first."""
    rule, declared = framework.progress_rule(), change.declared
    if (declared.matched or declared.own) and change.words[1]:
        yield change.words[1]
    for asked, value, of_year, kind, words in zip(
        change.asked, change.value, change.value_year, change.status, change.words, strict=True
    ):
        if np.isnan(value):
            yield f"No figure for {asked}: {words}"
        if kind == "partial":
            yield f"The figure of {of_year} is partial"
    if change.behind < rule.least_people:
        yield f"Fewer than {rule.least_people} people stand behind it"
    if change.status == ("published", "published") and (
        why := why_no_change(declared.id, *change.value_year)
    ):
        yield why
    if change.status[0] != change.status[1]:
        yield f"The earlier figure is {change.status[0]}, the later one {change.status[1]}"
    if change.value_year[1] - change.value_year[0] < rule.least_years:
        yield f"Fewer than {rule.least_years} years between the figures"
    for crossed in breaks_for(change.region, declared.id, change.value_year, smallest=rule.largest_break):
        if not _is_definition(crossed):
            yield _lies_between(crossed)


def _is_definition(crossed: Break) -> bool:
    return crossed.kind == "definition"


def _lies_between(crossed: Break) -> str:
    return f"A break lies between: {crossed.text} ({crossed.between[1]})"


def _other_verdict(change: _Change) -> str:
    """Say so when the verdict hangs on who is counted, or on countries that a steadier reading leaves out."""
    declared = change.declared
    if change.steady is not None:
        return change.steady()
    crossed = [b for b in breaks_for(change.region, declared.id, change.value_year) if _is_definition(b)]
    if not crossed:
        return ""
    if declared.own or "stock" not in signature(compute_function(declared.id)).parameters:
        return _lies_between(crossed[0])
    same = figures(declared.id, RegionSets([change.region]), stock="mandate_refugees").value[:, 0]
    start, end = (float(same[year - FIRST_YEAR]) for year in change.value_year)
    if status(end - start, _threshold(declared, start), declared.direction) == change.verdict:
        return ""
    return "Refugees under UNHCR's mandate alone would give another status"
