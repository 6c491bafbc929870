import pandas as pd
import pytest

from gcr_analysis.geography import region, regions, unassigned
from gcr_analysis.indicators.arrays import FIRST_YEAR, cut
from gcr_analysis.indicators.arrays import row as at
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.third_country_solutions import destinations, flows

YEARS = range(2000, 2026)


def row(id, where, year=2024):
    return indicator(id, where, year).iloc[0]


def test_igad_takes_nobody_and_22480_come_from_it():
    assert row("resettlement_arrivals", "igad")["value"] == 0
    assert row("resettlement_from_origin", "igad")["value"] == 22480


def test_the_worlds_concentration_of_2024_is_the_one_that_the_framework_gives():
    assert round(row("destination_concentration", "world")["value"], 3) == 0.390


def test_the_united_states_took_a_tenth_of_what_they_took_the_year_before():
    assert [row("resettlement_arrivals", "USA", year)["value"] for year in (2024, 2025)] == [105531, 11513]


@pytest.mark.parametrize("id", ["resettlement_arrivals", "resettlement_from_origin"])
def test_the_six_regions_and_what_belongs_to_none_add_up_to_the_world(id: str):
    parts = sum(indicator(id, r, YEARS)["value"] for r in regions("unhcr-region"))
    side = "destination" if id == "resettlement_arrivals" else "origin"
    nowhere = cut(flows.arrivals(side), unassigned())[at(FIRST_YEAR) :].sum(axis=1)
    assert (parts + nowhere == indicator(id, "world", YEARS)["value"]).all()


def test_all_who_arrive_have_left():
    ends = [
        indicator(id, "world", YEARS)["value"] for id in ("resettlement_arrivals", "resettlement_from_origin")
    ]
    assert ends[0].equals(ends[1])


def test_arrivals_with_and_without_the_largest_destination_differ_by_what_it_took():
    table = indicator("resettlement_arrivals", "europe", YEARS)["value"]
    rest = indicator("arrivals_without_largest_destination", "europe", YEARS)
    assert (table - rest["value"]).equals(indicator("resettlement_arrivals", "SWE", YEARS)["value"])
    assert set(rest["reason"]) == {"Without Sweden"}


def test_a_hand_made_table_gives_counts_shares_and_concentration(given):
    own = given(
        [
            (2024, "SYR", "TUR", 60),
            (2024, "AFG", "UGA", 20),
            (2024, "AFG", "LBN", 20),
            (2024, "AFG", "USA", 9),
        ]
    )
    values = {
        id: row(id, own)["value"]
        for id in (
            "resettlement_arrivals",
            "resettlement_destinations",
            "destination_concentration",
            "largest_destination_share",
            "arrivals_without_largest_destination",
        )
    }
    assert values == pytest.approx(
        {
            "resettlement_arrivals": 100,
            "resettlement_destinations": 3,
            "destination_concentration": 0.36 + 0.04 + 0.04,
            "largest_destination_share": 60,
            "arrivals_without_largest_destination": 40,
        }
    )
    assert row("largest_destination_share", own)["reason"] == "Türkiye"


def test_a_region_read_as_origin_counts_those_from_there_wherever_they_went(given):
    own = given([(2024, "UGA", "USA", 30), (2024, "LBN", "CAN", 10), (2024, "SYR", "CAN", 99)])
    assert row("resettlement_from_origin", own)["value"] == 40
    assert row("destinations_from_origin", own)["value"] == 2
    assert row("destination_concentration_from_origin", own)["value"] == pytest.approx(0.75**2 + 0.25**2)
    assert row("resettlement_arrivals", own)["value"] == 0


def test_where_nobody_arrives_there_is_no_share(given):
    own = given([(2024, "SYR", "USA", 60)])
    found = row("destination_concentration", own)
    assert pd.isna(found["value"])
    assert (found["status"], found["reason"]) == ("not applicable", "No arrivals in that year")


def test_a_single_country_has_no_distribution_as_destination_but_has_one_as_origin():
    assert row("destination_concentration", "AFG")["status"] == "not applicable"
    assert 0 < row("destination_concentration_from_origin", "AFG")["value"] < 1


@pytest.mark.parametrize(("before", "after", "gap"), [(100, 100, True), (99, 500, False), (500, 0, False)])
def test_a_year_without_any_between_two_with_many_is_a_gap(given, before, after, gap):
    rows = [(2021, "SYR", "TUR", before), (2023, "SYR", "TUR", after)]
    own = given([row for row in rows if row[3]])
    assert destinations.gaps(own).loc[2022, "TUR"] == gap
    assert ("gap" in row("resettlement_arrivals", own, 2022)["reason"]) == gap


def test_the_last_year_can_be_no_gap_since_nobody_knows_the_next():
    assert not destinations.gaps(region("world")).loc[2025].any()


def test_the_proxy_counts_as_many_countries_as_are_published_to_receive_submissions():
    published = row("gcr_3_1_2", "world", 2023)
    assert (published["value"], published["status"]) == (24, "published")
    proxy = row("resettlement_destinations", "world", 2023)
    assert (proxy["value"], proxy["status"]) == (24, "proxy")


def test_arrivals_in_a_place_without_a_population_leave_the_ratio():
    found = row("arrivals_per_100000_inhabitants", "CAN")
    assert found["value"] == pytest.approx(119.4, abs=0.05)
