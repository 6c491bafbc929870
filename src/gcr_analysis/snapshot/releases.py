"""UNHCR's releases side by side: which figures of one another does not carry, or carries otherwise."""

import pandas as pd

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.snapshot.store import as_of, load

FIGURE = ["series", "year", "origin", "asylum"]
"""What names a figure of a release."""
NEW_YEAR, NEW, GONE, REVISED, OTHER_DATE = "new year", "new", "gone", "revised", "other date"
"""Kinds of difference: a year that the earlier release did not reach, a figure that only one of them carries,
another number, and a number of another day (the middle of the year in one, its end in the other)."""


def releases() -> pd.DataFrame:
    """Return the releases in order of publication.

    Returns
    -------
    DataFrame
        Index ``release`` (``2025-12-r1``: the month that its last figures are of, and the revision);
        ``name`` (UNHCR's own), ``published`` and ``reference_date`` (ISO dates).

    Examples
    --------
    >>> releases().loc["2025-12-r1"].tolist()
    ['GT2025r1', '2026-06-25', '2025-12-31']
    """
    return load("release_dates").astype(str).sort_values("published").set_index("release")


def known_releases() -> list[str]:
    """Return the releases in order of publication, up to the one that the snapshot is as of.

    Examples
    --------
    >>> known_releases()[-1]
    '2025-12-r1'
    """
    known = list(releases().index)
    return known[: known.index(release(as_of())) + 1] if as_of() else known


def release(name: str) -> str:
    """Return the release that a name means: its own, UNHCR's, ``latest`` or ``previous``.

    Raises
    ------
    UnknownNameError
        Where there is none.

    Examples
    --------
    >>> release("GT2024"), release("latest")
    ('2024-12', '2025-12-r1')
    """
    known = releases()
    ids = list(known.index)
    named = {id.lower(): id for id in ids} | {
        own.lower(): id for own, id in zip(known["name"], ids, strict=True)
    }
    named |= {"latest": ids[-1], "previous": ids[-2]}
    if name.lower() not in named:
        raise UnknownNameError("release", name, [*ids, *known["name"], "latest", "previous"])
    return named[name.lower()]


def carried(name: str) -> pd.DataFrame:
    """Return every figure above zero of a release.

    Parameters
    ----------
    name
        As for `release`.

    Returns
    -------
    DataFrame
        Index `FIGURE`; ``persons``, and ``reference``: ``year_end``, or ``mid_year`` where it tells what
        stood in the middle of its last year.

    Examples
    --------
    >>> int(carried("GT2022")["persons"].groupby(level=["series", "year"]).sum()["refugees", 2022])
    29413033
    """
    places = {id: place for place, id in enumerate(releases().index)}
    place, rows = places[release(name)], load("releases")
    first, last = (rows[f"{end}_release"].map(places).astype("float64") for end in ("first", "last"))
    there = rows[(first <= place) & (last >= place) & rows["persons"].notna()]
    there = there.astype(dict.fromkeys(("series", "origin", "asylum", "reference"), "str"))
    return there.set_index(FIGURE)[["persons", "reference"]]


def differences(before: str, after: str) -> pd.DataFrame:
    """Return the figures in which two releases differ.

    Parameters
    ----------
    before, after
        Releases, as for `release`; the second was published later.

    Returns
    -------
    DataFrame
        One row a figure: the columns of `FIGURE`, ``before`` and ``after`` (persons, missing where one
        carries none), ``change`` (missing counted as none) and ``kind``, one of those of this module.

    Raises
    ------
    UnknownNameError
        Where there is no such release.
    GcrError
        Where *after* is not the later one.

    Examples
    --------
    >>> found = differences("GT2025", "GT2025r1")
    >>> len(found), int(found["change"].sum()), sorted(set(found["kind"]))
    (25, 6, ['new', 'revised'])
    """
    one, other = release(before), release(after)
    order = list(releases().index)
    if order.index(one) >= order.index(other):
        raise GcrError(f"{after} was not published after {before}: give the earlier release first")
    old, new = carried(one), carried(other)
    last = int(old.index.get_level_values("year").max())
    both = old.join(new, how="outer", suffixes=("_before", "_after"))
    both = both.rename(columns={"persons_before": "before", "persons_after": "after"})
    both["change"] = both["after"].fillna(0.0) - both["before"].fillna(0.0)
    both = both[both["change"] != 0].copy()
    both["kind"] = REVISED
    both.loc[both["before"].isna(), "kind"] = NEW
    both.loc[both["after"].isna(), "kind"] = GONE
    mixed = _mixed_years(old, new)
    of = both.index.get_level_values("year")
    both.loc[of.isin(mixed), "kind"] = OTHER_DATE
    both.loc[of > last, "kind"] = NEW_YEAR
    return both.reset_index()[[*FIGURE, "before", "after", "change", "kind"]]


def totals(before: str, after: str) -> pd.DataFrame:
    """Return the sums of each series and year in both releases.

    Parameters
    ----------
    before, after
        As for `differences`.

    Returns
    -------
    DataFrame
        Index ``series`` and ``year``; ``before`` and ``after``: persons, zero where a release has none.

    Examples
    --------
    >>> totals("GT2025", "GT2025r1").loc[("asylum_seekers", 2025)].astype(int).tolist()
    [8998091, 8998097]
    """
    sums = {
        side: carried(name)["persons"].groupby(level=["series", "year"]).sum()
        for side, name in (("before", before), ("after", after))
    }
    return pd.DataFrame(sums).fillna(0.0)


def _mixed_years(old: pd.DataFrame, new: pd.DataFrame) -> set[int]:
    """Return the years that one release gives for their middle and the other for their end."""
    days = [
        set(rows.reset_index()[["year", "reference"]].drop_duplicates().itertuples(index=False, name=None))
        for rows in (old, new)
    ]
    mid_year = [{int(year) for year, day in each if day == "mid_year"} for each in days]
    reached = [{int(year) for year, _ in each} for each in days]
    return (mid_year[0] ^ mid_year[1]) & reached[0] & reached[1]
