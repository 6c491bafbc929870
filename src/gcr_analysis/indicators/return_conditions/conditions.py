"""What people would return to: violence, rule of law, the economy, food, risk and human development.

A region's figure is the mean over the countries that its refugees come from, weighted by refugees from each
at the end of the year. A change is read with the weights of the later year at both ends, so that it is one of
conditions and not of who flees. A country's figure of up to three years before stands in where its own has
not come, and is named.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

import numpy as np

from gcr_analysis.framework import tables
from gcr_analysis.geography import country_name
from gcr_analysis.indicators.arrays import (
    EARLIEST,
    by_country,
    position,
    reached,
    row,
    year_column,
)
from gcr_analysis.indicators.ends import Ends, no_ends
from gcr_analysis.indicators.measured import Measured, Words, both, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions import violence
from gcr_analysis.indicators.return_conditions.conflict import TOGETHER, deaths_per_100000, one_figure
from gcr_analysis.indicators.return_conditions.origins import stock, weighed
from gcr_analysis.indicators.return_conditions.wording import NOBODY_FROM_HERE
from gcr_analysis.indicators.wording import largest_first, without
from gcr_analysis.methods.ratios import carried_forward
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.methods.weighted import matched_change, weighted_mean
from gcr_analysis.snapshot import load, sources
from gcr_analysis.snapshot.questions import question

OLDEST_YEARS = 3
LEAST_COVERAGE = 0.5
TOO_FEW = "Countries with figures at both ends are the origin of less than half of the refugees"
NO_ENDS = "No figure for both years"
NAMED = 3  # countries that a reason names


def condition(id: str, sets: RegionSets, least: float = -np.inf) -> Measured:
    """A condition in the countries that refugees from each region come from.

    Parameters
    ----------
    id
        Id of the condition's indicator: one of `SERIES`.
    sets
        The region sets.
    least
        What a country without a figure can have at least, in the condition's unit: gives a mean that leaves
        refugees out its lower bound.

    Examples
    --------
    Political stability and rule of law are in standard deviations around the world's mean:

    >>> round(political_stability(RegionSets.of("SYR")).at(2023), 2)
    -2.75
    >>> round(rule_of_law(RegionSets.of("AFG")).at(2023), 2)
    -1.65

    Growth of real gross domestic product per head and undernourishment are in percent:

    >>> round(gdp_per_capita_growth(RegionSets.of("SDN")).at(2024), 1)
    -14.7
    >>> round(undernourishment(RegionSets.of("SOM")).at(2023), 1)
    53.2

    INFORM Risk of humanitarian crises and disasters, 0 to 10, is one vintage, which knows no change. The
    Human Development Index is between 0 and 1:

    >>> inform_risk(RegionSets.of("AFG")).frame()["value"].to_dict()
    {2025: 7.8}
    >>> human_development(RegionSets.of("COD")).at(2023)
    0.522
    """
    values, of_year = latest_of(id)
    people = stock("refugees")
    mean = weighted_mean(sets.groups, values, people, least=least, most=np.inf)
    own, own_year = sets.own_country(values), sets.own_country(of_year)
    found = Measured(
        np.where(sets.is_country, own, mean.value),
        covered=np.isin(year_column(), _span(SERIES[id]())),
        low=np.where(sets.is_country | (mean.coverage == 1), np.nan, mean.low),
        coverage=np.where(sets.is_country, ~np.isnan(own), mean.coverage),
        value_year=np.where(sets.is_country, own_year, np.nan),
        words=said(~sets.is_country, _older(sets, of_year, people)),
    )
    nobody = (sets.groups.total(people) == 0) & ~sets.is_country
    return without_figure(found, nobody, NOBODY_FROM_HERE)


def conflict_deaths_per_100000(sets: RegionSets) -> Measured:
    """Deaths from organised violence in the year per hundred thousand inhabitants.

    Examples
    --------
    >>> round(conflict_deaths_per_100000(RegionSets.of("UKR")).at(2024))
    180
    """
    return _of_both(sets, condition("conflict_deaths_per_100000", sets))


def conflict_deaths_per_100000_26_1(sets: RegionSets) -> Measured:
    """The same of 2024 and 2025 by version 26.1 alone; the lower bound has no deaths where none are known.

    Examples
    --------
    >>> found = conflict_deaths_per_100000_26_1(RegionSets.of("UKR"))
    >>> [round(found.at(year)) for year in (2024, 2025)]
    [242, 232]
    """
    id = "conflict_deaths_per_100000_26_1"
    found = _of_both(sets, condition(id, sets, least=0.0))
    absent = without(sets, stock("refugees"), ~np.isnan(latest_of(id)[0]), "violence")
    none = np.isnan(found.value) & (sets.is_country | (sets.groups.total(stock("refugees")) > 0))
    found = violence.by_version(found, both(found.words, absent, between=". "))
    return without_figure(found, none, violence.NO_FIGURE, "not collected")


def _of_both(sets: RegionSets, found: Measured) -> Measured:
    """Mark a figure of Israel or of the State of Palestine as a proxy: the source has one of both."""
    joint = _joint(sets)
    status = np.where(joint & ~np.isnan(found.value), "proxy", found.status)
    return replace(found, status=status, words=both(found.words, said(joint, TOGETHER)))


def _joint(sets: RegionSets) -> Flags:
    """Which sets are Israel or the State of Palestine alone."""
    return sets.where(lambda region: region.is_country and region.countries[0] in one_figure())


political_stability = partial(condition, "political_stability")
rule_of_law = partial(condition, "rule_of_law")
gdp_per_capita_growth = partial(condition, "gdp_per_capita_growth")
undernourishment = partial(condition, "undernourishment")
inform_risk = partial(condition, "inform_risk")
human_development = partial(condition, "human_development")


@cache
def governance(dimension: str, edition: str | None = None) -> Array:
    """Estimates of one dimension of governance by year and country. One edition's where named."""
    rows = load("governance")
    rows = rows[(rows["dimension"] == dimension) & (rows["edition"] == (edition or rows["edition"]))]
    return by_country(rows, "iso3", "estimate")


