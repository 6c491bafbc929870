"""Changes: the pairs of years of one measure that a sentence sets side by side, by SQL at both ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import NamedTuple

from referee import declared, levels, words
from referee.measures import SOURCES
from referee.notes import Line, Number, Said

_WITHOUT = re.compile(
    r"\(without[^)]*\)|\bwithout [^;.]*?(?:figure|number|rest) [^;]*", re.IGNORECASE
)  # what is said about the others
_BARE = re.compile(r"\b(?:every|per|for each|fewer than|than|exceed|[Vv]ersion) $")
Failed = Iterator[tuple[str, str]]


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
        return levels.level(self.line.indicator, self.line.region, year, self.line.cell)

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
    apart = [span.span() for span in _WITHOUT.finditer(said.text)]
    told = [n for n in said.numbers if not any(a <= n.start < b for a, b in apart) and not is_bare(said, n)]
    numbers = [_of_years_named(number, said.years) for number in told]
    for number in numbers:
        since = {(line.indicator, line.region, line.part, line.since) for line in number.lines}
        sure = len(since) == 1 and number.lines[0].since
        moved = (
            words.MOVED.search(said.text[max(0, number.start - 14) : number.start]) or number.text[0] in "−+"
        )
        changed = [line for line in number.lines if line.since and not line.without]
        alone = len({(c.indicator, c.region, c.cell, c.since) for c in changed}) == 1
        if alone and changed[0].year and (sure or moved):
            found.append(Change(changed[0], changed[0], changed[0].since or 0, changed[0].year, (number,)))
    for one, other in combinations(numbers, 2):
        for pair in _pairs(one, other):
            first, last = sorted(pair, key=lambda line: line.year or 0)
            both = (one, other) if pair[0] is first else (other, one)
            found.append(Change(last, first, first.year or 0, last.year or 0, both))
            break
    return found


def is_bare(said: Said, number: Number) -> bool:
    """Whether a number is no figure: a threshold, a version."""
    return bool(_BARE.search(said.text[: number.start])) or said.text[number.end :].startswith(" or more")


def _of_years_named(number: Number, years: frozenset[int]) -> Number:
    """The number without lines of years that its sentence does not name, where others are named."""
    lines = tuple(each for each in number.lines if each.year is None or each.without or each.year in years)
    return replace(number, lines=lines or number.lines)


def _pairs(one: Number, other: Number) -> Iterator[tuple[Line, Line]]:
    """Lines of two numbers that are one measure in two years; none where a number can be several things."""
    if len({(line.indicator, line.region, line.part) for line in one.lines + other.lines}) != 1:
        return
    for first in one.lines:
        for last in other.lines:
            like = (first.unit, first.detail) == (last.unit, last.detail) and first.indicator
            plain = not first.detail or first.part or "hosts with figures" in first.detail
            if like and plain and first.year and last.year and first.year != last.year and not first.since:
                yield first, last
