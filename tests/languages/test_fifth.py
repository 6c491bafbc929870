"""A fifth language is a folder: here English with marks on its vowels; a word without them is a fault."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from gcr_analysis import framework
from gcr_analysis.briefing.place import Place, name_of, title_of
from gcr_analysis.briefing.reading import STUDIES
from gcr_analysis.framework import languages
from gcr_analysis.framework.fitting import LOADER
from gcr_analysis.framework.languages import written_in
from gcr_analysis.framework.reasons import patterns
from gcr_analysis.geography import regions
from gcr_analysis.publishing.site import GROUPS
from gcr_analysis.snapshot import load

CODE = "xx"
MARKED = str.maketrans("aeiouAEIOU", "àèìòùÀÈÌÒÙ")
_KEPT = re.compile(r"\{[{%#].*?[}%#]\}|\{\w+(?::\w+)?\}", re.DOTALL)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_WORDS = re.compile(r"[A-Za-z]{3,}")


def marked(text: Any) -> Any:
    """Put marks on the vowels of a text, but not within slots; what is no text stays as it is."""
    if isinstance(text, dict):
        return {key: marked(value) for key, value in text.items()}
    if isinstance(text, list):
        return [marked(value) for value in text]
    if not isinstance(text, str):
        return text
    kept = _KEPT.findall(text)
    parts = [part.translate(MARKED) for part in _KEPT.split(text)]
    return "".join(part + slot for part, slot in zip(parts, [*map(_marked_literals, kept), ""], strict=True))


def _marked_literals(slot: str) -> str:
    """Put marks on texts within a slot that have several words; one word may be an id."""

    def put(found: re.Match[str]) -> str:
        return found[0].translate(MARKED) if " " in found[0] else found[0]

    return _QUOTED.sub(put, slot)


@pytest.fixture(scope="module")
def fifth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Add the language to a copy of the folder of languages."""
    folder = tmp_path_factory.mktemp("languages")
    shutil.copytree(str(languages.FOLDER), folder, dirs_exist_ok=True)
    _write(folder / CODE)
    patched = pytest.MonkeyPatch()
    patched.setattr(languages, "FOLDER", folder)
    yield
    patched.undo()


def _write(own: Path) -> None:
    here = Path(str(languages.FOLDER)).parent
    for path in sorted((here / "sentences").iterdir()):
        text = path.read_text(encoding="utf-8")
        told = (
            text
            if path.suffix == ".jinja"
            else yaml.safe_dump(marked(yaml.load(text, LOADER)), allow_unicode=True)
        )
        (own / "sentences").mkdir(parents=True, exist_ok=True)
        (own / "sentences" / path.name).write_text(told, encoding="utf-8")
    about = yaml.load((here / "language.yaml").read_text(encoding="utf-8"), LOADER)
    locale = about["numbers"]["locale"]
    about = marked(about)
    about["numbers"]["locale"] = locale
    about["marks"].pop("not_before", None)
    codes = load("country_names", ["iso3"])["iso3"].astype(str).unique()
    places = {code: Place.of(code).forms | {"title": name_of(code)} for code in codes}
    places |= {each.id: Place.of(each).forms | {"title": title_of(each)} for each in regions()}
    places["UNK-asylum"] = Place.of("UNK", "asylum").forms | {"title": name_of("UNK")}
    units = {
        name: {field: getattr(unit, field) for field in ("before", "after", "in_table")}
        for name, unit in framework.units().items()
    }
    declared = {
        "language": about,
        "places": marked(places),
        "measures": marked({id: each.title for id, each in framework.indicators().items()}),
        "units": marked(units),
        "breaks": marked({each.id: each.text for each in framework.breaks()}),
        "releases": marked({id: each.vintage_label for id, each in framework.sources().items()}),
        "producers": marked(
            {id: each.producer for id, each in framework.sources().items() if each.producer_in_words}
        ),
        "disclaimers": marked(
            {id: each.disclaimer for id, each in framework.sources().items() if each.disclaimer}
        ),
        "reasons": marked(patterns()),
        "panels": marked({id: each.title for id, each in framework.panels().items()}),
        "groups": marked(GROUPS),
        "unit_names": marked({each.unit: each.unit for each in framework.indicators().values()}),
    }
    for name, entries in declared.items():
        (own / f"{name}.yaml").write_text(
            yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )


def test_it_is_there(fifth: None) -> None:
    assert CODE in languages.languages()


KNOWN = re.compile(
    r"UNHCR|MIRPS|IGAD|SSAR|UNRWA|IPC|UCDP|IATI|USD|GDP|PSE|[A-Z]{3}\b|\bFTS\b|[\w.]+\.(?:com|org|int|net)\b"
)


@pytest.mark.parametrize("panel", list(STUDIES))
@pytest.mark.parametrize("region", ["world", "TCD", "mirps", "LBN"])
def test_no_word_of_a_note_comes_from_elsewhere(fifth: None, panel: str, region: str) -> None:
    with written_in(CODE):
        study = STUDIES[panel](region, 2025, 2016)
        note = study.note
        said = [each.text for own in note.said.values() for each in own]
        for figure in study.figures:
            said += [figure.title, figure.subtitle, figure.alt, *figure.breaks]
        said += [
            *study.table.data.columns,
            *study.table.data.to_numpy().ravel(),
            study.table.note,
            study.table.title,
        ]
    printed = {
        word for text in _messages() for literal in _QUOTED.findall(text) for word in _WORDS.findall(literal)
    }
    plain = {
        word
        for text in said
        for word in _WORDS.findall(KNOWN.sub(" ", str(text)))
        if not _is_marked(word, text)
    }
    assert plain - printed - {f"{word}s" for word in printed} - NEUTRAL == set()


def _messages() -> Iterator[str]:
    """Slots of all messages, with what they print by themselves."""
    for path in sorted(Path(str(languages.FOLDER), CODE, "sentences").iterdir()):
        text = path.read_text(encoding="utf-8")
        for message in yaml.load(text, LOADER).values() if path.suffix == ".yaml" else [text]:
            yield from _KEPT.findall(str(message))


def _is_marked(word: str, text: str) -> bool:
    """A run of bare letters is part of a marked word, or has no vowel to bear a mark."""
    beside = re.search(rf"[{''.join(MARKED_LETTERS)}]?{word}[{''.join(MARKED_LETTERS)}]?", text)
    return bool(beside and beside[0] != word) or not re.search("[aeiouAEIOU]", word)


MARKED_LETTERS = "àèìòùÀÈÌÒÙ"
NEUTRAL = {"and", "April", "about"}
"""Words that CLDR has for the locale that it shares with English, and a hedge that English prints."""
