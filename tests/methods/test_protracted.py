import pandas as pd
import pytest

from gcr_analysis.methods.protracted import in_a_row, is_protracted

YEARS = range(2018, 2024)


def pair(*stocks: int) -> pd.DataFrame:
    return pd.DataFrame([stocks], columns=list(YEARS)[: len(stocks)])


def test_a_situation_is_protracted_at_the_fifth_end_year_with_25_000():
    flags = is_protracted(pair(25_000, 25_000, 25_000, 25_000, 25_000, 25_000))
    assert flags.loc[0].tolist() == [False, False, False, False, True, True]


@pytest.mark.parametrize("low_year", range(5))
def test_one_end_year_below_25_000_ends_the_run(low_year: int):
    stocks = [25_000] * 5
    stocks[low_year] = 24_999
    assert not is_protracted(pair(*stocks)).loc[0, 2022]


def test_people_counted_first_in_2018_are_protracted_in_2022_at_the_earliest():
    stocks = pd.DataFrame([[0, 50_000, 50_000, 50_000, 50_000, 50_000]], columns=range(2017, 2023))
    flags = is_protracted(stocks).loc[0]
    assert flags.index[flags].tolist() == [2022]


def test_an_unbroken_run_starts_after_the_last_year_below():
    assert in_a_row(pair(30_000, 10, 30_000, 30_000), 2021).tolist() == [2020]


def test_a_run_that_never_was_below_starts_with_the_series():
    assert in_a_row(pair(30_000, 30_000), 2019).tolist() == [2018]


def test_a_pair_below_the_threshold_is_in_no_run():
    assert in_a_row(pair(30_000, 10), 2019).isna().all()
