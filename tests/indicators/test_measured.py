import pandas as pd
import pytest

from gcr_analysis.indicators.measured import completed, measured, reached, without_figure


def test_a_plain_series_covers_all_and_is_of_its_own_year():
    table = completed(pd.Series({2023: 1.0, 2024: 2.0}))
    assert table["coverage"].tolist() == [1.0, 1.0]
    assert table["value_year"].tolist() == [2023, 2024]


def test_a_missing_figure_covers_nothing():
    assert completed(pd.Series({2023: float("nan")}))["coverage"].isna().all()


def test_a_column_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="no column certainty"):
        measured(pd.Series({2023: 1.0}), certainty=0.5)


def test_a_figure_taken_away_leaves_its_bounds_too():
    table = measured(pd.Series({2023: 1.0, 2024: 2.0}), low=0.5, high=3.0, coverage=1.0)
    bare = without_figure(table, table["value"] > 1, "why")
    assert bare.loc[2024, ["value", "low", "high", "coverage"]].isna().all()
    assert bare.loc[2023, ["value", "low", "high", "coverage"]].notna().all()
    assert bare["status"].tolist() == ["", "not applicable"]


def test_income_has_not_reached_the_year_that_population_has():
    assert reached((2024, 2025), "economy", "population") == (2024, 2025)
    assert reached((2024, 2025), "economy", "gdp_per_capita_ppp") == (2024,)
