import re
from importlib.resources import files

import jinja2
import pytest
import yaml

from gcr_analysis.briefing import sentences
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.sentences import joined, listed, sentence

FOLDER = files("gcr_analysis.framework").joinpath("sentences")
TEMPLATES = [
    (file.name, name, text)
    for file in FOLDER.iterdir()
    if file.name.endswith(".yaml")
    for name, text in yaml.safe_load(file.read_text(encoding="utf-8")).items()
]


def test_no_template_holds_a_digit():
    assert len(TEMPLATES) > 80
    assert [(file, name) for file, name, text in TEMPLATES if re.search(r"\d", text)] == []


def test_every_template_ends_as_a_sentence_or_a_label_and_has_no_long_dash():
    bad = [name for _, name, text in TEMPLATES if re.search(r"[\u2013\u2014]|\s$", text.rstrip("\n"))]
    assert bad == ["comma", "semicolon", "colon"]  # they join what stands on both sides


@pytest.fixture
def templates(monkeypatch):
    """Stand-ins for the declared templates."""

    def use(**texts):
        monkeypatch.setattr(sentences, "templates", lambda panel: texts)
        for cached in (sentences._compiled, sentences._environment):
            cached.cache_clear()

    yield use
    for cached in (sentences._compiled, sentences._environment):
        cached.cache_clear()


def test_a_template_that_names_what_was_not_given_is_an_error(templates):
    templates(hosted="{{ refugees }} in {{ nowhere }}")
    with pytest.raises(jinja2.UndefinedError, match="nowhere"):
        sentence("any", "hosted", refugees=given(5, "persons"))


def test_a_template_cannot_reach_into_python(templates):
    templates(attack="{{ ''.__class__.__mro__ }}")
    with pytest.raises(jinja2.exceptions.SecurityError):
        sentence("any", "attack")


def test_a_sentence_knows_the_quantities_that_its_template_names_and_no_others(templates):
    templates(hosted="{{ refugees }} since {{ years | listed }}{% if more %}, {{ more }}{% endif %}")
    year, refugees, other = given(2016, "year"), given(5, "persons"), given(7, "persons")
    said = sentence("any", "hosted", refugees=refugees, years=[year], more="", other=other)
    assert said.text == "5 since 2016"
    assert set(said.quantities) == {refugees, year}


def test_the_quantities_of_a_sentence_within_a_sentence_are_its_own(templates):
    templates(inner="{{ n }}", outer="{{ parts | listed }}")
    inner = sentence("any", "inner", n=given(5, "persons"))
    assert sentence("any", "outer", parts=[inner]).quantities == inner.quantities


def test_lines_of_a_template_become_one_and_a_number_stays_with_its_unit(templates):
    templates(wide="one\n  {% if yes %}\n  {{ n }}\n  {% endif %}\n  more")
    assert (
        sentence("any", "wide", yes=True, n=given(3_000_000.0, "persons")).text
        == "one 3.00\u00a0million more"
    )


def test_markup_in_a_name_stays_text(templates):
    templates(name="{{ where }}")
    assert sentence("any", "name", where="<b>{{ 7*7 }}</b>").text == "<b>{{ 7*7 }}</b>"


def test_sentences_are_joined_with_all_that_they_know():
    parts = [sentences.Sentence(str(n), f"{n}.", (given(n, "persons"),)) for n in (1, 2)]
    assert joined(*parts).text == "1. 2."
    assert len(joined(*parts).quantities) == 2


@pytest.mark.parametrize(("items", "text"), [("a", "a"), ("ab", "a and b"), ("abc", "a, b and c")])
def test_names_are_listed_as_english_does(items, text):
    assert listed(items) == text
