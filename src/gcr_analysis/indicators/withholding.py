"""The rules that withhold a verdict on a change: which of them does, and why."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from gcr_analysis import framework
from gcr_analysis.framework import Indicator
from gcr_analysis.geography.region import country_in_sentence
from gcr_analysis.indicators.comparisons.comparison import comparison
from gcr_analysis.indicators.comparisons.found import Comparison
from gcr_analysis.indicators.comparisons.grounds import UNDONE, failures
from gcr_analysis.indicators.measured import Words
from gcr_analysis.indicators.measures import figures, held_function
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.types import Array, Flags

RowsOf = Callable[[Indicator, RegionSets, int, int], Iterable[dict[str, Any]]]


def threshold(declared: Indicator, start: float) -> float:
    """Return the change of a measure, in its unit, below which it has hardly moved from *start*.

    >>> threshold(framework.indicators()["refugee_returns"], 1000.0)
    50.0
    """
    rule = framework.claims().verdicts
    if declared.unit in rule.least:
        return rule.least[declared.unit]
    return abs(start) * rule.otherwise_percent / 100


def rules(
    declared: Indicator, sets: RegionSets, found: Comparison, rows_of: RowsOf
) -> Iterator[tuple[str, Flags, Words]]:
    """Yield each rule that withholds a verdict, where it does and why, in the order of asking.

    Parameters
    ----------
    declared, sets, found
        A measure, regions, and its comparison in them.
    rows_of
        Gives the rows of another measure, regions and pair of years: a share is not judged by itself where
        the total that it divides is not.
    """
    verdicts = framework.claims().verdicts
    count = len(sets)
    if declared.compute is None and not declared.own:
        yield (
            "not-collected",
            np.ones(count, dtype=bool),
            lambda _, n: declared.why_not or "Nobody collects it",
        )
        return
    series = figures(declared.id, sets)
    never = np.asarray(~series.known.any(axis=0))
    yield "not-collected", never, lambda year, n: series.words(len(series.value) - 1, n)
    asked = np.isnan(found.value[1]) | (found.compared_to == found.year)
    yield (
        "own-year",
        np.asarray(~asked),
        lambda _, n: f"The figure is of {found.compared_to[n]}: a verdict counts in its own year only",
    )
    yield (
        "proxy",
        (found.status == "proxy").any(axis=0),
        lambda _, n: "It stands in for the indicator: it says how it moved, and counts neither way",
    )
    for ground, where, words in failures(declared, found):
        if ground in {rule.id for rule in verdicts.rules} - {"noise"}:
            yield ground, where, _without_notes(words) if ground == "same-places" else words
    yield (
        "years",
        found.compared_to - found.compared_from < verdicts.least_years,
        lambda _, n: f"Fewer than {verdicts.least_years} years between the figures",
    )
    moved = has_moved(declared, found)
    yield (
        "noise",
        moved & (found.low <= 0) & (found.high >= 0),
        lambda _, n: UNDONE,
    )
    if declared.shape_of:
        volume = framework.indicators()[declared.shape_of]
        rows = () if volume.direction == "neutral" else rows_of(volume, sets, found.baseline_year, found.year)
        by_region = {row["region"]: row for row in rows}
        totals = [by_region.get(region.id) for region in sets]
        unjudged = np.array([each is None or each["rule"] != "" for each in totals], dtype=bool)
        fell = np.array([each is not None and each["change"] < 0 for each in totals], dtype=bool)
        yield (
            "shape",
            fell | unjudged,
            lambda _, n: (
                "It describes how a total is spread, and the total "
                + ("is not judged" if unjudged[n] else "fell")
            ),
        )
    spans = zip(found.crossed, found.compared_from.tolist(), strict=True)
    later = [[each for each in crossed if each.between[1] > start] for crossed, start in spans]
    yield (
        "later",
        np.array([bool(breaks) for breaks in later], dtype=bool),
        lambda _, n: f"The counting changed in between: {later[n][-1].text} ({later[n][-1].between[1]})",
    )
    yield (
        "rate-and-level",
        moved & found.diverges,
        lambda _, n: "The rate and the count that it is made of moved in opposite ways",
    )
    if declared.held:
        yield (
            "definition",
            _made_by_definition(declared, sets, found),
            lambda _, n: (
                "It moved mainly as what was there in both years entered or left the definition, "
                "or with people whose origin is not known"
            ),
        )
    yield (
        "turn",
        found.taken_back & (np.abs(found.last_year) >= _thresholds(declared, found)),
        lambda _, n: (
            "All of the change came in the last year, against the years before"
            if abs(found.last_year[n]) >= abs(found.before[n] - found.value[0, n])
            else f"{found.compared_to[n]} took back a large part of what the years before had brought"
        ),
    )


def has_moved(declared: Indicator, found: Comparison) -> Flags:
    """Return whether a change is large enough to count, by region."""
    return np.abs(found.change) >= _thresholds(declared, found)


def one_place(
    declared: Indicator, sets: RegionSets, chosen: Flags, years: tuple[int, int]
) -> tuple[str, Flags, Words]:
    """Return the rule on changes that turn without one place, or after which too few people remain.

    A rate is not judged either where the count that it is made of turns without one place.
    """
    found = comparison(declared.id, sets.only(chosen), *years)
    least = framework.claims().thresholds.least_people
    hangs = (found.role != "") & (found.turns | (found.turning > 0) | (found.remaining < least))
    where = np.zeros(len(sets), dtype=bool)
    where[chosen] = hangs
    names = np.full(len(sets), "", dtype=found.decisive.dtype)
    names[chosen] = found.decisive

    turned, alone, count = np.zeros((3, len(sets)), dtype=bool)
    turned[chosen] = found.turns | (found.turning > 0)
    if declared.numerator:
        made_of = comparison(declared.numerator, sets.only(chosen), *years)
        count[chosen] = ~hangs & (made_of.role != "") & made_of.turns
        where |= count
        names[count] = made_of.decisive[count[chosen]]
    alone[chosen] = np.isnan(found.change_without)

    def words(_: int, place: int) -> str:
        name = country_in_sentence(str(names[place]))
        if count[place]:
            return f"Without {name} the count that it is made of does not move the same way"
        if alone[place]:
            return f"Only {name} has figures in both years"
        if turned[place]:
            return f"Without {name} the rest does not move the same way"
        return f"Without {name} fewer than {least} people remain at one end"

    return "one-place", where, words


def _made_by_definition(declared: Indicator, sets: RegionSets, found: Comparison) -> Flags:
    """Whether most of a change is gone where what was there at both ends is in the definition at both."""
    start, end = held_function(declared.id)(sets, found.compared_from, found.compared_to)
    rest = (end - start) * np.sign(found.change)
    large = np.maximum(np.abs(found.change), np.abs(found.change - (end - start)))
    most = rest <= (1 - framework.claims().thresholds.decisive_share) * np.abs(found.change)
    return (large >= _thresholds(declared, found)) & most


def _thresholds(declared: Indicator, found: Comparison) -> Array:
    return np.array([threshold(declared, float(start)) for start in found.value[0]])


def _without_notes(words: Words) -> Words:
    """Return the first sentence of what is said of a figure: who has none, without bound and source."""
    return lambda year, n: words(year, n).split(". ")[0].removeprefix("At least, ")
