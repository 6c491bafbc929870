"""Grounds of a change: every pair of years that a sentence sets side by side, held against the tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from referee import declared, tables, words
from referee.notes import Line, Number, Said, named
from referee.tables import RATIOS, RESULTS, SOURCES

LEAST_PEOPLE = 100
DECISIVE = 0.5  # of a change
FEW_MEMBERS = 5
RESIDUAL = 0.25  # of the recorded flows
HALF = 0.5  # of the refugees, in hosts with a figure at both ends
TURNED = 0.02  # of the figure: a smaller move of the last year is no turn
STALLED_BELOW = 0.25
_FLOW_WORDS = re.compile(r"\b(?:flows?|recorded|on record|explain\w*|accounts? for|regist\w+|residual|unexplained)\b")
_LATER_RELEASES = re.compile(r"\b(?:later releases?|revis\w+|undo)\b")


class Alarm(NamedTuple):
    """A ground that a sentence's kind of claim needs and that does not hold."""

    kind: str
    ground: str
    said: Said
    why: str


@dataclass(frozen=True)
class Change:
    """Two years of one measure, place and part that a sentence compares, and the numbers that do it."""

    line: Line
    earlier: Line
    start: int
    end: int
    numbers: tuple[Number, ...]

    @property
    def told_as(self) -> str:
        """Whether it is told by both figures, as a difference or in percent."""
        if len(self.numbers) == 2:
            return "figures"
        own = declared.measures().get(self.line.indicator, {}).get("unit")
        return "percent" if self.numbers[0].text.endswith("%") and own != "percent" else "difference"

    @property
    def what(self) -> str:
        """The measure, the place and the two years, for a message."""
        part = f", {self.line.part}" if self.line.part else ""
        return f"{self.line.indicator} of {self.line.region}{part}, {self.start} to {self.end}"

    def level(self, year: int) -> float | None:
        """The measure by SQL."""
        return tables.level(self.line.indicator, self.line.region, year, self.line.part)

    @property
    def ends(self) -> tuple[float, float] | None:
        """Both figures by SQL, or None."""
        first, last = self.level(self.start), self.level(self.end)
        if first is None and self.line.indicator in SOURCES:
            first = 0.0
        return None if first is None or last is None else (first, last)


def changes(said: Said) -> list[Change]:
    """Changes of a sentence: numbers that are one, and pairs of figures of one measure in two years."""
    found = []
    for number in said.numbers:
        since = {(line.indicator, line.region, line.part, line.since) for line in number.lines}
        sure = len(since) == 1 and number.lines[0].since
        moved = words.MOVED.search(said.text[max(0, number.start - 14) : number.start]) or number.text[0] in "−+"
        changed = [line for line in number.lines if line.since]
        if changed and changed[0].year and (sure or (moved and len({c.since for c in changed}) == 1)):
            found.append(Change(changed[0], changed[0], changed[0].since or 0, changed[0].year, (number,)))
    for one, other in combinations(said.numbers, 2):
        for pair in _pairs(one, other):
            first, last = sorted(pair, key=lambda line: line.year or 0)
            numbers = (one, other) if pair[0] is first else (other, one)
            found.append(Change(last, first, first.year or 0, last.year or 0, numbers))
            break
    return found


def _pairs(one: Number, other: Number) -> Iterator[tuple[Line, Line]]:
    """Lines of two numbers that are the same measure in two years; none where a number can be several things."""
    if len({(line.indicator, line.region, line.part) for line in one.lines + other.lines}) != 1:
        return
    for first in one.lines:
        for last in other.lines:
            like = (first.unit, first.detail) == (last.unit, last.detail) and first.indicator
            if like and first.year and last.year and first.year != last.year and not first.since:
                yield first, last


def judge(said: Said) -> Iterator[Alarm]:
    """Alarms of all changes of a sentence."""
    for change in changes(said):
        described = said.where.endswith(":alt")
        for ground, why in (*_order(said, change), *_later(said, change)):
            yield Alarm("change", ground, said, f"{change.what}: {why}")
        if described:
            continue
        for ground, why in (
            *_people(said, change), *_direction(said, change), *_places(said, change), *_one_place(said, change),
            *_turn(said, change), *_rate(said, change), *_whole_years(said, change), *_flows(said, change),
            *_alike(change), *_copied(change),
        ):  # fmt: skip
            yield Alarm("change", ground, said, f"{change.what}: {why}")


Failed = Iterator[tuple[str, str]]


