"""Shares of people estimated from the answers of a survey, by its design.

The library `svy` does the estimation. It and Polars are imported when there is a survey, and only then.
"""

import os
from dataclasses import dataclass
from typing import Any

import pandas as pd

from gcr_analysis.errors import MissingPackageError
from gcr_analysis.indicators.own.microdata import FEWEST, Wave

LEVEL = 95.0  # percent of intervals that hold the share, were the survey made again and again
LEAST_FREEDOM = 1  # degrees of freedom: with fewer there is no standard error at all
SURE_FREEDOM = 5  # with fewer, the standard error itself is hardly known
_NONE = float("nan")
_DIGITS = 10  # significant: more hang on the order in which a machine adds


@dataclass(frozen=True)
class Estimate:
    """An estimate of a share, in percent.

    Parameters
    ----------
    indicator, iso3, year
        What it is of.
    value, low, high
        The estimate and the ends of its interval of `LEVEL` percent.
    error
        Its standard error, in percentage points.
    answers
        How many answers it rests on.
    clusters, strata
        Of the whole survey.
    freedom
        Degrees of freedom: clusters with any answer less strata with any. Below `LEAST_FREEDOM` the estimate
        is withheld: value, ends and error are not numbers.
    """

    indicator: str
    iso3: str
    year: int
    value: float
    low: float
    high: float
    error: float
    answers: int
    clusters: int
    strata: int
    freedom: int

    @property
    def withheld(self) -> bool:
        """Whether its answers leave no degree of freedom, so that no error and no interval follow."""
        return self.freedom < LEAST_FREEDOM

    @property
    def few(self) -> bool:
        """Whether it rests on so few answers that its interval is itself unsure."""
        return self.answers < FEWEST

    @property
    def narrow(self) -> bool:
        """Whether it rests on so few clusters that its interval is itself unsure."""
        return LEAST_FREEDOM <= self.freedom < SURE_FREEDOM


def estimated(wave: Wave, *, centre: bool = False) -> list[Estimate]:
    """Estimate every measure that somebody answered.

    Parameters
    ----------
    wave
        The answers of one country and year, in which each stratum has two clusters or more.
    centre
        Let a stratum with one cluster be compared with the mean of all of them.

    Returns
    -------
    list of Estimate
        In the order of the measures. Standard errors are those of a ratio, by Taylor linearisation, between
        clusters within strata and with replacement. A subgroup, and those who answered, are a domain of the
        whole design: clusters without any of them count. Intervals are symmetric on the logit scale, so that
        they stay within 0 and 100. Their degrees of freedom are the clusters with any of them less the strata
        with any. Where all answered alike, they are the intervals of Korn and Graubard.

    Raises
    ------
    GcrError
        When the library for surveys is not installed.

    Notes
    -----
    Binder, D. A. (1983), On the variances of asymptotically normal estimators from complex surveys,
    International Statistical Review 51. Korn, E. L. and Graubard, B. I. (1998), Confidence intervals for
    proportions with small expected number of positive counts, Survey Methodology 24. Lumley, T. (2010),
    Complex Surveys: A Guide to Analysis Using R, Wiley, of which `svy` follows the methods.

    Examples
    --------
    >>> clusters = list("aabbccdd")
    >>> design = pd.DataFrame({"weight": 1.0, "stratum": "all", "cluster": clusters})
    >>> answers = pd.DataFrame({"works": [1.0, 1, 0, 1, 0, 0, 1, 0]})
    >>> [estimate] = estimated(Wave("LBN", 2024, design, answers))
    >>> estimate.value, round(estimate.error, 4), estimate.answers
    (50.0, 20.4124, 8)
    """
    svy, polars = _libraries()
    rows = pd.concat([wave.design, wave.answers.fillna(0.0)], axis=1)
    asked = wave.answers.notna()
    frame = polars.DataFrame(
        {name: rows[name].tolist() for name in rows}
        | {f"_{id}": asked[id].tolist() for id in asked}
    )  # fmt: skip
    design = svy.Design(
        stratum="stratum", psu="cluster", wgt="weight", singleton="center" if centre else None
    )
    sample = svy.Sample(frame, design)
    known = [id for id in wave.answers if asked[id].any()]
    return [_estimate(svy, sample, str(id), wave) for id in known]


def _estimate(svy: Any, sample: Any, id: str, wave: Wave) -> Estimate:
    freedom = degrees_of_freedom(wave, id)
    shares = (_NONE,) * 4 if freedom < LEAST_FREEDOM else _shares(svy, sample, id, wave)
    value, low, high, error = shares
    return Estimate(
        indicator=id,
        iso3=wave.iso3,
        year=wave.year,
        value=value,
        low=low,
        high=high,
        error=error,
        answers=int(wave.answers[id].notna().sum()),
        clusters=wave.design["cluster"].nunique(),
        strata=wave.design["stratum"].nunique(),
        freedom=freedom,
    )


def degrees_of_freedom(wave: Wave, id: str) -> int:
    """Clusters with any answer to a measure less strata with any.

    >>> design = pd.DataFrame({"weight": 1.0, "stratum": ["a", "a", "b"], "cluster": ["a1", "a2", "b1"]})
    >>> degrees_of_freedom(Wave("LBN", 2024, design, pd.DataFrame({"works": [1.0, 0, 1]})), "works")
    1
    """
    inside = wave.design[wave.answers[id].notna()]
    return inside["cluster"].nunique() - inside["stratum"].nunique()


def _shares(svy: Any, sample: Any, id: str, wave: Wave) -> tuple[float, ...]:
    """Return the estimate, the ends of its interval, and its standard error."""
    alike = wave.answers[id].dropna().nunique() == 1
    made = sample.estimation.prop(
        id,
        where=svy.col(f"_{id}"),
        method="taylor",
        ci_method="korn-graubard" if alike else "logit",
        alpha=1 - LEVEL / 100,
    )
    levels = {level["y_level"]: level for level in made.to_dicts()}
    found = levels.get(1.0)
    if found is None:  # nobody is counted: the share of the others is all
        others = levels[0.0]
        found = {**others, "est": 0.0, "lci": 1 - others["uci"], "uci": 1 - others["lci"]}
    return tuple(_percent(found[name]) for name in ("est", "lci", "uci", "se"))


def _percent(share: float) -> float:
    return float(f"{100 * share:.{_DIGITS}g}")


def _libraries() -> tuple[Any, Any]:
    # One thread: who makes notes already uses all cores, and sums are always added in one order.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    try:
        import polars
        import svy
    except ImportError:
        raise MissingPackageError("a survey", "svy", "survey") from None
    return svy, polars
