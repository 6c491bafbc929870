"""The rules that fill the note, each on a region where the right answer is plain."""

import pytest

from gcr_analysis import framework
from gcr_analysis.briefing.sentences import templates
from gcr_analysis.framework import indicators

PANEL = "third-country-solutions"
# Regions and years on which every rule holds somewhere.
SAMPLE = (
    *(("world", year) for year in (2018, 2020, 2022, 2024, 2025)),
    *(
        (region, 2025)
        for region in ("igad", "ssar", "mirps", "europe", "the-americas", "AFG", "SSD", "ERI", "MRT")
    ),
    *((region, 2025) for region in ("TUR", "COL", "UGA", "TCD", "BGD", "DEU", "AUS", "TUV", "KEN", "COM")),
    *((region, 2025) for region in ("west-and-central-africa", "asia-and-the-pacific")),
    *((region, 2024) for region in ("igad",)),
    *((region, 2018) for region in ("TUR", "DEU", "GRC")),
)


def found(made, section):
    """Every finding of a section, by the id of its message."""
    return {f.sentence.id: f.sentence.text for f in made.note.findings if f.section == section}


def said(made, section):
    """What the note says in a section, with what stands beside it."""
    return {sentence.id: sentence.text for sentence in made.note.said[section]}


@pytest.fixture(scope="module")
def messages(solutions_in):
    """Ids of all messages that the rules found on the sample."""
    return {f.sentence.id for sample in SAMPLE for f in solutions_in(*sample).note.findings}


@pytest.mark.parametrize("rule", framework.rules(PANEL), ids=lambda rule: rule.id)
def test_every_declared_rule_holds_somewhere(messages, rule):
    assert rule.says in messages


@pytest.mark.parametrize(
    "id",
    [
        *("goal", "needs", "recovery", "hosted", "both", "new_hosts", "in_country", "from_home", "gaps"),
        *("next_needs", "next_needs_world", "next_needs_none", "least_met", "projections", "before_fall"),
    ],
)
def test_every_rule_in_python_holds_somewhere(messages, id):
    assert id in messages


def test_every_measure_with_a_verdict_has_a_subject_in_every_kind_of_region():
    directed = {
        id for id, each in indicators().items() if each.panel == PANEL and each.direction != "neutral"
    }
    assert directed <= set(templates("measures"))


@pytest.mark.parametrize(
    ("region", "view"),
    [
        ("world", "world"),
        ("europe", "destination"),
        ("DEU", "destination"),
        ("igad", "origin"),
        ("AFG", "origin"),
        ("mirps", "host"),
        ("TUR", "host"),
    ],
)
def test_a_region_is_read_in_the_view_in_which_it_matters_most(solutions_in, region, view):
    assert solutions_in(region).evidence.view == view


@pytest.mark.parametrize(
    ("region", "title"),
    [
        (
            "world",
            "Resettlement arrivals fell by 57\u00a0% in 2025, to 81,766; the United States of America made "
            "88\u00a0% of the fall",
        ),
        (
            "DEU",
            "Resettlement arrivals in Germany fell by 60\u00a0% in 2025, to 2,227; people from the Syrian "
            "Arab Republic made 81\u00a0% of the fall",
        ),
        (
            "igad",
            "Resettlement of refugees who come from the IGAD countries fell by 38\u00a0% in 2025, to 13,899; "
            "by destination, nearly all of the fall was in the United States of America, and by origin "
            "76\u00a0% among people "
            "from Somalia",
        ),
        (
            "TUR",
            "Departures on resettlement from Türkiye fell by 23\u00a0% in 2024, to 10,756; "
            "the sources used here have none of 2025 yet",
        ),
        (
            "BGD",
            "3,195 people departed from Bangladesh on resettlement in 2024; the sources used here have "
            "no departures of 2025 yet",
        ),
        (
            "COL",
            "Departures on resettlement from Colombia rose to 10,248 in 2024, from 660 in "
            "2023; the sources used here have none of 2025 yet",
        ),
        (
            "SWE",
            "900 refugees arrived on resettlement in Sweden in 2025, 75\u00a0% of them from the Democratic "
            "Republic of the Congo",
        ),
        ("TUV", "No resettlement to, from or out of Tuvalu is on record for 2025"),
    ],
)
def test_the_title_states_the_finding_with_its_driver(solutions_in, region, title):
    assert str(solutions_in(region).note.title) == title


def test_what_the_press_carries_is_named_so_and_never_in_title_or_headline(solutions_in):
    world = solutions_in("world")
    assert (
        "2.90\u00a0million refugees would need resettlement in 2025 (as carried by "
        in said(world, "challenges")["needs"]
    )
    assert (
        "116,000 departures with its help in 2024 (as carried by " in said(world, "lead")["lead_departures"]
    )
    for sample in SAMPLE:
        note = solutions_in(*sample).note
        for sentence in (note.title, *note.headline.values()):
            assert not any(getattr(claim, "carried", "") for claim in sentence.claims)


def test_needs_published_as_a_lower_bound_are_told_so(solutions_in):
    text = said(solutions_in("world", 2020), "challenges")["needs"]
    assert "at least 1.44\u00a0million" in text and "equals at most 2.4\u00a0%" in text
    text = said(solutions_in("world", 2019), "support")["next_needs_world"]
    assert text.startswith("At least 1.44\u00a0million refugees will need resettlement in 2020, UNHCR")


def test_a_missing_year_of_departures_makes_the_pace_at_most_and_is_named(solutions_in):
    text = said(solutions_in("world"), "challenges")["goal"]
    assert "85,698 a year are still needed, more than the 81,766 of 2025" in text
    assert "at most 166,792 a year were needed after 2024, when 116,000 departed" in text
    assert text.endswith("the sources used here have no count of 2019, which would lower the need.")
    assert not any("goal" in found(solutions_in("europe"), section) for section in ("progress", "challenges"))


