"""A list of what a figure is made from, and whether it adds up to the figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose, isnan
from typing import Any

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing.place import name_of
from gcr_analysis.numbers import significant

MOST = 20
"""Rows of a list that stand by themselves; the others are one row."""
ADDS_UP = "Together they are the figure."


@dataclass(frozen=True)
class Inputs:
    """A list of what a figure is made from, the largest first.

    Attributes
    ----------
    title, note
        What is listed, and how it is to be read.
    columns
        Heads of the columns.
    rows
        Cells: names, numbers, None where there is no figure.
    rest
        The last row, of all others together; empty where there are none.
    """

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    rest: tuple[Any, ...] = ()


def same(added: float, figure: float) -> bool:
    """Whether what is added up is a figure; nothing is what no figure has.

    >>> same(0.1 + 0.2, 0.3), same(0, float("nan")), same(7473, 7652)
    (True, True, False)
    """
    return isclose(added, 0 if isnan(figure) else figure, rel_tol=1e-9, abs_tol=1e-6)


def added_up(years: Sequence[int], added: Sequence[float], figures: Sequence[float]) -> str:
    """Say whether a list adds up to its figures, and in which years by how much it does not.

    >>> added_up([2015, 2016], [12, 7473], [12, 7652])
    'In 2016 they add up to 7,473, and the figure is 7,652. In other years, together they are the figure.'
    """
    apart = [each for each in zip(years, added, figures, strict=True) if not same(*each[1:])]
    said = [
        f"In {year} they add up to {_written(total)}, and "
        + ("there is no figure." if isnan(figure) else f"the figure is {_written(figure)}.")
        for year, total, figure in apart
    ]
    if len(apart) < len(years):
        said.append(f"In other years, {ADDS_UP[0].lower()}{ADDS_UP[1:]}" if apart else ADDS_UP)
    return " ".join(said)


def head(table: str, name: str) -> str:
    """Return what a column of a table is called; one of places as its description begins."""
    column = framework.tables()[table].column(name)
    if column.type == "iso3":
        return re.split("[;.]", column.description)[0]
    return name.replace("_", " ").capitalize()


def place(code: Any) -> str | None:
    """Return the name of a place; None of no place."""
    return None if pd.isna(code) else name_of(str(code))


def numbers(column: np.ndarray) -> list[float | None]:
    """Return numbers as cells."""
    return [None if np.isnan(value) else float(value) for value in column]


def _written(value: float) -> str:
    return f"{significant(value):,}".removesuffix(".0").replace("-", "−")
