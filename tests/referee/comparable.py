"""Grounds of a change that make its ends comparable: one thing, the same places, one kind, whole years."""

import re
from collections.abc import Iterator

from referee import declared, levels, tables, words
from referee.change import Change, Failed
from referee.measures import RATIOS, RESULTS, SOURCES
from referee.notes import Said

HALF = 0.5  # of the refugees, in hosts with a figure at both ends
LEAST_PEOPLE = 100


def later(said: Said, change: Change) -> Failed:
    """No declared break between the years."""
    ends = change.ends
    if said.where.endswith(":alt") and "break" in said.near:
        return
    largest = max(abs(end) for end in ends) if ends else 0.0
    if change.line.indicator in RATIOS:
        counted = RATIOS[change.line.indicator][0]
        largest = max(
            levels.level(counted, change.line.region, year, change.line.cell) or 0.0
            for year in (change.start, change.end)
        )
    elif change.line.indicator not in SOURCES:
        largest = max(
            levels.level("refugees_hosted", change.line.region, y) or 0.0 for y in (change.start, change.end)
        )
    breaks = declared.breaks_between(
        change.line.indicator,
        change.line.region,
        change.line.cell,
        years=(change.start, change.end),
        largest=largest,
    )
    multiple = words.MULTIPLE.search(said.text)
    if (
        "counting changed" in said.near
        and not multiple
        and all(b.share < declared.LARGEST_BREAK for b in breaks)
    ):
        return
    if breaks:
        told = "; ".join(f"{b.text} ({b.years[1]}, {100 * min(b.share, 1):.0f} %)" for b in breaks)
        yield "later", f"told as {change.told_as} across: {told}"


def places(said: Said, change: Change) -> Failed:
    """Reports of hosts: the same hosts at both ends, with half of the refugees, at one year's weights."""
    measure, place = change.line.indicator, change.line.region
    own = place != said.region and len(place) == 3  # what one host reports of itself is no part of a mean
    if change.line.status == "partial" and not own and not re.search(r"[Aa]t least|[Aa]t most", said.text):
        yield "whole", "the later figure is partial"
    if measure not in RESULTS or len(tables.members(place)) == 1:
        return
    ends = [
        frozenset(tables.reported(measure, year)) & tables.members(place)
        for year in (change.start, change.end)
    ]
    if ends[0] == ends[1]:
        return
    both = ends[0] & ends[1]
    fits = change.told_as != "figures" or any(_fits(change, hosts) for hosts in _like_for_like(change, both))
    plain = change.told_as == "figures" and _fits(change, None)
    if fits and (not plain or "figures for both years" in said.near):
        share = min(tables.share_reporting(measure, place, year, both) for year in (change.start, change.end))
        if share < HALF:
            yield "same-places", f"the {len(both)} hosts that report in both years hold {100 * share:.0f} %"
    elif not re.search(r"different hosts", said.near):
        hosts = (
            f"{len(ends[0])} hosts report at the first end, {len(ends[1])} at the last, {len(both)} at both"
        )
        yield (
            ("same-places", hosts)
            if plain
            else ("weights", f"no one year's weights give both figures; {hosts}")
        )


def _like_for_like(change: Change, both: frozenset[str]) -> Iterator[frozenset[str]]:
    """Hosts with figures at both ends: all, and less those whose figures were judged or repeat."""
    measure = change.line.indicator
    yield both
    judged = both - declared.judged(RESULTS[measure], (change.start, change.end))
    yield judged
    repeats = {
        h
        for h in judged
        if tables.reported(measure, change.end - 1).get(h) == tables.reported(measure, change.end)[h]
    }
    yield judged - repeats


def _fits(change: Change, hosts: frozenset[str] | None) -> bool:
    """Whether both printed figures are means on these hosts at one year's weights, or on all at their own."""
    measure, place = change.line.indicator, change.line.region
    shared = (0,) if hosts is None else (change.start, change.end)
    return any(
        all(
            (mean := tables.mean(measure, place, year, hosts, weights)) is not None
            and abs(number.value - mean) <= 0.51 * number.step
            for number, year in zip(change.numbers, (change.start, change.end), strict=True)
        )
        for weights in shared
    )


def whole_years(said: Said, change: Change) -> Failed:
    """Money in constant prices, and of whole years only."""
    if change.line.unit.startswith("US dollars"):
        if " of 2" not in change.line.unit:
            yield "whole-years", "dollars of each year are compared"
        if not declared.least_complete(change.end):
            yield "whole-years", f"{change.end} is incomplete"


def alike(said: Said, change: Change) -> Failed:
    """Both figures are of one kind, and published ones of equally long periods."""
    kinds = {change.earlier.status, change.line.status} & {"computed", "published", "proxy"}
    if len(kinds) > 1:
        yield "same-kind", f"{change.earlier.status} at the first end, {change.line.status} at the last"
    if kinds == {"published"} and change.told_as == "figures":
        code = declared.measures().get(change.line.indicator, {}).get("gcr_code")
        periods = [declared.periods(str(code), number.value, number.step) for number in change.numbers]
        if all(periods) and {"-" in one for one in periods[0]} != {"-" in one for one in periods[1]}:
            yield "periods", f"{' or '.join(sorted(periods[0]))} against {' or '.join(sorted(periods[1]))}"


def copied(said: Said, change: Change) -> Failed:
    """A value that repeats an earlier one to its last digit carries no change until it is judged."""
    ends = change.ends
    if change.line.indicator in RESULTS and len(tables.members(change.line.region)) == 1:
        (host,) = tables.members(change.line.region)
        values = [
            tables.reported(change.line.indicator, year).get(host) for year in (change.end - 1, change.end)
        ]
        repeated = None not in values and values[0] == values[1]
        stands = declared.judged(RESULTS[change.line.indicator], (change.end,), stands=True)
        if repeated and host not in stands and values[0] not in (0.0, 100.0):
            yield "copied", f"{values[1]} repeats {change.end - 1} to its last digit"
    elif ends and change.line.indicator in SOURCES and ends[0] == ends[1] >= LEAST_PEOPLE:
        yield "copied", f"{ends[1]:,.0f} repeats {change.start} to its last digit"
