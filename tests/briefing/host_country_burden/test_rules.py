"""The rules that fill the note, each on a region where the right answer is plain."""

import pytest

from gcr_analysis.briefing.host_country_burden.progress import WEIGHTS
from gcr_analysis.framework import indicators


def said(burden, section):
    return {sentence.id: sentence.text for sentence in burden.note.sections()[section]}


def all_found(burden, section):
    return {f.sentence.id: f.sentence.text for f in burden.note.findings if f.section == section}


def test_only_measures_with_a_direction_can_be_progress_or_its_opposite():
    assert all(indicators()[id].direction != "neutral" for id in WEIGHTS)


def test_progress_is_what_the_stated_rule_calls_progress_and_nothing_else(note_on):
    for region in ("world", "europe", "mirps", "ssar", "income-low", "LBN", "DEU"):
        burden = note_on(region)
        statuses = burden.evidence.progress["progress"]
        told = {id.removeprefix("progress_") for id in all_found(burden, "progress")}
        measures = {id for id in WEIGHTS if statuses.get(id) == "progress"}
        if measures:
            assert told <= measures and len(told) >= len(measures) - 1
        else:
            assert told <= {"nothing", "one_not", "unjudged"}


def test_a_falling_number_of_refugees_is_never_progress(note_on):
    burden = note_on("ssar")
    assert burden.evidence.since("refugees_hosted", 2024).value < -2_000_000
    assert not any("refugees" in id for id in all_found(burden, "progress"))
    assert "limit_stock" in all_found(burden, "limits")


def test_a_measure_that_went_back_is_a_challenge(note_on):
    burden = note_on("income-low")
    assert burden.evidence.progress.loc["protracted_share_low_and_middle_income", "progress"] == "regress"
    assert "regress_protracted_share_low_and_middle_income" in said(burden, "challenges")


def test_where_a_break_leaves_progress_open_the_note_says_so(note_on):
    burden = note_on("ssar", 2022)
    assert "progress_protracted_share_low_and_middle_income" not in all_found(burden, "progress")
    row = burden.evidence.progress.loc["protracted_share_low_and_middle_income"]
    assert (row["rule"], row["progress"]) == ("later", "insufficient data")


def test_palestine_refugees_are_told_of_where_a_region_hosts_any(note_on):
    text = said(note_on("LBN", 2024), "limits")["limit_unrwa"]
    assert "214" in text and "130.7" in text
    assert "limit_unrwa" not in all_found(note_on("UGA"), "limits")


def test_the_mandate_change_stands_beside_a_change_across_the_start_of_other_people_in_need(note_on):
    assert "limit_others" in said(note_on("mirps"), "limits")
    assert "limit_others" not in all_found(note_on("mirps", 2025, 2019), "limits")
    assert "limit_others" not in all_found(note_on("igad"), "limits")


def test_a_break_inside_the_change_is_named_with_its_years_and_size(note_on):
    text = said(note_on("IRN"), "limits")["limit_breaks"]
    assert "between 2021 and 2022 (+2.22\u00a0million)" in text
    assert "limit_breaks" not in all_found(note_on("IRN", 2019), "limits")


def test_the_title_blames_counting_only_where_that_very_figure_broke(note_on):
    # Afghans in Iran and Pakistan changed their group in 2025, and both groups are in the total.
    title = str(note_on("ssar").note.title)
    assert "fell by 41\u00a0% in 2025" in title and "counted" not in title
    assert "in part because of how they were counted" in str(note_on("IRN", 2022).note.title)


def test_applications_in_cases_make_the_asylum_figures_partial(note_on):
    text = said(note_on("USA"), "limits")["limit_cases"]
    assert "United States of America counted in cases" in text and "no change is read" in text
    assert "limit_cases" not in all_found(note_on("USA", 2024), "limits")


def test_countries_that_changed_their_income_group_are_named_where_it_matters(note_on):
    text = said(note_on("mirps"), "limits")["limit_income"]
    assert "Panama (2018)" in text and "Costa Rica (2025)" in text
    assert "limit_income" not in all_found(note_on("income-low"), "limits")
    assert "limit_income" not in all_found(note_on("igad"), "limits")


def test_russia_is_named_where_its_new_group_moves_the_share(note_on):
    assert "Russian Federation (2024)" in said(note_on("europe", 2025, 2022), "limits")["limit_income"]


def test_capacity_is_given_as_an_interval_and_only_beyond_one_is_it_a_challenge(note_on):
    text = said(note_on("UGA"), "challenges")["challenge_responsibility"]
    assert "7.8 to 57.4 times its share" in text and "13.7 times when both weigh the same" in text
    assert "figure of 2024" in text
    assert "challenge_responsibility" not in all_found(note_on("USA"), "challenges")


def test_without_income_there_is_no_ratio_and_the_note_says_so(note_on):
    burden = note_on("SSD")
    assert "challenge_responsibility" not in all_found(burden, "challenges")
    assert "cannot be set against its capacity" in said(burden, "limits")["limit_no_ratio"]


def test_protracted_situations_are_told_with_the_largest_of_them(note_on):
    text = said(note_on("world", 2022), "challenges")["challenge_protracted"]
    assert text.startswith("23.3\u00a0million refugees") and "57 protracted situations" in text
    assert "25,000 people or more" in text


