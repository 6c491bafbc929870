"""Executed notebooks → pages, papers, pictures, CSV files, for either publisher. No figure is computed."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from gcr_analysis import framework
from gcr_analysis.briefing.evidence import title_in, title_of_measure
from gcr_analysis.exports import csv_text
from gcr_analysis.figures.card import card
from gcr_analysis.framework.languages import ENGLISH, language
from gcr_analysis.geography import regions
from gcr_analysis.publishing import annex, citation, jsonld, known
from gcr_analysis.publishing.drawings import Drawings
from gcr_analysis.publishing.figures import Whereabouts, figure_files
from gcr_analysis.publishing.files import folder_in_place_of, write_files
from gcr_analysis.publishing.glance import glances, moved
from gcr_analysis.publishing.kept import Kept
from gcr_analysis.publishing.known import Known
from gcr_analysis.publishing.numbered import numbered
from gcr_analysis.publishing.outputs import LEDGER, Executed, Note, executed_notebooks, read
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.papers import archive, background_paper, note_paper, write_papers
from gcr_analysis.publishing.parts import first_page, parts
from gcr_analysis.publishing.since import since
from gcr_analysis.publishing.site import GROUPS, Place, Published, group_title, known_region, places, variants
from gcr_analysis.publishing.studies import region_digest
from gcr_analysis.publishing.translated import can_be_translated, translated
from gcr_analysis.publishing.translations import switches
from gcr_analysis.publishing.way import Step, members, sets_with, tabs, trail

KEPT = ".kept"
"""Folder of what earlier publishings made, beside the prepared pages."""

BIBTEX = ".bibtex"
PREVIEW = "preview.png"
"""The picture that stands beside a link to a note."""


@dataclass(frozen=True)
class Prepared:
    """What was prepared.

    Attributes
    ----------
    notes
        The notes, in the order of their addresses.
    seconds
        How long each kind of paper took, by its ending.
    """

    notes: tuple[Published, ...]
    seconds: dict[str, float]


def prepare(
    outputs: Path,
    into: Path,
    kept: Kept | None = None,
    address: str = "",
    chosen: Sequence[Path] | None = None,
    *,
    languages: Collection[str] = (),
    gathered: Callable[[], Known] | None = None,
) -> Prepared:
    """Turn every executed notebook into pages and papers, and write what the site's own pages include.

    Parameters
    ----------
    outputs
        Folder of the executed notebooks.
    into
        Folder of the prepared pages, replaced as a whole: a region without an output is no longer there.
    kept
        What earlier publishings made; ``.kept`` beside *into* when None.
    address
        Address of the site, for links from papers to pages.
    chosen
        Which notebooks of *outputs* are published; all of them when None.
    languages
        Codes of the languages that pages are published in beside English.
    gathered
        Gives the figures of all declared places; `known` when None. They are the same in every language.

    Returns
    -------
    Prepared
        The notes, and how long their papers took.

    Raises
    ------
    GcrError
        Where there is nothing to publish, a notebook is not whole, or the folder cannot be written.
    """
    paths = executed_notebooks(outputs) if chosen is None else chosen
    kept = kept or Kept(into.absolute().parent / KEPT)
    newest = {
        path.parent: max(other.stem for other in paths if other.parent == path.parent) for path in paths
    }
    with folder_in_place_of(into) as fresh:
        found = [(_published(each, newest[each.path.parent]), each) for each in _in_language(paths)]
        drawings = Drawings(kept)
        gather = cache(gathered or known.known)
        figures = cache(lambda: gather().in_words())
        drawings.add(figure for _, notebook in found for figure in notebook.figures.values())
        executed = {published.folder: (published, notebook) for published, notebook in found}
        notes = tuple(published for published, _ in executed.values())
        of_newest, *others = (places(notes, variant) for variant in variants(notes))
        declared = _places_of(gather, kept)
        bare = [
            Place.of(name) for name in declared if name.lower() not in {place.slug for place in of_newest}
        ]
        there = {place.slug for place in (*of_newest, *bare)}
        for published, notebook in found:
            ways = _ways(published, notes, there, declared.get(published.note.region, ()), languages)
            files = _note_files(published, notebook, ways, drawings, address)
            write_files(fresh / published.folder, files)
        every = [place for own in (of_newest, *others) for place in own]
        for place in every:
            notebooks = [executed[note.folder][1] for note in place.notes]
            told = [(str(each.path), each.digest, region_digest(each)) for each in notebooks]
            others_of = [str(folder) for _, folder in place.others]
            files = kept.files(
                *("region", told, others_of, sorted(there), address, languages),
                make=lambda place=place: _region_files(
                    place, fresh, figures(), there, address, languages=languages
                ),
            )
            write_files(fresh / place.folder, files)
        files = kept.files(
            *("places without notes", [place.slug for place in bare], sorted(there), languages),
            make=lambda: {
                f"{place.slug}/index.qmd": _region_page(place, figures(), there, languages=languages)
                for place in bare
            },
        )
        write_files(fresh, files)
        prepared = {index.parent.name for index in fresh.glob("*/index.qmd")}
        if language() == ENGLISH:
            write_files(fresh, parts(of_newest, others, drawings, address, prepared))
        else:
            write_files(fresh, first_page(of_newest, prepared))
        papers = [
            note_paper(notebook, published, drawings, address) for published, notebook in executed.values()
        ]
        papers += [
            background_paper(place, [executed[note.folder][1] for note in place.newest], drawings, address)
            for place in every
        ]
        seconds = write_papers(papers, fresh, kept)
    return Prepared(notes, seconds)


def _published(executed: Executed, newest: str) -> Published:
    address, figures = executed.address, tuple(executed.figures.values())
    is_newest = executed.path.stem == newest
    named = address.slug, address.panel, address.year
    variant = address.baseline_year, address.as_of
    return Published(*named, executed.note, is_newest, figures, *variant)


def _places_of(gather: Callable[[], Known], kept: Kept) -> dict[str, list[str]]:
    """Ids of the region sets and countries that have figures, and so a page, with the panels of these."""
    files = kept.without_own("places", make=lambda: {"ids.json": json.dumps(gather().panels).encode()})
    return dict(json.loads(files["ids.json"]))


def _in_language(paths: Iterable[Path]) -> Iterator[Executed]:
    """Read notebooks; in another language than English, write the notes again that can be translated."""
    notebooks = map(read, paths)
    if language() == ENGLISH:
        yield from notebooks
        return
    yield from map(translated, filter(can_be_translated, notebooks))


def _ways(
    published: Published,
    notes: Collection[Published],
    there: Collection[str],
    figures: Collection[str],
    languages: Collection[str],
) -> dict[str, Any]:
    """The trail above a note's page, the panels beside it, and the same page in other languages."""
    alike = (published.slug, published.variant)
    beside = [note for note in notes if (note.slug, note.variant) == alike and note.newest]
    own = Step(published.note.region_title, str(published.region_folder))
    root = _root(published.folder)
    return {
        "languages": switches(languages, f"regions/{published.folder}/index.html", root)
        if not published.variant.words
        else (),
        "trail": trail(known_region(published.note.region), there, own),
        "tabs": tabs(
            beside,
            published.region_folder,
            published.folder,
            () if published.variant.words else figures,
        ),
    }


