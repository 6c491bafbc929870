"""Numbers in texts, marked with what each of them is, so that a page can link every number.

Within `marking()` a quantity writes itself between two characters that no text has: the first of them says
which quantity it is. Sentences are made as ever, and `numbers` reads back what stands where. Nothing is
looked for by what it looks like.
"""

import re
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

FIRST, LAST, END = 0xF0000, 0xFFFFC, "\U00100000"  # private to whoever uses them, by Unicode's rule
MARK = re.compile(f"[{chr(FIRST)}-{END}]")
"""A mark: the first of two characters says by its number what stands between them, the second is `END`."""
_Marked = dict[Any, int]
_marking: ContextVar[_Marked | None] = ContextVar("marking", default=None)


class Numbered(NamedTuple):
    """A number in a text: where it begins and ends, and what it is."""

    start: int
    end: int
    what: Any


@contextmanager
def marking() -> Iterator[_Marked]:
    """Let quantities mark the numbers that they write; what was marked is handed out for `numbers`.

    Examples
    --------
    >>> with marking() as marked:
    ...     text = f"up to {mark('a quantity', '1.2 million')}"
    >>> plain(text), numbers(text, marked)
    ('up to 1.2 million', (Numbered(start=6, end=17, what='a quantity'),))
    """
    marked: _Marked = {}
    token = _marking.set(marked)
    try:
        yield marked
    finally:
        _marking.reset(token)


def mark(what: Hashable, text: str) -> str:
    """Return a text with marks around it that say what it is; outside `marking` the text alone.

    >>> mark("a quantity", "1.2 million")
    '1.2 million'
    """
    marked = _marking.get()
    if marked is None:
        return text
    place = FIRST + marked.setdefault(what, len(marked))
    if place > LAST:
        raise ValueError("a text cannot mark more than 65,533 quantities")
    return f"{chr(place)}{text}{END}"


def plain(text: str) -> str:
    """Return a text without marks.

    >>> plain("1.2 million")
    '1.2 million'
    """
    return MARK.sub("", text)


def first_letter(text: str) -> int:
    """Return where the first letter of a text stands, behind a mark.

    >>> first_letter("four countries")
    0
    """
    found = MARK.match(text)
    return found.end() if found else 0


def numbers(text: str, marked: Iterable[Any]) -> tuple[Numbered, ...]:
    """Return the marked numbers of a text, in order; places are those in the text without marks.

    Parameters
    ----------
    text
        The text with its marks. Where a number stands within another, the outer one counts.
    marked
        What `marking` handed out, in its order.

    Raises
    ------
    ValueError
        Where a mark was cut off from its other half.
    """
    what = list(marked)
    found: list[Numbered] = []
    begun: list[tuple[int, Any]] = []
    for taken, each in enumerate(MARK.finditer(text)):
        at = each.start() - taken
        if each[0] != END:
            begun.append((at, what[ord(each[0]) - FIRST]))
            continue
        if not begun:
            raise ValueError(f"a number ends and none began: {plain(text)}")
        start, quantity = begun.pop()
        if not begun:
            found.append(Numbered(start, at, quantity))
    if begun:
        raise ValueError(f"a number begins and does not end: {plain(text)}")
    return tuple(found)
