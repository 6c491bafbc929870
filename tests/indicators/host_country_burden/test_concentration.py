import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.arrays import frame, stock
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.host_country_burden import lorenz_curve


def test_the_worlds_gini_of_2024_is_the_one_that_the_framework_gives():
    assert round(indicator("hosting_gini", "world", 2024)["value"].item(), 3) == 0.812


@pytest.mark.parametrize("n", [5, 10])
def test_a_top_share_is_that_of_the_years_largest_hosts(n: int):
    hosted = frame(stock("refugees")).loc[2024].sort_values(ascending=False)
    expected = hosted.head(n).sum() / hosted.sum() * 100
    assert indicator(f"top{n}_host_share", "world", 2024)["value"].item() == pytest.approx(expected)


def test_countries_that_host_nobody_are_on_the_lorenz_curve():
    curve = lorenz_curve(region("world"), 2024)
    hosted = frame(stock("refugees")).loc[2024, curve["asylum"]]
    assert (hosted == 0).sum() > 30
    assert curve["refugee_share"].is_monotonic_increasing


def test_the_lorenz_curve_of_nobody_is_empty():
    assert lorenz_curve(region("VAT"), 2024).empty


def test_twice_the_area_above_the_curve_is_the_gini():
    curve = lorenz_curve(region("europe"), 2024)[["population_share", "refugee_share"]] / 100
    x, y = [0.0, *curve["population_share"]], [0.0, *curve["refugee_share"]]
    under = sum((y[i] + y[i + 1]) / 2 * (x[i + 1] - x[i]) for i in range(len(x) - 1))
    assert indicator("hosting_gini", "europe", 2024)["value"].item() == pytest.approx(1 - 2 * under)
