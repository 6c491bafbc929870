"""Grounds of a change that say what it is: its size and way, whose doing it is, its turn, rate and flows."""

import re
from dataclasses import replace

from referee import levels, tables, words
from referee.change import Change, Failed, changes
from referee.measures import RATIOS, REPORTED, RESULTS, SOURCES
from referee.notes import Said, named

LEAST_PEOPLE = 100
DECISIVE = 0.5  # of a change
FEW_MEMBERS = 5
UNRECORDED = 0.25  # of a change
RESIDUAL = 0.25  # of the recorded flows
TURNED = 0.02  # of the figure: a smaller move of the last year is no turn
STALLED_BELOW = 0.25
_FLOW_WORDS = re.compile(
    r"would have (?:raised|lowered)|\b(?:flows?|on record|explain\w*|residual|unexplained)\b"
)
_UNRECORDED = re.compile(r"\bno (?:country(?: of asylum)?|origin|destination) is recorded\b")
_TOLD_BESIDE = re.compile(r"the figure of \d{4} was $")
# What a stock is made of, flow by flow, which adds up; a leap that is doubted.
_NO_PLACE = re.compile(r"flows on record (?:explain|come to|would leave)|may be a new way of counting")
_LATER_RELEASES = re.compile(r"\b(?:later releases?|revis\w+|undo)\b")


def order(said: Said, change: Change) -> Failed:
    """A figure behind "after" is the earlier one, and a printed change has the size that SQL finds."""
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
    if change.line.indicator in RESULTS or change.line.indicator in REPORTED:
        return  # on matched hosts: `comparable.places`
    below = said.text[: number.start].endswith("less than ") and abs(size) < number.value
    near = max(10 * ("new_displacement" in change.line.indicator), number.step * 0.51 + 1e-9)
    if not below and abs(abs(number.value) - abs(size)) > near:
        yield "value", f"{number.text} is printed, {size:,.4g} is right"


def people(said: Said, change: Change) -> Failed:
    """Differences and directions of 100 people and more; percentages and multiples on 100 or more."""
    ends = change.ends
    if ends is None or change.line.indicator not in SOURCES or _is_turn(said, change):
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
    if (
        moved
        and low is not None
        and high is not None
        and low < ends[0] < high
        and not _LATER_RELEASES.search(said.near)
    ):
        yield (
            "noise",
            f"later releases may move it between {low:,.0f} and {high:,.0f}, which holds {ends[0]:,.0f}",
        )


def direction(said: Said, change: Change) -> Failed:
    """The word beside a number goes the way of the figures; a standstill is one."""
    ends = change.ends
    if ends is None or change.line.indicator in {*RESULTS, *REPORTED} or not ends[0]:
        return
    moved = ends[1] - ends[0]
    if change.told_as == "figures":
        told = _from_one_to_the_other(said, change)
        risen, fallen = words.UP_FROM.search(told), words.DOWN_FROM.search(told)
        if moved < 0 and risen and not fallen:
            yield "value", "it fell"
        if moved > 0 and fallen and not risen:
            yield "value", "it rose"
    else:
        before = said.text[max(0, change.numbers[0].start - 24) : change.numbers[0].start].rpartition(",")[2]
        risen, fallen = words.RISEN.search(before), words.FALLEN.search(before)
        sign = change.numbers[0].text[0]
        if moved < 0 and (risen or sign == "+") and not fallen:
            yield "value", "it fell"
        if moved > 0 and (fallen or sign == "−") and not risen:
            yield "value", "it rose"
    if (
        words.STANDSTILL.search(said.text)
        and len(changes(said)) == 1
        and ";" not in said.text
        and abs(moved / ends[0]) > STALLED_BELOW
    ):
        yield "size-words", f"called a standstill at {100 * moved / ends[0]:+.0f} %"


