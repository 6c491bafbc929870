"""The two figures that a change is read from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.measured import Texts, Words, nothing
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.status import Figures
from gcr_analysis.methods.types import Array


@dataclass(frozen=True)
class Ends:
    """An earlier and a later figure of each region set: arrays of shape (2, sets).

    Attributes
    ----------
    value
        In the measure's unit; missing where there is none.
    value_year
        The figures' own years.
    status
        Their statuses.
    coverage
        Share (0 to 1) of the region's refugees in the countries that they rest on.
    words
        What there is to say about an end of a set: why there is no figure, or why no change can be read.
    """

    value: Array
    value_year: np.ndarray
    status: Texts
    coverage: Array
    words: Words = nothing

    def answer_parts(self) -> list[object]:
        """Return the figures and their words, for a digest."""
        ends, sets = self.value.shape
        words = [self.words(end, place) for end in range(ends) for place in range(sets)]
        return [self.value, self.value_year, self.status, self.coverage, words]

    def saying(self, words: Words) -> "Ends":
        """Return the same figures with other words about them."""
        return replace(self, words=words)


def ends_of(figures: Figures, years: Sequence[int]) -> Ends:
    """Return the figures of two years of a series."""
    at = np.array(years, dtype=int) - FIRST_YEAR
    return Ends(
        value=figures.value[at],
        value_year=figures.value_year[at],
        status=figures.status[at],
        coverage=figures.coverage[at],
        words=lambda end, place: figures.words(int(at[end]), place),
    )


def no_ends(reason: str, id: str, sets: RegionSets, baseline_year: int, year: int) -> Ends:
    """Return two ends without figures, for a measure of which no change is read.

    Parameters
    ----------
    reason
        Why no change is read.
    id
        Id of the measure.
    sets
        The region sets.
    baseline_year, year
        The two years asked for.

    Examples
    --------
    >>> ends = no_ends("Methods differ", "a_measure", RegionSets.of("world"), 2020, 2024)
    >>> ends.value[:, 0].tolist(), ends.value_year[:, 0].tolist(), ends.words(1, 0)
    ([nan, nan], [2020, 2024], 'Methods differ')
    """
    none = np.full((2, len(sets)), np.nan)
    asked = np.repeat([[baseline_year], [year]], len(sets), axis=1)
    return Ends(none, asked, np.full(none.shape, ""), none, lambda end, place: reason)
