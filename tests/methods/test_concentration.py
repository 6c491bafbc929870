import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis.methods.concentration import gini, herfindahl, lorenz, top_share
from gcr_analysis.methods.groups import Groups

units = st.lists(
    st.tuples(st.integers(0, 4_000_000), st.integers(10_000, 1_400_000_000)), min_size=2, max_size=40
).filter(lambda rows: sum(hosted for hosted, _ in rows) > 0)


def split(rows: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    hosted, inhabitants = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    return hosted, inhabitants


def everyone(row: list[float] | np.ndarray) -> tuple[Groups, np.ndarray]:
    return Groups([list(range(len(row)))]), np.array([row], dtype=float)


def test_two_equal_countries_of_which_one_hosts_all_have_a_gini_of_one_half():
    assert gini(np.array([10.0, 0.0]), np.array([50.0, 50.0])) == pytest.approx(0.5)


def test_hosting_in_proportion_to_inhabitants_has_a_gini_of_zero():
    inhabitants = np.array([10.0, 200.0, 3_000.0])
    assert gini(inhabitants / 100, inhabitants) == pytest.approx(0.0)


def test_a_host_of_nobody_counts():
    hosted, inhabitants = np.array([10.0, 0.0]), np.array([50.0, 150.0])
    assert gini(hosted, inhabitants) == pytest.approx(0.75)


def test_nobody_hosted_has_no_gini():
    assert np.isnan(gini(np.array([0.0, 0.0]), np.array([50.0, 50.0])))


@given(units, st.floats(1e-3, 1e3), st.floats(1e-3, 1e3))
def test_a_gini_does_not_change_when_values_or_weights_are_scaled(rows, of_values: float, of_weights: float):
    hosted, inhabitants = split(rows)
    assert gini(hosted * of_values, inhabitants * of_weights) == pytest.approx(
        gini(hosted, inhabitants), abs=1e-9
    )


@given(units)
def test_a_gini_lies_between_zero_and_one(rows):
    assert -1e-9 <= gini(*split(rows)) <= 1.0


@given(units)
def test_a_lorenz_curve_rises_to_one_and_stays_under_the_diagonal(rows):
    curve = lorenz(*map(pd.Series, split(rows)))
    assert curve.iloc[-1].tolist() == pytest.approx([1.0, 1.0])
    assert (curve["value_share"] <= curve["weight_share"] + 1e-9).all()


@given(units, st.integers(1, 10))
def test_a_top_share_grows_with_the_number_of_countries(rows, n: int):
    hosted = everyone(split(rows)[0])
    assert top_share(*hosted, n).item() <= top_share(*hosted, n + 1).item() <= 1.0 + 1e-12


def test_a_top_share_is_of_the_largest_whatever_their_order():
    assert top_share(*everyone([1.0, 6.0, 3.0]), 2).item() == 0.9


def test_nobody_hosted_has_no_top_share():
    assert np.isnan(top_share(*everyone([0.0, 0.0]), 1)).all()


def test_equal_shares_have_one_over_their_number_as_herfindahl_index():
    assert herfindahl(np.array([[5.0, 5.0, 5.0, 5.0]])).item() == 0.25


def test_everything_in_one_place_has_a_herfindahl_index_of_one():
    assert herfindahl(np.array([[0.0, 7.0]])).item() == 1.0


def test_nothing_anywhere_has_no_herfindahl_index():
    assert np.isnan(herfindahl(np.array([[0.0, 0.0]]))).all()


@given(units)
def test_a_herfindahl_index_lies_between_one_over_the_number_and_one(rows):
    index = herfindahl(split(rows)[0][None]).item()
    assert 1 / len(rows) - 1e-9 <= index <= 1 + 1e-9
