"""Comparisons as tables: one row a region set, or one row a place that made a change."""

from collections.abc import Iterable
from math import isnan
from typing import Any

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import Indicator
from gcr_analysis.indicators.arrays import codes
from gcr_analysis.indicators.asked import Place, check_year, measures_of, places_of
from gcr_analysis.indicators.comparisons.comparison import KEPT, comparison, rest
from gcr_analysis.indicators.comparisons.found import Comparison
from gcr_analysis.indicators.comparisons.grounds import failures, hedges
from gcr_analysis.indicators.measures import (
    BASELINE_YEAR,
    compute_function,
    parameters_of,
    remembered,
    why_not_applicable,
)
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.residuals import Side, explained
from gcr_analysis.snapshot import latest_year
from gcr_analysis.snapshot.questions import question

STOCKS: dict[str, Side] = {"refugees_hosted": "asylum", "refugees_from_origin": "origin"}
"""Measures whose change recorded flows explain, and the side from which a region is read."""
FLOWS = ("arrivals", "returns", "resettled", "naturalised", "recorded", "residual")
COLUMNS = (
    *("region", "panel", "indicator", "unit", "baseline_year", "compared_from", "year", "compared_to"),
    *("start", "end", "change", "percent", "start_status", "end_status", "share", "places"),
    *("change_low", "change_high", "decisive", "role", "start_without", "end_without", "turning", "tried"),
    *("turns", "makes_half", "numerator", "numerator_start", "numerator_end", "diverges"),
    *(
        "last_year_change",
        "turned",
        "unrecorded_start",
        "unrecorded_end",
        "hidden",
        "variant",
        *FLOWS,
        "breaks",
        "hedges",
        "fails",
        "reason",
    ),
)


def compare(
    id: str,
    region: Place | Iterable[Place],
    year: int | None = None,
    baseline_year: int = BASELINE_YEAR,
) -> pd.DataFrame:
    """Compare a measure between two years, with the grounds on which its change may be told.

    Parameters
    ----------
    id
        Id of an indicator.
    region
        A region set or its name, a country's name or code, the path of a region file, or several of these.
    year
        The later year; the latest end-year when None.
    baseline_year
        The earlier year.

    Returns
    -------
    DataFrame
        A row a region, with the columns of `COLUMNS`:

        - ``baseline_year`` and ``year`` are what was asked, ``compared_from`` and ``compared_to`` the years
          compared: the first year-end after a break, and the figure's own year;
        - ``start``, ``end``, ``change`` (in ``unit``) on the places with a figure at both ends, whose number
          is ``places`` and which hold ``share`` (0 to 1) of what is measured; ``percent`` only from 100
          people at the earlier end, and never across a break;
        - ``change_low`` and ``change_high``: what later releases may make of the change;
        - ``decisive``: the place without which the change shrinks most, in its ``role`` (``member``,
          ``origin``, ``asylum``, ``destination``), with both ends without it, and whether that ``turns`` the
          direction or it ``makes_half`` of the change; ``turning`` counts the places, of those ``tried``, of
          which each alone turns it;
        - ``numerator_start`` and ``numerator_end`` of a rate, and whether the two moved in opposite ways
          (``diverges``);
        - ``last_year_change``, and whether it ``turned`` against the years before;
        - ``unrecorded_start`` and ``unrecorded_end``: people whose origin or destination nobody recorded, and
          ``hidden``, as many of those from the region as may be among them at one end only;
        - ``variant``: a measure under one definition that may be read across the break;
        - the recorded flows of a stock and the ``residual`` that they leave, in persons;
        - ``hedges``: what has to stand beside the change (``one-place``, ``rate-and-level``, ``turn``,
          ``recorded``, ``flows``);
        - ``fails``: the grounds that bar the change, and the ``reason`` in words. Both name grounds of
          ``framework/claims.yaml``.

    Raises
    ------
    UnknownNameError
        When there is no such indicator or region.
    GcrError
        When a year is none of the data's, or the baseline is not before the year.

    Examples
    --------
    >>> [row] = compare("resettlement_arrivals", "world", 2025, 2024).to_dict("records")
    >>> round(row["percent"]), row["decisive"], row["start_without"], row["end_without"]
    (-57, 'USA', 83228.0, 70253.0)
    >>> compare("refugees_hosted", "COL", 2025, 2016)["compared_from"].tolist()
    [2018]
    """
    return pd.DataFrame(compared(id, region, year, baseline_year), columns=list(COLUMNS))


