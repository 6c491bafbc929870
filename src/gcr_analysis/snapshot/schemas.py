"""What a table must look like, made from its declaration."""

from collections.abc import Collection
from datetime import date
from typing import Any

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import Column, Table

TEXT = pd.StringDtype(na_value=float("nan"))


def schema(table: Table, codes: Collection[str]) -> pa.DataFrameSchema:
    """Schema of *table*: types, ranges, code lists, known countries, a unique key, the start of each series.

    Parameters
    ----------
    table
        Declaration of the table.
    codes
        Every code that an `iso3` column may hold: those of the table of countries.

    Examples
    --------
    >>> from gcr_analysis.framework import tables
    >>> schema(tables()["idp_returns"], ["AFG"]).unique
    ['year', 'country']
    """
    return pa.DataFrameSchema(
        {column.name: _column(column, table, codes) for column in table.columns},
        checks=[_since(column, table) for column in table.columns if column.since],
        unique=list(table.key),
        strict=True,
        ordered=True,
        name=table.id,
    )


def check(frame: pd.DataFrame, table: Table, codes: Collection[str]) -> None:
    """Check *frame* against the declaration of *table*.

    Raises
    ------
    GcrError
        In one line, with the first thing that is wrong.

    Examples
    --------
    >>> from gcr_analysis.framework import tables
    >>> wrong = pd.DataFrame({"year": [2020], "country": pd.Categorical(["AFG"]), "persons": [-1]})
    >>> check(wrong.astype({"persons": "Int64"}), tables()["idp_returns"], ["AFG"])
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: table idp_returns, persons: greater_than_or_equal_to(0) fails for -1
    """
    try:
        schema(table, codes).validate(frame)
    except pandera.errors.SchemaError as error:
        raise GcrError(f"table {table.id}{_first(error, table)}") from error
    except pandera.errors.SchemaErrors as errors:
        raise GcrError(f"table {table.id}{_first(errors.schema_errors[0], table)}") from errors


def year_column(table: Table) -> str | None:
    """Name of the column that holds the year of a row; None where rows have none.

    Examples
    --------
    >>> from gcr_analysis.framework import tables
    >>> year_column(tables()["income_groups"])
    'fiscal_year'
    """
    in_key = (column.name for column in table.columns if column.type == "year" and column.name in table.key)
    return next(in_key, None)


def _column(column: Column, table: Table, codes: Collection[str]) -> pa.Column:
    dtype, check = {
        "year": ("int64" if column.required else pd.Int64Dtype(), pa.Check.in_range(*_range(column, table))),
        "iso3": (pd.CategoricalDtype, pa.Check.isin(list(codes))),
        "code": (pd.CategoricalDtype, pa.Check.isin(list(column.values)) if column.values else None),
        "text": (TEXT, pa.Check(_tidy, name="no blanks around")),
        "count": (pd.Int64Dtype(), pa.Check.ge(0)),
        "number": ("float64", pa.Check.ge(0) if column.kind == "ratio" else None),
        "flag": ("bool", None),
        "geometry": (None, pa.Check(_drawable, name="a valid shape")),
    }[column.type]
    return pa.Column(dtype, check, nullable=not column.required or column.type in ("count", "number"))


def _range(column: Column, table: Table) -> tuple[int, int]:
    """First and last year that can be: a table may grow, by no year that has not begun."""
    if not table.years or column.name not in table.key:
        return 1900, 2100
    return table.years[0], max(table.years[1], date.today().year)


def _drawable(shapes: pd.Series) -> pd.Series:
    return shapes.is_valid & ~shapes.is_empty


def _tidy(texts: pd.Series) -> pd.Series:
    return (texts == texts.str.strip()) & (texts != "")


def _since(column: Column, table: Table) -> pa.Check:
    year = year_column(table)

    def missing_before(frame: pd.DataFrame) -> pd.Series:
        return (frame[year] >= column.since) | frame[column.name].isna()

    return pa.Check(missing_before, name=f"{column.name} is missing before {column.since}")


def _first(error: pandera.errors.SchemaError, table: Table) -> str:
    """Column, rule and first case of a schema's error."""
    column = getattr(error.schema, "name", None) if isinstance(error.schema, pa.Column) else None
    where = f", {column}" if column else ""
    cases: Any = error.failure_cases
    rule = getattr(error.check, "error", None) or getattr(error.check, "name", None) or error.check
    if rule == "multiple_fields_uniqueness":
        return f": two rows have the same key ({', '.join(table.key)})"
    first = cases["failure_case"].iloc[0] if isinstance(cases, pd.DataFrame) and len(cases) else cases
    return f"{where}: {rule} fails for {first}"
