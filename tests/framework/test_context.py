"""What pages tell beside the notes is declared whole: dates sort, ids exist, sources are named."""

import re

from gcr_analysis import framework
from gcr_analysis.geography import region
from gcr_analysis.snapshot import load


def test_the_fifteen_indicators_stand_under_their_objectives() -> None:
    found = framework.compact().values()
    assert len(found) == 15
    assert all(int(each.code[0]) == each.objective for each in found)


def test_events_are_dated_in_order_and_each_names_a_source() -> None:
    events = framework.timeline().events
    assert [event.date for event in events] == sorted(event.date for event in events)
    assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}", event.date) for event in events)
    assert {event.source for event in events} == set(framework.timeline().sources)


def test_pledge_figures_are_rows_of_the_published_values() -> None:
    known = set(load("published_values")["id"])
    assert {id for group in framework.pledges() for id in group.figures} <= known


def test_initiatives_name_regions_panels_measures_and_goals_that_there_are() -> None:
    for each in framework.initiatives():
        assert all(region(name).kind == "platform" for name in each.regions)
        assert set(each.panels) <= set(framework.panels())
        assert set(each.measures) <= set(framework.indicators())
        assert set(each.targets) <= set(framework.targets())


def test_terms_stand_in_the_order_of_the_alphabet_and_name_measures_that_there_are() -> None:
    terms = [term.term.lower() for term in framework.glossary()]
    assert terms == sorted(set(terms))
    assert {id for term in framework.glossary() for id in term.see} <= set(framework.indicators())
