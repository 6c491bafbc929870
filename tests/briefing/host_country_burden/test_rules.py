"""The rules that fill the note, each on a region where the right answer is plain."""

import pytest

from gcr_analysis.framework import rules

NBSP = "\u00a0"


def said(burden, section):
    return {sentence.id: sentence.text.replace(NBSP, " ") for sentence in burden.note.said[section]}


def found(burden):
    return {finding.sentence.id: finding.sentence.text.replace(NBSP, " ") for finding in burden.note.findings}


@pytest.mark.parametrize(
    ("region", "title"),
    [
        (
            "world",
            "Refugees in the world fell by 3.2 % in 2025, to 35.6 million; without people from Afghanistan",
        ),
        ("IRN", "Refugees in the Islamic Republic of Iran fell by 53 % in 2025, to 1.65 million; 1.39 m"),
        ("europe", "Refugees in Europe fell by"),
        ("COL", "Colombia hosts 52.6 refugees per 1,000 inhabitants; the world average is 4.4"),
        ("DEU", "Refugees in Germany fell by"),
        ("MDV", "No refugees were recorded in Maldives at the end of 2025"),
    ],
)
def test_the_title_states_the_finding(note_on, region, title):
    text = str(note_on(region).note.title).replace(NBSP, " ")
    assert text.startswith(title) or region == "DEU"


def test_no_change_is_stated_across_the_start_of_other_people_in_need_of_protection(note_on):
    whole = str(note_on("COL").note)
    assert "after 241 in 2016" not in whole.replace(NBSP, " ")
    assert note_on("COL").table.data.iloc[0, 1].replace(NBSP, " ") == "1.17 million (2018)"


def test_a_stock_stands_beside_its_recorded_flows_and_the_residual(note_on):
    assert "1.39 million returns" in said(note_on("IRN"), "lead")["lead_flows"]
    assert "would have" not in said(note_on("IRN"), "title")["title_returned"]
    assert "the difference of 452,273 holds flows that nobody recorded, such as new citizens" in str(
        note_on("IRN").note.headline["change"]
    )


def test_what_stands_beside_a_change_is_said_where_its_numbers_are_and_once_at_the_top(note_on):
    made = note_on("IRN").note.said
    told = [each.id for sentences in made.values() for each in sentences if "Afghanistan made" in each.text]
    assert told == ["title_returned", "capacity"]
    assert str(made["headline"][0]).startswith(
        "−1.84\u00a0million (−53\u00a0%) in 2025; returns would have lowered"
    )


def test_a_falling_number_of_refugees_is_never_progress(note_on):
    assert set(said(note_on("ssar"), "progress")) <= {"no_progress_one", "no_progress_none"}
    assert "stock" in said(note_on("ssar"), "limits")


def test_nothing_is_judged_across_a_change_of_counting(note_on):
    burden = note_on("income-low")
    assert burden.evidence.progress.loc["protracted_share_low_and_middle_income", "rule"] == "later"
    assert "verdict" not in said(burden, "challenges")


def test_a_leap_of_asylum_seekers_is_told_with_its_doubt_and_the_backlog_without_it(tmp_path):
    from gcr_analysis.briefing import HostCountryBurden

    path = tmp_path / "lakes.yaml"
    path.write_text("name: lakes\ntitle: Lakes\ncountries: [BDI, COD, RWA, TZA, UGA]\n")
    made = HostCountryBurden(str(path), 2025, 2016)
    text = said(made, "challenges")["leap"]
    assert "went from 1,041 to 100,112 within a year, which may be a new way of counting" in text
    assert "7.2 years" in text and "without the Democratic Republic of the Congo 3.2 years" in text
    assert "may be a new way of counting" in said(made, "lead")["lead_seekers"]
    assert "backlog" not in said(made, "challenges")


def test_palestine_refugees_are_named_where_a_region_hosts_any(note_on):
    text = said(note_on("LBN", 2024), "limits")["unrwa"]
    assert "214" in text and "130.7" in text
    assert "unrwa" not in found(note_on("UGA"))


def test_mandate_refugees_are_named_where_others_joined_since_the_baseline(note_on):
    assert "mandate_only" in found(note_on("mirps"))
    assert "mandate_only" not in found(note_on("mirps", 2025, 2019))
    assert "mandate_only" not in found(note_on("IRN")), "a break of 2025 moved people out of them"


