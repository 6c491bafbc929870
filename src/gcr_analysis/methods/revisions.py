"""How far later releases moved a figure: the band that past releases give to a figure of its age and size.

The age of a figure in a release is the number of end-years that the release knows after the figure's own: a
figure of the release's last end-year is of age 0. What a later release made of it is told as a factor, the
later figure over the earlier one.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from gcr_analysis.methods.types import Array

CLASS = ["age", "size"]
_ROUNDING = 1e-9


def factors(figures: pd.DataFrame, sizes: Sequence[float], oldest: int) -> pd.DataFrame:
    """Tell by what factor each figure of a past release has moved since, with the figure's age and size.

    Parameters
    ----------
    figures
        One row a figure of a past release: ``release``, the last end-year that the release knows; ``year``,
        the figure's own; ``then``, the figure in that release; ``now``, the same in the latest one, missing
        where it is there no longer.
    sizes
        Ascending bounds between classes of size: a figure at a bound belongs to the larger class.
    oldest
        Figures of this age and older are one class.

    Returns
    -------
    DataFrame
        The rows whose figure then was above zero, with ``age`` (up to *oldest*), ``size`` (0 for figures
        under the first bound, 1 for those under the second, …) and ``factor``, missing where the figure was
        withdrawn: no longer to be had is not zero.

    Examples
    --------
    >>> then = pd.DataFrame({"release": [2022, 2022], "year": [2022, 2021], "then": [400.0, 50.0]})
    >>> factors(then.assign(now=[500.0, None]), sizes=[100], oldest=3)[["age", "size", "factor"]]
       age  size  factor
    0    0     1    1.25
    1    1     0     NaN
    """
    rows = figures[figures["then"] > 0]
    alike = classes(rows["release"] - rows["year"], rows["then"], sizes, oldest)
    return rows.join(alike).assign(factor=(rows["now"].where(rows["now"] > 0) / rows["then"]).astype(float))


def classes(age: pd.Series, persons: pd.Series, sizes: Sequence[float], oldest: int) -> pd.DataFrame:
    """Report what ``age`` and ``size`` figures are: only figures alike in both say something of each other.

    >>> classes(pd.Series([0, 7]), pd.Series([50.0, 2000.0]), sizes=[100, 1000], oldest=3).values.tolist()
    [[0, 0], [3, 2]]
    """
    size = np.searchsorted(sizes, persons.to_numpy(float), side="right")
    return pd.DataFrame({"age": age.clip(upper=oldest), "size": size}, index=age.index)


def bands(moved: pd.DataFrame, level: float, fewest: int) -> pd.DataFrame:
    """Between which factors later releases kept figures of each age and size, at a level.

    Parameters
    ----------
    moved
        Figures with ``age``, ``size`` and ``factor``, as `factors` gives them.
    level
        Share of figures that the band should hold, as much outside on either side: 0.8 leaves a tenth below
        and a tenth above.
    fewest
        A class of fewer figures than this takes the band of all figures of its age.

    Returns
    -------
    DataFrame
        A row a class, indexed by ``age`` and ``size``: ``low`` and ``high``, with 1 (not moved) always
        inside; ``figures``, how many there were; ``moved`` and ``withdrawn``, the share (0 to 1) of them that
        later releases moved or no longer carry. The withdrawn are outside the band's reckoning.

    Notes
    -----
    The bounds are the order statistics of rank (n + 1)(1 ± level)/2 among the factors, as in conformal
    prediction (Vovk, Gammerman & Shafer 2005, Algorithmic Learning in a Random World, Springer), or the
    smallest and largest factor where there are too few for that. Figures of one release are not independent
    of each other, so the level is nominal: `held_back` measures what such bands hold.

    Examples
    --------
    >>> moved = pd.DataFrame({"age": 0, "size": 0, "factor": [1.0] * 6 + [0.9, 1.3, 2.0]})
    >>> bands(moved, level=0.6, fewest=5).loc[(0, 0), ["low", "high", "figures"]].tolist()
    [1.0, 1.3, 9.0]
    """
    known = moved.dropna(subset=["factor"]).sort_values("factor")
    by_class, by_age = _bounds(known, CLASS, level), _bounds(known, ["age"], level)
    few = known.groupby(CLASS).size() < fewest
    found = by_class.mask(
        few, by_age.reindex(by_class.index.get_level_values("age")).set_axis(by_class.index)
    )
    tells = moved.assign(
        moved=(moved["factor"] - 1).abs().gt(_ROUNDING), withdrawn=moved["factor"].isna()
    ).groupby(CLASS)
    counts = tells.agg(figures=("factor", "size"), moved=("moved", "mean"), withdrawn=("withdrawn", "mean"))
    return found.join(counts)


def share_band(share: Array, low: Array, high: Array) -> tuple[Array, Array]:
    """Between which values a share may come to lie, when its part and the rest each move within a band.

    Parameters
    ----------
    share
        Shares (0 to 1).
    low, high
        Bands of the figures that the shares are of, as factors, in the same shape.

    Returns
    -------
    tuple of array
        Low, the part at its lowest and the rest at its highest, and high, the other way round: the odds of
        the share move by one factor over the other. None and all of it stay what they are.

    Examples
    --------
    >>> bounds = share_band(np.array([0.5, 1.0]), np.array([0.5, 0.5]), np.array([1.0, 1.0]))
    >>> [bound.round(2).tolist() for bound in bounds]
    [[0.33, 1.0], [0.67, 1.0]]
    """
    rest = 1 - share
    with np.errstate(invalid="ignore", divide="ignore"):
        return share * low / (share * low + rest * high), share * high / (share * high + rest * low)


def held_back(moved: pd.DataFrame, level: float, fewest: int) -> pd.DataFrame:
    """Hold back one release after the other, and see whether the bands of the others hold its figures.

    Parameters
    ----------
    moved
        Figures with ``release``, ``age``, ``size`` and ``factor``, as `factors` gives them.
    level, fewest
        As for `bands`.

    Returns
    -------
    DataFrame
        The figures that were not withdrawn and that another release has a band for, with ``inside`` and
        ``beyond``: how far a figure went past its band, as a share of the figure then.

    Examples
    --------
    >>> moved = pd.DataFrame({"release": [2022, 2022, 2023], "age": 0, "size": 0, "factor": [1.0, 1.5, 1.2]})
    >>> held_back(moved, level=0.8, fewest=1)[["release", "factor", "inside"]].values.tolist()
    [[2022, 1.0, True], [2022, 1.5, False], [2023, 1.2, True]]
    """
    known = moved.dropna(subset=["factor"])
    rounds = []
    for release in sorted(known["release"].unique()):
        held = known["release"] == release
        band = bands(known[~held], level, fewest)[["low", "high"]]
        rounds.append(known[held].join(band, on=CLASS, how="inner"))
    told = pd.concat(rounds)
    beyond = np.maximum(told["factor"] - told["high"], told["low"] - told["factor"]).clip(lower=0.0)
    return told.assign(inside=beyond <= _ROUNDING, beyond=beyond)


def _bounds(ascending: pd.DataFrame, by: list[str], level: float) -> pd.DataFrame:
    return ascending.groupby(by)["factor"].agg(
        low=lambda factor: min(_bound(factor, (1 - level) / 2), 1.0),
        high=lambda factor: max(_bound(factor, (1 + level) / 2), 1.0),
    )


def _bound(ascending: pd.Series, quantile: float) -> float:
    """Order statistic at a quantile, rounded away from the middle."""
    n = len(ascending)
    rank = (n + 1) * quantile
    place = np.floor(rank + _ROUNDING) if quantile < 0.5 else np.ceil(rank - _ROUNDING)
    return float(ascending.iloc[int(np.clip(place, 1, n)) - 1])
