import numpy as np
import pandas as pd
import pytest

from gcr_analysis.methods.ratios import carried_forward, coverage, ratio_of_sums

HOSTED = pd.DataFrame({"A": [10.0, 0.0], "B": [30.0, 0.0]}, index=[2023, 2024])


def test_a_regional_ratio_is_a_ratio_of_sums_and_no_mean_of_ratios():
    inhabitants = pd.DataFrame({"A": [100.0, 100.0], "B": [100.0, 100.0]}, index=[2023, 2024])
    assert ratio_of_sums(HOSTED, inhabitants, HOSTED)["value"].tolist() == [0.2, 0.0]


def test_a_country_without_denominator_leaves_numerator_and_coverage():
    inhabitants = pd.DataFrame({"A": [100.0], "B": [np.nan]}, index=[2023])
    ratio = ratio_of_sums(HOSTED.loc[[2023]], inhabitants, HOSTED.loc[[2023]]).loc[2023]
    assert (ratio["value"], ratio["coverage"]) == (0.1, 0.25)


def test_without_any_denominator_there_is_no_figure():
    nothing = HOSTED * np.nan
    assert ratio_of_sums(HOSTED, nothing, HOSTED)["value"].isna().all()


def test_nobody_hosted_is_fully_covered():
    assert coverage(HOSTED, HOSTED > 20).tolist() == [0.75, 1.0]


@pytest.mark.parametrize(("years", "expected"), [(1, [5.0, 5.0, np.nan, np.nan]), (3, [5.0, 5.0, 5.0, 5.0])])
def test_a_value_is_carried_so_many_years_and_no_more(years: int, expected: list[float]):
    values = pd.DataFrame({"A": [5.0, np.nan, np.nan, np.nan]}, index=range(2021, 2025))
    filled, of_year = carried_forward(values, years)
    assert filled["A"].equals(pd.Series(expected, index=filled.index))
    assert of_year["A"].dropna().eq(2021).all()
    assert of_year["A"].notna().equals(filled["A"].notna())


def test_nothing_is_carried_backwards():
    values = pd.DataFrame({"A": [np.nan, 5.0]}, index=[2023, 2024])
    assert carried_forward(values, 3)[0]["A"].isna().tolist() == [True, False]
