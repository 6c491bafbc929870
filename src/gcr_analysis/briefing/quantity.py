"""A number that knows its unit, region, year, status and source. The only formatter of numbers."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from gcr_analysis.briefing.marks import mark
from gcr_analysis.numbers import category, is_scaled, missing_to_none, number, significant, word

BOUNDS = ("At least", "At most")
"""How the reason of a figure begins that is only a bound."""
_CARRIED = re.compile(r"carried by ([^,;]+?), (?:not by|which is not) the publisher")


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number and everything that a reader may ask of it.

    Parameters
    ----------
    value
        The number, or None where there is no figure.
    unit
        What is counted, in the words of the indicator's declaration: ``"persons"``, ``"percent"``, …
    region
        Id of the region that it is about.
    indicator
        Id of the measure; empty for a number that is given, such as a baseline year.
    year, value_year
        The year asked for, and the figure's own.
    status
        Status of the measure, or ``"given"`` for a constant.
    coverage
        Share of the region's refugees that the figure rests on, 0 to 1.
    source, vintage
        Who made the figures, and of which date.
    low, high
        Ends of an interval in the same unit.
    detail
        What part of the region the number is about, such as one origin.
    reason
        Why there is no figure, or what to keep in mind with it.
    bound
        ``least`` or ``most`` where it is said to be at least or at most so much: it is rounded down or up.

    Examples
    --------
    >>> str(Quantity(value=35_638_779, unit="persons"))
    '35.6\\xa0million'
    >>> str(Quantity(value=None, unit="percent"))
    'no figure'
    """

    value: float | None
    unit: str
    region: str = ""
    indicator: str = ""
    year: int | None = None
    value_year: int | None = None
    status: str = "given"
    coverage: float | None = None
    source: str = ""
    vintage: str = ""
    low: float | None = None
    high: float | None = None
    detail: str = ""
    reason: str = ""
    bound: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any], **changes: Any) -> Self:
        """Make a quantity from a row of the tidy frame that `gcr_analysis.indicator` returns.

        >>> str(Quantity.of({"value": 71.2, "unit": "percent", "region": "world", "year": 2025}))
        '71\\xa0%'
        """
        names = cls.__dataclass_fields__
        fields = {name: missing_to_none(row[name]) for name in names if name in row}
        for name in ("year", "value_year"):
            if fields.get(name) is not None:
                fields[name] = int(fields[name])
        for name in ("region", "indicator", "source", "vintage", "detail", "reason"):
            fields[name] = str(fields.get(name) or "")
        made = cls(**(fields | changes))
        most = made.is_bound and made.reason.startswith("At most")
        return replace(made, bound="most" if most else "least" if made.is_bound or made.is_least else "")

    def __str__(self) -> str:
        """Return the number as a sentence shows it: ``"35.6 million"``, ``"71 %"``, ``"no figure"``."""
        return mark(self, self.written)

    @property
    def written(self) -> str:
        """The same without a mark, for comparisons (see `gcr_analysis.briefing.marks`)."""
        return number(self.value, self.unit, bound=self.bound)

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return self.value is not None

    @property
    def number(self) -> float:
        """The number for comparisons, which NaN never satisfies.

        >>> Quantity(value=None, unit="persons").number > 0
        False
        """
        return math.nan if self.value is None else float(self.value)

    @property
    def word(self) -> str:
        """A small whole number in words, any other as it is: ``"five"``, ``"37"``."""
        return mark(self, word(self.value)) if word(self.value) else str(self)

    @property
    def scaled(self) -> bool:
        """Whether it is written with a word such as million."""
        return is_scaled(self.value, self.unit, self.bound)

    @property
    def category(self) -> str:
        """The plural category of CLDR that it has as it is written: ``one``, ``few``, ``other``."""
        return category(self.value, self.unit, self.bound)

    @property
    def own_year(self) -> "Quantity":
        """The figure's own year."""
        return given(self.value_year or self.year or 0, "year")

    @property
    def ends(self) -> tuple["Quantity", "Quantity"]:
        """The ends of the interval, as quantities of their own."""
        low, high = (
            replace(self, value=end, low=None, high=None, detail=f"{name} end", bound="")
            for name, end in (("lower", self.low), ("upper", self.high))
        )
        return low, high

    @property
    def at_least(self) -> "Quantity":
        """The least that it could be: its lower end, or itself where there is none.

        >>> print(Quantity(value=75.6, unit="percent", low=74.6).at_least)
        74\xa0%
        """
        low = self.ends[0]
        return replace(low if low.known else self, bound="least")

    @property
    def carried(self) -> str:
        """Who carried a published figure, where that is not its publisher; else empty."""
        found = _CARRIED.search(self.reason)
        return found[1] if found else ""

    @property
    def is_bound(self) -> bool:
        """Whether it is only at least, or at most, what it says, since a large part was not counted.

        >>> reason = "At least: leaves out 500 applications that a country counted in cases"
        >>> Quantity(value=900, unit="persons", status="partial", reason=reason).is_bound
        True
        """
        return self.status == "partial" and self.reason.startswith(BOUNDS)

    @property
    def is_least(self) -> bool:
        """Whether it is its own lower bound, with nothing that bounds it from above.

        >>> Quantity(value=9.0, unit="deaths", low=9.0).is_least
        True
        """
        return self.known and self.low == self.value and self.high is None

    @property
    def covered(self) -> "Quantity":
        """The share that the figure rests on, in percent."""
        share = None if self.coverage is None else 100 * self.coverage
        detail = "share of refugees that it rests on"
        return replace(self, value=share, unit="percent", low=None, high=None, detail=detail, bound="")

    @property
    def size(self) -> "Quantity":
        """The same without its sign."""
        return replace(self, value=None if self.value is None else abs(self.value))

    @property
    def rises(self) -> bool:
        """Whether it is above zero."""
        return self.number > 0

    @property
    def falls(self) -> bool:
        """Whether it is below zero."""
        return self.number < 0

    @property
    def signed(self) -> str:
        """The number with its sign, plus included: ``"+3.2 million"``, ``"−45 %"``."""
        return mark(self, number(self.value, self.unit, signed=True))

    def ledger(self) -> dict[str, Any]:
        """Return the quantity as a line of the note's ledger: its text first, then its fields.

        >>> Quantity(value=2016, unit="year").ledger()["text"]
        '2016'
        """
        names = ("value", "unit", "region", "indicator", "year", "value_year", "status", "coverage")
        names += ("low", "high", "source", "vintage", "detail")
        return {"text": self.written} | {name: significant(getattr(self, name)) for name in names}


def given(value: float, unit: str) -> Quantity:
    """Return a constant of the analysis, such as a threshold or a baseline year, as a quantity.

    >>> print(given(25_000, "refugees"), given(2016, "year"))
    25,000 2016
    """
    return Quantity(value=value, unit=unit)
