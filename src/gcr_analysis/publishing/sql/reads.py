"""What a query reads: of each table the rows and columns, and whether all these rows are in the figure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gcr_analysis import framework
from gcr_analysis.publishing.sql.conditions import bare, masked, split

_SELECT = re.compile(
    r"(?:\bselect (?P<what>(?:(?!\bselect\b).)*?) )?\bfrom (?P<of>(?:(?!\bfrom\b).)*?)"
    r"(?: where (?P<where>.*?))?(?P<then> (?:group by|having|order by|window|qualify|limit)\b.*)?$"
)
_HARMLESS = (  # which take no row out: prices, the place, ends of a change, a figure as a whole
    r" \* \( select max\(index\)[^']*'data/consumer_prices\.parquet' \)",
    r"where (?:\w+ in \(from members\)|\d+ > \d+)(?= group by| having|\)|$)",
    r"filter \(where year = \d+\)",
    r" having [^()]*(?:\([^()]*\)[^()]*)*$",
)
_YEARS = r"\byear (?:=|between) (\d+)(?: and (\d+)\b)?"
_TAKES_OUT = r"\b(?:where|join|having|qualify|filter|limit|distinct|count|max|arg_max|min|over)\b"


@dataclass(frozen=True)
class Read:
    """A part of a query that reads a table.

    Attributes
    ----------
    table
        The table.
    columns
        Its columns that the query uses, as the query names them first.
    side
        The column in which the query looks for the place; empty where it looks for none.
    where
        What its rows must fulfil: conditions that are joined by ``and``. Where a later step asks for years,
        the first to the last of them.
    whole
        Whether all these rows are in the figure, if the conditions can be read; else a later step of the
        query may leave some out.
    """

    table: str
    columns: tuple[str, ...]
    side: str
    where: tuple[str, ...]
    whole: bool


def reads(sql: str) -> tuple[Read, ...]:
    """List what a query reads, in its order.

    Examples
    --------
    >>> from gcr_analysis.publishing.sql import query
    >>> [read] = reads(query("idps_unhcr", "LBN", 2024))
    >>> read.columns, read.side, read.where[2:], read.whole
    (('idps', 'year', 'origin'), 'origin', ('idps > 0',), True)
    """
    line = bare(sql)
    parts = [part for block in _blocks(line) for part in _parts(block)]
    left = line
    for part in parts:
        if part["where"] and "'data/" in masked(part["of"]):
            left = left.replace(f" where {part['where']}", "", 1)
    for each in _HARMLESS:
        left = re.sub(each, "", left)
    whole = not re.search(_TAKES_OUT, left)
    sides = dict.fromkeys(re.findall(r"(\w+) in \((?:from members|select iso3)\b", line))
    return tuple(
        _read(table, part, sides, line, whole)
        for part in parts
        for table in re.findall(r"'data/(\w+)\.parquet'", masked(part["of"]))
    )


def _blocks(line: str) -> Iterator[str]:
    """The query, then what stands in each pair of brackets."""
    opened: list[int] = []
    yield line
    for at, letter in enumerate(line):
        if letter == "(":
            opened.append(at + 1)
        elif letter == ")":
            yield line[opened.pop() : at]


def _parts(block: str) -> Iterator[dict[str, str]]:
    """The clauses of each selection of a block, without those inside brackets."""
    hidden, start = masked(block), 0
    for part in hidden.split(" union all "):
        if found := _SELECT.search(part):
            spans = {name: found.span(name) for name in found.groupdict()}
            yield {
                name: block[start + first : start + last] if last > 0 else ""
                for name, (first, last) in spans.items()
            }
        start += len(part) + len(" union all ")


def _read(table: str, part: dict[str, str], sides: dict[str, None], line: str, whole: bool) -> Read:
    columns = {column.name: column for column in framework.tables()[table].columns}
    named = " ".join(part.values()) if part["what"] not in ("", "*") else line
    words = re.findall(r"\w+", re.sub(r"'[^']*'|\b(?:group|order) by\b", "", named))
    own = tuple(name for name in dict.fromkeys(words) if name in columns)
    renamed = {new: old for old, new in re.findall(r"(\w+) as (\w+)", part["what"])}
    found = {renamed.get(each, each) for each in sides} & {*own} or {renamed.get("iso3", "iso3")} & {*own}
    side = found.pop() if sides and len(found) == 1 else ""
    where = split(part["where"]) if part["where"] else ()
    years = [int(year) for pair in re.findall(_YEARS, line) for year in pair if year]
    if "year" in columns and years and not re.search(r"\byear\b", part["where"]):
        where, whole = (*where, f"year between {min(years)} and {max(years)}"), False
    return Read(table, own, side, where, whole and (bool(side) or not sides))
