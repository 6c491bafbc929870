"""How figures of panel one are read: each test holds a reading that was once wrong."""

from math import ceil

import pytest

NBSP = "\u00a0"


def said(made, section):
    return {each.id: each.text.replace(NBSP, " ") for each in made.note.said[section]}


def figure(made, id):
    [found] = [each for each in made.note.exhibits if each.id == id]
    return found


@pytest.mark.parametrize(("region", "share"), [("world", "17 %"), ("ETH", "25 %")])
def test_plans_received_at_least_what_is_recorded(note_on, region, share):
    assert figure(note_on(region), "asked").title.replace(NBSP, " ").startswith(f"At least {share} of what")
    assert "and at least USD " in said(note_on(region), "support")["plans"]


def test_a_surplus_of_one_host_hides_nothing_that_others_lack(note_on):
    made = note_on("bureau-southern-africa")
    drawn = figure(made, "asked")
    assert drawn.title.replace(NBSP, " ") == (
        "Of what refugee response plans asked for in 2025, Angola received at least 2.7 % and the Congo at "
        "least 138 %"
    )
    assert drawn.data["Share"].isna().tolist() == [False, False, False, True]
    hosts = drawn.data.iloc[:-1]
    lacking = (hosts["Asked for"] - hosts["Received"]).clip(lower=0).sum()
    text = said(made, "support")["plans"]
    assert f"lack at most USD {ceil(lacking / 1e5) / 10:.1f} million" in text


def test_dollars_of_the_year_are_called_so_where_the_figure_has_constant_ones(note_on):
    assert "million in Ethiopia in 2025 (in dollars of 2024)" in said(note_on("ETH"), "support")["plans"]


def test_spending_per_person_served_is_not_read(note_on):
    assert "for each person it serves" not in str(note_on("ETH").note)


def test_none_on_record_is_not_zero_and_territories_are_not_counted(note_on):
    drawn = figure(note_on("the-americas"), "map")
    values = drawn.data.set_index("iso3")["value"]
    assert values[["GUF", "MTQ", "PRI"]].isna().all() and not (values == 0).any()
    assert "hosted none" not in drawn.alt and "in it have no refugees on record" in drawn.alt
    assert "17 countries" not in drawn.alt


def test_a_peak_is_a_peak_and_says_when_the_counting_changed_after_it(note_on):
    drawn = figure(note_on("world"), "hosted")
    alt = drawn.alt.replace(NBSP, " ")
    assert "a peak of 37.4 million at the end of 2023 (the counting changed after it)" in alt
    assert any("2024: Most Ukrainians in Russia left" in text for text in drawn.breaks)


def test_breaks_in_the_figure_and_in_the_text_are_the_same(note_on):
    for region in ("world", "igad"):
        drawn = " ".join(figure(note_on(region), "hosted").breaks)
        told = said(note_on(region), "limits")["breaks"]
        for text in told.split(". ")[1:]:
            assert text.split(" (")[0].removeprefix("Without a change of the total: ") in drawn


def test_a_larger_move_of_asylum_seekers_comes_first_with_its_country(note_on):
    made = note_on("bureau-southern-africa")
    assert str(made.note.title).startswith("Asylum-seekers in the ")
    told = [each.id for each in made.note.lead]
    assert told.index("lead_seekers") == 1
    text = said(made, "lead")["lead_seekers"]
    assert text.startswith(
        "The number of asylum-seekers rose most in the Democratic Republic of the Congo (100,112, after "
        "1,041). In all, 294,050 waited for a decision, after 208,136 in 2024"
    )
    assert "lead_seekers" not in [each.id for each in note_on("world").note.lead][:3]


def test_a_place_of_asylum_stands_beside_an_origin_that_made_a_rise(note_on):
    text = said(note_on("igad"), "lead")["lead_seekers"]
    assert "rose most in Ethiopia (112,987, after 63,055)" in text


def test_protracted_situations_hold_people_who_arrived_since(note_on):
    assert "people who arrived since are among them" in said(note_on("ETH"), "challenges")["protracted"]


def test_an_older_ratio_says_how_the_number_moved_since(note_on):
    text = said(note_on("world"), "support")["heavy_hosts"]
    assert (
        "Iran (8.4 to 10.2 times at the end of 2024, before the number fell by 1.84 million; returns" in text
    )
    assert text.endswith("a difference of 452,273).")


def test_heavy_hosts_are_some_of_those_with_a_figure(note_on):
    text = said(note_on("igad"), "support")["heavy_hosts"]
    assert text.startswith("Five of the six hosts in the IGAD countries with a figure host more")
    assert text.endswith("Without a figure: South Sudan.")
    one = said(note_on("bureau-southern-africa"), "support")["heavy_hosts"]
    assert "hosts more refugees than its share by population and by income: the Congo" in one


def test_a_residual_is_no_part_of_a_title_and_says_what_flows_alone_would_have_done(note_on):
    made = note_on("igad")
    assert "would have" not in str(made.note.title)
    told = str(made.note.headline["change"])
    assert "recorded arrivals less returns" in told and "lowered the number by 51,840" in told
    assert "holds flows that nobody recorded, such as arrivals and births" in told


def test_small_flows_leave_the_lead(note_on):
    assert "naturalisation" not in said(note_on("world"), "lead")["lead_flows"]


def test_shares_of_several_origins_are_no_majority_of_the_first(note_on):
    text = said(note_on("bureau-southern-africa"), "lead")["lead_origins"]
    assert " refugees, 29 % come from the Central African Republic, " in text and text.startswith("Of the ")


def test_two_hosts_are_named_and_moves_both_ways_are_told(note_on):
    assert figure(note_on("the-americas"), "hosts").title.startswith("Colombia and Peru host 53")
    assert figure(note_on("world"), "moved").title.replace(NBSP, " ") == (
        "The number of refugees fell most in the Islamic Republic of Iran (−1.84 million); in Libya it rose "
        "by 352,188"
    )


def test_high_income_hosts_have_no_protracted_situations_by_definition(note_on):
    made = note_on("income-high", 2019)
    assert not {"support_protracted", "protracted"} & {each.id for each in made.note.said["support"]}
    assert made.note.said["support"]
