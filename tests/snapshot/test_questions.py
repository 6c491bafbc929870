from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.arrays import excerpt, stock
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.digests import digest_of
from gcr_analysis.snapshot.questions import ANSWERS, question


@question
def outer(number: int) -> int:
    return inner(number) + 1


@question
def inner(number: int) -> int:
    return 2 * number


@pytest.fixture
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which this process notes answers."""
    path = tmp_path / "answers.txt"
    monkeypatch.setenv(ANSWERS, str(path))
    return path


def questions(noted: Path) -> list[str]:
    return [line.partition(" ")[2] for line in noted.read_text(encoding="utf-8").splitlines()]


def test_nothing_is_noted_unless_somebody_listens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ANSWERS, raising=False)
    monkeypatch.chdir(tmp_path)
    assert inner(3) == 6
    assert not list(tmp_path.iterdir())


def test_each_question_is_noted_once_and_what_it_asks_in_turn_is_not(noted: Path) -> None:
    assert [outer(1), outer(2), outer(1)] == [3, 5, 3]
    assert [text.partition(":")[2] for text in questions(noted)] == ['outer", 1]', 'outer", 2]']


def test_a_question_that_fails_leaves_others_to_be_noted(noted: Path) -> None:
    with pytest.raises(TypeError):
        outer(None)  # type: ignore[arg-type]
    inner(4)
    assert len(questions(noted)) == 1


def test_a_table_that_is_read_outside_a_question_is_noted_whole(noted: Path) -> None:
    load("economy", ["year"])
    load("countries", ["iso3"])  # which every note rests on
    assert questions(noted) == ['["table", "economy"]', '["snapshot.store:cited_source", "world-bank"]']


def test_regions_functions_and_numbers_of_numpy_are_written_down(noted: Path) -> None:
    excerpt(stock, "refugees", of=region("ssar").countries[:1], years=[np.int64(2024)])
    [text] = questions(noted)
    assert text == (
        '["indicators.arrays:excerpt", {"function": "indicators.arrays:stock"}, "refugees", '
        '{"named": {"of": ["AFG"], "years": [2024]}}]'
    )


@dataclass(frozen=True)
class Pair:
    first: object
    second: object


TABLE = pd.DataFrame({"a": [1.0, np.nan], "b": ["x", None], "c": pd.array([1, None], "Int64")})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (0, False),
        ("1", 1),
        (None, ""),
        ((1, (2, 3)), ((1, 2), 3)),
        ({"a": 1}, {"a": 2}),
        (Pair(1, 2), Pair(2, 1)),
        (np.array([1.0, np.nan]), np.array([1.0, 0.0])),
        (np.array([[1.0, 2.0]]), np.array([1.0, 2.0])),
        (TABLE, TABLE.assign(a=[1.0, 0.0])),
        (TABLE, TABLE.rename(columns={"a": "d"})),
        (TABLE, TABLE.set_index(pd.Index([1, 2]))),
        (TABLE, TABLE.assign(c=pd.array([1, 0], "Int64"))),
        (TABLE["a"], TABLE["c"]),
        (region("LBN"), region("JOR")),
    ],
)
def test_answers_that_differ_have_other_digests(one: object, other: object) -> None:
    assert digest_of(one) != digest_of(other)
    assert digest_of([one]) == digest_of([one])


def test_a_copy_has_the_same_digest() -> None:
    assert digest_of(TABLE.copy()) == digest_of(TABLE)
    assert digest_of(frozenset("abc")) == digest_of(frozenset("cba"))


def test_what_is_no_answer_has_no_digest() -> None:
    with pytest.raises(TypeError, match="no digest of function"):
        digest_of(test_a_copy_has_the_same_digest)
