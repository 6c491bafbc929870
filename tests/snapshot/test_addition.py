"""One table is made from its source's own file, and everything else stays as it is."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from gcr_analysis import snapshot
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import tables
from gcr_analysis.snapshot import candidate, describe, files, store
from gcr_analysis.snapshot.addition import RefusedError

TABLE = "human_development"
DESCRIPTIONS = {"datapackage.json", "README.md", "LICENSE.md"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the snapshot."""
    return Path(shutil.copytree(snapshot.data_folder(), tmp_path / "data"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The source's own file, by another name than the reader's, with the figures that the snapshot has."""
    rows = snapshot.load(TABLE).astype({"iso3": "str"})
    names = {"iso3": "geo", "year": "time", "hdi": "hdi_human_development_index"}
    path = tmp_path / "downloaded.csv"
    rows.rename(columns=names).to_csv(path, index=False)
    return path


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def differing(before: dict[str, bytes], folder: Path) -> set[str]:
    now = content(folder)
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def take_out(table: str, data: Path) -> None:
    """Leave a snapshot as it was before *table* was declared."""
    others = store.ids_in(data) - {table}
    frames = {name: files.read(data / f"{name}.parquet", tables()[name]) for name in others}
    (data / f"{table}.parquet").unlink()
    describe.write(data, frames, store.taken_in(data))
    store.forget()


def test_a_table_that_the_snapshot_lacks_is_added_and_all_others_keep_their_bytes(data, source):
    whole = content(data)
    take_out(TABLE, data)
    before = content(data)
    added = snapshot.add(TABLE, source, data)
    assert (added.rows, added.before, added.changed) == (len(snapshot.load(TABLE)), None, True)
    assert differing(before, data) == {f"{TABLE}.parquet", *DESCRIPTIONS}
    assert differing(whole, data) == set()
    assert snapshot.verify(data) == []
    assert [path.name for path in data.parent.iterdir() if path.name.startswith(".")] == []


def test_a_table_that_is_there_is_replaced(data, source):
    text = source.read_text().splitlines()
    source.write_text("\n".join([*text, "TCD,2024,0.42" if text[0].startswith("geo,") else "2024,TCD,0.42"]))
    before = content(data)
    added = snapshot.add(TABLE, source, data)
    assert (added.rows, added.before) == (len(snapshot.load(TABLE)) + 1, len(snapshot.load(TABLE)))
    assert differing(before, data) == {f"{TABLE}.parquet", "datapackage.json", "README.md"}


def test_the_same_file_changes_nothing(data, source):
    before = content(data)
    assert not snapshot.add(TABLE, source, data).changed
    assert differing(before, data) == set()


def test_a_folder_of_extracts_serves_a_table_that_needs_several_files(data, source, extracts):
    shutil.copy(source, extracts / "context/hdi.csv")
    assert not snapshot.add(TABLE, extracts, data).changed


def test_what_the_gate_refuses_leaves_everything_as_it_was(data, source):
    lines = source.read_text().splitlines()
    source.write_text("\n".join(line for line in lines if "2015" not in line))
    before = content(data)
    with pytest.raises(RefusedError, match="lost years") as error:
        snapshot.add(TABLE, source, data)
    assert {refusal.table for refusal in error.value.refusals} == {TABLE}
    assert differing(before, data) == set()


def test_identities_with_other_tables_are_checked(data):
    """Refugees by age no longer add up to the refugees of a year that one table has more of."""
    rows = files.read(data / "refugee_returns.parquet", tables()["refugee_returns"])
    last = rows.index[rows["year"] == 2025][0]
    wide = rows.assign(persons=rows["persons"].where(rows.index != last, rows["persons"] + 1))
    wide = wide.astype({"origin": "str", "asylum": "str"}).rename(
        columns={"origin": "coo_iso", "asylum": "coa_iso", "persons": "returned_refugees"}
    )
    nothing = dict.fromkeys(("resettlement", "naturalisation", "returned_idps"), pd.NA)
    folder = data.parent / "extracts" / "unhcr"
    folder.mkdir(parents=True)
    for name in ("population", "solutions"):
        wide.assign(**nothing).to_parquet(folder / f"{name}.parquet")
    with pytest.raises(RefusedError, match="identity: demographics and totals differ for returned_refugees"):
        snapshot.add("refugee_returns", folder.parent, data)


@pytest.mark.parametrize(
    ("table", "name", "text", "message"),
    [
        (
            "human-development",
            "a.csv",
            "",
            "unknown table 'human-development': did you mean human_development",
        ),
        (TABLE, None, "", r"^no file .*missing\.csv: give the source's own file"),
        (TABLE, "a.xlsx", "", r"a\.xlsx is not a \.csv file, as context/hdi\.csv is: save it as one"),
        (TABLE, "a.csv", "geo,time\nTCD,2024\n", r"^file .*a\.csv lacks the column hdi_human_development"),
        (TABLE, "a.csv", "geo,time,hdi_human_development_index\nTCD,2024,0;4\n", "cannot be made .* '0;4'"),
        ("refugee_returns", "a.parquet", None, "one file is not enough: give a folder that holds unhcr/pop"),
    ],
)
def test_wrong_input_is_one_line_and_changes_nothing(data, table, name, text, message):
    before = content(data)
    path = data.parent / (name or "missing.csv")
    if text is None:
        columns = ("year", "coo_iso", "coa_iso", "returned_refugees", "returned_idps")
        pd.DataFrame([dict.fromkeys(columns, "2")]).to_parquet(path)
    elif name:
        path.write_text(text)
    with pytest.raises((GcrError, UnknownNameError), match=message) as error:
        snapshot.add(table, path, data)
    assert "\n" not in str(error.value)
    assert differing(before, data) == set()


def test_a_table_that_came_from_a_service_is_refreshed(data, source):
    frames = {name: files.read(data / f"{name}.parquet", tables()[name]) for name in store.ids_in(data)}
    describe.write(data, frames, {TABLE: {"vintage": "2026-08-01", "vintage_label": "taken on 1 August"}})
    store.forget()
    with pytest.raises(GcrError, match=r"live service \(taken on 1 August\): .* gcr data refresh"):
        snapshot.add(TABLE, source, data)


def test_a_snapshot_that_changes_meanwhile_is_not_put_back(data, source, monkeypatch):
    def meanwhile(*_):
        take_out("inform_risk", data)
        return []

    monkeypatch.setattr("gcr_analysis.snapshot.gate.refusals", meanwhile)
    with pytest.raises(GcrError, match="was changed meanwhile: give the command again"):
        snapshot.add(TABLE, source, data)
    assert not (data / "inform_risk.parquet").exists()


def test_a_declared_table_that_is_not_there_stops_neither_status_nor_checks(data, monkeypatch):
    take_out(TABLE, data)
    row = snapshot.status(data).set_index("table").loc[TABLE]
    assert (row["rows"] is pd.NA, row["years"], row["source"]) == (True, "", tables()[TABLE].source)
    (finding,) = snapshot.verify(data)
    assert finding.message.endswith(f"no table {TABLE}: add it with gcr data add {TABLE} --from FILE")
    monkeypatch.setenv("GCR_DATA", str(data))
    assert candidate.check(data) == []
    monkeypatch.delenv("GCR_DATA")
    (lost,) = candidate.check(data)
    assert (lost.table, lost.check) == (TABLE, "lost table")


def test_a_table_that_lacks_a_column_declared_since_is_named_and_can_be_made_again(data, source):
    path = data / f"{TABLE}.parquet"
    earlier = tables()[TABLE]
    lacking = earlier.model_copy(update={"columns": tuple(c for c in earlier.columns if c.name != "hdi")})
    frames = {name: files.read(data / f"{name}.parquet", tables()[name]) for name in store.ids_in(data)}
    files.write(frames[TABLE], lacking, path)
    describe.write(data, frames, store.taken_in(data))
    store.forget()
    with pytest.raises(
        GcrError, match=f"^table {TABLE} lacks the column hdi, which is declared: make it again"
    ):
        files.read(path, earlier)
    snapshot.add(TABLE, source, data)
    assert files.read(path, earlier)["hdi"].notna().all()
