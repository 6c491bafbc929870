"""Refugee response plans by host country: what was asked, what was recorded as given, and what is missing.

Two sources stay apart, each with measures of its own: OCHA's Financial Tracking Service (``plan_*``) and
UNHCR's own tracker (``tracker_*``). They count other money, so that no figure of one stands beside one of the
other in a series. A host without a row is in no refugee response plan of the source; it may be inside a
humanitarian response plan, so that its figure is missing and not zero. Plans for migrants alone are left out.
Figures that `framework/ledger.yaml` judges are missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from gcr_analysis.framework import response_plans, tables
from gcr_analysis.indicators.arrays import EARLIEST, by_country, codes, frozen, stock, years
from gcr_analysis.indicators.measured import Measured, Words, both, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.status import LEAST_COVERAGE
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import load, table_years, vintages
from gcr_analysis.snapshot.judged import without_judged
from gcr_analysis.snapshot.questions import question

Origin: TypeAlias = Literal["plans", "tracker"]
TABLES: dict[Origin, tuple[str, dict[str, str]]] = {
    "plans": ("response_plan_hosts", {"required_usd": "required", "funded_usd": "funded"}),
    "tracker": ("response_plan_tracker", {"requested_usd": "required", "received_usd": "funded"}),
}
LEAST_PEOPLE = 1000  # no amount per refugee below

NOT_IN_A_PLAN = (
    "In no refugee response plan of this source in {year}, which does not mean without needs or funding"
)
NO_AMOUNT = "In a plan, without an amount by host in this source"
TAKEN_OUT = "The source's amount cannot stand: see the ledger of judged figures"
NOT_ONE_PEOPLE = "No plan for refugees of one country alone that has both amounts"
MAY_ADD = "Hosts without a figure may add to it"
EITHER_WAY = "Hosts without a figure could change it either way"
FOR_MIGRANTS = "In part for migrants"
MORE = "More was recorded than asked"


@dataclass(frozen=True)
class Asked:
    """Amounts of a source by year and host: arrays of shape (years, countries), in current US dollars.

    Attributes
    ----------
    required, funded
        What was asked and what was recorded; missing where the source has none.
    required_of_both, funded_of_both
        The same of plans that have both in that host and year.
    for_migrants, in_a_plan, taken_out
        Hosts and years with a plan that is for migrants too, with any plan, with an amount that was judged.
    people
        Whom the plans of a year and host are for.
    covered
        Years of the source, shape (years, 1).
    """

    required: Array
    funded: Array
    required_of_both: Array
    funded_of_both: Array
    for_migrants: Flags
    in_a_plan: Flags
    taken_out: Flags
    people: Mapping[tuple[int, str], tuple[str, ...]]
    covered: Flags


@cache
def rows_of(source: Origin) -> pd.DataFrame:
    """Return a source's amounts by plan, year and host: those that stand, in one edition each.

    Returns
    -------
    DataFrame
        ``plan``, ``year``, ``country`` (missing for what is in no country), ``required`` and ``funded`` in
        current US dollars, ``judged`` (whether one of them was taken out); plans for migrants alone are left
        out.

    Examples
    --------
    >>> rows = rows_of("tracker")
    >>> of = rows[(rows["plan"] == "south_sudan") & (rows["year"] == 2018)]
    >>> (of[["required", "funded"]].sum() / 1e6).round().tolist()
    [1379.0, 695.0]
    """
    table, names = TABLES[source]
    rows, before = without_judged(table), load(table)
    amounts = list(names)
    rows["judged"] = (before[amounts].notna() & rows[amounts].isna()).any(axis=1)
    if source == "tracker":
        rows = _standing_edition(rows)
    rows = rows.rename(columns=names)[["plan", "year", "country", *names.values(), "judged"]]
    rows = rows.astype({"plan": "str"})
    return rows[_people(rows).ne("migrants")].reset_index(drop=True)


@cache
def asked(source: Origin) -> Asked:
    """Return a source's amounts as arrays."""
    rows = rows_of(source)
    rows = rows[rows["country"].notna()].assign(one=1.0)
    complete = rows.dropna(subset=["required", "funded"])
    titles = {plan.id: plan.title for plan in response_plans().values()}
    people = rows.assign(title=rows["plan"].map(titles)).groupby(["year", "country"], observed=True)["title"]
    first, last = table_years(TABLES[source][0])
    inside = np.array([first <= year <= last for year in years()])[:, None]

    def any_of(chosen: pd.Series) -> Flags:
        return frozen(by_country(rows[chosen], "country", "one") > 0)

    return Asked(
        by_country(rows, "country", "required"),
        by_country(rows, "country", "funded"),
        by_country(complete, "country", "required"),
        by_country(complete, "country", "funded"),
        any_of(_people(rows).ne("refugees")),
        any_of(rows["year"] > 0),
        any_of(rows["judged"]),
        {key: tuple(sorted(named)) for key, named in people},
        frozen(inside),
    )


