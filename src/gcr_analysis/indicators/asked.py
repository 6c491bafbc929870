"""What may be asked for: measures, regions and years; what there is not is refused in one line."""

from collections.abc import Iterable
from operator import index
from pathlib import Path
from typing import Any, TypeAlias

from gcr_analysis import framework, geography, snapshot
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.snapshot import latest_year

Place: TypeAlias = str | Path | Region


def measures_of(
    panel: str | Iterable[str] | None = None, indicator: str | Iterable[str] | None = None
) -> list[Indicator]:
    """Return the measures that are asked for, in the order of declaration.

    Parameters
    ----------
    panel, indicator
        Ids of panels and of measures; all when not given.

    Raises
    ------
    UnknownNameError
        When there is no such panel or measure.
    GcrError
        When a measure is none of the panels', or an empty list is given.

    Examples
    --------
    >>> [measure.id for measure in measures_of("host-country-burden", "hosting_gini")]
    ['hosting_gini']
    """
    panels = _panels(panel)
    if indicator is None:
        return [declared for declared in framework.indicators().values() if declared.panel in panels]
    one = isinstance(indicator, str) or not isinstance(indicator, Iterable)
    named = [measure_of(id) for id in ([indicator] if one else indicator)]  # type: ignore[list-item]
    for declared in named:
        if declared.panel not in panels:
            raise GcrError(
                f"{declared.id} is a measure of {declared.panel} and not of {' or '.join(sorted(panels))}: "
                "give its panel, or none"
            )
    if not named:
        raise GcrError("no measure given: give the id of one or more")
    asked = {declared.id for declared in named}
    return [declared for id, declared in framework.indicators().items() if id in asked]


def measure_of(id: str) -> Indicator:
    """Return one measure.

    >>> measure_of("hosting_gini").direction
    'down'
    """
    if not isinstance(id, str):
        raise GcrError(f"{id!r} is not the id of one indicator: ask for one at a time")
    if id not in framework.indicators():
        raise UnknownNameError("indicator", id, framework.indicators())
    return framework.indicators()[id]


def places_of(region: Place | Iterable[Place]) -> list[Region]:
    """Return one region or several as regions, each once."""
    one = isinstance(region, Place) or not isinstance(region, Iterable)
    found = [geography.region(each) for each in ([region] if one else region)]  # type: ignore[list-item]
    if not found:
        raise GcrError("no region given: give one or more region sets or countries")
    return list(dict.fromkeys(found))


def _panels(panel: str | Iterable[str] | None) -> set[str]:
    known = framework.panels()
    one = isinstance(panel, str) or not isinstance(panel, Iterable)
    named = [*known] if panel is None else [panel] if one else [*panel]
    for name in named:
        if not isinstance(name, str) or name not in known:
            raise UnknownNameError("panel", name, known)
    if not named:
        raise GcrError(f"no panel given: give one or more of {', '.join(known)}")
    return {str(name) for name in named}


def check_year(year: Any) -> int:
    """Return *year* as an int, once it is one of the data's.

    Raises
    ------
    GcrError
        When it is no whole number, or outside the data.

    Examples
    --------
    >>> check_year(2024)
    2024
    """
    try:
        whole = index(year)
    except TypeError:
        raise GcrError(f"year {year!r} is not a whole number: give one from {span()}") from None
    if isinstance(year, bool) or not FIRST_YEAR <= whole <= latest_year():
        raise GcrError(f"year {year} is outside the data: give one from {span()}")
    return whole


def check_years(years: int | Iterable[int] | None) -> tuple[int, ...]:
    """Return *years* as a tuple of ints, each once, when all are the data's; all of them for None."""
    if years is None:
        return tuple(range(FIRST_YEAR, latest_year() + 1))
    if isinstance(years, str) or not isinstance(years, Iterable):
        return (check_year(years),)
    checked = tuple(dict.fromkeys(check_year(year) for year in years))
    if not checked:
        raise GcrError(f"no year given: give one or more from {span()}")
    return checked


def span() -> str:
    """Return the years that may be asked for, in words.

    Examples
    --------
    >>> span()
    '2000 to 2025'
    """
    release = snapshot.as_of()
    return f"{FIRST_YEAR} to {latest_year()}{f', the last year of {release}' if release else ''}"
