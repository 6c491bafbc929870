import numpy as np
import pandas as pd
import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.arrays import frame
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.progress import progress
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.third_country_solutions import departures
from gcr_analysis.snapshot import load

GROUP = "refugees_and_asylum_seekers"


def row(id, where, year=2024):
    return indicator(id, where, year).iloc[0]


def left(year, country, value, group=GROUP):
    return (year, country, group, "resettlement_departures", value)


def test_departures_begin_in_2022_and_stand_for_2025_with_their_own_year():
    assert row("resettlement_departures", "TUR", 2021)["status"] == "not collected"
    late = row("resettlement_departures", "TUR", 2025)
    assert (late["value"], late["value_year"]) == (10756, 2024)


def test_a_count_takes_all_groups_of_people_and_a_rate_takes_refugees_and_asylum_seekers(given):
    rows = [left(2024, "UGA", 30), left(2024, "UGA", 50, "others_of_concern")]
    own = given(results=rows, hosted={"UGA": 10_000.0})
    assert row("resettlement_departures", own)["value"] == 80
    assert row("departures_per_1000_hosted", own)["value"] == pytest.approx(3.0)


def test_a_host_that_does_not_report_leaves_the_rate_and_lowers_the_coverage(given):
    own = given(results=[left(2024, "UGA", 30)], hosted={"UGA": 10_000.0, "TUR": 30_000.0})
    found = row("departures_per_1000_hosted", own)
    assert (found["value"], found["coverage"], found["status"]) == (pytest.approx(3.0), 0.25, "partial")


def test_no_report_is_no_zero(given):
    found = row("resettlement_departures", given(results=[left(2024, "KEN", 5)], hosted={"UGA": 1.0}))
    assert pd.isna(found["value"])
    assert (found["status"], found["reason"]) == ("not collected", departures.NONE_REPORTED)


def test_a_reported_zero_is_one(given):
    assert (
        row("resettlement_departures", given(results=[left(2024, "UGA", 0)], hosted={"UGA": 1.0}))["value"]
        == 0
    )


def test_a_sum_over_hosts_says_that_it_is_not_the_worlds_total():
    assert row("resettlement_departures", "world")["reason"] == departures.NOT_THE_WORLD
    published = row("gcr_3_1_1", "world", 2023)
    assert (published["value"], published["status"]) == (96311, "published")


def test_a_figure_that_is_reported_twice_counts_once():
    rows = load("unhcr_results")
    key = ["year", "country", "population_group", "kind", "code"]
    assert not rows.duplicated(key).any()
    assert row("resettlement_departures", "ZAF", 2022)["value"] == 237


def test_submissions_of_the_world_are_published_where_they_can_be_and_partial_where_they_are_a_sum():
    table = indicator("resettlement_submissions", "world", range(2018, 2025)).set_index("year")
    assert table["status"].to_dict() == {
        2018: "published",
        2019: "published",
        2020: "not collected",
        2021: "not collected",
        2022: "published",
        2023: "published",
        2024: "partial",
    }


def test_departures_over_submissions_rest_on_hosts_that_report_both(given):
    rows = [left(2024, "UGA", 30), left(2024, "TUR", 99)]
    rows += [(2024, "UGA", GROUP, "resettlement_submissions", 40)]
    own = given(results=rows, hosted={"UGA": 10.0, "TUR": 10.0})
    assert row("departures_over_submissions", own)["value"] == pytest.approx(75.0)


def test_days_to_departure_weigh_by_departures_and_leave_zeros_out(given):
    rows = [left(2024, "UGA", 30), left(2024, "TUR", 10), left(2024, "LBN", 500)]
    rows += [
        (2024, iso3, GROUP, "days_to_departure", days)
        for iso3, days in (("UGA", 100), ("TUR", 500), ("LBN", 0))
    ]
    own = given(results=rows, hosted={"UGA": 10.0, "TUR": 10.0, "LBN": 10.0})
    assert row("days_to_departure", own)["value"] == pytest.approx((30 * 100 + 10 * 500) / 40)


def test_a_change_is_read_on_hosts_that_report_at_both_ends(given):
    rows = [left(2022, "UGA", 10), left(2024, "UGA", 30), left(2024, "TUR", 999)]
    own = given(results=rows, hosted={"UGA": 10_000.0, "TUR": 1_000.0})
    ends = departures.matched_ends("resettlement_departures", RegionSets([own]), 2016, 2025)
    assert (ends.value[:, 0].tolist(), ends.value_year[:, 0].tolist()) == ([10.0, 30.0], [2022, 2024])
    ends = departures.matched_ends("departures_per_1000_hosted", RegionSets([own]), 2016, 2025)
    assert ends.value[:, 0].tolist() == pytest.approx([1.0, 3.0])


def test_without_a_host_at_both_ends_there_is_no_change(given):
    own = given(results=[left(2022, "UGA", 10), left(2024, "TUR", 30)], hosted={"UGA": 1.0, "TUR": 1.0})
    ends = departures.matched_ends("resettlement_departures", RegionSets([own]), 2016, 2025)
    assert np.isnan(ends.value).all()
    assert {ends.words(end, 0) for end in (0, 1)} == {departures.NO_MATCH}


def test_the_worlds_published_departures_are_compared_with_no_other_year_than_the_one_asked_for():
    rows = progress("world", 2025, "third-country-solutions", 2016).set_index("indicator")
    assert rows.loc["gcr_3_1_1", "progress"] == "insufficient data"
    assert rows.loc["resettlement_departures", ["baseline_year", "value_year"]].tolist() == [2022, 2024]


def test_departures_through_pathways_are_another_result():
    assert row("pathway_departures", "UGA")["value"] == 8407
    assert frame(departures.reported("complementary_pathways")).loc[2024, "UGA"] == 8407
    assert region("UGA").countries == ("UGA",)
