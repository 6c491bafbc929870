"""Grounds of a comparison: what must hold before a change may be told, and what has to stand beside it."""

from collections.abc import Iterator

import numpy as np

from gcr_analysis import framework
from gcr_analysis.framework import Indicator
from gcr_analysis.indicators.comparisons.decisive import PEOPLE
from gcr_analysis.indicators.comparisons.found import Comparison
from gcr_analysis.indicators.measured import Words
from gcr_analysis.indicators.published import why_no_change
from gcr_analysis.methods.types import Array, Flags

UNDONE = "Later releases may still undo the change"
TELLING = 1000  # persons: a smaller count may well come again
NEAR_NONE, NEAR_ALL = 2, 98  # percent: shares beyond stay as they are


def failures(declared: Indicator, found: Comparison) -> Iterator[tuple[str, Flags, Words]]:
    """Yield each ground with the sets in which it fails and the reason in words, what matters most first.

    Parameters
    ----------
    declared
        The measure.
    found
        Its comparison.

    Yields
    ------
    tuple of str, array of bool, function
        Id of a ground of `framework/claims.yaml`, where it fails, and words for the place of a set.
    """
    rule = framework.claims().thresholds
    value, years = found.value, (found.compared_from, found.compared_to)
    missing = np.isnan(value)
    yield "both-ends", np.asarray(missing.any(axis=0)), lambda _, n: _no_figure(declared, found, n)
    yield (
        "later",
        years[0] >= years[1],
        lambda _, n: _starts_too_late(found, n),
    )
    partial = np.asarray((found.status == "partial").any(axis=0))
    yield (
        "same-places",
        (found.share < rule.least_base) | partial,
        lambda _, n: _too_few(found, n),
    )
    yield (
        "same-kind",
        found.status[0] != found.status[1],
        lambda _, n: f"The earlier figure is {found.status[0, n]}, the later one {found.status[1, n]}",
    )
    unlike = [
        why_no_change(declared.id, *span) if pair == ("published", "published") else ""
        for span, pair in zip(zip(*years, strict=True), zip(*found.status, strict=True), strict=True)
    ]
    yield "periods", np.array([bool(why) for why in unlike], dtype=bool), lambda _, n: unlike[n]
    yield (
        "whole",
        found.one_bound,
        lambda _, n: "A figure at one end is at least or at most what it says, and no whole figure",
    )
    yield (
        "recorded",
        found.hides,
        lambda _, n: "A large part of it may be people whose origin is recorded at one end only",
    )
    unit = framework.units()[declared.unit]
    current = declared.unit.startswith("US dollars") and unit.prices_of is None
    yield (
        "whole-years",
        np.full(value.shape[1], current),
        lambda _, n: "The amounts are in prices of their own years: compare them in constant prices",
    )
    yield (
        "copied",
        (value[1] == found.before) & _is_telling(declared, value[1]),
        lambda _, n: f"The figure of {years[1][n]} repeats that of the year before to its last digit",
    )
    counted = declared.unit in PEOPLE
    least = rule.least_people if counted else rule.least_of_a_rate
    yield (
        "people",
        (np.fmax if counted else np.fmin)(*found.people) < least,
        lambda _, n: f"{f'Fewer than {least}' if counted else 'Too few'} people stand behind it",
    )
    if declared.unit in PEOPLE:
        yield (
            "difference",
            np.abs(found.change) < rule.least_people,
            lambda _, n: f"It changed by fewer than {rule.least_people} people",
        )
    yield (
        "noise",
        (found.change != 0) & (found.low <= 0) & (found.high >= 0),
        lambda _, n: UNDONE,
    )


def hedges(declared: Indicator, found: Comparison, residual: Array, recorded: Array) -> dict[str, Flags]:
    """Return the grounds that do not bar a change, but have to stand beside it, and where.

    Parameters
    ----------
    declared
        The measure.
    found
        Its comparison.
    residual, recorded
        Residual of a stock and the sum of its recorded flows: shape (sets,); missing for what is no stock.

    Returns
    -------
    dict of str to array of bool
        By id of a ground of `framework/claims.yaml`: a smaller break lies between, a place turns the
        direction or makes half of the change, a rate and its numerator moved in opposite ways, the last year
        went against the years before by enough people, people without a recorded country moved by a large
        part of the change, or the residual is large.
    """
    rule = framework.claims().thresholds
    known = ~np.isnan(found.change)
    some = known & (found.role != "")
    few = (found.tried > 0) & (found.tried < rule.few_members)
    crossed = [
        any(each.between[1] > start for each in breaks)
        for breaks, start in zip(found.crossed, found.compared_from.tolist(), strict=True)
    ]
    return {
        "later": known & np.array(crossed, dtype=bool),
        **dict.fromkeys(declared.beside, known),
        "one-place": some & (found.turns | (found.turning > 0) | found.makes_half | few),
        "rate-and-level": known & found.diverges,
        "turn": known & found.turned & _by_enough(declared, found),
        "recorded": known & found.by_country_unread,
        "flows": np.abs(residual) > rule.residual_share * recorded,
    }


def _by_enough(declared: Indicator, found: Comparison) -> Flags:
    """Whether both the years before the last and the last moved a count by enough people."""
    if declared.unit not in PEOPLE:
        return np.ones(found.change.shape, dtype=bool)
    smaller = np.fmin(np.abs(found.before - found.value[0]), np.abs(found.last_year))
    return smaller >= framework.claims().thresholds.least_people


def _is_telling(declared: Indicator, value: Array) -> Flags:
    """Whether it would be odd for a figure to come again: a large count, or a share of some but not all."""
    if declared.unit in PEOPLE:
        return value >= TELLING
    if declared.unit == "percent":
        return (value > NEAR_NONE) & (value < NEAR_ALL)
    return np.zeros(value.shape, dtype=bool)


def _no_figure(declared: Indicator, found: Comparison, place: int) -> str:
    end = 1 if np.isnan(found.value[1, place]) else 0
    year = (found.baseline_year, found.year)[end]
    said = found.words[place]
    if said and (declared.matched or declared.own):
        return said
    return f"No figure for {year}: {said}" if said else f"No figure for {year}"


def _starts_too_late(found: Comparison, place: int) -> str:
    crossed = found.crossed[place]
    if crossed and max(b.between[1] for b in crossed) >= found.compared_to[place]:
        latest = max(crossed, key=lambda b: b.between[1])
        return f"A break lies between: {latest.text} ({latest.between[1]})"
    return f"The only figure since {found.baseline_year} is that of {found.compared_to[place]}"


def _too_few(found: Comparison, place: int) -> str:
    partial = np.flatnonzero(found.status[:, place] == "partial")
    if found.words[place]:
        return found.words[place]
    if len(partial):
        year = (found.compared_from, found.compared_to)[int(partial[-1])][place]
        return f"The figure of {year} is partial"
    return "The places with a figure at both ends hold less than half of what is measured"
