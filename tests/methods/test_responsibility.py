import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis.methods.responsibility import responsibility_ratio

share = st.floats(1e-6, 1.0)


def ratio(refugees: float, population: float, income: float) -> pd.Series:
    return responsibility_ratio(pd.Series([refugees]), pd.Series([population]), pd.Series([income])).loc[0]


def test_as_many_refugees_as_capacity_make_a_ratio_of_one():
    assert ratio(0.02, 0.02, 0.02).tolist() == [1.0, 1.0, 1.0]


def test_a_populous_poor_country_is_bounded_by_population_below_and_income_above():
    found = ratio(0.04, 0.01, 0.004)
    assert found.round(2).to_dict() == {"value": 5.71, "low": 4.0, "high": 10.0}


@given(share, share, share, st.floats(0, 1))
def test_the_bounds_hold_under_every_weighting(
    refugees: float, population: float, income: float, weight: float
):
    found = ratio(refugees, population, income)
    weighted = refugees / (weight * population + (1 - weight) * income)
    assert found["low"] <= weighted * (1 + 1e-9)
    assert weighted <= found["high"] * (1 + 1e-9)
    assert found["low"] * (1 - 1e-9) <= found["value"] <= found["high"] * (1 + 1e-9)


def test_without_income_there_is_no_ratio():
    assert pd.isna(ratio(0.04, 0.01, float("nan"))["value"])
    assert ratio(0.0, 0.01, 0.004)["value"] == pytest.approx(0.0)
