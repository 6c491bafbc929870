"""Progress, stalled, regress or insufficient data: what a directed measure did since the baseline year."""

from collections.abc import Iterator
from inspect import signature

import pandas as pd

from gcr_analysis import framework, geography
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Break, Indicator, ProgressRule
from gcr_analysis.geography import Region
from gcr_analysis.indicators import own
from gcr_analysis.indicators.breaks import breaks_for
from gcr_analysis.indicators.engine import (
    BASELINE_YEAR,
    check_year,
    compute_function,
    matched_function,
    series,
    why_not_applicable,
)
from gcr_analysis.indicators.measured import completed
from gcr_analysis.indicators.revisions import figure_bands
from gcr_analysis.snapshot import latest_year

INSUFFICIENT = "insufficient data"
UNDONE = "Later releases may still undo the change"


def progress(
    region: str | Region,
    year: int | None = None,
    panel: str | None = None,
    baseline_year: int = BASELINE_YEAR,
) -> pd.DataFrame:
    """Progress status of every directed measure of a region.

    The rule is declared in ``framework/progress.yaml``: a change since the baseline year counts when it is
    large enough for its unit; its direction then makes it ``progress`` or ``regress``, and a smaller one is
    ``stalled``. A change that later releases may undo, by what they did to figures as old and as large, does
    not suffice. Neutral measures have no row, since a falling stock is no progress, and neither have those
    that do not apply to the region.

    Parameters
    ----------
    region
        A region set or its name.
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
        and ``value_year`` (the figures' own years), ``baseline`` and ``value`` (the figures), ``change``
        and ``threshold`` (in the measure's unit), ``change_low`` and ``change_high`` (what revisions may make
        of the change, missing where past releases do not tell), ``certainty`` (``holds`` when the status is
        the same at both, ``may change`` when not; empty where they do not tell, or data do not suffice),
        ``progress``, and ``reason`` where data do not suffice.

    Raises
    ------
    UnknownNameError
        When there is no such region or panel.
    GcrError
        When a year is none of the data's, or the baseline is not before the year.

    Examples
    --------
    >>> rows = progress("world", 2024, baseline_year=2019).set_index("indicator")
    >>> rows.loc["top10_host_share", "progress"]
    'progress'
    """
    if panel is not None and panel not in framework.panels():
        raise UnknownNameError("panel", panel, framework.panels())
    chosen = geography.region(region) if not isinstance(region, Region) else region
    year = check_year(latest_year() if year is None else year)
    if check_year(baseline_year) >= year:
        raise GcrError(f"baseline year {baseline_year} is not before {year}: give an earlier one")
    directed = [
        declared
        for declared in framework.indicators().values()
        if declared.direction != "neutral" and panel in (None, declared.panel)
        if not why_not_applicable(declared, chosen)
    ]
    return pd.DataFrame([_row(declared, chosen, baseline_year, year) for declared in directed])


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


def _row(declared: Indicator, region: Region, baseline_year: int, year: int) -> dict[str, object]:
    rule = framework.progress_rule()
    ends = _ends(declared, region, baseline_year, year)
    start, end = ends["value"]
    start_year, end_year = (int(y) for y in ends["value_year"])
    threshold = _threshold(declared, start)
    verdict = status(end - start, threshold, declared.direction)
    change_low, change_high = _revised_change(declared, region, ends)
    reason = (
        _why_insufficient(declared, region, ends, rule)
        or _other_verdict(declared, region, ends, verdict)
        or (UNDONE if verdict != "stalled" and change_low <= 0 <= change_high else "")
    )
    return {
        "region": region.id,
        "panel": declared.panel,
        "indicator": declared.id,
        "direction": declared.direction,
        "unit": declared.unit,
        "baseline_year": start_year,
        "value_year": end_year,
        "baseline": start,
        "value": end,
        "change": end - start,
        "threshold": threshold,
        "change_low": change_low,
        "change_high": change_high,
        "certainty": "" if reason else certainty((change_low, change_high), threshold, declared.direction),
        "progress": INSUFFICIENT if reason else verdict,
        "reason": reason,
    }


