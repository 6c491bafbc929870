"""A reader of SDMX finds the figures of the Parquet file, and a structure in which each of them fits."""

import csv
import gzip
import io
from collections.abc import Iterator

import pandas as pd
import pyarrow.parquet as pq
import pytest
from pysdmx.io import read_sdmx
from pysdmx.model import DataStructureDefinition, Role

from gcr_analysis import framework, geography
from gcr_analysis.indicators import indicators
from gcr_analysis.indicators.engine import CONTRACT
from gcr_analysis.publishing.dataset import export_files, figures, formats
from gcr_analysis.publishing.dataset.figures import every_row
from gcr_analysis.publishing.dataset.sdmx_data import data_file
from gcr_analysis.publishing.dataset.sdmx_declared import code, sdmx

pytestmark = pytest.mark.usefixtures("offline")


@pytest.fixture(scope="module")
def files() -> Iterator[dict[str, bytes]]:
    """The export of every measure of a few regions, with the Parquet file beside it."""
    rows = indicators(["world", "mirps", "PAN"], year=[2006, 2024, 2025], indicator=figures.published())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "every_row", lambda: rows)
        yield export_files(formats()["sdmx"]) | figures.figure_files(rows)


@pytest.fixture(scope="module")
def structure(files: dict[str, bytes]) -> DataStructureDefinition:
    (found,) = read_sdmx(io.BytesIO(files["sdmx-structure.xml"])).get_data_structure_definitions()
    return found


@pytest.fixture(scope="module")
def observed(files: dict[str, bytes]) -> pd.DataFrame:
    (found,) = read_sdmx(io.BytesIO(gzip.decompress(files["figures.sdmx.csv.gz"]))).get_datasets()
    assert found.structure == f"Dataflow={sdmx().flow}"
    return found.data


@pytest.fixture(scope="module")
def rows(files: dict[str, bytes]) -> pd.DataFrame:
    return pq.read_table(io.BytesIO(files["figures.parquet"])).to_pandas()


def test_pysdmx_reads_the_figures_that_pandas_reads(observed: pd.DataFrame, rows: pd.DataFrame) -> None:
    rows = rows[rows["status"] != "not applicable"].reset_index(drop=True)
    assert len(observed) == len(rows)
    named = {each.column: each.id for each in sdmx().components if each.column}
    named["status"] = "FIGURE_STATUS"
    assert named.keys() == {*CONTRACT}
    for column, component in named.items():
        mine, theirs = rows[column], observed[component]
        if pd.api.types.is_numeric_dtype(mine):
            assert pd.to_numeric(theirs.replace("", None)).astype(float).equals(mine.astype(float)), column
        else:
            coded = mine.map(code) if column in ("status", "unit") else mine
            assert theirs.tolist() == coded.fillna("").tolist(), column


def test_each_cell_is_a_code_of_its_list_and_each_key_stands_once(
    observed: pd.DataFrame, structure: DataStructureDefinition
) -> None:
    assert {*observed.columns} == {component.id for component in structure.components}
    keys = [component.id for component in structure.components if component.role == Role.DIMENSION]
    assert keys == ["FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD"]
    assert not observed.duplicated(keys).any()
    for component in structure.components:
        if component.local_codes:
            assert {*observed[component.id]} <= {item.id for item in component.local_codes}, component.id
        if component.required and component.role != Role.MEASURE:
            assert (observed[component.id] != "").all(), component.id


def test_a_status_says_in_codes_of_sdmx_why_a_value_is_missing_and_where_a_series_breaks(
    observed: pd.DataFrame,
) -> None:
    both = observed[["FIGURE_STATUS", "OBS_STATUS"]].drop_duplicates()
    assert {("COMPUTED", "A"), ("COMPUTED", "B"), ("PROXY", "D"), ("NOT_COLLECTED", "L")} <= {
        *both.itertuples(index=False, name=None)
    }
    assert (both["FIGURE_STATUS"] == "PARTIAL").any()
    assert (observed[observed["OBS_STATUS"] == "B"]["SERIES_BREAK"] != "").all()
    assert {*sdmx().statuses} | {"not applicable"} == {*framework.statuses()}
    assert {*sdmx().statuses.values(), sdmx().broken} == {*sdmx().observation_statuses}


def test_an_observation_has_a_code_for_missing_just_where_it_has_no_value(observed: pd.DataFrame) -> None:
    none = observed[observed["OBS_VALUE"] == ""]
    assert {*none["FIGURE_STATUS"]} == {"NOT_COLLECTED", "PARTIAL"}
    assert misread(observed).empty


@pytest.mark.long
@pytest.mark.reads_cube
def test_every_observation_has_a_code_for_missing_just_where_it_has_no_value() -> None:
    made = data_file(figures.figure_files(every_row())[figures.PARQUET])
    columns = ["REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "FIGURE_STATUS"]
    everything = pd.read_csv(
        io.BytesIO(gzip.decompress(made)), usecols=columns, dtype="str", keep_default_na=False
    )
    assert {*everything["REF_AREA"]} == {region.id for region in geography.regions()}
    assert misread(everything).empty


def misread(observed: pd.DataFrame) -> pd.DataFrame:
    """Observations whose code says that there is a value where there is none, or the other way round."""
    names = sdmx().observation_statuses
    missing = observed["OBS_STATUS"].map(names).str.startswith("Missing value")
    return observed[missing != (observed["OBS_VALUE"] == "")]


@pytest.mark.parametrize("status", sdmx().statuses)
def test_a_row_of_any_status_without_a_value_is_missing(status: str, rows: pd.DataFrame) -> None:
    row = rows[rows["value"].notna()].head(1).assign(status=status, value=None, series_break="a")
    file = io.BytesIO()
    row.astype({"value": float}).to_parquet(file)
    [told] = csv.DictReader(io.StringIO(gzip.decompress(data_file(file.getvalue())).decode()))
    assert (told["OBS_VALUE"], told["OBS_STATUS"]) == ("", sdmx().missing)


def test_the_structure_has_every_region_measure_and_unit_under_an_agency_of_the_projects_own(
    files: dict[str, bytes],
) -> None:
    message = read_sdmx(io.BytesIO(files["sdmx-structure.xml"]))
    lists = {each.id: each for each in message.get_codelists()}
    assert {item.id for item in lists["CL_AREA"]} == {region.id for region in geography.regions()}
    assert [item.id for item in lists["CL_INDICATOR"]] == figures.published()
    units = {framework.indicators()[id].unit for id in figures.published()}
    assert len(lists["CL_UNIT"]) == len(units)  # no two units have one code
    (flow,) = message.get_dataflows()
    assert flow.agency == message.header.sender.id == "GCR_ANALYSIS"
    assert f"{message.header.prepared:%Y-%m-%d}" == framework.sources()["unhcr-population"].vintage


def test_the_data_hold_no_time_and_the_same_bytes_each_time(files: dict[str, bytes]) -> None:
    assert data_file(files["figures.parquet"]) == files["figures.sdmx.csv.gz"]
    assert files["figures.sdmx.csv.gz"][4:8] == bytes(4)
