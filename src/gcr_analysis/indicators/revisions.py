"""Revision bands: how far later releases may still move a figure, by what they did to those of past releases.

Each past end-year release is set against the latest one, for every country and every declared region set.
Figures that a release gives for the middle of a year take no part, and neither do figures that a later
release no longer carries: a column that went missing is no revision.
"""

from collections.abc import Iterable
from functools import partial

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region, region, regions
from gcr_analysis.methods import revisions as method
from gcr_analysis.snapshot import latest_year, load
from gcr_analysis.snapshot.used import remembered


def revision_band(series: str, region: Region, year: int, value: float) -> tuple[float, float]:
    """Between which figures later releases are likely to leave a figure of a region and year.

    Parameters
    ----------
    series
        A series of ``framework/revisions.yaml``, such as ``refugee_returns_by_origin``.
    region
        The region set that the figure is of: as host, origin or destination, as the series says.
    year
        The figure's own year.
    value
        The figure: persons, or a ratio that is revised in proportion to them.

    Returns
    -------
    tuple of float
        Low and high, in the figure's unit, the figure itself between them: equal to it where four of five
        past figures of this age and size were left alone. Both are missing where no past figure tells.

    Raises
    ------
    UnknownNameError
        When no series has that name.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> low, high = revision_band("refugee_returns_by_origin", region("world"), 2025, 4_362_272.0)
    >>> round(low / 1e6, 1), round(high / 1e6, 1)
    (4.4, 5.4)
    >>> revision_band("refugees_by_asylum", region("world"), 2020, 24.5)
    (24.5, 24.5)
    """
    band = revision_factors(series, region, [year]).iloc[0]
    return value * float(band["low"]), value * float(band["high"])


def figure_bands(declared: Indicator, region: Region, figures: pd.DataFrame) -> pd.DataFrame:
    """Revision bands of a measure's figures, by what the measure declares.

    Parameters
    ----------
    declared
        The measure: a figure that it ``revises`` in proportion to a series is moved like it, one that is a
        ``share_of`` a series by what its part and the rest may do.
    region
        The region set that the figures are of.
    figures
        A row a figure: ``value`` and ``value_year``.

    Returns
    -------
    DataFrame
        ``low`` and ``high`` in the measure's unit, row by row; missing for a measure that declares neither.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> declared = framework.indicators()["protracted_share"]
    >>> figures = pd.DataFrame({"value": [67.0], "value_year": [2024]})
    >>> figure_bands(declared, region("world"), figures).values.tolist()
    [[67.0, 67.0]]
    """
    series = declared.revises or declared.share_of
    if series is None:
        return pd.DataFrame(float("nan"), index=figures.index, columns=["low", "high"])
    factors = revision_factors(series, region, figures["value_year"]).set_axis(figures.index)
    if declared.share_of:
        return 100 * method.share_band(figures["value"] / 100, factors["low"], factors["high"])
    return factors.mul(figures["value"], axis=0)


def revision_factors(series: str, region: Region, years: Iterable[int]) -> pd.DataFrame:
    """Band of a region's figures of some years, as factors ``low`` and ``high``: a row a year, in order."""
    return _factors(series, region, tuple(years))


@partial(remembered, size=4096)  # many measures are revised like one series, in the same years
def _factors(series: str, region: Region, years: tuple[int, ...]) -> pd.DataFrame:
    rule = framework.revisions()
    own = pd.Series(years)
    latest = _by_country(series, _releases().index[-1]).reindex(columns=list(region.countries)).sum(axis=1)
    persons = own.clip(upper=_last_end_year()).map(latest).fillna(0.0)
    alike = method.classes(latest_year() - own, persons, rule.sizes, rule.oldest)
    found = _bands(series)[["low", "high"]].reindex(pd.MultiIndex.from_frame(alike))
    return found.set_axis(own)


def revision_bands() -> pd.DataFrame:
    """Factors between which later releases kept figures, for each series, age and class of size.

    Returns
    -------
    DataFrame
        A row a class: ``series``, ``age`` (years), ``size`` (0 for the smallest class), ``low``, ``high``
        (factors), ``figures``, and the shares (0 to 1) ``moved`` and ``withdrawn``.

    Examples
    --------
    >>> bands = revision_bands().set_index(["series", "age", "size"])
    >>> bands.loc[("refugee_returns_by_origin", 1, 2), ["low", "high"]].round(2).tolist()
    [0.65, 1.23]
    """
    tables = {name: _bands(name) for name in framework.revisions().series}
    return pd.concat(tables, names=["series"]).reset_index()


def furthest_moves() -> pd.DataFrame:
    """Large figures that later releases moved furthest, in proportion: one for each series and age.

    Returns
    -------
    DataFrame
        Index ``series`` and ``age`` (years); ``place`` (a region set), ``year``, the figure ``then`` and
        ``now`` (persons), and ``factor``, the one over the other. Figures that a past release did not have,
        or that the latest no longer has, moved by no proportion and are not among them.

    Examples
    --------
    >>> move = furthest_moves().loc[("idp_returns", 0)]
    >>> move["place"], int(move["year"]), int(move["then"]), int(move["now"])
    ('world', 2022, 5708166, 8324166)
    """
    rule = framework.revisions()
    moved = pd.concat({name: _moved(name) for name in rule.series}, names=["series"]).reset_index("series")
    large = moved[moved["factor"].notna() & (moved["size"] == len(rule.sizes))]
    by_size = large.assign(by=np.log(large["factor"]).abs()).sort_values(["by", "then"], ascending=False)
    return by_size.groupby(["series", "age"]).first()[["place", "year", "then", "now", "factor"]]


