"""The rules that fill the note, each on a region where the right answer is plain."""

import pytest

from gcr_analysis.briefing.return_conditions.progress import WEIGHTS, ends
from gcr_analysis.briefing.return_conditions.titles import few_hosts
from gcr_analysis.framework import indicators


def said(made, section):
    return {sentence.id: sentence.text for sentence in made.note.sections()[section]}


def all_found(made, section):
    return {f.sentence.id: f.sentence.text for f in made.note.findings if f.section == section}


def test_only_measures_with_a_direction_can_be_progress_or_its_opposite():
    assert all(indicators()[id].direction != "neutral" for id in WEIGHTS)


@pytest.mark.parametrize("region", ["world", "igad", "europe", "ssar", "AFG", "SYR", "COD", "VEN"])
def test_progress_is_what_the_stated_rule_calls_progress_and_nothing_else(return_to, region):
    made = return_to(region)
    statuses = made.evidence.progress["progress"]
    told = {id.removeprefix("progress_") for id in all_found(made, "progress")}
    measures = {id for id in WEIGHTS if statuses.get(id) == "progress"}
    assert told == measures if measures else told <= {"nothing", "one_not", "unjudged"}


@pytest.mark.parametrize("region", ["world", "ssar", "SYR", "SDN"])
def test_more_returns_are_never_progress(return_to, region):
    made = return_to(region)
    assert made.evidence.returns.value > made.evidence.at("refugee_returns", 2024).value
    for text in all_found(made, "progress").values():
        assert "Returns have no direction" in text or "returned" not in text
    assert "limit_freedom" in said(made, "limits")


def test_the_title_of_the_world_says_who_returned_from_where_to_where(return_to):
    title = str(return_to("world").note.title)
    assert title.startswith(
        "4.36\u00a0million refugees returned to their countries of origin in 2025, 45\u00a0%"
    )
    assert title.endswith("from the Islamic Republic of Iran and Pakistan to Afghanistan")


@pytest.mark.parametrize(
    ("region", "year", "ends_with"),
    [
        ("world", 2024, "48\u00a0% of them to countries in conflict"),
        ("SYR", 2025, "21\u00a0% of those who could have"),
        ("UKR", 2025, "while 788,068 people were newly displaced"),
        ("VEN", 2025, "and no returns reported in that year"),
        ("MMR", 2025, "and 415,089 internally displaced people inside it"),
        ("VAT", 2025, "and no returns in it"),
        ("europe", 2025, "nearly all of them to Ukraine"),
    ],
)
def test_the_title_states_the_finding(return_to, region, year, ends_with):
    assert str(return_to(region, year).note.title).endswith(ends_with)


def test_hosts_are_named_in_the_title_only_where_they_are_nearly_all(return_to):
    assert few_hosts(return_to("world").evidence, "AFG") == ["IRN", "PAK"]
    assert few_hosts(return_to("world").evidence, "SYR") == []


def test_the_share_in_the_title_is_of_those_whom_it_names(return_to):
    home = return_to("igad").evidence
    pairs = home.pairs[(home.pairs["origin"] == "SDN") & home.pairs["asylum"].isin(["EGY", "SSD"])]
    share = 100 * pairs["returns"].sum() / home.pairs["returns"].sum()
    assert f"{share:.0f}\u00a0% of them from Egypt and South Sudan to Sudan" in str(
        return_to("igad").note.title
    )


def test_the_share_that_returned_to_conflict_is_of_the_last_year_with_data_and_says_so(return_to):
    text = said(return_to("world"), "challenges")["challenge_conflict"]
    program = "version 25.1 of the Uppsala Conflict Data Program"
    assert text.startswith(f"In 2024, the last year of {program}, 48\u00a0% of the 1.62\u00a0million")
    assert "limit_violence" in said(return_to("world"), "limits")
    told = said(return_to("UKR"), "limits")["limit_violence"]
    assert (
        "version 25.1 of the Uppsala Conflict Data Program, which ends in 2024" in told
        and "Deaths of 2025 are of version 26.1" in told
    )
    assert "26.1, a second-hand copy, has no figure for" in said(return_to("CAF"), "limits")["limit_violence"]
    assert "last year" not in said(return_to("world", 2024), "challenges")["challenge_conflict"]
    assert "limit_violence" not in all_found(return_to("world", 2024), "limits")


def test_no_evidence_of_safe_return_is_said_where_conditions_are_among_the_worst(return_to):
    text = said(return_to("AFG"), "challenges")["challenge_worst"]
    assert "six conditions" in text
    assert text.endswith("Nothing in these figures is evidence that returns were free or safe.")


def test_a_country_in_conflict_has_its_deaths_named(return_to):
    assert (
        "68,116 people died of organised violence in Ukraine in 2024"
        in said(return_to("UKR"), "challenges")["challenge_deaths"]
    )
    assert "challenge_deaths" not in all_found(return_to("VEN"), "challenges")


def test_no_returns_reported_is_a_challenge_and_not_called_none(return_to):
    made = return_to("VEN")
    assert "challenge_none" in said(made, "challenges")
    assert "limit_none" in said(made, "limits")
    assert "limit_none" not in all_found(return_to("SYR"), "limits")


