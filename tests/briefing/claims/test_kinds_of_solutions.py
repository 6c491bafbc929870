"""Claims on absence, expectation and what happened elsewhere, and who carried a published figure."""

import pytest

from gcr_analysis.briefing import claims
from gcr_analysis.briefing.claims import UnfoundedError
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.sentences import in_words

PANEL = "third-country-solutions"


def about(region, year=2025):
    return Evidence(PANEL, region, year, 2016)


@pytest.mark.parametrize(
    ("region", "year", "id", "how"),
    [
        ("KEN", 2024, "pathway_departures", "zero"),
        ("DEU", 2025, "resettlement_from_origin", "none on record"),
        ("FRA", 2021, "resettlement_arrivals", "gap"),
        ("DEU", 2025, "resettlement_departures", "not reported"),
        ("DEU", 2018, "resettlement_departures", "not asked"),
    ],
)
def test_none_is_said_in_the_sense_in_which_there_is_none(region, year, id, how):
    assert claims.absence(about(region, year), id).how == how


def test_a_series_that_had_not_begun_names_its_first_year():
    assert str(claims.absence(about("TUR", 2018), "resettlement_departures").begins) == "2022"


def test_there_is_no_absence_where_there_is_a_figure():
    with pytest.raises(UnfoundedError) as failed:
        claims.absence(about("TUR", 2024), "resettlement_departures")
    assert (failed.value.kind, failed.value.ground) == ("none", "asked-of-all")


def test_elsewhere_is_claimed_only_where_the_others_went_the_same_way():
    rest = claims.elsewhere(about("world"), "resettlement_arrivals", 2024)
    assert in_words(rest) == (
        "Without the United States of America the number fell by 16\u00a0%, above all in Canada (−10,490)"
    )
    hosts = claims.elsewhere(about("mirps"), "resettlement_departures", 2023)
    assert "Without Costa Rica" in in_words(hosts) and "above all in Guatemala" in in_words(hosts)
    origins = claims.elsewhere(about("ssar"), "resettlement_from_origin", 2024)
    assert "Without people from Afghanistan" in in_words(origins)
    with pytest.raises(UnfoundedError):  # without the United States it rose
        claims.elsewhere(about("igad"), "resettlement_from_origin", 2024)
    with pytest.raises(UnfoundedError):  # nobody made half of it
        claims.elsewhere(about("CAN"), "resettlement_arrivals", 2024)


def test_an_expectation_has_its_interval_and_the_record_of_places_of_its_kind():
    world = claims.expectation(about("world"), "covid_shortfall")
    country = claims.expectation(about("AUS"), "covid_shortfall")
    assert not world.beyond and country.beyond
    assert (world.windows.value, country.windows.value) == (14, 288)
    ground = {each["kind"]: each["grounds"] for each in (world.ledger(), country.ledger())}
    assert ground["expectation"] == {"tested": "met"}


def test_there_is_no_expectation_for_a_region_without_a_series():
    with pytest.raises(UnfoundedError):
        claims.expectation(about("TUV"), "covid_shortfall")


def test_a_figure_that_others_carry_is_a_quotation_without_its_own_document():
    carried = claims.level(about("world"), "gcr_3_1_1")
    own = claims.level(about("world", 2023), "gcr_3_1_1")
    assert carried.carried and not own.carried
    assert "Name the press" in carried.ledger()["grounds"]["own-document"]
    assert own.ledger()["grounds"]["own-document"] == "met"


def test_figures_published_as_about_or_at_least_know_it():
    assert claims.level(about("world"), "gcr_3_2_1").hedge == "about"
    assert claims.level(about("world", 2020), "resettlement_needs").hedge == "at least"


def test_contributions_to_two_changes_of_one_measure_are_two_claims():
    world = about("world")
    last, all_ = (claims.movers(world, "resettlement_arrivals", year) for year in (2024, 2016))
    assert last.key != all_.key
    assert {each.key for each in last.parts}.isdisjoint(each.key for each in all_.parts)


def test_a_count_of_zero_reads_none():
    rose = claims.change(about("ROU"), "resettlement_arrivals")
    assert in_words(rose, "moved") == "rose from none in 2016 to 104 in 2025"
