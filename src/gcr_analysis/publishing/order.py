"""When places may be put in an order: an order, a colour and “highest” are claims of rank."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from gcr_analysis import framework
from gcr_analysis.publishing.site import Place

Row = Mapping[str, Any]


def is_complete(row: Row) -> bool:
    """Whether a figure covers enough of its region to be ranked.

    >>> [is_complete({"status": status, "coverage": 0.95}) for status in ("computed", "partial")]
    [True, False]
    """
    covered = 1.0 if row.get("coverage") is None else float(row["coverage"])
    return row["status"] != "partial" and covered >= framework.claims().thresholds.rank_coverage


def can_be_ordered(rows: Iterable[Row]) -> bool:
    """Whether figures may be put in an order: all of one year and each complete, or apart by its bounds.

    >>> row = {"status": "computed", "coverage": 0.6, "value_year": 2024}
    >>> one = row | {"value": 10.0, "low": 5.0, "high": 20.0}
    >>> two = row | {"value": 40.0, "low": 30.0, "high": 60.0}
    >>> can_be_ordered([one, two]), can_be_ordered([one, two | {"low": 15.0}])
    (True, False)
    """
    rows = sorted(rows, key=lambda row: float(row["value"]))
    if len({row["value_year"] for row in rows}) > 1:
        return False
    ends = [_ends(row) for row in rows]
    return all(below[1] <= above[0] for below, above in pairwise(ends))


def _ends(row: Row) -> tuple[float, float]:
    value = float(row["value"])
    if is_complete(row):
        return value, value
    low, high = row.get("low"), row.get("high")
    return (
        float("-inf") if low is None else float(low),
        float("inf") if high is None else float(high),
    )


def first_of(rows: Mapping[str, Row]) -> str:
    """Return the name whose figure is certainly the highest; empty where none is.

    >>> row = {"status": "computed", "coverage": 1.0, "value_year": 2024, "low": None, "high": None}
    >>> first_of({"Chad": row | {"value": 2.0}, "Mali": row | {"value": 1.0}})
    'Chad'
    >>> first_of({"Chad": row | {"value": 2.0, "coverage": 0.4}, "Mali": row | {"value": 1.0}})
    ''
    """
    if len(rows) < 2 or len({row["value_year"] for row in rows.values()}) > 1:
        return ""
    top = max(rows, key=lambda name: float(rows[name]["value"]))
    low = _ends(rows[top])[0]
    return top if all(_ends(row)[1] < low for name, row in rows.items() if name != top) else ""


def share_countries(places: Iterable[Place]) -> bool:
    """Whether any two places have a country in common, so that no ranking may hold both."""
    seen: set[str] = set()
    for place in places:
        own = set(place.region.countries) if place.region else set()
        if seen & own:
            return True
        seen |= own
    return False
