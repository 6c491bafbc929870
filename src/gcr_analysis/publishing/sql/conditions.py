"""Conditions of the queries, read again over the rows of a table: which rows each of them takes."""

import operator
import re
from collections.abc import Callable, Collection
from typing import Any

import numpy as np
import pandas as pd

from gcr_analysis.methods.types import Flags
from gcr_analysis.snapshot import load

_COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_LATEST = r"\(select max\((\w+)\) from 'data/(\w+)\.parquet'(?: where year <= (\d+))?\)"


def bare(sql: str) -> str:
    """Write a query on one line without its comments, and the latest year of a table where it asks for one.

    >>> bare("where year  -- of the figure\\n  = (select max(year) from 'data/population.parquet')")
    'where year = 2025'
    """
    line = " ".join(re.sub(r"--.*", "", sql).split())
    return re.sub(_LATEST, lambda found: _latest(*found.groups()), line)


def masked(text: str) -> str:
    """Hide what stands in brackets and quotes, save addresses of tables, behind as many dots.

    >>> masked("where unit = 'persons' and country in (from members)")
    'where unit = ········· and country in ··············'
    """

    def dots(found: re.Match[str]) -> str:
        return found[0] if found[0].startswith("'data/") else "·" * len(found[0])

    text = re.sub(r"'[^']*'", dots, text)
    while (outer := re.sub(r"\([^()]*\)", dots, text)) != text:
        text = outer
    return text


def split(where: str) -> tuple[str, ...]:
    """Take a condition apart at each ``and``.

    >>> split("year between 2020 and 2024 and not (plan = 'syria' and country = 'JOR')")
    ('year between 2020 and 2024', "not (plan = 'syria' and country = 'JOR')")
    """
    hidden = re.sub(r"between \d+ and", lambda found: "·" * len(found[0]), masked(where))
    ends = [0, *(end for found in re.finditer(r" and ", hidden) for end in found.span()), len(where)]
    return tuple(where[start:end].strip() for start, end in zip(ends[::2], ends[1::2], strict=True))


def taken(rows: pd.DataFrame, condition: str, members: Collection[str]) -> Flags | None:
    """Return which rows a condition takes; None of one that is not read here.

    >>> rows = pd.DataFrame({"year": [2024, 2025], "asylum": ["LBN", "JOR"]})
    >>> taken(rows, "year >= 2025", []).tolist(), taken(rows, "asylum in (from members)", ["LBN"]).tolist()
    ([False, True], [True, False])
    >>> taken(rows, "not (year = 2025 and asylum <> 'LBN')", []).tolist(), taken(rows, "year = last", [])
    ([True, False], None)
    """
    if found := re.fullmatch(r"(\d+) (\S+) (\d+)", condition):
        return np.full(len(rows), _COMPARED[found[2]](int(found[1]), int(found[3])))
    if found := re.fullmatch(r"not \((.*)\)", condition):
        parts = split(found[1])
        each = [mask for part in parts if (mask := taken(rows, part, members)) is not None]
        return ~np.all(each, axis=0) if len(each) == len(parts) else None
    if found := re.fullmatch(r"(?:coalesce\()?([\w, ]+?)\)? is not null", condition):
        columns = found[1].split(", ")
        return rows[columns].notna().any(axis=1).to_numpy() if {*columns} <= {*rows} else None
    found = re.fullmatch(r'"?(\w+)"? (.*)', condition)
    if not found or found[1] not in rows:
        return None
    return _of_column(rows, found[1], found[2], members)


def _of_column(rows: pd.DataFrame, name: str, told: str, members: Collection[str]) -> Flags | None:
    column = rows[name]
    if found := re.fullmatch(r"between (\d+) and (\d+)", told):
        return column.between(int(found[1]), int(found[2])).fillna(False).to_numpy(bool)
    if told == "in (from members)":
        return column.isin([*members]).to_numpy(bool)
    if found := re.fullmatch(r"(not )?in \(((?:'[^']*'|\d+)(?:, (?:'[^']*'|\d+))*)\)", told):
        inside = column.isin([_literal(each) for each in re.findall(r"'[^']*'|\d+", found[2])])
        return (~inside & column.notna() if found[1] else inside).to_numpy(bool)
    if not (found := re.fullmatch(r"(=|<>|<=?|>=?) (\w+|'[^']*')", told)):
        return None
    other: Any = _literal(found[2]) if found[2] not in rows else rows[found[2]].astype("object")
    if isinstance(other, str) and found[2][0] != "'":
        return None
    column = column if isinstance(other, int) else column.astype("object")
    return (_COMPARED[found[1]](column, other).fillna(False).astype(bool) & column.notna()).to_numpy(bool)


def _literal(text: str) -> Any:
    return int(text) if text.isdigit() else text.strip("'")


def _latest(column: str, table: str, until: str | None) -> str:
    rows = load(table)
    found = max({*(rows[rows["year"] <= int(until)] if until else rows)[column]})
    return f"'{found}'" if isinstance(found, str) else str(found)
