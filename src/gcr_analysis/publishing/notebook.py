"""The cells of a notebook file, read without nbformat: importing that takes longer than reading 100 notes."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict


def as_text(value: str | Sequence[str]) -> str:
    """Return a notebook's text, which may be kept as a list of lines.

    >>> as_text(["a\\n", "b"])
    'a\\nb'
    """
    return value if isinstance(value, str) else "".join(value)


class Cell(BaseModel):
    """A cell with what it shows.

    Attributes
    ----------
    cell_type
        ``"code"``, ``"markdown"`` or ``"raw"``.
    source
        Its text.
    outputs
        Its outputs as the file has them; none where it is no code.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    cell_type: str
    source: Annotated[str, BeforeValidator(as_text)]
    outputs: tuple[dict[str, Any], ...] = ()


class Notebook(BaseModel):
    """What a notebook file of format 4 holds.

    Examples
    --------
    >>> content = b'{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": ["# A", " title"]}]}'
    >>> Notebook.model_validate_json(content).cells[0].source
    '# A title'
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    nbformat: Literal[4]
    cells: tuple[Cell, ...]
