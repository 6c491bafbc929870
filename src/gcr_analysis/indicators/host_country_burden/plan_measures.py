"""The measures of refugee response plans: each source's amounts, in current and in constant US dollars."""

import numpy as np

from gcr_analysis.framework import response_plans
from gcr_analysis.indicators.arrays import by_year
from gcr_analysis.indicators.host_country_burden import plans
from gcr_analysis.indicators.host_country_burden.money import of_the_world
from gcr_analysis.indicators.measured import Measured, said
from gcr_analysis.indicators.prices import in_constant_dollars
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.snapshot import load


def plan_requirements(sets: RegionSets) -> Measured:
    """Requirements by the Financial Tracking Service, in current US dollars.

    Examples
    --------
    >>> found = plan_requirements(RegionSets.of("BGD"))
    >>> [round(found.at(year) / 1e6, 1) for year in (2024, 2025)]
    [852.4, 934.5]
    """
    return plans.requirements(sets, "plans")


def plan_requirements_constant(sets: RegionSets) -> Measured:
    """The same in constant US dollars."""
    return in_constant_dollars(plan_requirements(sets))


def plan_funding(sets: RegionSets) -> Measured:
    """Funding by the Financial Tracking Service, in current US dollars: at least so much.

    Examples
    --------
    >>> found = plan_funding(RegionSets.of("BGD"))
    >>> round(found.at(2025) / 1e6, 1)
    491.8
    """
    return plans.funding(sets, "plans")


def plan_funding_constant(sets: RegionSets) -> Measured:
    """The same in constant US dollars."""
    return in_constant_dollars(plan_funding(sets))


def plan_share_funded(sets: RegionSets) -> Measured:
    """Percent of requirements recorded as funded by the Financial Tracking Service.

    Examples
    --------
    >>> round(plan_share_funded(RegionSets.of("BGD")).at(2025))
    53
    """
    return plans.share_funded(sets, "plans")


def plan_requirements_per_refugee(sets: RegionSets) -> Measured:
    """Requirements per refugee of the plans' country of origin, in current US dollars.

    Examples
    --------
    >>> round(plan_requirements_per_refugee(RegionSets.of("BGD")).at(2024))
    848
    """
    return plans.per_refugee(sets, "plans", "required")


def plan_funding_per_refugee(sets: RegionSets) -> Measured:
    """Funding per refugee of the plans' country of origin, in current US dollars."""
    return plans.per_refugee(sets, "plans", "funded")


def plan_gap_per_refugee(sets: RegionSets) -> Measured:
    """Requirements less funding, per refugee of the plans' country of origin, in current US dollars."""
    return plans.per_refugee(sets, "plans", "missing")


def plan_requirements_per_refugee_constant(sets: RegionSets) -> Measured:
    """Requirements per refugee in constant US dollars."""
    return in_constant_dollars(plan_requirements_per_refugee(sets))


def plan_funding_per_refugee_constant(sets: RegionSets) -> Measured:
    """Funding per refugee in constant US dollars."""
    return in_constant_dollars(plan_funding_per_refugee(sets))


def plan_gap_per_refugee_constant(sets: RegionSets) -> Measured:
    """What is missing per refugee in constant US dollars."""
    return in_constant_dollars(plan_gap_per_refugee(sets))


def whole_plan_requirements(sets: RegionSets) -> Measured:
    """Requirements of whole plans, parts for regions included, in current US dollars. For the world.

    Examples
    --------
    >>> found = whole_plan_requirements(RegionSets.of("world"))
    >>> round(found.at(2025) / 1e9, 2)
    10.45
    """
    people = {plan.id: plan.people for plan in response_plans().values()}
    rows = load("response_plans")
    each = rows["plan"].astype("str").map(people)
    found = of_the_world(by_year(rows[each != "migrants"], "usd"), sets)
    words = "Plans that this source has: those of its earlier years are fewer than there were"
    return found.saying(said(~np.isnan(found.value), words))


def whole_plan_requirements_constant(sets: RegionSets) -> Measured:
    """The same in constant US dollars."""
    return in_constant_dollars(whole_plan_requirements(sets))


def tracker_requirements(sets: RegionSets) -> Measured:
    """Requirements by UNHCR's tracker, in current US dollars.

    Examples
    --------
    >>> round(tracker_requirements(RegionSets.of("UGA")).at(2018) / 1e6)
    843
    """
    return plans.requirements(sets, "tracker")


def tracker_requirements_constant(sets: RegionSets) -> Measured:
    """The same in constant US dollars."""
    return in_constant_dollars(tracker_requirements(sets))


def tracker_funding(sets: RegionSets) -> Measured:
    """Funding by UNHCR's tracker, in current US dollars."""
    return plans.funding(sets, "tracker")


def tracker_funding_constant(sets: RegionSets) -> Measured:
    """The same in constant US dollars."""
    return in_constant_dollars(tracker_funding(sets))


def tracker_share_funded(sets: RegionSets) -> Measured:
    """Percent of requirements recorded as funded by UNHCR's tracker."""
    return plans.share_funded(sets, "tracker")


def tracker_gap_per_refugee(sets: RegionSets) -> Measured:
    """Requirements less funding by UNHCR's tracker, per refugee, in current US dollars."""
    return plans.per_refugee(sets, "tracker", "missing")
