"""The rules that fill the note, each on a region where the right answer is plain."""

from dataclasses import replace

import pytest

from gcr_analysis.briefing.claims import Change, UnfoundedError
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.self_reliance.evidence import SelfRelianceEvidence
from gcr_analysis.briefing.self_reliance.inhabitants import beside_inhabitants
from gcr_analysis.briefing.self_reliance.rules import rules
from gcr_analysis.briefing.sentences import templates
from gcr_analysis.framework import indicators


def found(made, section):
    """Every sentence that the rules found for a section, by the id of its message; of several the first."""
    return {f.sentence.id: f.sentence.text for f in reversed(made.note.findings) if f.section == section}


def lead(made):
    return made.note.as_dict()["lead"]


# ---- title and headline


@pytest.mark.parametrize(
    ("region", "year", "title"),
    [
        (
            "world",
            2025,
            "Secondary enrolment was 43\u00a0% among refugees and 82\u00a0% among all children where they ",
        ),
        (
            "igad",
            2025,
            "Secondary enrolment of refugees in the IGAD countries was 15\u00a0% in 2024; of "
            "the largest hosts it was",
        ),
        (
            "PAK",
            2025,
            "Secondary enrolment was 17\u00a0% among refugees and 48\u00a0% among all children in Pakistan",
        ),
        (
            "ETH",
            2025,
            "Experts scored refugees’ right to work in Ethiopia at 4.0 of 5 in law and at 2.0 in practice",
        ),
        (
            "EGY",
            2025,
            "Secondary enrolment was 40\u00a0% among refugees and 85\u00a0% among all children in Egypt",
        ),
        (
            "IRN",
            2025,
            "Secondary enrolment was 60\u00a0% among refugees and 85\u00a0% among all children in the",
        ),
        (
            "BGD",
            2025,
            "Secondary enrolment was 9.0\u00a0% among refugees and 64\u00a0% among all children in ",
        ),
        (
            "world",
            2022,
            "Secondary enrolment was 41\u00a0% among refugees and 82\u00a0% among all children where they ",
        ),
        (
            "VEN",
            2025,
            "By reports of UNHCR’s operation, 100\u00a0% of the refugees in the Bolivarian Republic of",
        ),
        ("NLD", 2025, "13,739 refugees became citizens of the Kingdom of the Netherlands in 2025; UNHCR "),
        (
            "DEU",
            2025,
            "62\u00a0% of the refugees in Germany whose age is known were of working age at the end of",
        ),
        (
            "europe",
            2025,
            "59\u00a0% of the refugees in Europe whose age is known were of working age at the ",
        ),
        (
            "igad",
            2018,
            "38\u00a0% of the refugees in the IGAD countries whose age is known were of working age",
        ),
        ("USA", 2025, "UNHCR reports nothing on work, movement or school of the 457,647 refugees in the "),
        ("AND", 2025, "No refugees were recorded in Andorra at the end of 2025"),
    ],
)
def test_the_title_states_the_finding_with_its_own_year(reliance_in, region, year, title):
    assert str(reliance_in(region, year).note.title).startswith(title)


@pytest.mark.parametrize("region", ["europe", "income-high"])
def test_a_figure_of_hosts_of_less_than_half_of_the_refugees_is_in_no_title_headline_or_list(
    reliance_in, region
):
    made = reliance_in(region)
    assert {made.evidence.at(id).status for id in ("gcr_2_1_1", "gcr_2_2_1_secondary")} == {"partial"}
    said = [each for section in ("title", "value", "label", "headline") for each in made.note.said[section]]
    assert not any("same-places" in claim.beside for each in said for claim in each.claims)
    assert "lead_have" not in found(made, "lead") and "lead_unreported" in found(made, "lead")


def test_the_headline_reads_its_change_on_the_same_hosts_and_names_the_decisive_one(reliance_in):
    headline = reliance_in("world").note.as_dict()["headline"]
    assert (
        headline["value"] == "37\u00a0%" and "by reports from hosts of 69\u00a0% of them" in headline["label"]
    )
    assert headline["change"].startswith("After 35\u00a0% in 2022, in the hosts with figures for both years")
    assert "which hold 64\u00a0% of the refugees; without Türkiye the figure fell" in headline["change"]
    same_hosts = reliance_in("the-americas").note.as_dict()["headline"]
    assert same_hosts["value"] == "44\u00a0%"
    assert same_hosts["change"].startswith("From 28\u00a0% in 2022 to 39\u00a0% in 2024, in the hosts with")
    fall = reliance_in("bureau-east-and-horn-of-africa").note.as_dict()["headline"]
    assert fall["value"] == "19\u00a0%" and fall["change"].startswith(
        "From 22\u00a0% in 2022 to 17\u00a0% in 2024"
    )
    assert reliance_in("world", 2022).note.as_dict()["headline"]["change"].startswith("No comparable figure")


