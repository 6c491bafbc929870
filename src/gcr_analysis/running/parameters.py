"""The parameters that a notebook declares, and whether what the user gives fits them."""

import ast
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gcr_analysis.errors import GcrError, UnknownNameError

Value = str | int | float | bool | list[Any] | dict[str, Any] | None

_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


@cache
def notebook_parameters(notebook: Path) -> dict[str, Any]:
    """Parameters of a notebook with their default values, from its cell tagged `parameters`.

    Parameters
    ----------
    notebook
        Path of a notebook.

    Returns
    -------
    dict
        Default value by name, in the order of the cell; a default that is not a plain literal is its source.

    Raises
    ------
    GcrError
        When the file is not a notebook, or has no such cell.

    Examples
    --------
    >>> from gcr_analysis.running.paths import project_root
    >>> notebook_parameters(project_root() / "notebooks" / "1-host-country-burden.ipynb")["region"]
    'world'
    """
    # Papermill could tell too, but takes longer to import than all else that planning needs.
    try:
        cells = read_source(notebook)["cells"]
        tagged = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", ())]
        statements = ast.parse("".join(tagged[0]["source"]) if tagged else "").body
    except (OSError, ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
        raise GcrError(f"{notebook.name} cannot be read as a notebook: restore it") from error
    found = {name: value for statement in statements for name, value in _assigned(statement)}
    if not found:
        raise GcrError(f"{notebook.name} has no parameters: tag the cell that sets them 'parameters'")
    return {name: _default(value) for name, value in found.items()}


def read_source(notebook: Path) -> dict[str, Any]:
    """Read a notebook's file as it is, without the libraries that could also run it.

    Examples
    --------
    >>> from gcr_analysis.running.paths import project_root
    >>> read_source(project_root() / "notebooks" / "1-host-country-burden.ipynb")["nbformat"]
    4
    """
    return json.loads(notebook.read_text(encoding="utf-8"))


def checked_parameters(
    notebook: Path, given: Mapping[str, Value], extra: Mapping[str, str]
) -> dict[str, Value]:
    """Hold the parameters of a run against those that its notebook declares.

    Parameters
    ----------
    notebook
        Path of the notebook.
    given
        The parameters that every panel notebook has: region, year, baseline year.
    extra
        Further parameters by name, each value as the user wrote it.

    Returns
    -------
    dict
        *given* and then *extra*, each value of the type of the notebook's default.

    Raises
    ------
    GcrError
        When the notebook lacks a parameter, or a value does not read as its type.
    """
    declared = notebook_parameters(notebook)
    missing = [name for name in given if name not in declared]
    if missing:
        raise GcrError(f"{notebook.name} has no parameter {missing[0]!r}: its parameters cell must set it")
    typed: dict[str, Value] = dict(given)
    for name, text in extra.items():
        if name in given:
            raise GcrError(f"parameter {name!r} has its own option: --{name.replace('_', '-')}")
        if name not in declared:
            raise UnknownNameError(f"parameter of {notebook.name}", name, [*declared])
        typed[name] = as_type_of(declared[name], name, text)
    return typed


def as_type_of(default: Any, name: str, text: str) -> Any:
    """Read *text* as a value of the type of *default*.

    Raises
    ------
    GcrError
        When it does not read as one.

    Examples
    --------
    >>> as_type_of(5, "top", "10"), as_type_of(True, "labels", "no"), as_type_of("a", "label", "10")
    (10, False, '10')
    >>> as_type_of(5, "top", "ten")
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: parameter top='ten' is not of type int, as its default 5 is
    """
    if default is None or isinstance(default, str):
        return text
    try:
        if isinstance(default, bool):
            return _TRUTH[text.lower()]
        if isinstance(default, int | float):
            return type(default)(text)
        value = ast.literal_eval(text)
    except (ValueError, KeyError, SyntaxError):
        value = None
    if type(value) is not type(default):
        kind = type(default).__name__
        raise GcrError(f"parameter {name}={text!r} is not of type {kind}, as its default {default!r} is")
    return value


def _assigned(statement: ast.stmt) -> list[tuple[str, ast.expr]]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return [(name, value)]
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            return [(name, value)]
        case _:
            return []


def _default(value: ast.expr) -> Any:
    try:
        return ast.literal_eval(value)
    except ValueError:
        return ast.unparse(value)
