"""The rules that fill the note, each on a region where the right answer is plain."""

import pytest

from gcr_analysis.briefing.self_reliance.progress import WEIGHTS
from gcr_analysis.framework import indicators
from gcr_analysis.geography import regions
from gcr_analysis.indicators.progress import progress


def said(made, section):
    return {sentence.id: sentence.text for sentence in made.note.sections()[section]}


def all_found(made, section):
    return [f.sentence for f in made.note.findings if f.section == section]


def text_of(made, section, id):
    return next(sentence.text for sentence in all_found(made, section) if sentence.id == id)


def ids_of(made, section):
    return {sentence.id for sentence in all_found(made, section)}


def test_only_measures_with_a_direction_can_be_progress_or_its_opposite():
    assert all(indicators()[id].direction != "neutral" for id in WEIGHTS)


@pytest.mark.parametrize(
    "region", ["world", "igad", "the-americas", "ssar", "income-low", "PAK", "DEU", "ARM"]
)
def test_progress_is_what_the_stated_rule_calls_progress_and_nothing_else(reliance_in, region):
    made = reliance_in(region)
    statuses = made.evidence.progress["progress"]
    told = [sentence for sentence in all_found(made, "progress") if "tally" not in sentence.id]
    told = [sentence for sentence in told if sentence.id != "progress_unjudged"]
    assert len(told) == sum(statuses.get(id) == "progress" for id in WEIGHTS)


def test_the_tally_counts_every_measure_with_a_direction(reliance_in):
    text = text_of(reliance_in("igad", 2024), "progress", "progress_tally")
    assert text.startswith("Of the 15 measures with a direction, five can be judged: one moved")


@pytest.mark.parametrize(
    ("region", "begins"),
    [
        (
            "world",
            "In the reporting hosts in the world 70\u00a0% of the refugees have the right to",
        ),
        ("igad", "In the IGAD countries the right to work exists for refugees (89\u00a0%), secondary school"),
        (
            "TUR",
            "In Türkiye the right to work exists for refugees (100\u00a0%), freedom of movement for none",
        ),
        ("europe", "Whether refugees in Europe can work, move freely or go to school is reported for 26"),
        ("DEU", "No figure tells whether the 2.66\u00a0million refugees in Germany can work"),
        ("AND", "No refugees were recorded in Andorra"),
    ],
)
def test_the_title_states_the_finding(reliance_in, region, begins):
    assert str(reliance_in(region).note.title).startswith(begins)


def test_the_headline_reads_its_change_on_the_same_hosts_and_says_when_it_is_uncertain(reliance_in):
    headline = reliance_in("world").note.as_dict()["headline"]
    assert headline["value"] == "70\u00a0%" and "from hosts of 65\u00a0% of them" in headline["label"]
    assert "on the 28 hosts that report both years" in headline["change"]
    assert "(from 59\u00a0% to 66\u00a0%)" in headline["change"]
    assert headline["change"].endswith("not counted as progress or regress")


def test_no_change_is_read_on_a_handful_of_refugees(reliance_in):
    headline = reliance_in("eastern-and-southern-africa").note.as_dict()["headline"]
    assert headline["change"].startswith("no change to read, since hosts of only 3.9\u00a0%")


def test_a_partial_figure_is_one_of_the_hosts_that_report(reliance_in):
    made = reliance_in("income-high")
    assert "in the hosts that report, which hold 5.6\u00a0%" in made.note.as_dict()["headline"]["label"]
    assert made.profile.title.startswith("In the reporting hosts in high-income countries")


def test_a_fall_in_a_war_is_named_and_counts(reliance_in):
    made = reliance_in("SDN", 2024)
    assert "(85\u00a0% to 20\u00a0%)" in said(made, "limits")["limit_leaps"]
    assert made.evidence.progress.loc["health_access", "progress"] == "regress"


def test_a_figure_that_cannot_be_true_yields_neither_progress_nor_regress(reliance_in):
    made = reliance_in("TCD")
    judged = made.evidence.progress.loc["bank_account"]
    assert (judged["progress"], judged["reason"]) == (
        "insufficient data",
        "Left out: Chad 2022: cannot be true",
    )


