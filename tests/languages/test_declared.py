"""Each language declares all that English does, in the same shape, and nothing else in its place."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment, nodes

from gcr_analysis import framework
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.figures.letters import ISOLATES, text_width
from gcr_analysis.framework import languages as spoken
from gcr_analysis.framework.fitting import LOADER
from gcr_analysis.framework.languages import ENGLISH, languages, word, written_in
from gcr_analysis.framework.reasons import patterns
from gcr_analysis.geography import regions
from gcr_analysis.publishing.site import GROUPS
from gcr_analysis.snapshot import load

OTHERS = [code for code in languages() if code != ENGLISH]
HERE = Path(str(spoken.FOLDER))
ENGLISH_MESSAGES = HERE.parent / "sentences"
FORMS = {"title", "name", "at", "of", "from", "to"}
_SLOT = re.compile(r"\{(\w+)(?::\w+)?\}")
_PRINTED = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)


def declared(code: str, *parts: str) -> Any:
    return yaml.load((HERE / code).joinpath(*parts).read_text(encoding="utf-8"), LOADER)


def english(*parts: str) -> Any:
    return yaml.load(HERE.parent.joinpath(*parts).read_text(encoding="utf-8"), LOADER)


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("file", [path.name for path in sorted(ENGLISH_MESSAGES.glob("*.yaml"))])
def test_every_message_is_there(code: str, file: str) -> None:
    mine, theirs = declared(code, "sentences", file), english("sentences", file)
    assert theirs.keys() - mine.keys() == set()
    more = {id for id in mine.keys() - theirs.keys() if not id.startswith("phrase_")}
    assert more == set() or file == "claims.yaml"  # each message on claims can be a filter


@pytest.mark.parametrize("code", OTHERS)
def test_no_message_holds_a_digit(code: str) -> None:
    said = {
        f"{path.name}: {id}": _PRINTED.sub("", str(text))
        for path in sorted((HERE / code / "sentences").glob("*.yaml"))
        if path.name != "pages.yaml"
        for id, text in declared(code, "sentences", path.name).items()
    }
    assert [place for place, text in said.items() if re.search(r"\d", text)] == []


@pytest.mark.parametrize("code", OTHERS)
def test_no_message_is_left_in_english(code: str) -> None:
    same = [
        f"{path.name}: {id}"
        for path in sorted(ENGLISH_MESSAGES.glob("*.yaml"))
        for id, text in english("sentences", path.name).items()
        if declared(code, "sentences", path.name)[id] == text
        and re.search(r"[A-Za-z]{3} [a-z]{3}", _PRINTED.sub("", str(text)))
    ]
    assert same == []


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize(
    ("file", "ids"),
    [
        ("measures.yaml", lambda: set(framework.indicators())),
        ("breaks.yaml", lambda: {each.id for each in framework.breaks()}),
        ("releases.yaml", lambda: set(framework.sources())),
        (
            "producers.yaml",
            lambda: {each.id for each in framework.sources().values() if each.producer_in_words},
        ),
        ("panels.yaml", lambda: set(framework.panels())),
        ("groups.yaml", lambda: set(GROUPS)),
        ("reasons.yaml", lambda: set(patterns())),
        ("unit_names.yaml", lambda: {each.unit for each in framework.indicators().values()}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_name_is_there(code: str, file: str, ids: Any) -> None:
    told = declared(code, file)
    assert ids() - told.keys() == set()
    assert [id for id, text in told.items() if not str(text).strip()] == []


@pytest.mark.parametrize("code", OTHERS)
def test_reasons_have_the_slots_of_english(code: str) -> None:
    mine = declared(code, "reasons.yaml")
    assert {
        id for id, text in patterns().items() if set(_SLOT.findall(text)) != set(_SLOT.findall(mine[id]))
    } == set()


@pytest.mark.parametrize("code", OTHERS)
def test_every_place_has_every_form(code: str) -> None:
    told = declared(code, "places.yaml")
    places = {*load("country_names", ["iso3"])["iso3"].astype(str), *(region.id for region in regions())}
    assert places - told.keys() == set()
    assert [id for id, forms in told.items() if FORMS - forms.keys()] == []
    assert [id for id, forms in told.items() if not all(str(forms[form]).strip() for form in FORMS)] == []


DOUBLED = {
    "fr": r"\b(?:de le|de les|à le|à les|au le|aux les|du le|des les|de de|de du|de des|en le|en la|en en)\b",
    "es": r"\b(?:de el|a el|del el|al el|en en|de de|a a)\b",
    "ar": r"(?:^| )(?:في في|من من|إلى إلى)(?: |$)",
}


@pytest.mark.parametrize("code", OTHERS)
def test_no_form_doubles_a_preposition(code: str) -> None:
    told = declared(code, "places.yaml")
    said = {
        f"{id} {form}": text
        for id, forms in told.items()
        for form, text in forms.items()
        if isinstance(text, str)
    }
    assert {place: text for place, text in said.items() if re.search(DOUBLED[code], text)} == {}


@pytest.mark.parametrize("code", OTHERS)
def test_every_letter_can_be_drawn(code: str) -> None:
    for path in sorted((HERE / code).rglob("*.yaml")):
        for letter in set(path.read_text(encoding="utf-8")) - {"\n"} - ISOLATES:
            text_width(letter, 10)


@pytest.mark.parametrize("code", OTHERS)
def test_no_template_writes_a_preposition_that_contracts_before_a_place(code: str) -> None:
    contracting = {"fr": r"\b(?:de|à) ", "es": r"\b(?:de|a) ", "ar": r"[لبك]"}[code]
    pattern = re.compile(contracting + r"\{\{ (?:where|place|host|origin|peers|largest) \}\}")
    found = [
        f"{path.name}: {id}"
        for path in sorted((HERE / code / "sentences").glob("*.yaml"))
        for id, text in declared(code, "sentences", path.name).items()
        if pattern.search(str(text))
    ]
    assert found == []


def test_an_unknown_language_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="unknown language 'frr': did you mean fr"), written_in("frr"):
        pass


def test_a_missing_word_names_language_file_and_id() -> None:
    with (
        written_in("fr"),
        pytest.raises(GcrError, match=r"language fr: no_measure is missing in measures\.yaml"),
    ):
        word("measures", "no_measure", "No measure")


def test_messages_use_filters_that_there_are() -> None:
    for code in OTHERS:
        with written_in(code):
            from gcr_analysis.briefing.sentences import filters

            known = {*filters(), *Environment().filters}
            for path in sorted((HERE / code / "sentences").glob("*.yaml")):
                if path.name == "pages.yaml":
                    continue  # pages have filters of their own
                for id, text in declared(code, "sentences", path.name).items():
                    used = {each.name for each in Environment().parse(str(text)).find_all(nodes.Filter)}
                    assert used <= known, f"{code} {path.name} {id}: {used - known}"
