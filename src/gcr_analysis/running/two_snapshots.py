"""The notes on two snapshots, such as the one before a refresh and the one after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gcr_analysis.briefing.note_changes import Change, changes, in_order
from gcr_analysis.errors import GcrError
from gcr_analysis.indicators.engine import BASELINE_YEAR
from gcr_analysis.running.two_releases import notes_of, readings_in
from gcr_analysis.snapshot import data_folder, store


@dataclass(frozen=True)
class Renewed:
    """The notes on two snapshots side by side.

    Attributes
    ----------
    before, after
        Folders of the snapshots.
    year, baseline_year
        The year of the notes, the last that both snapshots have, and the one that changes are read from.
    notes
        How many notes were read on each snapshot.
    changes
        What differs, the gravest first.
    """

    before: Path
    after: Path
    year: int
    baseline_year: int
    notes: int
    changes: tuple[Change, ...]


def compare_snapshots(
    before: Path, panels: Sequence[str] = (), regions: Sequence[str | Path] = (), *, quiet: bool = False
) -> Renewed:
    """Read the notes on an earlier snapshot and on the current one, and return what differs.

    Parameters
    ----------
    before
        Folder of the earlier snapshot.
    panels, regions
        Ids of panels, all when there are none; regions, the default ones of each panel when there are none.
    quiet
        Whether to show no progress.

    Raises
    ------
    UnknownNameError
        Where there is no such panel or region.
    GcrError
        Where there is no snapshot in *before*.
    """
    folders = [before.absolute(), data_folder()]
    if not folders[0].is_dir():
        raise GcrError(f"no snapshot in {before}: name the folder of an earlier copy of {folders[1]}")
    year = min(max(map(int, store.resource(folder, "population")["rowsPerYear"])) for folder in folders)
    notes = notes_of(panels, regions)
    read = readings_in({str(folder): folder for folder in folders}, notes, (year, BASELINE_YEAR), quiet=quiet)
    found = [change for pair in zip(*read, strict=True) for change in changes(*pair)]
    return Renewed(folders[0], folders[1], year, BASELINE_YEAR, len(notes), tuple(in_order(found)))