def test_the_goal_is_progress_only_where_both_ways_of_counting_are_ahead(solutions_in):
    ahead = solutions_in("world", 2024)
    assert "fewer than the 188,759 of 2024" in said(ahead, "challenges")["goal"]
    assert "goal" not in found(ahead, "progress")


def test_a_rise_through_pathways_that_one_host_made_is_never_told_without_that(solutions_in):
    ids = {claim["facts"]["end"]["indicator"] for claim in _changes(solutions_in("world", 2024))}
    assert "pathway_departures" not in ids and "gcr_3_2_1" not in ids
    text = said(solutions_in("igad", 2024), "lead")["lead_pathways_host"]
    assert "The hosts with figures for both years had 8,850, after 4,296 in 2023; without Uganda" in text
    assert text.endswith("the figure fell from 975 to 443.")
    verdicts = solutions_in("igad", 2024).evidence.progress["progress"]
    assert verdicts["pathway_departures"] == "insufficient data"


def _changes(made):
    return [claim for claim in made.note.claims() if claim["kind"] == "change" and "end" in claim["facts"]]


def test_departures_are_compared_in_the_hosts_that_report_both_years(solutions_in):
    text = said(solutions_in("mirps"), "lead")["lead_host"]
    assert text.startswith(
        "11,788 people departed from the MIRPS countries on resettlement in 2024. The hosts with"
    )
    assert "figures for both years had 11,780 departures, after 4,143 in 2023; Costa Rica made" in text
    assert (
        "14,379 were from hosts without a figure for 2023"
        in said(solutions_in("world"), "limits")["new_hosts"]
    )


def test_a_partial_sum_of_departures_makes_no_view_and_no_headline(solutions_in):
    europe = solutions_in("europe")
    assert europe.evidence.view == "destination"
    assert "lead_also_host" not in found(europe, "lead")
    assert "24\u00a0% of the refugees in Europe" in said(europe, "limits")["coverage_low"]


def test_a_host_is_told_what_became_of_its_largest_group_after_the_latest_departures(solutions_in):
    text = said(solutions_in("TUR"), "lead")["hosted"]
    assert (
        "the resettlement of refugees from the Syrian Arab Republic fell by 66\u00a0% in 2025, to 8,714"
        in text
    )
    assert (
        "The sources used here have no departures of 2025 yet"
        in said(solutions_in("BGD"), "challenges")["nothing"]
    )


def test_none_reported_none_on_record_and_not_asked_are_three_sentences(solutions_in):
    assert said(solutions_in("KEN"), "support")["pathways"].startswith("None are reported to have left")
    assert (
        said(solutions_in("TUR", 2018), "limits")["not_asked"]
        == "The sources used here have departures by host from 2022 on."
    )
    assert "not_asked" not in found(solutions_in("KEN"), "limits")
    assert "is on record for 2025" in str(solutions_in("TUV").note.title)


def test_only_a_shortfall_beyond_chance_is_told_with_its_interval_its_record_and_no_cause(solutions_in):
    assert not {"covid", "recovery"} & {f.sentence.id for f in solutions_in("world").note.findings}
    beyond = said(solutions_in("AUS"), "challenges")["covid"]
    assert (
        "than the mean of 2015 to 2019 lets one expect, give or take" in beyond and "earlier cases" in beyond
    )
    assert beyond.endswith("So fewer arrived than is usual; the figures do not say why.")
    assert not any(word in beyond for word in ("because", "caused", "due to"))


def test_only_what_was_lost_beyond_chance_comes_back(solutions_in):
    assert {"covid", "recovery"} <= {f.sentence.id for f in solutions_in("AUS").note.findings}


def test_needs_on_some_origins_name_them_and_what_they_cover(solutions_in):
    text = said(solutions_in("igad"), "challenges")["needs"]
    assert text.startswith("UNHCR projected that 414,000 refugees from South Sudan and Sudan would need")
    assert "80\u00a0% of the refugees who come from the IGAD countries come from these two" in text


def test_editions_of_permits_are_never_compared(solutions_in):
    world = solutions_in("world")
    assert "no change is read between them" in said(world, "limits")["editions"]
    assert not any("permits" in claim["facts"]["end"]["indicator"] for claim in _changes(world))


def test_people_who_leave_their_own_country_are_told_apart(solutions_in):
    text = said(solutions_in("mirps"), "lead")["in_country"]
    assert text.startswith("6,821 people departed from Guatemala, El Salvador and Honduras in 2024")


def test_gaps_of_destinations_are_named(solutions_in):
    text = said(solutions_in("europe"), "limits")["gaps"]
    assert "France in 2021; Finland and Portugal in 2022; Portugal in 2024" in text


def test_a_verdict_on_a_change_of_too_few_people_is_not_told(solutions_in):
    nepal = solutions_in("NPL", 2018)
    assert not any("stayed at about" in text for text in found(nepal, "challenges").values())


def test_each_fact_stands_once(solutions_in):
    note = solutions_in("world").note
    texts = [
        s.text
        for section in ("lead", "progress", "challenges", "support", "limits")
        for s in note.said[section]
    ]
    assert len(texts) == len(set(texts))


def test_a_single_host_stands_among_hosts_of_the_world_where_its_region_has_few(solutions_in):
    assert solutions_in("TUR").evidence.peers.id == "world"
    assert solutions_in("UGA").evidence.peers.id == "eastern-and-southern-africa"
