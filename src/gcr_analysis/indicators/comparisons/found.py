"""What a comparison of two years finds, by region set."""

from dataclasses import dataclass

import numpy as np

from gcr_analysis import framework
from gcr_analysis.framework import Break
from gcr_analysis.indicators.measured import Texts
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array, Flags


@dataclass(frozen=True)
class Comparison:
    """A change of one measure between two years, with its grounds: arrays of shape (sets,), or (2, sets).

    Attributes
    ----------
    baseline_year, year : int
        The years asked for.
    compared_from, compared_to : array of int
        The years compared: the first year-end after a break, and the figure's own year.
    value : array, shape (2, sets)
        Both ends on the same places, in the measure's unit.
    status : array of str, shape (2, sets)
        Their statuses.
    share, places : array
        Share (0 to 1) of the measure's base in the places with a figure at both ends, and their number.
    low, high : array
        What later releases may make of the change; missing where past releases do not tell.
    decisive, role : array of str
        The place without which the change shrinks most, and whether it is a ``member`` or a counterpart
        such as an ``origin``; empty where nothing can be left out.
    without : array, shape (2, sets)
        Both ends without it.
    turning, tried : array
        Number of places of which each alone turns the direction, and of those that were left out.
    remaining : array
        Fewest people behind either end without the decisive place; infinite where no count stands behind.
    numerator : array, shape (2, sets)
        Both ends of the count that a rate is made of; missing where it declares none.
    people : array, shape (2, sets)
        People behind both ends: the figures themselves, or what a ratio rests on; infinite without either.
    one_bound : array of bool
        Whether a figure at either end is a bound alone, as a sum with a missing part is.
    unrecorded : array, shape (2, sets)
        People behind both ends whose origin or destination nobody recorded; missing where none is asked.
    by_country_unread : array of bool
        Whether they moved by so much of the change that none by origin or destination can be read.
    hidden : array
        Of people by origin: as many as may have been recorded under no origin at one end only.
    hides : array of bool
        Whether that is a large part of the change.
    before : array
        The figure of the year before `compared_to`, of the same definition; missing where there is none.
    crossed : tuple of tuple of Break
        Breaks between the baseline and the year. The comparison starts after the last large one.
    words : tuple of str
        What the measure itself says about the later end.
    """

    baseline_year: int
    year: int
    compared_from: np.ndarray
    compared_to: np.ndarray
    value: Array
    status: Texts
    share: Array
    places: Array
    low: Array
    high: Array
    decisive: Texts
    role: Texts
    without: Array
    turning: Array
    tried: Array
    remaining: Array
    numerator: Array
    people: Array
    one_bound: Flags
    unrecorded: Array
    by_country_unread: Flags
    hidden: Array
    hides: Flags
    before: Array
    crossed: tuple[tuple[Break, ...], ...]
    words: tuple[str, ...]

    @property
    def change(self) -> Array:
        """The later end less the earlier one, in the measure's unit."""
        return self.value[1] - self.value[0]

    @property
    def percent(self) -> Array:
        """Change in percent of the earlier end."""
        return over(self.change, self.value[0]) * 100

    @property
    def change_without(self) -> Array:
        """Change without the decisive place."""
        return self.without[1] - self.without[0]

    @property
    def turns(self) -> Flags:
        """Whether leaving the decisive place out turns the direction, or leaves no change."""
        return (self.role != "") & (np.sign(self.change_without) != np.sign(self.change))

    @property
    def makes_half(self) -> Flags:
        """Whether the decisive place makes half of the change or more."""
        part = framework.claims().thresholds.decisive_share
        made = np.sign(self.change) * (self.change - self.change_without)
        return (self.role != "") & (made >= part * np.abs(self.change))

    @property
    def last_year(self) -> Array:
        """Change of the last year, in the measure's unit."""
        return self.value[1] - self.before

    @property
    def turned(self) -> Flags:
        """Whether the last year went against the trend since the start of the comparison."""
        earlier = self.before - self.value[0]
        return (self.compared_to - self.compared_from > 1) & (np.sign(earlier) * np.sign(self.last_year) < 0)

    @property
    def taken_back(self) -> Flags:
        """Whether the last year took back a large part of what the years before brought, or all of it."""
        earlier = np.abs(self.before - self.value[0])
        part = framework.claims().thresholds.turned_share
        return self.turned & (np.abs(self.last_year) >= part * earlier)

    @property
    def diverges(self) -> Flags:
        """Whether a rate moved one way and its numerator the other."""
        return np.sign(self.numerator[1] - self.numerator[0]) * np.sign(self.change) < 0
