"""Which function reads which table. Providers sign up by themselves."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import pandas as pd

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import tables
from gcr_analysis.sources.extract import Extract

Reader = Callable[[Extract], pd.DataFrame]

_READERS: dict[str, Reader] = {}


def reads(table: str) -> Callable[[Reader], Reader]:
    """Sign a function up as the reader of *table*.

    Parameters
    ----------
    table
        Id of a table in `framework/tables.yaml`.

    Raises
    ------
    ValueError
        When another function reads that table already.

    Examples
    --------
    >>> readers()["population"].__name__
    'population'
    """

    def sign_up(function: Reader) -> Reader:
        if table in _READERS:
            raise ValueError(f"two readers for table {table!r}")
        _READERS[table] = function
        return function

    return sign_up


@cache
def readers() -> dict[str, Reader]:
    """Every reader by table id, after importing every provider in this folder.

    Examples
    --------
    >>> "population" in readers()
    True
    """
    package = import_module("gcr_analysis.sources")
    for module in iter_modules(package.__path__):
        import_module(f"gcr_analysis.sources.{module.name}")
    return dict(_READERS)


def reader(table: str) -> Reader:
    """Return the function that reads *table*.

    Raises
    ------
    UnknownNameError
        When there is no such table.
    GcrError
        When it is declared and no function reads it.

    Examples
    --------
    >>> reader("economy").__module__
    'gcr_analysis.sources.world_bank'
    """
    known = readers()
    if table not in known and table not in tables():
        raise UnknownNameError("table", table, known)
    if table not in known:
        raise GcrError(
            f"no function reads table {table}: mark one with @reads({table!r}) in a module of "
            "src/gcr_analysis/sources/"
        )
    return known[table]
