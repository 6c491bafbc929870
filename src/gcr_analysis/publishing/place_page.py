"""The page of a region set or a country, with its citation and the archive of its data."""

from collections.abc import Collection
from pathlib import Path, PurePosixPath

from gcr_analysis import framework
from gcr_analysis.briefing.evidence import title_in
from gcr_analysis.framework.languages import ENGLISH, language
from gcr_analysis.geography import regions
from gcr_analysis.publishing import annex, citation
from gcr_analysis.publishing.glance import glances, moved
from gcr_analysis.publishing.known import Known
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.papers import archive
from gcr_analysis.publishing.since import since
from gcr_analysis.publishing.site import GROUPS, Place, group_title, root_of
from gcr_analysis.publishing.translations import switches
from gcr_analysis.publishing.way import Step, members, sets_with, tabs, trail


def place_files(
    place: Place,
    root: Path,
    figures: Known,
    there: Collection[str],
    address: str,
    *,
    languages: Collection[str],
) -> dict[str, bytes]:
    """Make the page of a region with notes, its citation, and the archive of its data.

    Parameters
    ----------
    place
        The region.
    root
        Folder of the prepared pages, in which the files of its notes are.
    figures, there, address, languages
        As for `place_page`.
    """
    return {
        "index.qmd": place_page(place, figures, there, address, languages),
        "data.zip": archive(place, _tables(root, place)),
        citation.FILE: citation.place_file(place, address).encode(),
    }


def place_page(
    place: Place,
    figures: Known,
    there: Collection[str],
    address: str = "",
    languages: Collection[str] = (),
) -> bytes:
    """Make the page of a region set or a country, with notes or without.

    Parameters
    ----------
    place
        The region.
    figures
        The figures of all declared places.
    there
        Slugs of the places that have a page.
    address
        Address of the site; empty where it has none.
    languages
        Codes of the languages that pages are published in beside English.
    """
    found, root = glances(place, figures), root_of(place.folder)
    return page(
        "region.qmd",
        place=place,
        groups={kind: group_title(kind) for kind in GROUPS},
        glances=found,
        moved=moved(found),
        support=_support(place),
        years=figures.years,
        judged=figures.judged.get(place.region.id) if place.region and not place.variant.words else None,
        trail=trail(place.region, there, Step(place.title, "")),
        tabs=tabs(place.newest, place.folder, place.folder, [glance.panel.id for glance in found]),
        members=members(place.region, there),
        compared=[] if place.variant.words else _compared(),  # figures of no other release
        rows=figures.rows,
        sets=sets_with(place.region, there),
        since=since(place),
        root=root,
        site_root=root if language() == ENGLISH else f"{root}../",
        has_annex=language() == ENGLISH,
        languages=switches(languages, f"regions/{place.folder}/index.html", root)
        if not place.variant.words
        else (),
        entry=annex.fence(citation.place_entry(place, address), citation.CODE) if place.notes else None,
    ).encode()


def _compared() -> list[tuple[str, str]]:
    """Measures by which the countries of a set stand side by side, with what they count in a country."""
    country = regions("country")[0]
    return [
        (panel.drawn, title_in(country, panel.drawn)) for panel in framework.panels().values() if panel.drawn
    ]


def _support(place: Place) -> dict[str, str] | None:
    """What the first note with an area in need of support says of it."""
    for note in place.newest:
        for section in note.note.sections:
            if section.id == "support" and section.items:
                href = f"{place.path_to(note.folder)}/index.qmd#support"
                return {"text": section.items[0].text, "panel_title": note.panel_title, "href": href}
    return None


def _tables(root: Path, place: Place) -> dict[PurePosixPath, bytes]:
    """Every CSV file of a region's notes, by its address."""
    return {
        note.folder / path.name: path.read_bytes()
        for note in place.notes
        for path in sorted((root / note.folder).glob("*.csv"))
    }
