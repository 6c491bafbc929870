"""Refugees' right to work in law and in practice, as a survey of experts scores hosts from 1 to 5.

The survey was made once, in 2022: it knows no change. A region's figure is the mean over the scored hosts,
weighted by the refugees whom they host. Scores rest on the law and on the answers of a few experts a country;
they measure something else than what UNHCR's operations report in percent, and the two stand side by side.
"""

from functools import cache, partial

import numpy as np
import pandas as pd

from gcr_analysis.framework import tables
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import by_country, cut, row, stock, year_column
from gcr_analysis.indicators.ends import no_ends
from gcr_analysis.indicators.measured import Measured, Words, both, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.self_reliance.results import by_host
from gcr_analysis.indicators.wording import NO_REFUGEES, without
from gcr_analysis.methods.types import Array
from gcr_analysis.methods.weighted import weighted_mean
from gcr_analysis.snapshot import load, sources
from gcr_analysis.snapshot.questions import question

TABLE = "refugee_work_rights"
LOWEST, HIGHEST = 1.0, 5.0
GAP = "gap"
NOT_SCORED = "The survey scored no host of the region"
NOT_SCORED_HERE = "The survey did not score it"
REPORTED = {"right_to_work": "decent_work_right", "free_movement": "free_movement"}
SCORES = ("law", "practice", GAP, "movement", "primary_school", "secondary_school")

no_change = partial(no_ends, "The survey was made once: no change is read")


def scored(score: str, sets: RegionSets) -> Measured:
    """Mean score of the hosts, weighted by the refugees whom they host.

    Parameters
    ----------
    score
        One of `SCORES`.
    sets
        The region sets.

    Examples
    --------
    >>> world = RegionSets.of("world")
    >>> [round(each(world).at(2022), 2) for each in (work_in_law, work_in_practice, work_gap)]
    [3.64, 3.03, 0.6]
    >>> work_gap(RegionSets.of("TZA", "PAK")).value[row(2022)].tolist()
    [2.0, -1.0]
    """
    values, hosted = by_place(score), stock("refugees")
    widest = HIGHEST - LOWEST
    least, most = (-widest, widest) if score == GAP else (LOWEST, HIGHEST)
    mean = weighted_mean(sets.groups, values, hosted, least=least, most=most)
    bounded = mean.coverage < 1
    found = Measured(
        mean.value,
        covered=year_column() == survey_year(),
        low=np.where(bounded, mean.low, np.nan),
        high=np.where(bounded, mean.high, np.nan),
        coverage=mean.coverage,
        words=both(said(sets.is_country, _experts(sets)), without(sets, hosted, ~np.isnan(values), "survey")),
    )
    none = both(said(sets.is_country, NOT_SCORED_HERE), said(~sets.is_country, NOT_SCORED))
    found = without_figure(found, np.isnan(mean.value), none, "not collected")
    return without_figure(found, sets.groups.total(hosted) == 0, NO_REFUGEES)


work_in_law = partial(scored, "law")
work_in_practice = partial(scored, "practice")
work_gap = partial(scored, GAP)
movement_in_practice = partial(scored, "movement")
primary_school_in_practice = partial(scored, "primary_school")
secondary_school_in_practice = partial(scored, "secondary_school")


def survey_year() -> int:
    """Year of the survey.

    >>> survey_year()
    2022
    """
    return int(sources()[tables()[TABLE].source].vintage[:4])


@cache
def by_place(score: str) -> Array:
    """Scores by country, in the year of the survey; a place that is no country is left out.

    >>> from gcr_analysis.indicators.arrays import codes
    >>> float(by_place("practice")[row(2022), codes().index("BGD")])
    2.0
    """
    rows = load(TABLE).dropna(subset=["country"])
    rows = rows.assign(year=survey_year(), gap=rows["law"] - rows["practice"])
    return by_country(rows, "country", score)


@question
def law_and_practice(region: Region, year: int) -> pd.DataFrame:
    """Set side by side what the survey says of each host and what UNHCR's operation there reports.

    Parameters
    ----------
    region
        The region as host.
    year
        Year of the refugees hosted. What operations report is their latest figure up to that year.

    Returns
    -------
    DataFrame
        By ISO3, the largest host first: ``refugees`` hosted; the scores (1 to 5) ``law``, ``practice``,
        ``gap`` (law less practice), ``movement``, ``primary_school``, ``secondary_school``; the percentages
        ``right_to_work`` and ``free_movement`` that operations report, each with its year in a column of the
        same name with ``_year``. Missing is not zero. Hosts that neither has are left out.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> found = law_and_practice(region("igad"), 2025).loc["KEN"]
    >>> found[["law", "practice", "right_to_work", "right_to_work_year"]].tolist()
    [4.0, 2.0, 73.0, 2024.0]
    """
    hosts = region.countries
    found = {"refugees": pd.Series(cut(stock("refugees"), hosts)[row(year)], index=list(hosts))}
    for score in SCORES:
        found[score] = pd.Series(cut(by_place(score), hosts)[row(survey_year())], index=list(hosts))
    for name, result in REPORTED.items():
        figures = cut(by_host(result), hosts)[: row(year) + 1]
        known = ~np.isnan(figures)
        last = len(figures) - 1 - known[::-1].argmax(axis=0)
        value = np.where(known.any(axis=0), figures[last, np.arange(len(hosts))], np.nan)
        found[name] = pd.Series(value, index=list(hosts))
        found[f"{name}_year"] = pd.Series(
            np.where(np.isnan(value), np.nan, last + year - row(year)), index=list(hosts)
        )
    table = pd.DataFrame(found).rename_axis("iso3")
    table = table[table["refugees"] > 0].dropna(subset=list(table)[1:], how="all")
    return table.sort_values("refugees", ascending=False, kind="stable")


@question
def answers(iso3: str) -> int | None:
    """On how many answers of experts the scores of a country rest; None where the survey does not say.

    >>> answers("KEN")
    8
    """
    return _numbers_of_answers().get(iso3)


@cache
def _numbers_of_answers() -> dict[str, int]:
    rows = load(TABLE).dropna(subset=["country", "experts"]).drop_duplicates("country")
    return dict(zip(rows["country"].astype("str"), map(int, rows["experts"]), strict=True))


def _experts(sets: RegionSets) -> Words:
    """Say on how many answers the scores of a single host rest."""

    def words(year: int, place: int) -> str:
        number = answers(sets.regions[place].countries[0])
        if number is None:
            return "The survey does not say on how many answers of experts it rests"
        return f"Rests on {number} {'answer' if number == 1 else 'answers'} of experts"

    return words
