import pytest

from gcr_analysis.geography import Region, regions
from gcr_analysis.indicators.arrays import frame, income_per_head, stock
from gcr_analysis.indicators.engine import indicator


def value(id: str, name: str | Region, year: int) -> float:
    return indicator(id, name, year)["value"].item()


@pytest.mark.parametrize(
    ("id", "name", "year", "published", "decimals"),
    [
        ("refugees_per_1000_inhabitants", "LBN", 2024, 130.7, 1),
        ("refugees_per_1000_inhabitants", "LBN", 2024, 131, 0),
        ("refugees_per_1000_inhabitants_with_unrwa", "LBN", 2024, 214, 0),
        ("share_hosted_in_least_developed", "world", 2025, 26.4, 1),
        ("share_hosted_in_low_and_middle_income", "world", 2025, 71, 0),
        ("share_hosted_in_low_and_middle_income", "world", 2022, 76, 0),
    ],
)
def test_figures_are_those_that_the_framework_gives(
    id: str, name: str, year: int, published: float, decimals: int
):
    assert round(value(id, name, year), decimals) == published


@pytest.mark.parametrize("year", [2000, 2010, 2025])
def test_shares_of_the_six_regions_add_up_to_all_refugees(year: int):
    shares = [value("share_of_world_refugees", part, year) for part in regions("unhcr-region")]
    assert sum(shares) == pytest.approx(100.0)


@pytest.mark.parametrize("year", [2005, 2025])
def test_a_share_in_poorer_hosts_is_the_mean_of_the_regions_weighted_by_refugees(year: int):
    id = "share_hosted_in_least_developed"
    weighted = sum(
        value(id, part, year) * value("refugees_hosted", part, year) for part in regions("unhcr-region")
    )
    assert weighted / value("refugees_hosted", "world", year) == pytest.approx(value(id, "world", year))


def test_hosts_that_left_the_list_of_least_developed_count_until_they_left():
    # Equatorial Guinea left in 2017 and Angola is still on the list.
    own = Region("own", "Own", "own", ("AGO", "GNQ"), "2026", "")
    hosted = indicator("refugees_hosted", "AGO", 2018)["value"].item()
    assert hosted > 0
    assert value("share_hosted_in_least_developed", own, 2016) == 100.0
    assert value("share_hosted_in_least_developed", own, 2018) == pytest.approx(
        hosted / value("refugees_hosted", own, 2018) * 100
    )


def test_a_share_of_no_refugees_has_no_figure_and_says_why():
    row = indicator("share_hosted_in_least_developed", "VAT", 2025).iloc[0]
    assert (row["status"], row["reason"]) == ("not applicable", "The region hosts no refugees")


def test_a_territory_without_a_population_figure_has_no_ratio():
    row = indicator("refugees_per_1000_inhabitants", "VAT", 2025).iloc[0]
    assert row["status"] == "not collected"


def test_income_of_an_earlier_year_is_named():
    row = indicator("refugees_per_usd_gdp_per_capita_ppp", "LBN", 2024).iloc[0]
    expected = frame(stock("refugees")).loc[2024, "LBN"] / frame(income_per_head()).loc[2023, "LBN"]
    assert (row["value"], row["reason"]) == (pytest.approx(expected), "Income of 2023")


@pytest.mark.parametrize("iso3", ["SSD", "YEM", "VEN"])
@pytest.mark.parametrize("year", [2024, 2025])
def test_without_income_there_is_no_figure(iso3: str, year: int):
    for id in ("refugees_per_usd_gdp_per_capita_ppp", "responsibility_ratio"):
        row = indicator(id, iso3, year).iloc[0]
        assert (row["status"], row["reason"]) == ("not collected", "No income figure of the last three years")


def test_income_that_ends_before_the_year_asked_for_shows_its_own_year():
    row = indicator("refugees_per_usd_gdp_per_capita_ppp", "UGA", 2025).iloc[0]
    assert (row["year"], row["value_year"]) == (2025, 2024)


def test_hosts_without_a_population_are_named_and_leave_the_coverage():
    own = Region("own", "Own", "own", ("ESH", "LBN"), "2026", "")
    row = indicator("refugees_per_1000_inhabitants", own, 2024).iloc[0]
    assert row["value"] == pytest.approx(value("refugees_per_1000_inhabitants", "LBN", 2024))
    people = indicator("refugees_per_1000_inhabitants_with_unrwa", "world", 2025).iloc[0]
    assert "an unknown country" in people["reason"]
    assert people["coverage"] < 1
