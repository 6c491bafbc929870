"""Claims of order, situations, drawings, events and turns, and where notes say them."""

from functools import cache

import pytest

from gcr_analysis.briefing.claims import UnfoundedError, change, order
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.note import Note
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.reading import STUDIES


@cache
def note(panel: str, region: str, year: int = 2025) -> Note:
    return STUDIES[panel](region, year, 2016).note


def kinds(made: Note, rule: str) -> set[str]:
    return {claim["kind"] for claim in made.claims() if claim["rule"] == rule}


def people(value: float, year: int = 2025, status: str = "computed") -> Quantity:
    return Quantity(value=value, unit="persons", value_year=year, status=status)


@pytest.mark.parametrize(
    ("figures", "ground"),
    [
        ((people(4), people(9)), "complete"),
        ((people(9), people(4, status="partial")), "complete"),
        ((people(9), people(4, year=2024)), "one-year"),
    ],
)
def test_an_order_needs_complete_figures_of_one_year_that_are_in_it(
    figures: tuple[Quantity, ...], ground: str
) -> None:
    assert order(["COL", "DEU"], [people(9), people(4)]).facts["COL"].value == 9
    with pytest.raises(UnfoundedError) as failed:
        order(["COL", "DEU"], figures)
    assert (failed.value.kind, failed.value.ground) == ("rank", ground)


@pytest.mark.parametrize(
    ("panel", "region", "rule", "kind"),
    [
        ("host-country-burden", "world", "protracted", "situation"),
        ("host-country-burden", "world", "protracted", "rank"),
        ("host-country-burden", "world", "heavy_hosts", "rank"),
        ("host-country-burden", "world", "breaks", "event"),
        ("host-country-burden", "world", "cases", "sum"),
        ("host-country-burden", "world", "lead_origins", "rank"),
        ("third-country-solutions", "world", "next_needs_world", "rank"),
        ("third-country-solutions", "world", "least_met", "rank"),
        ("third-country-solutions", "world", "lead_elsewhere", "cause"),
        ("return-conditions", "world", "lead_pairs", "rank"),
        ("return-conditions", "KEN", "missing_figures", "none"),
        ("host-country-burden", "VUT", "title_none", "none"),
        ("host-country-burden", "world", "hosts_alt", "rank"),
        ("host-country-burden", "world", "hosts_title", "share"),
        ("third-country-solutions", "ETH", "hosted", "rank"),
    ],
)
def test_a_sentence_claims_what_its_words_say(panel: str, region: str, rule: str, kind: str) -> None:
    assert kind in kinds(note(panel, region), rule)


def test_the_parts_of_the_headline_and_of_figures_go_by_their_own_names() -> None:
    made = note("host-country-burden", "world")
    places = {claim["where"] for claim in made.claims()}
    assert {"headline.value", "headline.label", "headline.change", "figure:hosts:title"} <= places
    drawn = next(each for each in made.claims() if each["where"] == "figure:hosts:title")
    assert drawn["kind"] == "drawing"
    assert drawn["facts"]["drawn 1"]["text"] in drawn["sentence"]


def test_the_last_year_of_a_change_is_a_change_since_the_year_before() -> None:
    moved = change(
        Evidence("third-country-solutions", "the-americas", 2025, 2016), "resettlement_from_origin"
    )
    assert "turn" in moved.beside
    assert moved.last.detail == "change since 2024"


def test_a_last_year_that_moved_a_few_people_is_no_turn() -> None:
    moved = change(Evidence("third-country-solutions", "CHE", 2025, 2016), "resettlement_arrivals")
    assert "turn" not in moved.beside
    assert not moved.last.known


def test_a_ratio_of_an_earlier_year_names_it() -> None:
    [said] = [
        each for each in note("host-country-burden", "world").said["support"] if each.id == "heavy_hosts"
    ]
    assert "times at the end of 2024)" in said.text


def test_a_title_names_the_place_that_made_nearly_all_of_a_change() -> None:
    title = note("third-country-solutions", "ssar").title.text
    assert (
        "nearly all of the fall was among people from Afghanistan, and by destination 87\u00a0% in the"
        in title
    )


def test_a_partial_number_of_newly_displaced_stands_in_no_figure_title() -> None:
    shown = STUDIES["return-conditions"]("igad", 2019, 2016).figures
    [title] = [figure.title for figure in shown if figure.id == "returned"]
    assert "newly displaced" not in title


def test_a_place_on_the_other_side_of_the_pairs_is_named_beside_the_decisive_one() -> None:
    fell = change(Evidence("host-country-burden", "world", 2025, 2016), "refugees_hosted", 2024)
    assert {str(fell.decisive), str(fell.second)} == {"Afghanistan", "the Islamic Republic of Iran"}
    assert fell.second_end.number > fell.second_start.number > 30e6
    assert "Afghanistan" in note("host-country-burden", "world").title.text
    assert "Islamic Republic of Iran" in note("host-country-burden", "world").title.text


def test_what_turns_a_change_stands_in_every_sentence_that_gives_its_numbers() -> None:
    made = note("third-country-solutions", "world")
    told = next(s for s in made.sections()["challenges"] if s.id == "turned")
    assert told.text.endswith("made 88\u00a0% of the fall (for all others from 83,228 to 70,253).")
    for said in (made.title, made.headline["change"]):
        assert "the United States of America made 88\u00a0% of the fall" in said.text
    flows = next(s for s in note("host-country-burden", "world").lead if s.id == "lead_flows")
    assert "without" not in flows.text  # states no number of the change that the title gives


@pytest.mark.parametrize(
    ("region", "title"),
    [
        ("m49-southern-africa", "By reports of UNHCR’s operations in hosts of 90 % of them, 100 % of the"),
        ("m49-south-eastern-asia", "By reports of UNHCR’s operations in hosts of 96 % of them, 0 % of the"),
    ],
)
def test_all_or_none_of_those_whom_some_hosts_report_on_is_said_of_these(region: str, title: str) -> None:
    assert note("self-reliance", region).title.text.replace("\u00a0", " ").startswith(title)


def test_a_sentence_that_gives_the_residual_does_not_repeat_it() -> None:
    told = next(s for s in note("return-conditions", "SDN").sections()["limits"] if s.id == "balance")
    assert "695,641 more than the flows on record would leave" in told.text
    assert "recorded flows alone" not in told.text


def test_nobody_in_either_year_is_said_as_none() -> None:
    assert str(note("host-country-burden", "TUV").headline["change"]) == "None in 2024 either"
