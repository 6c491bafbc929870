"""Sums over groups of units that may overlap, such as the countries of region sets."""

from collections.abc import Iterator, Sequence

import numpy as np

from gcr_analysis.methods.types import Array, Flags


class Groups:
    """Groups of units, each a list of positions on the last axis of an array.

    A group's sum is taken over its own units, in their own order: it does not depend on which other groups
    are asked, on the number of threads or on a matrix library.

    Parameters
    ----------
    members
        Positions of the units of each group, one sequence a group. A group may be empty.

    Examples
    --------
    >>> hosted = np.array([[6.0, 3.0, np.nan], [1.0, 1.0, 1.0]])  # a row a year, a column a country
    >>> groups = Groups([[0, 1, 2], [2], []])
    >>> groups.total(hosted)
    array([[9., 0., 0.],
           [3., 1., 0.]])
    >>> groups.known_total(hosted)
    array([[ 9., nan, nan],
           [ 3.,  1., nan]])
    """

    def __init__(self, members: Sequence[Sequence[int]]) -> None:
        self._each = [np.asarray(positions, dtype=np.intp) for positions in members]
        sizes = np.array([len(positions) for positions in self._each], dtype=np.intp)
        self.sizes = sizes
        self._filled = sizes > 0
        self._places = np.concatenate([*self._each, np.empty(0, dtype=np.intp)])
        self._starts = (np.cumsum(sizes) - sizes)[self._filled]

    def __len__(self) -> int:
        return len(self._each)

    def __getitem__(self, group: int) -> np.ndarray:
        return self._each[group]

    def __iter__(self) -> Iterator[np.ndarray]:
        return iter(self._each)

    def total(self, values: Array | Flags) -> Array:
        """Sum over the units of each group; a missing value adds nothing.

        Parameters
        ----------
        values
            Numbers or flags, units on the last axis.

        Returns
        -------
        array of float
            The same axes, with groups on the last one.
        """
        return self._reduced(np.add, values, 0.0)

    def known_total(self, values: Array) -> Array:
        """Sum over the units of each group; missing where no unit has a value."""
        return np.where(self.any(~np.isnan(values)), self.total(values), np.nan)

    def any(self, flags: Flags) -> Flags:
        """Whether any unit of each group is flagged."""
        return self._reduced(np.logical_or, flags, False)

    def all(self, flags: Flags) -> Flags:
        """Whether every unit of each group is flagged; an empty group has none that is not."""
        return ~self.any(~np.asarray(flags, dtype=bool))

    def count(self, flags: Flags) -> Array:
        """Count the flagged units of each group."""
        return self.total(flags)

    def most(self, values: Array) -> Array:
        """Largest value of each group; missing where no unit has one."""
        found = self._reduced(np.maximum, values, -np.inf)
        return np.where(np.isinf(found), np.nan, found)

    def _reduced(self, operation: np.ufunc, values: np.ndarray, empty: float | bool) -> np.ndarray:
        """Reduce each group; *empty* stands for a missing value, and for a group without units."""
        inside = np.take(values, self._places, axis=-1).astype(type(empty), copy=False)
        if isinstance(empty, float):
            inside[np.isnan(inside)] = empty
        result = np.full((*inside.shape[:-1], len(self)), empty)
        if len(self._places):
            result[..., self._filled] = operation.reduceat(inside, self._starts, axis=-1)
        return result
