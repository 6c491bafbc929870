"""UNHCR's population service: stocks and solutions, asylum procedures, IDMC, UNRWA, caveats, nowcasts.

The service ignores what it does not understand and then answers another question, so each answer is held
against its question, and the rows together against the sums that the service gives when it is asked for no
country apart.

It does not give people by kind of place and accommodation, newly displaced people, or countries with UNHCR's
regions: the tables `demographics`, `displacement_flows` and `countries` stay as they are.
"""

import calendar
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.services import envelope as envelopes
from gcr_analysis.services.client import Question
from gcr_analysis.services.envelope import wrong
from gcr_analysis.services.harvest import Part

ADDRESS = "https://api.unhcr.org/population/v1"
SIDES = ("coo_iso", "coa_iso")
STEP = 5  # the service rounds small figures to a multiple of this
PAIRS, HOSTS, SUMS = "", ".hosts", ".sums"
_ASYLUM = (("coa_all", "true"),)
LEVELS = {PAIRS: (("coo_all", "true"), *_ASYLUM), HOSTS: _ASYLUM, SUMS: ()}
"""What is asked: each pair, and to hold these against, sums by country of asylum and sums of all."""


@dataclass(frozen=True)
class Pairs:
    """One kind of figures by origin and asylum.

    Parameters
    ----------
    path
        Path below the service's address.
    file
        File that it fills.
    tables
        Tables that are made of the file.
    span
        First and last year that are asked for.
    figures
        Columns with numbers of people or cases.
    known
        Codes of countries and groups.
    kinds
        Columns with codes of the service that tell rows of a pair apart.
    """

    path: str
    file: str
    tables: tuple[str, ...]
    span: tuple[int, int]
    figures: tuple[str, ...]
    known: frozenset[str]
    kinds: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name of the part among kept answers."""
        return self.path.rstrip("/")

    def first(self) -> list[Question]:
        """Return the first page of all pairs, of the sums by country of asylum, and of those of all."""
        span = (("yearFrom", str(self.span[0])), ("yearTo", str(self.span[1])))
        page = (("limit", str(envelopes.LIMIT)), ("page", "1"), *span, ("cf_type", "ISO"))
        return [
            Question(f"{self.name}{level}-00001", self.path, page + apart) for level, apart in LEVELS.items()
        ]

    def read(self, question: Question, answer: Any) -> tuple[pd.DataFrame, list[Question]]:
        """Return the rows of a page and the questions for the others."""
        fields = ("year", *SIDES, *self.kinds, *self.figures)
        opened = envelopes.opened(question, answer, fields)
        rows = envelopes.rows_of(opened, fields)
        rows["year"] = envelopes.years(question, rows["year"], self.span)
        apart = {name for name, _ in LEVELS[_level(question)]}
        for side in SIDES:
            if side.replace("_iso", "_all") in apart:
                rows[side] = envelopes.codes(question, rows[side], self.known)
            else:
                _require_summed(question, rows[side])
        for kind in self.kinds:
            if rows[kind].isna().any():
                raise wrong(question, f"has rows without {kind}", "each row was to have one")
            rows[kind] = rows[kind].map({value: str(value).strip() for value in rows[kind].unique()})
        for figure in self.figures:
            rows[figure] = envelopes.figures(question, rows[figure])
        return rows.assign(_pages=opened.pages), envelopes.further(question, opened)

    def whole(self, pages: dict[Question, pd.DataFrame]) -> pd.DataFrame:
        """Return the rows of all pages, once they are complete, unique, and add up to the sums."""
        levels = {
            level: _joined({q: rows for q, rows in pages.items() if _level(q) == level}, self.name + level)
            for level in LEVELS
        }
        rows = levels[PAIRS]
        keys = ["year", *SIDES, *self.kinds]
        if (twice := rows.duplicated(keys)).any():
            first = " ".join(str(value) for value in rows.loc[twice, keys].iloc[0])
            raise GcrError(f"{self.name} came with two rows for {first}: the pages overlap, ask again")
        self._require_sums(rows, levels[HOSTS], ["year", "coa_iso", *self.kinds])
        self._require_sums(rows, levels[SUMS], ["year", *self.kinds])
        return rows.sort_values(keys, ignore_index=True)

    def _require_sums(self, rows: pd.DataFrame, sums: pd.DataFrame, keys: list[str]) -> None:
        """Hold pairs against sums: each figure may be rounded by half a step, and none that is not there."""
        figures = list(self.figures)
        ours, theirs = (frame.groupby(keys)[figures].sum() for frame in (rows, sums))
        some = rows[figures].fillna(0).gt(0).groupby([rows[key] for key in keys]).sum()
        ours, theirs = ours.align(theirs, join="outer", fill_value=0)
        allowed = some.reindex(ours.index, fill_value=0) * (STEP / 2)
        apart = (ours - theirs).abs().gt(allowed).stack()
        if apart.any():
            *key, figure = apart[apart].index[0]
            by_pair, in_all = (int(frame.loc[tuple(key), figure]) for frame in (ours, theirs))
            raise GcrError(
                f"{self.name} of {' '.join(map(str, key))} came with {by_pair:,} {figure} pair by pair and "
                f"{in_all:,} in all: rows are missing, or new ones came meanwhile; ask again"
            )


@dataclass(frozen=True)
class Caveats:
    """Which series, years and pairs carry a footnote at UNHCR. Its text stays there."""

    known: frozenset[str]
    file: str = "unhcr/footnote_index.csv"
    tables: tuple[str, ...] = ("caveats",)

    def first(self) -> list[Question]:
        """Return the question for the first page."""
        params = (("limit", str(envelopes.LIMIT)), ("page", "1"))
        return [Question("footnotes-00001", "footnotes/", params)]

    def read(self, question: Question, answer: Any) -> tuple[pd.DataFrame, list[Question]]:
        """Return the rows of a page and the questions for the others."""
        fields = ("year", "population_type", *SIDES)
        opened = envelopes.opened(question, answer, fields)
        rows = envelopes.rows_of(opened, fields).astype("string")
        for side in SIDES:
            rows[side] = rows[side].str.strip().replace({"": pd.NA, envelopes.NOT_APPLICABLE: pd.NA})
            envelopes.codes(question, rows[side].dropna(), self.known)
        years = [" ".join(map(str, listed_years(question, text))) for text in rows["year"].fillna("")]
        rows = rows.drop(columns="year").assign(years=years)
        return rows.assign(_pages=opened.pages), envelopes.further(question, opened)

    def whole(self, pages: dict[Question, pd.DataFrame]) -> pd.DataFrame:
        """Return the rows of all pages."""
        return _joined(pages, "footnotes")


@dataclass(frozen=True)
class Nowcasts:
    """UNHCR's estimates for the latest month, by country of asylum: no figures of a year."""

    known: frozenset[str]
    file: str = "unhcr/nowcasting.parquet"
    tables: tuple[str, ...] = ("nowcasts",)

    def first(self) -> list[Question]:
        """Return the question for the first page."""
        params = (("limit", str(envelopes.LIMIT)), ("page", "1"), ("coa_all", "true"), ("cf_type", "ISO"))
        return [Question("nowcasting-00001", "nowcasting/", params)]

    def read(self, question: Question, answer: Any) -> tuple[pd.DataFrame, list[Question]]:
        """Return the rows of a page and the questions for the others."""
        fields = ("year", "month", "coa_iso", "refugees", "asylum_seekers")
        opened = envelopes.opened(question, answer, fields)
        rows = envelopes.rows_of(opened, fields)
        rows["year"] = envelopes.years(question, rows["year"], (2000, 2100))
        rows["month"] = [_month(question, value) for value in rows["month"]]
        rows["coa_iso"] = envelopes.codes(question, rows["coa_iso"], self.known)
        for figure in ("refugees", "asylum_seekers"):
            rows[figure] = envelopes.figures(question, rows[figure])
        return rows.assign(_pages=opened.pages), envelopes.further(question, opened)

    def whole(self, pages: dict[Question, pd.DataFrame]) -> pd.DataFrame:
        """Return the rows of all pages."""
        rows = _joined(pages, "nowcasting")
        if rows.duplicated(["year", "month", "coa_iso"]).any():
            raise GcrError("nowcasting came with two rows for a country and month: ask again")
        return rows


