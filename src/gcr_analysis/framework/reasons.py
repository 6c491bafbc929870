"""Read reasons back: which declared patterns the English text of a reason is made of, and with what in them.

Code that makes figures writes reasons in English, and the cube and the CSV files hold them so. To write one
in another language, it is read back into the patterns of ``framework/reasons.yaml``, as gettext finds a text
by its English. That file says what patterns and their slots are.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from gcr_analysis.errors import GcrError
from gcr_analysis.framework.read import read_yaml

FILE = "reasons.yaml"
KEPT = 1 << 15
"""Reasons that are remembered: the cube holds some eight thousand."""
Slots: TypeAlias = dict[str, str | tuple[str, ...]]

WITH_AND = (
    "Antigua and Barbuda",
    "Bonaire, Sint Eustatius and Saba",
    "Bosnia and Herzegovina",
    "China, Hong Kong Special Administrative Region",
    "Saint Kitts and Nevis",
    "Saint Pierre and Miquelon",
    "Saint Vincent and the Grenadines",
    "Sao Tome and Principe",
    "South Georgia and the South Sandwich Islands",
    "Svalbard and Jan Mayen Islands",
    "Trinidad and Tobago",
    "Turks and Caicos Islands",
    "United Kingdom of Great Britain and Northern Ireland",
)
"""Places whose names hold what stands between the places of a list."""

_AND = "|".join(map(re.escape, WITH_AND))
_CAPITAL = r"\(?[^\W\d_a-zà-öø-ÿ][^\s,:;“”]*"  # a word with a capital letter
_SMALL = r"(?:&|–|of|the|in|for|on|to|against|com|con|de|du|la|part)\)?|d['’][^\s,:;“”]+"
_PLACE = rf"(?:(?:the )?(?:{_AND}|{_CAPITAL}(?: (?:{_SMALL}|{_CAPITAL}))*)|an unknown country)"
_NUMBER = (
    r"(?:(?:less than |more than )?[+\u2212]?(?:USD\s)?\d+(?:,\d{3})*(?:\.\d+)?"
    r"(?:\s(?:million|billion|trillion))?(?:\s%)?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten)"
)
_KINDS = {  # by how the name of a slot begins, the longer beginnings first
    "places_listed": rf"{_PLACE}(?:, {_PLACE})*",
    "places": rf"{_PLACE}(?:, {_PLACE})*(?: and {_PLACE})?",
    "place": _PLACE,
    "reasons": r".+?",
    "reason": r".+?",
    "year": r"\d{4}",
    "number": _NUMBER,
    "title": r"[^“”]+",
    "text_name": rf"{_CAPITAL}(?:,? (?:and|{_SMALL}|{_CAPITAL}))*",
    "text_published": r".+?",
    "text_months": r"[^:]+?",  # two periods may have a semicolon between them
    "text": r"[^:;]+?",
}
_SLOT = re.compile(r"\{(\w+)\}")
_ONE_PLACE = re.compile(rf"((?:the )?(?:{_AND})|.+?)(?:, | and |$)")
_ONE_REASON = re.compile(rf"((?:{_AND}).*?|.+?)(?:, |$)")


@dataclass(frozen=True)
class Part:
    """One pattern of a reason.

    Attributes
    ----------
    id
        Id of the pattern in ``framework/reasons.yaml``.
    slots
        What stands in its slots, by their names: several places, or several reasons, as a tuple. Parts are
        shared: do not change it.
    joined
        What joins it to the part before: a semicolon or a full stop, with a space. Empty for the first part,
        and for a pattern that holds what joins it.
    """

    id: str
    slots: Slots
    joined: str = ""


@dataclass(frozen=True)
class _Pattern:
    id: str
    text: str
    form: re.Pattern[str]


def parsed(reason: str) -> tuple[Part, ...]:
    """Read a reason back into its parts.

    Parameters
    ----------
    reason
        The English text of a reason, or a status or certainty in words; an empty one has no part.

    Raises
    ------
    GcrError
        When no pattern is declared for it.

    Examples
    --------
    >>> [(part.id, part.slots, part.joined) for part in parsed("Held until 2024")]
    [('held_until', {'year': '2024'}, '')]
    >>> first, *rest = parsed("Without Chad, Trinidad and Tobago, Niger and 2 more: no poverty figure")
    >>> first.slots["places_listed"], [part.id for part in rest]
    (('Chad', 'Trinidad and Tobago', 'Niger'), ['and_more', 'no_poverty_figure'])
    >>> parsed("The sky was blue")
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: no pattern of reasons.yaml says 'The sky was blue': declare one
    """
    found = _parts(reason)
    if found is None:
        raise GcrError(f"no pattern of {FILE} says {reason!r:.200}: declare one")
    return found


def written(parts: tuple[Part, ...]) -> str:
    """Write parts as the English text that they were read from.

    >>> reason = "At least so many. Without Chad, Niger: no food insecurity figure"
    >>> written(parsed(reason)) == reason
    True
    """
    return "".join(part.joined + _filled(patterns()[part.id], part.slots) for part in parts)


@cache
def patterns() -> dict[str, str]:
    """Every pattern by its id.

    Examples
    --------
    >>> patterns()["series_begins"]
    'The series begins in {year}'
    """
    return read_yaml(FILE)


def kind(slot: str) -> str:
    """Return the kind of a slot, which the beginning of its name tells.

    Raises
    ------
    GcrError
        When it is of none.

    Examples
    --------
    >>> kind("number_analysed"), kind("places_listed"), kind("places")
    ('number', 'places_listed', 'places')
    """
    for name in _KINDS:
        if slot.startswith(name):
            return name
    raise GcrError(f"slot {slot} in {FILE} is of no kind: begin it with one of {', '.join(_KINDS)}")


def _filled(pattern: str, slots: Slots) -> str:
    def put(found: re.Match[str]) -> str:
        value = slots[found[1]]
        if isinstance(value, str):
            return value
        *first, last = value
        between = " and " if kind(found[1]) == "places" else ", "
        return f"{', '.join(first)}{between}{last}" if first else last

    return _SLOT.sub(put, pattern)


@lru_cache(KEPT)
def _parts(reason: str) -> tuple[Part, ...] | None:
    """Return the parts of a reason; None where they are none of those declared."""
    if not reason:
        return ()
    joints = [(joint.start(), joint.end()) for joint in _joints().finditer(reason)]
    return _from(reason, 0, "", [*joints, (len(reason), len(reason))])


def _from(reason: str, start: int, joined: str, joints: list[tuple[int, int]]) -> tuple[Part, ...] | None:
    """Return the parts from a place on: the shortest first part that lets the rest be read."""
    for begin, end in joints:
        if begin <= start or (part := _part(reason[start:begin], joined)) is None:
            continue
        if begin == len(reason):
            return (part,)
        rest = _from(reason, end, reason[begin:end], joints)
        if rest is not None:
            return (part, *rest)
    return None


@lru_cache(KEPT)
def _part(text: str, joined: str) -> Part | None:
    """Return the part that a text is; None where no pattern fits it."""
    for pattern in _beginning(text[:1]):
        found = pattern.form.fullmatch(text)
        slots = None if found is None else _read(found.groupdict())
        if slots is not None:
            return Part(pattern.id, slots, joined)
    return None


def _read(slots: dict[str, str]) -> Slots | None:
    """Return what stands in slots, lists as tuples; None where a reason in one of them cannot be read."""
    found: Slots = {}
    for name, text in slots.items():
        match kind(name):
            case "places" | "places_listed":
                found[name] = tuple(_ONE_PLACE.findall(text))
            case "reasons":
                found[name] = several = tuple(_ONE_REASON.findall(text))
                if any(_parts(each) is None for each in several):
                    return None
            case "reason" if _parts(text) is None:
                return None
            case _:
                found[name] = text
    return found


@cache
def _beginning(letter: str) -> tuple[_Pattern, ...]:
    """Patterns of texts that begin with a letter, those with most letters of their own first."""
    return tuple(each for each in _compiled() if each.text.startswith(("{", letter)))


@cache
def _compiled() -> tuple[_Pattern, ...]:
    each = (_Pattern(id, text, re.compile(_form(text, "?P<{}>"))) for id, text in patterns().items())
    return tuple(sorted(each, key=lambda pattern: -len(_SLOT.sub("", pattern.text))))


def _form(text: str, group: str) -> str:
    """Return what texts of a pattern look like, as a regular expression with such a group for each slot."""
    pieces = _SLOT.split(text)
    slots = [f"({group.format(name)}{_KINDS[kind(name)]})" for name in pieces[1::2]]
    return "".join(re.escape(piece) + slot for piece, slot in zip(pieces[::2], [*slots, ""], strict=True))


@cache
def _joints() -> re.Pattern[str]:
    """Form of what lies between two parts: a joint, or the place before a pattern that carries on another."""
    carrying = (_form(text, "?:") for text in patterns().values() if text[0] in ",: ")
    return re.compile(f"; |\\. |(?={'|'.join(carrying)})")
