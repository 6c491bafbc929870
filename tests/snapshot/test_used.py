from pathlib import Path

import pytest

from gcr_analysis.snapshot.used import TOLD_IN, remembered, used


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which this process notes what it uses."""
    path = tmp_path / "used.txt"
    monkeypatch.setenv(TOLD_IN, str(path))
    return path


def test_nothing_is_noted_without_being_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TOLD_IN, raising=False)
    monkeypatch.chdir(tmp_path)
    used("table", "population")
    assert not list(tmp_path.iterdir())


def test_each_thing_is_noted_once(told: Path) -> None:
    for name in ("population", "economy", "population"):
        used("table", name)
    assert told.read_text().splitlines() == ["table population", "table economy"]


def test_who_takes_a_result_made_before_has_used_what_it_was_made_of(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    @remembered
    def inner(name: str) -> str:
        used("table", name)
        return name

    @remembered
    def outer(name: str) -> str:
        made.append(name)
        used("measure", "shares")
        return inner(name)

    with monkeypatch.context() as before:
        before.delenv(TOLD_IN)
        assert inner("population") == outer("population") == "population"
        inner("economy")
    assert not told.exists()
    assert outer("population") == "population"
    assert made == ["population"]
    assert told.read_text().splitlines() == ["measure shares", "table population"]


def test_a_result_that_failed_is_made_again(told: Path) -> None:
    tries = iter([ValueError("not yet"), None])

    @remembered
    def late() -> str:
        used("table", "population")
        if error := next(tries):
            raise error
        return "made"

    with pytest.raises(ValueError, match="not yet"):
        late()
    assert late() == "made"


def test_only_so_many_results_are_remembered() -> None:
    made = []

    def number(of: int) -> int:
        made.append(of)
        return of

    few = remembered(number, size=1)
    for of in (1, 1, 2, 1):
        few(of)
    assert made == [1, 2, 1]
