"""Classes of values on a map, with bounds that a reader can remember, and the name of a colour for each."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from gcr_analysis.figures.shades import steps

_NICE = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True)
class Classes:
    """Classes by their bounds: a value equal to a bound belongs to the class below it.

    Parameters
    ----------
    bounds
        Upper bounds of all classes but the last, rising.

    Examples
    --------
    >>> classes = Classes((1.0, 10.0))
    >>> classes.colour(0.5) == classes.shades[0], classes.colour(float("nan")) is None
    (True, True)
    """

    bounds: tuple[float, ...]

    @property
    def shades(self) -> tuple[str, ...]:
        """One colour a class, from light to dark."""
        return steps(len(self.bounds) + 1)

    def colour(self, value: float) -> str | None:
        """Name the colour of a value: one for zero, None where there is no figure."""
        if np.isnan(value):
            return None
        return "none" if value == 0 else self.shades[int(np.searchsorted(self.bounds, value, side="left"))]


def quantile_classes(values: pd.Series, number: int = 5) -> Classes:
    """Make classes with about as many places each, for ratios.

    The bounds are quantiles of the values, each brought to one, two or five times a power of ten; equal ones
    fall together.

    Examples
    --------
    >>> quantile_classes(pd.Series([0.3, 0.9, 2.2, 4.8, 11, 18, 52, 131])).bounds
    (2.0, 5.0, 10.0, 50.0)
    >>> quantile_classes(pd.Series([7.0])).bounds
    ()
    """
    distinct = values.dropna().unique()
    if len(distinct) < 3:
        return Classes(())
    number = min(number, len(distinct))
    bounds = {_nice(float(bound)) for bound in values.quantile([step / number for step in range(1, number)])}
    return Classes(tuple(sorted(bound for bound in bounds if values.min() < bound < values.max())))


def decade_classes(values: pd.Series, number: int = 5) -> Classes:
    """Make classes by powers of ten below the largest value, for counts that a few places dominate.

    Examples
    --------
    >>> decade_classes(pd.Series([3.0, 40.0, 532_357.0])).bounds
    (100.0, 1000.0, 10000.0, 100000.0)
    """
    top = int(np.floor(np.log10(values.max()))) if len(values) else 0
    bounds = [10.0**power for power in range(max(top - number + 2, 1), top + 1)]
    return Classes(tuple(bound for bound in bounds if values.min() < bound < values.max()))


def _nice(value: float) -> float:
    scale = 10.0 ** np.floor(np.log10(value))
    return float(min(_NICE, key=lambda step: abs(np.log(step * scale / value))) * scale)
