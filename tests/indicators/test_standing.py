"""Which figure stands for a year, and with which status, is decided in one place and in plain rows."""

from math import isnan

import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.geography import region
from gcr_analysis.indicators.engine import figures, series
from gcr_analysis.indicators.measured import COLUMNS, completed, measured
from gcr_analysis.indicators.standing import Figure, banded, figures_in, standing

DECLARED = framework.indicators()["refugees_hosted"]
NAN = float("nan")


def test_a_figure_has_the_columns_of_a_measured_table() -> None:
    assert Figure._fields == COLUMNS


def test_a_table_is_read_as_the_rows_that_it_would_be_completed_to() -> None:
    table = measured(
        pd.Series({2022: 1.0, 2023: NAN, 2024: 3.0}),
        low=[0.5, NAN, NAN],
        status=["", "not applicable", "partial"],
        reason=pd.Series({2023: "Nobody"}),
    )
    rows = completed(table)
    for year, figure in figures_in(table).items():
        for name, value in figure._asdict().items():
            expected = rows.loc[year, name]
            assert value == expected or (isnan(value) and isnan(expected)), (year, name)


def test_a_missing_value_of_any_kind_is_no_figure() -> None:
    for missing in (pd.NA, None, NAN):
        value = pd.Series([missing, 2.0], [2023, 2024], dtype="Float64")
        assert [figure.known for figure in figures_in(value).values()] == [False, True]


def test_years_come_in_their_order_however_a_measure_gives_them() -> None:
    assert list(figures_in(pd.Series({2024: 1.0, 2022: 2.0}))) == [2022, 2024]


def test_the_latest_figure_stands_for_three_years_beyond_the_source_and_no_gap_is_filled() -> None:
    found = figures_in(pd.Series({2020: 1.0, 2021: NAN, 2022: 2.0}))
    stands = standing(found, tuple(range(2019, 2027)), DECLARED)
    assert [year for year, figure in stands.items() if figure.known] == [2020, 2022, 2023, 2024, 2025]
    assert {stands[year].value_year for year in (2023, 2024, 2025)} == {2022}
    assert [stands[year].reason for year in (2019, 2021, 2026)] == [
        "The series begins in 2020",
        "No figure in the source",
        "The source ends in 2022",
    ]


def test_a_measure_that_ends_for_a_reason_of_its_own_gives_that() -> None:
    found = figures_in(measured(pd.Series({2018: 1.0, 2019: NAN}), reason=["", "The survey was stopped"]))
    assert standing(found, (2023,), DECLARED)[2023].reason == "The survey was stopped"


def test_nothing_found_is_not_collected_in_any_year() -> None:
    stands = standing({}, (2024, 2025), DECLARED)
    said = [(figure.status, figure.reason) for figure in stands.values()]
    assert said == [("not collected", "No figure in the source")] * 2


@pytest.mark.parametrize(("given", "status"), [("", "partial"), ("proxy", "proxy"), ("computed", "partial")])
def test_little_coverage_makes_a_computed_figure_partial_and_no_other(given: str, status: str) -> None:
    found = figures_in(measured(pd.Series({2024: 1.0}), coverage=0.4, status=given))
    assert standing(found, (2024,), DECLARED)[2024].status == status


def test_a_band_is_given_only_where_there_is_no_interval_and_it_can_be_seen() -> None:
    returns = framework.indicators()["refugee_returns"]
    found = {2025: Figure(4_362_272.0, value_year=2025), 2024: Figure(1.6e6, 1e6, 2e6, value_year=2024)}
    stands = banded(found | {2005: Figure(1e6, value_year=2005)}, returns, region("world"))
    assert stands[2025].low <= 4_362_272 < stands[2025].high
    assert (stands[2024].low, stands[2024].high) == (1e6, 2e6)
    assert isnan(stands[2005].low)


def test_a_measure_that_no_release_revises_has_no_band() -> None:
    bare = {2025: Figure(0.8, value_year=2025)}
    assert banded(dict(bare), framework.indicators()["hosting_gini"], region("world")) == bare


def test_a_series_is_the_figures_as_a_table() -> None:
    table = series("refugees_hosted", region("ssar"))
    assert table.index.name == "year"
    assert table.columns.tolist() == list(COLUMNS)
    assert table["value"].tolist() == [f.value for f in figures("refugees_hosted", region("ssar")).values()]
