"""Figures as of a release are those that it carried, and name it; who asks keeps the newest figures."""

import warnings
from pathlib import Path

import duckdb
import pytest

import gcr_analysis as gcr
from gcr_analysis import snapshot
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.indicators.as_of import asked_as_of
from gcr_analysis.indicators.engine import CONTRACT, MeasureWarning


def carried(release: str, year: int) -> float:
    """Refugees in Lebanon as a release carried them, by SQL from the files."""
    query = """
        with places as (select release, name, row_number() over (order by published) as place
                        from read_parquet(?))
        select sum(persons)::double
        from read_parquet(?) r
        join places first on first.release = r.first_release
        join places last on last.release = r.last_release
        join places this on this.name = ?
        where this.place between first.place and last.place and r.reference = 'year_end'
          and r.series in ('refugees', 'oip') and r.asylum = 'LBN' and r.year = ?
    """
    files = [str(snapshot.data_folder() / f"{name}.parquet") for name in ("release_dates", "releases")]
    (found,) = duckdb.execute(query, [*files, release, year]).fetchall()
    return float(found[0])


def test_a_figure_is_the_one_that_the_release_carried_and_names_it() -> None:
    rows = gcr.indicator("refugees_hosted", ["LBN"], range(2021, 2024), as_of="GT2023")
    assert tuple(rows.columns) == CONTRACT
    assert rows["value"].tolist() == [carried("GT2023", year) for year in (2021, 2022, 2023)]
    assert set(rows["vintage"]) == {"2024-06-17 (GT2023)"}
    now = gcr.indicator("refugees_hosted", "LBN", 2023)
    assert now["vintage"].tolist() == ["2026-06-25"]


def test_the_latest_year_is_that_of_the_release_and_a_set_of_ones_own_is_read(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text("name: mine\ntitle: Mine\ncountries: [LBN, JOR]\n")
    rows = gcr.indicators([own, "mirps"], panel="host-country-burden", as_of="MYT2025")
    assert set(rows["year"]) == {2024}
    assert set(rows["region"]) == {"mine", "mirps"}
    people = rows[rows["source"] == "unhcr-population"]
    assert set(people["vintage"]) == {
        "2025-11-11 (MYT2025)",
        "2026-06-25",
        "2025-11-11 (MYT2025), 2026-06-25",
    }
    only_asylum = people[people["indicator"].isin(["asylum_applications", "asylum_decisions"])]
    assert set(only_asylum["vintage"]) == {"2026-06-25"}


def test_what_is_wrong_is_said_in_one_line() -> None:
    with pytest.raises(UnknownNameError, match="unknown release 'GT2052': did you mean"):
        gcr.indicators("LBN", as_of="GT2052")
    with pytest.raises(UnknownNameError, match="unknown region 'LBX'"):
        gcr.indicators("LBX", as_of="GT2023")
    said = "year 2025 is outside the data: give one from 2000 to 2023, the last year of GT2023"
    with pytest.raises(GcrError, match=said):
        gcr.indicator("refugees_hosted", "LBN", 2025, as_of="GT2023")


def warn() -> int:
    warnings.warn("careful", MeasureWarning, stacklevel=2)
    return 3


def test_warnings_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    with pytest.warns(MeasureWarning, match="careful"):
        assert asked_as_of("GT2023", warn) == 3
