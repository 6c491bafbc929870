"""The text on changed notes says what was exchanged and what was left out, and every change once."""

import re

from gcr_analysis.briefing.note_changes import KINDS, Change
from gcr_analysis.briefing.release_notes import CHAPTERS, COLUMNS, notes_memo, notes_table

NOTE = ("return-conditions", "ssar", "SSAR countries", 2024)
FOUND = [
    Change(*NOTE, "status", "status", "undernourishment", "progress", "stalled"),
    Change(*NOTE, "other finding", "title", "b", "4 came", "None came"),
    Change(*NOTE, "new", "challenges", "c", "", "Few came."),
    Change(*NOTE, "no longer said", "limits", "d", "It is rounded.", ""),
    Change(*NOTE, "figures within their band", "headline value", "e", "1.27 million", "1.31 million"),
]


def text(before: str, after: str, found: list[Change]) -> str:
    return notes_memo(before, after, found, year=2024, baseline_year=2016, notes=100)


def test_each_change_is_told_in_its_way() -> None:
    told = text("GT2024", "GT2025", FOUND)
    assert told.startswith(
        "What GT2025 (published 12 June 2026) changed in the notes against GT2024 (published"
    )
    assert (
        "read under both releases: 100. 1 reads otherwise. By the gravest change of each: a status or a "
        "direction is another (1).\n"
    ) in told
    assert "SSAR countries · Conditions for return" in told
    for line in (
        "status of “Undernourished people”: progress → stalled",
        "title changes: 4 came → None came",
        "new under challenges: Few came.",
        "no longer said under what the data cannot say: It is rounded.",
        "headline value: 1.27 million → 1.31 million",
    ):
        assert told.count(line) == 1, line


def test_it_says_what_was_exchanged_and_what_was_left_out() -> None:
    told = text("MYT2025", "GT2025", [])
    assert "None reads otherwise." in told
    assert "Every other table is that of the snapshot on both sides" in told
    assert "What MYT2025 says of 30 June 2025 is no figure of a year and was left out." in told
    assert "The later release knows a later year." in told
    same_year = text("GT2025", "GT2025r1", [])
    assert "later year" not in same_year
    assert "was left out" not in same_year


def test_every_kind_of_change_has_its_chapter_and_one_only() -> None:
    assert [kind for kinds in CHAPTERS.values() for kind in kinds] == list(KINDS)


def test_every_note_is_counted_once_whatever_its_gravest_change_is() -> None:
    notes = [("self-reliance", f"r{place}", "Region", 2024) for place in range(len(KINDS))]
    found = [
        Change(*note, kind, "title", "undernourishment", "a", "b")
        for note, kind in zip(notes, KINDS, strict=True)
    ]
    line = next(line for line in text("GT2025", "GT2025r1", found).splitlines() if "gravest" in line)
    counted = [int(count) for count in re.findall(r"\((\d+)\)", line)]
    assert counted == [len(kinds) for kinds in CHAPTERS.values()]
    assert f"{len(KINDS)} read otherwise" in line


def test_rows_are_the_changes() -> None:
    table = notes_table(FOUND)
    assert (
        list(table) == list(COLUMNS) == ["region", "panel", "year", "kind", "part", "id", "before", "after"]
    )
    assert table["kind"].tolist() == [change.kind for change in FOUND]
    assert list(notes_table([])) == list(COLUMNS)
