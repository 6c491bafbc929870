"""What differs between two readings of a note: each change once, of the right kind, the gravest first."""

import pytest

from gcr_analysis.briefing.note_changes import (
    BEYOND,
    DIRECTION,
    FINDING,
    GONE,
    KINDS,
    NEW,
    STATUS,
    UNBANDED,
    WITHIN,
    WORDS,
    Change,
    changes,
    in_order,
)
from gcr_analysis.briefing.reading import Number, Reading, Said

Figure = tuple[float | None, float | None, float | None]


def note(*said: Said, **statuses: str) -> Reading:
    return Reading("return-conditions", "ssar", "SSAR", 2024, said, statuses)


def said(text: str, *numbers: Number, part: str = "challenges", id: str = "a") -> Said:
    return Said(part, id, text, numbers)


def count(value: float, low: float | None = None, high: float | None = None) -> Number:
    return Number(f"{value:,.0f}", change=False, value=value, figures=((value, low, high),))


def moved(value: float, now: Figure, then: Figure) -> Number:
    return Number(f"{abs(value):,.0f}", change=True, value=value, figures=(now, then))


def kinds(before: Reading, after: Reading) -> list[str]:
    return [change.kind for change in changes(before, after)]


def test_equal_notes_do_not_differ() -> None:
    same = note(said("4 came", count(4)), said("4 came", count(4)), rate="progress")
    assert changes(same, same) == []


def test_a_status_that_flips_is_told_before_all_else() -> None:
    before = note(said("400 came", count(400, 300, 500)), rate="progress")
    after = note(said("450 came", count(450)), said("New", id="b"), rate="regress")
    found = changes(before, after)
    assert [change.kind for change in found] == [STATUS, NEW, WITHIN]
    assert (found[0].part, found[0].id, found[0].before, found[0].after) == (
        "status",
        "rate",
        "progress",
        "regress",
    )


def test_a_measure_that_is_judged_no_longer_is_a_status() -> None:
    assert kinds(note(rate="progress"), note()) == [STATUS]


@pytest.mark.parametrize(
    ("now", "kind"),
    [(480, WITHIN), (520, BEYOND), (200, BEYOND), (402, WITHIN)],
)
def test_figures_are_set_against_the_band_that_they_had(now: float, kind: str) -> None:
    assert kinds(note(said("400 came", count(400, 300, 500))), note(said(f"{now} came", count(now)))) == [
        kind
    ]


def test_a_change_by_less_than_the_narrowest_band_cannot_be_seen() -> None:
    still = count(100_000, 100_000, 100_000)
    assert kinds(note(said("100,000", still)), note(said("100,499", count(100_499)))) == [WITHIN]
    assert kinds(note(said("100,000", still)), note(said("100,501", count(100_501)))) == [BEYOND]


def test_the_gravest_number_of_a_sentence_counts() -> None:
    before = note(said("400 and 90", count(400, 300, 500), count(90)))
    after = note(said("450 and 80", count(450), count(80)))
    assert kinds(before, after) == [UNBANDED]


def test_a_change_rests_on_both_figures_that_it_compares() -> None:
    inside = moved(100, (400, 300, 500), (300, 300, 300)), moved(150, (450, None, None), (300, None, None))
    outside = inside[0], moved(50, (400, None, None), (350, None, None))
    for pair, kind in ((inside, WITHIN), (outside, BEYOND)):
        before, after = (note(said(f"up by {number.text}", number)) for number in pair)
        assert kinds(before, after) == [kind]


def test_a_change_that_goes_the_other_way_is_a_direction_whatever_the_words() -> None:
    up = moved(100, (400, 300, 500), (300, 300, 300))
    down = moved(-10, (390, None, None), (400, None, None))
    assert kinds(note(said("rose by 100", up)), note(said("fell by 10", down))) == [DIRECTION]


def test_other_words_are_told_from_other_figures() -> None:
    assert kinds(note(said("4 to Chad", count(4))), note(said("4 to Mali", count(4)))) == [WORDS]
    assert kinds(note(said("4 came", count(4))), note(said("5 came", count(5)))) == [UNBANDED]
    millions = note(said("900,000 came", count(9e5))), note(said("1.20\u00a0million came", count(1.2e6)))
    assert kinds(*millions) == [UNBANDED]


def test_what_is_new_and_what_is_gone() -> None:
    before, after = note(said("Old", id="b")), note(said("New", id="c"))
    assert [(c.kind, c.before, c.after) for c in changes(before, after)] == [
        (NEW, "", "New"),
        (GONE, "Old", ""),
    ]


def test_a_finding_that_moved_to_another_section_is_gone_there_and_new_here() -> None:
    before, after = note(said("It", part="progress")), note(said("It", part="challenges"))
    assert [(c.kind, c.part) for c in changes(before, after)] == [(NEW, "challenges"), (GONE, "progress")]


def test_another_title_is_one_change_and_not_two() -> None:
    before = note(said("4 came", part="title", id="few"))
    after = note(said("Nobody came", part="title", id="none"))
    assert [(c.kind, c.part, c.before, c.after) for c in changes(before, after)] == [
        (FINDING, "title", "4 came", "Nobody came")
    ]


def test_sentences_of_one_template_are_paired_by_their_words() -> None:
    before = note(said("4 to Chad", count(4)), said("5 to Mali", count(5)))
    after = note(said("6 to Mali", count(6)), said("4 to Chad", count(4)), said("7 to Niger", count(7)))
    assert [(c.kind, c.before, c.after) for c in changes(before, after)] == [
        (NEW, "", "7 to Niger"),
        (UNBANDED, "5 to Mali", "6 to Mali"),
    ]


def test_notes_stand_by_their_gravest_change() -> None:
    def change(region: str, kind: str) -> Change:
        return Change("self-reliance", region, region, 2024, kind, "title", "a", "", "")

    found = in_order([change("a", WITHIN), change("b", NEW), change("b", STATUS), change("a", WORDS)])
    assert [(c.region, c.kind) for c in found] == [("b", STATUS), ("b", NEW), ("a", WORDS), ("a", WITHIN)]
    assert [KINDS.index(c.kind) for c in found if c.region == "b"] == [0, 3]
