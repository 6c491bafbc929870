"""Read what people declare in YAML, and say in one line what of it does not fit."""

from collections.abc import Collection
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework.models import Declaration

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same, ten times as fast, where it is built."""

D = TypeVar("D", bound=Declaration)


def mapping(content: bytes, where: str, fields: str) -> dict[str, Any]:
    """Parse the content of a YAML file that holds one mapping.

    Parameters
    ----------
    content
        The bytes of the file.
    where
        The file, as a message names it.
    fields
        What the mapping holds, for the message about a file that holds none.

    Raises
    ------
    GcrError
        When it is no YAML, empty, or no mapping.

    Examples
    --------
    >>> mapping(b"panel: self-reliance", "pupils.yaml", "panel and indicators")
    {'panel': 'self-reliance'}
    """
    try:
        entry = yaml.load(content.decode(), LOADER)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        remedy = "look at colons, quotes and indents" if mark else "save it as UTF-8"
        raise GcrError(f"{where} is not YAML{line}: {remedy}") from error
    if not isinstance(entry, dict):
        wrong = "empty" if entry is None else "not a mapping"
        raise GcrError(f"{where} is {wrong}: write {fields}, a line each")
    return entry


def fitting(model: type[D], entry: Any, where: str, known: Collection[str] = (), **given: Any) -> D:
    """Return an entry as a declaration, or say what of it does not fit.

    Parameters
    ----------
    model
        The shape of the declaration.
    entry
        What was written.
    where
        Its place, as a message names it.
    known
        Keys that may be written, where these are not all fields of the shape.
    given
        Fields that are given and not written.

    Raises
    ------
    GcrError
        When a key is unknown or missing, or a value is not of its kind.

    Examples
    --------
    >>> from gcr_analysis.framework.models import Row
    >>> fitting(Row, {"group": "asylum"}, "row of pupils").always
    False
    >>> fitting(Row, {"gruop": "asylum"}, "row of pupils")
    Traceback (most recent call last):
    gcr_analysis.errors.UnknownNameError: unknown key in row of pupils 'gruop': did you mean group?
    """
    known = known or [name for name in model.model_fields if name not in given]
    if not isinstance(entry, dict):
        raise GcrError(f"{where} is not a mapping: write {', '.join([*known][:4])} and the rest, a line each")
    for key in entry:
        if key not in known:
            hint = "write it in quotes" if isinstance(key, bool) else ""
            raise UnknownNameError(f"key in {where}", str(key), known, hint)
    written = {key: value for key, value in entry.items() if value is not None}
    try:
        return model(**written, **given)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        if first["type"] == "missing":
            raise GcrError(f"{where} has no {key}: add it") from None
        message = first["msg"].removeprefix("Value error, ")
        value = f" {first['input']!r:.60}" if key and not isinstance(first["input"], dict) else ""
        parts = [part for part in (f"{key}{value}".strip(), message[:1].lower() + message[1:]) if part]
        raise GcrError(f"{where}: {' '.join(parts)}") from None