def parts(known: Collection[str], until: int) -> list[Part]:
    """Return the figures that the service has and the snapshot carries.

    Parameters
    ----------
    known
        Codes of countries and groups without a state that may come.
    until
        Last year that is asked for.

    Examples
    --------
    >>> [part.file for part in parts(["AFG"], 2025)][:2]
    ['unhcr/population.parquet', 'unhcr/solutions.parquet']
    """
    codes = frozenset(known)
    stocks = ("refugees", "asylum_seekers", "returned_refugees", "idps", "returned_idps", "stateless")
    return [
        Pairs(
            "population/",
            "unhcr/population.parquet",
            ("population",),
            (1951, until),
            (*stocks, "ooc", "oip", "hst"),
            codes,
        ),
        Pairs(
            "solutions/",
            "unhcr/solutions.parquet",
            ("refugee_returns", "idp_returns", "resettlement_arrivals", "naturalisations"),
            (1951, until),
            ("returned_refugees", "resettlement", "naturalisation", "returned_idps"),
            codes,
        ),
        Pairs(
            "asylum-applications/",
            "unhcr/asylum_applications.parquet",
            ("asylum_applications",),
            (2000, until),
            ("applied",),
            codes,
            ("procedure_type", "app_type", "dec_level", "app_pc"),
        ),
        Pairs(
            "asylum-decisions/",
            "unhcr/asylum_decisions.parquet",
            ("asylum_decisions",),
            (2000, until),
            ("dec_recognized", "dec_other", "dec_rejected", "dec_closed"),
            codes,
            ("procedure_type", "dec_level", "dec_pc"),
        ),
        Pairs("idmc/", "unhcr/idmc.parquet", ("conflict_idps",), (1990, until), ("total",), codes),
        Pairs("unrwa/", "unhcr/unrwa.parquet", ("unrwa_refugees",), (1951, until), ("total",), codes),
    ]


