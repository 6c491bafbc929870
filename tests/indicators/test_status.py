"""Which figure stands for a year, and with which status, is decided in one place."""

import numpy as np
import pytest

from gcr_analysis import framework
from gcr_analysis.indicators.arrays import FIRST_YEAR, row, years
from gcr_analysis.indicators.measured import Measured
from gcr_analysis.indicators.measures import figures
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.status import Figures, banded, figures_of, side_by_side

DECLARED = framework.indicators()["refugees_hosted"]
NAN = float("nan")


def measured(values: dict[int, float], **columns: object) -> Measured:
    """Figures of one set in the years given, which alone are covered."""
    value, covered = np.full((len(years()), 1), NAN), np.zeros((len(years()), 1), dtype=bool)
    for year, figure in values.items():
        value[row(year)], covered[row(year)] = figure, True
    return Measured(value, covered=covered, **columns)


def cell(found: Figures, name: str, year: int) -> object:
    array = getattr(found, name)
    return array[year - FIRST_YEAR, 0].item()


def reasons(found: Figures, *asked: int) -> list[str]:
    return [found.words(year - FIRST_YEAR, 0) for year in asked]


def constant(value: float) -> np.ndarray:
    return np.full((len(years()), 1), value)


def test_the_latest_figure_stands_for_three_years_beyond_the_source_and_no_gap_is_filled() -> None:
    found = figures_of(measured({2017: 1.0, 2018: NAN, 2019: 2.0}), DECLARED)
    known = [year for year in range(2015, 2025) if not np.isnan(cell(found, "value", year))]
    assert known == [2017, 2019, 2020, 2021, 2022]
    assert {cell(found, "value_year", year) for year in (2020, 2021, 2022)} == {2019}
    assert reasons(found, 2016, 2018, 2023) == [
        "The series begins in 2017",
        "No figure in the source",
        "The source ends in 2019",
    ]


def test_what_is_known_of_a_figure_stands_with_it() -> None:
    found = figures_of(
        measured(
            {2022: 5.0},
            low=constant(4.0),
            high=constant(6.0),
            coverage=constant(0.9),
            source="published",
            words=lambda year, place: "Said",
        ),
        DECLARED,
    )
    names = ("value", "low", "high", "coverage", "source", "value_year")
    assert [cell(found, name, 2024) for name in names] == [5.0, 4.0, 6.0, 0.9, "published", 2022]
    assert reasons(found, 2024) == ["Said"]


def test_a_figure_covers_all_where_nothing_else_is_said_and_none_covers_nothing() -> None:
    found = figures_of(measured({2023: 1.0, 2024: NAN}), DECLARED)
    assert cell(found, "coverage", 2023) == 1.0
    assert np.isnan(cell(found, "coverage", 2024))


def test_a_measure_that_ends_for_a_reason_of_its_own_gives_that() -> None:
    stopped = measured(
        {2018: 1.0, 2019: NAN},
        words=lambda year, place: "The survey was stopped" if year == row(2019) else "",
    )
    assert reasons(figures_of(stopped, DECLARED), 2023) == ["The survey was stopped"]


def test_nothing_found_is_not_collected_in_any_year() -> None:
    found = figures_of(measured({}), DECLARED)
    assert {*found.status[:, 0].tolist()} == {"not collected"}
    assert {*reasons(found, 2000, 2025)} == {"No figure in the source"}


@pytest.mark.parametrize(("given", "status"), [("", "partial"), ("proxy", "proxy"), ("computed", "partial")])
def test_little_coverage_makes_a_computed_figure_partial_and_no_other(given: str, status: str) -> None:
    found = figures_of(measured({2024: 1.0}, coverage=constant(0.4), status=given), DECLARED)
    assert cell(found, "status", 2024) == status


def test_a_band_is_given_only_where_there_is_no_interval_and_it_can_be_seen() -> None:
    returns = framework.indicators()["refugee_returns"]
    own = np.full((len(years()), 1), NAN)
    low, high = own.copy(), own.copy()
    low[row(2024)], high[row(2024)] = 1e6, 2e6
    values = {2025: 4_362_272.0, 2024: 1.6e6, 2005: 1e6}
    found = banded(figures_of(measured(values, low=low, high=high), returns), returns, RegionSets.of("world"))
    assert cell(found, "low", 2025) <= 4_362_272 < cell(found, "high", 2025)
    assert (cell(found, "low", 2024), cell(found, "high", 2024)) == (1e6, 2e6)
    assert np.isnan(cell(found, "low", 2005))


def test_a_measure_that_no_release_revises_has_no_band() -> None:
    gini = framework.indicators()["hosting_gini"]
    found = banded(figures_of(measured({2025: 0.8}), gini), gini, RegionSets.of("world"))
    assert np.isnan([cell(found, "low", 2025), cell(found, "high", 2025)]).all()


def test_sets_beside_each_other_keep_their_own_figures_and_words() -> None:
    one, other = (
        figures_of(measured({2024: value}, words=lambda year, place, said=said: said), DECLARED)
        for value, said in ((1.0, "one"), (2.0, "other"))
    )
    found = side_by_side([(one, np.array([1])), (other, np.array([0]))], 2)
    assert found.value[2024 - FIRST_YEAR].tolist() == [2.0, 1.0]
    assert [found.words(2024 - FIRST_YEAR, place) for place in (0, 1)] == ["other", "one"]


def test_where_a_measure_does_not_apply_the_other_sets_have_their_figures() -> None:
    found = figures("hosting_gini", RegionSets.of("LBN", "world"))
    assert found.status[-1].tolist() == ["not applicable", "computed"]
    assert found.words(len(found.value) - 1, 0) == "A single country has no distribution"
