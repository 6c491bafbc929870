"""The package is a valid Data Package, and says of every column, source and file what it is."""

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import frictionless
import pandas as pd
import pytest
import yaml
from pybtex.database import parse_string

from gcr_analysis import framework, geography, snapshot
from gcr_analysis.framework.models import Status
from gcr_analysis.indicators import indicators
from gcr_analysis.indicators.engine import CONTRACT, TYPES
from gcr_analysis.publishing.citation import AUTHOR
from gcr_analysis.publishing.dataset import export_files, figures, formats, site_files
from gcr_analysis.publishing.dataset.package import names_of
from gcr_analysis.publishing.kept import Kept

# frictionless does not close what it has unpacked.
pytestmark = pytest.mark.filterwarnings("ignore:Exception ignored in.*figures.csv.gz")

FRICTIONLESS = formats()["frictionless"]
ROOT = Path(__file__).parents[3]
Written = Callable[[pd.DataFrame], Path]


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """A year of every measure of a few regions."""
    places = ["world", "mirps", "income-low", "LBN"]
    return indicators(places, year=2024, indicator=figures.published())


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    """Write the package of some rows into the working folder."""

    def write(rows: pd.DataFrame) -> Path:
        monkeypatch.setattr(figures, "every_row", lambda: rows)
        for name, content in export_files(FRICTIONLESS).items():
            (tmp_path / name).write_bytes(content)
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return write


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_the_package_is_valid_down_to_its_cells_and_references(written: Written, rows: pd.DataFrame) -> None:
    folder = written(rows)
    report = frictionless.validate("datapackage.json")
    assert report.valid, report.flatten(["name", "title", "message"])
    assert sorted(path.name for path in folder.iterdir()) == sorted(names_of(FRICTIONLESS))
    described = json.loads((folder / "datapackage.json").read_bytes())
    counted = {each["name"]: each["rowCount"] for each in described["resources"]}
    assert counted["figures"] == counted["figures-parquet"] == len(rows)
    assert {task.name: task.stats.get("rows") for task in report.tasks if task.name != "figures-parquet"} == {
        name: count for name, count in counted.items() if name != "figures-parquet"
    }


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"status": "guessed"}, "constraint-error"),
        ({"region": "atlantis"}, "foreign-key"),
        ({"indicator": "happiness"}, "foreign-key"),
        ({"coverage": 1.5}, "constraint-error"),
        ({"unit": ""}, "constraint-error"),
        ({}, "primary-key"),
    ],
    ids=lambda changed: changed if isinstance(changed, str) else next(iter(changed), "twice"),
)
def test_a_row_that_does_not_fit_makes_it_invalid(
    written: Written, rows: pd.DataFrame, changed: dict[str, object], error: str
) -> None:
    written(pd.concat([rows, rows.tail(1).assign(**changed)], ignore_index=True))
    report = frictionless.validate("datapackage.json")
    assert error in {type for (type,) in report.flatten(["type"])}


def test_a_file_that_was_changed_makes_it_invalid(written: Written, rows: pd.DataFrame) -> None:
    folder = written(rows)
    lines = gzip.decompress((folder / "figures.csv.gz").read_bytes()).replace(b"computed", b"proxy", 1)
    (folder / "figures.csv.gz").write_bytes(gzip.compress(lines))
    (task,) = [task for task in frictionless.validate("datapackage.json").tasks if not task.valid]
    assert task.name == "figures"


def test_the_declared_columns_are_those_of_the_contract() -> None:
    columns = framework.dataset_tables()["figures"].columns
    assert [column.name for column in columns] == [*CONTRACT]
    types = {"year": int, "number": float, "code": str, "text": str}
    assert {column.name: types[column.type] for column in columns} == {
        name: TYPES.get(name, str) for name in CONTRACT
    }
    assert [*framework.statuses()] == [*get_args(Status)]


