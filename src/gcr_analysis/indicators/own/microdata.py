"""The answers of a survey, checked, as numbers: who answered what, in which stratum and cluster."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework import OwnSource
from gcr_analysis.framework.own import shown
from gcr_analysis.framework.own_models import Among, Survey, SurveyMeasure, plain_code
from gcr_analysis.indicators.own.cells import CellError, country, year
from gcr_analysis.indicators.own.files import read_cells
from gcr_analysis.indicators.own.numbers import Mark, decimal_mark, number
from gcr_analysis.indicators.own.problems import Problems
from gcr_analysis.indicators.own.table import check_codes
from gcr_analysis.snapshot import latest_year

MOST_UNANSWERED = 20  # percent: with more, those who answered may be another kind of people
FEWEST = 30  # answers: with fewer, an interval itself is unsure
_ONE = 1


@dataclass(frozen=True)
class Wave:
    """What one survey asked in one country and year.

    Parameters
    ----------
    iso3, year
        Where and when.
    design
        A row a person or household: ``weight``, ``stratum``, ``cluster``.
    answers
        The same rows, a column a measure (by its indicator): 1 counted, 0 not, missing where there is no
        answer or the measure is not about that person.
    unanswered
        By indicator, the percentage without an answer of those whom the measure is about.
    """

    iso3: str
    year: int
    design: pd.DataFrame
    answers: pd.DataFrame
    unanswered: Mapping[str, float] = field(default_factory=dict)


def read_waves(source: OwnSource) -> tuple[tuple[Wave, ...], Problems]:
    """Read and check the answers of one own source.

    Parameters
    ----------
    source
        What its folder declares.

    Returns
    -------
    tuple of Wave
        By country and year.
    Problems
        What is wrong with the file; where there is anything the waves are not to be used.

    Raises
    ------
    GcrError
        When the file cannot be read at all, or lacks a column.
    """
    survey = source.survey
    assert survey is not None
    problems = Problems(shown(source.file))
    cells = read_cells(source.file, survey.sheet)
    _require_columns(cells, survey, problems.where)
    places = _places(cells, survey, problems)
    measures = {each.id: of for each, of in zip(source.indicators, survey.measures, strict=True)}
    mark = _decimal_mark(cells, survey)
    design = _design(cells, survey, mark, problems)
    inside = pd.DataFrame(
        {id: _inside(cells, measure.among, mark, problems) for id, measure in measures.items()},
        index=cells.index,
    )
    answers = pd.DataFrame(
        {id: _answers(cells, measure, problems) for id, measure in measures.items()}, index=cells.index
    ).where(inside)
    waves = []
    for (iso3, of_year), own in places.groupby(["iso3", "year"]):
        wave = Wave(str(iso3), int(of_year), design.loc[own.index], answers.loc[own.index],  # type: ignore[arg-type]
                    _unanswered(answers.loc[own.index], inside.loc[own.index]))  # fmt: skip
        _check_wave(wave, survey, problems)
        waves.append(wave)
    for id in answers if not problems.lines else ():
        if answers[id].isna().all():
            problems.add("", f"nobody answered for {id}: take the measure out, or look at its column")
    # An earlier release of the snapshot does not reach every year of the answers.
    return tuple(wave for wave in waves if wave.year <= latest_year()), problems


def _decimal_mark(cells: pd.DataFrame, survey: Survey) -> Mark:
    ranged = {of.among.column for of in survey.measures if of.among and not of.among.values}
    columns = ranged | ({survey.weight} - {None})
    return decimal_mark(cell for column in columns for cell in cells[column])


def _require_columns(cells: pd.DataFrame, survey: Survey, where: str) -> None:
    named = [
        getattr(survey, name) for name in ("country_column", "year_column", "weight", "stratum", "cluster")
    ]
    for measure in survey.measures:
        named += [measure.column, *([measure.among.column] if measure.among else [])]
    for name in named:
        if name is not None and name not in cells:
            raise UnknownNameError(f"column in {where}", name, [*cells.columns])


def _places(cells: pd.DataFrame, survey: Survey, problems: Problems) -> pd.DataFrame:
    """Country and year of each row, each value read once."""
    columns = {}
    for name, reads in (("country", country), ("year", year)):
        column, fixed = getattr(survey, f"{name}_column"), getattr(survey, name)
        place = f"column {column}" if column else f"{name} in source.yaml"
        cell = cells[column] if column else pd.Series(str(fixed), cells.index)
        read = {}
        for value, lines in cell.groupby(cell).groups.items():
            try:
                read[value] = reads(str(value))
            except CellError as error:
                first = f"line {lines[0]}, {place}" if column else place
                problems.add(first, str(error))
        columns["iso3" if name == "country" else name] = cell.map(read)
        if name == "country":
            check_codes([str(value) for value in cell.unique()], place, problems)
    return pd.DataFrame(columns).dropna()


def _design(cells: pd.DataFrame, survey: Survey, mark: Mark, problems: Problems) -> pd.DataFrame:
    """Weight, stratum and cluster of each row. Clusters of two strata are two, whatever they are called."""
    rows = pd.DataFrame(
        {"weight": 1.0, "stratum": "all", "cluster": cells.index.astype(str)}, index=cells.index
    )
    if survey.weight is not None:
        rows["weight"] = _weights(cells[survey.weight], survey.weight, mark, problems)
    for name in ("stratum", "cluster"):
        column = getattr(survey, name)
        if column is None:
            continue
        empty = cells.index[cells[column] == ""]
        if len(empty):
            what = f"is empty in {_rows(len(empty))}: give every row its {name}, or leave these out"
            problems.add(f"line {empty[0]}, column {column}", what)
        rows[name] = cells[column]
    rows["cluster"] = rows["stratum"] + "\x1f" + rows["cluster"]
    return rows


def _weights(cells: pd.Series, column: str, mark: Mark, problems: Problems) -> pd.Series:
    empty = cells.index[cells == ""]
    if len(empty):
        what = f"is empty in {_rows(len(empty))}: give every row a weight, or leave these out"
        problems.add(f"line {empty[0]}, column {column}", what)
    read = {}
    for line, cell in cells[cells != ""].items():
        try:
            weight = number(cell, mark)
        except CellError as error:
            problems.add(f"line {line}, column {column}", str(error), f"weight {error.kind}")
            continue
        if weight <= 0:
            kind = "zero" if weight == 0 else "below zero"
            what = f"weight {cell} is {kind}: leave out who stands for nobody, or mend it"
            problems.add(f"line {line}, column {column}", what, f"weight {kind}")
        read[line] = weight
    return pd.Series(read, dtype=float).reindex(cells.index)


def _answers(cells: pd.DataFrame, measure: SurveyMeasure, problems: Problems) -> pd.Series:
    """Read one question: 1, 0, or missing."""
    given = cells[measure.column].map(plain_code)
    place = f"column {measure.column}"
    codes = {**dict.fromkeys(measure.missing), **dict.fromkeys(measure.not_counted, 0.0)}
    for code in measure.counted:
        if code in codes:
            problems.add(place, f"{code!r:.40} is in counted and in another list: keep one of them")
        codes[code] = 1.0
    unknown = given[(given != "") & ~given.isin(list(codes))]
    for value, lines in unknown.groupby(unknown).groups.items():
        told = f"{value!r:.40} ({_rows(len(lines))})"
        what = f"{told} is in none of counted, not_counted and missing: add it to one of them"
        problems.add(f"line {lines[0]}, {place}", what, place)
    for code in measure.counted:
        if code not in set(given):
            there = ", ".join(sorted({value for value in given if value})[:6]) or "none at all"
            problems.add(place, f"nobody answered {code!r:.40}, which counted names: the answers are {there}")
    return given.map(codes).astype(float)


def _unanswered(answers: pd.DataFrame, inside: pd.DataFrame) -> dict[str, float]:
    """Return the percentage without an answer of those whom each measure is about."""
    asked = {str(id): int(inside[id].sum()) for id in answers}
    return {id: round(100 - 100 * float(answers[id].notna().sum()) / n, 1) for id, n in asked.items() if n}


def _inside(cells: pd.DataFrame, among: Among | None, mark: Mark, problems: Problems) -> pd.Series:
    """Whether a measure is about the person of each row."""
    if among is None:
        return pd.Series(True, cells.index)
    column = cells[among.column]
    place = f"column {among.column}"
    if among.values:
        inside = column.map(plain_code).isin(among.values)
    else:
        numbers = pd.Series(list(_numbers(column, place, mark, problems)), column.index)
        least = -np.inf if among.least is None else among.least
        most = np.inf if among.most is None else among.most
        inside = numbers.between(least, most)
    if not inside.any() and not problems.lines:
        found = ", ".join(sorted(set(column) - {""})[:6])
        problems.add(
            place, f"nobody is in the subgroup {among.who!r:.40}: the column has {found or 'no value'}"
        )
    return inside


def _numbers(column: pd.Series, place: str, mark: Mark, problems: Problems) -> Iterator[float]:
    for line, cell in column.items():
        try:
            yield number(cell, mark) if cell else np.nan
        except CellError as error:
            problems.add(f"line {line}, {place}", str(error), f"{place} {error.kind}")
            yield np.nan


def _check_wave(wave: Wave, survey: Survey, problems: Problems) -> None:
    where = f"{wave.iso3} {wave.year}"
    clusters = wave.design.groupby("stratum")["cluster"].nunique()
    if clusters.sum() == _ONE:
        problems.add(where, "has a single cluster, from which no standard error follows: name the clusters")
    elif survey.single_clusters == "refuse":
        _refuse_single(clusters, where, survey, problems)
    for id in wave.answers:
        given = int(wave.answers[id].notna().sum())
        if given < FEWEST:
            problems.remark(
                where, f"{id} rests on {_rows(given, 'answer')}, fewer than {FEWEST}: the note says so"
            )
        share = wave.unanswered.get(str(id), 0.0)
        if given and share > MOST_UNANSWERED:
            what = f"{share:.0f} % of those whom {id} is about gave no answer"
            problems.remark(where, f"{what}: those who did may differ from them")


def _rows(number: int, what: str = "row") -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _refuse_single(clusters: pd.Series, where: str, survey: Survey, problems: Problems) -> None:
    alone: Sequence[object] = clusters.index[clusters == _ONE].tolist()
    if not alone:
        return
    named = ", ".join(str(stratum) for stratum in alone[:3])
    unit = "cluster" if survey.cluster else "row"
    what = (
        f"stratum {named} has one {unit} only" if len(alone) == 1 else f"strata {named} have one {unit} only"
    )
    remedy = "join it with one alike in the file, or say single_clusters: centre"
    problems.add(where, f"{what}, from which no standard error follows: {remedy}")
