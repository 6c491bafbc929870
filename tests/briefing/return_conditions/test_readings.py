"""How figures of panel four are read: each test holds a reading that was once wrong."""

import pytest

from gcr_analysis.indicators.return_conditions.conflict import MANY_DEATHS

NBSP = "\u00a0"


def said(made, section):
    return {each.id: each.text.replace(NBSP, " ") for each in made.note.said[section]}


def title(made) -> str:
    return made.note.title.text.replace(NBSP, " ")


def test_a_handful_of_returns_is_neither_title_nor_headline_nor_figure(return_to):
    made = return_to("the-americas")
    assert title(made).startswith("Hardly any return to countries in the Americas is on record for 2025; ")
    assert title(made).endswith("10.4 million people are abroad")
    assert str(made.note.headline["value"]).replace(NBSP, " ") == "7.06 million"
    lead = said(made, "lead")
    assert "not the same as none: people also return" in lead["lead_handful"]
    assert "lead_pairs" not in lead and "lead_people" not in lead
    figures = {each.id: each for each in made.note.exhibits if hasattr(each, "alt")}
    assert "stays" in figures and "hosts" not in figures
    assert ": " not in figures["stays"].title
    assert figures["map"].title.endswith("hardly any returns are on record")
    assert figures["returned"].title.startswith("Hardly any return to ")


def test_most_returns_to_war_make_the_title(return_to):
    assert title(return_to("igad")).endswith(
        "in 2025, 77 % of them to countries where 1,000 people or more died of organised violence that year"
    )
    lead = said(return_to("igad"), "lead")["lead_conflict_later"]
    assert lead.startswith("77 % of all returns were to countries where 1,000 people or more died")


def test_most_returns_out_of_a_war_make_the_title(return_to):
    assert title(return_to("RWA")) == (
        "7,212 refugees returned to Rwanda in 2025, 99.8 % of them out of the Democratic Republic of the "
        "Congo, where 9,172 people died of organised violence"
    )
    assert "violence" not in title(return_to("AFG"))  # few for the size of Iran


def test_a_share_that_not_all_report_is_at_least_its_lower_end(return_to):
    made = return_to("COD")
    assert "All of them" not in str(made.note)
    lead = said(return_to("bureau-southern-africa"), "lead")["lead_conflict_later"]
    assert lead.startswith("At least 99.3 % of all returns")


@pytest.mark.parametrize("region", ["world", "igad", "bureau-southern-africa", "ETH"])
def test_the_lead_begins_with_how_many_refugees_returned_and_may_be_deported(return_to, region):
    made = return_to(region)
    pairs = said(made, "lead")["lead_pairs"]
    assert pairs.startswith(f"{made.evidence.returns} refugees returned".replace(NBSP, " "))
    many = made.evidence.returns.value >= 1000
    assert pairs.endswith("; deportations may be among these returns.") == many


def test_women_and_children_are_shares_of_the_refugees_who_returned(return_to):
    text = said(return_to("igad"), "lead")["lead_people"]
    assert text.startswith("Women and girls made up 52 % of the refugees who returned, children 53 %")


def test_returns_from_one_country_are_on_record_from_there_alone(return_to):
    made = return_to("ETH")
    assert "on record from Sudan alone" in title(made)
    assert "on record from Sudan alone, after 11,663 in 2024" in said(made, "lead")["lead_pairs"]
    titles = [each.title for each in made.note.exhibits]
    assert titles.count("Returns to Ethiopia are on record from Sudan alone") == 1
    assert not any(text.startswith("All ") for text in titles)


def test_the_map_sets_returns_beside_the_violence_of_their_own_year(return_to):
    made = return_to("igad")
    [drawn] = [each for each in made.note.exhibits if each.id == "map"]
    assert drawn.title.endswith("in three of these 1,000 people or more died of organised violence that year")
    assert "in 2025" in drawn.subtitle and "2024" not in drawn.subtitle
    _, year, version = made.evidence.killed
    assert (year, version) == (2025, "26.1") and (made.evidence.at_war >= MANY_DEATHS).all()
    assert made.evidence.at_war.index.isin(["SDN", "ETH", "SOM"]).all()


