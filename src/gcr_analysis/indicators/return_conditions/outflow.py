"""People newly displaced across borders, by the country that they left.

The flows of UNHCR hold group recognitions, people in refugee-like situations, other people in need of
international protection and individual applications. Some countries count applications in cases, a case
being one person or a family; cases and persons never add, so that cases are taken out again.
"""

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators import frames
from gcr_analysis.indicators.measured import Measured, Years, measured
from gcr_analysis.indicators.return_conditions.origins import AS_GROUPS
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.used import remembered

MATERIAL = 0.01  # cases left out or turned into persons, as a share of all: from here on it is said
# Until 2020 the flows turn the cases of the United States into persons, at 1.1 to 1.5 persons a case. In
# 2025 they add them as they are, as they do with every other country's.
CONVERTED = ("USA", 2020)
LEFT_OUT = "Leaves out applications that a country counted in cases"
ESTIMATED = "Part of the applications is an estimate from cases"

_PAIR = ["year", "origin", "asylum"]


def new_displacement_from_origin(region: Region, years: Years) -> Measured:
    """People newly displaced across borders from a region in each year.

    Returns
    -------
    Measured
        Persons; missing where nobody is reported. ``partial`` where cases matter.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> table = new_displacement_from_origin(region("UKR"), (2022, 2025))
    >>> table["value"].astype(int).tolist(), table["status"].tolist()
    ([5782237, 788068], ['', ''])
    """
    parts = (frames.of(part, region, years).sum(axis=1, min_count=1) for part in displaced())
    persons, cases, converted = (part.reindex(list(years)) for part in parts)
    all_of_it = persons.fillna(0) + cases.fillna(0)
    left_out = cases.fillna(0) >= MATERIAL * all_of_it.where(all_of_it > 0)
    estimated = converted.fillna(0) >= MATERIAL * all_of_it.where(all_of_it > 0)
    reason = left_out.map({True: LEFT_OUT, False: ""}).mask(estimated & ~left_out, ESTIMATED)
    reason = reason.mask(persons.isna() & (reason == ""), "Nobody reported")
    status = (left_out | estimated).map({True: "partial", False: ""})
    return measured(persons, status=status, reason=reason)


@remembered
def displaced() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """People newly displaced by origin, the cases left out, and the persons that stand for cases.

    Returns
    -------
    tuple of DataFrame
        A row a year, a column a code; missing where there are none.
    """
    applied = _by_pair(load("displacement_flows"), ["asylum_applications"])
    grouped = _by_pair(load("displacement_flows"), list(AS_GROUPS))
    applications = load("asylum_applications")
    in_cases = (applications["type"] == "N") & (applications["unit"] == "cases")
    cases = _by_pair(applications[in_cases], ["applications"])
    host, last = CONVERTED
    converted = (cases.index.get_level_values("asylum") == host) & (
        cases.index.get_level_values("year") <= last
    )
    added = cases[~converted].reindex(applied.index, fill_value=0.0)
    individual = (applied - added).clip(lower=0.0)
    persons = grouped.add(individual[(individual > 0) | (added == 0)], fill_value=0.0)
    return _by_origin(persons), _by_origin(cases[~converted]), _by_origin(cases[converted])


def _by_pair(rows: pd.DataFrame, columns: list[str]) -> pd.Series:
    persons = rows[columns].astype("float64").sum(axis=1, min_count=1)
    keys = [rows["year"], rows["origin"].astype("str"), rows["asylum"].astype("str")]
    return persons.groupby(keys).sum(min_count=1).dropna()


def _by_origin(pairs: pd.Series) -> pd.DataFrame:
    wide = pairs.groupby(level=["year", "origin"]).sum(min_count=1).unstack("origin")
    return wide.reindex(columns=frames.codes())
