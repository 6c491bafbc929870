import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis.methods.groups import Groups
from gcr_analysis.methods.weighted import WeightedMean, matched_change, weighted_mean

percent = st.floats(0, 100)
countries = st.lists(st.tuples(st.none() | percent, st.integers(0, 4_000_000)), min_size=1, max_size=12)


def everyone(n: int) -> Groups:
    return Groups([list(range(n))])


def mean(*values_and_weights: tuple[float | None, float], **limits: float) -> WeightedMean:
    values, weights = (np.array([row], dtype=float) for row in zip(*values_and_weights, strict=True))
    found = weighted_mean(everyone(len(values_and_weights)), values, weights, **limits)
    return WeightedMean(*(each[0, 0] for each in found))


def matched(start: list[float | None], end: list[float | None], weights: list[float]):
    rows = (np.array(row, dtype=float) for row in (start, end, weights))
    return matched_change(everyone(len(weights)), *rows)


def test_a_country_counts_by_its_people():
    assert mean((100.0, 30.0), (0.0, 10.0)) == (75.0, 75.0, 75.0, 1.0)


def test_a_missing_country_is_bounded_by_nobody_and_everybody():
    assert mean((50.0, 60.0), (None, 40.0)) == (50.0, 30.0, 70.0, 0.6)


def test_weights_that_sum_to_zero_make_no_figure():
    found = mean((50.0, 0.0), (None, 40.0))
    assert np.isnan(found[:3]).all()
    assert found.coverage == 0.0


def test_nobody_at_all_makes_no_figure():
    assert np.isnan(mean((50.0, 0.0))[:3]).all()


def test_without_any_value_there_is_no_figure():
    assert np.isnan(mean((None, 5.0), (None, 6.0))[:3]).all()


def test_enrolment_above_a_hundred_stays_as_reported():
    assert mean((120.0, 50.0), (None, 50.0))[:3] == (120.0, 60.0, 110.0)


def test_a_value_without_limits_has_no_bounds():
    found = mean((5_000.0, 50.0), (None, 50.0), least=0.0, most=float("inf"))
    assert found.low == 2_500.0
    assert np.isnan(found.high)


def test_a_country_of_unknown_weight_is_left_out():
    assert mean((100.0, 10.0), (0.0, float("nan"))).value == 100.0


@given(countries)
def test_the_bounds_hold_whatever_the_missing_values_are(rows: list[tuple[float | None, int]]):
    found = mean(*rows)
    if np.isnan(found.value):
        return
    for filled in (0.0, 37.0, 100.0):
        whole = mean(*((filled if value is None else value, weight) for value, weight in rows)).value
        assert found.low - 1e-9 <= whole <= found.high + 1e-9


@given(countries)
def test_the_bounds_are_as_wide_as_what_is_missing(rows: list[tuple[float | None, int]]):
    found = mean(*rows)
    if not np.isnan(found.value):
        assert found.high - found.low == pytest.approx(100 * (1 - found.coverage), abs=1e-9)
        assert found.low - 1e-9 <= found.value <= found.high + 1e-9


@given(countries, st.integers(2, 9))
def test_a_mean_does_not_change_when_all_people_are_scaled(rows: list[tuple[float | None, int]], times: int):
    scaled = mean(*((value, weight * times) for value, weight in rows))
    assert scaled == pytest.approx(mean(*rows), nan_ok=True)


def test_a_country_that_joins_moves_no_matched_change():
    found = matched([50.0, 50.0, None], [50.0, 50.0, 100.0], [1.0, 1.0, 8.0])
    assert (found.change.item(), found.countries.item(), found.coverage.item()) == (0.0, 2, 0.2)


def test_people_who_move_move_no_matched_change():
    assert matched([0.0, 100.0], [0.0, 100.0], [1.0, 99.0]).change.item() == 0.0


def test_without_a_country_at_both_ends_there_is_no_change():
    found = matched([50.0, None], [None, 60.0], [1.0, 1.0])
    assert np.isnan([found.start, found.end, found.change]).all()
    assert (found.countries.item(), found.coverage.item()) == (0, 0.0)


def test_matched_countries_that_host_nobody_make_no_change():
    assert np.isnan(matched([50.0, None], [50.0, None], [0.0, 5.0]).change).all()
