"""The study of an executed note made again, from its region and its years."""

from pathlib import Path
from typing import Any

from gcr_analysis.briefing.reading import STUDIES
from gcr_analysis.briefing.study import Study
from gcr_analysis.errors import GcrError
from gcr_analysis.geography import Region, region
from gcr_analysis.publishing.outputs import Executed
from gcr_analysis.publishing.site import known_region
from gcr_analysis.running.inputs import digest, own_file
from gcr_analysis.running.paths import project_root
from gcr_analysis.running.receipt import read_receipt
from gcr_analysis.snapshot import latest_year
from gcr_analysis.snapshot.releases import releases


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
    """Return whether a note's region is declared, or its file is as it was, and its year is in the data."""
    note, file = executed.note, region_file(executed)
    known = bool(known_region(note.region)) or (file is not None and _is_as_it_was(executed, file))
    return known and note.year <= latest_year() and (not note.as_of or note.as_of in set(releases()["name"]))


def region_file(executed: Executed) -> Path | None:
    """Return the file of a note's region, as its receipt names it; None of a declared region."""
    receipt = read_receipt(executed.path)
    named = own_file(receipt.parameters) if receipt else ""
    return project_root() / named if named and not known_region(executed.note.region) else None


def region_digest(executed: Executed) -> str:
    """Return the digest of the file of a note's region, whose names pages show; empty without one."""
    file = region_file(executed)
    return digest(file.read_bytes()) if file and file.is_file() else ""


def _is_as_it_was(executed: Executed, file: Path) -> bool:
    receipt = read_receipt(executed.path)
    return (
        receipt is not None
        and file.is_file()
        and receipt.files.get(own_file(receipt.parameters)) == digest(file.read_bytes())
    )


def _where(executed: Executed) -> str | Region:
    if known_region(executed.note.region):
        return executed.note.region
    file = region_file(executed)
    if file is None:
        raise GcrError(
            f"{executed.path} has no receipt that names its region file: run it again with gcr run"
        )
    return region(file)
