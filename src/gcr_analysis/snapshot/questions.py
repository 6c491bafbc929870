"""What a note asks, and a digest of each answer, for a run that listens.

A note rests on answers. The public functions that notes draw on are *questions*: while the variable
`GCR_ANSWERS` names a file, each writes a line there with what was asked and a digest of the answer. Asking
the same again, of other figures or other code, tells whether the note would come out the same. A table that a
note reads outside a question is noted as a whole.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

ANSWERS = "GCR_ANSWERS"
"""Variable with the path of the file for the answers; without it, nothing is noted."""

P = ParamSpec("P")
T = TypeVar("T")

_noted: set[tuple[str, str]] = set()
_being_answered: list[str] = []


def question(function: Callable[P, T]) -> Callable[P, T]:
    """Make a function a question: note what it is asked, with a digest of what it returns.

    What it asks in turn is not noted, since its own answer holds that.

    Parameters
    ----------
    function
        A function of a module. It is given text, numbers, regions, functions of a module and sequences of
        these; it returns what `gcr_analysis.snapshot.digests.digest_of` takes.

    Examples
    --------
    >>> @question
    ... def doubled(number: int) -> int:
    ...     return 2 * number
    >>> doubled(4)
    8
    """
    name = name_of(function)

    @wraps(function)
    def asking(*args: P.args, **kwargs: P.kwargs) -> T:
        if not is_listening():
            return function(*args, **kwargs)
        with answering(name):
            answer = function(*args, **kwargs)
        named = {key: _plain(kwargs[key]) for key in sorted(kwargs)}
        note([([name, *map(_plain, args), *([{"named": named}] if named else [])], answer)])
        return answer

    if clear := getattr(function, "cache_clear", None):
        vars(asking)["cache_clear"] = clear
    return asking


def name_of(function: Callable[..., Any]) -> str:
    """Name of a function of the package: its module and its own name.

    Examples
    --------
    >>> name_of(question)
    'snapshot.questions:question'
    """
    return f"{function.__module__.removeprefix('gcr_analysis.')}:{function.__qualname__}"


def is_listening() -> bool:
    """Whether what is asked here is to be noted: a run listens, and no question is being answered."""
    return not _being_answered and ANSWERS in os.environ


@contextmanager
def answering(name: str = "") -> Iterator[None]:
    """Note nothing in a block: what is asked there is part of another answer."""
    _being_answered.append(name)
    try:
        yield
    finally:
        _being_answered.pop()


def note(answers: Iterable[tuple[list[Any], Any]]) -> None:
    """Note questions, each as the name of what is asked and its arguments, with their answers; each once."""
    if not is_listening():
        return
    from gcr_analysis.snapshot.digests import digest_of

    file, lines = os.environ[ANSWERS], []
    for asked, answer in answers:
        text = json.dumps(asked, ensure_ascii=False)
        if (file, text) not in _noted:
            _noted.add((file, text))
            lines.append(f"{digest_of(answer)} {text}\n")
    if lines:
        os.write(_opened(file), "".join(lines).encode())


@cache
def _opened(file: str) -> int:
    return os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def _plain(argument: Any) -> Any:
    """Return an argument as JSON has it, from which `gcr_analysis.running.answers` makes it again."""
    if argument is None or isinstance(argument, str | bool | int | float):
        return argument
    if hasattr(argument, "countries"):
        return {"region": argument.id}
    if hasattr(argument, "regions"):
        return {"regions": [region.id for region in argument.regions]}
    if callable(argument):
        return {"function": name_of(argument)}
    return [_plain(part) for part in argument] if hasattr(argument, "__len__") else argument.item()
