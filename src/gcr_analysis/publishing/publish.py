"""From executed notebooks to a site, in one call."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from gcr_analysis.framework.languages import language, written_in
from gcr_analysis.publishing import known, search
from gcr_analysis.publishing.by_hand import mark_what_quarto_made
from gcr_analysis.publishing.compact import indicator_pages
from gcr_analysis.publishing.crate import CRATE
from gcr_analysis.publishing.dataset import FOLDER, site_files
from gcr_analysis.publishing.drawings import Drawings
from gcr_analysis.publishing.explore import FOLDER as EXPLORE
from gcr_analysis.publishing.explore import explore_files
from gcr_analysis.publishing.files import require_room, write_folder
from gcr_analysis.publishing.gallery import gallery
from gcr_analysis.publishing.kept import Kept
from gcr_analysis.publishing.outputs import Choose, executed_notebooks, read
from gcr_analysis.publishing.prepare import KEPT, Prepared, prepare
from gcr_analysis.publishing.render import address, choose_engine, render
from gcr_analysis.publishing.site import places
from gcr_analysis.publishing.site_crate import site_crate
from gcr_analysis.publishing.translated import require_same
from gcr_analysis.publishing.translations import project_of, write_project
from gcr_analysis.running.lock import only_one
from gcr_analysis.running.paths import project_root

LOCK = ".publish.lock"
"""Held while the prepared pages are written and read: there is one folder of them."""

PREPARED = ("regions", "indicators", "gallery", FOLDER, EXPLORE, search.FOLDER)
"""Folders of the prepared pages."""


@dataclass(frozen=True)
class Report:
    """What was published.

    Attributes
    ----------
    site
        Folder of the site.
    notes, pages
        How many briefing notes, and how many pages in all.
    seconds, spent
        How long it took, and each part of it.
    engine
        ``"quarto"`` or ``"embedded"``.
    """

    site: Path
    notes: int
    pages: int
    seconds: float
    spent: dict[str, float]
    engine: str


def publish(
    outputs: Path,
    into: Path,
    engine: str | None = None,
    project: Path | None = None,
    choose: Choose = executed_notebooks,
    *,
    languages: Collection[str] = (),
) -> Report:
    """Prepare the pages of executed notebooks, and publish them with the site's own pages.

    While the same project is being published by another command, this one waits.

    Parameters
    ----------
    outputs
        Folder of the executed notebooks.
    into
        Folder of the site. It is replaced when the new one is whole; a failure leaves it as it was.
    engine
        ``"quarto"``, ``"embedded"``, or None for Quarto where it is installed.
    project
        Folder of ``_quarto.yml``; the repository when None.
    choose
        Says which notebooks of *outputs* are published; all of them when left out. Commands choose by
        `gcr_analysis.publishing.current_notes`.
    languages
        Codes of the languages that notes and places are published in beside English, each in a folder of the
        site by that name.

    Returns
    -------
    Report
        What was published, by which engine, in what time.

    Raises
    ------
    GcrError
        Where there is nothing to publish, a notebook is not whole, a folder cannot be written, a language
        lacks a word, or a note is to be translated and is not what the rules write of its figures.
    """
    project = project or project_root()
    engine = choose_engine(engine)
    require_places(project, into)
    with only_one(project / LOCK, "another command is publishing"):
        start = time.perf_counter()
        kept = Kept(project / KEPT)
        where = address(project)
        notes = choose(outputs)
        prepare_notes = partial(
            prepare, outputs, kept=kept, chosen=notes, languages=languages, gathered=cache(known.known)
        )
        prepared = prepare_notes(project / PREPARED[0], address=where)
        gathered = places(prepared.notes)
        write_folder(project / PREPARED[1], indicator_pages(gathered, Drawings(kept), where))
        write_folder(project / PREPARED[2], gallery(gathered))
        write_folder(project / PREPARED[3], site_files(kept, where))
        write_folder(project / PREPARED[4], explore_files(gathered, kept))
        write_folder(project / PREPARED[5], search.search_files(project, gathered))
        translating = time.perf_counter()
        require_same(map(read, notes if languages else ()))
        for code in languages:
            with written_in(code):
                _prepare_translation(project, prepare_notes, languages)
        rendering = time.perf_counter()
        translations = {code: project_of(project, code) for code in languages}

        def describe(site: Path) -> None:
            (site / CRATE).write_bytes(site_crate(site, prepared.notes))

        pages = render(project, into, engine, kept, translations, finish=describe)
        kept.sweep()
    end = time.perf_counter()
    spent = {"preparing": translating - start - sum(prepared.seconds.values())}
    spent |= {"translating": rendering - translating} if languages else {}
    spent |= {kind.upper(): seconds for kind, seconds in prepared.seconds.items()}
    spent["pages"] = end - rendering
    return Report(into, len(prepared.notes), pages, end - start, spent, engine)


def _prepare_translation(
    project: Path, prepare_notes: Callable[..., Prepared], languages: Collection[str]
) -> None:
    """Prepare the pages of the language in which words are written now."""
    own, where = project_of(project, language()), address(project)
    write_project(project, languages)
    made = prepare_notes(own / PREPARED[0], address=f"{where.rstrip('/')}/{language()}/" if where else "")
    write_folder(own / search.FOLDER, search.search_files(own, places(made.notes)))


def require_places(project: Path, into: Path) -> None:
    """Refuse to begin where a folder could not be written in the end.

    Parameters
    ----------
    project, into
        As for `publish`.

    Raises
    ------
    GcrError
        Where that is so: it names the folder.
    """
    mark_what_quarto_made(project, into)
    for target in (into, *(project / name for name in PREPARED)):
        require_room(target)
