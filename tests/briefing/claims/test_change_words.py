import pytest

from gcr_analysis.briefing.claims import UnfoundedError, change, counterparts, level, movers
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.sentences import in_words


def beside(region: str, id: str, year: int = 2024, since: int = 2016) -> str:
    return in_words(change(Evidence("self-reliance", region, year, since), id), "beside")


def test_hosts_with_figures_for_both_years_stand_first_with_what_they_hold():
    text = beside("world", "gcr_2_2_1_primary")
    assert text.startswith(
        ", in the hosts with figures for both years, which hold 57\u00a0% of the refugees; "
    )
    assert "which hold" not in beside("igad", "gcr_2_2_1_primary")


def test_one_place_makes_a_part_of_a_sum_and_none_of_a_mean():
    assert "made" not in beside("igad", "gcr_2_2_1_secondary")
    assert "the United States of America made 88\u00a0% of the fall (for all others from" in beside(
        "world", "resettlement_arrivals", 2025, 2024
    )


def test_no_place_has_a_part_of_a_change_against_which_others_moved():
    assert beside("NLD", "naturalisations", 2025, 2024) == (
        "; among people from the Syrian Arab Republic the figure fell (−3,680) "
        "and among people from India it rose (+1,768)"
    )


def test_what_a_place_adds_is_told_where_enough_people_moved_there_and_none_moved_as_far_against_it():
    assert beside("IDN", "refugees_hosted", 2025, 2024).startswith(
        "; among people from Afghanistan the figure fell (−394); recorded arrivals"
    )
    assert beside("GBR", "refugees_from_origin", 2025, 2024).startswith(
        "; without those in Canada the figure"
    )
    assert "without Mexico the figure fell from" in beside(
        "mirps", "unhcr_contributions_constant", 2024, 2023
    )


def test_both_sides_of_the_pairs_are_named_where_each_has_a_place_that_made_half():
    assert beside("bureau-southern-africa", "resettlement_from_origin", 2025, 2024) == (
        "; by origin, nearly all of the fall was among people from the Democratic Republic of the Congo, and "
        "by destination nearly all in the United States of America"
    )
    assert (
        "nearly all of the fall was in the United States of America, and by origin 76\u00a0% among"
        in beside("igad", "resettlement_from_origin", 2025, 2024)
    )


def test_people_without_a_recorded_origin_are_from_no_place_and_are_told():
    text = beside("bureau-the-americas", "asylum_seekers_hosted", 2025, 2024)
    assert text.startswith("; for 1.44\u00a0million of them no origin is recorded, after 13,606 in 2024")
    assert "unknown" not in text
    assert (
        "; for 193 of them no origin is recorded;" in beside("PRT", "resettlement_arrivals", 2025, 2024) + ";"
    )
    with pytest.raises(UnfoundedError):
        movers(
            Evidence("host-country-burden", "world", 2025, 2016), "asylum_seekers_hosted", 2024, role="origin"
        )


def test_no_change_by_origin_is_told_where_those_without_an_origin_moved_the_other_way_in_the_same_host():
    americas = Evidence("return-conditions", "bureau-the-americas", 2025, 2016)
    with pytest.raises(UnfoundedError) as failed:
        change(americas, "people_from_origin", 2024)
    assert failed.value.ground == "recorded"
    assert change(Evidence("return-conditions", "AFG", 2025, 2016), "people_from_origin", 2024).by.number < 0


def test_a_count_by_origin_is_at_least_so_many_where_others_may_be_among_those_without_one():
    americas = level(Evidence("return-conditions", "bureau-the-americas", 2025, 2016), "people_from_origin")
    assert in_words(americas).startswith("at least 10.4\u00a0million")
    afghans = level(Evidence("return-conditions", "AFG", 2025, 2016), "people_from_origin")
    assert not in_words(afghans).startswith("at least")


def test_people_without_a_recorded_origin_are_none_of_the_counterparts():
    parts = counterparts(Evidence("host-country-burden", "USA", 2025, 2016), "asylum_seekers_hosted")
    assert all(each.place.code != "UNK" for each in parts.places)


def test_a_figure_that_reads_alike_without_the_place_did_not_move():
    assert beside("ssar", "gcr_2_1_1").endswith("the figure was 0\u00a0% at both ends")


def test_what_a_level_rests_on_and_the_years_of_a_change_are_facts():
    world = Evidence("self-reliance", "world", 2025, 2016)
    facts = level(world, "gcr_2_2_1_secondary").facts
    assert (str(facts["covered"]), str(facts["own_year"])) == ("69\u00a0%", "2024")
    facts = change(world, "gcr_2_2_1_secondary").facts
    assert (str(facts["from_year"]), str(facts["to_year"])) == ("2022", "2024")


def test_a_figure_that_stood_still_has_no_turn_and_no_residual():
    assert beside("SXM", "refugees_hosted", 2023) == ""


def test_a_single_country_is_compared_with_itself():
    assert not change(Evidence("self-reliance", "MEX", 2025, 2016), "bank_account").same_places
