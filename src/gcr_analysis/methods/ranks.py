"""Ranks of countries on several dimensions at once, under every weighting that one could reasonably choose.

No weighting of dimensions is right by itself, and a country's place can hang on it. So the weights are drawn
at random, many times, and a country's rank is told as the interval that most weightings agree on.
"""

import numpy as np
import pandas as pd

DRAWS = 2_000
SEED = 1951
LEVEL = 0.90


def rank_intervals(
    dimensions: pd.DataFrame,
    draws: int = DRAWS,
    level: float = LEVEL,
    least: float = 0.5,
    seed: int = SEED,
) -> pd.DataFrame:
    """Rank countries under random weights of their dimensions, from the best, with intervals.

    On each dimension a country's score is the share of the other countries with a figure that it is better
    than, ties counting half: units and outliers have no say. A draw gives every dimension a weight, all
    weightings that sum to one being equally likely, and ranks the countries by their weighted scores.

    A dimension that a country lacks is not guessed. Its rank is worked out twice: with the worst score on all
    that it lacks, and with the best, while the other countries' missing ones stay in the middle. The
    interval spans both, so that a country of which little is known has a wide one.

    Parameters
    ----------
    dimensions
        A row a country, a column a dimension, all with more as better; missing where there is no figure.
    draws
        Number of weightings.
    level
        Share of weightings that the interval holds, as much outside on either side.
    least
        Share of the dimensions that a country must have to be ranked at all.
    seed
        Start of the draws: the same gives the same ranks.

    Returns
    -------
    DataFrame
        A row a ranked country, by ``rank``, which is its median over the weightings with what it lacks in
        the middle, 1 for the best and ties sharing theirs; ``low`` and ``high``, the best and the worst rank
        that the interval reaches; ``known``, the number of dimensions with a figure.

    Notes
    -----
    Saisana, M., Saltelli, A. & Tarantola, S. (2005), Uncertainty and sensitivity analysis techniques as tools
    for the quality assessment of composite indicators, Journal of the Royal Statistical Society A 168 (2).
    Weights from a flat Dirichlet distribution; for missing dimensions the bounds of Manski (2003), Partial
    Identification of Probability Distributions, Springer.

    Examples
    --------
    >>> conditions = pd.DataFrame({"peace": [3.0, 2.0, 1.0], "income": [9.0, 5.0, np.nan]}, index=[*"ABC"])
    >>> rank_intervals(conditions)[["low", "high", "known"]].astype(int).values.tolist()
    [[1, 1, 2], [2, 3, 1], [2, 3, 2]]
    """
    enough = dimensions.notna().mean(axis=1) >= least
    ranked = dimensions[enough]
    columns = ["rank", "low", "high", "known"]
    if ranked.empty:
        return pd.DataFrame(columns=columns, index=ranked.index)
    scores = _scores(ranked)
    weights = np.random.default_rng(seed).dirichlet(np.ones(ranked.shape[1]), size=draws)
    middle = _ranks(scores.fillna(0.5).to_numpy() @ weights.T)
    best, worst = (_ranks_with(scores, weights, score) for score in (1.0, 0.0))
    tail = (1 - level) / 2
    table = pd.DataFrame(
        {
            "rank": np.median(middle, axis=1),
            "low": np.quantile(best, tail, axis=1, method="lower"),
            "high": np.quantile(worst, 1 - tail, axis=1, method="higher"),
            "known": ranked.notna().sum(axis=1).to_numpy(),
        },
        index=ranked.index,
    )
    return table.sort_values("rank", kind="stable")


def _scores(dimensions: pd.DataFrame) -> pd.DataFrame:
    """Share of the other countries with a figure that each is better than, dimension by dimension."""
    others = dimensions.notna().sum() - 1
    return (dimensions.rank() - 1) / others.where(others > 0)


def _ranks(composites: np.ndarray) -> np.ndarray:
    """Ranks from the highest down in each column, ties sharing the mean of theirs."""
    return pd.DataFrame(-composites.round(12)).rank().to_numpy()


def _ranks_with(scores: pd.DataFrame, weights: np.ndarray, missing: float) -> np.ndarray:
    """Rank each country with *missing* for what it lacks, against the others with 0.5 for what they lack."""
    against = (scores.fillna(0.5).to_numpy() @ weights.T).round(12)
    own = (scores.fillna(missing).to_numpy() @ weights.T).round(12)
    ranks = []
    for place in range(len(scores)):
        others = np.delete(against, place, axis=0)
        ranks.append(1 + (others > own[place]).sum(axis=0) + (others == own[place]).sum(axis=0) / 2)
    return np.array(ranks)
