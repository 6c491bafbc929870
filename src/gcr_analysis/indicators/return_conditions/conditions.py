"""What people would return to: violence, rule of law, the economy, food, risk and human development.

A region's figure is the mean over the countries that its refugees come from, weighted by refugees from each
at the end of the year. A change is read with the weights of the later year at both ends, so that it is one of
conditions and not of who flees. A country's figure of up to three years before stands in where its own has
not come, and is named.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from gcr_analysis.framework import tables
from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators import frames
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.indicators.return_conditions.conflict import ONE_PLACE, TOGETHER, deaths_per_100000
from gcr_analysis.indicators.return_conditions.origins import stock
from gcr_analysis.indicators.return_conditions.wording import NOBODY_FROM_HERE
from gcr_analysis.methods.ratios import carried_forward
from gcr_analysis.methods.weighted import MatchedChange, matched_change, weighted_mean
from gcr_analysis.snapshot import latest_year, load, sources
from gcr_analysis.snapshot.used import remembered

OLDEST_YEARS = 3
LEAST_COVERAGE = 0.5
TOO_FEW = "Countries with figures at both ends are the origin of less than half of the refugees"
NAMED = 3  # countries that a reason names


def conflict_deaths_per_100000(region: Region, years: Years) -> Measured:
    """Deaths from organised violence in the year per hundred thousand inhabitants.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> conflict_deaths_per_100000(region("UKR"), (2024,))["value"].round().tolist()
    [180.0]
    """
    table = _mean("conflict_deaths_per_100000", region, years)
    joint = region.is_country and region.countries[0] in ONE_PLACE
    return table.assign(reason=TOGETHER) if joint else table


def political_stability(region: Region, years: Years) -> Measured:
    """Political stability and absence of violence, in standard deviations around the world's mean.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> political_stability(region("SYR"), (2023,))["value"].round(2).tolist()
    [-2.75]
    """
    return _mean("political_stability", region, years)


def rule_of_law(region: Region, years: Years) -> Measured:
    """Rule of law, an estimate in standard deviations around the world's mean.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> rule_of_law(region("AFG"), (2023,))["value"].round(2).tolist()
    [-1.65]
    """
    return _mean("rule_of_law", region, years)


def gdp_per_capita_growth(region: Region, years: Years) -> Measured:
    """Growth of real gross domestic product per head in the year, in percent.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> gdp_per_capita_growth(region("SDN"), (2024,))["value"].round(1).tolist()
    [-14.7]
    """
    return _mean("gdp_per_capita_growth", region, years)


def undernourishment(region: Region, years: Years) -> Measured:
    """Percent of people who are undernourished.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> undernourishment(region("SOM"), (2023,))["value"].round(1).tolist()
    [53.2]
    """
    return _mean("undernourishment", region, years)


def inform_risk(region: Region, years: Years) -> Measured:
    """INFORM Risk of humanitarian crises and disasters, 0 to 10: one vintage, which knows no change.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> inform_risk(region("AFG"), (2024, 2025))["value"].to_dict()
    {2025: 7.8}
    """
    return _mean("inform_risk", region, years)


def human_development(region: Region, years: Years) -> Measured:
    """Human Development Index, 0 to 1.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> human_development(region("COD"), (2023,))["value"].tolist()
    [0.522]
    """
    return _mean("human_development", region, years)


@remembered
def governance(dimension: str, edition: str | None = None) -> pd.DataFrame:
    """Estimates of one dimension of governance: a row a year, a column a code. One edition's where named."""
    rows = load("governance")
    rows = rows[(rows["dimension"] == dimension) & (rows["edition"] == (edition or rows["edition"]))]
    return _wide(rows, "estimate")


@remembered
def development(indicator: str) -> pd.DataFrame:
    """One of the World Bank's indicators: a row a year, a column a code."""
    rows = load("development")
    return _wide(rows[rows["indicator"] == indicator], "value")


@remembered
def human_development_index() -> pd.DataFrame:
    """Human Development Index: a row a year, a column a code."""
    return _wide(load("human_development"), "hdi")


@remembered
def risk() -> pd.DataFrame:
    """INFORM Risk: one row, the year of the vintage, and a column a code."""
    vintage = int(sources()[tables()["inform_risk"].source].vintage[:4])
    return _wide(load("inform_risk").assign(year=vintage), "risk")


VALUES: dict[str, Callable[[], pd.DataFrame]] = {
    "conflict_deaths_per_100000": deaths_per_100000,
    "political_stability": lambda: governance("political_stability"),
    "rule_of_law": lambda: governance("rule_of_law"),
    "gdp_per_capita_growth": lambda: development("gdp_per_capita_growth"),
    "undernourishment": lambda: development("undernourishment"),
    "inform_risk": risk,
    "human_development": human_development_index,
}


