import duckdb
import numpy as np
import pytest

from gcr_analysis import framework
from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework import Indicator
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.revisions import bands_of, revision_bands, revision_factors, revision_record
from gcr_analysis.snapshot import data_folder

WORLD = RegionSets.of("world")
RETURNS = "refugee_returns_by_origin"

# What the world's returns of a year became, from each past end-year release that had them to the latest.
MOVED = """
with release as (
    select row_number() over (order by published) as place, *
    from read_parquet('{data}/release_dates.parquet')
), carried as (
    select release.name, release.place, figure.year, sum(figure.persons) as persons
    from read_parquet('{data}/releases.parquet') as figure
    join release as first on first.release = figure.first_release
    join release as last on last.release = figure.last_release
    join release on release.place between first.place and last.place
    where figure.series = 'refugee_returns' and figure.reference = 'year_end'
    group by all
)
select old.name, old.year, old.persons::bigint, new.persons::bigint
from carried as old join carried as new on new.year = old.year and new.name = 'GT2025r1'
where old.name in ('GT2022', 'GT2023', 'GT2024') and old.year between 2022 and 2024
order by old.place, old.year
"""

declared_bands = [
    (each.id, name)
    for each in framework.indicators().values()
    for name in (each.revises, each.share_of)
    if name
]


def factors(series: str, where: str, year: int) -> tuple[float, float]:
    low, high = revision_factors(series, RegionSets.of(where))
    return float(low[year - FIRST_YEAR, 0]), float(high[year - FIRST_YEAR, 0])


def bands(declared: Indicator, value: float, year: int) -> tuple[float, float]:
    low, high = bands_of(declared, WORLD, np.array([[value]]), np.array([[year]]))
    return float(low[0, 0]), float(high[0, 0])


def declared(**series: str) -> Indicator:
    texts = {"id": "made", "panel": "return-conditions", "title": "", "definition": "", "unit": "percent"}
    return Indicator.model_validate({**texts, "direction": "down", **series})


def test_returns_of_2022_moved_as_the_releases_say():
    found = duckdb.sql(MOVED.format(data=data_folder())).fetchall()
    assert found == [
        ("GT2022", 2022, 339_261, 999_261),
        ("GT2023", 2022, 1_356_261, 999_261),
        ("GT2023", 2023, 1_052_074, 1_126_551),
        ("GT2024", 2022, 1_356_261, 999_261),
        ("GT2024", 2023, 1_052_074, 1_126_551),
        ("GT2024", 2024, 1_615_821, 1_615_821),
    ]


def test_the_band_of_returns_is_as_wide_as_what_releases_did_to_them():
    moved = duckdb.sql(MOVED.format(data=data_folder())).fetchall()
    low, high = factors(RETURNS, "world", 2024)
    of_that_age = [new / old for name, year, old, new in moved if int(name[2:]) - year == 1]
    assert low <= min(of_that_age)
    assert high >= max(of_that_age)


def test_a_band_holds_its_figure():
    for name in framework.revisions().series:
        low, high = revision_factors(name, WORLD)
        known = ~np.isnan(low)
        assert known.any()
        assert (low[known] <= 1).all()
        assert (high[known] >= 1).all()


def test_old_figures_hardly_move():
    bands = revision_bands()
    old = bands[bands["age"] == framework.revisions().oldest]
    assert old[["low", "high"]].sub(1).abs().max(axis=None) < 1e-3


def test_resettlement_arrivals_have_never_been_revised():
    bands = revision_bands().query("series == 'resettlement_by_destination'")
    assert (bands[["low", "high"]] == 1).all(axis=None)
    assert (bands["moved"] == 0).all()


def test_no_band_is_made_of_a_handful_of_figures():
    assert revision_bands()["high"].max() < 2


def test_a_small_figure_has_the_band_of_small_ones():
    large, small = (factors("refugees_by_origin", of, 2025) for of in ("SYR", "LUX"))
    assert large[1] < small[1]


def test_a_ratio_has_the_band_of_its_persons():
    low, high = bands(declared(revises=RETURNS), 10.0, 2025)
    persons = bands(declared(revises=RETURNS), 1e6, 2025)
    assert (low * 1e5, high * 1e5) == pytest.approx(persons)


def test_an_unknown_series_names_the_near_misses():
    with pytest.raises(UnknownNameError, match="did you mean refugee_returns_by_origin"):
        revision_factors("refugee_returns_by_origins", WORLD)


@pytest.mark.parametrize(("id", "name"), declared_bands)
def test_every_series_that_a_measure_names_is_declared(id: str, name: str):
    assert name in framework.revisions().series


def test_a_share_is_moved_by_its_part_and_the_rest():
    low, high = factors(RETURNS, "world", 2024)
    odds = high / low
    assert bands(declared(share_of=RETURNS), 50.0, 2024) == pytest.approx(
        (100 / (1 + odds), 100 * odds / (1 + odds))
    )
    assert bands(declared(share_of=RETURNS), 100.0, 2024) == (100, 100)


def test_a_measure_that_declares_no_series_has_no_band():
    assert np.isnan(bands(framework.indicators()["responsibility_ratio"], 1.0, 2025)).all()


def test_a_figure_carries_its_band_where_it_can_be_seen():
    rows = indicator("refugee_returns", "world", [2000, 2024, 2025]).set_index("year")
    assert rows.loc[2000, ["low", "high"]].isna().all()
    assert rows.loc[2024, "low"] < rows.loc[2024, "value"] < rows.loc[2024, "high"]
    assert rows.loc[2025, "low"] == rows.loc[2025, "value"]


def test_an_interval_of_the_measures_own_stays():
    ratio = indicator("responsibility_ratio", "UGA", 2024).iloc[0]
    assert ratio[["low", "high"]].astype(float).round(1).tolist() == [7.8, 57.4]


def test_the_record_sets_what_bands_held_beside_what_they_should():
    record = revision_record()
    assert record["series"].unique().tolist() == list(framework.revisions().series)
    assert (record["nominal"] == framework.revisions().level).all()
    overall = np.average(record["inside"], weights=record["figures"])
    assert overall > framework.revisions().level
    assert record["beyond"].isna().eq(record["inside"] == 1).all()


def test_bands_hold_less_than_they_should_for_people_by_origin_and_returns_by_asylum_only():
    record = revision_record()
    short = record[record["inside"] < record["nominal"]]
    assert set(short["series"]) == {
        "refugees_by_origin",
        "mandate_refugees_by_origin",
        "people_by_origin",
        "refugee_returns_by_asylum",
    }
    assert short["inside"].min() > 0.7
