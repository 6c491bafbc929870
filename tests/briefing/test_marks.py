"""Marks around numbers say what each of them is, and change no word."""

import pytest

from gcr_analysis.briefing.marks import first_letter, mark, marking, numbers, plain
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.sentences import capital, sentence, uncapital

HOSTED = Quantity(value=4.0, unit="countries", region="LBN", indicator="refugees_hosted", year=2025)


def test_a_quantity_marks_each_form_that_it_writes() -> None:
    with marking() as marked:
        text = f"{HOSTED}, {HOSTED.signed} and {HOSTED.word}"
        assert HOSTED.written == "4"
    assert plain(text) == "4, +4 and four"
    assert [(plain(text)[n.start : n.end], n.what) for n in numbers(text, marked)] == [
        ("4", HOSTED),
        ("+4", HOSTED),
        ("four", HOSTED),
    ]


def test_outside_nothing_is_marked() -> None:
    with marking():
        pass
    assert str(HOSTED) == "4"


def test_the_first_letter_stands_behind_a_mark() -> None:
    with marking():
        assert plain(capital(HOSTED.word)) == "Four"
        assert plain(uncapital(mark("a reason", "Of cases"))) == "of cases"
    assert first_letter("four") == 0


def test_a_sentence_reads_the_same_with_marks() -> None:
    values = {"change": "+4.5 points", "year": Quantity(value=2023, unit="year")}
    with marking():
        marked = sentence("note", "since_year", **values).text
    assert marked != plain(marked) == sentence("note", "since_year", **values).text


def test_half_a_mark_is_an_error() -> None:
    with marking() as marked:
        text = mark("a number", "12")
    with pytest.raises(ValueError, match="begins and does not end"):
        numbers(text[:-1], marked)
    with pytest.raises(ValueError, match="ends and none began"):
        numbers(text[1:], marked)
