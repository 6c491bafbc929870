"""Region sets as columns: which countries each holds, and sums over them."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import numpy as np

from gcr_analysis import geography
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import position
from gcr_analysis.methods.groups import Groups
from gcr_analysis.methods.types import Array, Flags


class RegionSets:
    """Region sets side by side, each a column of what measures return.

    A declared set, a user's own and a single country are columns alike; each keeps the date of its members
    (`Region.as_of`).

    Parameters
    ----------
    regions
        The sets, in the order of the columns.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import row, stock
    >>> sets = RegionSets.of("world", "ssar")
    >>> sets.groups.total(stock("refugees"))[row(2022)].tolist()
    [34646534.0, 5221035.0]
    """

    def __init__(self, regions: Sequence[Region]) -> None:
        self.regions = tuple(regions)
        self._hash = hash(self.regions)

    @classmethod
    def of(cls, *names: str | Region) -> "RegionSets":
        """Find the sets by their names."""
        return cls([n if isinstance(n, Region) else geography.region(n) for n in names])

    def __len__(self) -> int:
        return len(self.regions)

    def __iter__(self) -> Iterator[Region]:
        return iter(self.regions)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RegionSets) and self.regions == other.regions

    @cached_property
    def groups(self) -> Groups:
        """The countries of each set as positions on the axis of countries."""
        place = position()
        return Groups([[place[code] for code in region.countries] for region in self.regions])

    @cached_property
    def is_country(self) -> Flags:
        """Which sets are one country by its own code: shape (sets,)."""
        return self.where(lambda region: region.is_country)

    @cached_property
    def is_world(self) -> Flags:
        """Which sets are the world: shape (sets,)."""
        return self.where(lambda region: region.id == "world")

    def where(self, condition: Callable[[Region], bool]) -> Flags:
        """Which sets meet a condition: shape (sets,)."""
        return np.array([condition(region) for region in self.regions], dtype=bool)

    def holding(self, code: str) -> Flags:
        """Which sets hold a country: shape (sets,)."""
        return self.where(lambda region: code in region.countries)

    def only(self, chosen: Flags) -> "RegionSets":
        """Return the chosen sets alone."""
        return RegionSets([region for region, taken in zip(self.regions, chosen, strict=True) if taken])

    def own_country(self, array: Array) -> Array:
        """Return the figures of each set's only country: shape (years, sets), missing for larger sets."""
        single = self.groups.sizes == 1
        places = [positions[0] if one else 0 for positions, one in zip(self.groups, single, strict=True)]
        return np.where(single, array[:, places], np.nan)
