"""What machines must have in common: versions, code, snapshot, and the files that a plan reads."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.running import compatibility as module
from gcr_analysis.running.compatibility import compatibility, files_of, require_alike
from gcr_analysis.running.plan import Run

CODE = "the code of gcr-analysis"


@pytest.fixture
def anew() -> Iterator[None]:
    """Let the process look again, as a new one would."""
    module._made_with.cache_clear()
    yield
    module._made_with.cache_clear()


def test_equal_machines_are_alike(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("name: own")
    found = compatibility(tmp_path, ["own.yaml"])
    require_alike(found, compatibility(tmp_path, ["own.yaml"]))
    assert {"Python", "the snapshot", "pandas", "papermill", "own.yaml"} <= found.keys()
    assert "pytest" not in found


@pytest.mark.parametrize("change", ["edited", "missing"])
def test_a_file_of_the_plan_that_differs_is_named(change: str, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("name: own")
    there = compatibility(tmp_path, ["own.yaml"])
    if change == "edited":
        (tmp_path / "own.yaml").write_text("name: other")
    else:
        (tmp_path / "own.yaml").unlink()
    with pytest.raises(GcrError, match=r"^own\.yaml is \w+ there and \w+ here: set up both"):
        require_alike(compatibility(tmp_path, ["own.yaml"]), there)


@pytest.mark.usefixtures("anew")
def test_code_counts_as_it_was_when_the_process_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PACKAGE", tmp_path)
    (tmp_path / "code.py").write_text("a = 1")
    first = compatibility(tmp_path, [])
    (tmp_path / "code.py").write_text("a = 2")
    assert compatibility(tmp_path, [])[CODE] == first[CODE]
    module._made_with.cache_clear()
    assert compatibility(tmp_path, [])[CODE] != first[CODE]


def test_a_plan_reads_its_notebooks_and_the_users_region_files(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("name: own")
    runs = [
        Run("p", name, name, 2025, f"notebooks/{number}.ipynb", (("region", name), ("year", 2025)))
        for name in ("own.yaml", "mirps")
        for number in (1, 2)
    ]
    assert files_of(runs, tmp_path) == ("notebooks/1.ipynb", "notebooks/2.ipynb", "own.yaml")
