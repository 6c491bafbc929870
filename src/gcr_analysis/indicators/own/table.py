"""A table of figures by country and year, checked cell by cell."""

from collections.abc import Iterator, Sequence

import pandas as pd

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Indicator, OwnSource
from gcr_analysis.framework.own import shown
from gcr_analysis.framework.own_models import FORMULA, OwnMeasure
from gcr_analysis.geography import country_name
from gcr_analysis.indicators.own.cells import (
    CellError,
    country,
    mistaken_for_iso3,
    unhcr_only,
    year,
)
from gcr_analysis.indicators.own.files import read_cells
from gcr_analysis.indicators.own.numbers import Mark, decimal_mark, number
from gcr_analysis.indicators.own.problems import Problems
from gcr_analysis.snapshot import latest_year

KEYS = ("iso3", "year")
SIDE = ("low", "high", "status")
STATUSES = ("computed", "proxy", "published")
TYPED = "published"
COLUMNS = ("indicator", "iso3", "year", "value", "low", "high", "status", "line")
SIGNED = ("US dollars", "US dollars per person", "coefficient", "index points", "standard deviations")
"""Units in which a figure may be below zero."""


def read_table(source: OwnSource) -> tuple[pd.DataFrame, Problems]:
    """Read and check the table of one own source.

    Parameters
    ----------
    source
        What its folder declares.

    Returns
    -------
    DataFrame
        A row a figure: ``indicator`` (id), ``iso3``, ``year``, ``value``, ``low``, ``high``, ``status`` and
        ``line`` in the file. Cells without a figure have no row.
    Problems
        What is wrong with it; where there is anything the rows are not to be used.

    Raises
    ------
    GcrError
        When the file cannot be read at all, or lacks a column.
    """
    assert source.figures is not None
    problems = Problems(shown(source.file))
    cells = read_cells(source.file, source.figures.sheet)
    cells.columns = [name.lower() if name.lower() in (*KEYS, *SIDE, "value", "indicator") else name
                     for name in cells.columns]  # fmt: skip
    for name in KEYS:
        if name not in cells:
            raise GcrError(f"{problems.where} has no column {name}: {_needs(cells)}")
    keys = _keys(cells, problems)
    pairs = list(zip(source.indicators, source.figures.measures, strict=True))
    _check_sides(cells, source.figures.measures, problems.where)
    _check_names(cells, source.figures.measures, problems)
    mark = _decimal_mark(cells, source.figures.measures, problems.where)
    rows = [
        row
        for indicator, measure in pairs
        for row in _figures(cells, keys, indicator, measure, problems, mark=mark)
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    _check_measures(table, pairs, problems)
    # An earlier release of the snapshot does not reach every year of the figures.
    table = table[table["year"] <= latest_year()].reset_index(drop=True)
    return table, problems


def _decimal_mark(cells: pd.DataFrame, measures: Sequence[OwnMeasure], where: str) -> Mark:
    columns = {_place(cells, measure, where)[0] for measure in measures} | (
        {"low", "high"} & {*cells.columns}
    )
    return decimal_mark(cell for column in columns for cell in cells[column])


def _check_sides(cells: pd.DataFrame, measures: Sequence[OwnMeasure], where: str) -> None:
    """Refuse intervals and statuses beside several columns of figures: whose they are nobody can tell."""
    columns = {_place(cells, measure, where)[0] for measure in measures}
    side = [name for name in SIDE if name in cells and name not in columns]
    if side and len(columns) > 1:
        raise GcrError(
            f"{where} has several columns of figures and {', '.join(side)}, which could belong to any: "
            "give each measure rows of its own, named in a column indicator"
        )


def _check_names(cells: pd.DataFrame, measures: Sequence[OwnMeasure], problems: Problems) -> None:
    """Tell each row whose measure is none of those declared."""
    if "indicator" not in cells or all(
        _place(cells, each, problems.where)[0] != "value" for each in measures
    ):
        return
    known = [measure.key for measure in measures]
    for line, name in cells["indicator"].items():
        if name not in known:
            error = UnknownNameError("measure", name, known) if name else "names no measure: write its id"
            problems.add(f"line {line}, column indicator", str(error), f"indicator {name}")


def _needs(cells: pd.DataFrame) -> str:
    return f"the first row must name iso3, year and value, and it names {', '.join(cells.columns[:6])}"


def _keys(cells: pd.DataFrame, problems: Problems) -> pd.DataFrame:
    """Country and year of each row; rows in which either is wrong are left out and told."""
    found = {}
    for line, row in cells.iterrows():
        read = {}
        for name, reads in (("iso3", country), ("year", year)):
            try:
                read[name] = reads(row[name])
            except CellError as error:
                problems.add(f"line {line}, column {name}", str(error), f"{name} {error.kind}")
        if len(read) == len(KEYS):
            found[line] = read
    check_codes(cells["iso3"].tolist(), "column iso3", problems)
    return pd.DataFrame.from_dict(found, orient="index", columns=list(KEYS))


def check_codes(cells: Sequence[str], place: str, problems: Problems) -> None:
    """Say when codes that are ISO3 may have been meant as UNHCR's own: AUS is Austria there."""
    theirs = unhcr_only(cells)
    for code, (here, there) in mistaken_for_iso3(cells).items():
        if theirs:
            what = f"the file has UNHCR’s own codes ({theirs[0]}), by which {code} is {there}, not {here}"
            problems.add(place, f"{what}: write all countries by ISO3")
        else:
            problems.remark(place, f"{code} is read as {here}, by ISO3; in UNHCR’s own codes it is {there}")


def _figures(
    cells: pd.DataFrame,
    keys: pd.DataFrame,
    indicator: Indicator,
    measure: OwnMeasure,
    problems: Problems,
    *,
    mark: Mark,
) -> Iterator[tuple[object, ...]]:
    column, rows = _place(cells, measure, problems.where)
    seen: dict[tuple[str, int], int] = {}
    for line, row in rows.iterrows():
        assert isinstance(line, int)
        if line not in keys.index:
            continue
        iso3, of_year = str(keys.loc[line, "iso3"]), int(keys.loc[line, "year"])  # type: ignore[arg-type]
        if (iso3, of_year) in seen:
            what = f"{iso3} {of_year} is in line {seen[iso3, of_year]} already: keep one of them"
            problems.add(f"line {line}", what, "twice")
            continue
        seen[iso3, of_year] = line
        if not row[column]:
            continue
        side = {name: row[name] if name in row and name != column else "" for name in SIDE}
        told = (
            _Cell(problems, line, name, indicator, measure, mark=mark) for name in (column, "low", "high")
        )
        value, low, high = (
            each.read(text) for each, text in zip(told, (row[column], side["low"], side["high"]), strict=True)
        )
        status = _status(side["status"], line, problems)
        if value is not None:
            _check_ends(value, low, high, line, problems)
            yield indicator.id, iso3, of_year, value, low, high, status, line


def _place(cells: pd.DataFrame, measure: OwnMeasure, where: str) -> tuple[str, pd.DataFrame]:
    """Where the figures of a measure are: the column, and the rows."""
    if measure.column is not None:
        if measure.column not in cells:
            raise UnknownNameError(f"column in {where}", measure.column, [*cells.columns])
        return measure.column, cells
    if measure.key in cells:
        return measure.key, cells
    if "value" not in cells:
        raise UnknownNameError(f"column in {where}", measure.key, [*cells.columns], _needs(cells))
    if "indicator" not in cells:
        return "value", cells
    return "value", cells[cells["indicator"] == measure.key]


class _Cell:
    """One cell with a figure: where it is, and what its measure allows."""

    def __init__(
        self,
        problems: Problems,
        line: int,
        column: str,
        indicator: Indicator,
        measure: OwnMeasure,
        *,
        mark: Mark,
    ) -> None:
        self.problems, self.place = problems, f"line {line}, column {column}"
        self.indicator, self.measure = indicator, measure
        self.mark: Mark = mark

    def read(self, text: str) -> float | None:
        """Return the figure; None where there is none, or one that cannot be."""
        if not text:
            return None
        try:
            value = number(text, self.mark)
        except CellError as error:
            self.problems.add(self.place, str(error), error.kind)
            return None
        unit = self.indicator.unit
        if unit not in SIGNED and value < 0:
            self.problems.add(self.place, f"{text} is below zero, and {unit} cannot be: mend it", "negative")
            return None
        if unit == "percent" and value > 100 and not self.measure.gross:
            remedy = "mend it, or say gross: true of a rate that counts people of any age"
            self.problems.add(self.place, f"{text} is above a hundred percent: {remedy}", "above")
            return None
        return value


def _status(text: str, line: int, problems: Problems) -> str:
    """Read a status; a figure that somebody types in is one that its producer gave out."""
    status = text.lower() or TYPED
    if status in STATUSES:
        return status
    place = f"line {line}, column status"
    if text.startswith(FORMULA):
        problems.add(place, f"{text!r:.40} begins like a formula: write {', '.join(STATUSES)}", "status")
    else:
        problems.add(place, str(UnknownNameError("status", text, STATUSES)), "status")
    return TYPED


def _check_ends(value: float, low: float | None, high: float | None, line: int, problems: Problems) -> None:
    if (low is None) != (high is None):
        problems.add(f"line {line}", "has one end of an interval: give low and high, or neither", "ends")
    elif low is not None and high is not None and not low <= value <= high:
        what = f"{value:g} is not between low {low:g} and high {high:g}: mend one of the three"
        problems.add(f"line {line}", what, "ends")


def _check_measures(
    table: pd.DataFrame, pairs: Sequence[tuple[Indicator, OwnMeasure]], problems: Problems
) -> None:
    """Look at each measure as a whole: is there any figure, are its zeros figures, are its shares percent?"""
    for indicator, measure in pairs:
        rows = table[table["indicator"] == indicator.id]
        if rows.empty:
            if not problems.lines:
                problems.add(
                    "", f"there is no figure of {measure.key}: type some in, or take the measure out"
                )
            continue
        values = rows["value"]
        if (values == 0).all():
            what = "every figure is zero: leave a cell empty where nothing is known"
            problems.remark(f"measure {measure.key}", what)
        else:
            for iso3, own in rows.groupby("iso3")["value"]:
                if len(own) > 1 and (own == 0).all():
                    what = f"every figure of {country_name(str(iso3))} is zero: leave cells empty if unknown"
                    problems.remark(f"measure {measure.key}", what)
        if indicator.unit == "percent" and values.max() <= 1 and (values % 1 != 0).any():
            problems.remark(f"measure {measure.key}", "no share is above one: percent are written 0 to 100")
