"""What is about the measures and about no region: published figures beside ours, and the record of intervals.

No notebook holds these. They are asked of the indicators whenever the site is published, once in a process.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.framework import Panel
from gcr_analysis.geography import region
from gcr_analysis.indicators import expectations, revisions, validation
from gcr_analysis.publishing.text import amount

EXACT = 1e-4  # rounding by less, as a share of the figure, needs no mention


@dataclass(frozen=True)
class Validated:
    """Published figures beside ours: how many, and each of them by panel.

    Attributes
    ----------
    counts
        Figures by verdict, and ``total``, ``published`` and ``reference``: the last were not published but
        computed apart from this package.
    panels
        Each panel with its figures, as `gcr_analysis.indicators.validation.validate` gives them, in words.
    """

    counts: dict[str, int]
    panels: tuple[tuple[Panel, tuple[dict[str, str], ...]], ...]


@dataclass(frozen=True)
class Share:
    """Share of held-back figures inside their interval, of how many, and whether that falls short."""

    inside: float
    of: int
    nominal: float

    @property
    def short(self) -> bool:
        """Whether it is less than what the interval is meant to hold."""
        return self.inside < self.nominal


@dataclass(frozen=True)
class Record:
    """What intervals held of the figures that were held back from making them, a line a series.

    Attributes
    ----------
    nominal
        Share that the intervals are meant to hold.
    columns
        Heads of the shares.
    lines
        Each line's name and a share a column; None where nothing was held back.
    """

    nominal: float
    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[Share | None, ...]], ...]

    @property
    def shares(self) -> list[tuple[str, str, Share]]:
        """Every share with the names of its line and its column."""
        return [
            (name, column, share)
            for name, shares in self.lines
            for column, share in zip(self.columns, shares, strict=True)
            if share is not None
        ]

    @property
    def short(self) -> list[tuple[str, str, Share]]:
        """Those that hold less than they are meant to, the worst first."""
        return sorted((each for each in self.shares if each[2].short), key=lambda each: each[2].inside)


@cache
def validated() -> Validated:
    """Set every published figure beside ours again."""
    table = validation.validate()
    lines = [(_panel(row), _line(row)) for row in table.to_dict("records")]
    verdicts = (validation.AGREES, validation.EXPLAINED, validation.DIFFERS)
    counts = {verdict: int((table["verdict"] == verdict).sum()) for verdict in verdicts}
    reference = int((table["url"] == "").sum())
    return Validated(
        counts=counts | {"total": len(table), "published": len(table) - reference, "reference": reference},
        panels=tuple(
            (panel, tuple(line for of, line in lines if of == panel.id))
            for panel in framework.panels().values()
        ),
    )


@cache
def revision_records() -> tuple[Record, Record]:
    """Shares of past figures that revision bands hold, by series and age: all figures, and the largest."""
    table = revisions.revision_record()
    oldest = framework.revisions().oldest
    ages = tuple(f"age {age}{' or more' if age == oldest else ''}" for age in range(oldest + 1))
    titles = {name: series.title for name, series in framework.revisions().series.items()}
    every, largest = (
        tuple(
            (title, tuple(_share(row, inside, figures) for row in _rows(table, "series", name)))
            for name, title in titles.items()
        )
        for inside, figures in (("inside", "figures"), ("large_inside", "large"))
    )
    level = framework.revisions().level
    seen = tuple(line for line in largest if any(line[1]))
    return Record(level, ages, every), Record(level, ages, seen)


_past_expectations = cache(expectations.expectation_record)  # it takes seconds, and two tables are made of it


@cache
def expectation_record() -> Record:
    """Shares of past outcomes that the interval of an expectation holds, by series and kind of place."""
    table = _past_expectations()
    scopes = tuple(dict.fromkeys(table["scope"]))
    lines = tuple(
        (name, tuple(_share(row, "inside", "windows") for row in _rows(table, "series", name)))
        for name in dict.fromkeys(table["series"])
    )
    return Record(float(table["nominal"].iloc[0]), scopes, lines)


@cache
def expectation_misses() -> tuple[tuple[str, float, float], ...]:
    """Shares of past outcomes below and above the interval of their expectation, by series."""
    table = _past_expectations()
    return tuple(
        (str(row["series"]), float(row["below"]), float(row["above"])) for row in _rows(table, "scope", "All")
    )


def _panel(row: dict[str, Any]) -> str:
    return framework.indicators()[row["indicator"].split(" + ")[0]].panel


def _line(row: dict[str, Any]) -> dict[str, str]:
    known = not pd.isna(row["ours"])
    return {
        **{name: str(row[name]) for name in ("figure", "unit", "publication", "url", "verdict", "reason")},
        "region": region(row["region"]).title,
        "year": str(row["year"]),
        "published": amount(row["published"]),
        "rounding": amount(row["tolerance"]) if row["tolerance"] > EXACT * row["published"] else "",
        "ours": amount(row["ours"]) if known else "no figure",
        "difference": amount(row["difference"], signed=True) if known else "",
    }


def _rows(table: pd.DataFrame, column: str, value: str) -> Iterable[dict[str, Any]]:
    return table[table[column] == value].to_dict("records")


def _share(row: dict[str, Any], inside: str, figures: str) -> Share | None:
    if not row[figures]:
        return None
    return Share(float(row[inside]), int(row[figures]), float(row["nominal"]))
