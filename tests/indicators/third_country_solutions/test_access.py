import pandas as pd
import pytest

from gcr_analysis.indicators.engine import indicator


def row(id, where, year=2024):
    return indicator(id, where, year).iloc[0]


def test_the_world_resettled_5_97_of_every_thousand_refugees_in_2024():
    assert round(row("arrivals_per_1000_refugees", "world")["value"], 2) == 5.97


def test_arrivals_are_set_against_refugees_at_the_start_of_the_year(given):
    own = given([(2024, "UGA", "USA", 30)], from_there={"UGA": 10_000.0, "SYR": 5e6})
    assert row("arrivals_per_1000_refugees", own)["value"] == pytest.approx(3.0)


def test_there_is_no_ratio_over_fewer_than_a_thousand_refugees(given):
    own = given([(2024, "UGA", "USA", 30)], from_there={"UGA": 999.0})
    found = row("arrivals_per_1000_refugees", own)
    assert pd.isna(found["value"]) and "Fewer than 1,000" in found["reason"]


@pytest.mark.parametrize(("year", "share"), [(2021, 3.97), (2022, 7.75), (2023, 7.91), (2025, 2.82)])
def test_the_worlds_needs_are_met_to_a_few_percent(year: int, share: float):
    assert row("arrivals_share_of_needs", "world", year)["value"] == pytest.approx(share, abs=0.005)


def test_a_region_sets_arrivals_against_needs_on_the_origins_that_needs_are_published_for():
    found = row("arrivals_share_of_needs", "igad", 2025)
    came = sum(row("resettlement_from_origin", iso3, 2025)["value"] for iso3 in ("SSD", "SDN"))
    assert found["value"] == pytest.approx(100 * came / (242_000 + 172_000))
    assert found["reason"] == (
        "On needs of refugees from South Sudan and Sudan only; "
        "Needs as carried by workingimmigrants.com, not by the publisher"
    )
    assert 0.5 < found["coverage"] < 1 and found["status"] == "computed"


def test_needs_on_origins_of_fewer_than_half_of_the_refugees_are_partial():
    found = row("arrivals_share_of_needs", "west-and-central-africa", 2025)
    assert (found["status"], round(found["coverage"], 2)) == ("partial", 0.35)


def test_without_published_needs_there_is_no_share():
    found = row("arrivals_share_of_needs", "the-americas", 2025)
    assert pd.isna(found["value"]) and found["status"] == "not collected"


def test_needs_that_were_published_as_at_least_so_many_say_so():
    assert row("resettlement_needs", "world", 2017)["reason"] == (
        "Needs were published as at least so many; "
        "Needs as carried by lavocedinewyork.com, not by the publisher"
    )
    assert row("resettlement_needs", "world", 2024)["reason"] == ""
    assert row("resettlement_needs", "world", 2023)["reason"] == (
        "Needs as carried by safepathways.eu, not by the publisher"
    )


def test_what_is_published_of_one_country_stays_published_and_a_sum_is_computed():
    assert row("resettlement_needs", "SYR", 2025)["status"] == "published"
    assert row("resettlement_needs", "igad", 2025)["status"] == "computed"
