import numpy as np
import pandas as pd
import pytest

from gcr_analysis.framework import tables
from gcr_analysis.geography import region
from gcr_analysis.indicators.arrays import (
    EARLIEST,
    by_country,
    codes,
    excerpt,
    following,
    frame,
    income_per_head,
    least_developed,
    low_or_middle_income,
    population,
    position,
    previous,
    reached,
    row,
    stock,
    stock_by_pair,
    years,
)

EVERY_STOCK = ("refugees", "mandate_refugees", "oip", "asylum_seekers", "idps", "stateless", "unrwa_refugees")


def at(array: np.ndarray, year: int, code: str) -> float:
    return float(array[row(year), position()[code]])


def first_year(array: np.ndarray) -> int:
    return years()[int(np.flatnonzero(reached(array))[0])]


def test_every_array_has_a_row_a_year_and_a_column_a_code():
    arrays = [stock(name) for name in EVERY_STOCK]
    arrays += [population(), income_per_head(), low_or_middle_income(), least_developed()]
    assert {array.shape for array in arrays} == {(len(years()), len(codes()))}
    assert stock_by_pair().shape == (len(years()), len(codes()), len(codes()))


def test_no_array_can_be_written_to():
    for array in (stock("refugees"), population(), stock_by_pair()):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0


def test_refugees_are_mandate_refugees_and_other_people_in_need_of_protection():
    with_others = stock("mandate_refugees") + np.nan_to_num(stock("oip"))
    np.testing.assert_array_equal(stock("refugees"), with_others)


def test_before_other_people_are_counted_refugees_are_the_mandate_ones():
    assert first_year(stock("oip")) == tables()["population"].column("oip").since == 2018
    np.testing.assert_array_equal(stock("refugees")[: row(2018)], stock("mandate_refugees")[: row(2018)])


@pytest.mark.parametrize("name", ["stateless", "asylum_seekers"])
def test_a_stock_begins_in_the_year_in_which_it_was_first_collected(name):
    assert first_year(stock(name)) == tables()["population"].column(name).since


@pytest.mark.parametrize("name", ["refugees", "mandate_refugees"])
def test_sums_over_pairs_are_the_stocks_of_hosts(name):
    np.testing.assert_array_equal(stock_by_pair(name).sum(axis=1), stock(name))


def test_the_income_group_at_the_end_of_a_year_is_that_of_the_next_fiscal_year():
    # The World Bank moved the Russian Federation to high income in its fiscal year 2025, in July 2024.
    assert [at(low_or_middle_income(), year, "RUS") for year in (2023, 2024)] == [1.0, 0.0]


def test_a_country_without_an_income_group_is_neither():
    assert np.isnan(at(low_or_middle_income(), 2024, "UNK"))


def test_the_least_developed_are_those_of_the_year():
    assert [at(least_developed(), year, "STP") for year in (2023, 2024)] == [1.0, 0.0]
    assert least_developed()[row(2025)].sum() == 44


def test_rows_are_added_by_year_and_country_and_a_missing_value_adds_nothing():
    rows = pd.DataFrame(
        {
            "year": [2024, 2024, 2024, 2025, 1900],
            "asylum": ["LBN", "LBN", "TUR", "QQQ", "LBN"],
            "a": pd.array([1, 2, None, 9, 9], dtype="Int64"),
            "b": pd.array([10, None, None, 9, 9], dtype="Int64"),
        }
    )
    found = by_country(rows, "asylum", ["a", "b"])
    assert at(found, 2024, "LBN") == 13
    assert np.isnan(at(found, 2024, "TUR"))
    assert np.isnan(found[row(2025)]).all()


def test_a_table_that_lacks_the_last_year_leaves_it_missing_as_a_whole():
    rows = pd.DataFrame({"year": [2024], "iso3": ["LBN"], "value": [1.0]})
    assert not reached(by_country(rows, "iso3", "value"))[row(2025), 0]


def test_a_year_is_set_beside_the_one_before_and_the_one_after():
    hosted = stock("refugees")
    assert at(previous(hosted), 2024, "LBN") == at(hosted, 2023, "LBN") == at(following(hosted), 2022, "LBN")
    assert np.isnan(previous(hosted)[0]).all()
    assert np.isnan(following(hosted)[-1]).all()


def test_a_table_is_cut_to_the_years_that_it_has():
    cut = excerpt(stock, "oip", of=region("ssar").countries, years=range(2016, 2020))
    assert cut.index.tolist() == [2018, 2019]
    assert cut.columns.tolist() == ["AFG", "IRN", "PAK"]


def test_an_array_as_a_table_has_years_and_codes():
    table = frame(stock("refugees"))
    assert table.index[0] == EARLIEST
    assert table.loc[2024, "LBN"] == at(stock("refugees"), 2024, "LBN")
