"""People from the region who are displaced: as refugees and asylum-seekers abroad, and at home."""

from functools import cache, partial

import numpy as np
import pandas as pd

from gcr_analysis.framework import Break
from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.arrays import EARLIEST, codes, reached, row, stock_by_pair, year_column
from gcr_analysis.indicators.breaks import SMALLEST_TOLD, breaks_for
from gcr_analysis.indicators.measured import Measured, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.origins import (
    Stock,
    conflict_idps,
    solution,
    stock,
    unhcr_idps,
)
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot import latest_year
from gcr_analysis.snapshot.questions import question

BY_COUNTRY_SINCE = 2009  # before, IDMC's figures are one for the world, under an unknown country
OF_THE_WORLD = "UNK"


def people_from(name: Stock, sets: RegionSets) -> Measured:
    """People of one group from each region at the end of each year, wherever they are.

    Parameters
    ----------
    name
        The group: see `gcr_analysis.indicators.return_conditions.origins.stock`. ``refugees`` are those under
        UNHCR's mandate, people in refugee-like situations included, and from 2018 other people in need of
        international protection.
    sets
        The region sets.

    Examples
    --------
    >>> [of(RegionSets.of("SYR")).at(2025) for of in (refugees_from_origin, people_from_origin)]
    [4865764.0, 5026059.0]
    """
    people = stock(name)
    return Measured(sets.groups.total(people), covered=reached(people))


refugees_from_origin = partial(people_from, "refugees")
mandate_refugees_from_origin = partial(people_from, "mandate_refugees")
asylum_seekers_from_origin = partial(people_from, "asylum_seekers")
people_from_origin = partial(people_from, "people")


def change_from_origin(name: Stock, sets: RegionSets, baseline_year: int) -> Measured:
    """People of one group from the region at the end of the year less those at the end of the baseline year.

    Refugees under UNHCR's mandate have one definition before and after 2018.

    Examples
    --------
    >>> change_from_origin_since_baseline(RegionSets.of("SYR"), baseline_year=2016).at(2025)
    -658747.0
    """
    persons = sets.groups.total(stock(name))
    span = (baseline_year, latest_year())

    @cache
    def known(place: int) -> tuple[Break, ...]:
        return breaks_for(sets.regions[place], name, span, SMALLEST_TOLD, side="origin")

    def words(year: int, place: int) -> str:
        crossed = (b for b in known(place) if b.between[1] <= EARLIEST + year)
        return "; ".join(f"{b.between[1]}: {b.text}" for b in crossed)

    change = Measured(persons - persons[row(baseline_year)], covered=reached(stock(name)), words=words)
    early = year_column() <= baseline_year
    return without_figure(change, early, f"Not after the baseline year {baseline_year}")


change_from_origin_since_baseline = partial(change_from_origin, "refugees")
mandate_change_from_origin_since_baseline = partial(change_from_origin, "mandate_refugees")


def idps(sets: RegionSets) -> Measured:
    """People displaced inside the region's countries by conflict and violence, as IDMC estimates them.

    Before 2009 there is one figure for the world. A country without a figure is left out.

    >>> idps(RegionSets.of("world")).at(2025)
    68653080.0
    """
    since = np.where(sets.holding(OF_THE_WORLD), EARLIEST, BY_COUNTRY_SINCE)
    return _inside(conflict_idps(), sets, "IDMC", since)


def idps_unhcr(sets: RegionSets) -> Measured:
    """Internally displaced people whom UNHCR protects or assists in the region's countries.

    Another count of partly other people than IDMC's: the two stand beside each other and make no ratio.

    >>> idps_unhcr(RegionSets.of("COD")).at(2025)
    5669479.0
    """
    return _inside(unhcr_idps(), sets, "UNHCR", EARLIEST)


def _inside(people: Array, sets: RegionSets, who: str, since: np.ndarray | int) -> Measured:
    persons = sets.groups.known_total(people)
    return Measured(
        persons,
        covered=reached(people) & (year_column() >= since),
        words=said(np.isnan(persons), f"{who} gives nobody"),
    )


@question
def origins(region: Region, year: int, baseline_year: int) -> pd.DataFrame:
    """Every country of the region that refugees come from or returned to, the largest origin first.

    Returns
    -------
    DataFrame
        ``origin`` (ISO3), ``name``, ``refugees`` (persons at the end of the year), ``baseline`` (persons at
        the end of the baseline year), ``change``, ``returns`` (persons in the year; missing where none are
        reported) and ``idps`` (persons, IDMC; missing without a figure).

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> origins(region("igad"), 2025, 2016)[["origin", "refugees", "returns"]].head(2).values.tolist()
    [['SDN', 2820737, 651456], ['SSD', 2386499, 199273]]
    """
    inside = RegionSets.of(region).groups[0]
    table = pd.DataFrame({"origin": region.countries, "name": [*map(country_name, region.countries)]})
    table["refugees"] = stock("refugees")[row(year), inside].astype("int64")
    table["baseline"] = stock("refugees")[row(baseline_year), inside].astype("int64")
    table["change"] = table["refugees"] - table["baseline"]
    for name, people in (("returns", solution("refugee_returns")), ("idps", conflict_idps())):
        table[name] = pd.Series(people[row(year), inside]).astype("Int64")
    some = table[(table["refugees"] > 0) | table["returns"].notna() | table["idps"].notna()]
    ordered = some.sort_values("origin").sort_values("refugees", ascending=False, kind="stable")
    return ordered.reset_index(drop=True)


@question
def where_they_are(region: Region, year: int) -> pd.DataFrame:
    """Countries of asylum of the refugees from the region at the end of a year, the largest first.

    Returns
    -------
    DataFrame
        ``asylum`` (ISO3), ``name``, ``refugees`` (persons) and ``share`` (percent).

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> where_they_are(region("UKR"), 2025)[["asylum", "refugees"]].head(2).values.tolist()
    [['DEU', 1173192], ['POL', 972287]]
    """
    inside = RegionSets.of(region).groups[0]
    persons = pd.Series(stock_by_pair()[row(year), inside].sum(axis=0), codes())
    some = persons[persons > 0].sort_values(ascending=False, kind="stable")
    table = pd.DataFrame({"refugees": some.astype("int64"), "share": some / some.sum() * 100})
    table = table.reset_index(names="asylum")
    table.insert(1, "name", table["asylum"].map(country_name))
    return table
