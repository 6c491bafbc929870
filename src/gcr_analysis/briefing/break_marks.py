"""Breaks in a series as figures mark them: a letter for each year, and what it stands for."""

from collections.abc import Iterable, Mapping

from gcr_analysis.briefing.sentences import sentence
from gcr_analysis.framework import Break
from gcr_analysis.framework.languages import spoken, word


def letters_of(breaks: Iterable[Break]) -> dict[int, str]:
    """Return a letter for each year before which a break lies, in the order of years."""
    years = sorted({crossed.between[1] for crossed in breaks})
    return dict(zip(years, spoken().marks.letters, strict=False))


def captions(breaks: Iterable[Break], letters: Mapping[int, str] | None = None) -> tuple[str, ...]:
    """Say what broke, with its years and their letters; years with one text stand together."""
    by_text: dict[str, list[int]] = {}
    for crossed in breaks:
        by_text.setdefault(word("breaks", crossed.id, crossed.text), []).append(crossed.between[1])
    return tuple(
        sentence(
            "note",
            "break_caption",
            letters=[letter for year in years if (letter := (letters or {}).get(year))],
            years=years,
            text=text,
        ).text
        for text, years in by_text.items()
    )
