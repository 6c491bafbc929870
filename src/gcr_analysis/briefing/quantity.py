"""A number that knows its unit, region, year, status and source. The only formatter of numbers."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

import pandas as pd

NBSP = "\u00a0"
MINUS = "\u2212"
NO_FIGURE = "no figure"

# Singular of the units that are nouns; the plural is the unit itself.
_SINGULAR = {
    "persons": "person",
    "refugees": "refugee",
    "situations": "situation",
    "countries": "country",
    "donors": "donor",
    "partners": "partner",
    "decisions": "decision",
    "percentage points": "percentage point",
    "years": "year",
}
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Units that have their own way even with whole numbers.
_PRINTED = {"year", "percent", "percentage points", "US dollars", "US dollars per person"}
_NO_DECIMALS_FROM = {"times": 10, "ratio": 100}
_WHOLE = {"persons", "refugees", "situations", "countries", "donors", "partners", "decisions"}
_WHOLE |= {"days", "permits", "persons a year"}


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

    Examples
    --------
    >>> str(Quantity(value=35_638_779, unit="persons"))
    '35.6\\xa0million'
    >>> Quantity(value=1, unit="situations").counted
    '1\\xa0situation'
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

    @classmethod
    def of(cls, row: Mapping[str, Any], **changes: Any) -> Self:
        """Make a quantity from a row of the tidy frame that `gcr_analysis.indicator` returns.

        >>> str(Quantity.of({"value": 71.2, "unit": "percent", "region": "world", "year": 2025}))
        '71\\xa0%'
        """
        names = cls.__dataclass_fields__
        fields = {name: _missing_to_none(row[name]) for name in names if name in row}
        for name in ("year", "value_year"):
            if fields.get(name) is not None:
                fields[name] = int(fields[name])
        for name in ("region", "indicator", "source", "vintage", "detail", "reason"):
            fields[name] = str(fields.get(name) or "")
        return cls(**(fields | changes))

    def __str__(self) -> str:
        """Return the number as a sentence shows it: ``"35.6 million"``, ``"71 %"``, ``"no figure"``."""
        return number(self.value, self.unit)

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return self.value is not None

    @property
    def counted(self) -> str:
        """The number with its unit as a noun, singular or plural: ``"57 situations"``, ``"1 country"``."""
        return f"{self}{NBSP}{noun(self.value, self.unit)}" if self.known else NO_FIGURE

    @property
    def word(self) -> str:
        """A small whole number in words, any other as it is: ``"five"``, ``"37"``."""
        small = self.value is not None and self.value in range(len(_WORDS))
        return _WORDS[int(self.value)] if small else str(self)  # type: ignore[arg-type]

    @property
    def own_year(self) -> "Quantity":
        """The figure's own year."""
        return given(self.value_year or self.year or 0, "year")

    @property
    def interval(self) -> str:
        """The ends of the interval: ``"7.8 to 57.1"``."""
        return f"{number(self.low, self.unit)} to {number(self.high, self.unit)}"

    @property
    def size(self) -> "Quantity":
        """The same without its sign."""
        return replace(self, value=None if self.value is None else abs(self.value))

    @property
    def dated(self) -> str:
        """The number, followed by its own year where that is not the year asked for."""
        late = self.known and self.value_year not in (None, self.year)
        return f"{self} ({self.value_year})" if late else str(self)

    @property
    def rose(self) -> str:
        """``"rose by 3.2 million"``, ``"fell by 45 %"`` or ``"did not change"``."""
        return self._moved("rose by", "fell by", "did not change")

    @property
    def up(self) -> str:
        """``"up by 3.2 million"``, ``"down by 45 %"`` or ``"unchanged"``."""
        return self._moved("up by", "down by", "unchanged")

    @property
    def signed(self) -> str:
        """The number with its sign, plus included: ``"+3.2 million"``, ``"−45 %"``."""
        return number(self.value, self.unit, signed=True)

    def _moved(self, up: str, down: str, still: str) -> str:
        if self.value is None:
            return NO_FIGURE
        if self.value == 0:
            return still
        return f"{up if self.value > 0 else down} {self.size}"

    def ledger(self) -> dict[str, Any]:
        """Return the quantity as a line of the note's ledger: its text first, then its fields.

        >>> Quantity(value=2016, unit="year").ledger()["text"]
        '2016'
        """
        names = ("value", "unit", "region", "indicator", "year", "value_year", "status", "coverage")
        names += ("low", "high", "source", "vintage", "detail")
        return {"text": str(self)} | {name: significant(getattr(self, name)) for name in names}


def given(value: float, unit: str) -> Quantity:
    """Return a constant of the analysis, such as a threshold or a baseline year, as a quantity.

    >>> print(given(25_000, "refugees"), given(2016, "year"))
    25,000 2016
    """
    return Quantity(value=value, unit=unit)