def test_high_income_hosts_have_a_count_of_their_own(note_on):
    found = all_found(note_on("DEU"), "challenges")
    assert "challenge_protracted" not in found
    assert "leaves out high-income hosts" in found["challenge_protracted_all_hosts"]


def test_a_region_that_hosts_nobody_has_a_note_in_words(note_on):
    burden = note_on("MDV")
    assert str(burden.note.title).startswith("No refugees were recorded")
    assert burden.figures == ()
    assert said(burden, "challenges").keys() == {"challenge_none_hosted"}
    assert burden.note.as_dict()["headline"]["value"] == "0"


def test_a_figure_of_an_earlier_year_says_so(note_on):
    text = said(note_on("igad"), "limits")["limit_earlier_year"]
    assert "responsibility ratio" in text and "2024" in text


def test_a_proxy_is_called_one(note_on):
    assert "proxies" in said(note_on("igad"), "limits")["limit_proxy"]
    assert note_on("igad", 2024).evidence.progress.loc["gcr_1_2_1", "rule"] == "proxy"


def test_indicators_without_a_figure_are_an_area_in_need_of_support(note_on):
    text = said(note_on("world"), "support")["support_figures"]
    assert "(1.2.2): no source of this snapshot counts them" in text
    assert "aid to refugees" in text.lower()


@pytest.mark.parametrize(
    ("region", "begins"),
    [
        ("world", "35.6\u00a0million refugees, 71\u00a0% of them in low- and middle-income countries"),
        ("igad", "5.02\u00a0million refugees in the IGAD countries, and 94\u00a0% of them in protracted"),
        ("europe", "11.5\u00a0million refugees in Europe, 75\u00a0% of them in high-income countries"),
        ("COL", "Colombia hosted 2.81\u00a0million refugees at the end of 2025, after 241 in 2016"),
        ("TCD", "Refugees in Chad rose by"),
        ("DEU", "Germany hosts 31.8 refugees for every 1,000 inhabitants"),
    ],
)
def test_the_title_states_the_finding(note_on, region, begins):
    assert str(note_on(region).note.title).startswith(begins)


def test_verbs_agree_with_the_name_of_the_region(note_on):
    leads = {region: note_on(region).note.as_dict()["lead"] for region in ("mirps", "LBN", "world")}
    assert "the MIRPS countries hosted" in leads["mirps"]
    assert "Lebanon hosted" in leads["LBN"] and "the world hosted" in leads["world"]
    text = all_found(note_on("igad"), "challenges")["challenge_responsibility"]
    assert text.startswith("The IGAD countries hosted") and "times their share" in text


def test_a_headline_across_a_change_in_who_is_counted_tells_the_number_without_it(note_on):
    change = str(note_on("ssar").note.headline["change"])
    assert "(+24\u00a0%)" in change and "Without other people in need of protection" in change
    assert change.endswith("the number fell by 441,335")
    assert "Without" not in str(note_on("UGA").note.headline["change"])


def test_the_last_published_figure_is_told_however_old(note_on):
    text = said(note_on("world"), "support")["support_figures"]
    assert "last published as USD\u00a026.3\u00a0billion for 2020 to 2021 together" in text
    assert "(1.2.2)" in text


def test_money_for_the_world_is_all_of_it_in_constant_prices_and_its_last_year_is_told_beside(note_on):
    latest = said(note_on("world"), "support")["support_money_fell"]
    assert "All contributions to UNHCR fell by 7.8\u00a0% in 2024" in latest
    assert "to USD\u00a04.88\u00a0billion, in dollars of 2024" in latest


def test_a_protection_rate_of_few_decisions_is_told_with_the_applications_that_were_closed(note_on):
    text = said(note_on("ssar"), "limits")["limit_rate"]
    assert "rests on 1,830 substantive decisions in 2025; 13,337 more applications were closed" in text
    assert "limit_rate" not in said(note_on("DEU"), "limits")


def test_a_backlog_is_a_pace_of_the_cases_that_ended_and_no_forecast(note_on):
    text = said(note_on("PER"), "challenges")["challenge_backlog"]
    assert text.endswith(
        "those who waited came to 294 years of the cases that ended, at the pace of that year."
    )
    world = all_found(note_on("world"), "challenges")["challenge_backlog"]
    assert "those who waited came to at most 3.2 years of the cases that ended" in world
    for region in ("PER", "world", "igad"):
        for section in ("challenges", "support"):
            assert not any("would take" in each for each in all_found(note_on(region), section).values())


@pytest.mark.parametrize("region", ["EGY", "middle-east-and-north-africa"])
def test_where_unhcr_decides_for_most_nothing_is_said_of_governments(note_on, region):
    assert "challenge_backlog" not in all_found(note_on(region), "challenges")


def test_people_newly_displaced_are_at_least_so_many_where_cases_are_left_out(note_on):
    text = all_found(note_on("world"), "challenges")["challenge_displaced"]
    assert text.startswith("At least 5.17\u00a0million people were newly displaced")
    text = all_found(note_on("igad"), "challenges")["challenge_displaced"]
    assert text.startswith("449,110 people were newly displaced")


def test_a_share_that_fell_since_more_arrived_in_high_income_hosts_is_no_progress(note_on):
    world = note_on("world")
    assert world.evidence.since("protracted_share").value < -5
    assert world.evidence.progress.loc["protracted_share_low_and_middle_income", "progress"] != "progress"
    assert "protracted_share" not in world.evidence.progress.index
    assert not any("protracted" in text for text in all_found(world, "progress").values())
