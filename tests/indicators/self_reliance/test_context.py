import pandas as pd
import pytest

from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import frame, stock
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.self_reliance.context import OLDER, latest_figures

IDS = {
    "host_unemployment": "unemployment",
    "host_gdp_per_capita": "gdp_per_capita",
    "host_poverty": "poverty_national_line",
    "host_primary_enrolment": "primary_enrolment",
    "host_secondary_enrolment": "secondary_enrolment",
}


@pytest.mark.parametrize(("id", "slug"), IDS.items())
def test_a_region_of_two_hosts_lies_between_them_by_their_refugees(id: str, slug: str):
    own = Region("own", "Own", "own", ("COL", "PER"), "2026", "")
    arrays = (latest_figures(slug)[0], stock("refugees"))
    values, hosted = (frame(array).loc[2023, list(own.countries)] for array in arrays)
    mean = (values * hosted).sum() / hosted.sum()
    assert indicator(id, own, 2023)["value"].item() == pytest.approx(mean)


def test_a_country_has_its_figure_of_that_figures_own_year():
    found = indicator("host_secondary_enrolment", "TUR", 2025).iloc[0]
    assert (found["value_year"], found["year"]) == (2023, 2025)


def test_no_figure_is_older_than_three_years():
    for id in IDS:
        rows = indicator(id, "PAK").dropna(subset=["value"])
        assert (rows["year"] - rows["value_year"]).max() <= 3


def test_a_region_says_that_some_of_its_figures_are_older():
    assert indicator("host_poverty", "the-americas", 2024)["reason"].item().startswith(OLDER)


def test_income_has_no_bounds_since_nobody_knows_the_highest():
    assert pd.isna(indicator("host_gdp_per_capita", "igad", 2025)["high"].item())


def test_a_leap_of_enrolment_is_set_aside():
    found = indicator("host_secondary_enrolment", "SSD", 2024).iloc[0]
    assert pd.isna(found["value"])
    assert found["status"] == "not collected"
