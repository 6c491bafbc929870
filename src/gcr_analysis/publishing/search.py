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
from gcr_analysis.framework import search_words
from gcr_analysis.geography import regions
from gcr_analysis.geography.names import SHORT_WORDS, SMALL_WORDS, all_names
from gcr_analysis.geography.region import Region
from gcr_analysis.publishing.site import Place

FOLDER, FILE = "search", "en.json"
"""Where the index stands among the prepared pages: one file a language."""

_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_CODE = re.compile(r"\b([0-9])[ .-](?=[0-9]\b)")
_BRACKETS = re.compile(r" \([^()]*\)")
_PLACE, _, _PANEL, _INDICATOR, _PAGE, _TERM = range(6)  # in the order of `kinds` in framework/search.yaml

Entry = tuple[int, str, str, str, str]
"""Kind, title, address, names, and the numbers of a place's notes or of the panel of a topic."""


def search_files(project: Path, gathered: Iterable[Place]) -> dict[str, bytes]:
    """Make the index of the pages that are prepared.

    Parameters
    ----------
    project
        Folder of the project, with all of its pages.
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
    return {FILE: index(prepared, gathered, titles).encode()}


def index(prepared: Collection[str], gathered: Iterable[Place], pages: dict[str, str]) -> str:
    """Return the index as JSON.

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
    entries = [
        *(_places(prepared, gathered)),
        *(_panels(gathered)),
        *(_indicators()),
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
        "kinds": list(search_words().kinds.values()),
        "small": sorted(_small()),
        "short": SHORT_WORDS,
        "panels": [{"id": panel.id, "title": panel.title} for panel in panels],
        "entries": entries,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def name_words(text: str) -> list[str]:
    """Return the words of a text as the search compares them.

    >>> name_words("Côte d'Ivoire"), name_words("Iran, Islamic Rep."), name_words("The"), name_words("2.1.2")
    (['cote', 'ivoire'], ['iran', 'islamic', 'republic'], ['the'], ['212'])
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M")
    lower = _CODE.sub(r"\1", bare.lower()).replace(".", "")
    plain = "".join(_LETTERS.get(letter, letter) for letter in lower)
    found: list[str] = re.findall(r"[^\W_]+", plain)
    kept = [word for word in (SHORT_WORDS.get(word, word) for word in found) if word not in _small()]
    return kept or found


def _small() -> set[str]:
    return (SMALL_WORDS | set(search_words().dropped)) - {""}


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
        title = place.title if place else region.title if region else slug
        names = _names(title, _BRACKETS.sub("", title), slug, *_said("places", slug), *_other_names(region))
        yield _PLACE, title, f"regions/{slug}/index.html", names, _notes(place)


def _other_names(region: Region | None) -> Iterator[str]:
    if region and region.kind == "country":
        yield from (code for code in region.countries)
        yield from (name for code in region.countries for name in all_names().get(code, ()))
    elif region:
        yield region.long_title


def _notes(place: Place | None) -> str:
    """Write the numbers of the panels that a place has notes on."""
    if place is None:
        return ""
    return "".join(str(number) for number, panel in enumerate(framework.panels()) if place.note_on(panel))


def _panels(gathered: tuple[Place, ...]) -> Iterator[Entry]:
    """Panels, named by measures too: each leads to the world's note, or to all figures where none is."""
    world = next((place for place in gathered if place.slug == "world"), None)
    measures = framework.indicators().values()
    for number, panel in enumerate(framework.panels().values()):
        if not any(place.note_on(panel.id) for place in gathered):
            continue
        note = world.note_on(panel.id) if world else None
        address = f"regions/{note.folder}/index.html" if note else f"gallery/{panel.id}.html"
        told = (each for each in measures if each.panel == panel.id and not (each.own or each.gcr_code))
        titles = (each.title for each in told)
        names = _names(panel.title, panel.objective, panel.id, *_said("panels", panel.id), *titles)
        yield _PANEL, panel.title, address, names, str(number)


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