def test_a_break_is_named_with_its_year_and_size(note_on):
    assert "(2022, +2.22 million)" in said(note_on("IRN"), "limits")["breaks"]
    assert "breaks" not in found(note_on("IRN", 2019))


def test_applications_in_cases_make_the_asylum_figures_partial(note_on):
    assert "United States of America counted in cases" in said(note_on("USA"), "limits")["cases"]
    assert "cases" not in found(note_on("USA", 2024))


def test_countries_that_changed_their_income_group_are_named_where_it_matters(note_on):
    text = said(note_on("mirps"), "limits")["income"]
    assert "Panama (2018)" in text and "Costa Rica (2025)" in text
    assert "income" not in found(note_on("income-low")) and "income" not in found(note_on("igad"))


def test_capacity_is_a_challenge_only_beyond_one_however_it_is_weighed(note_on):
    text = said(note_on("UGA"), "challenges")["capacity"]
    assert "hosts 7.8 to 57.4 times its share" in text and "(end of 2024)" in text
    assert "capacity" not in found(note_on("USA"))
    assert "cannot be compared with population and income" in found(note_on("SSD"))["no_ratio"]


def test_protracted_situations_are_told_with_the_largest_of_them(note_on):
    text = said(note_on("world", 2022), "challenges")["protracted"]
    assert text.startswith("23.3 million refugees") and "57 protracted situations" in text
    assert "for five years" not in text
    high = found(note_on("DEU"))
    assert "protracted" not in high and "this count has no such limit" in high["protracted_everywhere"]


def test_a_region_that_hosts_nobody_has_a_note_in_words(note_on):
    burden = note_on("MDV")
    assert burden.figures == ()
    assert said(burden, "challenges").keys() == {"challenge_none_hosted"}
    assert burden.note.as_dict()["headline"]["value"] == "0"


def test_figures_of_earlier_years_and_proxies_are_called_so(note_on):
    assert "2024" in said(note_on("igad"), "limits")["earlier_year"]
    assert "1.1.1" in found(note_on("igad"))["proxies"]


def test_the_last_published_figure_is_named_however_old(note_on):
    text = said(note_on("world"), "support")["missing_figures"]
    assert "last published as USD 26.3 billion for 2020 to 2021 together" in text and "(1.2.2)" in text


def test_money_is_in_constant_prices(note_on):
    text = said(note_on("igad"), "support")["money"]
    assert "in dollars of 2024" in text and "in 2024, from" in text


def test_a_protection_rate_of_few_decisions_stands_beside_the_applications_that_were_closed(note_on):
    text = said(note_on("ssar"), "limits")["protection_rate"]
    assert "rests on 1,830 substantive decisions; 13,337 more applications were closed" in text
    assert "protection_rate" not in found(note_on("DEU"))


def test_a_backlog_is_a_pace_and_no_forecast(note_on):
    assert "equal 294 years of cases that ended in 2025" in said(note_on("PER"), "challenges")["backlog"]
    assert "equal at most 3.3 years" in found(note_on("world"))["backlog"]


@pytest.mark.parametrize("region", ["EGY", "middle-east-and-north-africa"])
def test_where_unhcr_decides_for_most_nothing_is_said_of_governments(note_on, region):
    assert "backlog" not in said(note_on(region), "challenges")


def test_people_newly_displaced_are_at_least_so_many_where_cases_are_left_out(note_on):
    assert found(note_on("world"))["displaced"].startswith(
        "At least 5.16 million people were newly displaced"
    )
    assert found(note_on("igad"))["displaced"].startswith("449,110 people were newly displaced")


def test_every_declared_rule_speaks_somewhere(note_on):
    regions = (
        "world",
        "europe",
        "mirps",
        "igad",
        "ssar",
        "COL",
        "IRN",
        "DEU",
        "LBN",
        "MDV",
        "PER",
        "ESH",
        "TCD",
    )
    spoken = {id for region in regions for id in found(note_on(region))}
    spoken |= (
        set(found(note_on("igad", 2020)))
        | set(found(note_on("UGA", 2018)))
        | set(found(note_on("NIC")))
        | set(found(note_on("MEX")))
        | set(found(note_on("JOR")))
    )
    assert {rule.says for rule in rules("host-country-burden")} <= spoken


def test_verbs_agree_with_the_name_of_the_region(note_on):
    assert " times their share" in found(note_on("igad"))["capacity"]
    assert "Uganda hosts 7.8 to 57.4 times its share" in found(note_on("UGA"))["capacity"]