def test_hosts_are_named_for_support_where_hardly_anybody_returns(return_to):
    assert "Colombia (2.81\u00a0million)" in said(return_to("VEN"), "support")["support_hosts"]
    assert "Bangladesh" in said(return_to("MMR"), "support")["support_hosts"]
    assert "support_hosts" not in all_found(return_to("SYR"), "support")


def test_the_revisions_of_2022_are_told_with_what_is_likely_for_the_year(return_to):
    text = said(return_to("world"), "limits")["limit_revised"]
    assert "were first 339,261, then 1.36\u00a0million, then 999,261" in text
    assert "between 4.36\u00a0million and 5.36\u00a0million" in text
    assert "then" not in all_found(return_to("SYR"), "limits")["limit_revised"].split("By what")[0]


def test_the_stock_is_set_against_its_flows_where_they_do_not_account_for_it(return_to):
    text = said(return_to("UKR", 2024), "limits")["limit_balance"]
    assert "should leave 1.53\u00a0million more than the 5.12\u00a0million refugees at its end" in text
    assert "fewer than" in said(return_to("SDN"), "limits")["limit_balance"]


def test_two_counts_of_displaced_people_stand_beside_each_other_without_a_ratio(return_to):
    text = said(return_to("COD"), "limits")["limit_inside"]
    assert "4.28\u00a0million" in text and "5.67\u00a0million" in text and "no ratio" in text


def test_gaza_and_unrwa_are_told_of_where_they_matter_and_nowhere_else(return_to):
    for region in ("world", "middle-east-and-north-africa", "PSE"):
        assert "limit_gaza" in all_found(return_to(region), "limits")
        assert "5.96\u00a0million Palestine refugees" in all_found(return_to(region), "limits")["limit_unrwa"]
    for region in ("igad", "SYR"):
        assert not {"limit_gaza", "limit_unrwa"} & set(all_found(return_to(region), "limits"))


def test_a_change_of_conditions_is_read_on_the_same_countries_and_says_on_how_many(return_to):
    made = return_to("igad", 2023)
    now, then = ends(made.evidence, "human_development")
    assert (round(then.value, 3), round(now.value, 3)) == (0.382, 0.44)
    assert "for countries of 82\u00a0% of them" in said(made, "progress")["progress_human_development"]


def test_a_condition_that_went_back_is_a_challenge(return_to):
    assert "regress_conflict_deaths_per_100000" in said(return_to("SDN", 2024), "challenges")


def test_fewer_returns_than_expected_in_the_years_of_covid_are_told_only_where_the_interval_says_so(
    return_to,
):
    assert "challenge_shock" not in all_found(return_to("world"), "challenges")
    assert "challenge_shock" not in all_found(return_to("igad"), "challenges")


def test_few_returns_have_no_shares_of_them(return_to):
    made = return_to("the-americas")
    assert "%" not in made.hosts.title
    assert "They came from Australia and Bulgaria" in made.note.as_dict()["lead"]
    assert "limit_rounded" in said(made, "limits")


def test_indicators_without_a_figure_are_an_area_in_need_of_support(return_to):
    text = said(return_to("SYR"), "support")["support_figures"]
    assert "three indicators" in text and "(4.1.1)" in text and "(4.2.2)" in text


def test_documents_of_returnees_say_on_how_many_returns_they_rest(return_to):
    assert (
        "that received 29\u00a0% of the refugees who returned"
        in said(return_to("world"), "support")["support_documents"]
    )
    assert "received" not in said(return_to("AFG"), "support")["support_documents"]


def test_where_nobody_fled_nothing_is_progress(return_to):
    made = return_to("LIE")
    assert set(all_found(made, "progress")) == {"progress_nobody"}
    assert set(all_found(made, "challenges")) == {"challenge_nobody"}
    assert made.note.as_dict()["headline"]["change"] == "none at the end of 2016 either"


@pytest.mark.parametrize(
    ("region", "reads"), [("SYR", "is read here as origin"), ("igad", "are read here as")]
)
def test_the_note_says_that_a_region_is_read_as_origin(return_to, region, reads):
    assert reads in return_to(region).note.as_dict()["lead"]


def test_a_year_with_cases_left_out_is_at_least_and_no_change_is_read_from_the_year_before(return_to):
    text = said(return_to("world"), "challenges")["challenge_displaced"]
    assert "at most 84 refugees returned: at least 5.17\u00a0million were displaced." in text
    title = return_to("world").returned.title
    assert title.endswith("and at least 5.17\u00a0million people were newly displaced")
    assert "5.54" not in text
    whole = all_found(return_to("UKR"), "challenges")["challenge_displaced"]
    assert whole.endswith("788,068 were displaced, after 925,208 in the year before.")


def test_a_partial_number_of_displaced_people_is_in_no_title(return_to):
    ids = {f.sentence.id for f in return_to("world").note.findings if f.section == "title"}
    assert "title_displaced" not in ids and "title_rate" in ids
    ids = {f.sentence.id for f in return_to("UKR").note.findings if f.section == "title"}
    assert "title_displaced" in ids


def test_hardly_any_return_is_told_where_no_rate_can_be_given(return_to):
    home = return_to("SOM")
    assert home.evidence.at("return_rate").value is None
    assert said(home, "challenges")["challenge_few"].startswith(
        "Hardly any return was recorded. 892,037 people were still refugees"
    )
    assert "support_hosts" in all_found(home, "support")
    assert "challenge_few" not in all_found(return_to("SDN"), "challenges")
