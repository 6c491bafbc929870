"""What a note's page shows: its words, with each number leading to its derivation."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from gcr_analysis.briefing.evidence import title_of_measure
from gcr_analysis.briefing.marks import numbers
from gcr_analysis.framework.languages import ENGLISH, language
from gcr_analysis.publishing.derivations import Stated, addresses_of, derived
from gcr_analysis.publishing.derivations.stated import CAPTIONED, SAID
from gcr_analysis.publishing.links import linked
from gcr_analysis.publishing.outputs import Executed, Figure, Note, Table
from gcr_analysis.publishing.translated import Translated

_OF_NOTE = tuple(name for name in SAID if name != "title")  # a heading, which also stands in lists of pages


@dataclass(frozen=True)
class Numbered:
    """A note for its page.

    Attributes
    ----------
    note, figures, table
        What the page shows, numbers marked where they have a derivation.
    addresses
        Where the marks lead; none where the note has no derivations.
    behind
        By figure, the measures that its words name: where they lead, and what they are called.
    pages
        The derivations by file name, which are in English alone.
    """

    note: Note
    figures: tuple[Figure, ...]
    table: Table | None
    addresses: tuple[str, ...]
    behind: Mapping[str, Mapping[str, str]]
    pages: Mapping[str, bytes]

    def linked(self, page: str) -> str:
        """Return the note's page with links."""
        return linked(page, self.addresses, "" if language() == ENGLISH else ENGLISH)


def numbered(executed: Executed, folder: PurePosixPath, english: str) -> Numbered:
    """Return a note with its numbers leading to their derivations.

    Parameters
    ----------
    executed
        The executed notebook.
    folder
        Folder of the note's page, below ``regions/``.
    english
        The way to the folder of the English note, from that of the note in another language.
    """
    if isinstance(executed, Translated):
        addresses = (each and english + each for each in addresses_of(executed.stated))
        return _shown(executed, executed.stated, tuple(addresses), {})
    found = derived(executed, folder)
    if found is None:
        return _shown(executed, None, (), {})
    return _shown(executed, found.stated, found.addresses, found.pages)


def _shown(
    executed: Executed, told: Stated | None, addresses: tuple[str, ...], pages: Mapping[str, bytes]
) -> Numbered:
    note, figures, tables = executed.note, executed.figures, executed.tables
    if told is not None:
        marked = told.marked
        note = note.model_copy(update={name: getattr(marked.note, name) for name in _OF_NOTE})
        figures = {
            id: figure.model_copy(update={name: getattr(marked.figures[id], name) for name in CAPTIONED})
            for id, figure in figures.items()
            if id in marked.figures
        }
        tables = tables | marked.tables
    shown = tuple(figures[name] for name in note.figures)
    table = tables[note.table] if note.table else None
    behind = {each.id: _behind(told, each.id, addresses) if told else {} for each in shown}
    return Numbered(note, shown, table, addresses, behind, pages)


def _behind(told: Stated, figure: str, addresses: tuple[str, ...]) -> dict[str, str]:
    """Pages of the measures that the words of a figure name, with their titles."""
    words = told.marked.figures[figure]
    named = {
        number.what: None
        for text in (words.title, words.subtitle, words.alt)
        for number in numbers(text, told.quantities)
    }
    places = {quantity: place for place, quantity in enumerate(told.quantities)}
    linked = ((each, addresses[places[each]]) for each in named)
    return {href.partition("#")[0]: title_of_measure(each.indicator) for each, href in linked if href}