def test_changes_of_conditions_name_their_first_year_and_growth_has_none(return_to):
    [drawn] = [each for each in return_to("SYR").note.exhibits if each.id == "conditions"]
    rows = drawn.data.set_index("condition")["reading"].str.replace(NBSP, " ")
    assert rows["Hunger"] == "39 % (2023), +16.2 points since 2018"
    assert rows["Rule of law"].endswith("from 2017 to 2022")
    assert rows["Growth of income"] == "−3.9 % (2022)"


def test_who_returned_to_the_worst_places_needs_protection_and_not_reintegration(return_to):
    text = said(return_to("igad"), "support")["reintegration"]
    assert text.startswith(
        "People who returned to Sudan (651,456 refugees, 2.91 million internally displaced"
    )
    assert "need protection and aid" in text and "Reintegration" not in text
    text = said(return_to("europe"), "support")["reintegration"]
    assert "Ukraine" in text and "Reintegration" not in text and "died of organised violence there" in text


def test_rises_in_deaths_and_hunger_are_challenges(return_to):
    for region in ("igad", "bureau-southern-africa", "ETH"):
        sections = return_to(region).note.said
        better = " ".join(each.text for each in sections["progress"])
        worse = " ".join(each.text for each in sections["challenges"])
        assert "violence per" not in better and "violence per" in worse


def test_a_mean_over_origins_says_by_what_it_is_weighted(return_to):
    text = said(return_to("bureau-southern-africa"), "challenges")["hunger"]
    assert "weighted by where refugees come from, was 39 % by newer figures" in text
    assert text.endswith("the World Bank’s series, which the table has, ends with 38 % in 2023.")


def test_wars_count_only_countries_with_a_figure_and_name_those_without(return_to):
    text = said(return_to("the-americas"), "challenges")["wars"]
    assert text.startswith("In one of the four largest countries of origin with a figure, 1,000 people or")
    assert text.endswith("Without a figure: Honduras, Haiti, Nicaragua and El Salvador.")


def test_a_fall_smaller_than_the_returns_stands_beside_them(return_to):
    lead = " ".join(each.text for each in return_to("SYR").note.lead).replace(NBSP, " ")
    assert (
        "465,578 returned from Lebanon, yet the number of refugees from the Syrian Arab Republic there fell "
        "by only 223,069, to 532,357"
    ) in lead


def test_equal_counts_of_displaced_people_are_not_called_two(return_to):
    figures = [return_to("ETH").evidence.at(id).value for id in ("idps", "idps_unhcr")]
    assert figures[0] == figures[1]
    assert "two_counts" not in {each.sentence.id for each in return_to("ETH").note.findings}


def test_later_releases_raise_a_figure_that_past_ones_only_raised(return_to):
    assert said(return_to("igad"), "limits")["revised"].endswith(
        "later releases may raise returns of 2025 to as many as 1.05 million."
    )


def test_who_is_not_counted_stands_in_words_without_source_or_bound(return_to):
    reasons = return_to("the-americas").evidence.progress["reason"]
    assert any(reason.lower() == "without haiti, honduras, el salvador and 14 more" for reason in reasons)


def test_the_balance_of_flows_has_the_sign_of_the_table(return_to):
    made = return_to("igad")
    text = said(made, "limits")["balance"]
    assert "829,128 more than the flows on record would leave" in text
    assert made.evidence.at("refugees_unaccounted_for").value == 829_128


