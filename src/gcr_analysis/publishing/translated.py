"""Executed notebooks in another language: their notes written again from the same figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing.derivations import Stated, is_as_executed, stated
from gcr_analysis.publishing.outputs import Executed
from gcr_analysis.publishing.studies import study_of
from gcr_analysis.running.processes import in_processes


def can_be_translated(executed: Executed) -> bool:
    """Return whether a note is of the default variant: those of others stay in English."""
    return not executed.address.variant.words


@dataclass(frozen=True)
class Translated(Executed):
    """An executed notebook in another language, and its note with its numbers marked."""

    stated: Stated


def translated(executed: Executed) -> Translated:
    """Return an executed notebook with its note, figures and tables in the language of the moment.

    Nothing is run again. The note is written from the same figures by the same rules, in other words.

    Parameters
    ----------
    executed
        The notebook; its note is in English.

    Raises
    ------
    GcrError
        Where the language lacks a word.
    """
    told, was = stated(study_of(executed)), executed.note
    read = told.plain
    note = read.note.model_copy(update={"ledger": was.ledger, "claims": was.claims})
    shown = tuple(name for name in was.figures if name in read.figures)
    return Translated(
        executed.path,
        note.model_copy(update={"figures": shown}),
        read.figures,
        read.tables,
        {},
        executed.cells,
        executed.digest,
        told,
    )


def require_same(notebooks: Iterable[Executed]) -> None:
    """Refuse notes that their figures and rules would not make as they are.

    Raises
    ------
    GcrError
        Where there is one: in another language it would say something else, and lead to numbers elsewhere.
    """
    to_translate = [*filter(can_be_translated, notebooks)]
    for executed, is_same in zip(to_translate, in_processes(_is_same, to_translate), strict=True):
        if not is_same:
            raise GcrError(
                f"{executed.path}: its note is not what the rules write of its figures now, so it cannot be "
                "written in another language: run it again with gcr run, or publish it in English alone"
            )


def _is_same(executed: Executed) -> bool:
    told = stated(study_of(executed))
    return is_as_executed(told, executed) and told.plain.note.ledger == executed.note.ledger
