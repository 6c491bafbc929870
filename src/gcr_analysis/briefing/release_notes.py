"""What a release of UNHCR's figures changes in the notes against an earlier one, as a text for reading."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing.memo_text import day, named, plural, text_template
from gcr_analysis.briefing.note_changes import (
    BEYOND,
    DIRECTION,
    FINDING,
    GONE,
    KINDS,
    NEW,
    STATUS,
    UNBANDED,
    WITHIN,
    WORDS,
    Change,
)
from gcr_analysis.briefing.sentences import templates
from gcr_analysis.numbers import number
from gcr_analysis.snapshot.as_released import last_end_year
from gcr_analysis.snapshot.releases import release, releases

COLUMNS = ("region", "panel", "year", "kind", "part", "id", "before", "after")
CHAPTERS: dict[str, tuple[str, ...]] = {
    "A status or a direction is another": (STATUS, DIRECTION),
    "A finding is another, new or gone": (FINDING, NEW, GONE),
    "The same finding in other words": (WORDS,),
    "Only figures differ, by more than their revision band": (BEYOND,),
    "Only figures differ, and one of them has no revision band": (UNBANDED,),
    "Only figures differ, within their revision bands or by too little to see": (WITHIN,),
}
"""What changed, the gravest first; every kind of change is in one of these."""


@dataclass(frozen=True)
class Chapter:
    """Changes of one gravity, note by note: the region, the panel, a line a change."""

    title: str
    notes: tuple[tuple[str, str, tuple[str, ...]], ...]


def notes_memo(
    before: str,
    after: str,
    found: Sequence[Change],
    *,
    year: int,
    baseline_year: int,
    notes: int,
) -> str:
    """Write down which notes read otherwise under a release than under an earlier one.

    Parameters
    ----------
    before, after
        Releases, as for `gcr_analysis.snapshot.releases.release`.
    found
        What differs, as `gcr_analysis.running.two_releases.compare_notes` finds it.
    year, baseline_year
        The year of the notes, and the one that changes are read from.
    notes
        How many notes were read under each release.

    Returns
    -------
    str
        Plain text, the gravest changes first.

    Examples
    --------
    >>> print(notes_memo("GT2025", "GT2025r1", [], year=2025, baseline_year=2016, notes=4)[:85])
    What GT2025r1 (published 25 June 2026) changed in the notes against GT2025 (published
    """
    return (
        text_template("release_notes.txt")
        .render(
            before=named(before),
            after=named(after),
            year=year,
            baseline_year=baseline_year,
            notes=notes,
            told=counted(found, notes),
            terms=_terms({name: last_end_year(name) for name in (before, after)}),
            chapters=chapters_of(found),
        )
        .strip()
    )


def notes_table(found: Sequence[Change]) -> pd.DataFrame:
    """Return what differs, a row a change, in the order given.

    Returns
    -------
    DataFrame
        `COLUMNS`: the note; the ``kind`` of change, of `gcr_analysis.briefing.note_changes.KINDS`; the
        ``part`` of the note; the ``id`` of the sentence's template or of the measure; the texts ``before``
        and ``after``, empty where there is none.

    Examples
    --------
    >>> note = ("self-reliance", "world", "World", 2024)
    >>> notes_table([Change(*note, "new", "limits", "limit_few", "", "Few report.")])["after"].tolist()
    ['Few report.']
    """
    return pd.DataFrame([asdict(change) for change in found], columns=[*COLUMNS])


def counted(found: Sequence[Change], notes: int) -> str:
    """Count the notes that read otherwise, each once: by the gravest of what changed in it.

    Examples
    --------
    >>> counted([], 4)
    'None reads otherwise'
    """
    gravest: dict[tuple[str, str], int] = {}
    for change in found:
        note = (change.panel, change.region)
        gravest[note] = min(gravest.get(note, len(KINDS)), change.rank)
    if not gravest:
        return "None reads otherwise"
    counts = {
        title: sum(KINDS[rank] in kinds for rank in gravest.values()) for title, kinds in CHAPTERS.items()
    }
    said = [f"{title[0].lower()}{title[1:]} ({count})" for title, count in counts.items() if count]
    read = plural(len(gravest), "reads", "read")
    return f"{read} otherwise. By the gravest change of each: {'; '.join(said)}"


def _terms(last_years: dict[str, int]) -> list[str]:
    """Say what was exchanged, what was not, and what was left out."""
    lines = [
        "Exchanged are the figures that releases carry: population, returns, resettlement arrivals and "
        "naturalisations. Every other table is that of the snapshot on both sides, and so are the past "
        "figures that revision bands are made of.",
        f"Too little to see is {number(100 * framework.revisions().narrowest, 'percent')} of a figure.",
    ]
    for name, last in last_years.items():
        row = releases().loc[release(name)]
        if int(row["reference_date"][:4]) > last:
            lines.append(
                f"What {row['name']} says of {day(row['reference_date'])} is no figure of a year "
                "and was left out."
            )
    if len(set(last_years.values())) > 1:
        lines.append(
            "The later release knows a later year. A figure is a year older in it, so that its revision band "
            "is another one, and means that are weighted by the latest refugees take other weights."
        )
    return lines


def chapters_of(found: Sequence[Change]) -> list[Chapter]:
    """Put changes into chapters, the gravest first, note by note.

    Examples
    --------
    >>> chapters_of([])
    []
    """
    return [
        Chapter(title, _notes([change for change in found if change.kind in kinds]))
        for title, kinds in CHAPTERS.items()
        if any(change.kind in kinds for change in found)
    ]


def _notes(found: Sequence[Change]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    def note(change: Change) -> tuple[str, str]:
        return change.title, change.panel

    place = {name: number for number, name in enumerate(dict.fromkeys(map(note, found)))}
    together = groupby(sorted(found, key=lambda change: place[note(change)]), note)
    return tuple(
        (title, framework.panels()[panel].title, tuple(_line(change) for change in own))
        for (title, panel), own in together
    )


def _line(change: Change) -> str:
    section = templates("note").get(change.part, change.part).lower()
    moved = f"{change.before or 'none'} → {change.after or 'none'}"
    if change.kind == STATUS:
        return f"status of “{change.measure}”: {moved}"
    if change.kind == NEW:
        return f"new under {section}: {change.after}"
    if change.kind == GONE:
        return f"no longer said under {section}: {change.before}"
    if change.part == "title":
        return f"title changes: {moved}"
    if change.part.startswith("headline"):
        return f"{change.part}: {moved}"
    return f"under {section}: {moved}"
