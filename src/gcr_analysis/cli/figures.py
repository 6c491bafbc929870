"""The measures of regions as rows."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.indicators.engine import BASELINE_YEAR, CONTRACT
from gcr_analysis.indicators.engine import indicators as measure
from gcr_analysis.running.plan import checked_baseline, checked_panel, checked_year, regions_of
from gcr_analysis.snapshot import latest_year

__all__ = ["CONTRACT", "figures", "readable"]


def figures(
    regions: Sequence[str], year: str | None, panels: Sequence[str], baseline_year: str | None
) -> list[dict[str, Any]]:
    """Measures of regions in a year, a row a region and measure.

    Parameters
    ----------
    regions
        Names of region sets or paths of region files; ``"all"`` is a panel's default regions.
    year
        The year asked for; the latest when None.
    panels
        Ids of panels; all when there are none.
    baseline_year
        What measures of change compare with; when None, the usual one, whatever *year* is.

    Raises
    ------
    GcrError
        On a name or year that is not one.
    """
    asked = latest_year() if year is None else checked_year(year)
    baseline = BASELINE_YEAR if baseline_year is None else checked_baseline(baseline_year, [asked])
    chosen = [checked_panel(name) for name in panels] or list(framework.panels().values())
    frames = [
        measure(region, asked, panel.id, baseline)
        for panel in chosen
        for region in regions_of(panel, regions).values()
    ]
    return pd.concat(frames).to_dict("records") if frames else []


def readable(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row in a reader's words."""
    from gcr_analysis.briefing.quantity import (
        Quantity,
        number,
    )  # charts come with it, which programs need not

    quantity = Quantity.of(row)
    interval = f"{number(quantity.low, quantity.unit)} to {number(quantity.high, quantity.unit)}"
    return {
        "region": row["region"],
        "measure": framework.indicators()[row["indicator"]].title,
        "figure": f"{quantity} ({interval})" if quantity.low is not None else str(quantity),
        "unit": quantity.unit if quantity.known else "",
        "year": str(row["value_year"]) if quantity.known else "",
        "status": row["status"],
        "note": row["reason"],
    }
