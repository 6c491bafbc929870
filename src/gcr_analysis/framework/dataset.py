"""The declared shape of the file for everybody: its tables, their columns, and what statuses mean."""

from functools import cache

from pydantic import Field

from gcr_analysis.framework.models import Column, Declaration
from gcr_analysis.framework.read import read_yaml


class DatasetColumn(Column):
    """One column of a table of the file for everybody."""

    refers_to: str | None = Field(None, description="Table whose key it holds")
    most: float | None = Field(None, description="The largest value that it can have")


class DatasetTable(Declaration):
    """One table of the file for everybody."""

    id: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[DatasetColumn, ...]


@cache
def dataset_tables() -> dict[str, DatasetTable]:
    """Return every table of the file for everybody by id, the figures first.

    >>> dataset_tables()["figures"].key
    ('region', 'indicator', 'year', 'baseline_year')
    """
    return {id: _table(id, **entry) for id, entry in read_yaml("dataset.yaml").items()}


def _table(id: str, columns: dict[str, dict], **entry: object) -> DatasetTable:
    named = [{"name": name, **column} for name, column in columns.items()]
    return DatasetTable.model_validate({"id": id, "columns": named, **entry})


@cache
def statuses() -> dict[str, str]:
    """Return what each status of a figure means.

    >>> statuses()["proxy"]
    'a related measure, named as such'
    """
    return read_yaml("statuses.yaml")
