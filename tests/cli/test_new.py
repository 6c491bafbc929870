"""What `gcr new` writes works from the first moment, touches nothing else, and is never written over."""

import csv
import io
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

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


def test_a_new_source_is_followed_to_the_page_on_data(
    gcr_in_tree: Gcr, tree: Path, environment: dict[str, str], added: Callable[[], set[str]], tmp_path: Path
) -> None:
    told = gcr_in_tree("new", "source", "world-justice", "--built-in").stdout.splitlines()
    assert told[-1].endswith("then: gcr data add world_justice --from FILE")
    assert "world-justice" in gcr_in_tree("sources", "--format", "csv").stdout
    package = "src/gcr_analysis"
    assert added() == {
        f"{package}/framework/sources/world-justice.yaml",
        f"{package}/framework/tables/world-justice.yaml",
        f"{package}/sources/world_justice.py",
        "tests/extracts/world-justice/figures.csv",
    }
    data = Path(shutil.copytree(environment["GCR_DATA"], tmp_path / "data"))
    here = {**environment, "GCR_DATA": str(data)}

    def call(*command: str) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, *command]
        return subprocess.run(words, cwd=tree, env=here, capture_output=True, text=True, check=False)

    def gcr(*arguments: str) -> subprocess.CompletedProcess[str]:
        return call("-m", "gcr_analysis", *arguments)

    gaps = ("-c", "from gcr_analysis.publishing import parts; print(parts._gaps())")
    status = gcr("data", "status", "--format", "csv")
    assert status.stdout.splitlines()[-1] == "world_justice,,,world-justice,2025,"
    assert status.stderr == (
        "world_justice is declared and not in the snapshot: gcr data add world_justice --from FILE\n"
    )
    assert "not in the snapshot so far" in call(*gaps).stdout

    ours = tmp_path / "WJP 2026.csv"
    ours.write_text("year,iso3,value\n2020,LBN,3.5\n2021,TCD,9.25\n")
    done = gcr("data", "add", "world_justice", "--from", str(ours))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("added world_justice (2 rows) in ")
    assert gcr("data", "verify").returncode == 0
    status = gcr("data", "status", "--format", "csv")
    assert status.stdout.splitlines()[-1].startswith("world_justice,2,2020-2021,world-justice,2025,")
    assert status.stderr == ""
    page = call(*gaps).stdout
    assert "world_justice</small></th><td>2</td>" in page
    assert "not in the snapshot so far" not in page

    ours.write_text("year,iso3,value\n2020,XYZ,3.5\n")
    refused = gcr("data", "add", "world_justice", "--from", str(ours))
    assert refused.returncode == 1
    assert refused.stdout.splitlines()[0].startswith("world_justice: schema: iso3: isin(")
    assert refused.stdout.splitlines()[-1].endswith("data is as it was")


@pytest.mark.parametrize(
    "case",
    [
        (
            "tables",
            "key: [year, iso3]",
            "key: [year, iso]",
            "unknown column in the key of table new_data 'iso'",
        ),
        (
            "tables",
            "type: number",
            "type: numbr",
            "column value of table new_data: type 'numbr' input should be ",
        ),
        (
            "tables",
            "source: new-data",
            "source: newdata",
            "unknown source of table new_data 'newdata': did y",
        ),
        ("sources", "  licence: CC-BY-4.0\n", "", "source new-data has no licence: add it"),
        ("sources", "producer: New", "producer: [New", "sources/new-data.yaml is not YAML, line "),
    ],
)
def test_a_declaration_that_does_not_fit_is_one_line(
    gcr_in_tree: Gcr, tree: Path, added: Callable[[], set[str]], case: tuple[str, str, str, str]
) -> None:
    file, was, wrong, line = case
    gcr_in_tree("new", "source", "new-data", "--built-in")
    path = tree / f"src/gcr_analysis/framework/{file}/new-data.yaml"
    path.write_text(path.read_text().replace(was, wrong))
    refused = gcr_in_tree("data", "status")
    assert refused.returncode == 2
    assert refused.stderr.startswith(f"gcr: {line}")
    assert refused.stderr.count("\n") == 1


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
        (
            ("source", "Mine"),
            "'Mine' cannot name a source: use lower-case words joined by hyphens, such as mine",
        ),
        (
            ("indicator", "decent_jobs"),
            "'decent_jobs' cannot name an indicator: use lower-case words joined by hyphens, such as dec",
        ),
        (
            ("region", "Bassin du Lac Tchad"),
            "'Bassin du Lac Tchad' cannot name a region: use lower-case words "
            "joined by hyphens, such as bassin-du-lac-tchad",
        ),
        (
            ("region", "Côte d'Ivoire"),
            '"Côte d\'Ivoire" cannot name a region: use lower-case words joined by '
            "hyphens, such as cote-d-ivoire",
        ),
        (
            ("region", "x" * 61),
            f"'{'x' * 61}' cannot name a region: use lower-case words joined by hyphens, 60",
        ),
        (("region", "2x"), "'2x' cannot name a region: use lower-case words joined by hyphens\n"),
        (("region", ""), "'' cannot name a region: use lower-case words joined by hyphens\n"),
        (
            ("region", "world"),
            "region 'world' is declared already (World): choose another name, or run it with gcr run",
        ),
        (
            ("region", "lbn"),
            "region 'lbn' is declared already (Lebanon): choose another name, or run it with gcr "
            "run --region LBN",
        ),
        (("indicator", "class"), "'class' cannot name an indicator, since class means something in Python"),
        (("indicator", "stock"), "'stock' cannot name an indicator, since stock means something in Python"),
        (
            ("source", "import", "--built-in"),
            "'import' cannot name a source, since import means something in Python",
        ),
        (
            ("source", "population", "--built-in"),
            "table 'population' is declared already: choose another name",
        ),
        (("source", "extract", "--built-in"), "src/gcr_analysis/sources/extract.py is there already"),
    ],
)
def test_a_name_that_is_taken_or_wrong_is_refused(arguments: tuple[str, ...], line: str, gcr: Here) -> None:
    code, _, err = gcr("new", *arguments)
    assert code == 2
    assert err.startswith(f"gcr: {line}")


@pytest.mark.parametrize("arguments", [("indicator", "jobs"), ("source", "jobs", "--built-in")])
def test_what_becomes_a_part_of_the_package_needs_its_repository(
    arguments: tuple[str, ...], gcr: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gcr_analysis.cli.new.CHECKOUT", None)
    code, _, err = gcr("new", *arguments)
    assert code == 2
    assert "becomes a part of the package: clone its repository, and call this command there\n" in err


def _files(tree: Path) -> set[Path]:
    return {path for path in tree.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
