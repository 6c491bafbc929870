"""What the note says, and what it does not, each on a region where the right answer is plain."""

import re

import pytest

from gcr_analysis.briefing.claims import Change
from gcr_analysis.briefing.sentences import templates
from gcr_analysis.framework import claims, indicators, rules

PANEL = "return-conditions"
# Together these make every rule say something.
FIRING = [
    *(("world", 2025), ("world", 2022), ("world", 2018), ("igad", 2025), ("VEN", 2025), ("SYR", 2025)),
    *(
        ("MMR", 2025),
        ("UKR", 2025),
        ("LIE", 2025),
        ("LKA", 2022),
        ("CAF", 2025),
        ("PSE", 2025),
        ("HTI", 2025),
        ("TUR", 2024),
        ("LBN", 2025),
    ),
]


def said(made, section):
    """Sentences of a section by rule."""
    return {sentence.id: sentence.text for sentence in made.note.said[section]}


def lead(made):
    return made.note.as_dict()["lead"]


def title(made):
    return str(made.note.title)


def test_every_rule_says_something_somewhere(return_to):
    found = {f.sentence.id for where in FIRING for f in return_to(*where).note.findings}
    assert {rule.says for rule in rules(PANEL)} <= found


def test_every_directed_measure_has_a_subject_for_its_verdict():
    directed = {id for id, i in indicators().items() if i.panel == PANEL and i.direction != "neutral"}
    assert directed <= set(templates("measures"))


@pytest.mark.parametrize(
    ("region", "year", "text"),
    [
        ("world", 2025, "above all to Afghanistan (45 %), the Syrian Arab Republic (31 %) and Sudan (15 %)"),
        ("AFG", 2025, "to Afghanistan in 2025, from the Islamic Republic of Iran (71 %) and Pakistan (29 %)"),
        ("SYR", 2025, "in 2025, after 512,718 in 2024, above all from Türkiye (41 %), Lebanon (35 %)"),
        ("SDN", 2025, "651,456 refugees returned to Sudan in 2025, above all from Egypt (62 %)"),
        ("UKR", 2025, "and 788,068 people were newly displaced across borders"),
        ("VEN", 2025, "6.46 million refugees from the Bolivarian Republic of Venezuela at the end of 2025"),
        ("HTI", 2025, "Refugees from Haiti rose by 22 % in 2025, to 180,702, and no returns are on record"),
        (
            "MMR",
            2025,
            "415,089 internally displaced people returned inside Myanmar in 2025; hardly any returns",
        ),
        ("LIE", 2025, "No refugees from Liechtenstein were recorded at the end of 2025"),
    ],
)
def test_the_title_states_the_finding(return_to, region, year, text):
    assert text.replace(" %", "\u00a0%").replace("6.46 m", "6.46\u00a0m") in title(return_to(region, year))


def test_afghans_returns_explain_three_quarters_of_the_fall_in_iran_and_the_rest_has_no_flow(return_to):
    text = lead(return_to("AFG"))
    assert (
        "the Islamic Republic of Iran (1.39\u00a0million, after 237,452 in 2024) and from Pakistan (558,359"
        in text
    )
    assert "fell from 3.48\u00a0million to 1.64\u00a0million" in text
    assert "returns on record equal 75\u00a0% of the fall, and for the other 452,273 no flow" in text
    headline = str(return_to("AFG").note.headline["change"])
    assert headline.startswith("After 364,443 in 2024; the Islamic Republic of Iran made 73\u00a0%")


def test_syrians_in_lebanon_fell_by_less_than_returned_and_no_flow_explains_it(return_to):
    made = return_to("SYR")
    assert "465,578 returned from Lebanon, yet the number of refugees" in lead(made)
    assert "Age and sex of those who returned" in said(made, "limits")["no_age_or_sex"]


def test_sudanese_counted_in_egypt_rose_despite_returns_asylum_seekers_included(return_to):
    made = return_to("SDN")
    assert "Egypt (405,666, none on record for 2024)" in lead(made)
    assert "rose despite these returns, by 231,499 to 834,201, asylum-seekers included" in lead(made)
    assert "Libya (+383,518), Egypt (+231,499) and Chad (+222,134)" in lead(made)
    assert "No return rate is given for Sudan" in said(made, "limits")["no_rate"]
    assert "lead_rate" not in said(made, "lead")


