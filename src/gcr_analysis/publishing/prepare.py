"""Executed notebooks → pages, papers, pictures, CSV files, for either publisher. No figure is computed."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gcr_analysis.framework.languages import ENGLISH, language
from gcr_analysis.publishing import known
from gcr_analysis.publishing.drawings import Drawings
from gcr_analysis.publishing.files import folder_in_place_of, write_files
from gcr_analysis.publishing.kept import Kept
from gcr_analysis.publishing.known import Known
from gcr_analysis.publishing.note_page import NotePage, make_missing, ways_of
from gcr_analysis.publishing.outputs import Executed, executed_notebooks, read
from gcr_analysis.publishing.papers import background_paper, note_paper, write_papers
from gcr_analysis.publishing.parts import first_page, parts
from gcr_analysis.publishing.place_page import place_files, place_page
from gcr_analysis.publishing.site import Place, Published, places, variants
from gcr_analysis.publishing.studies import region_digest
from gcr_analysis.publishing.translated import can_be_translated, translated
from gcr_analysis.running.processes import in_processes

KEPT = ".kept"
"""Folder of what earlier publishings made, beside the prepared pages."""


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
        pages = []
        for published, notebook in found:
            ways = ways_of(published, notes, there, declared.get(published.note.region, ()), languages)
            pages.append(NotePage(published, notebook, ways, address))
        make_missing(pages, kept)
        for page in pages:
            write_files(fresh / page.published.folder, page.files(drawings))
        every = [place for own in (of_newest, *others) for place in own]
        for place in every:
            pairs = [(note.folder, executed[note.folder][1]) for note in place.notes]
            told = [(str(folder), notebook.digest, region_digest(notebook)) for folder, notebook in pairs]
            others_of = [str(folder) for _, folder in place.others]
            files = kept.files(
                *("region", told, others_of, sorted(there), address, languages),
                make=lambda place=place: place_files(
                    place, fresh, figures(), there, address, languages=languages
                ),
            )
            write_files(fresh / place.folder, files)
        files = kept.files(
            *("places without notes", [place.slug for place in bare], sorted(there), languages),
            make=lambda: {
                f"{place.slug}/index.qmd": place_page(place, figures(), there, languages=languages)
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
    yield from in_processes(translated, [*filter(can_be_translated, notebooks)])
