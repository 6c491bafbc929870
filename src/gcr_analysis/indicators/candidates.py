"""Steps in the figures that somebody has to look at: large residuals, and people moved between groups.

The rule is declared in `framework/residuals.yaml`. What it finds is no break: a break is declared in
`framework/breaks.yaml` with the dated document that says so, a residual without one is judged in the ledger.
"""

from collections.abc import Iterator
from itertools import permutations

import numpy as np
import pandas as pd

from gcr_analysis.framework import Break, JudgedResidual, breaks, residual_rule
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.pair_flows import ARRIVALS, DEPARTURES, FLOWS, PAIR, by_pair, pairs
from gcr_analysis.snapshot import latest_year, load

GROUPS = ("refugees", "oip", "others_of_concern")
EMPTY = 0.01  # of the other year's figure: with no more people than that a group begins, or ends
ALIKE = (0.5, 2.0)  # people who entered one group over those who left the other


def large_residuals(year: int) -> pd.DataFrame:
    """Residuals of a year that are large by the rule of `framework/residuals.yaml`, declared or not.

    A host has a row of its own where what its pairs with a row leave over is large again.

    Parameters
    ----------
    year
        A year from `FIRST_YEAR` + 1 on.

    Returns
    -------
    DataFrame
        A row for each pair or host, the largest first: ``year``, ``origin`` (empty for all origins),
        ``asylum``, ``start``, ``end``, ``recorded`` and ``residual`` (persons), ``caveat`` (whether the
        source has one on refugees there in the year: a place to look for an explanation, and no explanation
        by itself), and ``covered``: the id of the break that explains it, ``judged`` when it is in the
        ledger, or empty.

    Examples
    --------
    >>> found = large_residuals(2025)
    >>> found[["origin", "asylum", "residual", "covered"]].values.tolist()[0]
    ['AFG', 'IRN', -452273, '']
    """
    table = pairs(year)[["start", "end", "recorded", "residual"]]
    of_pairs = table[_large(table)].reset_index()
    rest = table.groupby("asylum")["residual"].sum() - of_pairs.groupby("asylum")["residual"].sum().reindex(
        table.index.unique("asylum"), fill_value=0
    )
    hosts = table.groupby("asylum").sum()
    of_hosts = hosts[_large(hosts) & _large(hosts.assign(residual=rest))].reset_index().assign(origin="")
    found = pd.concat([of_pairs, of_hosts]).assign(year=year)
    found = found.astype(dict.fromkeys(["start", "end", "recorded", "residual"], "int64"))
    found["caveat"] = [
        _has_caveat(year, *pair, ("refugees", "oip"))
        for pair in zip(found["origin"], found["asylum"], strict=True)
    ]
    found["covered"] = [_covered(row) for row in found.to_dict("records")]
    found = found.sort_values("residual", key=lambda each: -each.abs(), ignore_index=True, kind="stable")
    return found[["year", *PAIR, "start", "end", "recorded", "residual", "caveat", "covered"]]


def moved(year: int) -> pd.DataFrame:
    """People who left one group and entered another in the same pair and year: reclassifications.

    The groups are refugees, other people in need of international protection (OIP) and others of concern. Net
    of the flows recorded for it, one group falls and another rises; and one begins where the other ends, or
    one begins or ends and the two steps are of about the same size.

    Parameters
    ----------
    year
        A year from `FIRST_YEAR` + 1 on.

    Returns
    -------
    DataFrame
        A row for each pair, the largest first: ``year``, ``origin``, ``asylum``, ``left`` and ``entered``
        (the groups), ``persons`` (the smaller of the two steps), ``caveat`` (whether the source has one on
        either group, host and year) and ``covered``: the id of the break that declares it, or empty.

    Examples
    --------
    >>> found = moved(2025)
    >>> found[["asylum", "left", "entered", "persons"]].head(2).values.tolist()
    [['IRN', 'refugees', 'oip', 879500], ['KAZ', 'refugees', 'oip', 48391]]
    """
    steps = {group: _steps(year, group) for group in GROUPS}
    rows = [row for left, entered in permutations(GROUPS, 2) for row in _moves(year, left, entered, steps)]
    columns = ["year", *PAIR, "left", "entered", "persons", "caveat", "covered"]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values("persons", ascending=False, ignore_index=True, kind="stable")


def open_candidates(year: int | None = None) -> pd.DataFrame:
    """What the rule finds in a year and neither a break nor the ledger covers.

    Parameters
    ----------
    year
        The latest end-year when not given.

    Returns
    -------
    DataFrame
        ``year``, ``origin``, ``asylum``, ``persons``, ``caveat`` and ``what`` (in words), large residuals
        first.

    Examples
    --------
    >>> found = open_candidates(2025)
    >>> found[["origin", "asylum", "persons"]].head(2).values.tolist()
    [['AFG', 'IRN', -452273], ['SDN', 'EGY', 404683]]
    """
    year = latest_year() if year is None else year
    residuals = large_residuals(year)
    way = residuals["residual"].map(lambda each: "more" if each > 0 else "fewer")
    residuals["what"] = way + " than the recorded flows account for"
    moves = moved(year)
    moves = moves.assign(what="from " + moves["left"] + " to " + moves["entered"])
    found = pd.concat([residuals.rename(columns={"residual": "persons"}), moves], ignore_index=True)
    return found.loc[found["covered"] == "", ["year", *PAIR, "persons", "caveat", "what"]].reset_index(
        drop=True
    )