def test_none_on_record_is_not_none_and_says_how_many_could_have_been_counted(return_to):
    made = return_to("VEN")
    text = said(made, "lead")["lead_no_returns"]
    assert "are on record for 2025, which is not the same as none" in text
    assert ", 3.9\u00a0% are in countries of asylum that reported" in text


def test_a_return_rate_has_its_whole_base_or_is_not_given(return_to):
    text = said(return_to("SYR"), "lead")["lead_rate"]
    assert text.startswith(
        "The return rate was 21\u00a0%: returns in percent of all refugees, asylum-seekers"
    )
    assert "lead_rate" not in said(return_to("AFG"), "lead")


@pytest.mark.parametrize("region", ["world", "ssar", "SYR", "SDN", "VEN"])
def test_nothing_is_evidence_that_returns_were_free_or_safe(return_to, region):
    made = return_to(region)
    assert (
        "Nothing in these figures is evidence that returns were free or safe"
        in (said(made, "limits")["freedom"])
    )
    assert not any("refugees returned" in text for text in said(made, "progress").values())


def test_violence_is_told_by_version_and_the_two_are_never_one_series(return_to):
    later = said(return_to("SDN"), "lead")["killed_later"]
    assert "75,174 people died" in later and "after 7,103 in 2024" in later
    assert "by version 26.1 of the Uppsala Conflict Data Program (UCDP), from a second-hand copy" in later
    earlier = said(return_to("SDN", 2024), "challenges")["killed"]
    assert "in 2024: 14.1 per 100,000 inhabitants, by version 25.1 of" in earlier
    assert "make no series" in said(return_to("SDN"), "limits")["versions"]
    assert "versions" not in said(return_to("SDN", 2024), "limits")
    share = said(return_to("world"), "lead")["lead_conflict_later"]
    assert share.startswith("50\u00a0% of all returns") and "26.1" in share
    share = said(return_to("world", 2024), "lead")["lead_conflict"]
    assert share.startswith("At least 33\u00a0% of all returns") and "25.1" in share
    for year in (2024, 2025):
        assert "26.1" not in title(return_to("world", year))


def test_countries_without_a_figure_in_the_copy_are_named(return_to):
    text = said(return_to("mirps"), "challenges")["wars"]
    assert "Without a figure: " in text and "Honduras" in text and "El Salvador" in text


def test_where_the_copy_lacks_a_country_the_last_version_with_it_stands(return_to):
    text = said(return_to("CAF"), "challenges")["killed"]
    assert "in 2024: 9.1 per 100,000" in text and "25.1" in text


def test_figures_of_earlier_years_are_described_and_not_judged(return_to):
    text = said(return_to("AFG"), "progress")["no_progress_none"]
    assert "end before 2025, in 2023 to 2024" in text
    assert "fell from 54.8 in 2016 to 0.83 in 2024" in text
    worse = [s.text for s in return_to("AFG").note.said["challenges"] if s.id == "verdict_of_origin"]
    assert any("rose from 20\u00a0% in 2016 to 28\u00a0% in 2023" in text for text in worse)
    statuses = set(return_to("AFG").evidence.progress["progress"])
    assert statuses == {"insufficient data"}


@pytest.mark.parametrize(
    "where", [("AFG", 2022), ("SDN", 2024), ("igad", 2018), ("BDI", 2022), ("UKR", 2022)]
)
def test_a_verdict_and_its_section_agree(return_to, where):
    made = return_to(*where)
    judged = made.evidence.progress["progress"]
    for section, way in (("progress", "progress"), ("challenges", "regress")):
        sentences = [s for s in made.note.said[section] if s.id == "verdict_of_origin"]
        ids = {c.end.indicator for s in sentences for c in s.claims if isinstance(c, Change)}
        assert all(judged[id] == way for id in ids)
    assert (judged == "progress").any() == ("verdict_of_origin" in said(made, "progress"))


def test_later_releases_may_undo_a_change_and_then_none_is_told(return_to):
    headline = str(return_to("UKR").note.headline["change"])
    assert headline == "209,064 in 2024; later releases may still change both figures"
    text = said(return_to("world"), "limits")["revised"]
    assert "first 339,261, then 1.36\u00a0million, then 999,261" in text
    assert text.endswith("may raise those of 2025 to as many as 5.36\u00a0million.")


def test_a_change_ends_at_the_figure_that_it_stands_beside(return_to):
    made = return_to("mirps")
    assert "205,014 people" in said(made, "challenges")["displaced_alone"]
    assert "54,966" not in str(made.note)


