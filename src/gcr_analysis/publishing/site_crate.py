"""A site as an RO-Crate: each note with its paper and its numbers, and the folder of the data set."""

from collections.abc import Iterable
from pathlib import Path

from gcr_analysis.publishing.citation import cite_note, released
from gcr_analysis.publishing.crate import Entity, crate_of, link
from gcr_analysis.publishing.dataset import FOLDER, citing
from gcr_analysis.publishing.outputs import LEDGER
from gcr_analysis.publishing.pages import said
from gcr_analysis.publishing.site import Published
from gcr_analysis.publishing.text import one_line
from gcr_analysis.snapshot import sources

BESIDE = {f"{LEDGER}.csv": "Every number of the note", "note.pdf": "The note as a paper"}
"""Files beside a note that are described with it."""


def site_crate(site: Path, notes: Iterable[Published]) -> bytes:
    """Return the description of a site.

    Parameters
    ----------
    site
        Folder of the site, in which all pages and files are.
    notes
        Its notes. Their pages are described without a digest, since publishers write other bytes.
    """
    files: dict[str, bytes | None] = {}
    entities: list[Entity] = [_dataset(site)]
    used = set()
    for note in notes:
        folder = f"regions/{note.folder}"
        files[f"{folder}/index.html"] = None
        entities.append(_note(note, f"{folder}/index.html"))
        for name, title in BESIDE.items():
            if (file := site / folder / name).is_file():
                files[f"{folder}/{name}"] = file.read_bytes()
                entities.append({"@id": f"{folder}/{name}", "description": title})
        used |= {(source.producer, source.title) for source in note.note.sources}
    cited = [source for source in sources().values() if (source.producer, source.title) in used]
    return crate_of(
        files,
        cited,
        entities,
        name=said("series"),
        description="Briefing notes on the Global Compact on Refugees, region by region, and their figures.",
        version=citing.release(),
    )


def _dataset(site: Path) -> Entity:
    held = sorted(path.name for path in (site / FOLDER).glob("*"))
    return {
        "@id": f"{FOLDER}/",
        "@type": "Dataset",
        "name": citing.TITLE,
        "description": f"{citing.DESCRIPTION} Files: {', '.join(held)}",
        "datePublished": released(),
    }


def _note(published: Published, page: str) -> Entity:
    told = published.note
    return {
        "@id": page,
        "@type": ["File", "Report"],
        "name": one_line(told.title),
        "description": one_line(told.lead),
        "temporalCoverage": f"{told.baseline_year}/{told.year}",
        "creditText": one_line(f"{told.title}. {cite_note(published)}"),
        "author": link("#authors"),
    }
