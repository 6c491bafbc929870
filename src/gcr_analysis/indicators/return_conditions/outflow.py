"""People newly displaced across borders, by the country that they left.

The flows of UNHCR hold group recognitions, people in refugee-like situations, other people in need of
international protection and individual applications. Some countries count applications in cases, a case
being one person or a family; cases and persons never add, so that cases are taken out again.
"""

from functools import cache

import numpy as np

from gcr_analysis.framework import tables
from gcr_analysis.indicators.arrays import by_country
from gcr_analysis.indicators.measured import Measured, Words, both, said
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.origins import AS_GROUPS
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import load

MATERIAL = 0.01  # cases left out or turned into persons, as a share of all: from here on it is said
LEFT_OUT = "leaves out {:,.0f} applications that a country counted in cases"
ESTIMATED = "Part of the applications is an estimate from cases"


def new_displacement_from_origin(sets: RegionSets) -> Measured:
    """People newly displaced across borders from a region in each year.

    Missing where nobody is reported; ``partial`` where cases matter.

    Examples
    --------
    >>> found = new_displacement_from_origin(RegionSets.of("UKR"))
    >>> found.at(2022), found.at(2025), found.frame()["status"][[2022, 2025]].tolist()
    (5782237.0, 788068.0, ['', ''])
    """
    persons = sets.groups.known_total(displaced()[0])
    uncertain, told = cases_among(sets, "At least")
    words = both(told, said(np.isnan(persons) & ~uncertain, "Nobody reported"))
    return Measured(persons, status=np.where(uncertain, "partial", ""), words=words)


def cases_among(sets: RegionSets, bound: str) -> tuple[Flags, Words]:
    """Where people newly displaced are a partial figure since a country counts cases, and what to say of it.

    Parameters
    ----------
    sets
        The region sets.
    bound
        What a figure is that leaves cases out: ``"At least"`` for the people themselves, ``"At most"`` for a
        ratio to them.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import row
    >>> uncertain, told = cases_among(RegionSets.of("VEN"), "At least")
    >>> bool(uncertain[row(2025), 0]), told(row(2025), 0)
    (True, 'At least: leaves out 7,972 applications that a country counted in cases')
    """
    persons, cases, converted = (sets.groups.total(part) for part in displaced())
    everybody = persons + cases
    left_out, estimated = ((everybody > 0) & (part >= MATERIAL * everybody) for part in (cases, converted))

    def words(year: int, place: int) -> str:
        return f"{bound}: {LEFT_OUT.format(cases[year, place])}"

    return left_out | estimated, both(said(left_out, words), said(estimated & ~left_out, ESTIMATED))


@cache
def displaced() -> tuple[Array, Array, Array]:
    """People newly displaced by origin, the cases left out, and the persons that stand for cases.

    Returns
    -------
    tuple of array
        Shape (years, origins) each; missing where there are none.
    """
    flows, applications = load("displacement_flows"), load("asylum_applications")
    in_cases = applications[(applications["type"] == "N") & (applications["unit"] == "cases")]
    pair = ["year", "origin", "asylum"]
    counted = in_cases.groupby(pair, observed=True)["applications"].sum(min_count=1).rename("cases")
    rows = flows.join(counted, on=pair, how="outer").astype({"origin": "category"})
    last = rows["asylum"].astype("object").map(tables()["displacement_flows"].cases_as_persons)
    converted = rows["year"] <= last.astype(float)
    rows = rows.assign(added=rows["cases"].mask(converted), estimated=rows["cases"].where(converted))
    cases = rows["added"].fillna(0)
    individual = (rows["asylum_applications"] - cases).clip(lower=0)
    rows["individual"] = individual.where((individual > 0) | (cases == 0))
    persons = by_country(rows, "origin", [*AS_GROUPS, "individual"])
    return persons, by_country(rows, "origin", "added"), by_country(rows, "origin", "estimated")
