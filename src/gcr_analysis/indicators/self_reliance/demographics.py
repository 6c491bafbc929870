"""Who the refugees are: of what age, women or men, in camps or not, where hosts say so.

The figures count refugees and other people in need of international protection, as the rest of the panel
does. UNHCR knows the ages of some of them only. A host counts when it gives the age of nine in ten or more,
since those whose age is known elsewhere are no sample of the others; within such a host those of known age
stand for all. Coverage is the share of the region's refugees whose age is known in the hosts that count.
"""

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.frames import codes
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.indicators.wording import NO_REFUGEES
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.used import remembered

LEAST_KNOWN = 0.9
GROUPS = ("refugees", "oip")
SEXES = ("female", "male")
AGES = ("0_4", "5_11", "12_17", "18_59", "60_plus")
CHILDREN, SCHOOL_AGE, OLDER = ("0_4", "5_11", "12_17"), ("5_11", "12_17"), ("60_plus",)
WORKING_AGE = ("18_59",)
NO_AGES = "No host gives the age of nine in ten of its refugees or more"
NO_AGES_HERE = "The age of nine in ten or more is not given"
NO_ACCOMMODATION = "No host says how its refugees are accommodated"


def school_age_share(region: Region, years: Years) -> Measured:
    """Percent of refugees who are 5 to 17 years old.

    >>> from gcr_analysis.geography import region
    >>> school_age_share(region("world"), (2024,))["value"].round(1).tolist()
    [33.8]
    """
    return _share_of_ages(SCHOOL_AGE, region, years)


def working_age_share(region: Region, years: Years) -> Measured:
    """Percent of refugees who are 18 to 59 years old."""
    return _share_of_ages(WORKING_AGE, region, years)


def dependency_ratio(region: Region, years: Years) -> Measured:
    """Refugees who are under 18, or 60 and over, for each one in between.

    >>> from gcr_analysis.geography import region
    >>> row = dependency_ratio(region("world"), (2024,)).loc[2024]
    >>> float(row["value"].round(3)), float(row["coverage"].round(2))
    (0.931, 0.71)
    """
    people = _known_ages(region, years)
    between = _of_age(people, WORKING_AGE)
    value = (_of_age(people, CHILDREN) + _of_age(people, OLDER)) / between.where(between > 0)
    return _stated(value, _coverage(people, region, years), region, years)


def women_share(region: Region, years: Years) -> Measured:
    """Percent of refugees who are women and girls, in the hosts that know their ages."""
    people = _known_ages(region, years)
    women = sum(people[f"female_{age}"] for age in AGES)
    everyone = _of_age(people, AGES)
    return _stated(
        100 * women / everyone.where(everyone > 0), _coverage(people, region, years), region, years
    )


def ages_of(region: Region, year: int) -> pd.Series:
    """People by sex and age in those of the region's hosts that know the age of nine in ten.

    >>> from gcr_analysis.geography import region
    >>> int(ages_of(region("TUR"), 2025)["female_18_59"]) > 0
    True
    """
    return _known_ages(region, (year,)).loc[year]


def camp_share(region: Region, years: Years) -> Measured:
    """Percent of refugees in planned camps, of those whose accommodation is known.

    >>> from gcr_analysis.geography import region
    >>> camp_share(region("world"), (2024,))["value"].round(1).tolist()
    [31.0]
    """
    rows = _by_accommodation()
    rows = rows[rows["asylum"].isin(region.countries) & rows["year"].isin(years)]
    people = rows.groupby(["year", "accommodation"])["total"].sum().unstack(fill_value=0.0)
    people = people.reindex(_years_of(years), columns=[*people.columns.union(["planned_camp", "unknown"])])
    people = people.fillna(0.0)
    known = people.drop(columns="unknown").sum(axis=1)
    everyone = people.sum(axis=1)
    table = measured(
        100 * people["planned_camp"] / known.where(known > 0),
        coverage=known / everyone.where(everyone > 0),
    )
    table = without_figure(table, known == 0, NO_ACCOMMODATION, "not collected")
    return without_figure(table, everyone == 0, NO_REFUGEES)


def _share_of_ages(ages: tuple[str, ...], region: Region, years: Years) -> Measured:
    people = _known_ages(region, years)
    everyone = _of_age(people, AGES)
    value = 100 * _of_age(people, ages) / everyone.where(everyone > 0)
    return _stated(value, _coverage(people, region, years), region, years)


def _stated(value: pd.Series, coverage: pd.Series, region: Region, years: Years) -> Measured:
    silent = NO_AGES_HERE if region.is_country else NO_AGES
    table = without_figure(measured(value, coverage=coverage), value.isna(), silent, "not collected")
    return without_figure(table, _everyone(region, years) == 0, NO_REFUGEES)


def _of_age(people: pd.DataFrame, ages: tuple[str, ...]) -> pd.Series:
    return people[[f"{sex}_{age}" for sex in SEXES for age in ages]].sum(axis=1)


def _coverage(people: pd.DataFrame, region: Region, years: Years) -> pd.Series:
    everyone = _everyone(region, years)
    return _of_age(people, AGES) / everyone.where(everyone > 0)


def _known_ages(region: Region, years: Years) -> pd.DataFrame:
    """People by sex and age in those of the region's hosts that know the age of nine in ten, by year."""
    rows = _in(region, years)
    known = _of_age(rows, AGES) >= LEAST_KNOWN * rows["total"]
    return rows[known & (rows["total"] > 0)].groupby("year").sum().reindex(_years_of(years), fill_value=0.0)


def _everyone(region: Region, years: Years) -> pd.Series:
    return _in(region, years)["total"].groupby("year").sum().reindex(_years_of(years), fill_value=0.0)


def _in(region: Region, years: Years) -> pd.DataFrame:
    rows = _by_age()
    asylum, year = (rows.index.get_level_values(level) for level in ("asylum", "year"))
    return rows[asylum.isin(region.countries) & year.isin(years)]


def _years_of(years: Years) -> list[int]:
    covered = set(_by_age().index.get_level_values("year"))
    return [year for year in years if year in covered]


@remembered
def _by_age() -> pd.DataFrame:
    """People by sex and age and in all: a row a host and year, a column a group of people."""
    columns = [f"{sex}_{age}" for sex in SEXES for age in AGES]
    rows = load("demographics", ["year", "asylum", "group", *columns, "total"])
    rows = rows[rows["group"].isin(GROUPS) & rows["asylum"].isin(codes())]
    keys = [rows["asylum"].astype("str"), rows["year"]]
    # Missing here means that no age is known: those people are in the total only.
    return rows[[*columns, "total"]].fillna(0).astype(float).groupby(keys).sum()


@remembered
def _by_accommodation() -> pd.DataFrame:
    rows = load("demographics", ["year", "asylum", "group", "accommodation", "total"])
    rows = rows[rows["group"].isin(GROUPS)]
    keys = [rows["year"], rows["asylum"].astype("str"), rows["accommodation"].astype("str")]
    return rows["total"].astype(float).groupby(keys).sum().reset_index()