def requirements(sets: RegionSets, source: Origin) -> Measured:
    """Requirements of refugee response plans in a region's hosts, in current US dollars.

    Where refugees live in hosts without a figure the value is a lower bound, and there is no upper one: what
    is asked for them is not known.
    """
    found = _of_hosts(sets, asked(source), asked(source).required)
    return replace(found, low=np.where(_everywhere(found), np.nan, found.value))


def funding(sets: RegionSets, source: Origin) -> Measured:
    """Funding of refugee response plans in a region's hosts, in current US dollars: at least so much."""
    found = _of_hosts(sets, asked(source), asked(source).funded)
    return _saying_first(replace(found, low=found.value), source, "least")


def share_funded(sets: RegionSets, source: Origin) -> Measured:
    """Percent of requirements that was recorded as funded, over plans and hosts that have both amounts.

    A lower bound where all refugees of a region live in such hosts; elsewhere there is no bound.
    """
    of = asked(source)
    funded, required = (sets.groups.known_total(each) for each in (of.funded_of_both, of.required_of_both))
    share = over(funded, np.where(required > 0, required, np.nan)) * 100
    found = _of_hosts(sets, of, of.required_of_both, share)
    low = np.where(_everywhere(found), share, np.nan)
    found = _saying_first(replace(found, low=low), source, "least")
    return found.saying(both(found.words, said(share > 100, MORE), between=". "))


def per_refugee(
    sets: RegionSets, source: Origin, amount: Literal["required", "funded", "missing"]
) -> Measured:
    """Amount per person of the plans' country of origin in the same hosts, in current US dollars.

    Of plans for refugees of one country alone, in hosts where the plan has both amounts; people are refugees,
    other people in need of international protection and asylum-seekers from there at the end of the year.
    Coverage is the share of the region's people in these three groups that the amount is per.
    """
    of, parts = asked(source), _by_people(source)
    persons = sets.groups.known_total(parts["people"])
    value = over(sets.groups.known_total(parts[amount]), np.where(persons >= LEAST_PEOPLE, persons, np.nan))
    everybody = stock("refugees") + np.nan_to_num(stock("asylum_seekers"), nan=0.0)
    share = np.minimum(over(np.nan_to_num(persons, nan=0.0), sets.groups.total(everybody)), 1.0)
    found = _shown(sets, of, value, share)
    some = sets.groups.any(of.in_a_plan) & np.isnan(value)
    found = without_figure(found, some, NOT_ONE_PEOPLE, "not collected")
    match amount:
        case "funded":
            return _saying_first(replace(found, low=value), source, "least")
        case "missing":
            found = _saying_first(replace(found, high=value), source, "most")
            return found.saying(both(found.words, said(found.value < 0, MORE), between=". "))
    return found


def _of_hosts(sets: RegionSets, of: Asked, has: Array, value: Array | None = None) -> Measured:
    """Figures of the hosts that have an amount, by default its sum; coverage is their share of refugees."""
    hosted, known = stock("refugees"), ~np.isnan(has)
    share = over(sets.groups.total(np.where(known, hosted, 0.0)), sets.groups.total(hosted))
    added = value is None
    value = sets.groups.known_total(has) if value is None else value
    some = ~np.isnan(value)
    found = _shown(sets, of, value, share)
    absent = said(some & ~_everywhere(found), MAY_ADD if added else EITHER_WAY)
    mixed = said(sets.groups.any(of.for_migrants & known) & some, FOR_MIGRANTS)
    return found.saying(both(found.words, _whom(sets, of, known), absent, mixed, between=". "))


def _shown(sets: RegionSets, of: Asked, value: Array, share: Array) -> Measured:
    """Figures with their coverage, `partial` below half of the people; without one, the reason."""
    some = ~np.isnan(value)
    found = Measured(
        value,
        covered=of.covered,
        coverage=np.where(some, share, np.nan),
        status=np.where(some & (share < LEAST_COVERAGE), "partial", ""),
    )
    found = without_figure(
        found, ~some, lambda year, _: NOT_IN_A_PLAN.format(year=years()[year]), "not collected"
    )
    found = without_figure(found, ~some & sets.groups.any(of.in_a_plan), NO_AMOUNT, "not collected")
    return without_figure(found, ~some & sets.groups.any(of.taken_out), TAKEN_OUT, "not collected")


