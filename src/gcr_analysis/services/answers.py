"""Answers that are kept, so that a harvest which was stopped goes on where it was."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gcr_analysis.services.client import Question
from gcr_analysis.temporary import remove_leftovers, replacing


class Answers:
    """A folder of answers, one file each, which appears whole or not at all.

    Parameters
    ----------
    folder
        Where; made when the first answer is kept.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> kept, question = Answers(Path(mkdtemp())), Question("idmc-00001", "idmc/", ())
    >>> kept.of(question) is None
    True
    >>> kept.keep(question, {"page": 1})
    >>> kept.of(question)
    {'page': 1}
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        remove_leftovers(folder)

    def of(self, question: Question) -> Any:
        """Return the kept answer; None where there is none that can be read."""
        try:
            return json.loads(self._path(question).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None

    def keep(self, question: Question, answer: Any) -> None:
        """Keep the answer to a question."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with replacing(self._path(question)) as fresh:
            fresh.write_text(json.dumps(answer, separators=(",", ":")), encoding="utf-8")

    def forget(self, questions: Iterable[Question]) -> None:
        """Forget the answers to some questions."""
        for question in questions:
            self._path(question).unlink(missing_ok=True)

    def _path(self, question: Question) -> Path:
        return self.folder / f"{question.name}.json"
