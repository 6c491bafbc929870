"""Progress, stalled, regress or insufficient data: what a directed measure did since the baseline year."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region
from gcr_analysis.indicators import withholding
from gcr_analysis.indicators.comparisons.comparison import comparison
from gcr_analysis.indicators.comparisons.rows import checked
from gcr_analysis.indicators.measures import BASELINE_YEAR, why_not_applicable
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.snapshot.questions import question

INSUFFICIENT = "insufficient data"
COMPARABLE = ("", "one-fact")
"""Rules of measures whose change is judged, be it by another measure of the same fact."""
JUDGED = ("progress", "stalled", "regress")


@question
def progress(
    region: str | Region | Sequence[str | Region],
    year: int | None = None,
    panel: str | None = None,
    baseline_year: int = BASELINE_YEAR,
) -> pd.DataFrame:
    """Progress status of every directed measure of a region.

    The rules are declared in ``framework/claims.yaml``. A change between two comparable figures counts when
    it is large enough for its unit; its direction then makes it ``progress`` or ``regress``, and a smaller
    one is ``stalled``. A rule withholds the verdict where the change is none of the whole region's, none of
    the year, or none that later releases will let stand. Neutral measures have no row, since a falling stock
    is no progress, and neither have those that do not apply to the region.

    Parameters
    ----------
    region
        A region set or its name, or several of them, which come one after the other.
    year
        The year asked for; the latest end-year when not given.
    panel
        One panel's measures only.
    baseline_year
        The year to compare with; before *year*.

    Returns
    -------
    DataFrame
        A row a measure: ``region``, ``panel``, ``indicator``, ``direction``, ``unit``, ``baseline_year``
        and ``value_year`` (the years compared), ``baseline`` and ``value`` (the figures), ``change`` and
        ``threshold`` (in the measure's unit), ``change_low`` and ``change_high`` (what revisions may make of
        the change, missing where past releases do not tell), ``certainty`` (``holds`` when the status is the
        same at both, ``may change`` when not; empty where they do not tell, or data do not suffice),
        ``progress``, and, where a verdict is withheld, the ``rule`` that does and the ``reason``.

    Raises
    ------
    UnknownNameError
        When there is no such region or panel.
    GcrError
        When a year is none of the data's, or the baseline is not before the year.

    Examples
    --------
    >>> rows = progress("world", 2024, baseline_year=2019).set_index("indicator")
    >>> rows.loc["top10_host_share", ["progress", "rule"]].tolist()
    ['insufficient data', 'shape']
    """
    if panel is not None and panel not in framework.panels():
        raise UnknownNameError("panel", panel, framework.panels())
    sets = RegionSets.of(*([region] if isinstance(region, str | Region) else region))
    year, baseline_year = checked(year, baseline_year)
    directed = [
        declared
        for declared in framework.indicators().values()
        if declared.direction != "neutral" and panel in (None, declared.panel)
    ]
    rows = [row for declared in directed for row in _rows(declared, sets, baseline_year, year)]
    place = {region.id: n for n, region in enumerate(sets)}
    return pd.DataFrame(_one_a_fact(sorted(rows, key=lambda row: place[row["region"]])))


def judged(rows: pd.DataFrame) -> tuple[int, int]:
    """Count the facts that have a verdict, and all facts that were looked at.

    Parameters
    ----------
    rows
        What `progress` returned.

    Examples
    --------
    >>> found, of = judged(progress("world", 2025, "third-country-solutions"))
    >>> 0 < found < of
    True
    """
    declared = framework.indicators()
    facts = rows.assign(fact=[declared[id].fact for id in rows["indicator"]])
    counted = facts[facts["progress"].isin(JUDGED)]
    return len(counted.drop_duplicates(["region", "fact"])), len(facts.drop_duplicates(["region", "fact"]))


def withheld(rows: pd.DataFrame) -> pd.DataFrame:
    """Count verdicts by panel, and those withheld by rule.

    Parameters
    ----------
    rows
        What `progress` returned.

    Returns
    -------
    DataFrame
        A row a verdict or rule, in the order of ``framework/claims.yaml``; a column a panel: counts of rows.

    Examples
    --------
    >>> counts = withheld(progress("world", 2025))
    >>> int(counts.to_numpy().sum()) == len(progress("world", 2025))
    True
    """
    names = [*JUDGED, *(rule.id for rule in framework.claims().verdicts.rules)]
    named = rows["progress"].where(rows["rule"] == "", rows["rule"])
    table = pd.crosstab(named, rows["panel"])
    return table.reindex(index=names, columns=list(framework.panels()), fill_value=0)


def status(change: float, threshold: float, direction: str) -> str:
    """Read a status from a change: its size first, then its direction.

    Examples
    --------
    >>> status(-3.0, threshold=2.0, direction="down"), status(1.0, threshold=2.0, direction="down")
    ('progress', 'stalled')
    """
    if change == 0 or abs(change) < threshold:
        return "stalled"
    return "progress" if (change > 0) == (direction == "up") else "regress"


def certainty(band: tuple[float, float], threshold: float, direction: str) -> str:
    """Whether a status holds over all that revisions may make of the change; nothing where none tells.

    Examples
    --------
    >>> certainty((2.5, 4.0), 2.0, "up"), certainty((1.5, 4.0), 2.0, "up")
    ('holds', 'may change')
    """
    if pd.isna(band[0]):
        return ""
    low, high = (status(change, threshold, direction) for change in band)
    return "holds" if low == high else "may change"


def _rows(declared: Indicator, sets: RegionSets, baseline_year: int, year: int) -> Iterator[dict[str, Any]]:
    sets = sets.only(sets.where(lambda region: not why_not_applicable(declared, region)))
    if not len(sets):
        return
    found = comparison(declared.id, sets, baseline_year, year, leave_out=False)
    rules = list(withholding.rules(declared, sets, found, _rows))
    open_ = ~np.any([where for _, where, _ in rules], axis=0) & withholding.has_moved(declared, found)
    if open_.any():
        rules.append(withholding.one_place(declared, sets, open_, (baseline_year, year)))
    thresholds = [withholding.threshold(declared, float(start)) for start in found.value[0]]
    for n, region in enumerate(sets):
        rule, reason = next(((rule, words(1, n)) for rule, where, words in rules if where[n]), ("", ""))
        band = float(found.low[n]), float(found.high[n])
        change = float(found.change[n])
        yield {
            "region": region.id,
            "panel": declared.panel,
            "indicator": declared.id,
            "direction": declared.direction,
            "unit": declared.unit,
            "baseline_year": int(found.compared_from[n]),
            "value_year": int(found.compared_to[n]),
            "baseline": float(found.value[0, n]),
            "value": float(found.value[1, n]),
            "change": change,
            "threshold": thresholds[n],
            "change_low": band[0],
            "change_high": band[1],
            "certainty": "" if rule else certainty(band, thresholds[n], declared.direction),
            "progress": INSUFFICIENT if rule else status(change, thresholds[n], declared.direction),
            "rule": rule,
            "reason": reason,
        }


def _one_a_fact(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let one verdict stand for each fact of a region, and none where its measures disagree.

    Two measures that are one series in a region, as arrivals by origin and by destination are in the world,
    are one fact there.
    """
    declared = framework.indicators()
    own = [(row["region"], declared[row["indicator"]].fact) for row in rows]
    alike: dict[tuple[Any, ...], tuple[str, str]] = {}
    one = dict(zip(own, own, strict=True))
    for row, fact in zip(rows, own, strict=True):
        if row["unit"] == "persons" and not row["rule"]:
            one[fact] = alike.setdefault((row["region"], row["baseline"], row["value"]), fact)
    facts: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row, fact in zip(rows, own, strict=True):
        facts.setdefault(one[fact], []).append(row)
    for same in facts.values():
        counted = [row for row in same if not row["rule"]]
        if len(counted) < 2:
            continue
        if len(Counter(row["progress"] for row in counted)) > 1:
            _withhold(counted, "disagree", "Measures of the same fact disagree")
        else:
            first = declared[counted[0]["indicator"]].title
            _withhold(counted[1:], "one-fact", f"The same fact as “{first}”")
    return rows


def _withhold(rows: list[dict[str, Any]], rule: str, reason: str) -> None:
    for row in rows:
        row.update(progress=INSUFFICIENT, rule=rule, reason=reason, certainty="")