def _later(said: Said, change: Change) -> Failed:
    """No declared break between the years."""
    ends = change.ends
    if said.where.endswith(":alt") and "break" in said.item:
        return
    largest = max(abs(end) for end in ends) if ends else 0.0
    if change.line.indicator in RATIOS:
        counted = RATIOS[change.line.indicator][0]
        largest = max(
            tables.level(counted, change.line.region, year, change.line.part) or 0.0
            for year in (change.start, change.end)
        )
    elif change.line.indicator not in SOURCES:
        largest = max(tables.level("refugees_hosted", change.line.region, y) or 0.0 for y in (change.start, change.end))
    breaks = declared.breaks_between(
        change.line.indicator, change.line.region, change.line.part, change.start, change.end, largest
    )
    if breaks:
        told = "; ".join(f"{b.text} ({b.years[1]}, {100 * min(b.share, 1):.0f} %)" for b in breaks)
        yield "later", f"told as {change.told_as} across: {told}"


def _order(said: Said, change: Change) -> Failed:
    """A figure after "after" or "from" is the earlier one, and a printed change has the size that SQL finds."""
    if change.told_as == "figures":
        first, last = change.numbers
        before = said.text[: last.start]
        if last.start > first.end and re.search(r"\bafter (?:only )?$", before):
            yield "later", f"{last.text} of {change.end} stands as the earlier figure"
        return
    ends, number = change.ends, change.numbers[0]
    if ends is None:
        return
    percent = change.told_as == "percent"
    if percent and not ends[0]:
        yield "people", "a percentage of nothing"
        return
    size = 100 * (ends[1] / ends[0] - 1) if percent else ends[1] - ends[0]
    if change.line.indicator in RESULTS:
        return  # on matched hosts: `_places`
    if abs(abs(number.value) - abs(size)) > number.step * 0.51 + 1e-9:
        yield "value", f"{number.text} is printed, {size:,.4g} is right"


def _people(said: Said, change: Change) -> Failed:
    """Differences and directions of 100 people and more; percentages and multiples on 100 or more."""
    ends = change.ends
    if ends is None or change.line.indicator not in SOURCES:
        return
    multiple = words.MULTIPLE.search(said.text) and change.told_as == "figures"
    if (change.told_as == "percent" or multiple) and ends[0] < LEAST_PEOPLE:
        yield "people", f"a percentage or multiple of {ends[0]:,.0f} people"
    moved = change.told_as == "difference" or bool(words.MOVED.search(said.text))
    if moved and max(ends) < LEAST_PEOPLE:
        yield "people", f"{max(ends):,.0f} people at the larger end"
    elif moved and abs(ends[1] - ends[0]) < LEAST_PEOPLE and ends[0] != ends[1]:
        yield "difference", f"a difference of {abs(ends[1] - ends[0]):,.0f} people"
    low, high = change.line.low, change.line.high
    if moved and low is not None and high is not None and low < ends[0] < high and not _LATER_RELEASES.search(said.item):
        yield "noise", f"later releases may move it between {low:,.0f} and {high:,.0f}, which holds {ends[0]:,.0f}"


def _direction(said: Said, change: Change) -> Failed:
    """The word beside a number goes the way of the figures; a standstill is one."""
    ends = change.ends
    if ends is None or change.line.indicator in RESULTS or not ends[0]:
        return
    moved = ends[1] - ends[0]
    if change.told_as != "figures":
        before = said.text[max(0, change.numbers[0].start - 24) : change.numbers[0].start].rpartition(",")[2]
        risen, fallen = words.RISEN.search(before), words.FALLEN.search(before)
        sign = change.numbers[0].text[0]
        if moved < 0 and (risen or sign == "+") and not fallen:
            yield "value", "it fell"
        if moved > 0 and (fallen or sign == "−") and not risen:
            yield "value", "it rose"
    if words.STANDSTILL.search(said.text) and len(changes(said)) == 1 and ";" not in said.text and abs(moved / ends[0]) > STALLED_BELOW:
        yield "size-words", f"called a standstill at {100 * moved / ends[0]:+.0f} %"


