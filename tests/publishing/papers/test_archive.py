"""A region's ZIP holds the data of its figures and says where they come from."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from gcr_analysis.publishing import prepare

PANEL = "host-country-burden"


def test_it_holds_every_csv_file_by_panel_with_sources_and_licences(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    write("mirps", "MIRPS countries", 2024)
    prepare(write("mirps", "MIRPS countries"), tmp_path / "regions")
    region = tmp_path / "regions" / "mirps"
    with zipfile.ZipFile(region / "data.zip") as file:
        held = {name: file.read(name) for name in file.namelist()}
        dates = {entry.date_time for entry in file.infolist()}
    readme = held.pop("README.md").decode()
    assert held == {str(path.relative_to(region)): path.read_bytes() for path in region.rglob("*.csv")}
    assert f"{PANEL}/2024/hosted.csv" in held
    assert f"`{PANEL}/2024/`: Pressure on host countries, 2024" in readme
    assert readme.count("Refugee Population Statistics Database") == 1
    assert "CC-BY-4.0" in readme
    assert dates == {(2025, 12, 31, 0, 0, 0)}


def test_no_cell_in_it_is_run_by_a_spreadsheet(
    write: Callable[..., Path], tmp_path: Path, bundles: dict[str, Callable]
) -> None:
    rows = [[mark + "cmd|' /C calc'!A0", 1] for mark in ("=", "+", "-", "@", "\t", "\r")]
    mark = {"shape": "bar", "field": "refugees"}
    bars = {"kind": "rows", "names": "country", "columns": [{"marks": [mark]}]}
    figure = bundles["figure"]("hosted", columns=["country", "refugees"], rows=rows, drawing=bars)
    note = bundles["note"]("own", "Own", figures=["hosted"], table=None)
    prepare(write("own", "Own", own=[bundles["shown"](figure), bundles["shown"](note)]), tmp_path / "regions")
    with zipfile.ZipFile(tmp_path / "regions" / "own" / "data.zip") as file:
        text = file.read(f"{PANEL}/hosted.csv").decode()
    assert text.count("'=cmd") == text.count("'+cmd") == text.count("'-cmd") == text.count("'@cmd") == 1
    assert "'\tcmd" in text
    assert "'\rcmd" in text
