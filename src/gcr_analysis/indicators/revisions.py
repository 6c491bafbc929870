"""Revision bands: how far later releases may still move a figure, by what they did to those of past releases.

Each past end-year release is set against the latest one, for every country and every declared region set.
Figures that a release gives for the middle of a year take no part, and neither do figures that a later
release no longer carries: a column that went missing is no revision.
"""

from functools import cache, lru_cache

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import regions
from gcr_analysis.indicators.arrays import EARLIEST, FIRST_YEAR, by_country
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods import revisions as method
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot import latest_year, load


def bands_of(declared: Indicator, sets: RegionSets, value: Array, value_year: Array) -> tuple[Array, Array]:
    """Revision bands of a measure's figures, by what the measure declares.

    Parameters
    ----------
    declared
        The measure: a figure that it ``revises`` in proportion to a series is moved like it, one that is a
        ``share_of`` a series by what its part and the rest may do.
    sets
        The region sets that the figures are of, as host, origin or destination, as the series says.
    value, value_year
        Figures in the measure's unit and their own years: shape (rows, sets).

    Returns
    -------
    tuple of array, shape (rows, sets)
        Low and high in the measure's unit, the figure itself between them: equal to it where four of five
        past figures of this age and size were left alone. Missing where no past figure tells, and for a
        measure that declares neither.

    Raises
    ------
    UnknownNameError
        When the measure declares a series that does not exist.

    Examples
    --------
    >>> world = RegionSets.of("world")
    >>> returns = framework.indicators()["refugee_returns"]
    >>> bands = bands_of(returns, world, np.array([[4_362_272.0]]), np.array([[2025]]))
    >>> [round(float(end[0, 0]) / 1e6, 1) for end in bands]
    [4.4, 5.4]
    """
    series = declared.revises or declared.share_of
    if series is None:
        return np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    low, high = (
        np.take_along_axis(factors, value_year.astype(int) - FIRST_YEAR, axis=0)
        for factors in revision_factors(series, sets)
    )
    if not declared.share_of:
        return value * low, value * high
    bands = method.share_band(value / 100, low, high)
    return 100 * bands[0], 100 * bands[1]


@lru_cache(256)
def revision_factors(series: str, sets: RegionSets) -> tuple[Array, Array]:
    """Bands of figures as factors, low and high: shape (years from `FIRST_YEAR` on, sets)."""
    rule = framework.revisions()
    own = np.arange(FIRST_YEAR, latest_year() + 1)
    at = np.minimum(own, _last_end_year()) - EARLIEST
    persons = sets.groups.total(_by_country(series, _releases().index[-1])[at])
    age = np.minimum(latest_year() - own, rule.oldest)[:, None]
    size = np.searchsorted(rule.sizes, persons, side="right")
    low, high = _factors(series)
    return low[age, size], high[age, size]


@cache
def _factors(series: str) -> tuple[Array, Array]:
    """Ends of the bands of a series: shape (ages, classes of size)."""
    rule = framework.revisions()
    low, high = (np.full((rule.oldest + 1, len(rule.sizes) + 1), np.nan) for _ in range(2))
    for (of_age, of_size), band in _bands(series)[["low", "high"]].iterrows():
        low[of_age, of_size], high[of_age, of_size] = band
    return low, high


def carried(series: str, sets: RegionSets) -> tuple[tuple[str, str, dict[int, Array]], ...]:
    """Persons that each release carried of the end of each year.

    Parameters
    ----------
    series
        A series of `framework/revisions.yaml`.
    sets
        The region sets.

    Returns
    -------
    tuple
        For each release for the end of a year, in order of publication: UNHCR's name, the day of publication
        (ISO date), and by year the persons of each set, shape (sets,), zero where the release has nobody.

    Raises
    ------
    UnknownNameError
        When there is no such series.

    Examples
    --------
    >>> rounds = carried("refugee_returns_by_origin", RegionSets.of("world"))
    >>> [(name, int(persons[2022][0])) for name, _, persons in rounds if name in ("GT2022", "GT2025r1")]
    [('GT2022', 339261), ('GT2025r1', 999261)]
    """
    first = min(_past_releases()) - framework.revisions().ages
    return tuple(
        (
            name,
            published,
            {year: sets.groups.total(persons[[year - EARLIEST]])[0] for year in range(first, last + 1)},
        )
        for name, published, last, persons in _year_ends(series)
    )


@cache
def _year_ends(series: str) -> tuple[tuple[str, str, int, Array], ...]:
    """Name, day, last year and persons by year and country of each release for the end of a year."""
    return tuple(
        (str(told["name"]), str(told["published"]), int(told["end_year"]), _by_country(series, str(release)))
        for release, told in _releases().iterrows()
        if told["year_end"]
    )


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


@cache
def _bands(series: str) -> pd.DataFrame:
    rule = framework.revisions()
    return method.bands(_moved(series), rule.level, rule.fewest)


@cache
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
    sets = _every_set()
    totals = sets.groups.total(_by_country(series, release))
    index = pd.RangeIndex(EARLIEST, EARLIEST + len(totals))
    return pd.DataFrame(totals, index, [each.id for each in sets]).where(lambda persons: persons > 0)


@cache
def _every_set() -> RegionSets:
    return RegionSets(regions())


@cache
def _by_country(series: str, release: str) -> Array:
    """Persons in a release: shape (years up to the last release's, countries), zero where it has nobody."""
    place = _releases()["place"][release]
    declared = _series(series)
    rows = _figures(declared.of, declared.side)
    carried = rows[(rows["first"] <= place) & (rows["last"] >= place)]
    return np.nan_to_num(by_country(carried, declared.side, "persons", last=_last_end_year()), nan=0.0)


@cache
def _figures(of: tuple[str, ...], side: str) -> pd.DataFrame:
    """End-year figures of some series, each with the places of the first and last release that carried it."""
    rows = load("releases")
    first_year = min(_past_releases()) - framework.revisions().ages
    recent = (rows["year"] >= first_year) & (rows["reference"] == "year_end")
    carried = ["year", side, "first_release", "last_release", "persons"]
    rows = rows.loc[recent & rows["series"].isin(of) & rows["persons"].notna(), carried]
    place = _releases()["place"]
    return rows.assign(
        first=rows["first_release"].map(place).astype(int), last=rows["last_release"].map(place).astype(int)
    )


@cache
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
