"""Notes as releases would have them: the newest gives those of the snapshot, others what they carried."""

import os
from pathlib import Path

import duckdb
import pytest

from gcr_analysis import snapshot
from gcr_analysis.briefing.reading import STUDIES, reading
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import panels
from gcr_analysis.geography import region
from gcr_analysis.numbers import number
from gcr_analysis.running.plan import regions_of
from gcr_analysis.running.two_releases import compare_notes, readings
from gcr_analysis.snapshot import data_folder

FEW = [(panel, region(name)) for panel, name in zip(STUDIES, ("world", "mirps", "world", "UKR"), strict=True)]


def test_every_panel_can_be_read() -> None:
    assert list(STUDIES) == list(panels())


@pytest.mark.long
def test_the_newest_release_gives_the_notes_of_the_snapshot() -> None:
    (read,) = readings(["latest"], FEW, (2025, 2016))
    assert read == [reading(panel, where, 2025, 2016) for panel, where in FEW]


@pytest.mark.long
def test_the_newest_release_gives_all_notes_of_the_snapshot() -> None:
    every = [(panel, where) for panel in STUDIES for where in regions_of(panels()[panel]).values()]
    (read,) = readings(["latest"], every, (2025, 2016))
    assert read == [reading(panel, where, 2025, 2016) for panel, where in every]


def returned(release: str, first: int, last: int) -> float:
    """Refugees who returned to Ukraine in some years as a release carried them, by SQL from the files."""
    query = """
        with places as (
            select release, name, row_number() over (order by published) as place from read_parquet(?)
        )
        select coalesce(sum(persons), 0)::double
        from read_parquet(?) r
        join places first on first.release = r.first_release
        join places last on last.release = r.last_release
        join places this on this.name = ?
        where this.place between first.place and last.place
          and r.series = 'refugee_returns' and r.origin = 'UKR' and r.reference = 'year_end'
          and r.year between ? and ?
    """
    files = [str(data_folder() / f"{name}.parquet") for name in ("release_dates", "releases")]
    (found,) = duckdb.execute(query, [*files, release, first, last]).fetchall()
    return float(found[0])


@pytest.mark.long
def test_a_note_changes_by_what_the_releases_carried(tmp_path: Path) -> None:
    """Ukraine's note of 2024: the year before, worked out by SQL; one release bears the change, one does not.

    A set of the user's own is read beside it, and the process that asks keeps its snapshot.
    """
    own, folder = tmp_path / "mine.yaml", os.environ.get("GCR_DATA")
    own.write_text("name: mine\ntitle: Mine\ncountries: [UKR, POL]\n")
    told = compare_notes("GT2024", "GT2025", ["return-conditions"], ["UKR", str(own)], quiet=True)
    assert (told.before, told.after, told.year, told.notes) == ("2024-12", "2025-12", 2024, 2)
    assert {(change.region, change.title) for change in told.changes} == {
        ("UKR", "Ukraine"),
        ("mine", "Mine"),
    }
    assert os.environ.get("GCR_DATA") == folder
    assert snapshot.latest_year() == 2025
    ours = [change for change in told.changes if change.region == "UKR"]
    headline = next(change for change in ours if change.part == "headline change")
    before, after = (
        f"{number(returned(name, 2023, 2023), 'persons')} in 2023" for name in ("GT2024", "GT2025")
    )
    assert headline.before == f"{before}; later releases may still change both figures"
    assert headline.after == f"After {after}"
    assert headline.kind == "other finding"
    assert "other words" in {change.kind for change in ours}
    assert returned("GT2024", 2024, 2024) == returned("GT2025", 2024, 2024)
    assert not [change for change in ours if change.part in ("title", "headline value")]


@pytest.mark.parametrize(
    ("before", "after", "year", "message"),
    [
        ("GT2025", "GT2024", None, "GT2024 was not published after GT2025: give the earlier release first"),
        (
            "GT2024",
            "GT2025",
            2025,
            "year 2025 is not one of whose end both releases tell: give one from 2017",
        ),
        ("GT2024", "GT2025", 2016, "give one from 2017 to 2024"),
        ("GT2024", "GT2029", None, "unknown release 'GT2029'"),
    ],
)
def test_what_cannot_be_compared_is_one_line(before: str, after: str, year: int | None, message: str) -> None:
    with pytest.raises(GcrError, match=message):
        compare_notes(before, after, year=year)


def test_a_note_that_cannot_be_made_names_itself_and_the_release() -> None:
    with pytest.raises(
        GcrError, match="TCD · self-reliance cannot be read on release GT2023: year 2025 is out"
    ):
        readings(["GT2023"], [("self-reliance", region("TCD"))], (2025, 2016))
