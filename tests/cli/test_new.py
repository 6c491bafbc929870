"""What `gcr new` writes works from the first moment, touches nothing else, and is never written over."""

import csv
import io
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

Gcr = Callable[..., subprocess.CompletedProcess[str]]
Here = Callable[..., tuple[int, str, str]]


@pytest.fixture
def added(tree: Path) -> Iterator[Callable[[], set[str]]]:
    """Tell which files were added to the tree, and take them away at the end."""
    before = _files(tree)
    yield lambda: {path.relative_to(tree).as_posix() for path in _files(tree) - before}
    for path in _files(tree) - before:
        path.unlink()


def test_a_new_region_set_is_run_once_its_countries_are_named(
    gcr_in_tree: Gcr, gcr: Here, tree: Path, added: Callable[[], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree)
    _, out, _ = gcr("new", "region", "lake-chad")
    assert out.splitlines() == [
        "wrote lake-chad.yaml",
        "name its countries, then: gcr run --region lake-chad.yaml",
    ]
    path = tree / "lake-chad.yaml"
    path.write_text(path.read_text().replace("countries: []", "countries: [CMR, NER, NGA, TCD]"))
    assert gcr_in_tree("run", "--region", "lake-chad.yaml", "--quiet").returncode == 0
    note = "outputs/lake-chad/host-country-burden/2025"
    made = {f"{note}.ipynb", f"{note}.receipt.json", "outputs/.lock"}
    assert added() == {"lake-chad.yaml", *made}


def test_a_new_indicator_has_figures_from_the_first_moment(
    gcr_in_tree: Gcr, added: Callable[[], set[str]]
) -> None:
    assert gcr_in_tree("new", "indicator", "people-near-borders").returncode == 0
    result = gcr_in_tree("indicators", "--region", "world", "--year", "2022", "--format", "csv")
    values = {row["indicator"]: row["value"] for row in csv.DictReader(io.StringIO(result.stdout))}
    assert values["people_near_borders"] == values["refugees_hosted"] == "34646534"
    assert added() == {
        "src/gcr_analysis/framework/indicators/people-near-borders.yaml",
        "src/gcr_analysis/indicators/host_country_burden/people_near_borders.py",
    }


def test_a_new_source_is_declared_and_read(
    gcr_in_tree: Gcr, tree: Path, environment: dict[str, str], added: Callable[[], set[str]]
) -> None:
    assert gcr_in_tree("new", "source", "world-justice", "--built-in").returncode == 0
    assert "world-justice" in gcr_in_tree("sources", "--format", "csv").stdout
    folder = "src/gcr_analysis"
    assert added() == {
        f"{folder}/framework/sources/world-justice.yaml",
        f"{folder}/framework/tables/world-justice.yaml",
        f"{folder}/sources/world_justice.py",
    }
    (table,) = yaml.safe_load((tree / folder / "framework/tables/world-justice.yaml").read_text())
    assert table == "world_justice"
    refused = gcr_in_tree("data", "build", "--from", str(tree / "notebooks"), "--into", str(tree / "built"))
    assert refused.returncode == 2


def test_nothing_is_written_over(gcr: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text("my own")
    assert gcr("new", "region", "mine") == (2, "", "gcr: mine.yaml is there already: choose another name\n")
    assert (tmp_path / "mine.yaml").read_text() == "my own"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("indicator", "refugees-hosted"),
            "indicator 'refugees_hosted' is declared already: choose another name",
        ),
        (("source", "unrwa", "--built-in"), "source 'unrwa' is declared already: choose another name"),
        (("indicator", "mine", "--panel", "hosts"), "unknown panel 'hosts'"),
        (("source", "Mine"), "'Mine' cannot name a source: use lower-case words joined by hyphens"),
    ],
)
def test_a_name_that_is_taken_or_wrong_is_refused(arguments: tuple[str, ...], line: str, gcr: Here) -> None:
    code, _, err = gcr("new", *arguments)
    assert code == 2
    assert err.startswith(f"gcr: {line}")


def _files(tree: Path) -> set[Path]:
    return {path for path in tree.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
