"""A note as its figures and rules write it now, with each number marked by what it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from gcr_analysis.briefing.marks import marking, numbers, plain
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.study import Study
from gcr_analysis.publishing.derivations.address import is_derived
from gcr_analysis.publishing.outputs import Executed, Figure, Note, Table

SAID = ("title", "headline", "lead", "sections", "added")
"""Parts of a note that hold numbers, beside its figures and its table."""
CAPTIONED = ("title", "subtitle", "breaks", "source")


@dataclass(frozen=True)
class Words:
    """A note with its figures and tables, as an executed notebook holds them."""

    note: Note
    figures: dict[str, Figure]
    tables: dict[str, Table]

    @classmethod
    def of(cls, written: dict[str, Any]) -> "Words":
        """Read them from plain Python."""
        return cls(
            Note.model_validate(written["note"]),
            {name: Figure.model_validate(each) for name, each in written["figures"].items()},
            {name: Table.model_validate(each) for name, each in written["tables"].items()},
        )

    @cached_property
    def words(self) -> dict[str, Any]:
        """What a page shows of them, in plain Python."""
        shown = [self.figures[name] for name in self.note.figures if name in self.figures]
        table = self.tables.get(self.note.table or "")
        return {
            "note": self.note.model_dump(mode="json", include=set(SAID)),
            "figures": [each.model_dump(mode="json", include=set(CAPTIONED)) for each in shown],
            "table": table.model_dump(mode="json") if table else None,
        }


@dataclass(frozen=True)
class Stated:
    """A note with marks around its numbers: see `gcr_analysis.briefing.marks`.

    Attributes
    ----------
    written
        Note, figures and tables in plain Python.
    quantities
        What is marked, in the order of the marks.
    further
        Numbers of measures that the note's ledger names: another language may print them.
    """

    written: dict[str, Any] = field(repr=False)
    quantities: tuple[Quantity, ...]
    further: tuple[Quantity, ...] = field(repr=False)

    @cached_property
    def marked(self) -> Words:
        """The note with its marks."""
        return Words.of(self.written)

    @cached_property
    def plain(self) -> Words:
        """The note as readers see it."""
        return Words.of(_plain(self.written))

    @property
    def printed(self) -> dict[Quantity, tuple[str, ...]]:
        """Every number of a measure that the note prints, with the forms in which it does, in order."""
        found: dict[Quantity, dict[str, None]] = {}
        for text in _texts(self.marked.words):
            said = plain(text)
            for number in numbers(text, self.quantities):
                if is_derived(number.what):
                    found.setdefault(number.what, {})[said[number.start : number.end]] = None
        return {quantity: tuple(forms) for quantity, forms in found.items()}


def stated(study: Study[Any]) -> Stated:
    """Write a note with its numbers marked.

    Parameters
    ----------
    study
        A new study of the note's region and years: what another one has written has no marks.
    """
    with marking() as marked:
        written = {
            "note": study.note.as_dict(),
            "figures": {each.id: each.as_dict() for each in study.figures},
            "tables": {study.table.id: study.table.as_dict()},
        }
    further = dict.fromkeys(each for each in study.note.quantities if is_derived(each))
    return Stated(written, tuple(marked), tuple(further))


def is_as_executed(told: Stated, executed: Executed) -> bool:
    """Return whether an executed notebook says what its figures and rules write now, to the letter."""
    return told.plain.words == Words(executed.note, executed.figures, executed.tables).words


def _plain(value: Any) -> Any:
    match value:
        case str():
            return plain(value)
        case dict():
            return {plain(name): _plain(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
    return value


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from _texts([*value.values()])
        case list() | tuple():
            for each in value:
                yield from _texts(each)
