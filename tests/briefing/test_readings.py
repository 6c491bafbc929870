"""Readings of right figures that would be wrong, each by a note in which the figures invite it."""

import re
from dataclasses import replace
from functools import cache

import pytest

from gcr_analysis.briefing import claims
from gcr_analysis.briefing.claims.change import are_alike
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.measures_table import measures_table
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.reading import STUDIES
from gcr_analysis.geography import region
from gcr_analysis.indicators.progress import progress

HOSTS, RELIANCE, SOLUTIONS, RETURNS = (
    "host-country-burden",
    "self-reliance",
    "third-country-solutions",
    "return-conditions",
)
WCA = "west-and-central-africa"
SAID = [
    (RETURNS, "europe", "later releases may still change both figures", "may still undo"),
    (RELIANCE, "europe", "62,524 refugees are on record who became citizens", "At least 62,524"),
    (RETURNS, "europe", "since 1,000 people or more died of organised violence there", "or 1,000 people or"),
    (RETURNS, WCA, "in three of the four with a figure 1,000 people or more died", "in three of these"),
    (RETURNS, WCA, "UCDP version 26.1 is a count of its own", "By UCDP version"),
    (
        RETURNS,
        WCA,
        "Of the four countries to which most people returned: people",
        "People who returned to the",
    ),
    (RETURNS, "world", "at most 85 refugees returned", "about 84"),
    (
        RETURNS,
        "UGA",
        "indicators of the Global Compact under this objective have no figure for 2025.",
        "just be",
    ),
    (RELIANCE, "UGA", "an exact zero, which may be an entry without a survey behind it", "or secure rights"),
    (RELIANCE, WCA, "(single figures of Chad jumped)", "(after a jump)"),
    (RELIANCE, WCA, "Mali (1.0 %, 135,533 refugees)", "fewest refugees had"),
    (
        RELIANCE,
        "world",
        "In six of the seven hosts in the world shown with figures for both",
        "a smaller share of ref",
    ),
    (
        RELIANCE,
        "europe",
        "operations report on their right to work, movement or school for hosts of only",
        "lowest in",
    ),
    (SOLUTIONS, WCA, "it was 1,493 in 2016 and 1,547 in 2025", "rose from 1,493"),
    (
        SOLUTIONS,
        "europe",
        "In 2025, 81,766 arrived worldwide, and 11,126 in Europe",
        "; Europe received",
    ),
    (SOLUTIONS, "UGA", "so large a step may be one of reporting", "refugees from there, wherever"),
    (
        SOLUTIONS,
        "mirps",
        "11,788 people departed from the MIRPS countries",
        "people hosted in the MIRPS countries dep",
    ),
    (HOSTS, "JOR", "one changed mainly as what was there entered or left the definition", "fell from 99.5"),
    (HOSTS, "COL", "who are in protracted situations (of 2022 and 2025), which hardly moved", "ns, which"),
    (HOSTS, WCA, "All flows on record come to +396,248, the number changed by +495,929", "in no such plan"),
    (HOSTS, WCA, "after 2,377; so large a step may be a new way of counting", "the region hosts 1.1"),
    (HOSTS, "europe", "% of those in low- and middle-income countries there", "% of all in Europe"),
    (HOSTS, "europe", "in operations with 56 % of the refugees in Europe", "such as resettlement, births"),
    (
        HOSTS,
        "world",
        "the Islamic Republic of Iran it rose from 33.3 million to 34.0 million",
        "stayed at about",
    ),
]