def stale_judgements() -> list[tuple[JudgedResidual, int]]:
    """Entries of the ledger whose residual has changed since, each with the residual of today.

    Examples
    --------
    >>> stale_judgements()
    []
    """
    known = range(FIRST_YEAR + 1, latest_year() + 1)
    now = [(entry, _residual_of(entry)) for entry in residual_rule().judged if entry.year in known]
    return [(entry, today) for entry, today in now if today != entry.persons]


def told(year: int | None = None) -> list[str]:
    """Say what `open_candidates` found and which judgements are stale, a line each.

    Examples
    --------
    >>> told(2025)[1]
    '  AFG in IRN: 452,273 people fewer than the recorded flows account for (the source has a caveat)'
    """
    found = open_candidates(year)
    lines = [
        f"{len(found)} steps of {latest_year() if year is None else year} that no break and no judgement "
        "covers: declare a dated document in framework/breaks.yaml, or judge them in framework/residuals.yaml"
    ]
    for row in found.to_dict("records"):
        pair = f"{row['origin']} in {row['asylum']}" if row["origin"] else f"all in {row['asylum']}"
        caveat = " (the source has a caveat)" if row["caveat"] else ""
        lines.append(f"  {pair}: {abs(row['persons']):,} people {row['what']}{caveat}")
    return (lines if len(found) else []) + [
        f"framework/residuals.yaml: the residual of {entry.origin or 'all'} in {entry.asylum} in "
        f"{entry.year} was judged at {entry.persons:,} and is {today:,} now: judge it again"
        for entry, today in stale_judgements()
    ]


def _residual_of(entry: JudgedResidual) -> int:
    table = pairs(entry.year)["residual"]
    here = table[table.index.get_level_values("asylum") == entry.asylum]
    return int(here.sum() if entry.origin is None else here.get((entry.origin, entry.asylum), 0))


def _large(table: pd.DataFrame) -> pd.Series:
    rule, size = residual_rule(), table["residual"].abs()
    return (size >= rule.least_people) & (size * 100 > rule.least_percent * table["recorded"])


def _covered(row: dict[str, object]) -> str:
    """What explains a residual: a break of the series of refugees, or a judgement of this very residual."""
    for declared in breaks():
        if "refugees" in declared.series and declared.only_with is None and _meets(declared, row):
            return declared.id
    for entry in residual_rule().judged:
        place = (entry.year, entry.origin or "", entry.asylum, entry.persons)
        if place == (row["year"], row["origin"], row["asylum"], row["residual"]):
            return "judged"
    return ""


def _meets(declared: Break, row: dict[str, object]) -> bool:
    return (
        declared.between[1] == row["year"]
        and declared.asylum in (None, row["asylum"])
        and declared.origin in (None, row["origin"])
    )


def _moves(
    year: int, left: str, entered: str, steps: dict[str, pd.DataFrame]
) -> Iterator[tuple[object, ...]]:
    gone, come = steps[left], steps[entered]
    in_both = gone.index.intersection(come.index)
    gone, come = gone.loc[in_both], come.loc[in_both]
    fall, rise = -gone["net"], come["net"]
    begins = come["before"] <= EMPTY * come["after"]
    ends = gone["after"] <= EMPTY * gone["before"]
    alike = (rise >= ALIKE[0] * fall) & (rise <= ALIKE[1] * fall)
    persons = np.minimum(fall, rise)[(fall > 0) & (rise > 0) & ((begins & ends) | ((begins | ends) & alike))]
    rule = residual_rule()
    for (origin, asylum), count in zip(persons.index, persons, strict=True):
        caveat = _has_caveat(year, origin, asylum, (left, entered))
        if count >= (rule.least_moved_with_caveat if caveat else rule.least_moved):
            covered = _declared_move(year, origin, asylum, entered)
            yield year, origin, asylum, left, entered, int(count), caveat, covered


def _steps(year: int, group: str) -> pd.DataFrame:
    """A group before and after by pair, and its step net of the flows that are recorded for it."""
    before, after = (by_pair("population", [group], each) for each in (year - 1, year))
    table = pd.DataFrame({"before": before, "after": after}).fillna(0.0)
    net = table["after"] - table["before"]
    for flow, sign in _flows_of(group):
        net = net.sub(sign * by_pair(*flow, year).reindex(net.index, fill_value=0.0))
    return table.assign(net=net)


def _flows_of(group: str) -> Iterator[tuple[tuple[str, tuple[str, ...]], int]]:
    """Recorded flows in (1) and out (-1) of a group; returns are taken as those of refugees."""
    if group == "oip":
        yield ("displacement_flows", ("oip",)), 1
    if group == "refugees":
        yield ("displacement_flows", ("refugees", "refugee_like")), 1
        yield ARRIVALS["by_decision"], 1
        yield from ((FLOWS[name], -1) for name in DEPARTURES if name != "resettlement_arrivals")


def _has_caveat(year: int, origin: str, asylum: str, groups: tuple[str, ...]) -> bool:
    """Whether the source has a caveat on one of the groups for the pair, the host or the origin."""
    rows = load("caveats")
    rows = rows[(rows["year"] == year) & rows["series"].isin(groups)]
    named = rows[["origin", "asylum"]].notna().any(axis=1)
    here = (rows["origin"].isna() | (rows["origin"] == origin)) & (
        rows["asylum"].isna() | (rows["asylum"] == asylum)
    )
    return bool((named & here).any())


def _declared_move(year: int, origin: str, asylum: str, entered: str) -> str:
    """Id of the break that declares a reclassification, or that the group it entered begins in the year."""
    row: dict[str, object] = {"year": year, "origin": origin, "asylum": asylum}
    declared = (b for b in breaks() if b.kind == "reclassification" or b.only_with == entered)
    return next((b.id for b in declared if "protracted_situations" not in b.series and _meets(b, row)), "")
