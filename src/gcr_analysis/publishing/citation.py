"""How a note, and a region's background paper, are cited: a BibTeX entry each."""

from collections.abc import Iterable
from importlib.metadata import version
from urllib.parse import quote

from gcr_analysis.briefing.place import title_of
from gcr_analysis.framework.languages import ENGLISH, language, written_in
from gcr_analysis.publishing.outputs import Cited
from gcr_analysis.publishing.pages import said
from gcr_analysis.publishing.site import PEOPLE, Place, Published, known_region
from gcr_analysis.publishing.text import one_line
from gcr_analysis.snapshot import sources

FILE = "cite.bib"
CODE = ".bibtex"
"""By what a page knows that a block of code is BibTeX."""
AUTHOR = "The authors of gcr-analysis"  # as in CITATION.cff

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
        "\u202f": "\\,",
        "\u2212": "\\textminus{}",
        "\u2060": "",
        "\u2066": "",
        "\u2069": "",
    }
)


def software() -> str:
    """Name and version of this package, as a citation gives them."""
    return f"gcr-analysis {version('gcr-analysis')}"


def released() -> str:
    """Return the day of UNHCR's figures on people, which dates every description.

    >>> len(released())
    10
    """
    return sources()[PEOPLE].vintage


def edition_of_site() -> str:
    """Return series and software, as what stands on no note is cited."""
    return f"{said('series')}, {software()}."


def cite_note(published: Published) -> str:
    """Return how a note is cited, after its title."""
    note = published.note
    return said(
        "citation_of_note",
        panel=published.panel_title,
        region=note.region_title,
        edition=edition(published),
        series=said("series"),
        software=software(),
        figures=said("figures_by", producers=figures_of(note.sources)),
    )


def note_entry(published: Published, address: str = "") -> str:
    """Return the BibTeX entry of a note, in English but for its title.

    Parameters
    ----------
    published
        The note. Its slug, panel, year and variant make the key.
    address
        Address of the site; without one the entry has no ``url``.
    """
    note = published.note
    key = f"gcr-{published.slug}-{published.panel}-{note.year}{_as_of(published)}-since-{note.baseline_year}"
    key += _of_language()
    region = _english_region(note.region, note.region_title)
    with written_in(ENGLISH):
        about = f"{published.panel_title}, {region}, {edition(published)}"
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

    It is in English but for its title.

    Parameters
    ----------
    place
        The region with its notes.
    address
        As for `note_entry`.
    """
    notes = [published.note for published in place.newest]
    newest = max(place.newest, key=lambda published: published.note.year)
    sources = [source for note in notes for source in note.sources]
    key = f"gcr-{place.slug}-{newest.note.year}{_as_of(newest)}-since-{newest.note.baseline_year}"
    key += _of_language()
    title = f"{place.title}: the four objectives of the Global Compact on Refugees"
    if language() != ENGLISH:
        title = said("paper_title", region=place.title)
    with written_in(ENGLISH):
        about = f"{', '.join(published.panel_title for published in place.newest)}, {edition(newest)}"
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
    note = published.note
    return said("edition", year=note.year, release=published.as_of, baseline=note.baseline_year)


def figures_of(sources: Iterable[Cited]) -> str:
    """Return producers and releases of figures, each once.

    >>> figures_of([Cited(producer="UNHCR", title="x", vintage="June 2026")] * 2)
    'UNHCR, June 2026'
    """
    comma, semicolon = said("comma"), said("semicolon")
    return semicolon.join(dict.fromkeys(f"{source.producer}{comma}{source.vintage}" for source in sources))


def latex(text: str) -> str:
    r"""Return *text* so that LaTeX prints it letter by letter.

    >>> latex("50 % & {more}_#1")
    '50 \\% \\& \\textbraceleft{}more\\textbraceright{}\\_\\#1'
    """
    return one_line(text).translate(_LATEX)


def _as_of(published: Published) -> str:
    return f"-as-of-{published.as_of}" if published.as_of else ""


def _of_language() -> str:
    return "" if language() == ENGLISH else f"-{language()}"


def _english_region(name: str, title: str) -> str:
    """Title of a region in English, whose title in the language of the moment is known."""
    declared = known_region(name)
    if language() == ENGLISH or declared is None:
        return title
    with written_in(ENGLISH):
        return title_of(declared)


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
        "institution": latex(said("series")),
        "year": str(year),
        "version": latex(version("gcr-analysis")),
        "note": latex(note),
        "url": quote(url, safe=":/%?=&#@+,;~"),
    }
    lines = [f"  {name:<11} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"]) + "\n"
