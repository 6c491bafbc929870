"""Asylum systems: people newly displaced, applications, decisions, and what they end in.

Some countries count applications or decisions in cases, a case being one person or a family. Cases and
persons never add: these measures count persons, and say how many cases of which country they leave out. A sum
is then at least what it says, and `partial` where the cases are `MATERIAL`. That makes the United States, and
every region with it, partial before 2021 and in 2025; a few appeals counted in cases elsewhere do not.
"""

from dataclasses import replace
from functools import cache, partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from gcr_analysis.framework import tables
from gcr_analysis.geography.region import country_in_sentence
from gcr_analysis.indicators.arrays import by_country, codes, position, stock, year_column
from gcr_analysis.indicators.measured import Measured, Words, both, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import load

MIN_DECISIONS = 100  # fewer make no rate
MATERIAL = 0.015  # cases left out, as a share of all that was reported
SUBSTANTIVE = ("recognised", "complementary", "rejected")
CLOSED = ("closed",)
TEMPORARY_ASYLUM = "TA"
LEFT_OUT = "leaves out {{amount}} {what} that {{names}} counted in cases"
AT_LEAST = f"At least: {LEFT_OUT}"
GROUPS = ("refugees", "refugee_like", "oip")  # of the flows: recognised together, not one by one


class Counted(NamedTuple):
    """The same thing counted in two units: shape (years, countries), missing where not reported."""

    persons: Array
    cases: Array


def new_displacement(sets: RegionSets) -> Measured:
    """People newly displaced into a region across borders in each year.

    Group recognitions, people in refugee-like situations, other people in need of international protection,
    and individual applications together: it contains `asylum_applications`. Cases that the flows add to
    persons are taken out again; an estimate of persons from cases stays, and the figure is `partial`.

    Examples
    --------
    >>> found = new_displacement(RegionSets.of("world"))
    >>> [round(found.at(year)) for year in (2022, 2024, 2025)]
    [10302734, 5535645, 5168159]
    """
    counted, estimated = _newly_displaced()
    notes = {
        AT_LEAST.format(what="applications"): counted.cases,
        "Part of the applications in {names} is an estimate from cases": estimated,
    }
    partial = is_material(counted, sets) | (sets.groups.total(estimated) > 0)
    return _measured(counted.persons, sets, notes, partial)


def asylum_applications(sets: RegionSets) -> Measured:
    """New asylum applications lodged in a region in each year, in persons.

    Type N of the source: neither appeals nor repeat applications. The series begins when all countries tell
    these apart, in 2006. A country that still gives new and repeat applications as one figure is left out.

    Examples
    --------
    >>> found = asylum_applications(RegionSets.of("world"))
    >>> [round(found.at(year)) for year in (2023, 2024)]
    [3537423, 3031007]
    """
    counted = applications_counted()
    together = np.where(np.isnan(counted.persons), new_with_repeat(), np.nan)
    notes = {
        AT_LEAST.format(what="applications"): counted.cases,
        "New and repeat applications are one figure in {names}": together,
    }
    found = _measured(counted.persons, sets, notes, is_material(counted, sets))
    return replace(found, covered=year_column() >= _told_apart_since())


def decided(columns: tuple[str, ...], sets: RegionSets) -> Measured:
    """Decisions on asylum in a region in each year, in persons, at every level.

    Substantive decisions recognise, grant complementary protection or reject. Applications that were closed
    without one were withdrawn, abandoned, sent elsewhere or struck off: a protection rate is silent about
    them.

    Examples
    --------
    >>> [round(asylum_decisions(RegionSets.of("world")).at(year)) for year in (2023, 2024)]
    [1404143, 1409213]
    >>> applications_closed(RegionSets.of("PAK")).at(2025)
    13332.0
    """
    counted = decisions_in(columns)
    notes = {AT_LEAST.format(what="decisions"): counted.cases}
    return _measured(counted.persons, sets, notes, is_material(counted, sets))


asylum_decisions = partial(decided, SUBSTANTIVE)
applications_closed = partial(decided, CLOSED)


def protection_rate(sets: RegionSets) -> Measured:
    """Share of substantive decisions that gave protection, in percent.

    Recognised and granted complementary protection over these and rejected, in persons, at every level but
    temporary asylum, which one country grants to whole groups. No rate on fewer than `MIN_DECISIONS`.

    Examples
    --------
    >>> [round(protection_rate(RegionSets.of("world")).at(year), 1) for year in (2023, 2024)]
    [58.4, 54.9]
    """
    counted = decisions_in(SUBSTANTIVE, but=TEMPORARY_ASYLUM)
    positive = decisions_in(SUBSTANTIVE[:2], but=TEMPORARY_ASYLUM)
    notes = {LEFT_OUT.capitalize().format(what="decisions"): counted.cases}
    decisions = _measured(counted.persons, sets, notes, is_material(counted, sets))
    share = over(100 * sets.groups.known_total(positive.persons), decisions.value)
    few = decisions.value < MIN_DECISIONS
    return without_figure(
        replace(decisions, value=share), few, f"Fewer than {MIN_DECISIONS} decisions", status="not collected"
    )


