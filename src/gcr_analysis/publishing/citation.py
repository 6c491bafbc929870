"""How a note, and a region's background paper, are cited: a BibTeX entry each."""

from collections.abc import Iterable
from importlib.metadata import version
from urllib.parse import quote

from gcr_analysis.publishing.outputs import Cited
from gcr_analysis.publishing.site import Place, Published
from gcr_analysis.publishing.text import one_line

FILE = "cite.bib"
AUTHOR = "The authors of gcr-analysis"  # as in CITATION.cff
SERIES = "Measuring the Global Compact on Refugees"

# BibTeX counts every brace, also one after a backslash, so braces are written by name.
_LATEX = str.maketrans(
    {mark: f"\\{mark}" for mark in "#$%&_"}
    | {
        "\\": "\\textbackslash{}",
        "{": "\\textbraceleft{}",
        "}": "\\textbraceright{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        "\u00a0": "~",
        "\u2212": "\\textminus{}",
        "\u2060": "",
    }
)


def software() -> str:
    """Name and version of this package, as a citation gives them."""
    return f"gcr-analysis {version('gcr-analysis')}"


def edition_of_site() -> str:
    """Return series and software, as what stands on no note is cited."""
    return f"{SERIES}, {software()}."


def cite_note(published: Published) -> str:
    """Return how a note is cited, after its title."""
    note = published.note
    about = f"{published.panel_title}, {note.region_title}, {edition(published)}"
    return f"{about}. {SERIES}, {software()}. Figures: {figures_of(note.sources)}."


def note_entry(published: Published, address: str = "") -> str:
    """Return the BibTeX entry of a note.

    Parameters
    ----------
    published
        The note. Its slug, panel, year and variant make the key.
    address
        Address of the site; without one the entry has no ``url``.
    """
    note = published.note
    about = f"{published.panel_title}, {note.region_title}, {edition(published)}"
    key = f"gcr-{published.slug}-{published.panel}-{note.year}{_as_of(published)}-since-{note.baseline_year}"
    return entry(
        key,
        title=note.title,
        type="Briefing note",
        year=note.year,
        note=f"{about}. {software()}. Figures: {figures_of(note.sources)}",
        url=_url(address, published.folder),
    )


def place_entry(place: Place, address: str = "") -> str:
    """Return the BibTeX entry of a region's background paper, which holds its newest notes.

    Parameters
    ----------
    place
        The region with its notes.
    address
        As for `note_entry`.
    """
    notes = [published.note for published in place.newest]
    newest = max(place.newest, key=lambda published: published.note.year)
    title = f"{place.title}: the four objectives of the Global Compact on Refugees"
    about = f"{', '.join(published.panel_title for published in place.newest)}, {edition(newest)}"
    sources = [source for note in notes for source in note.sources]
    key = f"gcr-{place.slug}-{newest.note.year}{_as_of(newest)}-since-{newest.note.baseline_year}"
    return entry(
        key,
        title=title,
        type="Background paper",
        year=newest.note.year,
        note=f"{about}. {software()}. Figures: {figures_of(sources)}",
        url=_url(address, place.folder),
    )


def place_file(place: Place, address: str = "") -> str:
    """Return the BibTeX file of a region: its background paper, and all its notes."""
    return "\n".join([place_entry(place, address), *(note_entry(note, address) for note in place.notes)])


def edition(published: Published) -> str:
    """Return year, release and baseline year of a note, as a citation gives them."""
    release = f", as of {published.as_of}" if published.as_of else ""
    return f"{published.note.year}{release}, changes since {published.note.baseline_year}"


def figures_of(sources: Iterable[Cited]) -> str:
    """Return producers and releases of figures, each once.

    >>> figures_of([Cited(producer="UNHCR", title="x", vintage="June 2026")] * 2)
    'UNHCR, June 2026'
    """
    return "; ".join(dict.fromkeys(f"{source.producer}, {source.vintage}" for source in sources))


def latex(text: str) -> str:
    r"""Return *text* so that LaTeX prints it letter by letter.

    >>> latex("50 % & {more}_#1")
    '50 \\% \\& \\textbraceleft{}more\\textbraceright{}\\_\\#1'
    """
    return one_line(text).translate(_LATEX)


def _as_of(published: Published) -> str:
    return f"-as-of-{published.as_of}" if published.as_of else ""


def _url(address: str, folder: object) -> str:
    return f"{address.rstrip('/')}/regions/{folder}/" if address else ""


def entry(
    key: str, *, title: str, type: str, year: int, note: str, url: str, kind: str = "techreport"
) -> str:
    """Return a BibTeX entry of a *kind*, from texts that need not be escaped."""
    fields = {
        "author": f"{{{latex(AUTHOR)}}}",  # one name: braces keep it whole
        "title": f"{{{latex(title)}}}",  # braces keep its capitals
        "type" if kind == "techreport" else "howpublished": latex(type),
        "institution": latex(SERIES),
        "year": str(year),
        "version": latex(version("gcr-analysis")),
        "note": latex(note),
        "url": quote(url, safe=":/%?=&#@+,;~"),
    }
    lines = [f"  {name:<11} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"]) + "\n"
