"""A note says the same numbers in every language."""

import re
from collections.abc import Iterator

import pytest
from babel.numbers import get_decimal_symbol

from gcr_analysis.briefing.note import Note
from gcr_analysis.briefing.reading import STUDIES
from gcr_analysis.framework import panels
from gcr_analysis.framework.languages import ENGLISH, languages, spoken, written_in
from gcr_analysis.numbers import group_mark

OTHERS = [code for code in languages() if code != ENGLISH]
SMALL = 12
"""Smaller whole numbers may stand in words, which no digit tells."""
SCALES = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
SAMPLE = 6  # default regions of a panel, evenly spread
ALWAYS = 1  # of these
ALMOST = 0.006  # of a number: three digits that count


def numbers(text: str) -> set[float]:
    """Numbers of a text of the language of the moment, in whatever way they are written."""
    said = spoken().numbers
    group, mark = group_mark(), get_decimal_symbol(said.locale)
    words = {word: SCALES[scale] for scale, forms in said.scales.items() for word in forms.values()}
    scale = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    digits = rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(mark)}\d+)?|\d+(?:{re.escape(mark)}\d+)?"
    bare = re.sub(
        r"[\u2066-\u2069\u200e\u200f]|(?<![\d.])\d\.\d\.\d(?![\d.]\d)", "", text
    )  # codes of indicators are no numbers
    found = set()
    for one, word in re.findall(rf"({digits})(?:[\u00a0 ]({scale})\b)?", bare):
        value = float(one.replace(group, "").replace(mark, ".")) * words.get(word, 1.0)
        if value > SMALL or value % 1:
            found.add(value)
    return found


def texts(note: Note) -> Iterator[str]:
    for said in note.said.values():
        yield " ".join(each.text for each in said)


def sample() -> list[tuple[str, str]]:
    """A region of each panel, then the next of each."""
    own = [(panel.id, panel.default_regions) for panel in panels().values()]
    return [
        (panel, regions[(2 * at + 1) * len(regions) // (2 * SAMPLE)])
        for at in range(SAMPLE)
        for panel, regions in own
    ]


@pytest.mark.first(ALWAYS * len(panels()), ("panel", "region"), sample())
def test_numbers_are_those_of_english(panel: str, region: str) -> None:
    theirs = [numbers(text) for text in texts(STUDIES[panel](region, 2025, 2016).note)]
    for code in OTHERS:
        with written_in(code):
            mine = [numbers(text) for text in texts(STUDIES[panel](region, 2025, 2016).note)]
        for own, english in zip(mine, theirs, strict=True):
            assert {each for each in own if not _among(each, english)} == set(), code
            assert {each for each in english if not _among(each, own)} == set(), code


def _among(number: float, others: set[float]) -> bool:
    return any(abs(number - other) <= ALMOST * abs(other) for other in others)