def _note_files(
    published: Published, executed: Executed, ways: dict[str, Any], drawings: Drawings, address: str
) -> dict[str, bytes]:
    told = [repr(value) for value in ways.values()]
    return drawings.kept.files(
        *("note", executed.digest, region_digest(executed), str(published.folder), told, address),
        make=lambda: _made_note(published, executed, ways, drawings, address),
    )


def _made_note(
    published: Published, executed: Executed, ways: dict[str, Any], drawings: Drawings, address: str
) -> dict[str, bytes]:
    note = executed.note
    has_annex = language() == ENGLISH
    cells, files = annex.body(executed.cells) if has_annex else ([], {})
    root = _root(published.folder)
    english_note = f"{root}../regions/{published.folder}/"
    told = numbered(executed, published.folder, english_note)
    files |= told.pages
    where = _where(published, address)
    for name, figure in executed.figures.items():
        picture = executed.pictures.get(name) or drawings.of(figure).whole
        files |= figure_files(figure, picture, drawings, where)
    files[PREVIEW] = card(note.title, note.headline.value, note.headline.label, _eyebrow(published))
    for data in (*executed.tables.values(), *note.added):
        files[f"{data.id}.csv"] = csv_text(data.columns, data.rows).encode()
    entry = citation.note_entry(published, address)
    files[citation.FILE] = entry.encode()
    text = page(
        "note.qmd",
        published=published,
        note=told.note,
        figures=told.figures,
        table=told.table,
        edition=citation.edition(published),
        software=citation.software(),
        cited=citation.figures_of(note.sources),
        root=root,
        english_note=english_note,
        derived=bool(told.addresses),
        hreflang="" if has_annex else ENGLISH,
        behind=told.behind,
        codes=_codes(published.panel),
        **ways,
        entry=annex.fence(entry, BIBTEX),
        described=jsonld.script(jsonld.note(published, address)),
    )
    files["index.qmd"] = told.linked(text).encode()
    if has_annex:
        files["annex.qmd"] = page(
            "annex.qmd",
            published=published,
            note=note,
            title=annex.title(executed),
            root=root,
            trail=(*ways["trail"], Step(published.panel_title, str(published.folder))),
            cells=cells,
            stated=annex.stated(note),
        ).encode()
    files[f"{LEDGER}.csv"] = _ledger(note).encode()
    return files


