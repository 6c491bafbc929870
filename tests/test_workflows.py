"""What runs on the forge: pinned, with the least rights, and by commands that run here too."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_the_least_rights_and_an_end(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text())
    assert workflow["permissions"] in ({}, {"contents": "read"})
    assert workflow["concurrency"]
    assert "secrets." not in path.read_text()
    for job in workflow["jobs"].values():
        assert 0 < job["timeout-minutes"] <= 120
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"])
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_workflows_call_what_can_be_called_here() -> None:
    steps = [
        line
        for path in WORKFLOWS
        for job in yaml.safe_load(path.read_text())["jobs"].values()
        for step in job["steps"]
        for line in step.get("run", "").splitlines()
    ]
    assert steps
    for line in steps:
        first, second, *_ = [*line.split(), ""]
        known = first == "gh" or (first == "make" and second in TARGETS) or os.access(ROOT / first, os.X_OK)
        assert known, line


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A clone with new figures, of a repository that can be pushed to."""
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    git("init", "--quiet", "--bare", "--initial-branch", "main", str(origin))
    git("clone", "--quiet", str(origin), str(clone))
    for name in ("data", "notebooks", ".ci"):
        (clone / name).mkdir()
    shutil.copy(ROOT / ".ci" / "propose", clone / ".ci")
    for name in ("data/population.parquet", "notebooks/1.ipynb", "README.md"):
        (clone / name).write_text("old")
    git("-C", str(clone), "add", "--all")
    git("-C", str(clone), "-c", "user.name=A", "-c", "user.email=a@b", "commit", "--quiet", "-m", "First")
    git("-C", str(clone), "push", "--quiet", "origin", "HEAD:main")
    for name in ("data/population.parquet", "notebooks/1.ipynb", "README.md"):
        (clone / name).write_text("new")
    (clone / "refresh.md").write_text("1 table differs.\n" + "line\n" * 400)
    return clone


def git(*arguments: str) -> str:
    run = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True)
    return run.stdout


@pytest.fixture
def propose(checkout: Path, tmp_path: Path) -> Callable[[], tuple[str, str]]:
    """Propose new figures to a forge that takes any proposal; return the branch and the text."""
    forge = tmp_path / "bin" / "gh"
    forge.parent.mkdir()
    forge.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\ncat > {tmp_path}/body\n')
    forge.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    environment["PATH"] = f"{forge.parent}:{os.environ['PATH']}"

    def call() -> tuple[str, str]:
        subprocess.run([checkout / ".ci" / "propose", "refresh.md"], env=environment, check=True)
        branch = git("-C", str(checkout), "branch", "--show-current").strip()
        assert f"pr create --base main --head {branch}" in (tmp_path / "asked").read_text()
        return branch, (tmp_path / "body").read_bytes().decode()

    return call


def test_new_figures_are_proposed_on_a_branch_with_their_memo(
    propose: Callable[[], tuple[str, str]], tmp_path: Path
) -> None:
    branch, body = propose()
    assert re.fullmatch(r"figures-\d{4}-\d\d-\d\d-\d{6}", branch)
    changed = git("-C", str(tmp_path / "origin"), "diff", "--name-only", "main", branch).split()
    assert changed == ["data/population.parquet", "notebooks/1.ipynb"]
    assert body == "1 table differs.\n" + "line\n" * 400


def test_figures_are_proposed_again_on_the_same_day_and_what_was_proposed_stays(
    propose: Callable[[], tuple[str, str]], checkout: Path, tmp_path: Path
) -> None:
    origin = ("-C", str(tmp_path / "origin"))
    first, _ = propose()
    before = git(*origin, "rev-parse", first)
    time.sleep(1)  # a branch is named by its second
    same, _ = propose()  # by hand, where it stopped
    git("-C", str(checkout), "switch", "--quiet", "--detach", "origin/main")  # as a new clone has it
    (checkout / "data/population.parquet").write_text("newer")
    time.sleep(1)
    other, _ = propose()
    assert git(*origin, "rev-parse", first) == git(*origin, "rev-parse", same) == before
    assert git(*origin, "show", f"{other}:data/population.parquet") == "newer"


def test_a_long_memo_is_cut_between_lines_and_says_where_the_whole_is(
    propose: Callable[[], tuple[str, str]], checkout: Path
) -> None:
    (checkout / "refresh.md").write_text(("é’" * 999 + "\n") * 30, encoding="utf-8")
    *kept, blank, said = propose()[1].splitlines()
    assert (kept, blank) == (["é’" * 999] * 12, "")
    assert said == "*Cut here: the whole memo is `refresh.md`.*"