@question
def compared(
    id: str,
    region: Place | Iterable[Place],
    year: int | None = None,
    baseline_year: int = BASELINE_YEAR,
) -> list[dict[str, Any]]:
    """Return the rows of `compare` in plain Python: a note asks dozens of times for one of them.

    Examples
    --------
    >>> [row] = compared("refugees_hosted", "COL", 2025, 2016)
    >>> row["compared_from"], row["start"], row["end"]
    (2018, 1171846.0, 2812242.0)
    """
    declared = comparable(id)
    sets = RegionSets(places_of(region))
    year, baseline_year = checked(year, baseline_year)
    return [{**row} for row in _compared(declared.id, sets, baseline_year, year)]


@remembered(KEPT)
def _compared(id: str, sets: RegionSets, baseline_year: int, year: int) -> list[dict[str, Any]]:
    return rows(framework.indicators()[id], sets, comparison(id, sets, baseline_year, year))


@question
def movers(
    id: str, region: Place, year: int | None = None, baseline_year: int = BASELINE_YEAR
) -> pd.DataFrame:
    """List the members and counterparts that made a change, the largest contribution first.

    Parameters
    ----------
    id, region, year, baseline_year
        As for `compare`, of one region.

    Returns
    -------
    DataFrame
        ``place`` (ISO3), ``role`` (``member``, ``origin``, …), ``start_without``, ``end_without``,
        ``contribution`` (the change less the change without it, in the measure's unit) and ``share`` of the
        change (percent). Contributions of one role add up to the change of a sum, not to that of a rate.

    Examples
    --------
    >>> made = movers("resettlement_arrivals", "world", 2025, 2024)
    >>> members = made[made["role"] == "member"].set_index("place")
    >>> members["contribution"].head(2).astype(int).to_dict()
    {'USA': -94018, 'CAN': -10490}
    """
    declared = comparable(id)
    sets = RegionSets(places_of(region))
    if len(sets) != 1:
        raise GcrError("movers are listed for one region at a time: give one")
    year, baseline_year = checked(year, baseline_year)
    columns = ["place", "role", "start_without", "end_without", "contribution", "share"]
    found = comparison(declared.id, sets, baseline_year, year)
    span = int(found.compared_from[0]), int(found.compared_to[0])
    if isnan(found.change[0]) or span[0] >= span[1]:
        return pd.DataFrame(columns=columns)
    parts = rest(declared.id, sets, span)
    made = found.change[0] - (parts.value[1] - parts.value[0])
    table = pd.DataFrame(
        {
            "place": np.array(codes())[parts.code],
            "role": parts.role,
            "start_without": parts.value[0],
            "end_without": parts.value[1],
            "contribution": made,
            "share": made / found.change[0] * 100 if found.change[0] else np.nan,
        },
        columns=columns,
    )
    table = table[table["contribution"].notna() & (table["contribution"] != 0)]
    return table.sort_values("contribution", key=lambda c: -c.abs(), kind="stable", ignore_index=True)


def comparable(id: str) -> Indicator:
    """Return a measure, once it is none that is itself a change since the baseline year.

    >>> comparable("refugees_hosted").unit
    'persons'
    """
    [declared] = measures_of(indicator=id)
    if declared.compute and "baseline_year" in parameters_of(compute_function(id)):
        raise GcrError(
            f"{id} is itself a change since the baseline year: compare the stock or flow that it is made of"
        )
    return declared


def checked(year: int | None, baseline_year: int) -> tuple[int, int]:
    """Return the two years as they are compared, once the baseline is before the year.

    >>> checked(2025, 2016)
    (2025, 2016)
    """
    year = check_year(latest_year() if year is None else year)
    if check_year(baseline_year) >= year:
        raise GcrError(f"baseline year {baseline_year} is not before {year}: give an earlier one")
    return year, baseline_year