def _ends(declared: Indicator, region: Region, baseline_year: int, year: int) -> pd.DataFrame:
    """Return the figures to compare: on one set of countries at both ends where it asks for that."""
    if declared.matched:
        return completed(matched_function(declared.id)(declared.id, region, baseline_year, year))
    every_year = series(declared.id, region)
    if declared.own:
        return completed(own.matched_ends(declared, region, every_year, baseline_year, year))
    return every_year.loc[[baseline_year, year]]


def _revised_change(declared: Indicator, region: Region, ends: pd.DataFrame) -> tuple[float, float]:
    """Smallest and largest change between the revision bands of both figures."""
    start, end = figure_bands(declared, region, ends).itertuples(index=False)
    return end.low - start.high, end.high - start.low


def _threshold(declared: Indicator, start: float) -> float:
    rule = framework.progress_rule()
    if declared.unit in rule.least:
        return rule.least[declared.unit]
    return abs(start) * rule.otherwise_percent / 100


def _why_insufficient(declared: Indicator, region: Region, ends: pd.DataFrame, rule: ProgressRule) -> str:
    return next(_shortcomings(declared, region, ends, rule), "")


def _shortcomings(
    declared: Indicator, region: Region, ends: pd.DataFrame, rule: ProgressRule
) -> Iterator[str]:
    """Tell why the two figures do not suffice to read a change, what matters most first."""
    if (declared.matched or declared.own) and (reason := str(ends["reason"].iloc[-1])):
        yield reason
    for year, figure in ends.iterrows():
        if pd.isna(figure["value"]):
            yield f"No figure for {year}: {figure['reason']}"
        if figure["status"] == "partial":
            yield f"The figure of {figure['value_year']} is partial"
    if _rests_on_few(declared, region, ends, rule.least_people):
        yield f"Fewer than {rule.least_people} people stand behind it"
    kinds = ends["status"].tolist()
    if kinds[0] != kinds[1]:
        yield f"The earlier figure is {kinds[0]}, the later one {kinds[1]}"
    years = [int(year) for year in ends["value_year"]]
    if years[1] - years[0] < rule.least_years:
        yield f"Fewer than {rule.least_years} years between the figures"
    for crossed in breaks_for(region, declared.id, years, smallest=rule.largest_break):
        if not _is_definition(crossed):
            yield f"A break lies between: {crossed.text} ({crossed.between[1]})"


def _rests_on_few(declared: Indicator, region: Region, ends: pd.DataFrame, least: int) -> bool:
    """Whether a count of persons is small at both ends, or the one that a ratio is made of at either."""
    if declared.unit == "persons":
        return bool(ends["value"].max() < least)
    if declared.rests_on is None:
        return False
    years = [int(year) for year in ends["value_year"]]
    return bool(series(declared.rests_on, region).loc[years, "value"].min() < least)


def _is_definition(crossed: Break) -> bool:
    return crossed.kind == "definition"


def _other_verdict(declared: Indicator, region: Region, ends: pd.DataFrame, verdict: str) -> str:
    """Say so when the verdict hangs on who is counted, where a change of definition lies between."""
    if declared.matched:
        return _unsteady_verdict(declared, region, ends, verdict)
    years = [int(year) for year in ends["value_year"]]
    crossed = [b for b in breaks_for(region, declared.id, years) if _is_definition(b)]
    if not crossed:
        return ""
    if declared.own or "stock" not in signature(compute_function(declared.id)).parameters:
        return f"A break lies between: {crossed[0].text} ({crossed[0].between[1]})"
    same = series(declared.id, region, stock="mandate_refugees").loc[years, "value"]
    change = same.iloc[1] - same.iloc[0]
    if status(change, _threshold(declared, same.iloc[0]), declared.direction) == verdict:
        return ""
    return "Refugees under UNHCR's mandate alone would give another status"


def _unsteady_verdict(declared: Indicator, region: Region, ends: pd.DataFrame, verdict: str) -> str:
    """Say so when the verdict hangs on countries that a steadier reading leaves out."""
    years = [int(year) for year in ends["value_year"]]
    steady = completed(matched_function(declared.id)(declared.id, region, *years, steady=True))
    start, end = steady["value"]
    same = status(end - start, _threshold(declared, start), declared.direction) == verdict
    whole = pd.notna(start) and pd.notna(end) and "partial" not in set(steady["status"])
    return "" if same and whole else str(steady["reason"].iloc[-1])
