"""Sums that must agree between tables: what a build refuses and a check reports."""

from collections.abc import Collection, Iterator, Mapping

import pandas as pd

STOCKS = ("refugees", "oip", "asylum_seekers", "idps", "others_of_concern", "host_community")
SIDES = ("origin", "asylum")
RETURNS = {"returned_refugees": "refugee_returns", "returned_idps": "idp_returns"}
PAIRS = ("population", "refugee_returns", "naturalisations", "displacement_flows")
NEEDED = frozenset({"demographics", "countries", "country_names", *RETURNS.values(), *PAIRS})
"""Tables between which the identities are."""


def broken(frames: Mapping[str, pd.DataFrame], older: Collection[str] = ()) -> list[str]:
    """Return the identities that do not hold, one line each; none when all is well.

    Parameters
    ----------
    frames
        Tables by id, as `load` returns them: those of `NEEDED` at least.
    older
        Tables that are of an earlier date than the others of their source: with these nothing has to agree.

    Examples
    --------
    >>> from gcr_analysis.framework import tables
    >>> from gcr_analysis.snapshot import load
    >>> broken({table: load(table) for table in tables()})
    []
    """
    by_age = () if "demographics" in older else _people_by_age(frames)
    return [*by_age, *_pairs(frames), *_names(frames)]


def _people_by_age(frames: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """People by age and sex add up to the stocks and the returns of each year.

    Stateless people are left out: since 2019 those by age and sex leave out stateless refugees.
    """
    by_age = frames["demographics"].pivot_table(
        index="year", columns="group", values="total", aggfunc="sum", observed=False
    )
    stocks = frames["population"].groupby("year")[list(STOCKS)].sum()
    returns = pd.DataFrame({g: frames[t].groupby("year")["persons"].sum() for g, t in RETURNS.items()})
    for group, totals in stocks.join(returns).items():
        stated = totals.reindex(by_age.index).fillna(0).astype("int64")
        found = by_age[group].fillna(0).astype("int64") if group in by_age else 0 * stated
        differing = stated.index[stated != found]
        if len(differing):
            year = differing[0]
            yield (
                f"demographics and totals differ for {group} in {year}: "
                f"{found[year]:,} by age and sex, {stated[year]:,} in all"
            )


def _pairs(frames: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """The sum over origins is the sum over countries of asylum: no row without either."""
    for table in PAIRS:
        frame = frames[table]
        amounts = [column for column in frame if column not in ("year", "origin", "asylum")]
        one, other = (frame.groupby(["year", side])[amounts].sum().groupby("year").sum() for side in SIDES)
        if not one.equals(other):
            yield f"table {table}: sums over origins and over countries of asylum differ"


def _names(frames: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Every country has an English name."""
    names = frames["country_names"]
    nameless = set(frames["countries"]["iso3"]) - set(names.loc[names["language"] == "en", "iso3"])
    if nameless:
        yield f"table country_names lacks the English name of {', '.join(sorted(nameless))}"
