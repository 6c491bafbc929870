import pandas as pd
import pytest

from gcr_analysis.geography import regions
from gcr_analysis.indicators.arrays import frame
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.self_reliance import naturalisation


def row(id: str, name: str, year: int) -> pd.Series:
    return indicator(id, name, year).iloc[0]


def test_a_country_that_reported_nobody_has_no_figure_and_no_zero():
    found = row("naturalisations", "DEU", 2025)
    assert pd.isna(found["value"])
    assert (found["status"], found["reason"]) == ("not collected", naturalisation.NO_REPORT_HERE)


def test_a_sum_of_few_reporting_countries_is_partial():
    found = row("naturalisations", "world", 2025)
    assert (found["value"], found["status"]) == (93_296, "partial")
    assert row("naturalising_countries", "world", 2025)["value"] == 24


@pytest.mark.parametrize("year", [2000, 2017, 2025])
def test_naturalisations_of_the_six_regions_add_up(year: int):
    parts = [row("naturalisations", part.id, year)["value"] for part in regions("unhcr-region")]
    assert sum(part for part in parts if pd.notna(part)) == row("naturalisations", "world", year)["value"]


def test_the_rate_rests_on_the_refugees_of_the_reporting_countries_at_the_start_of_the_year():
    before = row("refugees_hosted", "NLD", 2023)["value"]
    rate = row("naturalisations_per_1000_refugees", "NLD", 2024)["value"]
    assert rate == pytest.approx(1000 * row("naturalisations", "NLD", 2024)["value"] / before)
    reported = frame(naturalisation.by_host()).loc[2024, ["NLD", "BEL"]]
    assert reported.notna().tolist() == [True, False]


def test_the_rate_has_a_figure_from_the_first_year_on():
    assert pd.notna(row("naturalisations_per_1000_refugees", "world", 2000)["value"])
