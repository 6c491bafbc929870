"""The files of Explore: the figures that `gcr indicators` prints, and every name of every place."""

import json
import random
import re
from collections.abc import Iterator
from math import isnan
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from gcr_analysis import framework, geography
from gcr_analysis.errors import GcrError
from gcr_analysis.exports import plain
from gcr_analysis.geography.names import countries_named
from gcr_analysis.indicators.engine import CONTRACT, indicators
from gcr_analysis.publishing.dataset import figures
from gcr_analysis.publishing.explore import data, explore_files, files, library, lists, shapes
from gcr_analysis.publishing.kept import Kept
from gcr_analysis.publishing.outputs import Headline, Note
from gcr_analysis.publishing.site import Place, Published

THEME = Path(__file__).resolve().parents[3] / "theme" / "explore"
REGIONS = ("world", "europe", "mirps", "income-low", "LBN", "COL", "TCD", "USA", "NRU")
MEASURES = 40
Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """All years of measures drawn at random, and of one with each kind of figure, for a few places."""
    drawn = random.Random(19).sample(figures.published(), MEASURES)
    always = ["gcr_1_1_1", "asylum_backlog_years", "refugees_hosted", "change_since_baseline"]
    ids = [id for id in figures.published() if id in (*drawn, *always)]
    return indicators(REGIONS, range(2000, 2026), indicator=ids)


@pytest.fixture(scope="module")
def parquet(rows: pd.DataFrame) -> bytes:
    return figures.figure_files(rows)[figures.PARQUET]


@pytest.fixture(scope="module")
def made(parquet: bytes) -> dict[str, bytes]:
    return data.data_files(parquet)[0]


def unrolled(runs: list[Any]) -> list[Any]:
    return [cell for n, cell in zip(runs[::2], runs[1::2], strict=True) for _ in range(n)]


def rows_in(content: bytes) -> Iterator[Row]:
    """Read the file of a measure as `data` describes it: every row that it stands for."""
    file = json.loads(content)
    declared = framework.indicators()[file["measure"]]
    years = range(file["first"], file["last"] + 1)
    for region, at in file["places"].items():
        told = file["cells"][at]
        blank = [None] * len(years)
        columns = {"year": list(years), "region": [region] * len(years)}
        columns["status"] = [file["statuses"][code] for code in unrolled(told["s"])]
        for key, name in (("v", "value"), ("l", "low"), ("h", "high")):
            found = told.get(key, [])
            start = told.get("f", 0) if found else 0
            columns[name] = [*blank[:start], *found, *blank[start + len(found) :]]
        columns["coverage"] = unrolled(told["c"]) if "c" in told else blank
        away = unrolled(told["y"]) if "y" in told else [0] * len(years)
        columns["value_year"] = [year + more for year, more in zip(years, away, strict=True)]
        columns["reason"] = (
            [file["reasons"][code] for code in unrolled(told["r"])] if "r" in told else [""] * len(years)
        )
        pairs = (
            [file["sources"][code] for code in unrolled(told["o"])]
            if "o" in told
            else [["", ""]] * len(years)
        )
        columns["source"], columns["vintage"] = ([pair[n] for pair in pairs] for n in (0, 1))
        breaks = {int(year): file["breaks"][code] for year, code in told.get("b", {}).items()}
        columns["series_break"] = [
            "" if value is None else breaks.get(year, "")
            for value, year in zip(columns["value"], columns["value_year"], strict=True)
        ]
        for cells in zip(*columns.values(), strict=True):
            yield dict(zip(columns, cells, strict=True)) | {
                "panel": declared.panel,
                "indicator": declared.id,
                "gcr_code": declared.gcr_code or "",
                "unit": declared.unit,
                "baseline_year": 2016,
            }


def printed(row: Row) -> Row:
    """A row as `gcr indicators` prints it; None where a cell is empty."""
    return {name: "" if plain(row[name]) is None else plain(row[name]) for name in CONTRACT}


def test_every_row_of_a_file_is_the_one_that_is_printed(rows: pd.DataFrame, made: dict[str, bytes]) -> None:
    expected = {
        (row["indicator"], row["region"], row["year"]): printed(row) for row in rows.to_dict("records")
    }
    found = {
        (row["indicator"], row["region"], row["year"]): printed(row)
        for content in made.values()
        for row in rows_in(content)
    }
    assert found == expected
    statuses = {row["status"] for row in found.values()}
    assert {"computed", "partial", "proxy", "not collected", "not applicable"} <= statuses
    assert any(row["series_break"] for row in found.values())
    assert any(row["value_year"] != row["year"] for row in found.values())


def test_a_break_without_a_figure_in_its_year_is_told(made: dict[str, bytes]) -> None:
    for content in made.values():
        file = json.loads(content)
        for region, at in file["places"].items():
            told = {int(year): file["breaks"][code] for year, code in file["cells"][at].get("b", {}).items()}
            assert told == data.breaks_by_year(geography.region(region), file["measure"])


def test_files_are_the_same_each_time(parquet: bytes, made: dict[str, bytes]) -> None:
    assert data.data_files(parquet)[0] == made
    assert files.small_json(shapes.world()) == files.small_json(shapes.world())