def test_the_tables_hold_every_measure_region_set_and_source(rows: pd.DataFrame) -> None:
    files = export_files(FRICTIONLESS)
    measures = {row["indicator"]: row for row in table(files["measures.csv"])}
    assert [*measures] == figures.published()
    chosen = measures["gcr_1_2_1"]
    assert (chosen["gcr_code"], chosen["additive"]) == ("1.2.1", "false")
    regions = {row["region"]: row for row in table(files["regions.csv"])}
    assert regions.keys() == {region.id for region in geography.regions()}
    assert regions["ssar"]["members"] == "AFG IRN PAK"
    sources = {row["source"]: row for row in table(files["sources.csv"])}
    used = {id for text in rows["source"] for id in text.split("; ") if id}
    assert used | {row["source"] for row in regions.values()} <= sources.keys() <= snapshot.sources().keys()
    assert sources["idmc"]["licence"] == framework.sources()["idmc"].licence


def test_sources_stand_with_their_terms_vintage_and_address_wherever_the_package_names_them() -> None:
    files = export_files(FRICTIONLESS)
    named = [snapshot.sources()[row["source"]] for row in table(files["sources.csv"])]
    told = json.loads(files["datapackage.json"])["sources"]
    assert told == [
        {"title": each.citation, "path": each.url, "vintage": each.vintage, "licence": each.licence}
        for each in named
    ]
    readme, page = files["README.md"].decode(), site_files()["index.qmd"].decode()
    cited = yaml.safe_load(files["CITATION.cff"])["references"]
    for source, reference in zip(named, cited, strict=True):
        assert (reference["url"], reference["version"]) == (source.url, source.vintage_label)
        for text in (readme, page):
            assert source.title in text
            assert source.vintage_label in text.replace("\\", "")
            assert source.licence in text


def test_the_citation_names_the_authors_of_the_project_and_the_release() -> None:
    files = site_files(address="https://example.org/gcr")
    project = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    told = yaml.safe_load(files["CITATION.cff"])
    assert (told["cff-version"], told["type"]) == (project["cff-version"], "dataset")
    assert told["authors"] == project["authors"] == [{"name": AUTHOR}]
    assert told["version"] == f"{project['version']}+{snapshot.sources()['unhcr-population'].vintage}"
    (entry,) = parse_string(files["cite.bib"].decode(), "bibtex").entries.values()
    assert entry.fields["url"] == told["url"] == "https://example.org/gcr/dataset/"
    package = json.loads(files["datapackage.json"])
    assert (package["version"], package["homepage"]) == (told["version"], told["url"])
    assert package["contributors"] == [{"title": AUTHOR, "roles": ["creator"]}]


def test_the_readme_and_the_page_say_what_each_column_holds_and_what_the_examples_print() -> None:
    files = site_files()
    page = files["index.qmd"].decode()
    readme = export_files(FRICTIONLESS)["README.md"].decode()
    for id, declared in framework.dataset_tables().items():
        section = readme.split(f": `{id}`\n")[1].split("\n## ")[0]
        assert all(f"| `{column.name}` | {column.type} |" in section for column in declared.columns)
    for text in (readme, page):
        assert "| Lebanon | 130.7 | computed |" in text
        assert f"{len(figures.every_row())} rows" in text.replace(",", "")
        assert text.count("These lines have not been run.") == 2


def test_the_figures_are_made_once_and_again_only_when_they_can_have_changed(
    tmp_path: Path,
    rows: pd.DataFrame,
    monkeypatch: pytest.MonkeyPatch,
    own_source: Callable[..., object],
    declared_figures: str,
) -> None:
    made = []
    monkeypatch.setattr(figures, "every_row", lambda: made.append(1) or rows)
    first = site_files(Kept(tmp_path / "kept"))
    own_source("permits", declared_figures)
    kept = Kept(tmp_path / "kept")
    assert site_files(kept) == first
    assert len(made) == 1
    kept.sweep()
    assert site_files(Kept(tmp_path / "kept")) == first
    assert len(made) == 1
    monkeypatch.setattr("gcr_analysis.publishing.kept._program", lambda data: "other figures")
    site_files(Kept(tmp_path / "kept"))
    assert len(made) == 2


def test_the_package_says_what_it_leaves_out_since_nobody_verified_it(
    written: Written, rows: pd.DataFrame
) -> None:
    folder = written(rows)
    assert "plan_requirements" not in (folder / "measures.csv").read_text()
    assert "fts" not in {row["source"] for row in table((folder / "sources.csv").read_bytes())}
    assert "OCHA Financial Tracking Service" in (folder / "README.md").read_text()