def _codes(panel: str) -> list[str]:
    """Codes of the Compact's indicators on a panel."""
    declared = framework.indicators().values()
    return sorted({each.gcr_code for each in declared if each.panel == panel and each.gcr_code})


def _where(published: Published, address: str) -> Whereabouts:
    """Say where the figures of a note stand."""
    folder = f"{address.rstrip('/')}/regions/{published.folder}/" if address else ""
    root = _root(published.folder)
    cite = citation.cite_note(published)
    return Whereabouts(root, "index.html", published.note.title, cite, folder, published.year)


def _eyebrow(published: Published) -> str:
    return f"{published.panel_title} · {published.note.region_title} · {published.dated}"


def _root(folder: PurePosixPath) -> str:
    """The way from a folder of the prepared pages to the root of the site."""
    return "../" * (len(folder.parts) + 1)


def _region_files(
    place: Place,
    root: Path,
    figures: Known,
    there: Collection[str],
    address: str,
    *,
    languages: Collection[str],
) -> dict[str, bytes]:
    """Make the page of a region, its citation, and the archive of its data, which lie under *root*."""
    return {
        "index.qmd": _region_page(place, figures, there, address, languages),
        "data.zip": archive(place, _tables(root, place)),
        citation.FILE: citation.place_file(place, address).encode(),
    }


def _region_page(
    place: Place,
    figures: Known,
    there: Collection[str],
    address: str = "",
    languages: Collection[str] = (),
) -> bytes:
    """Make the page of a region set or a country, with notes or without."""
    found, root = glances(place, figures), _root(place.folder)
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
        entry=annex.fence(citation.place_entry(place, address), BIBTEX) if place.notes else None,
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


def _ledger(note: Note) -> str:
    """Every number of a note, one row each, with the year that its changes are read from.

    Columns and ids are in English everywhere; another language adds what it calls the measure.
    """
    rows = [row | {"baseline_year": note.baseline_year} for row in note.ledger]
    if language() != ENGLISH:
        declared = framework.indicators()
        rows = [
            row | {"title": title_of_measure(id) if (id := row.get("indicator")) in declared else None}
            for row in rows
        ]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return csv_text(columns, ([row.get(name) for name in columns] for row in rows))
