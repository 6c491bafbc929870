"""Reasons of figures in the language of a note; figures carry them in English."""

import re
from functools import cache

from babel.dates import get_month_names

from gcr_analysis import framework
from gcr_analysis.briefing.place import Place, label
from gcr_analysis.briefing.sentences import listed
from gcr_analysis.errors import GcrError
from gcr_analysis.framework.languages import (
    ENGLISH,
    NBSP,
    by_language,
    language,
    missing,
    spoken,
    word,
    words,
)
from gcr_analysis.framework.reasons import Part, kind, parsed
from gcr_analysis.geography import country_name, no_countries, regions
from gcr_analysis.geography.region import country_in_sentence
from gcr_analysis.numbers import number

FILE = "reasons.yaml"
_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_SCALES = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
_NUMBER = re.compile(
    r"(less than |more than )?([+−]?)(USD\s)?([\d,.]+)(?:\s(million|billion|trillion))?(\s%)?"
)
_MONTH = re.compile(r"\b([A-Z][a-z]{2,8})\b")


def reason_in_words(reason: str) -> str:
    """Return the reason of a figure in the language in which words are written.

    Parameters
    ----------
    reason
        The reason as the figure carries it, in English.

    Raises
    ------
    GcrError
        When no pattern of `framework/reasons.yaml` says it, or the language lacks one.

    Examples
    --------
    >>> reason_in_words("The series begins in 2019")
    'The series begins in 2019'
    """
    if language() == ENGLISH or not reason:
        return reason
    return _in_words(reason)


@by_language
def _in_words(reason: str, within: bool = False) -> str:
    """A reason in words; *within* another text it begins small."""
    marks = spoken().marks
    joints = {"; ": marks.semicolon, ". ": ". ", "": ""}
    return "".join(
        joints[part.joined] + _filled(part, small=part.joined == "; " or (within and not index))
        for index, part in enumerate(parsed(reason))
    )


def shortened(reason: str, *, without: str) -> str:
    """Return a reason in words; in English without some words that stand before or in it.

    >>> shortened("At least: leaves out 500 decisions", without="At least: ")
    'leaves out 500 decisions'
    """
    return reason.replace(without, "") if language() == ENGLISH else reason_in_words(reason)


def _filled(part: Part, *, small: bool) -> str:
    """A part in words; a *small* one begins with a small letter, unless that is a name or an abbreviation."""
    declared = words(FILE)
    if part.id not in declared:
        raise missing(FILE, part.id)

    def put(found: re.Match[str]) -> str:
        value = part.slots[found[1]]
        several = (value,) if isinstance(value, str) else value
        before = text[: found.start()].rstrip(NBSP)
        within = bool(before) and before[-1] not in "«“"
        return _slot(kind(found[1]), several, found[2] or "name", within=within)

    text = str(declared[part.id])
    small = small and text[:1] != "{" and not text[1:2].isupper()
    return _SLOT.sub(put, text[:1].lower() + text[1:] if small else text)


def _slot(kind: str, several: tuple[str, ...], form: str, *, within: bool) -> str:
    """What stands in a slot of a kind; *within* a text, and not in quotes, a reason begins small."""
    if kind == "places_listed":
        return spoken().marks.comma.join(_place(each, form) for each in several)
    if kind in ("place", "places"):
        return listed([_place(each, form) for each in several])
    if kind in ("reason", "reasons"):
        return listed([_in_words(each, within) for each in several])
    if kind in ("text_months", "text_date"):
        return _MONTH.sub(_month, several[0])
    own = {"number": _number, "title": _title}.get(kind)
    return own(several[0]) if own else several[0]


def _place(name: str, form: str) -> str:
    """A place that a reason names in English; what is none, such as an organisation, stays as it is."""
    code = _codes().get(name.removeprefix("the "))
    if code is None:
        return name
    return label(code) if form == "title" else Place.of(code).form(form)


@cache
def _codes() -> dict[str, str]:
    """Codes by the English names that reasons use, and ids of region sets by theirs."""
    codes = [*(each.id for each in regions("country")), *no_countries()]
    found = {each.in_sentence: each.id for each in regions() if not each.is_country}
    found |= {each.title: each.id for each in regions() if not each.is_country}
    found |= {name: code for code in codes for name in (country_in_sentence(code), country_name(code))}
    found["an unknown country"] = "UNK"
    return {name.removeprefix("the "): code for name, code in found.items()}


def _number(text: str) -> str:
    """A number that was written in English; a small one in words stays in words."""
    english = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    if text in english:
        return spoken().numbers.words[english.index(text)]
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise GcrError(f"{text!r} is no number that a reason can hold")
    way, sign, dollars, digits, scale, percent = found.groups()
    value = float(digits.replace(",", "")) * _SCALES.get(scale, 1.0) * (-1 if sign == "−" else 1)
    unit = (
        "percent" if percent else "US dollars" if dollars else "persons" if "." not in digits or scale else ""
    )
    said = number(value, unit, signed=sign == "+", bound="most" if percent else "")
    beyond = {"less than ": spoken().numbers.less, "more than ": spoken().numbers.more}
    return beyond[way].format(number=said) if way else said


@cache
def _titles() -> dict[str, str]:
    return {each.title: each.id for each in framework.indicators().values()}


def _title(title: str) -> str:
    """The title of a measure, also with a small first letter."""
    for said in (title, title[:1].upper() + title[1:]):
        if said in _titles():
            return word("measures", _titles()[said], said)
    return title


def _month(found: re.Match[str]) -> str:
    """The name of a month, whole or short, as it stands between day and year."""
    months = {name[:3]: place for place, name in get_month_names("abbreviated", locale="en").items()}
    if (place := months.get(found[1][:3])) is None:
        return found[1]
    width = "abbreviated" if len(found[1]) <= len("Sept") and found[1] != "June" else "wide"
    return get_month_names(width, locale=spoken().numbers.locale)[place]