def _measured(persons: Array, sets: RegionSets, notes: dict[str, Array], partial: Flags) -> Measured:
    """Figures with what there is to say about some countries.

    Each note is a sentence and the amounts, by year and country, that it is about. These countries are not
    covered: their figure is not whole.
    """
    value = sets.groups.known_total(persons)
    hosted = stock("refugees")
    whole = ~np.any([amounts > 0 for amounts in notes.values()], axis=0)
    told = both(*(about(sentence, amounts, sets) for sentence, amounts in notes.items()), between=". ")

    def words(year: int, place: int) -> str:
        return told(year, place) or ("None reported in persons" if np.isnan(value[year, place]) else "")

    return Measured(
        value,
        coverage=over(sets.groups.total(np.where(whole, hosted, 0.0)), sets.groups.total(hosted)),
        status=np.where(partial, "partial", ""),
        words=words,
    )


def about(sentence: str, amounts: Array, sets: RegionSets) -> Words:
    """Name the countries with a tenth of an amount or more, the largest first.

    Parameters
    ----------
    sentence
        What to say, with ``{names}`` and, where it is told, ``{amount}``.
    amounts
        What it is about: shape (years, countries).
    sets
        The region sets.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import row
    >>> told = about("{amount} are in {names}", stock("refugees"), RegionSets.of("ssar"))
    >>> told(row(2022), 0)
    '5,221,035 are in the Islamic Republic of Iran, Pakistan and others'
    """

    def words(year: int, place: int) -> str:
        members = sets.groups[place]
        own = np.nan_to_num(amounts[year, members], nan=0.0)
        total = own.sum()
        if not total > 0:
            return ""
        large = np.flatnonzero((own >= total / 10) & (own > 0))
        large = large[np.argsort(-own[large], kind="stable")]
        names = [country_in_sentence(codes()[member]) for member in members[large]]
        if own[large].sum() < total:
            names.append("others")
        *first, last = names
        named = f"{', '.join(first)} and {last}" if first else last
        return sentence.format(names=named, amount=f"{total:,.0f}")

    return words


def is_material(counted: Counted, sets: RegionSets) -> Flags:
    """Whether so much was counted in cases that a figure in persons is partial: shape (years, sets)."""
    persons, cases = (sets.groups.total(each) for each in counted)
    return (cases > 0) & (cases >= MATERIAL * (cases + persons))


@cache
def applications_counted() -> Counted:
    """New applications by country of asylum, in persons and in cases."""
    rows = load("asylum_applications")
    return _counted(rows[rows["type"] == "N"], ("applications",))


def decisions_counted() -> Counted:
    """Substantive decisions by country of asylum, in persons and in cases."""
    return decisions_in(SUBSTANTIVE)


@cache
def new_with_repeat() -> Array:
    """Applications, in either unit, that are new and repeat ones in one figure."""
    rows = load("asylum_applications")
    return by_country(rows[rows["type"] == "NR"], "asylum", "applications")


@cache
def _told_apart_since() -> int:
    """First year without applications of mixed kind (V, various)."""
    rows = load("asylum_applications", ["year", "type"])
    return int(rows["year"][rows["type"] == "V"].max()) + 1


@cache
def decisions_in(columns: tuple[str, ...], but: str | None = None, procedure: str | None = None) -> Counted:
    """Decisions by country of asylum, in persons and in cases, of all levels but one, or of one procedure."""
    rows = load("asylum_decisions")
    if procedure is not None:
        rows = rows[rows["procedure"] == procedure]
    return _counted(rows[rows["level"] != but], columns)


@cache
def _newly_displaced() -> tuple[Counted, Array]:
    """People newly displaced, without the cases that the flows add, and persons that are an estimate."""
    rows = load("displacement_flows")
    group = by_country(rows, "asylum", GROUPS)
    individual = by_country(rows, "asylum", "asylum_applications")
    cases = np.nan_to_num(applications_counted().cases, nan=0.0)
    converted = np.zeros(cases.shape, dtype=bool)
    for host, last in tables()["displacement_flows"].cases_as_persons.items():
        converted[:, position()[host]] = year_column()[:, 0] <= last
    estimated, added = np.where(converted, cases, 0.0), np.where(converted, 0.0, cases)
    alone = individual - added
    alone = np.where((alone > 0) | (added == 0), alone, np.nan)
    none = np.isnan(group) & np.isnan(alone)
    persons = np.where(none, np.nan, np.nan_to_num(group, nan=0.0) + np.nan_to_num(alone, nan=0.0))
    return Counted(persons, added), estimated


def _counted(rows: pd.DataFrame, columns: tuple[str, ...]) -> Counted:
    in_units = (rows[rows["unit"] == unit] for unit in ("persons", "cases"))
    return Counted(*(by_country(each, "asylum", columns) for each in in_units))