def test_what_one_host_adds_to_a_mean_is_no_part_of_it(reliance_in):
    change = reliance_in("igad", 2024).note.as_dict()["headline"]["change"]
    assert (
        "without South Sudan the figure fell from 18\u00a0% to 16\u00a0%" in change and "made" not in change
    )


# ---- progress and changes without a verdict


@pytest.mark.parametrize("region", ["world", "igad", "PAK", "TCD", "DEU"])
@pytest.mark.parametrize("year", [2024, 2025])
def test_progress_and_regress_are_those_of_the_stated_rule(reliance_in, region, year):
    made = reliance_in(region, year)
    for status, section in (("progress", "progress"), ("regress", "challenges")):
        rows = made.evidence.progress
        judged = set(rows.index[rows["progress"] == status])
        said = [f.sentence for f in made.note.findings if f.section == section and f.sentence.id == "verdict"]
        claims = [each for sentence in said for each in sentence.claims if isinstance(each, Change)]
        assert {each.end.indicator for each in claims} == judged


def test_changes_that_end_before_the_year_are_judged_in_their_own_and_told_there_alone(reliance_in):
    now, then = reliance_in("PAK", 2025), reliance_in("PAK", 2024)
    text = "Primary enrolment of refugees in Pakistan rose from 18\u00a0% in 2022 to 54\u00a0% in 2024."
    assert text not in lead(now) and text not in lead(then)
    assert text in [str(said) for said in then.note.said["progress"]]
    [reason] = now.note.said["progress"]
    assert "ten end before 2025, in 2023 to 2024" in reason.text


def test_a_leap_is_named_as_one_and_not_described_as_a_change(reliance_in):
    made = reliance_in("COL")
    assert "health services (15\u00a0% in 2022, 67\u00a0% in 2024)" in found(made, "limits")["leaps"]
    assert "had access to health services (15\u00a0% in 2022)" in lead(
        made
    ) and "another survey or an error" in lead(made)
    assert "Uganda alone went from 47\u00a0% in 2023 to 100\u00a0% in 2024" in lead(reliance_in("igad"))
    assert (
        "Ethiopia, health services (24\u00a0% in 2022, 76\u00a0%"
        in found(reliance_in("igad"), "limits")["leaps"]
    )


def test_a_fall_in_a_war_counts(reliance_in):
    said = [str(each) for each in reliance_in("SDN", 2024).note.said["challenges"]]
    assert any(
        "access to health services in Sudan fell from 85\u00a0% in 2022 to 20\u00a0%" in s for s in said
    )


# ---- challenges


def test_refugees_stand_beside_all_children_of_the_same_hosts_with_the_years_of_both(reliance_in):
    text = found(reliance_in("world"), "challenges")["school"]
    assert "In hosts of 56\u00a0% of the refugees in the world (47 with figures on both)" in text
    assert text.endswith("82\u00a0% among all children (figures of 2021 to 2024).")
    assert "48\u00a0%" in found(reliance_in("PAK"), "challenges")["school"]
    # Hosts with 13 % of the refugees do not speak for the region.
    assert "all children" not in found(reliance_in("igad"), "challenges")["school"]


def test_enrolment_stands_once_where_a_verdict_states_it(reliance_in):
    said = [str(each) for each in reliance_in("PAK", 2024).note.said["challenges"]]
    assert said[0].startswith("Of all children in Pakistan, secondary enrolment was 48\u00a0% (2024)")
    assert not any("enrolment of refugees in Pakistan was" in each for each in said)


def test_poverty_and_unemployment_stand_beside_those_of_inhabitants(reliance_in):
    said = found(reliance_in("COL"), "challenges")
    assert said["beside_gcr_2_2_2"].endswith(
        "lived below the national poverty line, and 32\u00a0% of all inhabitants, by another survey."
    )
    assert (
        "37\u00a0% among refugees, as UNHCR’s operation reports it, and 9.6\u00a0% in the whole"
        in said["beside_unemployed"]
    )
    # A point apart is no difference.
    assert "beside_unemployed" not in found(reliance_in("LBN"), "challenges")


def test_a_few_hosts_are_named_instead_of_counted(reliance_in):
    text = found(reliance_in("income-upper-middle"), "challenges")["beside_gcr_2_2_2"]
    assert "29\u00a0% of the refugees in upper-middle-income countries (Colombia and Peru), " in text
    # Hosts of 21 % of the refugees do not speak for the region.
    assert "beside_gcr_2_2_2" not in found(reliance_in("igad"), "challenges")