def _from_one_to_the_other(said: Said, change: Change) -> str:
    """The words that lead from the earlier figure to the later one; empty where nothing says "from"."""
    earlier, later = change.numbers
    if not said.text[: earlier.start].endswith("from "):
        return ""
    start, end = min(earlier.start, later.start), max(earlier.start, later.start)
    before = re.split("[,;.]", said.text[max(0, start - 24) : start])[-1]
    return before + said.text[start:end]


def one_place(said: Said, change: Change) -> Failed:
    """Each place that makes half of a change, or turns it, is named, on both sides of the pairs."""
    ends = change.ends
    if ends is None or abs(ends[1] - ends[0]) < LEAST_PEOPLE:
        return
    if change.told_as == "figures" and len({number.text for number in change.numbers}) == 1:
        return  # both figures read alike: no change is told
    if change.line.region != said.region or change.line.part:
        return  # a place that is named because it made a change itself
    if _is_turn(said, change):
        return
    if _NO_PLACE.search(said.text):
        return
    for iso3, share in movers(change):
        if iso3 in tables.NOWHERE and not _UNRECORDED.search(said.near):
            yield "recorded", f"people without a recorded country make {100 * share:.0f} % of it"
        if iso3 not in tables.NOWHERE and not named(iso3, said.near):
            yield "one-place", f"{iso3} makes {100 * share:.0f} % of it and is not named"
    if (
        change.line.indicator in RATIOS
        and len(tables.members(change.line.region)) > 1
        and not change.line.part
    ):
        way = ends[1] > ends[0]
        for iso3 in tables.members(change.line.region):
            rest = [
                levels.ratio_without(change.line.indicator, change.line.region, y, iso3)
                for y in (change.start, change.end)
            ]
            if None not in rest and (rest[1] > rest[0]) != way and not named(iso3, said.near):  # type: ignore[operator]
                yield "one-place", f"without {iso3} it moves the other way"


def _is_turn(said: Said, change: Change) -> bool:
    """Whether a number of it is the last year that stands beside another change."""
    beside = re.compile(r"in \d{4} alone,? \w+ \w+ by $|the figure of \d{4} was $")
    return any(beside.search(said.text[: number.start]) for number in change.numbers)


def movers(change: Change) -> list[tuple[str, float]]:
    """On each side of the pairs the country that makes half of a change or turns it, with its share.

    Where many have no country on record, these stand for the other side.
    """
    measure, place, part = change.line.indicator, change.line.region, change.line.cell
    if measure not in SOURCES:
        return []
    total = sum(tables.of_region(measure, place, change.end, part).values()) - sum(
        tables.of_region(measure, place, change.start, part).values()
    )
    found = []
    for side in (0, 1):
        if (side == 0 and len(tables.members(place)) == 1) or (
            side == 1 and (part or not SOURCES[measure].other)
        ):
            continue
        moved = _moved(change, side)
        if not moved or not total:
            continue
        hidden = sum(amount for place, amount in moved.items() if place in tables.NOWHERE)
        if side == 1 and abs(hidden) >= max(LEAST_PEOPLE, UNRECORDED * abs(total)):
            found.append((tables.NOWHERE[0], hidden / total))
            continue  # nobody knows from where, or to where, the others moved
        iso3, most = max(moved.items(), key=lambda one: one[1] / total)
        few = side == 0 and len(tables.members(place)) < FEW_MEMBERS
        if iso3 in tables.NOWHERE and abs(most) < LEAST_PEOPLE:
            continue
        if few or most / total >= DECISIVE:
            found.append((iso3, most / total))
    return found


def _moved(change: Change, side: int) -> dict[str, float]:
    first, last = (
        tables.of_region(change.line.indicator, change.line.region, year, change.line.cell)
        for year in (change.start, change.end)
    )
    found: dict[str, float] = {}
    for cells, sign in ((last, 1), (first, -1)):
        for pair, amount in cells.items():
            found[pair[side]] = found.get(pair[side], 0.0) + sign * amount
    return found


