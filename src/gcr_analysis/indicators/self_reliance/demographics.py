"""Who the refugees are: of what age, women or men, in camps or not, where hosts say so.

The figures count refugees and other people in need of international protection, as the rest of the panel
does. UNHCR knows the ages of some of them only. A host counts when it gives the age of nine in ten or more,
since those whose age is known elsewhere are no sample of the others; within such a host those of known age
stand for all. Coverage is the share of the region's refugees whose age is known in the hosts that count.
"""

from functools import cache, partial

import numpy as np
import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import by_country, covered_years, row
from gcr_analysis.indicators.measured import Measured, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.wording import NO_REFUGEES
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.questions import question

LEAST_KNOWN = 0.9
GROUPS = ("refugees", "oip")
SEXES = ("female", "male")
AGES = ("0_4", "5_11", "12_17", "18_59", "60_plus")
CHILDREN, SCHOOL_AGE, OLDER = ("0_4", "5_11", "12_17"), ("5_11", "12_17"), ("60_plus",)
WORKING_AGE = ("18_59",)
NO_AGES = "No host gives the age of nine in ten of its refugees or more"
NO_AGES_HERE = "The age of nine in ten or more is not given"
NO_ACCOMMODATION = "No host says how its refugees are accommodated"


def share_of_ages(ages: tuple[str, ...], sets: RegionSets) -> Measured:
    """Percent of refugees who are of some ages: 5 to 17 years, or 18 to 59.

    >>> round(school_age_share(RegionSets.of("world")).at(2024), 1)
    33.8
    """
    people = _known_ages(sets)
    return _stated(100 * over(_of_age(people, ages), _of_age(people, AGES)), sets)


school_age_share = partial(share_of_ages, SCHOOL_AGE)
working_age_share = partial(share_of_ages, WORKING_AGE)


def dependency_ratio(sets: RegionSets) -> Measured:
    """Refugees who are under 18, or 60 and over, for each one in between.

    >>> found = dependency_ratio(RegionSets.of("world"))
    >>> round(found.at(2024), 3), float(found.coverage[row(2024), 0].round(2))
    (0.931, 0.71)
    """
    people = _known_ages(sets)
    others = _of_age(people, CHILDREN) + _of_age(people, OLDER)
    return _stated(over(others, _of_age(people, WORKING_AGE)), sets)


def women_share(sets: RegionSets) -> Measured:
    """Percent of refugees who are women and girls, in the hosts that know their ages.

    >>> 45 < women_share(RegionSets.of("world")).at(2024) < 55
    True
    """
    people = _known_ages(sets)
    women = np.sum([people[f"female_{age}"] for age in AGES], axis=0)
    return _stated(100 * over(women, _of_age(people, AGES)), sets)


@question
def ages_of(region: Region, year: int) -> pd.Series:
    """People by sex and age in those of the region's hosts that know the age of nine in ten.

    >>> from gcr_analysis.geography import region
    >>> int(ages_of(region("TUR"), 2025)["female_18_59"]) > 0
    True
    """
    people = _known_ages(RegionSets([region]))
    return pd.Series({name: float(persons[row(year), 0]) for name, persons in people.items()})


def camp_share(sets: RegionSets) -> Measured:
    """Percent of refugees in planned camps, of those whose accommodation is known.

    >>> round(camp_share(RegionSets.of("world")).at(2024), 1)
    31.0
    """
    in_camps, unknown, everyone = (sets.groups.total(persons) for persons in _by_accommodation())
    known = everyone - unknown
    found = Measured(100 * over(in_camps, known), covered=_covered(), coverage=over(known, everyone))
    found = without_figure(found, known == 0, NO_ACCOMMODATION, "not collected")
    return without_figure(found, everyone == 0, NO_REFUGEES)


def _stated(value: Array, sets: RegionSets) -> Measured:
    everyone = sets.groups.total(_by_age()["total"])
    share = over(_of_age(_known_ages(sets), AGES), everyone)
    found = without_figure(
        Measured(value, covered=_covered(), coverage=share),
        np.isnan(value),
        lambda year, place: NO_AGES_HERE if sets.is_country[place] else NO_AGES,
        "not collected",
    )
    return without_figure(found, everyone == 0, NO_REFUGEES)


def _of_age(people: dict[str, Array], ages: tuple[str, ...]) -> Array:
    return np.sum([people[f"{sex}_{age}"] for sex in SEXES for age in ages], axis=0)


def _known_ages(sets: RegionSets) -> dict[str, Array]:
    """People by sex and age in those of each region's hosts that know the age of nine in ten."""
    everyone = _by_age()
    known = (_of_age(everyone, AGES) >= LEAST_KNOWN * everyone["total"]) & (everyone["total"] > 0)
    return {name: sets.groups.total(np.where(known, people, 0.0)) for name, people in everyone.items()}


@cache
def _covered() -> Flags:
    return covered_years(_rows())


def _rows() -> pd.DataFrame:
    rows = load("demographics")
    return rows[rows["group"].isin(GROUPS)]


@cache
def _by_age() -> dict[str, Array]:
    """People by sex and age, and in all, by country of asylum.

    Where no age is known, people are in the total only.
    """
    rows = _rows()
    columns = [*(f"{sex}_{age}" for sex in SEXES for age in AGES), "total"]
    return {name: np.nan_to_num(by_country(rows, "asylum", name), nan=0.0) for name in columns}


@cache
def _by_accommodation() -> tuple[Array, Array, Array]:
    """People in planned camps, of unknown accommodation, and in all, by country of asylum."""
    rows = _rows()
    parts = (rows[rows["accommodation"] == "planned_camp"], rows[rows["accommodation"] == "unknown"], rows)
    in_camps, unknown, everyone = (
        np.nan_to_num(by_country(part, "asylum", "total"), nan=0.0) for part in parts
    )
    return in_camps, unknown, everyone