def rows(declared: Indicator, sets: RegionSets, found: Comparison) -> list[dict[str, Any]]:
    """Return a comparison as rows with the columns of `COLUMNS`."""
    failed = list(failures(declared, found))
    flows = _flows(declared, sets, found)
    beside = hedges(declared, found, flows["residual"], flows["recorded"])
    least = framework.claims().thresholds.least_people
    unit = framework.units()[declared.unit]
    enough = (found.people[0] >= least) & ((unit.written != "count") | (found.value[0] >= least))
    in_percent = (unit.changes_by == "percent") & enough & ~beside["later"]
    made = []
    for n, region in enumerate(sets):
        why_not = why_not_applicable(declared, region)
        fails = [(id, words) for id, where, words in failed if where[n]]
        crossed = found.crossed[n]
        made.append(
            {
                "region": region.id,
                "panel": declared.panel,
                "indicator": declared.id,
                "unit": declared.unit,
                "baseline_year": found.baseline_year,
                "compared_from": int(found.compared_from[n]),
                "year": found.year,
                "compared_to": int(found.compared_to[n]),
                "start": float(found.value[0, n]),
                "end": float(found.value[1, n]),
                "change": float(found.change[n]),
                "percent": float(found.percent[n]) if in_percent[n] else np.nan,
                "start_status": str(found.status[0, n]),
                "end_status": str(found.status[1, n]),
                "share": float(found.share[n]),
                "places": float(found.places[n]),
                "change_low": float(found.low[n]),
                "change_high": float(found.high[n]),
                "decisive": str(found.decisive[n]),
                "role": str(found.role[n]),
                "start_without": float(found.without[0, n]),
                "end_without": float(found.without[1, n]),
                "turning": int(found.turning[n]),
                "tried": int(found.tried[n]),
                "turns": bool(found.turns[n]),
                "makes_half": bool(found.makes_half[n]),
                "numerator": declared.numerator or "",
                "numerator_start": float(found.numerator[0, n]),
                "numerator_end": float(found.numerator[1, n]),
                "diverges": bool(found.diverges[n]),
                "last_year_change": float(found.last_year[n]),
                "turned": bool(found.turned[n]),
                "unrecorded_start": float(found.unrecorded[0, n]),
                "unrecorded_end": float(found.unrecorded[1, n]),
                "hidden": float(found.hidden[n]),
                "variant": declared.variant if _variant_stands(declared, sets, n, found) else "",
                **{name: float(values[n]) for name, values in flows.items()},
                "breaks": "; ".join(dict.fromkeys(f"{each.text} ({each.between[1]})" for each in crossed)),
                "hedges": "; ".join(id for id, where in beside.items() if where[n]),
                "fails": "; ".join(id for id, _ in fails),
                "reason": why_not or (fails[0][1](1, n) if fails else ""),
            }
        )
    return made


def _variant_stands(declared: Indicator, sets: RegionSets, place: int, found: Comparison) -> bool:
    """Whether a variant under one definition may be read from the baseline year on."""
    if declared.variant is None or not found.crossed[place]:
        return False
    other = comparison(declared.variant, RegionSets([sets.regions[place]]), found.baseline_year, found.year)
    return not other.crossed[0] and not np.isnan(other.change[0])


def _flows(declared: Indicator, sets: RegionSets, found: Comparison) -> dict[str, np.ndarray]:
    """Recorded flows between the years compared, and the residual; missing for what is no stock."""
    made = {name: np.full(len(sets), np.nan) for name in FLOWS}
    if declared.id not in STOCKS:
        return made
    spans = list(zip(found.compared_from.tolist(), found.compared_to.tolist(), strict=True))
    for first, last in sorted({*spans}):
        if first >= last:
            continue
        chosen = np.array([span == (first, last) for span in spans])
        part = explained(sets.only(chosen), STOCKS[declared.id], first, last)
        for name in FLOWS:
            made[name][chosen] = getattr(part, name)
    return made
