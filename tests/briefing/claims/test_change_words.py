from gcr_analysis.briefing.claims import change, level
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
    assert "people from the Syrian Arab Republic made 70\u00a0% of the fall (for all others" in beside(
        "NLD", "naturalisations", 2025, 2024
    )


def test_a_figure_that_reads_alike_without_the_place_did_not_move():
    assert beside("ssar", "gcr_2_1_1").endswith("the figure stayed at about 0\u00a0%")


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
