"""The index of the site's search: places under all their names, panels, indicators, pages, terms.

``theme/match.js`` holds the rule by which it finds; names are kept here as that rule compares them.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import yaml

from gcr_analysis import framework
from gcr_analysis.briefing.place import label, title_of
from gcr_analysis.framework import search_words
from gcr_analysis.framework.languages import ENGLISH, by_language, language, word
from gcr_analysis.geography import regions
from gcr_analysis.geography.names import SHORT_WORDS, SMALL_WORDS, all_names
from gcr_analysis.geography.region import Region
from gcr_analysis.publishing.pages import panel_title, said
from gcr_analysis.publishing.site import Place

FOLDER = "search"
"""Where the index stands among the prepared pages: one file a language."""
KINDS = ("place", "note", "panel", "indicator", "page", "term")
"""What a result is, as `theme/match.js` numbers it; a message says it."""

_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_LETTERS |= {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا", "ـ": ""}
_ARTICLE = re.compile("^ال(?=...)")
_CODE = re.compile(r"\b([0-9])[ .-](?=[0-9]\b)")
_BRACKETS = re.compile(r" \([^()]*\)")
_PLACE, _, _PANEL, _INDICATOR, _PAGE, _TERM = range(len(KINDS))

Entry = tuple[int, str, str, str, str]
"""Kind, title, address, names, and the numbers of a place's notes or of the panel of a topic."""


def search_files(project: Path, gathered: Iterable[Place]) -> dict[str, bytes]:
    """Make the index of the pages that are prepared, in the language of the moment.

    Parameters
    ----------
    project
        Folder of the project of that language, with all of its pages.
    gathered
        The places of the site.

    Returns
    -------
    dict of str to bytes
        The file, by name.
    """
    prepared = {page.parent.name for page in (project / "regions").glob("*/index.qmd")}
    pages = [
        *(project / "index.qmd", *sorted(project.glob("reports/*.qmd"))),
        *(project / folder / "index.qmd" for folder in ("dataset", "gallery", "indicators", "explore")),
    ]
    titles = {
        page.relative_to(project).with_suffix(".html").as_posix(): _title(page)
        for page in pages
        if page.is_file()
    }
    return {f"{language()}.json": index(prepared, gathered, titles).encode()}