def test_a_figure_without_cases_is_at_least_so_many(return_to):
    text = said(return_to("world"), "challenges")["displaced_alone"]
    assert text.startswith("At least 5.16\u00a0million people") and "at most 85 refugees returned" in text
    assert "5.54" not in text


def test_a_year_in_which_the_counting_changed_has_no_balance_of_flows(return_to):
    assert "balance" not in said(return_to("AFG", 2022), "limits")
    assert "balance" not in said(return_to("the-americas", 2018), "limits")
    text = said(return_to("UKR"), "limits")["balance"]
    assert "530,452 fewer than the flows on record would leave" in text


def test_women_and_children_stand_beside_the_share_whose_sex_and_age_are_known(return_to):
    assert "(sex and age are known for nearly all)" in said(return_to("SDN"), "lead")["lead_people"]
    text = said(return_to("world"), "lead")["lead_people"]
    assert "40\u00a0% of the refugees who returned" in text and "(61\u00a0% of all returns)" in text


def test_a_shortfall_has_its_interval_and_how_often_the_interval_held(return_to):
    text = said(return_to("LKA", 2022), "challenges")["shortfall"]
    assert "2,068 refugees fewer" in text and "(681 to 3,456 fewer" in text and "held 80\u00a0%" in text
    assert "shortfall" not in said(return_to("world"), "challenges")


def test_conditions_among_the_worst_are_named_with_their_years(return_to):
    text = said(return_to("AFG"), "challenges")["worst"]
    assert "five of the six conditions for return with a figure: political stability (2023), risk" in text
    text = said(return_to("AFG"), "challenges")["hunger"]
    assert text.startswith(
        "Undernourishment in Afghanistan was 28\u00a0% by newer figures of the Food and Agriculture"
    )
    assert "mean of 2023-2025; second-hand copy); the World Bank’s series" in text


def test_documents_say_for_how_many_returns_they_are_known(return_to):
    assert "received 29\u00a0% of the refugees" in said(return_to("world"), "support")["documents"]
    assert "received" not in said(return_to("AFG"), "support")["documents"]


def test_contributions_stand_beside_those_of_the_year_before(return_to):
    text = said(return_to("AFG"), "support")["money"]
    assert "USD\u00a074.9\u00a0million in 2024, after USD\u00a0112\u00a0million in 2023" in text
    assert "money" not in said(return_to("VEN"), "support")


def test_displaced_people_are_counted_twice_without_a_ratio(return_to):
    text = said(return_to("COD"), "limits")["two_counts"]
    assert "4.28\u00a0million" in text and "5.67\u00a0million" in text and "no ratio" in text


def test_gaza_and_palestine_refugees_stand_where_they_matter_and_nowhere_else(return_to):
    for region in ("world", "PSE"):
        limits = said(return_to(region), "limits")
        assert "Gaza" in limits["gaza"] and "5.96\u00a0million Palestine refugees" in limits["unrwa"]
    for region in ("igad", "SYR"):
        assert not {"gaza", "unrwa"} & set(said(return_to(region), "limits"))


def test_few_returns_have_no_shares_of_them(return_to):
    made = return_to("the-americas")
    assert "%" not in said(made, "lead")["lead_handful"]
    assert "rounded" in {f.sentence.id for f in made.note.findings}


@pytest.mark.parametrize("region", ["world", "AFG", "VEN", "LKA"])
def test_claims_are_of_declared_kinds_and_carry_their_grounds(return_to, region):
    found = return_to(region, 2022).note.claims()
    kinds = {kind.id: {ground.id for ground in kind.grounds} for kind in claims().kinds}
    assert all(set(claim["grounds"]) == kinds[claim["kind"]] for claim in found)
    without = {
        "nobody",
        "nothing",
        "freedom",
        "versions",
        "gaza",
        "origin",
        "lead_counted",
        "few_recorded",
        "breaks",
        "means",
    }
    without |= {
        "unjudged",
        "no_rate",
        "missing_figures",
        "earlier_year",
        "no_progress_several",
    }
    said_with = {claim["rule"] for claim in found}
    note = return_to(region, 2022).note
    assert {s.id for said in note.said.values() for s in said} <= said_with | without


def test_no_fact_stands_twice(return_to):
    for region in ("world", "SYR", "VEN"):
        texts = [
            s.text
            for section in ("lead", "challenges", "support")
            for s in return_to(region).note.said[section]
        ]
        assert len(texts) == len(set(texts))
        rates = re.findall(r"return rate", " ".join(texts))
        assert len(rates) <= 1
