"""Estimates for a month stand on a region's page apart from figures, and only when there are any."""

import shutil

import pandas as pd
import pytest

from gcr_analysis.cli import main
from gcr_analysis.framework import tables
from gcr_analysis.geography import region
from gcr_analysis.publishing.since import since
from gcr_analysis.publishing.site import Place
from gcr_analysis.snapshot import data_folder, describe, files, store


@pytest.fixture
def estimated(tmp_path, monkeypatch):
    """A snapshot with estimates for two months."""
    folder = shutil.copytree(data_folder(), tmp_path / "data")
    rows = [(2026, 7, "KEN", 900, 90), (2026, 8, "KEN", 1_234_567, 100), (2026, 8, "UGA", 2_000, None)]
    columns = ["year", "month", "asylum", "refugees", "asylum_seekers"]
    frame = pd.DataFrame(rows, columns=columns).astype({"month": "Int64", "asylum_seekers": "Int64"})
    files.write(frame, tables()["nowcasts"], folder / "nowcasts.parquet")
    frames = {name: files.read(folder / f"{name}.parquet", table) for name, table in tables().items()}
    vintage = {"vintage": "2026-11-25", "vintage_label": "taken on 25 November 2026"}
    describe.write(folder, frames, {"nowcasts": vintage})
    monkeypatch.setenv("GCR_DATA", str(folder))
    store.forget()
    yield
    monkeypatch.undo()
    store.forget()


def place(name: str) -> Place:
    return Place(name, name, region(name), ())


def test_the_latest_month_is_told_with_how_many_countries_have_an_estimate(estimated):
    told = since(place("igad"))
    assert told is not None
    assert (told.when, told.countries) == ("August 2026", "two countries")
    assert told.refugees.replace("\u00a0", " ") == "1.24 million"
    assert told.asylum_seekers == "100"
    assert told.source.endswith("(taken on 25 November 2026)")
    assert since(place("COL")) is None
    of_kenya = since(place("KEN"))
    assert of_kenya is not None
    assert of_kenya.countries == ""
    assert since(Place("own", "Own", None, ())) is None


def test_without_estimates_nothing_is_said():
    assert since(place("world")) is None


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(ended.value.code or 0)


def test_the_command_prints_them_as_estimates(estimated, capsys):
    assert run("data", "nowcasts", "--region", "igad", "--format", "csv") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "year,month,asylum,refugees,asylum_seekers,status,source,vintage"
    assert lines[-1] == "2026,8,UGA,2000,,estimate,unhcr-nowcasts,2026-11-25"


def test_the_command_says_where_they_come_from_when_there_are_none(capsys):
    assert run("data", "nowcasts") == 2
    assert "take them with gcr data refresh --source unhcr" in capsys.readouterr().err
