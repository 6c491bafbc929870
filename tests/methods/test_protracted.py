import numpy as np
import pytest

from gcr_analysis.methods.protracted import is_protracted


def protracted(*stocks: int) -> list[bool]:
    """Flags of one pair, from 2018 on."""
    return is_protracted(np.array(stocks, dtype=float)[:, None])[:, 0].tolist()


def test_a_situation_is_protracted_at_the_fifth_end_year_with_25_000():
    assert protracted(*[25_000] * 6) == [False, False, False, False, True, True]


@pytest.mark.parametrize("low_year", range(5))
def test_one_end_year_below_25_000_ends_the_run(low_year: int):
    stocks = [25_000] * 5
    stocks[low_year] = 24_999
    assert not protracted(*stocks)[-1]


def test_people_counted_first_in_the_second_year_are_protracted_in_the_sixth_at_the_earliest():
    assert protracted(0, *[50_000] * 5) == [False] * 5 + [True]


def test_fewer_years_than_a_situation_lasts_tell_nothing():
    assert protracted(30_000, 30_000) == [False, False]
