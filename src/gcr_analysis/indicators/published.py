"""Figures that reports published: the period of each, who carried it, and where a change may be read.

A figure carries its period exactly as published. Of two rows for one figure the publisher's own stands; what
only the press, a blog or a partner carried is named so. Two figures are one series where they have one
subject, one place and periods of one kind: a total of two years is no figure of a year, and a report on forty
countries none on seventy.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pandas as pd

from gcr_analysis.indicators.arrays import years
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.questions import question

SUBJECTS: dict[str, tuple[str, ...]] = {
    "gcr_1_1_1": (
        "aid to refugees and host communities in countries that receive aid",
        "aid to refugee situations in low- and middle-income countries",
    ),
    "gcr_1_1_2": ("bilateral donors of aid to refugees and host communities",),
    "gcr_2_1_1_published": ("refugees with the right to work by law",),
    "gcr_2_1_1_in_practice": (
        "refugees where access to formal work is unrestricted in practice",
        "refugees with access to formal work in practice",
    ),
    "gcr_2_1_2_published": ("refugees free to move by law",),
    "gcr_2_2_1_primary_published": ("enrolment of refugees, primary",),
    "gcr_2_2_1_secondary_published": ("enrolment of refugees, secondary",),
    "tertiary_enrolment_published": ("enrolment of refugees, tertiary",),
    "gcr_2_2_2_published": ("refugees in poverty, estimate",),
    "gcr_3_1_1": ("departures on resettlement with UNHCR's help",),
    "resettlement_submissions": ("submissions for resettlement",),
    "gcr_3_1_2": ("countries that receive submissions for resettlement",),
    "days_to_departure": ("days from submission to departure, average",),
    "gcr_3_2_1": ("entry permits, 8 nationalities, fifth edition",),
    "pathway_permits_first_edition": ("permits for family, work and study, 7 nationalities, first edition",),
    "pathway_permits_third_edition": ("entry permits, 7 nationalities, third edition",),
    "pathway_permits_fourth_edition": (
        "permits for family, work, study and sponsorship, 7 nationalities, fourth edition",
    ),
    "pathway_permits_fifth_edition": ("entry permits, 8 nationalities, fifth edition",),
}
"""What each measure that quotes published figures quotes: subjects of the table ``published_values``."""

_AMOUNTS = re.compile("USD|permits|persons")  # units whose figures of several years are a sum
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class _Basis(NamedTuple):
    """What two figures must have in common to be of one series."""

    subject: str
    place: str
    kind: str
    """The period with every digit alike: one of a year, of two years, of a school year."""


def rows_on(subjects: Sequence[str]) -> pd.DataFrame:
    """Rows of the table ``published_values`` on some subjects, of the years of the snapshot.

    By year, and within a year the publisher's own rows first.

    Examples
    --------
    >>> rows_on(SUBJECTS["gcr_1_1_1"])["period"].tolist()
    ['2018-2019', '2020-2021']
    """
    rows = load("published_values")
    rows = rows[rows["subject"].isin(subjects) & rows["year"].isin(years())]
    copied = rows["carried_by"].ne("publisher")
    return rows.assign(copied=copied).sort_values(["year", "copied", "id"], kind="stable")


def period(figure: Any) -> str:
    """Period of a published figure as a reason tells it: a total of several years is named so.

    Examples
    --------
    >>> [period(each) for each in rows_on(SUBJECTS["gcr_1_1_1"]).itertuples()][-1]
    'as a total of two years, 2020-2021'
    """
    of = str(figure.period)
    ends = re.fullmatch(r"(\d{4})-(\d{4})", of)
    if ends is None:
        return f"for {of}"
    if not _AMOUNTS.search(str(figure.unit)):
        return f"for {of} together"
    several = int(ends[2]) - int(ends[1]) + 1
    return f"as a total of {_NUMBERS[several] if several < len(_NUMBERS) else several} years, {of}"


@question
def first_year(id: str, year: int) -> int:
    """First year of the period whose published figure stands at a year; that year where it covers no more.

    Parameters
    ----------
    id
        A measure that quotes published figures for the world.
    year
        The figure's own year.

    Examples
    --------
    >>> first_year("gcr_1_1_1", 2021), first_year("gcr_3_1_1", 2023)
    (2020, 2023)
    """
    rows = rows_on(SUBJECTS.get(id, ()))
    of = rows.loc[rows["year"] == year, "period"].astype("str").str.extract(r"^(\d{4})-\d{4}$")[0].dropna()
    return int(of.iloc[0]) if len(of) else year


def carried(figure: Any) -> str:
    """Who carried a figure, where that was not its publisher; else nothing.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> carried(SimpleNamespace(carried_by="others", url="https://www.news.example/1"))
    ', as carried by news.example, which is not the publisher'
    """
    if figure.carried_by == "publisher":
        return ""
    return f", as carried by {site(figure.url)}, which is not the publisher"


def site(url: object) -> str:
    """Name of the site at an address.

    >>> site("https://www.unhcr.ca/news")
    'unhcr.ca'
    """
    return (urlsplit(str(url)).hostname or "").removeprefix("www.")


def why_no_change(id: str, first: int, last: int) -> str:
    """Why no change is read between a measure's published figures of two years; empty where one may be.

    Parameters
    ----------
    id
        A measure that quotes published figures for the world.
    first, last
        The figures' own years.

    Examples
    --------
    >>> why_no_change("gcr_3_1_1", 2022, 2023)
    ''
    >>> why_no_change("gcr_2_2_1_primary_published", 2020, 2023)
    'Published of 65 countries for 2022-23, and of 40 countries for 2019-20: not one series'
    """
    rows = rows_on(SUBJECTS.get(id, ()))
    found = [next(rows[rows["year"] == year].itertuples(), None) for year in (first, last)]
    ends = [end for end in found if end is not None]
    if len(ends) < 2 or _basis(ends[0]) == _basis(ends[1]):
        return ""
    then, now = (f"of {end.place} {period(end)}" for end in ends)
    return f"Published {now}, and {then}: not one series"


def _basis(figure: Any) -> _Basis:
    return _Basis(figure.subject, figure.place, re.sub(r"\d", "0", str(figure.period)))