@cache
def development(indicator: str) -> Array:
    """One of the World Bank's indicators by year and country."""
    rows = load("development")
    return by_country(rows[rows["indicator"] == indicator], "iso3", "value")


@cache
def human_development_index() -> Array:
    """Human Development Index by year and country."""
    return by_country(load("human_development"), "iso3", "hdi")


@cache
def risk() -> Array:
    """INFORM Risk by country, in the year of the vintage."""
    vintage = int(sources()[tables()["inform_risk"].source].vintage[:4])
    return by_country(load("inform_risk").assign(year=vintage), "iso3", "risk")


GOVERNANCE = ("political_stability", "rule_of_law")
VALUES: dict[str, Callable[[], Array]] = {
    "conflict_deaths_per_100000": deaths_per_100000,
    "political_stability": partial(governance, "political_stability"),
    "rule_of_law": partial(governance, "rule_of_law"),
    "gdp_per_capita_growth": partial(development, "gdp_per_capita_growth"),
    "undernourishment": partial(development, "undernourishment"),
    "inform_risk": risk,
    "human_development": human_development_index,
}

"""Conditions that make a country's profile: one series each."""
SERIES = VALUES | {"conflict_deaths_per_100000_26_1": violence.deaths_per_100000}


def latest(values: Array) -> tuple[Array, Array]:
    """Fill each country's gaps with its figure of up to three years before; values and their years."""
    return carried_forward(values, EARLIEST, OLDEST_YEARS)


@cache
def latest_of(id: str) -> tuple[Array, Array]:
    """Latest figures of a condition, by its id: see `latest`.

    A figure of governance stands in for years of its own edition only, so that a year mixes no editions.
    """
    values, of_year = latest(SERIES[id]())
    if id not in GOVERNANCE:
        return values, of_year
    begins = _latest_edition()
    earlier = (year_column() >= begins) & (of_year < begins)
    return np.where(earlier, np.nan, values), np.where(earlier, np.nan, of_year)


@cache
def _latest_edition() -> int:
    """First year that the latest edition of the governance indicators gives."""
    rows = load("governance")
    return int(rows["year"][rows["edition"] == rows["edition"].astype("str").max()].min())


@question
def matched_ends(id: str, sets: RegionSets, baseline_year: int, year: int) -> Ends:
    """Both ends of a condition's change on the countries that have a figure at both.

    A country that enters the data between would move the mean, however steady the conditions.

    Parameters
    ----------
    id
        Id of the condition's indicator.
    sets
        The region sets that people come from.
    baseline_year, year
        The two ends; a country's figure of up to three years before stands in.

    Returns
    -------
    Ends
        The baseline year and the year, with the figures' own years.

    Examples
    --------
    >>> ends = matched_ends("human_development", RegionSets.of("igad"), 2016, 2025)
    >>> [each[:, 0].round(3).tolist() for each in (ends.value, ends.value_year, ends.coverage)]
    [[0.411, 0.457], [2016, 2023], [0.858, 0.858]]
    """
    span = _span(SERIES[id]())
    own = np.minimum([baseline_year, year], max(span, default=0))
    if own[0] not in span or year - own[1] > OLDEST_YEARS:
        return no_ends(NO_ENDS, id, sets, baseline_year, year)
    values, of_year = latest_of(id)
    start, end = values[own - EARLIEST]
    people = stock("refugees")[row(year)]
    matched = weighed(sets, people, lambda weights: matched_change(sets.groups, start, end, weights))
    some = (matched.countries > 0) & (matched.coverage >= LEAST_COVERAGE)
    single = sets.is_country & (matched.countries > 0)
    return Ends(
        value=np.stack([matched.start, matched.end]),
        value_year=np.where(single, sets.own_country(of_year)[own - EARLIEST], own[:, None]).astype(int),
        status=np.where([_joint(sets) & id.startswith("conflict_deaths")] * 2, "proxy", "computed"),
        coverage=np.stack([matched.coverage] * 2),
        words=lambda end, place: "" if some[place] else TOO_FEW,
    )


def _span(values: Array) -> range:
    """Years from the first to the last one with any figure; none where no year has one."""
    known = np.flatnonzero(reached(values)) + EARLIEST
    return range(int(known[0]), int(known[-1]) + 1) if len(known) else range(0)


def _older(sets: RegionSets, of_year: Array, people: Array) -> Words:
    """Name the countries whose figure is of an earlier year, those with most refugees first."""
    older = np.where(of_year < year_column(), people, 0.0)

    def words(year: int, place: int) -> str:
        named = largest_first(sets, older, year, place)
        if not named:
            return ""
        told = [f"{country_name(code)} {of_year[year, position()[code]]:.0f}" for code in named[:NAMED]]
        more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
        return f"Figures of an earlier year: {', '.join(told)}{more}"

    return words