def revision_record() -> pd.DataFrame:
    """What share of figures bands hold, when one release after the other is held back from making them.

    Returns
    -------
    DataFrame
        A row a series and age: ``series``, ``age`` (years), ``nominal`` (0 to 1), ``figures`` and the share
        of them ``inside`` (0 to 1), ``large`` and ``large_inside``, the same for the class of largest
        figures, and ``beyond``, how far those outside went past the band in the median, as a share of the
        figure; missing where all are inside.

    Examples
    --------
    >>> record = revision_record().set_index(["series", "age"])
    >>> bool(record.loc[("refugee_returns_by_origin", 0), "inside"] > 0.8)
    True
    """
    rule = framework.revisions()
    by_series = {name: method.held_back(_moved(name), rule.level, rule.fewest) for name in rule.series}
    told = pd.concat(by_series, names=["series"]).reset_index("series")
    by = ["series", "age"]
    record = told.groupby(by)["inside"].agg(figures="size", inside="mean")
    largest = (
        told[told["size"] == len(rule.sizes)].groupby(by)["inside"].agg(large="size", large_inside="mean")
    )
    beyond = told[~told["inside"]].groupby(by)["beyond"].median()
    record = record.join(largest).join(beyond).fillna({"large": 0}).astype({"large": "int64"})
    record.insert(0, "nominal", rule.level)
    return record.loc[list(rule.series)].reset_index()


@remembered
def _bands(series: str) -> pd.DataFrame:
    rule = framework.revisions()
    return method.bands(_moved(series), rule.level, rule.fewest)


@remembered
def _moved(series: str) -> pd.DataFrame:
    """Every country's and region set's figures in each past end-year release, and what became of them."""
    rule = framework.revisions()
    now = _totals(series, _releases().index[-1])
    rounds = []
    for end_year, release in _past_releases().items():
        then = _totals(series, release).loc[end_year - rule.ages : end_year]
        figures = pd.DataFrame({"then": then.stack(), "now": now.reindex_like(then).stack()})
        rounds.append(figures.rename_axis(["year", "place"]).reset_index().assign(release=end_year))
    return method.factors(pd.concat(rounds, ignore_index=True), rule.sizes, rule.oldest)


def _totals(series: str, release: str) -> pd.DataFrame:
    """Persons in a release: a row a year, a column a country or region set; missing where it has nobody."""
    by_country = _by_country(series, release)
    members = _members()
    totals = by_country.reindex(columns=members.index, fill_value=0.0) @ members
    return totals.where(totals > 0)


@remembered
def _by_country(series: str, release: str) -> pd.DataFrame:
    """Persons in a release: a row a year, a column a country, zero where it has nobody."""
    place = _releases()["place"][release]
    declared = _series(series)
    rows = _figures(declared.of, declared.side)
    carried = rows[(rows["first"] <= place) & (rows["last"] >= place)]
    return carried.groupby(["year", "country"])["persons"].sum().unstack(fill_value=0.0)


@remembered
def _figures(of: tuple[str, ...], side: str) -> pd.DataFrame:
    """End-year figures of some series, each with the places of the first and last release that carried it."""
    rows = load("releases")
    first_year = min(_past_releases()) - framework.revisions().ages
    recent = (rows["year"] >= first_year) & (rows["reference"] == "year_end")
    rows = rows[recent & rows["series"].isin(of) & rows["persons"].notna()]
    place = _releases()["place"]
    return pd.DataFrame(
        {
            "year": rows["year"],
            "country": rows[side].astype("str"),
            "first": rows["first_release"].astype("str").map(place),
            "last": rows["last_release"].astype("str").map(place),
            "persons": rows["persons"].astype(float),
        }
    )


@remembered
def _members() -> pd.DataFrame:
    """Which country is in which region set: a row a country, a column a set, single countries included."""
    sets = regions()
    codes = region("world").countries
    inside = [np.isin(codes, chosen.countries) for chosen in sets]
    return pd.DataFrame(np.array(inside, dtype=float).T, index=codes, columns=[chosen.id for chosen in sets])


@remembered
def _releases() -> pd.DataFrame:
    """Releases in order of publication, with their ``place`` in it and their last ``end_year``."""
    dates = load("release_dates")
    dates = dates.assign(release=dates["release"].astype("str")).sort_values("published", ignore_index=True)
    reference = pd.to_datetime(dates["reference_date"])
    of_year_end = reference.dt.month == 12
    return dates.assign(
        place=dates.index, year_end=of_year_end, end_year=reference.dt.year - (~of_year_end).astype(int)
    ).set_index("release")


def _past_releases() -> dict[int, str]:
    """First release of each end-year but the last, which nothing has followed yet."""
    first = _releases()[_releases()["year_end"]].reset_index().groupby("end_year")["release"].first()
    return {int(year): release for year, release in first.items() if year < _last_end_year()}


def _last_end_year() -> int:
    return int(_releases()["end_year"].max())


def _series(name: str) -> framework.RevisedSeries:
    known = framework.revisions().series
    if name not in known:
        raise UnknownNameError("revised series", name, known)
    return known[name]
