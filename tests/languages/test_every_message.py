"""Every message of every language, with numbers of every plural category and every place in its slots."""

import pytest
from filling import counts, filled, messages, places, slots, templates
from grammar import EXAMPLES, WRONG, faults, verbs_that_disagree

from gcr_analysis.framework.languages import language, languages, written_in

PARTS = {
    ("note", "with_interval_and_year"): "begins within brackets that another message opens",
    ("note", "unverified"): "is filled by `str.format`",
    ("third-country-solutions", "lead_takers"): "says nothing of members that its rule leaves out",
}
"""Messages that are no text by themselves."""


def read(number: int) -> tuple[dict[str, str], set[str]]:
    """Write every message in so many ways; return what is wrong, and which messages were written."""
    wrong, written = {}, set()
    for panel, id in messages():
        if (panel, id) in PARTS or id not in templates(panel):
            continue
        for n in range(number if slots(panel, id) else 1):
            text = filled(panel, id, n)
            if text is None:
                continue
            written.add(f"{panel} {id}")
            found = [*faults(text, language()), *verbs_that_disagree(text)]
            # Nothing has to stand beside some changes, and some phrases say nothing of the world.
            found += ["nothing"] * (not text and panel != "claims" and not id.startswith("phrase_"))
            if found:
                wrong.setdefault(f"{panel} {id}", f"{found}: {text}")
    return wrong, written


@pytest.mark.parametrize("code", languages())
def test_no_message_is_wrong_with_any_number(code: str) -> None:
    with written_in(code):
        wrong, written = read(len(counts()))
        own = [each for each in messages() if each[1] in templates(each[0]) and each not in PARTS]
    assert wrong == {}
    assert {" ".join(each) for each in own} - written == set()


@pytest.mark.long
@pytest.mark.parametrize("code", languages())
def test_no_message_is_wrong_with_any_place(code: str) -> None:
    with written_in(code):
        wrong, _ = read(len(places()))
    assert wrong == {}


@pytest.mark.parametrize("code", WRONG)
def test_each_fault_is_found(code: str) -> None:
    assert EXAMPLES[code].keys() == WRONG[code].keys()
    for fault, text in EXAMPLES[code].items():
        assert any(found.startswith(f"{fault}: ") for found in faults(text, code)), f"{fault}: {text}"


def test_a_verb_agrees_with_the_place_before_it() -> None:
    with written_in("fr"):
        assert verbs_that_disagree("Les Amériques accueille des réfugiés")
        assert verbs_that_disagree("Le Tchad accueillent des réfugiés")
        assert not verbs_that_disagree("Les Amériques accueillent des réfugiés")
