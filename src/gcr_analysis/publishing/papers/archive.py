"""The data of all figures of a region as one ZIP, with a word on where they come from."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from gcr_analysis.publishing.outputs import Cited
from gcr_analysis.publishing.papers.paper import date_of
from gcr_analysis.publishing.site import Place
from gcr_analysis.publishing.text import one_line


def archive(place: Place, files: Mapping[PurePosixPath, bytes]) -> bytes:
    """Return a region's CSV files, in folders by panel, with a README. The same bytes for the same files.

    Parameters
    ----------
    place
        The region and its notes.
    files
        CSV files by their address among the prepared pages.
    """
    content = {str(path.relative_to(place.slug)): data for path, data in files.items()}
    content["README.md"] = readme(
        place, [source for note in place.notes for source in note.note.sources]
    ).encode()
    date = date_of(max(note.year for note in place.notes)).timetuple()[:6]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, data in sorted(content.items()):
            entry = zipfile.ZipInfo(name, date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # so that the bytes do not tell where they were packed
            file.writestr(entry, data)
    return packed.getvalue()


def readme(place: Place, sources: Iterable[Cited]) -> str:
    """Return the README of a region's data."""
    lines = [
        f"# {one_line(place.title)}: data of the figures",
        "",
        "CSV files, UTF-8, comma-separated. A folder a panel, a file a figure or table; `figures.csv` holds",
        "every number of the note with its unit, status, coverage, source and vintage. An empty cell is a",
        "missing figure, not zero. Text that a spreadsheet would run as a formula begins with an apostrophe.",
        "",
        "## Notes",
        "",
    ]
    lines += [
        f"- `{note.folder.relative_to(place.slug)}/`: {one_line(note.panel_title)}, {note.dated}: "
        f"{one_line(note.note.title)}"
        for note in place.notes
    ]
    lines += ["", "## Sources and licences", "", "The figures belong to their producers.", ""]
    for cited in dict.fromkeys(sources):
        terms = cited.licence or "no licence stated"
        lines.append(one_line(f"- {cited.producer}, {cited.title}, {cited.vintage} ({terms}). {cited.url}"))
    return "\n".join(lines) + "\n"
