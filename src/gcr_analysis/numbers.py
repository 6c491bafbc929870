"""How the house writes numbers. Quantities are written here, and so are the marks on the axes of charts."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import pandas as pd
from babel import Locale
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from gcr_analysis.framework import Unit, units
from gcr_analysis.framework.languages import ENGLISH, NBSP, THIN, language, spoken

MINUS = "\u2212"

_DECIMAL = Unit.model_validate({})
_SCALES: tuple[tuple[float, Literal["million", "billion", "trillion"]], ...] = (
    (1e12, "trillion"),
    (1e9, "billion"),
    (1e6, "million"),
)


def word(value: float | None) -> str:
    """Return a small whole number in words; nothing for any other.

    >>> word(5), word(37), word(0)
    ('five', '', 'no')
    """
    small = spoken().numbers.words
    return small[int(value)] if value is not None and value in range(len(small)) else ""


def number(value: float | None, unit: str, *, signed: bool = False, bound: str = "") -> str:
    """Write a number the way that the house writes its unit, in the language of CLDR.

    Millions have three significant digits, smaller counts stand whole. Percentages have one decimal below ten
    and none above, and never round to a hundred or to zero what is neither. What a text calls "at least" so
    much is rounded down, "at most" up.

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
    ('17\xa0%', 'USD\xa08.47\xa0billion')
    >>> [number(v, "persons") for v in (35_638_779, 4_362_272, 5_000_400, 81_766, 5)]
    ['35.6\xa0million', '4.36\xa0million', '5.00\xa0million', '81,766', '5']
    >>> [number(v, "percent") for v in (71.2, 7.25, 0.02, 99.7, 100)]
    ['71\xa0%', '7.3\xa0%', 'less than 0.1\xa0%', '99.7\xa0%', '100\xa0%']
    >>> number(-5_300_000_000, "US dollars", signed=True)
    '−USD\xa05.30\xa0billion'
    """
    return _written(
        value, unit, signed, bound, {"less": spoken().numbers.less, "more": spoken().numbers.more}
    )


def brief(value: float | None, unit: str, *, signed: bool = False, bound: str = "") -> str:
    """Write a number as `number` does, with signs in place of words: where there is little room.

    >>> brief(0.02, "percent"), brief(99.99, "percent"), brief(71.2, "percent")
    ('<0.1\xa0%', '>99.9\xa0%', '71\xa0%')
    """
    return _written(value, unit, signed, bound, {"less": "<{number}", "more": ">{number}"})


def round_number(value: float, unit: str) -> str:
    """Write a round number, such as a mark on an axis, without the zeros that say how exact it is.

    >>> round_number(30_000_000, "persons"), round_number(0.2, "per 1,000 inhabitants")
    ('30\xa0million', '0.2')
    >>> round_number(4e9, "US dollars")
    'USD\xa04\xa0billion'
    """
    mark = get_decimal_symbol(spoken().numbers.locale)
    zeros = rf"{re.escape(mark)}(\d*?)0+(?!\d)"
    return re.sub(zeros, lambda rest: mark + rest[1] if rest[1] else "", brief(value, unit))


def category(value: float | None, unit: str, bound: str = "") -> str:
    """Return the plural category of CLDR that a number has as it is written: ``one``, ``few``, ``other``.

    >>> category(1, "persons"), category(1.04, "percent"), category(None, "persons")
    ('one', 'other', 'other')
    """
    if value is None or math.isnan(value):
        return "other"
    return _shown(abs(value), units().get(unit, _DECIMAL), bound).category


def is_scaled(value: float | None, unit: str, bound: str = "") -> bool:
    """Return whether a number is written with a word such as million.

    >>> is_scaled(35_638_779, "persons"), is_scaled(81_766, "persons"), is_scaled(None, "persons")
    (True, False, False)
    """
    known = value is not None and not math.isnan(value)
    return known and bool(_shown(abs(value), units().get(unit, _DECIMAL), bound).scale)  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Shown:
    """A number as it is written: rounded, with so many decimals, in millions or more, or beyond a limit."""

    value: float
    decimals: int
    scale: Literal["", "million", "billion", "trillion"] = ""
    kind: Literal["number", "percent", "year"] = "number"
    beyond: Literal["", "less", "more"] = ""

    @property
    def category(self) -> str:
        """Its plural category."""
        return Locale.parse(spoken().numbers.locale).plural_form(Decimal(f"{self.value:.{self.decimals}f}"))

    def text(self, sign: str, beyond: Mapping[str, str]) -> str:
        """Write it without its unit."""
        said, pattern = spoken().numbers, f"#,##0{'.' * bool(self.decimals)}{'0' * self.decimals}"
        written = (
            f"{self.value:.0f}"
            if self.kind == "year"
            else format_decimal(self.value, pattern, said.locale, numbering_system="default")
        ).replace(THIN, NBSP)
        text = _isolated(sign + (said.percent.format(number=written) if self.kind == "percent" else written))
        if self.scale:
            words = said.scales[self.scale]
            text = f"{text}{NBSP}{words.get(self.category, words['other'])}"
        return beyond[self.beyond].format(number=text) if self.beyond else text


def _written(value: float | None, unit: str, signed: bool, bound: str, beyond: Mapping[str, str]) -> str:
    if value is None or math.isnan(value):
        return spoken().numbers.missing
    declared = units().get(unit, _DECIMAL)
    shown = _shown(abs(value), declared, bound)
    sign = "" if shown.beyond else MINUS if value < 0 else "+" if signed and value > 0 else ""
    before, after = declared.before, declared.after
    if not isinstance(after, str):
        after = after.get("scaled" if shown.scale else shown.category, after["other"])
    if before:
        return sign + NBSP.join(filter(None, (before, shown.text("", beyond), after)))
    return NBSP.join(filter(None, (shown.text(sign, beyond), after)))


def localised(text: str) -> str:
    """Write a number that stands as in English with the marks of the language of the moment.

    Parameters
    ----------
    text
        The number: digits, commas between thousands, a point before decimals.

    Examples
    --------
    >>> localised("−1,234.5")
    '−1,234.5'
    >>> from gcr_analysis.framework.languages import written_in
    >>> with written_in("es"):
    ...     localised("−1,234.5")
    '−1\\xa0234,5'
    """
    if language() == ENGLISH:
        return text
    locale = spoken().numbers.locale
    marks = {",": group_mark(), ".": get_decimal_symbol(locale)}
    return _isolated(text.translate(str.maketrans(marks)))


def group_mark() -> str:
    """Return what stands between thousands.

    >>> group_mark()
    ','
    """
    return get_group_symbol(spoken().numbers.locale).replace(THIN, NBSP)


def _isolated(text: str) -> str:
    """Keep a number together, and from left to right, within a text that runs from right to left."""
    return f"\u2066{text}\u2069" if spoken().marks.direction == "rtl" and not text.isdigit() else text


def _shown(value: float, unit: Unit, bound: str) -> _Shown:
    if unit.written == "year":
        return _Shown(value, 0, kind="year")
    if unit.written == "percent":
        return _percent(value, bound)
    bare_whole_number = isinstance(value, int) and not (unit.before or unit.after)
    if unit.written == "count" or bare_whole_number:
        return _count(value, bound)
    if unit.decimals is not None:
        return _Shown(_toward(value, unit.decimals, bound), unit.decimals)
    if unit.whole_from is not None and value >= unit.whole_from:
        return _Shown(_toward(value, 0, bound), 0)
    return _plain(value, bound)


def _count(value: float, bound: str) -> _Shown:
    """Whole numbers; from a million on, three significant digits and a word."""
    for size, scale in _SCALES:
        if scale in spoken().numbers.scales and value >= (
            size if size == 1e6 or bound == "least" else 0.9995 * size
        ):
            small = value / size
            decimals = 2 if small < 9.995 else (1 if small < 99.95 else 0)
            if small >= 999.5:  # of a language without a word for a thousand millions
                tens = 10.0 ** (len(f"{small:.0f}") - 3)
                return _Shown(_rounded(small / tens, 0, bound) * tens, 0, scale)
            return _Shown(_rounded(small, decimals, bound), decimals, scale)
    return _Shown(round(_toward(value, 0, bound)), 0)


def _percent(value: float, bound: str) -> _Shown:
    if not bound and 0 < value < 0.05:
        return _Shown(0.1, 1, kind="percent", beyond="less")
    if not bound and 99.95 <= value < 100:
        return _Shown(99.9, 1, kind="percent", beyond="more")
    decimals = 1 if 0 < value < 9.95 or 99 < value < 100 else 0
    rounded = _rounded(value, decimals, bound)
    return _Shown(rounded, 0 if rounded in (0, 100) else decimals, kind="percent")


def _plain(value: float, bound: str) -> _Shown:
    """One decimal, two significant digits below one, none from a thousand on."""
    if not bound and 0 < value < 0.005:
        return _Shown(0.01, 2, beyond="less")
    decimals = 0 if value >= 999.5 else (1 if value >= 0.95 or value == 0 else 2)
    return _Shown(_rounded(value, decimals, bound), decimals)


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