OTHERS = [
    (HOSTS, "JOR", "in Jordan are under UNRWA’s mandate.", "Such jumps may be errors"),
    (HOSTS, "JOR", "more people are counted than these flows would leave", "people newly recognised less"),
    (HOSTS, "DEU", "such as new citizens, people who moved on and deaths", "such as returns"),
    (HOSTS, "SDN", "the years are those since which the counts have stayed", "a group less returns"),
    (RELIANCE, "asia-and-the-pacific", "for hosts of 26 % of the refugees only; at least", "errors move"),
    (RELIANCE, "SDN", "Such jumps may come of a war", "Such jumps may be errors"),
    (SOLUTIONS, "SDN", "328 departures on resettlement in 2024, after ", "about the same as in 2023"),
    (SOLUTIONS, "COL", "Departures on resettlement from Colombia rose", "none are reported to have left"),
    (RETURNS, "LBN", "would leave (among them 1,152 people newly recognised", "would leave (1,152"),
    (RETURNS, "m49-southern-asia", "went to Afghanistan", "where 332 people died"),
    (RETURNS, "m49-southern-asia", "above all to Afghanistan", "in two of these 1,000 people"),
    (RETURNS, "DEU", "returned to their countries is in the note on host countries", "hosts. No returns"),
]
EARLIER = [
    (RETURNS, "BDI", 2018, "above all from the United Republic of Tanzania", "2018, after 70,610"),
    (SOLUTIONS, "ssar", 2020, "and by origin 48 % among people from Afghanistan", "others from 4,138"),
    (SOLUTIONS, "m49-caribbean", 2022, "without people from Cuba it was 0 in 2016", "after 351 in 2016."),
    (SOLUTIONS, "m49-europe", 2023, "15,690", "number of people rose from 2,423 to 2,610"),
    (SOLUTIONS, "world", 2022, "39,266 in 2021 (as carried by ", "39,266 in 2021."),
    (SOLUTIONS, "world", 2023, "among them refugees from the Syrian Arab", "above all refugees from the Syr"),
]


@cache
def made(panel, where, year=2025):
    return STUDIES[panel](where, year, 2016)


@pytest.mark.parametrize(
    ("panel", "where", "year", "right", "wrong"),
    [*((panel, where, 2025, *words) for panel, where, *words in (*SAID, *OTHERS)), *EARLIER],
)
def test_a_note_says_what_its_figures_carry(panel, where, year, right, wrong):
    study = made(panel, where, year)
    titles = [
        part
        for each in study.note.exhibits
        for part in (getattr(each, "title", ""), getattr(each, "alt", ""))
    ]
    text = " ".join([str(study.note), *titles]).replace("\xa0", " ")
    assert right in text
    assert wrong not in text


@pytest.mark.parametrize("panel", STUDIES)
@pytest.mark.parametrize("where", ["europe", "UGA", WCA])
def test_the_count_of_measures_is_that_of_the_table(panel, where):
    study = made(panel, where)
    read = [reading.split("; ")[-1] for reading in study.table.data["Status and reading"]]
    marked = [each for each in read if each in ("not judged", "progress", "regress", "stalled")]
    [said] = [str(each) for each in study.note.sections()["progress"] if "right direction" in str(each)]
    assert f"Of the {given(len(marked), 'measures').word} measures in the table" in said


def test_a_rate_is_not_judged_where_its_count_hangs_on_one_place():
    rows = progress(["europe", "world"], 2025, SOLUTIONS).set_index(["region", "indicator"])
    rates = rows.xs("arrivals_per_1000_refugees", level="indicator")
    assert rates.loc["europe", "rule"] == "one-place"
    assert "the count that it is made of" in rates.loc["europe", "reason"]
    assert rates.loc["world", "progress"] == "regress"


def test_a_count_that_a_place_has_left_is_compared_with_nothing():
    basin = replace(region("mirps"), id="basin", countries=("CMR", "NER", "NGA", "TCD"))
    evidence = Evidence(RETURNS, basin, 2025, 2016)
    assert claims.change(evidence, "idp_returns", 2016).is_gone
    rows = measures_table(evidence).data.set_index("Measure")
    assert rows.loc["Returned internally displaced people", "Change"] == "not comparable"


