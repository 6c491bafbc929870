import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis.figures.map_classes import Classes, decade_classes, quantile_classes

values = st.lists(st.floats(min_value=0.001, max_value=500), min_size=1, max_size=60).map(pd.Series)


@given(values)
def test_bounds_rise_and_lie_among_the_values(ratios):
    bounds = quantile_classes(ratios).bounds
    assert list(bounds) == sorted(set(bounds))
    assert all(ratios.min() < bound < ratios.max() for bound in bounds)


@given(values)
def test_bounds_are_one_two_or_five_times_a_power_of_ten(ratios):
    for bound in quantile_classes(ratios).bounds:
        assert float(f"{bound:.0e}") == bound and f"{bound:.0e}"[0] in "125"


@given(values)
def test_every_value_has_a_colour_of_its_class(ratios):
    classes = quantile_classes(ratios)
    assert {classes.colour(value) for value in ratios} <= set(classes.shades)


def test_nobody_and_no_figure_are_no_class():
    classes = Classes((1.0, 10.0))
    assert classes.colour(0.0) == "none"
    assert classes.colour(float("nan")) is None
    assert "none" not in classes.shades


def test_counts_are_classed_by_powers_of_ten_below_the_largest():
    assert decade_classes(pd.Series([3.0, 40.0, 532_357.0])).bounds == (100, 1000, 10_000, 100_000)
    assert decade_classes(pd.Series([5.0, 5.0])).bounds == ()
    assert decade_classes(pd.Series([], dtype=float)).bounds == ()