def _places(said: Said, change: Change) -> Failed:
    """Reports of hosts: the same hosts at both ends, with half of the refugees, at the weights of one year."""
    measure, place = change.line.indicator, change.line.region
    if change.line.status == "partial" and not re.search(r"[Aa]t least|[Aa]t most", said.text):
        yield "whole", "the later figure is partial"
    if measure not in RESULTS or len(tables.members(place)) == 1:
        return
    ends = [frozenset(tables.reported(measure, year)) & tables.members(place) for year in (change.start, change.end)]
    if ends[0] == ends[1]:
        return
    both = ends[0] & ends[1]
    fits = change.told_as != "figures" or any(_fits(change, hosts) for hosts in _like_for_like(change, both))
    plain = change.told_as == "figures" and _fits(change, None)
    if fits and not plain:
        share = min(tables.share_reporting(measure, place, year, both) for year in (change.start, change.end))
        if share < HALF:
            yield "same-places", f"the {len(both)} hosts that report in both years hold {100 * share:.0f} %"
    elif not re.search(r"different hosts", said.item):
        hosts = f"{len(ends[0])} hosts report at the first end, {len(ends[1])} at the last, {len(both)} at both"
        yield ("same-places", hosts) if plain else ("weights", f"no one year's weights give both figures; {hosts}")


def _like_for_like(change: Change, both: frozenset[str]) -> Iterator[frozenset[str]]:
    """Hosts with figures at both ends: all, and less those whose figures were judged or repeat the year before."""
    measure = change.line.indicator
    yield both
    judged = both - declared.judged(RESULTS[measure], (change.start, change.end))
    yield judged
    repeats = {h for h in judged if tables.reported(measure, change.end - 1).get(h) == tables.reported(measure, change.end)[h]}
    yield judged - repeats


def _fits(change: Change, hosts: frozenset[str] | None) -> bool:
    """Whether both printed figures are means on these hosts, at one year's weights or, on all hosts, at each year's own."""
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


def movers(change: Change) -> list[tuple[str, float]]:
    """On each side of the pairs the country that makes half of a change or more, or turns it: with its share."""
    measure, place, part = change.line.indicator, change.line.region, change.line.part
    if measure not in SOURCES:
        return []
    total = sum(tables.of_region(measure, place, change.end, part).values()) - sum(
        tables.of_region(measure, place, change.start, part).values()
    )
    found = []
    for side in (0, 1):
        if (side == 0 and len(tables.members(place)) == 1) or (side == 1 and (part or not SOURCES[measure].other)):
            continue
        moved = _moved(change, side)
        if not moved or not total:
            continue
        iso3, most = max(moved.items(), key=lambda one: one[1] / total)
        few = side == 0 and len(tables.members(place)) < FEW_MEMBERS
        if few or most / total >= DECISIVE:
            found.append((iso3, most / total))
    return found


def _moved(change: Change, side: int) -> dict[str, float]:
    first, last = (
        tables.of_region(change.line.indicator, change.line.region, year, change.line.part)
        for year in (change.start, change.end)
    )
    found: dict[str, float] = {}
    for cells, sign in ((last, 1), (first, -1)):
        for pair, amount in cells.items():
            found[pair[side]] = found.get(pair[side], 0.0) + sign * amount
    return found


def _one_place(said: Said, change: Change) -> Failed:
    """A place that makes half of a change, or turns it, is named."""
    ends = change.ends
    if ends is None or abs(ends[1] - ends[0]) < LEAST_PEOPLE:
        return
    if change.line.region != said.region:
        return  # a place that is named because it made a change itself
    heard = said.text if said.where == "title" or said.where.endswith(":title") else said.item
    for iso3, share in movers(change):
        if not named(iso3, heard):
            yield "one-place", f"{iso3} makes {100 * share:.0f} % of it and is not named"
    if change.line.indicator in RATIOS and len(tables.members(change.line.region)) > 1 and not change.line.part:
        way = ends[1] > ends[0]
        for iso3 in tables.members(change.line.region):
            rest = [tables.ratio_without(change.line.indicator, change.line.region, y, iso3) for y in (change.start, change.end)]
            if None not in rest and (rest[1] > rest[0]) != way and not named(iso3, heard):  # type: ignore[operator]
                yield "one-place", f"without {iso3} it moves the other way"


def _turn(said: Said, change: Change) -> Failed:
    """The last year stands in the same sentence when it went against the years before."""
    before = change.level(change.end - 1)
    ends = change.ends
    if change.end - change.start < 2 or ends is None or before is None or not ends[1] or change.line.indicator in RESULTS:
        return
    trend, last = before - ends[0], ends[1] - before
    people = change.line.indicator in SOURCES
    if people and min(abs(trend), abs(last)) < LEAST_PEOPLE:
        return
    if trend * last < 0 and min(abs(trend), abs(last)) > TURNED * max(ends):
        heard = said.text if said.where == "title" or said.where.endswith(":title") else said.item
        told = any(c.start == change.end - 1 and c.line.indicator == change.line.indicator for c in changes(said))
        if not told and not re.search(rf"in one year|\b{change.end - 1}\b|(?:up|down) by [^;]* in {change.end}\b", heard):
            yield "turn", f"{trend:+,.4g} to {change.end - 1}, then {last:+,.4g}, and the last year is not told"


