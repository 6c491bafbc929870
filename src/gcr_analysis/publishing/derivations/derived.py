"""The numbers of an executed note with their derivations, made in a process that has the note's snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from gcr_analysis import framework
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.indicators.as_of import asked_as_of
from gcr_analysis.publishing.derivations.address import FOLDER, address, is_derived
from gcr_analysis.publishing.derivations.measure_page import measure_page
from gcr_analysis.publishing.derivations.stated import Stated, is_as_executed, stated
from gcr_analysis.publishing.outputs import Executed
from gcr_analysis.publishing.studies import can_be_studied, region_file, study_of
from gcr_analysis.running.paths import from_root


@dataclass(frozen=True)
class Derived:
    """A note whose numbers are marked, and the pages that they lead to.

    Attributes
    ----------
    stated
        The note.
    addresses
        Where each of its marks leads; empty for a constant of the analysis, such as a year.
    pages
        Contents by file name, seen from the folder of the note.
    """

    stated: Stated
    addresses: tuple[str, ...]
    pages: Mapping[str, bytes]


def derived(executed: Executed, folder: PurePosixPath) -> Derived | None:
    """Return the derivations of a note; None of one that its figures and rules would now write otherwise.

    Parameters
    ----------
    executed
        The executed notebook.
    folder
        Folder of the note's page, below ``regions/``.
    """
    # Of a version that carried no claims, the sentences were others.
    if not executed.note.claims or not can_be_studied(executed):
        return None
    release = executed.note.as_of
    return asked_as_of(release, _derived, executed, folder) if release else _derived(executed, folder)


def _derived(executed: Executed, folder: PurePosixPath) -> Derived | None:
    study = study_of(executed)
    told = stated(study)
    if not is_as_executed(told, executed):
        return None
    own = region_file(executed)
    file = from_root(own) if own else ""
    by_measure: dict[str, dict[Quantity, tuple[str, ...]]] = {}
    printed = told.printed
    for quantity in dict.fromkeys((*printed, *told.further)):
        by_measure.setdefault(quantity.indicator, {})[quantity] = printed.get(quantity, ())
    pages = {
        f"{FOLDER}/{id}.html": measure_page(
            framework.indicators()[id], executed.note, study.evidence.region, numbers, folder, file=file
        )
        for id, numbers in by_measure.items()
    }
    return Derived(told, addresses_of(told), pages)


def addresses_of(told: Stated) -> tuple[str, ...]:
    """Return where each mark of a note leads, seen from the folder of its page."""
    return tuple(address(each) if is_derived(each) else "" for each in told.quantities)