def test_too_few_hosts_speak_for_no_region():
    with pytest.raises(UnfoundedError) as failed:
        beside_inhabitants(SelfRelianceEvidence("europe", 2025, 2016), "gcr_2_2_2")
    assert (failed.value.kind, failed.value.ground) == ("places", "comparable")


def test_hosts_without_a_right_hold_at_least_so_many_where_others_do_not_report(reliance_in):
    text = found(reliance_in("world"), "challenges")["without_gcr_2_1_1"]
    assert (
        text.startswith("At least 21\u00a0% of the refugees in the world were in 23 hosts")
        and "among them" in text
    )
    text = found(reliance_in("ssar"), "challenges")["without_gcr_2_1_1"]
    assert text.startswith("100\u00a0% of the refugees") and "Pakistan (0\u00a0%)" in text
    assert "without_gcr_2_1_2" in found(reliance_in("igad"), "challenges")


def test_what_all_reporting_hosts_give_stands_beside_the_last_report_of_a_silent_one(reliance_in, tmp_path):
    path = tmp_path / "five.yaml"
    path.write_text("name: five\ntitle: Five countries\ncountries: [BDI, COD, RWA, TZA, UGA]\n")
    five = reliance_in(str(path))
    assert (
        "100\u00a0% of the refugees had the right to decent work in the four hosts that reported it"
        in lead(five)
    )
    assert "the United Republic of Tanzania last reported 0\u00a0%, in 2022)" in lead(five)
    assert "; the figure of" not in found(five, "support")["lack"]
    assert (
        "(Rwanda alone went from 23\u00a0% in 2022, 23\u00a0% in 2023, to 98\u00a0%"
        in found(five, "support")["lack"]
    )
    assert (
        "More refugees were added in planned camps and settlements since 2016"
        in found(five, "limits")["camps"]
    )
    bureau = reliance_in("bureau-east-and-horn-of-africa").map
    assert bureau.title.startswith("In all seven hosts in") and "that reported for 2024, half" in bureau.title
    assert bureau.title.endswith("; the United Republic of Tanzania last reported 0\u00a0%, in 2022")
    assert "For four other hosts of refugees no operation" in bureau.alt
    assert "did not report" not in reliance_in("ssar").map.alt


def test_a_doubted_figure_is_doubted_wherever_it_counts(reliance_in):
    text = found(reliance_in("middle-east-and-north-africa"), "challenges")["without_gcr_2_1_2"]
    assert "Some of these figures may be errors: that of Mauritania was 100\u00a0% in 2022." in text
    text = found(reliance_in("MRT"), "challenges")["movement_here"]
    assert text.endswith(
        "in 2024, after 100\u00a0% in 2022; such a jump may come of a war, a law, another survey or an error."
    )


def test_for_a_country_a_right_that_fewer_than_half_have_is_told_as_the_operation_reports_it(reliance_in):
    said = found(reliance_in("LBN"), "challenges")
    assert said["right_here"].startswith(
        "UNHCR’s operation reports that 41\u00a0% of the refugees in Lebanon had"
    )
    assert (
        "reports that 0\u00a0% of the refugees in Ethiopia could move freely"
        in (found(reliance_in("ETH"), "challenges")["movement_here"])
    )


def test_practice_stands_beside_the_law_with_year_and_method(reliance_in):
    world = found(reliance_in("world"), "challenges")
    assert "(UNHCR’s figures for 2023, from surveys of different countries and not from" in world["practice"]
    assert found(reliance_in("world", 2019), "challenges")["practice"].startswith(
        "18\u00a0% of refugees lived in"
    )
    text = found(reliance_in("igad"), "challenges")["survey"]
    assert text.startswith("In a survey of 2022 by the Center for Global Development, Refugees International")
    assert "at 4.0 in law and 2.8 in practice, on a scale from 1 to 5" in text
    assert "survey" not in found(reliance_in("igad", 2021), "challenges")
    assert found(reliance_in("KEN", 2024), "challenges")["survey"].endswith("(by eight experts’ answers).")
    # Where nothing else is known, it is said whether or not the two differ.
    assert "at 4.0 in law and 4.0 in practice" in lead(reliance_in("DEU"))


def test_hunger_is_that_of_refugees_who_were_assessed(reliance_in):
    text = found(reliance_in("JOR"), "challenges")["hunger"]
    assert text.startswith(
        "75\u00a0% of the refugees in Jordan whose food security was assessed were in acute"
    )


# ---- support


def test_support_is_needed_where_fewer_than_half_are_reached(reliance_in):
    text = found(reliance_in("igad"), "support")["lack"]
    assert "8.1\u00a0% of the refugees in the IGAD countries said that their income had improved" in text
    assert found(reliance_in("igad"), "support")["lowest_bank_account"].endswith(
        "(figures and refugees of 2024)."
    )


