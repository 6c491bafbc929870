"""A new release joins those that the snapshot carries: the same compact table, one release longer."""

from collections.abc import Mapping

import pandas as pd

from gcr_analysis.framework import tables
from gcr_analysis.snapshot.as_released import FLOWS
from gcr_analysis.snapshot.releases import FIGURE


def released(frames: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return every figure above zero of the tables that a release carries.

    Parameters
    ----------
    frames
        Tables by id: those of `EXCHANGED` at least.

    Returns
    -------
    Series
        Persons, ``Int64``; index `FIGURE`, sorted.

    Examples
    --------
    >>> from gcr_analysis.snapshot import load
    >>> from gcr_analysis.snapshot.as_released import EXCHANGED
    >>> now = released({name: load(name) for name in EXCHANGED})
    >>> int(now["refugee_returns"].groupby(level="year").sum()[2022])
    999261
    """
    pair = ["year", "origin", "asylum"]
    stocks = frames["population"]
    found = [
        stocks[[*pair, name]].rename(columns={name: "persons"}).assign(series=name)
        for name in stocks.columns.difference(pair)
    ]
    for name, sides in FLOWS.items():
        both = {"origin": sides["origin"], "asylum": sides.get("asylum", sides["origin"])}
        made = {side: frames[name][ours] for side, ours in both.items()}
        found.append(pd.DataFrame({**made, **frames[name][["year", "persons"]], "series": name}))
    texts = dict.fromkeys(("series", "origin", "asylum"), "str")
    every = pd.concat([rows.astype(texts) for rows in found], ignore_index=True)
    return every[every["persons"] > 0].set_index(FIGURE)["persons"].sort_index()


def join(
    rows: pd.DataFrame, dates: pd.DataFrame, figures: pd.Series, release: Mapping[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Add a release to the tables `releases` and `release_dates`.

    Parameters
    ----------
    rows, dates
        The two tables, as `gcr_analysis.snapshot.load` returns them.
    figures
        What the new release carries, as `released` returns it; of year ends only.
    release
        The new row of `release_dates`.

    Returns
    -------
    tuple of DataFrame
        Both tables, sorted by their keys. A value that the release before carried too is said to last until
        the new one; another value, and a figure that is gone, are new rows.

    Examples
    --------
    >>> from gcr_analysis.snapshot import load
    >>> from gcr_analysis.snapshot.as_released import EXCHANGED
    >>> rows, dates = load("releases"), load("release_dates")
    >>> figures = released({name: load(name) for name in EXCHANGED})
    >>> new = {"release": "2025-12-r2", "name": "x", "published": "2026-09-01"}
    >>> new["reference_date"] = "2025-12-31"
    >>> longer, more = join(rows, dates, figures, new)
    >>> len(longer) == len(rows), len(more) - len(dates)
    (True, 1)
    """
    key, last = [*FIGURE, "first_release"], dates.sort_values("published")["release"].astype(str).iloc[-1]
    plain = rows.astype(dict.fromkeys((*key, "last_release", "reference"), "str") | {"year": "int64"})
    current = plain[plain["last_release"] == last].set_index(FIGURE)
    every = current.index.union(figures.index)
    before, now = current["persons"].reindex(every), figures.reindex(every)
    was = current["reference"].reindex(every)
    same = ((before == now) & (was == "year_end")).fillna(False) | (before.isna() & now.isna())
    name = release["release"]
    kept = plain.set_index(FIGURE)
    lasting = (kept["last_release"] == last) & kept.index.isin(every[same])
    kept["last_release"] = kept["last_release"].mask(lasting, name)
    fresh = pd.DataFrame(
        {
            "first_release": name,
            "last_release": name,
            "reference": "year_end",
            "persons": now[~same],
        }
    )
    longer = pd.concat([kept, fresh]).reset_index()
    longer = longer[[column.name for column in tables()["releases"].columns]]
    more = pd.concat([dates.astype("str"), pd.DataFrame([dict(release)])], ignore_index=True)
    return longer.sort_values(list(tables()["releases"].key), ignore_index=True), more.sort_values(
        "release", ignore_index=True
    )


def next_id(dates: pd.DataFrame, year: int) -> str:
    """Return the id of a further release whose last figures are of the end of *year*.

    Examples
    --------
    >>> next_id(pd.DataFrame({"release": ["2025-06", "2025-12", "2025-12-r1"]}), 2025)
    '2025-12-r2'
    >>> next_id(pd.DataFrame({"release": ["2025-12"]}), 2026)
    '2026-12'
    """
    taken, base = set(dates["release"].astype(str)), f"{year}-12"
    names = [base, *(f"{base}-r{number}" for number in range(1, len(taken) + 2))]
    return next(name for name in names if name not in taken)