def noun(value: float | None, unit: str) -> str:
    """Return the unit as a noun that agrees with the number.

    >>> noun(1, "countries"), noun(2, "countries")
    ('country', 'countries')
    """
    return _SINGULAR.get(unit, unit) if value == 1 else unit


def number(value: float | None, unit: str, *, signed: bool = False) -> str:
    """Write a number the way that the house writes its unit.

    Millions have three significant digits, smaller counts stand whole with commas. Percentages have one
    decimal below ten and none above, and never round to a hundred or to zero what is neither.

    Parameters
    ----------
    value
        The number; None or NaN is "no figure".
    unit
        Its unit, as declared.
    signed
        Write a plus before a gain.

    Examples
    --------
    >>> [number(v, "persons") for v in (35_638_779, 4_362_272, 5_000_400, 81_766, 5)]
    ['35.6\\xa0million', '4.36\\xa0million', '5.00\\xa0million', '81,766', '5']
    >>> [number(v, "percent") for v in (71.2, 7.25, 0.02, 99.7, 100)]
    ['71\\xa0%', '7.3\\xa0%', 'less than 0.1\\xa0%', '99.7\\xa0%', '100\\xa0%']
    >>> number(-5_300_000_000, "US dollars", signed=True)
    '−USD\\xa05.30\\xa0billion'
    """
    if value is None or math.isnan(value):
        return NO_FIGURE
    if isinstance(value, int) and unit not in _PRINTED:
        unit = "persons"
    sign = MINUS if value < 0 else ("+" if signed and value > 0 else "")
    text = _magnitude(abs(value), unit)
    return text if text.startswith(("less", "more")) else sign + text


def round_number(value: float, unit: str) -> str:
    """Write a round number, such as a mark on an axis, without the zeros that say how exact it is.

    >>> round_number(30_000_000, "persons"), round_number(0.2, "per 1,000 inhabitants")
    ('30\\xa0million', '0.2')
    """
    amount, space, word = number(value, unit).partition(NBSP)
    return (amount.rstrip("0").rstrip(".") if "." in amount else amount) + space + word


def _magnitude(value: float, unit: str) -> str:
    match unit:
        case "year":
            return f"{value:.0f}"
        case "percent":
            text = _percent(value)
        case "percentage points":
            amount = _plain(value)
            text = f"{amount}{NBSP}percentage {'point' if amount == '1.0' else 'points'}"
        case "US dollars" | "US dollars per person":
            text = f"USD{NBSP}{_count(value)}"
        case "coefficient":
            text = f"{value:.3f}"
        case "times" | "ratio" if value >= _NO_DECIMALS_FROM[unit]:
            text = f"{value:,.0f}"
        case _:
            text = _count(value) if unit in _WHOLE else _plain(value)
    return text


def _count(value: float) -> str:
    """Whole numbers with commas; from a million on, three significant digits and a word."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= (size if size == 1e6 else 0.9995 * size):
            return f"{_three_digits(value / size)}{NBSP}{word}"
    return f"{value:,.0f}"


def _three_digits(value: float) -> str:
    decimals = 2 if value < 9.995 else (1 if value < 99.95 else 0)
    return f"{_half_up(value, decimals):,.{decimals}f}"


def _percent(value: float) -> str:
    if 0 < value < 0.05:
        return f"less than 0.1{NBSP}%"
    if 99.95 <= value < 100:
        return f"more than 99.9{NBSP}%"
    one_decimal = 0 < value < 9.95 or 99 < value < 100
    return f"{_half_up(value, 1 if one_decimal else 0):,.{1 if one_decimal else 0}f}{NBSP}%"


def _plain(value: float) -> str:
    """One decimal, two significant digits below one, none from a thousand on."""
    if 0 < value < 0.005:
        return "less than 0.01"
    decimals = 0 if value >= 999.5 else (1 if value >= 0.95 or value == 0 else 2)
    return f"{_half_up(value, decimals):,.{decimals}f}"


def _half_up(value: float, decimals: int) -> float:
    """Round a half away from zero, as readers do by hand: 0.25 becomes 0.3, not 0.2."""
    scale = 10**decimals
    return math.floor(value * scale + 0.5 + 1e-9) / scale


def _missing_to_none(value: Any) -> Any:
    """Return None for any of pandas' missing values, and Python's own number for numpy's."""
    value = value.item() if hasattr(value, "item") else value
    return None if pd.isna(value) else value


def significant(value: Any, digits: int = 6) -> Any:
    """Return a number with at most six significant digits, so that its text is the same everywhere.

    Whole numbers stay whole, and anything that is no number stays as it is.

    >>> significant(130.69999999), significant(34646534.0), significant(float("nan")), significant("x")
    (130.7, 34646534, None, 'x')
    """
    value = _missing_to_none(value)
    if not isinstance(value, float):
        return value
    if value.is_integer() and abs(value) < 1e15:
        return int(value)
    return float(f"{value:.{digits}g}")