def turn(said: Said, change: Change) -> Failed:
    """The last year stands in the same sentence when it went against the years before."""
    if change.line.part and change.told_as == "difference":
        change = replace(change, line=replace(change.line, detail=""))  # a part: the whole’s turn is asked
    before, ends = change.level(change.end - 1), change.ends
    if (
        change.end - change.start < 2
        or _is_turn(said, change)
        or ends is None
        or before is None
        or not ends[1]
        or change.line.indicator in RESULTS
    ):
        return
    trend, last = before - ends[0], ends[1] - before
    if any(_TOLD_BESIDE.search(said.text[: number.start]) for number in change.numbers):
        return  # the figure of the year before, which is the turn that is told
    if len(change.numbers) == 2 and all(said.text[: n.start].endswith("after ") for n in change.numbers):
        return  # both stand behind the figure of a later year, to which each is compared
    people = change.line.indicator in SOURCES
    if people and min(abs(trend), abs(last)) < LEAST_PEOPLE:
        return
    if trend * last < 0 and min(abs(trend), abs(last)) > TURNED * max(ends):
        told = any(
            c.start == change.end - 1 and c.line.indicator == change.line.indicator for c in changes(said)
        )
        if not told and not re.search(
            rf"in one year|\b{change.end - 1}\b|in {change.end} alone|(?:up|down) by [^;]* in {change.end}\b",
            said.near if said.where.startswith("headline") else said.text,
        ):
            yield (
                "turn",
                f"{trend:+,.4g} to {change.end - 1}, then {last:+,.4g}, and the last year is not told",
            )


def rate(said: Said, change: Change) -> Failed:
    """Where a rate and the count above it move apart, both stand in one sentence."""
    measure, ends = change.line.indicator, change.ends
    if measure not in RATIOS or ends is None:
        return
    above = RATIOS[measure][0]
    first, last = (
        levels.level(above, change.line.region, y, change.line.cell) or 0.0
        for y in (change.start, change.end)
    )
    told = any(line.indicator == above for number in said.numbers for line in number.lines)
    if (last - first) * (ends[1] - ends[0]) < 0 and abs(last - first) >= LEAST_PEOPLE and not told:
        yield "rate-and-level", f"its count went from {first:,.0f} to {last:,.0f}"


_IN_OUT = {
    "refugees_hosted": (("recorded_arrivals", "recognised"), ("returns_from_host", "naturalisations")),
    "refugees_from_origin": (
        ("recorded_outflow", "recognised_from_origin"),
        ("refugee_returns", "resettlement_from_origin", "naturalised_from_origin"),
    ),
}


def flows(said: Said, change: Change) -> Failed:
    """A residual above a quarter of the recorded flows is told beside the change of a stock in one year."""
    measure = change.line.indicator
    if measure not in _IN_OUT or change.end != change.start + 1 or change.line.part or change.ends is None:
        return
    if said.where == "title":  # what flows alone would have done stands in the headline below it
        return
    into, out = _IN_OUT[measure]
    inflow, outflow = (
        sum(levels.level(flow, change.line.region, change.end) or 0.0 for flow in side)
        for side in (into, out)
    )
    residual = change.ends[1] - change.ends[0] - inflow + outflow
    departed = 0.0 if measure == "refugees_from_origin" else _departed(change)
    least = max(LEAST_PEOPLE, RESIDUAL * (inflow + outflow + departed) + departed)
    recorded = inflow + outflow > 0  # where no flow is on record, nothing is left of it
    if recorded and abs(residual) > least and not _FLOW_WORDS.search(said.near):
        yield (
            "flows",
            f"recorded flows of {inflow:,.0f} in and {outflow:,.0f} out leave {residual:+,.0f}, not told",
        )


def _departed(change: Change) -> float:
    """Departures on resettlement that hosts last reported; no table has them by host and year for all."""
    years = range(change.end, 2021, -1)
    known = (levels.level("resettlement_departures", change.line.region, year) for year in years)
    return next((people for people in known if people is not None), 0.0)
