import numpy as np
import pytest

from gcr_analysis.methods.groups import Groups
from gcr_analysis.methods.ratios import carried_forward, coverage, over, ratio_of_sums

BOTH = Groups([[0, 1]])
HOSTED = np.array([[10.0, 30.0], [0.0, 0.0]])


def test_a_regional_ratio_is_a_ratio_of_sums_and_no_mean_of_ratios():
    inhabitants = np.full((2, 2), 100.0)
    assert ratio_of_sums(BOTH, HOSTED, inhabitants).tolist() == [[0.2], [0.0]]


def test_a_country_without_denominator_leaves_numerator_and_coverage():
    inhabitants = np.array([[100.0, np.nan]])
    assert ratio_of_sums(BOTH, HOSTED[:1], inhabitants).tolist() == [[0.1]]
    assert coverage(BOTH, HOSTED[:1], ~np.isnan(inhabitants)).tolist() == [[0.25]]


def test_without_any_denominator_there_is_no_figure():
    assert np.isnan(ratio_of_sums(BOTH, HOSTED, HOSTED * np.nan)).all()


def test_nothing_is_divided_by_zero_or_by_what_is_missing():
    assert np.isnan(over(np.array([1.0, 1.0, 0.0]), np.array([0.0, np.nan, 0.0]))).all()


def test_nobody_hosted_is_fully_covered():
    assert coverage(BOTH, HOSTED, HOSTED > 20).tolist() == [[0.75], [1.0]]


@pytest.mark.parametrize(("years", "expected"), [(1, [5.0, 5.0, np.nan, np.nan]), (3, [5.0, 5.0, 5.0, 5.0])])
def test_a_value_is_carried_so_many_years_and_no_more(years: int, expected: list[float]):
    values = np.array([[5.0], [np.nan], [np.nan], [np.nan]])
    filled, of_year = carried_forward(values, 2021, years)
    np.testing.assert_array_equal(filled[:, 0], expected)
    np.testing.assert_array_equal(of_year[:, 0], np.where(np.isnan(expected), np.nan, 2021))


def test_nothing_is_carried_backwards():
    assert np.isnan(carried_forward(np.array([[np.nan], [5.0]]), 2023, 3)[0][:, 0]).tolist() == [True, False]