def test_other_hosts_reporting_is_told_apart_from_a_change(reliance_in):
    text = said(reliance_in("world"), "limits")["limit_seems"]
    assert "from 56\u00a0% to 70\u00a0%" in text and "from 59\u00a0% to 66\u00a0%" in text


def test_hosts_without_a_right_are_named_with_their_weight(reliance_in):
    text = text_of(reliance_in("ssar"), "challenges", "challenge_gcr_2_1_1")
    assert "Pakistan (0\u00a0%)" in text and "three hosts" in text
    assert "challenge_gcr_2_1_1" not in ids_of(reliance_in("eastern-and-southern-africa"), "challenges")


def test_refugees_are_set_beside_all_children_in_school(reliance_in):
    assert (
        "Secondary enrolment of all children was 48\u00a0%"
        in said(reliance_in("PAK"), "challenges")["challenge_school"]
    )
    assert (
        "On the 47 hosts where both are known" in said(reliance_in("world"), "challenges")["challenge_school"]
    )


def test_for_the_world_practice_stands_beside_the_law_and_publications_that_differ_beside_each_other(
    reliance_in,
):
    world = reliance_in("world")
    assert text_of(world, "challenges", "challenge_practice").startswith("The law is not practice: 45\u00a0%")
    text = text_of(world, "limits", "limit_published")
    assert "one publication says 52\u00a0% and another 75\u00a0%" in text
    assert "limit_published" not in ids_of(reliance_in("igad"), "limits")


def test_turkiye_is_told_of_its_limitation_wherever_it_is(reliance_in):
    assert "for refugees from events in Europe only" in reliance_in("TUR").note.as_dict()["lead"]
    assert "without Türkiye, bound for" in reliance_in("europe").note.as_dict()["lead"]
    assert "support_limited_here" in ids_of(reliance_in("TUR"), "support")
    assert "Madagascar" not in reliance_in("eastern-and-southern-africa").note.as_dict()["lead"]


def test_indicators_without_a_figure_are_an_area_in_need_of_support(reliance_in):
    text = said(reliance_in("PAK"), "support")["support_figures"]
    assert text.endswith("Without a figure for Pakistan: below the national poverty line (2.2.2).")


def test_silence_is_no_lack_of_rights(reliance_in):
    assert "not one without rights" in said(reliance_in("europe"), "limits")["limit_silent"]
    assert "says nothing about the rights" in said(reliance_in("DEU"), "limits")["limit_silent"]
    assert "Germany" in said(reliance_in("europe"), "support")["support_silent"]


def test_before_the_first_report_the_note_says_when_reports_begin(reliance_in):
    made = reliance_in("igad", 2019)
    assert "begins in 2022" in made.note.as_dict()["lead"]
    assert {"challenge_before"} == ids_of(made, "challenges")
    assert "limit_silent" not in ids_of(made, "limits")


def test_a_region_that_hosts_nobody_has_a_note_in_words(reliance_in):
    made = reliance_in("AND")
    assert made.figures == ()
    assert made.note.as_dict()["headline"]["value"] == "0"
    assert said(made, "challenges").keys() == {"challenge_none_hosted"}


def test_new_citizens_are_progress_where_they_are_reported_twice(reliance_in):
    named = [each.id for each in regions("country")]
    rows = progress(named, 2025, "self-reliance").set_index(["indicator", "region"])
    judged = rows.loc["naturalisations"].query("progress == 'progress'")
    assert len(judged)
    where = str(judged.index[0])
    assert "progress_naturalisations" in said(reliance_in(where), "progress")


def test_an_enrolment_above_a_hundred_is_explained(reliance_in):
    text = text_of(reliance_in("TUR"), "limits", "limit_gross")
    assert text.startswith("118\u00a0% of all children in secondary school is a gross rate")
    assert "limit_gross" not in ids_of(reliance_in("ssar"), "limits")


def test_a_host_where_half_or_more_have_everything_has_a_profile_too(reliance_in):
    assert reliance_in("BWA").profile.title.startswith("Half or more of the refugees in Botswana")


def test_ages_of_a_few_are_not_told_as_those_of_all(reliance_in):
    assert "school age" not in reliance_in("ssar").note.as_dict()["lead"]
    assert "school age" in reliance_in("TUR").note.as_dict()["lead"]