def besides(known: Collection[str], until: int) -> list[Part]:
    """Return what the service has besides: caveats, and estimates for the current year."""
    return [Caveats(frozenset(known)), Nowcasts(frozenset(known))]


def listed_years(question: Question, text: str) -> list[int]:
    """Return the years of a text such as ``2015, 2019 - 2022``.

    Raises
    ------
    GcrError
        When it says something else.

    Examples
    --------
    >>> listed_years(Question("footnotes-00001", "", ()), "2015, 2019 - 2022")
    [2015, 2019, 2020, 2021, 2022]
    """
    found: list[int] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        span = re.fullmatch(r"(\d{4})(?:\s*[-\N{EN DASH}]\s*(\d{4}))?", part)
        if not span:
            raise wrong(question, f"has the years {text!r}", "a year, a span or a list of these was expected")
        found += range(int(span[1]), int(span[2] or span[1]) + 1)
    return found


def _level(question: Question) -> str:
    """Return which of `LEVELS` a question asks for."""
    _, dot, level = question.name.rpartition("-")[0].partition(".")
    return dot + level


def _require_summed(question: Question, side: pd.Series) -> None:
    if (side.astype("string").str.strip() != envelopes.NOT_APPLICABLE).any():
        raise wrong(question, f"has rows for each {side.name}", "it was asked for their sum")


def _joined(pages: dict[Question, pd.DataFrame], name: str) -> pd.DataFrame:
    """Join pages in their order, once each says that there are as many as came."""
    rows = pd.concat([pages[question] for question in sorted(pages, key=lambda q: q.page)], ignore_index=True)
    if rows.empty:
        raise GcrError(f"{name} came without rows: the service has none, or did not understand the question")
    if others := sorted(set(rows["_pages"]) - {len(pages)}):
        raise GcrError(
            f"{name} came on {len(pages)} pages, and the service speaks of {' or '.join(map(str, others))}: "
            "its figures changed meanwhile, ask again"
        )
    return rows.drop(columns="_pages")


def _month(question: Question, value: object) -> int:
    """Return the number of a month that is given by its English name or its number."""
    names = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
    number = names.get(str(value).strip().lower(), int(str(value)) if str(value).isdecimal() else 0)
    if not 1 <= number <= 12:
        raise wrong(question, f"has the month {value!r}", "its English name was expected")
    return number
