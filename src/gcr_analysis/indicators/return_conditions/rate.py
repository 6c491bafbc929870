"""The return rate: returns of a year over everybody who could be among the returned."""

import numpy as np

from gcr_analysis.indicators.arrays import previous
from gcr_analysis.indicators.measured import Measured, Words, both, said, without_figure
from gcr_analysis.indicators.pair_flows import DEPARTURES
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.origins import solution, stock
from gcr_analysis.indicators.return_conditions.outflow import (
    MATERIAL,
    cases_among,
    displaced,
    new_displacement_from_origin,
)
from gcr_analysis.indicators.return_conditions.returns import MIN_BASE, refugee_returns
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array

LARGEST_RESIDUAL = 0.25  # of the recorded flows: beyond it the base itself is not known well enough


def return_rate(sets: RegionSets) -> Measured:
    """Returns in percent of everybody who could be among the returned of the year.

    These are the refugees, other people in need of international protection, asylum-seekers and others of
    concern from the region at the start of the year, and those newly displaced across borders in it. Over the
    start alone a country that people flee and come back to within a year would have a rate of more than a
    hundred percent.

    No rate where they are fewer than `MIN_BASE`, nor where the flows on record do not explain the number of
    people at the end of the year: see `unexplained`.

    Examples
    --------
    >>> rate = return_rate(RegionSets.of("UKR", "SDN"))
    >>> round(rate.at(2022), 1)
    11.3

    In 2025 the number of people from Sudan rose despite 651,456 returns, by more than the flows explain:

    >>> rate.at(2025, place=1)
    nan
    """
    new, returned = new_displacement_from_origin(sets), refugee_returns(sets)
    base = sets.groups.total(previous(stock("people"))) + np.nan_to_num(new.value, nan=0.0)
    _, left_out, converted = displaced()
    cases = sets.groups.total(left_out) + sets.groups.total(converted)
    has_returns = ~np.isnan(returned.value)
    uncertain = (cases >= MATERIAL * base) & has_returns
    _, told = cases_among(sets, "At most")
    words = both(said(uncertain, told), said(~uncertain, returned.words))
    rate = Measured(over(returned.value, base) * 100, status=np.where(uncertain, "partial", ""), words=words)
    residual, recorded = unexplained(sets)
    unknown = has_returns & (np.abs(residual) > LARGEST_RESIDUAL * recorded)
    explained = without_figure(rate, unknown, _not_explained(residual, recorded), status="not collected")
    return without_figure(
        explained, base < MIN_BASE, f"Fewer than {MIN_BASE:,} people who could have returned"
    )


def unexplained(sets: RegionSets) -> tuple[Array, Array]:
    """Change in the number of people from a region that the flows on record do not explain.

    Those at the start of a year and those newly displaced in it, less those who returned, were resettled or
    were naturalised, should be those at its end. The rest are births, deaths, applications that were rejected
    or closed, people counted in another way, and flows that nobody reported.

    Returns
    -------
    residual : array of float, shape (years, sets)
        Persons who should have been there at the end and are not; negative where there are more.
    recorded : array of float, shape (years, sets)
        All flows on record together, in persons.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import row
    >>> residual, recorded = unexplained(RegionSets.of("SYR"))
    >>> float(residual[row(2025), 0]), float(recorded[row(2025), 0])
    (-138768.0, 1493443.0)
    """
    end = sets.groups.total(stock("people"))
    came = np.nan_to_num(new_displacement_from_origin(sets).value, nan=0.0)
    went = sum(sets.groups.total(solution(name)) for name in DEPARTURES)
    return previous(end) + came - went - end, came + went


def _not_explained(residual: Array, recorded: Array) -> Words:
    def words(year: int, place: int) -> str:
        amount = residual[year, place]
        return (
            f"{abs(amount):,.0f} {'fewer' if amount > 0 else 'more'} refugees, asylum-seekers and others of "
            "concern are counted at the end of the year than recorded flows explain, which sum to "
            f"{recorded[year, place]:,.0f} people"
        )

    return words
