"""The rules that fill the note, each on a region where the right answer is plain."""

import pytest

from gcr_analysis.briefing.third_country_solutions.progress import (
    BY_ARRIVALS,
    BY_DEPARTURES,
    NEEDS,
    fact_of,
    measures,
    verdicts,
)
from gcr_analysis.framework import indicators


def all_found(made, section):
    return [f.sentence for f in made.note.findings if f.section == section]


def text_of(made, section, id):
    return next(sentence.text for sentence in all_found(made, section) if sentence.id == id)


def ids_of(made, section):
    return {sentence.id for sentence in all_found(made, section)}


@pytest.mark.parametrize(
    ("region", "view"),
    [
        ("world", "world"),
        ("europe", "destination"),
        ("the-americas", "destination"),
        ("DEU", "destination"),
        ("igad", "origin"),
        ("ssar", "origin"),
        ("AFG", "origin"),
        ("mirps", "host"),
        ("TUR", "host"),
        ("IRN", "host"),
    ],
)
def test_a_region_is_told_of_in_the_view_in_which_it_matters_most(solutions_in, region, view):
    assert solutions_in(region).evidence.view == view


@pytest.mark.parametrize("region", ["igad", "europe", "TUR"])
def test_the_lead_tells_of_all_three_views_and_that_they_never_add_up(solutions_in, region):
    lead = solutions_in(region).note.as_dict()["lead"]
    assert all(view in lead for view in ("As destination", "As origin", "As host"))
    assert lead.endswith("The three views never add up.")


@pytest.mark.parametrize(
    ("region", "title"),
    [
        (
            "world",
            "Resettlement arrivals fell by 57\u00a0% in 2025, to 81,766; "
            "the United States of America took 11,513 after 105,531",
        ),
        ("DEU", "Resettlement arrivals in Germany fell by 60\u00a0% in 2025, to 2,227"),
        (
            "TUR",
            "258,000 refugees in Türkiye are projected to need resettlement in 2026; 10,756 departed in 2024",
        ),
        (
            "THA",
            "UNHCR submitted 10,746 people for resettlement from Thailand in 2024; 1,655 departed",
        ),
        ("COL", "10,248 refugees departed on resettlement from Colombia in 2024, after 660 in 2023"),
    ],
)
def test_the_title_states_the_finding(solutions_in, region, title):
    assert str(solutions_in(region).note.title) == title


def test_only_measures_with_a_direction_can_be_progress_or_its_opposite():
    ids = {id for here, there, _ in BY_ARRIVALS.values() for id in (here, there)}
    ids |= {id for id, _ in BY_DEPARTURES.values()} | {NEEDS[0]}
    assert all(indicators()[id].direction != "neutral" for id in ids)


@pytest.mark.parametrize(
    "region", ["world", "igad", "the-americas", "ssar", "income-low", "TUR", "DEU", "UGA"]
)
def test_progress_is_what_the_stated_rule_calls_progress_and_nothing_else(solutions_in, region):
    made = solutions_in(region)
    judged = verdicts(made.evidence)
    right = {name for name, (id, _) in measures(made.evidence).items() if judged[fact_of(id)] == "progress"}
    told = {id.removeprefix("progress_") for id in ids_of(made, "progress")}
    assert told - {"nothing", "one_not", "unjudged", "goal_pathways"} == right


def test_less_concentration_that_comes_from_a_collapse_says_so(solutions_in):
    assert "progress_concentration" not in ids_of(solutions_in("world"), "progress")
    assert "That is because" not in text_of(solutions_in("ssar"), "progress", "progress_concentration")


def test_departures_that_rose_are_told_with_the_fall_of_arrivals_after_them(solutions_in):
    text = text_of(solutions_in("igad", 2024), "progress", "progress_departures")
    assert "In the hosts that report in both years" in text
    assert "progress_departures" not in ids_of(solutions_in("igad"), "progress")  # of an earlier year


def test_numbers_of_few_people_are_neither_progress_nor_its_opposite(solutions_in):
    made = solutions_in("TUR", 2024)
    read = made.evidence.progress.loc["pathway_departures"]
    assert read["progress"] == "insufficient data" and "Fewer than 100 people" in read["reason"]
    assert "progress_pathways" not in ids_of(made, "progress")


def test_the_goal_is_told_in_arrivals_and_in_departures(solutions_in):
    text = text_of(solutions_in("world"), "challenges", "challenge_goal")
    assert "85,698 a year are still needed, and 81,766 arrived in 2025" in text
    assert "166,792 a year are needed, after 116,000 in 2024" in text
    assert "challenge_goal" not in ids_of(solutions_in("europe"), "challenges")


def test_the_shortfall_is_never_called_caused_and_is_told_without_the_largest_destination(solutions_in):
    text = text_of(solutions_in("world"), "challenges", "challenge_shortfall")
    assert "give or take 148,924, which is still within what has come after such years" in text
    assert "Without the United States of America, it was 65,620 fewer, give or take 72,303" in text
    assert "do not say why" in text and "because" not in text
    assert text.endswith("in 2022, and held until 2024: in 2025 they were below it again.")


def test_a_fall_of_which_one_destination_makes_more_than_all_says_so(solutions_in):
    text = text_of(solutions_in("igad"), "challenges", "challenge_fell")
    assert "more than the whole fall: elsewhere arrivals rose" in text


def test_a_partial_figure_makes_no_challenge_and_says_on_what_it_rests(solutions_in):
    made = solutions_in("income-high")
    assert not {"challenge_rate", "challenge_submissions", "challenge_days"} & ids_of(made, "challenges")
    assert "hosts of 6.5\u00a0% of the refugees there report" in made.note.as_dict()["lead"]


def test_needs_on_some_origins_name_them_and_what_they_cover(solutions_in):
    text = text_of(solutions_in("igad"), "challenges", "challenge_needs")
    assert text.startswith("UNHCR projected that 414,000 refugees from South Sudan and Sudan")
    assert "80\u00a0% of the refugees from the IGAD countries come from these" in text


def test_a_host_names_the_needs_of_the_year_to_come(solutions_in):
    text = text_of(solutions_in("UGA"), "support", "support_needs_host")
    assert text.startswith("174,000 refugees who are in Uganda are projected to need resettlement in 2026")
    assert "support_needs_host" not in ids_of(solutions_in("TCD"), "support")


def test_an_indicator_without_a_figure_is_an_area_in_need_of_support(solutions_in):
    text = text_of(solutions_in("DEU"), "support", "support_figures")
    assert "two indicators" in text and "(3.1.1)" in text and "(3.2.1)" in text


def test_new_hosts_are_left_out_of_changes_and_named(solutions_in):
    text = text_of(solutions_in("world"), "limits", "limit_coverage")
    assert "14,379 left hosts without a figure for 2023, Malaysia, Bangladesh, Zimbabwe and others" in text


def test_people_who_leave_their_own_country_are_told_apart(solutions_in):
    text = text_of(solutions_in("mirps"), "limits", "limit_in_country")
    assert text.startswith("6,821 people of those who departed from Guatemala, El Salvador and Honduras")


def test_gaps_of_destinations_are_named(solutions_in):
    text = text_of(solutions_in("europe"), "limits", "limit_gaps")
    assert "France in 2021; Finland and Portugal in 2022; Portugal in 2024" in text


def test_a_single_host_stands_among_hosts_of_the_world_where_its_region_has_few(solutions_in):
    assert solutions_in("TUR").evidence.peers.id == "world"
    assert solutions_in("UGA").evidence.peers.id == "eastern-and-southern-africa"
