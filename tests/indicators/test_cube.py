"""The cube says what would be computed, and is never needed."""

import os
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import gcr_analysis as gcr
from gcr_analysis import framework
from gcr_analysis.geography import Region, region, regions
from gcr_analysis.indicators import engine
from gcr_analysis.indicators.cube import build, key, read, store
from gcr_analysis.indicators.measures import MeasureError, figures
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.running.cube import make_cube

pytestmark = pytest.mark.reads_cube
SOME = ("world", "igad", "LBN", "COL", "income-low", "AND")


@pytest.fixture(scope="module")
def cube() -> Path:
    """The file of the cube that all tests share, made where it is not there yet."""
    assert make_cube(quiet=True)
    return store.cube_path()


@pytest.fixture
def kept(cube: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the cube that is read here."""
    path = tmp_path / cube.name
    path.write_bytes(cube.read_bytes())
    use(tmp_path, monkeypatch)
    return path


def use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.VARIABLE, str(folder))
    store._opened.cache_clear()
    read._region.cache_clear()


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch):
    """Compute, as where there is no cube."""

    def without(ask):
        with monkeypatch.context() as patch:
            patch.setattr(read, "opened", lambda: None)
            return ask()

    return without


def test_every_row_is_the_one_that_is_computed(kept: Path, computed) -> None:
    def ask() -> pd.DataFrame:
        return gcr.indicators(SOME, range(2000, 2026))

    found = ask()
    assert len(found) == len(SOME) * 26 * sum(not each.own for each in framework.indicators().values())
    pd.testing.assert_frame_equal(found, computed(ask), check_exact=True)


def test_figures_and_their_words_are_those_that_are_computed(kept: Path, computed) -> None:
    sets = RegionSets.of(*SOME)
    for id in framework.indicators():
        found = figures(id, sets, baseline_year=2016)
        expected = computed(partial(figures, id, sets, baseline_year=2016))
        for column in ("value", "low", "high", "coverage", "value_year"):
            assert getattr(found, column).tobytes() == getattr(expected, column).tobytes(), (id, column)
        assert found.status.tolist() == expected.status.tolist()
        cells = [(year, place) for year in range(26) for place in range(len(sets))]
        assert [found.words(*cell) for cell in cells] == [expected.words(*cell) for cell in cells]


def test_it_holds_every_declared_set_and_country(kept: Path) -> None:
    rows = pq.read_table(kept, columns=["region", "year"]).to_pandas()
    assert rows["region"].nunique() == len(regions())
    assert sorted(rows["year"].unique()) == [*range(2000, 2026)]


def test_own_sets_other_baselines_and_sets_of_another_membership_are_computed(kept: Path) -> None:
    own = Region("own", "Own", "own", ("LBN",), "2026", "")
    lookalike = Region("LBN", "Lebanon", "country", ("JOR",), "2026", "")
    assert read.kept_figures("refugees_hosted", RegionSets([own])) is None
    assert read.kept_figures("refugees_hosted", RegionSets([lookalike])) is None
    assert read.kept_figures("refugees_hosted", RegionSets([])) is None
    asked = engine.indicator("change_since_baseline", "LBN", 2024, baseline_year=2020)
    assert asked["baseline_year"].tolist() == [2020]
    assert asked["value"].item() != engine.indicator("change_since_baseline", "LBN", 2024)["value"].item()


@pytest.mark.parametrize("spoil", ["cut short", "no Parquet", "a byte of a page", "empty"])
def test_a_damaged_cube_is_removed_and_figures_are_computed(
    spoil: str, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = kept.read_bytes()
    place = next(n for n in range(2000, len(whole)) if whole[n : n + 4] == b"\x28\xb5\x2f\xfd") + 20
    content = {
        "cut short": whole[: len(whole) // 2],
        "no Parquet": b"PAR1" + bytes(100) + b"PAR1",
        "a byte of a page": whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :],
        "empty": b"",
    }[spoil]
    kept.write_bytes(content)
    use(kept.parent, monkeypatch)
    first = regions()[0].id
    rows = gcr.indicators(first, 2024, "host-country-burden")
    assert rows["value"].notna().any()
    assert not kept.exists()


@pytest.mark.parametrize(
    ("there", "instead"),
    [(b'"COM"', b'"COL"'), (b"gcr_code", b"gcr_cod!"), (b"2017", b"3017"), (b"reason", b"rdason")],
)
def test_a_bit_of_the_footer_is_no_other_figure(
    there: bytes, instead: bytes, kept: Path, computed, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = kept.read_bytes()
    index = whole.rindex(b'"regions"') if there.startswith(b'"') else 0
    place = whole.index(there, index) if index else whole.rindex(there)
    kept.write_bytes(whole[:place] + instead + whole[place + len(there) :])
    use(kept.parent, monkeypatch)
    ask = partial(gcr.indicators, "COL", [2017, 2025], "host-country-burden")
    pd.testing.assert_frame_equal(ask(), computed(ask), check_exact=True)
    assert not kept.exists()


def test_a_bit_before_a_page_is_no_failure(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = kept.read_bytes()
    statuses = pq.read_metadata(kept).row_group(store.opened().regions["COL"]).column(10)
    for place in range(statuses.dictionary_page_offset, statuses.dictionary_page_offset + 24):
        spoilt = bytearray(whole)
        spoilt[place] ^= 16
        kept.write_bytes(spoilt)
        use(kept.parent, monkeypatch)
        assert read.kept_figures("refugees_hosted", RegionSets.of("COL")) is None


def test_another_snapshot_another_declaration_and_another_code_have_another_cube(
    kept: Path, altered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = key.cube_key()
    altered("refugee_returns", year=2025, column="persons", persons=1, origin="SSD", asylum=["UGA", "KEN"])
    assert key.cube_key() != here
    assert store.opened() is None


def test_a_measure_that_fails_is_left_out_and_fails_where_it_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = {id: framework.indicators()[id] for id in ("refugees_hosted", "hosting_gini")}
    monkeypatch.setattr(framework, "indicators", lambda: two)
    monkeypatch.setattr(build.geography, "regions", lambda: (region("igad"),))

    def rows(declared, *rest):
        if declared.id == "hosting_gini":
            raise MeasureError("measure hosting_gini failed")
        return engine.columns_of(declared, *rest)

    monkeypatch.setattr(build, "columns_of", rows)
    use(tmp_path, monkeypatch)
    with pytest.warns(engine.MeasureWarning, match="hosting_gini failed"):
        build.build()
    store._opened.cache_clear()
    assert read.kept_rows(RegionSets.of("igad"), ["refugees_hosted"], [2024]) is not None
    assert read.kept_rows(RegionSets.of("igad"), ["hosting_gini"], [2024]) is None


def test_only_the_latest_cubes_stay(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(store.KEPT + 2):
        other = kept.with_name(f"{number}.parquet")
        other.write_bytes(b"")
        os.utime(other, (number, number))
    store._remove_older(kept)
    assert len(list(kept.parent.glob("*.parquet"))) == store.KEPT
    assert kept.exists()


def test_numbers_are_not_rounded(kept: Path, computed) -> None:
    ask = lambda: engine.readings("hosting_gini", "world", range(2000, 2026))  # noqa: E731
    assert np.array_equal([row["value"] for row in ask()], [row["value"] for row in computed(ask)])
