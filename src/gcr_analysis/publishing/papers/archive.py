"""The data of all figures of a region as one ZIP, with a word on where they come from."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from gcr_analysis.publishing.outputs import Cited
from gcr_analysis.publishing.pages import said
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
        f"# {said('readme_title', region=one_line(place.title))}",
        "",
        said("readme_about", encoding="UTF-8"),
        "",
        f"## {said('readme_notes')}",
        "",
    ]
    lines += [
        f"- `{note.folder.relative_to(place.slug)}/`: "
        + one_line(said("readme_note", panel=note.panel_title, edition=note.dated, title=note.note.title))
        for note in place.notes
    ]
    lines += ["", f"## {said('readme_sources')}", "", said("readme_owned"), ""]
    for cited in dict.fromkeys(sources):
        terms = cited.licence or said("readme_no_licence")
        named = said("comma").join((cited.producer, cited.title, cited.vintage))
        lines.append(one_line(f"- {named} ({terms}). {cited.url}"))
    return "\n".join(lines) + "\n"