def test_a_share_of_people_in_places_without_figures_stands_between_its_bounds():
    rows = measures_table(Evidence(RETURNS, WCA, 2025, 2016)).data.set_index("Measure")
    [row] = [title for title in rows.index if "1,000 or more deaths" in title and "26.1" in title]
    assert rows.loc[row, "2025"].replace("\xa0", " ") == "55 % to 98 %"
    assert rows.loc[row, "Change"] == "not comparable"


def test_a_table_has_the_zero_that_a_sentence_names_and_no_series_of_one_figure():
    rows = measures_table(Evidence(RELIANCE, "UGA", 2025, 2016)).data.set_index("Measure")
    assert rows.loc["Secure rights to housing or land", "2025"].startswith("0")
    rows = measures_table(Evidence(SOLUTIONS, WCA, 2025, 2016)).data.set_index("Measure")
    assert rows.loc["Projected resettlement needs", "2016"] == "no figure"


def test_a_bound_is_a_bound_in_the_table_too():
    rows = measures_table(Evidence(RETURNS, "mirps", 2025, 2016)).data.set_index("Measure")
    assert rows.loc["Refugees from the region", "2025"].startswith("at least ")
    assert rows.loc["Refugees from the region", "Change"] == "not comparable"


def test_small_changes_read_alike_and_larger_ones_do_not():
    alike = are_alike
    people = {value: Quantity(value=value, unit="persons") for value in (1493.0, 1547.0, 33.3e6, 34e6)}
    assert alike(people[1493.0], people[1547.0])
    assert not alike(people[33.3e6], people[34e6])


def test_a_region_of_a_publisher_says_what_it_holds():
    assert re.search(
        r"Europe has here the \d+ countries", measures_table(Evidence(HOSTS, "europe", 2025, 2016)).note
    )


def test_refugees_whom_a_country_hosts_are_no_condition_for_return_to_it():
    rows = measures_table(Evidence(RETURNS, "JOR", 2025, 2016)).data
    assert not rows["Measure"].str.contains("food insecurity").any()


@pytest.mark.parametrize("where", ["COD", "TCD", "world"])
def test_each_row_of_a_table_says_how_it_is_to_be_read(where):
    assert (measures_table(Evidence(RETURNS, where, 2025, 2016)).data["Status and reading"] != "").all()


def test_a_row_with_a_verdict_states_its_change_and_the_counts_of_measures_add_up():
    study = STUDIES[HOSTS]("m49-southern-asia", 2025, 2016)
    rows = study.table.data.set_index("Measure")
    [share] = [title for title in rows.index if "hosts who are in protracted" in title]
    assert rows.loc[share, "Status and reading"].endswith("stalled")
    assert "points since" in rows.loc[share, "Change"]
    [said] = [str(each) for each in study.note.sections()["progress"] if "right direction" in str(each)]
    assert "Of the six measures" in said and "only one can be judged" in said
    numbers = re.findall(
        r"(one|two|three|four|five) (?:is|are|ends?|describes?)", said.partition("Not judged")[2]
    )
    assert 1 + sum({"one": 1, "two": 2}[number] for number in numbers) == 6


def test_shares_by_age_and_sex_are_compared_with_the_same_people_only():
    rows = measures_table(Evidence(RELIANCE, "COL", 2025, 2016)).data.set_index("Measure")
    for title in ("Refugees of school age", "Women and girls"):
        # In 2016 they are shares of 241 people; other people in need of protection are counted since 2018.
        assert "(2016)" not in rows.loc[title, "2016"]
        assert rows.loc[title, "Change"] == "not comparable" or "since" in rows.loc[title, "Change"]


def test_a_share_of_a_handful_of_people_has_no_change():
    table = measures_table(Evidence(RETURNS, "COL", 2025, 2016)).data.set_index("Measure")
    row = table.loc["Share of returns from the largest host of return"]  # of five people in 2025
    assert (row["2025"].replace("\xa0", " "), row["Change"]) == ("100 %", "too few to compare")
