import json
import shutil

import numpy as np
import pandas as pd
import pytest

import gcr_analysis as gcr
from gcr_analysis import snapshot
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import tables
from gcr_analysis.indicators import measures
from gcr_analysis.snapshot import data_folder, files, load, store, table_hash, table_years
from gcr_analysis.snapshot.questions import ANSWERS


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A copy of the snapshot to damage, in use for one test."""
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder)
    monkeypatch.setenv("GCR_DATA", str(folder))
    return folder


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.id)
def test_every_table_has_the_columns_and_types_that_its_declaration_promises(table):
    frame = load(table.id)
    assert list(frame) == [column.name for column in table.columns]
    for column in table.columns:
        values = frame[column.name]
        match column.type:
            case "year":
                assert values.dtype == ("int64" if column.required else pd.Int64Dtype())
            case "count":
                assert values.dtype == pd.Int64Dtype()
            case "iso3":
                assert isinstance(values.dtype, pd.CategoricalDtype)
                assert not values.dtype.ordered
                assert list(values.cat.categories) == sorted(set(values.dropna()))
            case "code":
                assert isinstance(values.dtype, pd.CategoricalDtype)
                assert list(values.cat.categories) == (list(column.values) or sorted(set(values)))
            case "geometry":
                assert frame.crs.to_epsg() == 4326
            case other:
                assert values.dtype == {"text": "str", "number": "float64", "flag": "bool"}[other]


def test_columns_come_in_declared_order():
    assert list(load("population", ["oip", "year", "refugees"])) == ["year", "refugees", "oip"]


def test_shapes_without_their_geometry_are_a_plain_table():
    assert type(load("country_shapes", ["iso3"])) is pd.DataFrame


def test_a_table_is_read_once_and_its_cells_are_shared():
    one, other = load("unrwa_refugees"), load("unrwa_refugees")
    assert one is not other
    assert np.shares_memory(one["year"].to_numpy(), other["year"].to_numpy())
    assert np.shares_memory(one["persons"].array._data, other["persons"].array._data)


def _assign(frame):
    frame["refugees"] = 0


def _locate(frame):
    frame.loc[:, "refugees"] = 0


def _place(frame):
    frame.iat[0, 0] = 1


def _fill(frame):
    frame.fillna(7, inplace=True)


def _add(frame):
    frame["refugees"] += 1


def _insert(frame):
    frame.insert(0, "mine", 1)


def _delete(frame):
    del frame["refugees"]


def _reorder(frame):
    frame.index = frame.index[::-1]


def _rename(frame):
    frame.columns = list("abcdefghij")
    frame.columns.name = frame.index.name = "mine"


def _annotate(frame):
    frame.attrs["mine"] = 1


@pytest.mark.parametrize(
    "change", [_assign, _locate, _place, _fill, _add, _insert, _delete, _reorder, _rename, _annotate]
)
def test_what_a_user_changes_in_a_table_reaches_no_later_figure(change):
    before = load("population").copy(deep=True)
    change(load("population"))
    after = load("population")
    assert after.equals(before)
    assert (after.attrs, after.columns.name, after.index.name) == ({}, None, None)


@pytest.mark.parametrize(
    "write",
    [
        lambda frame: frame["year"].to_numpy().__setitem__(0, 1),
        lambda frame: frame["refugees"].to_numpy().__setitem__(0, 1),
        lambda frame: frame["refugees"].values.__setitem__(0, 1),
        lambda frame: frame["refugees"].array.__setitem__(0, pd.NA),
        lambda frame: frame["origin"].values.__setitem__(0, frame["origin"].iloc[500]),
        lambda frame: frame["origin"].cat.codes.values.__setitem__(0, 5),
    ],
)
def test_an_array_that_reaches_into_a_table_cannot_be_written(write):
    before = load("population").copy(deep=True)
    with pytest.raises(ValueError, match="read-only"):
        write(load("population"))
    assert load("population").equals(before)


@pytest.mark.parametrize("of", [lambda shapes: shapes.to_numpy(), lambda shapes: shapes.values])
def test_shapes_cannot_be_written_through_either(of):
    first = load("country_shapes").geometry.iloc[0]
    with pytest.raises(ValueError, match="read-only"):
        of(load("country_shapes").geometry)[0] = None
    load("country_shapes").set_crs(3857, allow_override=True, inplace=True)
    moved = load("country_shapes")
    moved.geometry = moved.geometry.shift()
    assert load("country_shapes").geometry.iloc[0].equals(first)
    assert load("country_shapes").crs.to_epsg() == 4326


def test_a_changed_table_changes_no_figure_of_the_interface():
    def figures():
        measures.forget()
        one = gcr.indicator("refugees_hosted", "LBN", [2023, 2024])
        return pd.concat([one, gcr.indicators("LBN", 2024, "host-country-burden")])

    before = figures()
    table = gcr.load("population")
    table["refugees"] = 0
    for frame in (gcr.indicator("refugees_hosted", "LBN"), gcr.indicators("LBN", 2024)):
        frame["value"] = 0.0
        frame.loc[:, "status"] = "mine"
    pd.testing.assert_frame_equal(figures(), before)


def test_one_column_may_be_named_by_itself():
    assert list(load("population", "year")) == ["year"]


def test_what_is_read_is_noted_where_somebody_listens(tmp_path, monkeypatch):
    noted = tmp_path / "answers.txt"
    load("governance")
    monkeypatch.setenv(ANSWERS, str(noted))
    load("economy", ["iso3"])
    table_years("population")
    with pytest.raises(UnknownNameError):
        load("economies")
    asked = [line.partition(" ")[2] for line in noted.read_text().splitlines()]
    assert asked == [
        '["table", "economy"]',
        '["snapshot.store:cited_source", "world-bank"]',
        '["snapshot.store:table_years", "population"]',
    ]


def test_an_unknown_table_names_the_near_one():
    with pytest.raises(UnknownNameError, match=r"unknown table 'populaton': did you mean population\?"):
        load("populaton")
    with pytest.raises(UnknownNameError, match="unknown table"):
        table_hash("populaton")
    with pytest.raises(UnknownNameError, match="unknown table"):
        table_years("populaton")


def test_an_unknown_column_names_the_near_one():
    with pytest.raises(
        UnknownNameError, match=r"unknown column of table population 'refugee': did you mean refu"
    ):
        load("population", ["refugee"])


def test_a_table_without_years_says_so():
    with pytest.raises(GcrError, match="the rows of table countries have no year"):
        table_years("countries")


def test_a_missing_file_is_one_line_with_the_remedy(own):
    (own / "economy.parquet").unlink()
    with pytest.raises(
        GcrError, match=r"economy\.parquet is missing in .*gcr data build --from DIR"
    ) as error:
        load("economy")
    assert "\n" not in str(error.value)
    assert len(load("unrwa_refugees")) == 296


def test_a_file_cut_short_is_noticed(own):
    path = own / "economy.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(GcrError, match=r"economy\.parquet is cut short: restore it, or build"):
        load("economy")


def test_a_changed_byte_is_noticed(own):
    path = own / "economy.parquet"
    content = bytearray(path.read_bytes())
    content[1000] ^= 1
    path.write_bytes(content)
    with pytest.raises(GcrError, match=r"economy\.parquet has changed since it was built"):
        load("economy")


def test_a_longer_file_is_noticed(own):
    path = own / "economy.parquet"
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(GcrError, match=r"economy\.parquet has changed since it was built"):
        load("economy")


def test_a_missing_description_is_noticed(own):
    (own / "datapackage.json").unlink()
    with pytest.raises(GcrError, match=r"datapackage\.json is missing in "):
        load("economy")


def test_a_description_cut_short_is_noticed(own):
    path = own / "datapackage.json"
    path.write_text(path.read_text()[:-500])
    with pytest.raises(GcrError, match=r"datapackage\.json is damaged"):
        load("economy")


@pytest.mark.parametrize("change", ["bytes", "year", "name", "nothing left"])
def test_a_change_in_the_description_is_noticed(own, change):
    path = own / "datapackage.json"
    package = json.loads(path.read_text())
    first = package["resources"][0]
    if change == "bytes":
        first["bytes"] += 1
    elif change == "year":
        first["rowsPerYear"]["2026"] = first["rowsPerYear"].pop("2025")
    elif change == "name":
        first["name"] = "../../population"
    path.write_text("[]" if change == "nothing left" else json.dumps(package))
    with pytest.raises(GcrError, match=r"datapackage\.json has changed since it was built"):
        snapshot.latest_year()


def test_a_snapshot_without_the_table_says_so(own):
    path = own / "datapackage.json"
    package = json.loads(path.read_text())
    package["resources"] = package["resources"][1:]
    package["seal"] = store.seal(package["resources"])
    path.write_text(json.dumps(package))
    with pytest.raises(GcrError, match="has no table population"):
        load("population")


def test_a_folder_that_is_not_there_names_the_two_ways_out(monkeypatch, tmp_path):
    monkeypatch.setenv("GCR_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(GcrError, match="set GCR_DATA to its folder, or build one"):
        load("economy")


def test_the_hash_of_a_table_is_that_of_its_file():
    content = (data_folder() / "economy.parquet").read_bytes()
    assert store.digest(content) == f"sha256:{table_hash('economy')}"


def test_a_file_holds_no_note_of_the_version_that_wrote_it():
    import pyarrow.parquet as pq

    assert pq.read_metadata(data_folder() / "population.parquet").metadata is None
    assert set(pq.read_metadata(data_folder() / "country_shapes.parquet").metadata) == {b"geo"}


def test_others_can_read_the_shapes_as_geoparquet():
    import geopandas as gpd

    shapes = gpd.read_parquet(data_folder() / "country_shapes.parquet")
    assert len(shapes) == len(load("country_shapes"))
    assert shapes.crs.is_geographic


def test_a_code_outside_its_list_stays_visible(tmp_path):
    table = tables()["boundary_lines"]
    frame = load("boundary_lines").assign(kind="wavy")
    files.write(frame, table, tmp_path / "lines.parquet")
    assert files.read(tmp_path / "lines.parquet", table)["kind"].tolist() == ["wavy"] * len(frame)


def test_a_snapshot_is_as_read_until_a_file_that_was_read_is_written_again(own, monkeypatch):
    store.forget()
    load("countries")
    assert store.is_as_read()
    (own / "economy.parquet").touch()  # nobody has read it
    assert store.is_as_read()
    (own / "countries.parquet").touch()
    assert not store.is_as_read()
    store.forget()
    assert store.is_as_read()


@pytest.mark.parametrize("change", ["another folder", "no folder", "no file"])
def test_a_snapshot_that_is_not_where_it_was_is_not_as_read(own, monkeypatch, tmp_path, change):
    store.forget()
    load("countries")
    match change:
        case "another folder":
            monkeypatch.setenv("GCR_DATA", str(tmp_path))
        case "no folder":
            shutil.rmtree(own)
        case "no file":
            (own / "countries.parquet").unlink()
    assert not store.is_as_read()
    store.forget()


def test_a_snapshot_of_a_newer_version_is_refused_in_one_line(own):
    described = json.loads((own / store.PACKAGE).read_text())
    described["resources"].append({"name": "climate_risk", "taken": {"vintage": "2027-01-01"}})
    described["seal"] = store.seal(described["resources"])
    (own / store.PACKAGE).write_text(json.dumps(described))
    store.forget()
    with pytest.raises(GcrError, match=r"does not know \(climate_risk\): install the version that made it"):
        snapshot.sources()