def _rate(said: Said, change: Change) -> Failed:
    """Where a rate and the count above it move apart, both stand in one sentence."""
    measure, ends = change.line.indicator, change.ends
    if measure not in RATIOS or ends is None:
        return
    above = RATIOS[measure][0]
    first, last = (tables.level(above, change.line.region, y, change.line.part) or 0.0 for y in (change.start, change.end))
    told = any(line.indicator == above for number in said.numbers for line in number.lines)
    if (last - first) * (ends[1] - ends[0]) < 0 and abs(last - first) >= LEAST_PEOPLE and not told:
        yield "rate-and-level", f"its count went from {first:,.0f} to {last:,.0f}"


def _whole_years(said: Said, change: Change) -> Failed:
    """Money in constant prices, and of whole years only."""
    if change.line.unit.startswith("US dollars"):
        if " of 2" not in change.line.unit:
            yield "whole-years", "dollars of each year are compared"
        if not declared.least_complete(change.end):
            yield "whole-years", f"{change.end} is incomplete"


def _alike(change: Change) -> Failed:
    """Both figures are of one kind, and published ones of equally long periods."""
    kinds = {change.earlier.status, change.line.status} & {"computed", "published", "proxy"}
    if len(kinds) > 1:
        yield "same-kind", f"{change.earlier.status} at the first end, {change.line.status} at the last"
    if kinds == {"published"} and change.told_as == "figures":
        code = declared.measures().get(change.line.indicator, {}).get("gcr_code")
        periods = [declared.periods(str(code), number.value, number.step) for number in change.numbers]
        if all(periods) and {"-" in one for one in periods[0]} != {"-" in one for one in periods[1]}:
            yield "periods", f"{' or '.join(sorted(periods[0]))} against {' or '.join(sorted(periods[1]))}"


def _copied(change: Change) -> Failed:
    """A value that repeats an earlier one to its last digit carries no change until somebody has judged it."""
    ends = change.ends
    if change.line.indicator in RESULTS and len(tables.members(change.line.region)) == 1:
        (host,) = tables.members(change.line.region)
        values = [tables.reported(change.line.indicator, year).get(host) for year in (change.end - 1, change.end)]
        repeated = None not in values and values[0] == values[1]
        stands = declared.judged(RESULTS[change.line.indicator], (change.end,), stands=True)
        if repeated and host not in stands and values[0] not in (0.0, 100.0):
            yield "copied", f"{values[1]} repeats {change.end - 1} to its last digit"
    elif ends and change.line.indicator in SOURCES and ends[0] == ends[1] >= LEAST_PEOPLE:
        yield "copied", f"{ends[1]:,.0f} repeats {change.start} to its last digit"


_IN_OUT = {
    "refugees_hosted": ("recorded_arrivals", ("returns_from_host", "naturalisations")),
    "refugees_from_origin": ("recorded_outflow", ("refugee_returns", "resettlement_from_origin", "naturalised_from_origin")),
}


def _flows(said: Said, change: Change) -> Failed:
    """A residual above a quarter of the recorded flows is told beside the change of a stock in one year."""
    measure = change.line.indicator
    if measure not in _IN_OUT or change.end != change.start + 1 or change.line.part or change.ends is None:
        return
    into, out = _IN_OUT[measure]
    inflow = tables.level(into, change.line.region, change.end) or 0.0
    outflow = sum(tables.level(flow, change.line.region, change.end) or 0.0 for flow in out)
    residual = change.ends[1] - change.ends[0] - inflow + outflow
    departed = 0.0 if measure == "refugees_from_origin" else _departed(change)
    least = max(LEAST_PEOPLE, RESIDUAL * (inflow + outflow + departed) + departed)
    if abs(residual) > least and not _FLOW_WORDS.search(said.item):
        yield "flows", f"recorded flows {inflow:,.0f} in, {outflow:,.0f} out leave a residual of {residual:+,.0f}, not told"


def _departed(change: Change) -> float:
    """Departures on resettlement that hosts last reported; no table has them by host and year for all."""
    years = range(change.end, 2021, -1)
    known = (tables.level("resettlement_departures", change.line.region, year) for year in years)
    return next((people for people in known if people is not None), 0.0)
