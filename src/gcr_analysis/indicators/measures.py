"""From a declared measure to its figures: its function is found, called and held to its contract."""

from collections.abc import Callable
from functools import cache, lru_cache, wraps
from importlib import import_module
from inspect import signature
from typing import Any, ParamSpec, TypeVar

import numpy as np

from gcr_analysis import framework, geography
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import years
from gcr_analysis.indicators.cube.read import kept_figures
from gcr_analysis.indicators.measured import Measured
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.status import Figures, banded, figures_of, side_by_side, without_meaning

_COLUMN_TYPES: dict[str, type[np.generic]] = {
    **dict.fromkeys(("value", "low", "high", "coverage", "value_year"), np.float64),
    "covered": np.bool_,
    **dict.fromkeys(("status", "source"), np.str_),
}


BASELINE_YEAR = 2016
"""The year that measures of change compare with by default: that of the New York Declaration."""


P = ParamSpec("P")
T = TypeVar("T")
_kept: list[Any] = []


class MeasureError(GcrError):
    """A measure whose function fails, or returns something else than it should."""


def remembered(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember what a function makes of a measure, whose id it takes first, until figures are forgotten.

    Of a source of the user's own nothing is remembered, since its files may change.

    Parameters
    ----------
    size
        How many of its results are kept.

    Examples
    --------
    >>> @remembered(8)
    ... def title(id: str) -> str:
    ...     return framework.indicators()[id].title
    >>> title("refugees_hosted") is title("refugees_hosted")
    True
    """

    def remembering(function: Callable[P, T]) -> Callable[P, T]:
        kept = lru_cache(size)(function)
        _kept.append(kept)

        @wraps(function)
        def call(*arguments: P.args, **named: P.kwargs) -> T:
            own = framework.indicators()[str(arguments[0])].own
            return (function if own else kept)(*arguments, **named)

        return call

    return remembering


def forget() -> None:
    """Forget figures, and what was made of them, after what they are made of has changed."""
    for each in _kept:
        each.cache_clear()


def why_not_applicable(declared: Indicator, region: Region) -> str:
    """Why a measure has no meaning for a region, or nothing where it has one.

    Examples
    --------
    >>> why_not_applicable(framework.indicators()["hosting_gini"], geography.region("LBN"))
    'A single country has no distribution'
    """
    members = set(region.countries)
    outside = (
        (declared.only_for and region.kind not in declared.only_for)
        or region.kind in declared.not_for
        or any(members <= set(geography.region(name).countries) for name in declared.not_for_members)
        or len(members) < declared.min_members
    )
    return declared.why_not if outside else ""


def figures(id: str, sets: RegionSets, **parameters: Any) -> Figures:
    """All years of a measure for some region sets, with their statuses.

    Parameters
    ----------
    id
        Id of an indicator.
    sets
        The region sets.
    **parameters
        ``baseline_year`` (`BASELINE_YEAR` when not given) and ``stock``, for those measures that know them.

    Returns
    -------
    Figures
        Arrays of shape (years since `FIRST_YEAR`, sets). They are shared: do not change them.

    Raises
    ------
    GcrError
        When a measure's function fails, or returns something else than it should.

    Examples
    --------
    >>> found = figures("protracted_refugees", RegionSets.of("world", "ssar"))
    >>> found.value[2022 - 2000].tolist()
    [23285655.0, 5208651.0]
    """
    declared = framework.indicators()[id]
    by_default = parameters.keys() <= {"baseline_year"}
    if not declared.own and by_default and parameters.get("baseline_year") in (None, BASELINE_YEAR):
        kept = kept_figures(id, sets)
        if kept is not None:
            return kept
    known = parameters_of(compute_function(id)) if declared.compute else ()
    given = {"baseline_year": BASELINE_YEAR, **parameters}
    named = {name: value for name, value in given.items() if name in known}
    return _figures(id, sets, **named)


@remembered(4096)
def _figures(id: str, sets: RegionSets, **parameters: Any) -> Figures:
    declared = framework.indicators()[id]
    if declared.compute is None and not declared.own:
        return without_meaning(sets, declared.status, [declared.why_not] * len(sets))
    reasons = [why_not_applicable(declared, region) for region in sets]
    applies = np.array([not reason for reason in reasons])
    if applies.all():
        return _computed(declared, sets, **parameters)
    silent = without_meaning(sets.only(~applies), "not applicable", [r for r in reasons if r])
    if not applies.any():
        return silent
    spoken = _computed(declared, sets.only(applies), **parameters)
    return side_by_side([(spoken, np.flatnonzero(applies)), (silent, np.flatnonzero(~applies))], len(sets))


def _computed(declared: Indicator, sets: RegionSets, **parameters: Any) -> Figures:
    measured = _checked(declared, sets, _computes(declared), parameters)
    return banded(figures_of(measured, declared), declared, sets)


def _computes(declared: Indicator) -> Callable[..., Any]:
    if not declared.own:
        return compute_function(declared.id)
    from gcr_analysis.indicators import own  # which reads files of every kind, and few have any

    return own.computes(declared)


def _checked(
    declared: Indicator, sets: RegionSets, compute: Callable[..., Any], parameters: dict[str, Any]
) -> Measured:
    """Call a measure's function, and hold its result against what it should be."""
    by = f"measure {declared.id} ({declared.compute or declared.own})"
    try:
        measured = compute(sets, **parameters)
    except GcrError:
        raise
    except Exception as error:
        raise MeasureError(f"{by} failed: {type(error).__name__}: {error}") from error
    if not isinstance(measured, Measured):
        raise MeasureError(f"{by} returned {type(measured).__name__}: it should return Measured")
    shape = (len(years()), len(sets))
    for name, kind in _COLUMN_TYPES.items():
        array = getattr(measured, name)
        if array is None or isinstance(array, str):
            continue
        if np.shape(array) != shape and not (name == "covered" and np.shape(array) == (shape[0], 1)):
            raise MeasureError(f"{by} returned {name} of shape {np.shape(array)}: it should be {shape}")
        if not np.issubdtype(array.dtype, kind):
            raise MeasureError(f"{by} returned {name} of type {array.dtype}: it should be {kind.__name__}")
    return measured


def compute_function(id: str) -> Any:
    """Find the function that computes a measure, as declared: imported when it is first needed."""
    declared = framework.indicators()[id]
    return _declared_function(declared, declared.compute or "")


@cache
def parameters_of(compute: Callable[..., Any]) -> frozenset[str]:
    """Names of what a measure's function can be given."""
    return frozenset(signature(compute).parameters)


def matched_function(id: str) -> Any:
    """Find the function that reads a measure's change on the hosts with figures at both ends, as declared."""
    declared = framework.indicators()[id]
    return _declared_function(declared, declared.matched or "")


def held_function(id: str) -> Any:
    """Find the function that reads both ends of a measure with nothing entering or leaving its definition."""
    declared = framework.indicators()[id]
    return _declared_function(declared, declared.held or "")


def _declared_function(declared: Indicator, path: str) -> Any:
    module, _, name = path.partition(".")
    panel = framework.panels()[declared.panel]
    return getattr(import_module(f"gcr_analysis.indicators.{panel.indicators}.{module}"), name)
