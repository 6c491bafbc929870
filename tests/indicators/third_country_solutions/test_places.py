import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.third_country_solutions import places

WORLD = region("world")


@pytest.mark.parametrize(
    ("where", "side"), [("world", "destination"), ("europe", "destination"), ("ssar", "origin")]
)
def test_destinations_add_up_to_the_region_and_shares_to_a_hundred(where, side):
    rows = places.destinations(region(where), side, 2025, 2016)
    id = "resettlement_arrivals" if side == "destination" else "resettlement_from_origin"
    assert rows["arrivals"].sum() == indicator(id, where, 2025)["value"].item()
    assert rows["share"].sum() == pytest.approx(100)
    assert rows["arrivals"].is_monotonic_decreasing


def test_origins_of_a_destination_add_up_to_what_it_took():
    rows = places.origins(region("DEU"), "destination", 2025, 2016)
    assert rows["arrivals"].sum() == indicator("resettlement_arrivals", "DEU", 2025)["value"].item()


def test_a_ratio_over_few_refugees_is_not_shown():
    rows = places.origins(WORLD, "origin", 2025, 2016).set_index("iso3")
    assert rows.loc["ZAF", "refugees"] < places.LEAST_SHOWN
    assert rows["per_1000"].isna()["ZAF"] and rows.loc["ERI", "per_1000"] == pytest.approx(21.2, abs=0.05)


def test_hosts_add_up_to_departures_and_have_no_rows_before_reports_begin():
    rows = places.hosts(region("igad"), 2024)
    assert rows["departures"].sum() == indicator("resettlement_departures", "igad", 2024)["value"].item()
    assert places.hosts(region("igad"), 2021).empty


def test_origins_of_those_hosted_add_up_to_all_hosted_at_the_start_of_the_year():
    rows = places.origins_of_hosted(region("UGA"), 2025)
    assert rows["hosted"].sum() == indicator("refugees_hosted", "UGA", 2024)["value"].item()


def test_needs_are_those_published_for_the_year_and_nothing_else():
    assert places.projected_needs(region("UGA"), 2026, by="asylum").to_dict() == {"UGA": 174_000}
    assert places.projected_needs(region("UGA"), 2024, by="asylum").empty
    assert places.projected_needs(WORLD, 2026, by="origin").index[0] == "AFG"
