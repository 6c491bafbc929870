"""The study of an executed note made again, from its region and its years."""

from typing import Any

from gcr_analysis.briefing.reading import STUDIES
from gcr_analysis.briefing.study import Study
from gcr_analysis.errors import GcrError
from gcr_analysis.geography import Region, region
from gcr_analysis.publishing.outputs import Executed
from gcr_analysis.publishing.site import known_region
from gcr_analysis.running.receipt import read_receipt


def study_of(executed: Executed) -> Study[Any]:
    """Return a new study of the region and the years of an executed note.

    Raises
    ------
    GcrError
        Where its region is a user's own and no receipt names the file.
    """
    note = executed.note
    return STUDIES[note.panel](_where(executed), note.year, note.baseline_year)


def can_be_studied(executed: Executed) -> bool:
    """Return whether the region of a note can be found: it is declared, or a receipt names its file."""
    return bool(known_region(executed.note.region)) or read_receipt(executed.path) is not None


def _where(executed: Executed) -> str | Region:
    if known_region(executed.note.region):
        return executed.note.region
    receipt = read_receipt(executed.path)
    if receipt is None:
        raise GcrError(
            f"{executed.path} has no receipt that names its region file: run it again with gcr run"
        )
    return region(str(receipt.parameters["region"]))
