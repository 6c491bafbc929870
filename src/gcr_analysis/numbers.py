"""How the house writes numbers. Quantities are written here, and so are the marks on the axes of charts."""

import math
import re
from typing import Any

import pandas as pd

from gcr_analysis.framework import Unit, units

NBSP = "\u00a0"
MINUS = "\u2212"
NO_FIGURE = "no figure"

_DECIMAL = Unit.model_validate({})

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def word(value: float | None) -> str:
    """Return a small whole number in words; nothing for any other.

    >>> word(5), word(37), word(0)
    ('five', '', 'no')
    """
    small = value is not None and value in range(len(_WORDS))
    return _WORDS[int(value)] if small else ""  # type: ignore[arg-type]


def number(value: float | None, unit: str, *, signed: bool = False, bound: str = "") -> str:
    """Write a number the way that the house writes its unit.

    Millions have three significant digits, smaller counts stand whole with commas. Percentages have one
    decimal below ten and none above, and never round to a hundred or to zero what is neither. What a text
    calls "at least" so much is rounded down, "at most" up.

    Parameters
    ----------
    value
        The number; None or NaN is "no figure".
    unit
        Its unit, which `framework/units.yaml` says how to write; one that is not there is a decimal.
    signed
        Write a plus before a gain.
    bound
        ``least`` or ``most`` where the text says that it is at least or at most so much.

    Examples
    --------
    >>> number(17.6, "percent", bound="least"), number(8_465_000_000, "US dollars", bound="most")
    ('17\\xa0%', 'USD\\xa08.47\\xa0billion')
    >>> [number(v, "persons") for v in (35_638_779, 4_362_272, 5_000_400, 81_766, 5)]
    ['35.6\\xa0million', '4.36\\xa0million', '5.00\\xa0million', '81,766', '5']
    >>> [number(v, "percent") for v in (71.2, 7.25, 0.02, 99.7, 100)]
    ['71\\xa0%', '7.3\\xa0%', 'less than 0.1\\xa0%', '99.7\\xa0%', '100\\xa0%']
    >>> number(-5_300_000_000, "US dollars", signed=True)
    '−USD\\xa05.30\\xa0billion'
    """
    if value is None or math.isnan(value):
        return NO_FIGURE
    sign = MINUS if value < 0 else ("+" if signed and value > 0 else "")
    text = _magnitude(abs(value), units().get(unit, _DECIMAL), bound)
    return text if text.startswith(("less", "more")) else sign + text


def brief(value: float | None, unit: str, *, signed: bool = False, bound: str = "") -> str:
    """Write a number as `number` does, with signs in place of words: where there is little room.

    >>> brief(0.02, "percent"), brief(99.99, "percent"), brief(71.2, "percent")
    ('<0.1\\xa0%', '>99.9\\xa0%', '71\\xa0%')
    """
    return (
        number(value, unit, signed=signed, bound=bound).replace("less than ", "<").replace("more than ", ">")
    )


def round_number(value: float, unit: str) -> str:
    """Write a round number, such as a mark on an axis, without the zeros that say how exact it is.

    >>> round_number(30_000_000, "persons"), round_number(0.2, "per 1,000 inhabitants")
    ('30\\xa0million', '0.2')
    >>> round_number(4e9, "US dollars")
    'USD\\xa04\\xa0billion'
    """
    return re.sub(r"\.(\d*?)0+(?!\d)", lambda rest: f".{rest[1]}" if rest[1] else "", brief(value, unit))


def _magnitude(value: float, unit: Unit, bound: str) -> str:
    return NBSP.join(part for part in (unit.before, _amount(value, unit, bound), unit.after) if part)


def _amount(value: float, unit: Unit, bound: str) -> str:
    if unit.written == "year":
        return f"{value:.0f}"
    if unit.written == "percent":
        return _percent(value, bound)
    bare_whole_number = isinstance(value, int) and not (unit.before or unit.after)
    if unit.written == "count" or bare_whole_number:
        return _count(value, bound)
    if unit.decimals is not None:
        return f"{_toward(value, unit.decimals, bound):.{unit.decimals}f}"
    if unit.whole_from is not None and value >= unit.whole_from:
        return f"{_toward(value, 0, bound):,.0f}"
    return _plain(value, bound)


def _count(value: float, bound: str) -> str:
    """Whole numbers with commas; from a million on, three significant digits and a word."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= (size if size == 1e6 or bound == "least" else 0.9995 * size):
            return f"{_three_digits(value / size, bound)}{NBSP}{word}"
    return f"{_toward(value, 0, bound):,.0f}"


def _three_digits(value: float, bound: str) -> str:
    decimals = 2 if value < 9.995 else (1 if value < 99.95 else 0)
    return f"{_rounded(value, decimals, bound):,.{decimals}f}"


def _percent(value: float, bound: str) -> str:
    if not bound and 0 < value < 0.05:
        return f"less than 0.1{NBSP}%"
    if not bound and 99.95 <= value < 100:
        return f"more than 99.9{NBSP}%"
    decimals = 1 if 0 < value < 9.95 or 99 < value < 100 else 0
    rounded = _rounded(value, decimals, bound)
    return f"{rounded:,.{0 if rounded in (0, 100) else decimals}f}{NBSP}%"


def _plain(value: float, bound: str) -> str:
    """One decimal, two significant digits below one, none from a thousand on."""
    if not bound and 0 < value < 0.005:
        return "less than 0.01"
    decimals = 0 if value >= 999.5 else (1 if value >= 0.95 or value == 0 else 2)
    return f"{_rounded(value, decimals, bound):,.{decimals}f}"


def _toward(value: float, decimals: int, bound: str) -> float:
    """Round a lower bound down and an upper one up; leave any other number as it is."""
    scale, exact = 10**decimals, 1e-9 * max(1.0, abs(value))  # what is whole but for its last bits stays
    match bound:
        case "least":
            return math.floor((value + exact) * scale) / scale
        case "most":
            return math.ceil((value - exact) * scale) / scale
    return value


def _rounded(value: float, decimals: int, bound: str) -> float:
    """Round a bound its way, any other half away from zero, as readers do by hand: 0.25 becomes 0.3."""
    if bound:
        return _toward(value, decimals, bound)
    scale = 10**decimals
    return math.floor(value * scale + 0.5 + 1e-9) / scale


def missing_to_none(value: Any) -> Any:
    """Return None for any of pandas' missing values, and Python's own number for numpy's."""
    value = value.item() if hasattr(value, "item") else value
    return None if pd.isna(value) else value


def significant(value: Any, digits: int = 6) -> Any:
    """Return a number with at most six significant digits, so that its text is the same everywhere.

    Whole numbers stay whole, and anything that is no number stays as it is.

    >>> significant(130.69999999), significant(34646534.0), significant(float("nan")), significant("x")
    (130.7, 34646534, None, 'x')
    """
    value = missing_to_none(value)
    if not isinstance(value, float):
        return value
    if value.is_integer() and abs(value) < 1e15:
        return int(value)
    return float(f"{value:.{digits}g}")
