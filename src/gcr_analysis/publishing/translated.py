"""Executed notebooks in another language: their notes written again from the same figures."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from gcr_analysis.briefing.reading import STUDIES
from gcr_analysis.briefing.study import Study
from gcr_analysis.errors import GcrError
from gcr_analysis.geography import Region, region
from gcr_analysis.publishing.outputs import Executed, Figure, Note, Table
from gcr_analysis.publishing.site import known_region
from gcr_analysis.running.receipt import read_receipt

SAID = ("title", "headline", "lead", "sections", "ledger")
"""Parts of a note that have to be what its figures say now."""


def can_be_translated(executed: Executed) -> bool:
    """Return whether a note is of the default variant: those of others stay in English."""
    return not executed.address.variant.words


def translated(executed: Executed) -> Executed:
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
    study, was = _study(executed), executed.note
    figures = {each.id: Figure.model_validate(each.as_dict()) for each in study.figures}
    tables = {each.id: Table.model_validate(each.as_dict()) for each in (study.table,)}
    note = Note.model_validate(study.note.as_dict() | {"ledger": was.ledger, "claims": was.claims})
    shown = tuple(name for name in was.figures if name in figures)
    return replace(
        executed, note=note.model_copy(update={"figures": shown}), figures=figures, tables=tables, pictures={}
    )


def require_same(notebooks: Iterable[Executed]) -> None:
    """Refuse notes that their figures and rules would not make as they are.

    Raises
    ------
    GcrError
        Where there is one: in another language it would say something else.
    """
    for executed in filter(can_be_translated, notebooks):
        again = Note.model_validate(_study(executed).note.as_dict())
        if _plain(executed.note) != _plain(again):
            raise GcrError(
                f"{executed.path}: its note is not what the rules write of its figures now, so it cannot be "
                "written in another language: run it again with gcr run, or publish it in English alone"
            )


def _plain(note: Note) -> dict[str, Any]:
    return note.model_dump(mode="json", include=set(SAID))


def _study(executed: Executed) -> Study:
    note = executed.note
    return STUDIES[note.panel](_where(executed), note.year, note.baseline_year)


def _where(executed: Executed) -> str | Region:
    """The region of a note: a declared one, or the file of a user's own set, which the receipt names."""
    if known_region(executed.note.region):
        return executed.note.region
    receipt = read_receipt(executed.path)
    if receipt is None:
        raise GcrError(
            f"{executed.path} has no receipt that names its region file: run it again with gcr run"
        )
    return region(str(receipt.parameters["region"]))