def latest(wide: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fill each country's gaps with its figure of up to three years before; values and their years."""
    every_year = wide.reindex(range(int(wide.index.min()), latest_year() + 1))
    return carried_forward(every_year, OLDEST_YEARS)


@remembered
def latest_of(id: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Latest figures of a condition, by its id: see `latest`."""
    return latest(VALUES[id]())


def matched_ends(id: str, region: Region, baseline_year: int, year: int, *, steady: bool = False) -> Measured:
    """Both ends of a condition's change on the countries that have a figure at both.

    A country that enters the data between would move the mean, however steady the conditions.

    Parameters
    ----------
    id
        Id of the condition's indicator.
    region
        The region that people come from.
    baseline_year, year
        The two ends; a country's figure of up to three years before stands in.
    steady
        Leave out the country that moves the mean most, as long as the others are the origin of half of the
        refugees.

    Returns
    -------
    Measured
        Two rows, of the baseline year and of the year, with the figures' own years.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> ends = matched_ends("human_development", region("igad"), 2016, 2025)
    >>> ends["value"].round(3).tolist(), ends["value_year"].tolist(), ends["coverage"].round(2).tolist()
    ([0.411, 0.457], [2016, 2023], [0.86, 0.86])
    """
    wide = VALUES[id]()
    values, of_year = latest_of(id)
    own = [min(asked, int(wide.index.max())) for asked in (baseline_year, year)]
    if own[0] < wide.index.min() or year - own[1] > OLDEST_YEARS:
        return measured(pd.Series(float("nan"), [baseline_year, year]), reason="No figure for both years")
    start, end = (values.loc[asked, list(region.countries)] for asked in own)
    people = _people(region, [year]).loc[year]
    matched, reason = matched_change(start, end, people), ""
    if steady:
        matched, reason = _without_one(start, end, people, matched)
    if region.is_country:
        own = [int(of_year.loc[asked, region.countries[0]]) for asked in own if matched.countries] or own
    some = matched.countries and matched.coverage >= LEAST_COVERAGE
    return measured(
        pd.Series([matched.start, matched.end], [baseline_year, year]),
        coverage=matched.coverage,
        value_year=own,
        status="computed",
        reason=reason if some else TOO_FEW,
    )


def _without_one(
    start: pd.Series, end: pd.Series, people: pd.Series, matched: MatchedChange
) -> tuple[MatchedChange, str]:
    """Leave out the country that moves the mean most, where the others are the origin of half or more."""
    moves = ((end - start) * people).abs()
    if not moves.max() > 0:
        return matched, ""
    largest = str(moves.idxmax())
    others = matched_change(start.drop(largest), end.drop(largest), people.drop(largest))
    hold = float(people.drop(largest)[start.notna() & end.notna()].sum() / people.sum())
    if hold < LEAST_COVERAGE:
        return matched, ""
    return others, f"The change hangs on one country of origin: {country_name(largest)}"


def _people(region: Region, years: Sequence[int]) -> pd.DataFrame:
    """Refugees from each country at the end of each year; one country's own figure needs none."""
    people = stock("refugees").loc[list(years), list(region.countries)]
    return people.clip(lower=1.0) if region.is_country else people


def _mean(id: str, region: Region, years: Years) -> Measured:
    wide = VALUES[id]()
    values, of_year = latest_of(id)
    first, last = int(wide.index.min()), int(wide.index.max())
    covered = [year for year in years if first <= year <= last]
    values, of_year = (frame.loc[covered, list(region.countries)] for frame in (values, of_year))
    if region.is_country:
        own = values.iloc[:, 0]
        return measured(own, coverage=own.notna().astype(float), value_year=of_year.iloc[:, 0])
    weights = _people(region, covered)
    mean = weighted_mean(values, weights, least=-np.inf, most=np.inf)
    table = measured(mean["value"], coverage=mean["coverage"], reason=_older(of_year, weights))
    return without_figure(table, weights.sum(axis=1) == 0, NOBODY_FROM_HERE)


def _older(of_year: pd.DataFrame, people: pd.DataFrame) -> pd.Series:
    """Name the countries whose figure is of an earlier year, those with most refugees first."""
    older = of_year.lt(pd.Series(of_year.index, of_year.index), axis=0) & (people > 0)
    told = pd.Series("", of_year.index, dtype="object")
    for year in older.index[older.any(axis=1)]:
        named = people.loc[year][older.loc[year]].sort_values(ascending=False, kind="stable").index
        told[year] = _earlier(of_year.loc[year, named])
    return told


def _earlier(years: pd.Series) -> str:
    if years.empty:
        return ""
    names = [f"{country_name(str(code))} {int(year)}" for code, year in years.head(NAMED).items()]
    more = len(years) - len(names)
    return f"Figures of an earlier year: {', '.join(names)}" + (f" and {more} more" if more > 0 else "")


def _wide(rows: pd.DataFrame, value: str) -> pd.DataFrame:
    wide = rows.assign(iso3=rows["iso3"].astype("str")).pivot(index="year", columns="iso3", values=value)
    return wide.astype("float64").reindex(columns=frames.codes())
