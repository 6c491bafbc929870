"""Digests of answers: the same wherever figures and words are the same, whatever computed them."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import singledispatch
from types import NoneType
from typing import Any

import numpy as np
import pandas as pd
from pydantic import BaseModel


def digest_of(answer: Any) -> str:
    """Digest of an answer: 16 hexadecimal digits.

    Parameters
    ----------
    answer
        Text, numbers, arrays, tables, declarations, and sequences, mappings and data classes of these. A
        class whose instances hold functions says by `answer_parts` what stands for them.

    Raises
    ------
    TypeError
        When a part of the answer is something else.

    Examples
    --------
    >>> digest_of([1.5, "a"]) == digest_of([1.5, "a"]), digest_of(1) == digest_of(1.0)
    (True, False)
    """
    hasher = hashlib.blake2b(digest_size=8)
    for part in _parts(answer):
        hasher.update(part)
    return hasher.hexdigest()


@singledispatch
def _parts(answer: Any) -> Iterator[bytes]:
    """Yield an answer as bytes."""
    if hasattr(answer, "answer_parts"):
        yield from _parts(answer.answer_parts())
    elif is_dataclass(answer):
        yield from _parts([getattr(answer, field.name) for field in fields(answer)])
    else:
        raise TypeError(f"no digest of {type(answer).__name__}: return figures, words or tables")


@_parts.register(str)
@_parts.register(bool)
@_parts.register(int)
@_parts.register(float)
@_parts.register(NoneType)
def _scalar(answer: Any) -> Iterator[bytes]:
    yield f"{answer!r};".encode()


@_parts.register(np.generic)
@_parts.register(np.ndarray)
def _array(answer: np.ndarray) -> Iterator[bytes]:
    yield f"{answer.dtype}{answer.shape}".encode()
    yield repr(answer.tolist()).encode() if answer.dtype == object else answer.tobytes()


@_parts.register(pd.Index)
@_parts.register(pd.api.extensions.ExtensionArray)
def _column(answer: Any) -> Iterator[bytes]:
    yield str(answer.dtype).encode()
    yield from _parts(answer.to_numpy())


@_parts.register(pd.Series)
def _series(answer: pd.Series) -> Iterator[bytes]:
    yield from _parts(answer.index)
    yield from _parts(answer.array)


@_parts.register(pd.DataFrame)
def _table(answer: pd.DataFrame) -> Iterator[bytes]:
    yield from _parts(answer.columns)
    yield from _parts(answer.index)
    for n in range(len(answer.columns)):
        yield from _parts(answer.iloc[:, n].array)


@_parts.register(BaseModel)
def _declaration(answer: BaseModel) -> Iterator[bytes]:
    yield answer.model_dump_json().encode()


@_parts.register(dict)
def _mapping(answer: dict[Any, Any]) -> Iterator[bytes]:
    yield from _parts(list(answer.items()))


@_parts.register(list)
@_parts.register(tuple)
@_parts.register(range)
def _sequence(answer: Iterable[Any]) -> Iterator[bytes]:
    yield b"("
    for part in answer:
        yield from _parts(part)
    yield b")"


@_parts.register(set)
@_parts.register(frozenset)
def _set(answer: Iterable[Any]) -> Iterator[bytes]:
    yield from _parts(sorted(answer))
