import json
import shutil

import pytest
from frictionless import Package, validate

from gcr_analysis.framework import sources, tables
from gcr_analysis.snapshot import data_folder, load


@pytest.fixture
def package():
    return json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))


def test_the_package_is_a_valid_data_package(monkeypatch):
    monkeypatch.chdir(data_folder())
    report = validate("datapackage.json")
    assert report.valid, report.flatten(["title", "message"])
    assert len(report.tasks) == len(tables())


def test_frictionless_notices_a_changed_byte(tmp_path, monkeypatch):
    shutil.copytree(data_folder(), tmp_path / "data")
    path = tmp_path / "data" / "economy.parquet"
    content = bytearray(path.read_bytes())
    content[1000] ^= 1
    path.write_bytes(content)
    monkeypatch.chdir(tmp_path / "data")
    report = validate("datapackage.json")
    assert [task.name for task in report.tasks if not task.valid] == ["economy"]


def test_every_column_is_described_in_the_schema(package, monkeypatch):
    monkeypatch.chdir(data_folder())
    for resource in Package(package).resources:
        declared = tables()[resource.name]
        assert [field.name for field in resource.schema.fields] == [c.name for c in declared.columns]
        assert all(field.description for field in resource.schema.fields)
        assert resource.schema.primary_key == list(declared.key)


def test_rows_per_year_add_up_to_the_rows(package):
    for resource in package["resources"]:
        assert resource["rowCount"] == len(load(resource["name"]))
        if "rowsPerYear" in resource:
            assert sum(resource["rowsPerYear"].values()) == resource["rowCount"]


def test_every_resource_has_a_source_with_its_vintage_and_a_licence(package):
    for resource in package["resources"]:
        source = sources()[tables()[resource["name"]].source]
        assert resource["sources"] == [
            {"title": source.citation, "path": source.url, "vintage": source.vintage}
        ]
        assert resource["licenses"][0]["path"].startswith("https://")


def test_the_dictionary_has_a_section_for_each_table_and_a_line_for_each_column():
    text = (data_folder() / "README.md").read_text(encoding="utf-8")
    for table in tables().values():
        section = text.split(f"\n## {table.id}\n")[1].split("\n## ")[0]
        assert table.title in section
        assert all(f"| `{column.name}` |" in section for column in table.columns)


def test_the_terms_of_use_name_every_producer_and_the_disclaimer_of_maps():
    text = (data_folder() / "LICENSE.md").read_text(encoding="utf-8")
    assert all(source.producer in text and source.licence in text for source in sources().values())
    assert "endorsement or acceptance by the United Nations" in text
