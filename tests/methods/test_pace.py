import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis.methods.pace import pace_to_target


def counts(first_year: int, *persons: float) -> pd.Series:
    return pd.Series(persons, range(first_year, first_year + len(persons)), dtype=float)


def test_what_is_left_is_spread_over_the_years_left():
    pace = pace_to_target(counts(2019, 100, 100, 100), 1_000, since=2019, by=2028)
    assert (pace.counted, pace.left, pace.years_left, pace.needed, pace.times) == (300, 700, 7, 100, 1.0)


def test_years_before_the_first_that_counts_do_not():
    assert pace_to_target(counts(2017, 500, 500, 100), 1_000, since=2019, by=2028).counted == 100


def test_a_target_that_is_reached_needs_nothing_more():
    pace = pace_to_target(counts(2019, 900, 900), 1_000, since=2019, by=2028)
    assert (pace.left, pace.needed, pace.times) == (0, 0, 0)


def test_years_after_the_last_that_counts_do_not():
    pace = pace_to_target(counts(2027, 10, 10, 10), 100, since=2019 + 8, by=2028)
    assert (pace.counted, pace.years_left) == (20, 0)
    assert np.isnan(pace.needed)


def test_before_the_first_year_all_years_are_left():
    pace = pace_to_target(counts(2017, 5, 5), 100, since=2019, by=2028)
    assert (pace.counted, pace.years_left, pace.needed) == (0, 10, 10)


def test_a_year_without_a_figure_is_no_zero():
    pace = pace_to_target(counts(2019, 10, float("nan"), 10), 100, since=2019, by=2028)
    assert np.isnan([pace.counted, pace.left, pace.needed, pace.times]).all()
    assert pace.latest == 10


def test_a_series_that_begins_after_the_first_year_has_no_count():
    assert np.isnan(pace_to_target(counts(2020, 10, 10), 100, since=2019, by=2028).counted)


def test_no_pace_is_a_multiple_of_a_year_without_anybody():
    assert np.isnan(pace_to_target(counts(2019, 10, 0), 100, since=2019, by=2028).times)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=9), st.integers(1, 10**7))
def test_going_on_at_the_needed_pace_reaches_the_target(persons: list[int], target: int):
    pace = pace_to_target(counts(2019, *persons), target, since=2019, by=2028)
    assert pace.counted + pace.needed * pace.years_left >= target - 1e-6
