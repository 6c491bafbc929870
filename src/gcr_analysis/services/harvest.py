"""Ask everything that is to be asked, a few questions at a time, and write what came back."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.services.answers import Answers
from gcr_analysis.services.client import Client, Question

Told = Callable[[int, int, str], None]
"""Is told how many questions are answered, how many are known of, and the name of the last one."""


class Part(Protocol):
    """Something that a service has, and the file among the sources' own files that it fills."""

    @property
    def file(self) -> str:
        """Path of the file in a folder of extracts."""
        ...

    @property
    def tables(self) -> tuple[str, ...]:
        """Tables of the snapshot that are made of that file."""
        ...

    def first(self) -> list[Question]:
        """Return the questions to begin with."""
        ...

    def read(self, question: Question, answer: Any) -> tuple[pd.DataFrame, list[Question]]:
        """Return the rows of an answer, checked against its question, and what is to be asked next."""
        ...

    def whole(self, pages: dict[Question, pd.DataFrame]) -> pd.DataFrame:
        """Return the rows of all answers, once together they are what was asked for."""
        ...


@dataclass(frozen=True)
class Harvest:
    """What came back: files that were written, and questions that an earlier harvest had asked already."""

    files: tuple[Path, ...]
    asked: int
    kept: int


def harvest(
    client: Client, parts: Sequence[Part], answers: Answers, into: Path, told: Told | None = None
) -> Harvest:
    """Ask a service for *parts* and write the file of each into a folder of extracts.

    Parameters
    ----------
    client
        Asks the service.
    parts
        What to ask for.
    answers
        Where answers are kept, and taken from where an earlier harvest of the same parts was stopped. They
        are checked again.
    into
        Folder of extracts; files are written when all answers are there.
    told
        Called with each answer.

    Raises
    ------
    GcrError
        When an answer is not what was asked for, or the service does not answer. What was answered is kept.
    """
    pages: dict[int, dict[Question, pd.DataFrame]] = defaultdict(dict)
    asked = kept = 0

    def of(place: int, question: Question) -> tuple[pd.DataFrame, list[Question], bool]:
        if (answer := answers.of(question)) is not None:
            with suppress(GcrError):  # what is damaged there is asked for again
                return (*_read(parts[place], question, answer), True)
        answer = client.ask(question)
        rows, more = _read(parts[place], question, answer)
        answers.keep(question, answer)
        return rows, more, False

    with ThreadPoolExecutor(client.rate_limit.at_once, thread_name_prefix="gcr-ask") as pool:
        waiting: dict[Future[Any], tuple[int, Question]] = {}

        def submit(place: int, questions: Sequence[Question]) -> None:
            waiting.update({pool.submit(of, place, question): (place, question) for question in questions})

        try:
            for place, part in enumerate(parts):
                submit(place, part.first())
            while waiting:
                for done in wait(waiting, return_when=FIRST_COMPLETED).done:
                    place, question = waiting.pop(done)
                    rows, more, was_kept = done.result()
                    pages[place][question] = rows
                    asked, kept = asked + (not was_kept), kept + was_kept
                    submit(place, more)
                    if told:
                        told(asked + kept, asked + kept + len(waiting), question.name)
        except BaseException:
            client.pace.stopped.set()
            pool.shutdown(cancel_futures=True)
            raise
    files = []
    for place, part in enumerate(parts):
        try:
            files.append(_written(part, pages[place], into))
        except GcrError:
            answers.forget(pages[place])  # each is as it should be and together they are not: ask all again
            raise
    return Harvest(tuple(files), asked, kept)


def counting(told: Told | None, before: int) -> Told | None:
    """Return what is called with answers that follow *before* others."""
    if told is None:
        return None
    return lambda answered, known, name: told(before + answered, before + known, name)


def _read(part: Part, question: Question, answer: Any) -> tuple[pd.DataFrame, list[Question]]:
    """Read an answer, which may be anything."""
    try:
        return part.read(question, answer)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise GcrError(
            f"the answer to {question.name} cannot be read ({type(error).__name__}): the service has changed"
        ) from error


def _written(part: Part, pages: dict[Question, pd.DataFrame], into: Path) -> Path:
    path, rows = into / part.file, part.whole(pages)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        rows.to_csv(path, index=False)
    else:
        rows.to_parquet(path, index=False)
    return path