def test_what_is_shown_at_first_has_figures(rows: pd.DataFrame, parquet: bytes) -> None:
    _, defaults = data.data_files(parquet)
    known = rows.dropna(subset=["value"]).groupby("indicator")["region"].unique()
    for id, shown in defaults.items():
        assert shown
        assert set(shown) <= set(known[id]) if id in known.index else shown == ["world"]
    assert defaults["refugees_hosted"] == ["europe"]


def test_every_published_measure_is_listed_under_its_panel() -> None:
    told = lists.measures({id: ["world"] for id in figures.published()})
    assert [each["id"] for each in told["measures"]] == figures.published()
    assert {each["panel"] for each in told["measures"]} == set(told["panels"])
    assert {each["unit"] for each in told["measures"]} == set(told["units"])


def test_every_place_is_listed_with_every_name_that_finds_it() -> None:
    told = {place["id"]: place for place in lists.places()}
    assert [*told] == [region.id for region in geography.regions()]
    for iso3, name in {
        "TUR": "Turkey",
        "LBN": "Liban",
        "TCD": "Tchad",
        "DEU": "Alemania",
        "CIV": "Ivory Coast",
    }.items():
        assert name in told[iso3]["names"]
    for place in told.values():
        if place["kind"] == "country":
            assert all(place["id"] in countries_named(name) for name in place["names"])
    assert set(told["mirps"]["members"]) == set(geography.region("mirps").countries)


def test_every_country_is_land_or_a_dot() -> None:
    world = shapes.world()
    drawn = {feature["id"] for feature in world["land"] if feature["geometry"]["coordinates"]} | set(
        world["dots"]
    )
    missing = {region.id for region in geography.regions("country")} - drawn
    placed = set(geography.points(geography.region("world"))["iso3"])
    assert not missing & placed, missing
    assert all(0 < x < world["size"][0] and 0 < y < world["size"][1] for x, y in world["dots"].values())


def test_the_library_is_one_module_without_an_address_and_brings_its_licences() -> None:
    made = library.bundle()
    assert made == library.bundle()
    text = made[library.BUNDLE].decode()
    assert text.endswith(" as default};")
    assert not re.search(r"(^|[;}])import\b|\bimport\s*\(", text)
    licences = made[library.LICENCES].decode()
    for name in ("vega-lite", "vega-embed", "vega-interpreter", "d3-geo", "semver"):
        assert name in licences


def test_a_library_that_is_not_there_stops_publishing_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_MAKE", "raise SystemExit('no such package')")
    with pytest.raises(GcrError, match="did not give the library for charts: no such package"):
        library.bundle()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, parquet: bytes) -> None:
    """Make Explore of a few figures and a short library."""
    monkeypatch.setattr(files, "kept_figures", lambda kept: {figures.PARQUET: parquet})
    monkeypatch.setattr(files, "bundle", lambda: {library.BUNDLE: b"", library.LICENCES: b""})


def own(title: str) -> Place:
    note = Note(
        panel="self-reliance",
        region="mine",
        region_title=title,
        year=2025,
        baseline_year=2016,
        title="",
        headline=Headline(value="", label=""),
    )
    return Place("mine", title, None, (Published("mine", "self-reliance", 2025, note, newest=True),))


@pytest.mark.usefixtures("small")
def test_markup_in_the_title_of_an_own_set_stays_text(tmp_path: Path) -> None:
    title = 'Lake </script><b>Chad</b> & "more"'
    text = explore_files([own(title)], Kept(tmp_path))["index.qmd"].decode()
    told = text.partition('id="explore-told">')[2].partition("</script>")[0]
    assert json.loads(told)["own"] == [{"id": "mine", "title": title, "page": "../regions/mine/index.html"}]


@pytest.mark.usefixtures("small")
def test_a_second_publishing_takes_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = explore_files([], Kept(tmp_path))
    monkeypatch.setattr(files, "data_files", lambda parquet: pytest.fail("made again"))
    monkeypatch.setattr(files, "bundle", lambda: pytest.fail("made again"))
    assert explore_files([], Kept(tmp_path)) == first


@pytest.mark.usefixtures("small")
def test_the_page_lists_every_measure_and_fetches_no_module_before_the_first_view(tmp_path: Path) -> None:
    made = explore_files([], Kept(tmp_path))
    text = made["index.qmd"].decode()
    for each in json.loads(made[files.MEASURES])["measures"]:
        assert f'href="?measure={each["id"]}"' in text
        assert f"data/{each['id']}.json" in made
    assert 'src="../theme/explore/main.js"' in text
    assert "preload" not in text


def test_no_sentence_stands_in_a_script() -> None:
    for script in THEME.glob("*.js"):
        lines = (
            line.partition("//")[0]
            for line in script.read_text().splitlines()
            if not line.lstrip().startswith(("*", "/*"))
        )
        for number, line in enumerate(lines, 1):
            for text in line.split('"')[1::2]:
                assert text.count(" ") < 3 or any(sign in text for sign in ".[#,:=$"), (
                    f"{script.name}:{number}: {text}"
                )


def test_a_number_is_missing_or_finite(made: dict[str, bytes]) -> None:
    for content in made.values():
        told = json.loads(content, parse_constant=pytest.fail)
        assert not any(
            isinstance(value, float) and isnan(value)
            for series in told["cells"]
            for value in series.get("v", [])
        )