def _whom(sets: RegionSets, of: Asked, known: Flags) -> Words:
    """Name the people that a single host's plans are for: those of other refugees there may be none."""

    def words(year: int, place: int) -> str:
        hosts = sets.groups[place]
        if len(hosts) != 1 or not known[year, hosts[0]]:
            return ""
        return f"Plans for {', '.join(of.people[EARLIEST + year, codes()[hosts[0]]])}"

    return words


def _everywhere(found: Measured) -> Flags:
    """Where all refugees of a region live in hosts with a figure."""
    assert found.coverage is not None
    return found.coverage >= 1


def _saying_first(found: Measured, source: Origin, bound: Literal["least", "most"]) -> Measured:
    """Say before all else that funding is what was recorded until the source was read."""

    ends = found.low if bound == "least" else found.high

    def words(year: int, place: int) -> str:
        if np.isnan(found.value[year, place]):
            return ""
        as_recorded = f"as funding was recorded {recorded_by(source)}"
        bounded = ends is not None and not np.isnan(ends[year, place])
        return f"At {bound}, {as_recorded}" if bounded else f"A{as_recorded[1:]}"

    return found.saying(both(words, found.words, between=". "))


@question
@cache
def recorded_by(source: Origin) -> str:
    """Say until when a source recorded funding.

    >>> recorded_by("plans")
    'by 19 April 2026'
    """
    until = pd.Period(recorded_until(source))
    return f"by {until:%B %Y}" if until.freqstr == "M" else f"by {until.day} {until:%B %Y}"


@question
def recorded_until(source: Origin) -> str:
    """Return the month or day until which a source recorded funding, as ``YYYY-MM`` or ``YYYY-MM-DD``.

    >>> recorded_until("plans")
    '2026-04-19'
    """
    table = TABLES[source][0]
    return vintages(tables()[table].source, [table])


@cache
def _by_people(source: Origin) -> dict[str, Array]:
    """Amounts and people of plans for refugees of one country, by year and host."""
    rows = rows_of(source).dropna(subset=["country", "required", "funded"])
    population = load("population")
    nothing = np.full((len(years()), len(codes())), np.nan)
    parts = {name: [nothing] for name in ("required", "funded", "people")}
    for plan in response_plans().values():
        of = rows[rows["plan"] == plan.id]
        if plan.people != "refugees" or plan.origin is None or of.empty:
            continue
        there = population[(population["origin"] == plan.origin) & (population["asylum"] != plan.origin)]
        people = by_country(there, "asylum", ["refugees", "oip", "asylum_seekers"])
        required, funded = (by_country(of, "country", name) for name in ("required", "funded"))
        both_sides = (required > 0) & (people > 0)
        for name, each in {"required": required, "funded": funded, "people": people}.items():
            parts[name].append(np.where(both_sides, each, np.nan))
    summed = {name: _known_sum(each) for name, each in parts.items()}
    return summed | {"missing": frozen(summed["required"] - summed["funded"])}


def _known_sum(arrays: list[Array]) -> Array:
    stacked = np.stack(arrays)
    return frozen(np.where(np.isnan(stacked).all(axis=0), np.nan, np.nansum(stacked, axis=0)))


def _standing_edition(rows: pd.DataFrame) -> pd.DataFrame:
    """Take of each plan and year the latest edition with requests and without a judgement against it.

    Where none stands the hosts keep their rows, without amounts.
    """
    keys = ["edition", "plan", "year"]
    each = rows.groupby([rows[key].astype("str") for key in keys])
    stands = (each["requested_usd"].transform("count") > 0) & ~each["judged"].transform("any")
    plan_year = [rows["plan"].astype("str"), rows["year"]]
    latest = rows["edition"].astype("str").where(stands).groupby(plan_year).transform("max")
    none = latest.isna()
    amounts = ["requested_usd", "received_usd"]
    gone = rows[none].assign(**dict.fromkeys(amounts, np.nan), judged=True)
    return pd.concat([rows[rows["edition"].astype("str") == latest], gone], ignore_index=True)


def _people(rows: pd.DataFrame) -> pd.Series:
    return rows["plan"].astype("str").map({plan.id: plan.people for plan in response_plans().values()})