def test_the_map_names_countries_of_return_alone_and_those_without_a_figure(return_to, tmp_path):
    path = tmp_path / "five.yaml"
    path.write_text("name: five\ntitle: Five countries\ncountries: [BDI, COD, RWA, TZA, UGA]\n")
    [drawn] = [each for each in return_to(str(path)).note.exhibits if each.id == "map"]
    alt = drawn.alt.replace(NBSP, " ")
    assert "in 2025 in the Democratic Republic of the Congo. Without a figure: Burundi." in alt
    assert "TZA" not in drawn.drawing.outlined and "in conflict" not in alt + drawn.title
    [drawn] = [each for each in return_to("middle-east-and-north-africa").note.exhibits if each.id == "map"]
    assert drawn.alt.endswith("Without a figure: the State of Palestine.")
    text = said(return_to("middle-east-and-north-africa"), "challenges")["wars"]
    assert text.endswith("Without a figure: Western Sahara, Mauritania and the State of Palestine.")


def test_deaths_per_inhabitant_stand_beside_the_number_where_it_misleads(return_to):
    made = return_to("bureau-east-and-horn-of-africa")
    lead = said(made, "lead")["lead_conflict_later"]
    assert "at least 96 % to countries where five or more per 100,000 inhabitants did" in lead
    wars = said(made, "challenges")["wars"]
    assert "Fewer died in South Sudan (661), but five or more per 100,000 inhabitants" in wars


def test_few_deaths_are_no_finding_beside_returns(return_to):
    [drawn] = [each for each in return_to("ssar").note.exhibits if each.id == "violence"]
    assert drawn.title.replace(NBSP, " ") == (
        "Nearly all of the 1.95 million refugees who returned to the SSAR countries in 2025 went to "
        "Afghanistan"
    )


def test_progress_until_an_earlier_year_that_a_later_version_undoes_is_none(return_to):
    made = return_to("world")
    assert "organised violence" not in " ".join(said(made, "progress").values())
    [text] = [each for each in said(made, "challenges").values() if "weighted by where" in each]
    assert "fell from 47.2 in 2016 to 31.9 in 2024" in text
    assert "its figure, 53.1 in 2025, for 93 % of the refugees from there, makes no series" in text


def test_two_counts_of_displaced_people_that_moved_apart_stand_together(return_to):
    text = said(return_to("LBN"), "challenges")["displaced_inside_both"]
    assert "94 % fewer than at the end of 2024, by estimates of the Internal Displacement" in text
    assert text.endswith("the number whom UNHCR protects or assists fell by 48 % in 2025, to 64,417.")


def test_a_small_country_of_origin_says_first_whom_it_counts_and_asserts_no_need(return_to):
    made = return_to("LBN")
    assert str(made.note.lead[0]) == (
        "This note counts people from Lebanon, wherever they are, and not the refugees whom Lebanon hosts; "
        "how many of those returned to their countries is in the note on host countries."
    )
    assert not any("hosts need support" in text for text in said(made, "support").values())


def test_all_returns_from_two_countries_stand_behind_a_colon(return_to):
    text = said(return_to("ssar"), "lead")["lead_pairs"]
    assert text.startswith("1.95 million refugees returned: from the Islamic Republic of Iran to Afghanistan")
    assert " and from Pakistan to Afghanistan (558,359" in text


def test_what_left_a_country_is_not_in_it(return_to, tmp_path):
    path = tmp_path / "five.yaml"
    path.write_text("name: five\ntitle: Five countries\ncountries: [BDI, COD, RWA, TZA, UGA]\n")
    change = str(return_to(str(path)).note.headline["change"])
    assert "without returns from the Democratic Republic of the Congo" in change


def test_a_move_of_fewer_than_a_hundred_people_is_not_set_against_a_change(return_to):
    change = str(return_to("JOR").note.headline["change"])
    assert "Canada" in change and "Sweden" not in change


def test_means_of_the_same_places_differ_by_their_weights(return_to):
    table = return_to("ssar").table
    row = table.data.set_index("Measure").loc["Human development"]
    assert row["Change"] == "0.508 to 0.509, with the same weights" and "With the same weights" in table.note
