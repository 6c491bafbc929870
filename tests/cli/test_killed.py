"""A run that is killed at any moment goes on where it stopped, and ends as one that nobody disturbed."""

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from gcr_analysis.temporary import is_temporary

pytestmark = pytest.mark.long

CHAINS, KILLS, NO_CUBE = 5, 10, 0.5
TARGETS = ("command", "worker", "kernel")
REGIONS = ("world", "mirps", "europe", "lbn", "tcd", "col", "tur", "ken")  # enough for a cube to be made
Gcr = Callable[..., subprocess.CompletedProcess[str]]
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def environment(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Folders of their own for what is thrown away, and for what programs keep for their user."""
    return environment | {name: str(tmp_path_factory.mktemp(name)) for name in ("TMPDIR", "HOME", "GCR_CUBE")}


def asked(outputs: Path) -> list[str]:
    regions = [word for region in REGIONS for word in ("--region", region)]
    return ["run", "--panel", "host-country-burden", *regions, "--outputs", str(outputs)]


def files(outputs: Path, names: str = "*") -> Files:
    return {
        path.relative_to(outputs).as_posix(): path.read_bytes()
        for path in outputs.rglob(names)
        if path.is_file()
    }


@pytest.fixture(scope="module")
def undisturbed(tree: Path, gcr_in_tree: Gcr) -> tuple[Files, float]:
    """What a run leaves that nobody disturbs, and how long it took."""
    begun = time.monotonic()
    result = gcr_in_tree(*asked(tree / "undisturbed"))
    assert result.returncode == 0, result.stdout
    made = files(tree / "undisturbed")
    assert len(made) == 2 * len(REGIONS) + 1  # notes, receipts, the lock
    return made, time.monotonic() - begun


@pytest.mark.seeds(CHAINS)
def test_a_run_that_is_killed_again_and_again_ends_as_one_that_nobody_disturbed(
    seed: int,
    undisturbed: tuple[Files, float],
    tree: Path,
    environment: dict[str, str],
    gcr_in_tree: Gcr,
) -> None:
    whole, seconds = undisturbed
    chance = random.Random(seed)
    outputs = tree / f"killed-{seed}"
    orphans = []
    for _ in range(KILLS):
        if chance.random() < NO_CUBE:
            shutil.rmtree(environment["GCR_CUBE"], ignore_errors=True)
        command = psutil.Popen(
            [sys.executable, "-m", "gcr_analysis", *asked(outputs)],
            cwd=tree,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0, seconds))
        orphans += descendants(command)
        victim = chance.choice(list(candidates(command, chance.choice(TARGETS))) or [command])
        with suppress(psutil.NoSuchProcess):  # it may have been quicker
            victim.kill()
        assert command.wait(120) in {0, 1, -9}
        for name, content in files(outputs, "[!.]*").items():
            assert name.endswith(".log") or content == whole[name], name

    assert gcr_in_tree(*asked(outputs)).returncode == 0
    _, alive = psutil.wait_procs(orphans, 120)
    assert not alive
    assert gcr_in_tree(*asked(outputs)).stdout == f"{len(REGIONS)} notes: {len(REGIONS)} skipped\n"
    assert files(outputs) == whole
    assert not [path for path in Path(environment["GCR_CUBE"]).glob("*") if is_temporary(path.name)]
    left = [path for name in ("TMPDIR", "HOME") for path in Path(environment[name]).rglob("*")]
    assert not [path for path in left if path.is_file() and "matplotlib" not in path.parts]


def descendants(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def candidates(command: psutil.Process, target: str) -> Iterator[psutil.Process]:
    """Processes of a kind: a command has a fork server, that has workers, and a worker has a kernel."""
    depth = {"command": 0, "worker": 2, "kernel": 3}[target]
    for process in [command, *descendants(command)]:
        try:
            generations = [parent.pid for parent in process.parents()]
        except psutil.NoSuchProcess:
            continue
        if process == command:
            generation = 0
        elif command.pid in generations:
            generation = generations.index(command.pid) + 1
        else:
            continue
        if generation == depth:
            yield process
