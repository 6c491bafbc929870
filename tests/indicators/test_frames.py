import pandas as pd

from gcr_analysis.framework import tables
from gcr_analysis.geography import region
from gcr_analysis.indicators.frames import (
    codes,
    income_per_head,
    least_developed,
    low_or_middle_income,
    mandate_pairs,
    of,
    pairs,
    population,
    stock,
)


def test_every_wide_frame_has_the_same_columns():
    frames = (stock("refugees"), population(), income_per_head(), low_or_middle_income(), least_developed())
    assert all(frame.columns.tolist() == codes() for frame in frames)


def test_refugees_are_mandate_refugees_and_other_people_in_need_of_protection():
    with_others = stock("mandate_refugees").add(stock("oip"), fill_value=0)
    pd.testing.assert_frame_equal(stock("refugees"), with_others)


def test_before_other_people_are_counted_refugees_are_the_mandate_ones():
    first = tables()["population"].column("oip").since
    assert stock("oip").index.min() == first == 2018
    pd.testing.assert_frame_equal(stock("refugees").loc[:2017], stock("mandate_refugees").loc[:2017])


def test_a_stock_begins_in_the_year_in_which_it_was_first_collected():
    population_table = tables()["population"]
    assert stock("stateless").index.min() == population_table.column("stateless").since
    assert stock("asylum_seekers").index.min() == population_table.column("asylum_seekers").since


def test_sums_over_pairs_are_the_stocks_of_hosts():
    by_host = pairs().groupby(level="asylum").sum().T.reindex(columns=codes(), fill_value=0.0)
    assert (by_host.loc[2000:] == stock("refugees").loc[2000:]).all(axis=None)
    by_host = mandate_pairs().groupby(level="asylum").sum().T.reindex(columns=codes(), fill_value=0.0)
    assert (by_host.loc[2000:] == stock("mandate_refugees").loc[2000:]).all(axis=None)


def test_pairs_have_every_year_even_one_in_which_they_host_nobody():
    assert pairs().columns.tolist() == list(range(pairs().columns.min(), 2026))


def test_the_income_group_at_the_end_of_a_year_is_that_of_the_next_fiscal_year():
    # The World Bank moved the Russian Federation to high income in its fiscal year 2025, in July 2024.
    assert low_or_middle_income().loc[[2023, 2024], "RUS"].tolist() == [1.0, 0.0]


def test_a_country_without_an_income_group_is_neither():
    assert low_or_middle_income().loc[2024, "UNK"] != 1.0
    assert pd.isna(low_or_middle_income().loc[2024, "UNK"])


def test_the_least_developed_are_those_of_the_year():
    assert least_developed().loc[[2023, 2024], "STP"].tolist() == [1.0, 0.0]
    assert least_developed().loc[2025].sum() == 44


def test_a_frame_is_cut_to_the_years_that_it_has():
    cut = of(stock("oip"), region("ssar"), range(2016, 2020))
    assert cut.index.tolist() == [2018, 2019]
    assert cut.columns.tolist() == ["AFG", "IRN", "PAK"]