def test_the_lowest_hosts_are_those_of_the_hosts_that_report_with_their_refugees(reliance_in):
    text = found(reliance_in("world"), "support")["lowest_gcr_2_2_1_secondary"]
    assert (
        "Sudan (4.0\u00a0%, " in text
        and "(figures and refugees of 2024)" in text
        and "of the 20 reporting hosts" in text
    )


def test_hosts_without_a_report_and_states_outside_the_treaties_are_named_with_their_refugees(reliance_in):
    said = found(reliance_in("world"), "support")
    assert said["silent"].startswith(
        "Better figures: for hosts of 28\u00a0% of the refugees in the world, among them Germany"
    )
    assert said["treaties"].endswith(
        "with 14\u00a0% of the refugees, among them Pakistan, Bangladesh and Libya."
    )
    assert "silent" not in found(reliance_in("world", 2021), "support")


def test_treaties_and_limitations_are_said_of_each_country(reliance_in):
    assert "unbound_here" in found(reliance_in("PAK"), "support")
    assert "limited_here" in found(reliance_in("TUR"), "support")
    assert "but for refugees from events in Europe only" in lead(reliance_in("TUR"))
    assert "79\u00a0% if Türkiye is left out, bound for refugees from events" in lead(reliance_in("europe"))
    assert "Madagascar" not in lead(reliance_in("eastern-and-southern-africa"))


def test_where_all_is_known_and_reached_the_note_says_so(monkeypatch):
    evidence = SelfRelianceEvidence("LBN", 2024, 2016)
    all_of_it = Quantity(value=80.0, unit="percent", status="computed", coverage=1.0, value_year=2024)
    monkeypatch.setattr(evidence, "at", lambda id, *_, **__: replace(all_of_it, indicator=id, region="LBN"))
    said = {finding.sentence.id for finding in rules(evidence) if finding.section == "support"}
    assert said == {"support_nothing"}


# ---- who the refugees are, and limits


def test_ages_of_a_few_refugees_are_not_given_as_those_of_all(reliance_in):
    assert "school age" not in lead(reliance_in("ssar")) and "school age" not in lead(reliance_in("NRU"))
    assert "Of those whose age is known (67\u00a0% of all)" in lead(reliance_in("world"))
    assert "planned camps" in lead(reliance_in("PAK"))


def test_citizens_are_at_least_so_many_where_few_countries_report(reliance_in):
    text = lead(reliance_in("europe"))
    assert (
        "62,524 refugees are on record who became citizens" in text
        and "in 18 countries that report any" in text
    )
    text = lead(reliance_in("NLD"))
    assert (
        "13,739 refugees became citizens of the country in 2025, after 19,011 in 2024; among people" in text
    )
    assert "no_citizens" in found(reliance_in("igad"), "limits")


def test_the_note_says_what_its_figures_cannot(reliance_in):
    world = found(reliance_in("world"), "limits")
    assert world["could_be"].endswith("the mean could be anything from 26\u00a0% to 57\u00a0%.")
    assert {"right", "seekers", "repeated", "gross", "law"} <= world.keys()
    assert world["gross"].endswith(
        "Rwanda (primary school 125\u00a0%) and Thailand (secondary school 168\u00a0%) in 2024."
    )
    assert "says nothing about the rights" in found(reliance_in("DEU"), "limits")["silent_here"]


def test_before_the_first_report_the_note_says_when_reports_begin(reliance_in):
    made = reliance_in("igad", 2019)
    assert "begins in 2022" in lead(made) and "begin in 2022" in str(made.note.title)
    assert {"challenge_before"} == found(made, "challenges").keys()
    assert "before" in found(made, "limits") and "silent_here" not in found(made, "limits")


def test_a_region_without_a_finding_says_why(reliance_in):
    assert found(reliance_in("DEU"), "challenges").keys() == {"challenge_unknown"}
    assert "challenge_nothing" in {s.id for s in reliance_in("VEN").note.said["challenges"]}
    made = reliance_in("AND")
    assert made.figures == () and made.note.as_dict()["headline"]["value"] == "0"
    said = {s.id for section in made.note.sections().values() for s in section}
    assert said == {"no_progress_none", "challenge_none_hosted", "support_none", "none_hosted"}


def test_every_directed_measure_has_a_subject_that_begins_a_sentence():
    directed = [
        i.id for i in indicators().values() if i.panel == "self-reliance" and i.direction != "neutral"
    ]
    assert set(directed) <= templates("measures").keys()


def test_a_handful_of_new_citizens_is_no_headline(reliance_in):
    headline = reliance_in("BLR", 2022).note.as_dict()["headline"]
    assert headline["label"] == "refugees in Belarus at the end of 2022"
    assert reliance_in("ARM").note.as_dict()["headline"]["value"] == "21,802"