def index(prepared: Collection[str], gathered: Iterable[Place], pages: dict[str, str]) -> str:
    """Return the index as JSON; in another language than English it has places, notes and panels alone.

    Parameters
    ----------
    prepared
        Slugs of the regions and countries that have a page.
    gathered
        The places of the site, for their notes.
    pages
        Titles of the site's own pages, by address.
    """
    gathered = tuple(gathered)
    panels = list(framework.panels().values())
    entries = [*_places(prepared, gathered), *_panels(gathered)]
    if language() == ENGLISH:
        entries += [
            *_indicators(),
            *(
                (_PAGE, title, address, _names(title, *_said("pages", address)), "")
                for address, title in pages.items()
            ),
            *(
                (_TERM, term.term, "reports/glossary.html", _names(term.term), "")
                for term in framework.glossary()
            ),
        ]
    told = {
        "kinds": [said(f"search_{kind}") for kind in KINDS],
        "small": sorted(_small()),
        "short": SHORT_WORDS,
        "panels": [{"id": panel.id, "title": panel_title(panel)} for panel in panels],
        "entries": entries,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def name_words(text: str) -> list[str]:
    """Return the words of a text as the search compares them.

    >>> name_words("Côte d'Ivoire"), name_words("Iran, Islamic Rep."), name_words("The"), name_words("2.1.2")
    (['cote', 'ivoire'], ['iran', 'islamic', 'republic'], ['the'], ['212'])
    >>> name_words("الأردن") == name_words("اردن"), name_words("سورية") == name_words("السوريه")
    (True, True)
    """
    found = _all_words(text)
    kept = [word for word in (SHORT_WORDS.get(word, word) for word in found) if word not in _small()]
    return kept or found


def _all_words(text: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M")
    lower = _CODE.sub(r"\1", bare.lower()).replace(".", "")
    plain = "".join(_LETTERS.get(letter, letter) for letter in lower)
    return [_ARTICLE.sub("", word) for word in re.findall(r"[^\W_]+", plain)]


@by_language
def _small() -> frozenset[str]:
    """Words that are read over."""
    dropped = {word for each in search_words().dropped for word in _all_words(each)}
    return frozenset(SMALL_WORDS | dropped) - {""}


def _said(kind: str, name: str) -> tuple[str, ...]:
    return getattr(search_words(), kind).get(name, ())


def _names(*names: str) -> str:
    """Write names: each set of words once, in its first order."""
    found: dict[tuple[str, ...], str] = {}
    for name in names:
        if told := name_words(name):
            found.setdefault(tuple(sorted(told)), " ".join(told))
    return "|".join(found.values())


def _places(prepared: Collection[str], gathered: tuple[Place, ...]) -> Iterator[Entry]:
    """Countries first, then sets: where a country and a set bear one name, most readers mean the country."""
    own = {place.slug: place for place in gathered}
    declared = {region.id.lower(): region for region in regions()}
    slugs = sorted(declared, key=lambda slug: declared[slug].kind != "country")
    for slug in [slug for slug in (*slugs, *sorted(own.keys() - declared.keys())) if slug in prepared]:
        place, region = own.get(slug), declared.get(slug)
        title = place.title if place else title_of(region) if region else slug
        names = _names(title, _BRACKETS.sub("", title), slug, *_said("places", slug), *_other_names(region))
        yield _PLACE, title, f"regions/{slug}/index.html", names, _notes(place)


def _other_names(region: Region | None) -> Iterator[str]:
    if region and region.kind == "country":
        yield from (code for code in region.countries)
        yield from (name for code in region.countries for name in all_names().get(code, ()))
    elif region:
        yield region.long_title
    if region and language() != ENGLISH:
        yield from (title_of(region), title_of(region, long=True), region.title)
        yield from (label(code) for code in region.countries if region.kind == "country")


def _notes(place: Place | None) -> str:
    """Write the numbers of the panels that a place has notes on."""
    if place is None:
        return ""
    return "".join(str(number) for number, panel in enumerate(framework.panels()) if place.note_on(panel))


def _panels(gathered: tuple[Place, ...]) -> Iterator[Entry]:
    """Panels, named by measures too: each leads to the world's note, or to all figures where none is.

    Those of another language than English lead to the first page in place of all figures, and go by the
    indicators of the Compact, too, which have pages in English alone.
    """
    world = next((place for place in gathered if place.slug == "world"), None)
    of_compact = language() != ENGLISH
    measures = framework.indicators().values()
    for number, panel in enumerate(framework.panels().values()):
        if not any(place.note_on(panel.id) for place in gathered):
            continue
        note = world.note_on(panel.id) if world else None
        otherwise = "index.html" if of_compact else f"gallery/{panel.id}.html"
        address = f"regions/{note.folder}/index.html" if note else otherwise
        told = [each for each in measures if each.panel == panel.id and not each.own]
        told = [each for each in told if of_compact or not each.gcr_code]
        titles = [word("measures", each.id, each.title) for each in told]
        codes = [each.gcr_code for each in told if each.gcr_code]
        title = panel_title(panel)
        declared = (panel.title, panel.objective, panel.id, *_said("panels", panel.id))
        yield _PANEL, title, address, _names(title, *declared, *titles, *codes), str(number)


def _indicators() -> Iterator[Entry]:
    panels = list(framework.panels())
    for code, indicator in framework.compact().items():
        measures = [
            each for each in framework.indicators().values() if each.gcr_code == code and not each.own
        ]
        number = panels.index(framework.indicators()[indicator.main].panel)
        titles = (measure.title for measure in measures)
        names = _names(code, f"GCR {code}", indicator.title, *_said("indicators", code), *titles)
        yield (
            _INDICATOR,
            f"{code} {indicator.title}",
            f"indicators/{indicator.slug}/index.html",
            names,
            str(number),
        )


def _title(page: Path) -> str:
    """Title of a page, as its front matter says."""
    front = page.read_text(encoding="utf-8").split("---", 2)[1]
    return str(yaml.safe_load(front)["title"])
