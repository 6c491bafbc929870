import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis.methods.responsibility import responsibility_ratio

share = st.floats(1e-6, 1.0)


def ratio(refugees: float, population: float, income: float) -> tuple[float, float, float]:
    value, low, high = responsibility_ratio(*(np.array(x) for x in (refugees, population, income)))
    return float(value), float(low), float(high)


def test_as_many_refugees_as_capacity_make_a_ratio_of_one():
    assert ratio(0.02, 0.02, 0.02) == (1.0, 1.0, 1.0)


def test_a_populous_poor_country_is_bounded_by_population_below_and_income_above():
    assert ratio(0.04, 0.01, 0.004) == pytest.approx((5.71, 4.0, 10.0), abs=0.005)


@given(share, share, share, st.floats(0, 1))
def test_the_bounds_hold_under_every_weighting(
    refugees: float, population: float, income: float, weight: float
):
    value, low, high = ratio(refugees, population, income)
    weighted = refugees / (weight * population + (1 - weight) * income)
    assert low <= weighted * (1 + 1e-9)
    assert weighted <= high * (1 + 1e-9)
    assert low * (1 - 1e-9) <= value <= high * (1 + 1e-9)


def test_without_income_there_is_no_ratio():
    assert np.isnan(ratio(0.04, 0.01, float("nan"))).all()
    assert ratio(0.0, 0.01, 0.004)[0] == pytest.approx(0.0)
