"""Rules are data: what does not fit is one line, and a note is never empty."""

import pytest

from gcr_analysis import framework
from gcr_analysis.briefing import rules
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.sentences import templates
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import Rule
from gcr_analysis.framework.fitting import fitting

PANEL = "host-country-burden"


@pytest.fixture
def evidence():
    return Evidence(PANEL, "LBN", 2025, 2016)


@pytest.mark.parametrize("panel", framework.panels())
def test_every_rule_has_its_message_and_every_directed_measure_its_subject(panel):
    assert {rule.says for rule in framework.rules(panel)} <= templates(panel).keys()
    directed = {
        i.id for i in framework.indicators().values() if i.panel == panel and i.direction != "neutral"
    }
    assert directed <= templates("measures").keys()


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ({"section": "titel", "weight": 1}, "section"),
        ({"section": "title"}, "weight"),
        ({"section": "title", "weight": 1, "facts": {"a": {"level": "x", "change": "y"}}}, "give one of"),
        ({"section": "title", "weight": 1, "facts": {"a": {}}}, "give one of"),
        ({"section": "title", "weight": 1, "fact": {}}, "fact"),
    ],
)
def test_a_rule_that_does_not_fit_is_named_in_one_line(entry, wrong):
    with pytest.raises(GcrError) as refused:
        fitting(Rule, {"id": "any", **entry}, "rule any")
    assert wrong in str(refused.value) and "\n" not in str(refused.value)


def test_a_condition_that_names_what_the_rule_does_not_have_is_named(evidence):
    rule = Rule.model_validate({"id": "any", "section": "title", "weight": 1, "when": "refugees.number > 1"})
    with pytest.raises(GcrError, match=r"rule any: .* does not have"):
        list(rules.apply(rule, evidence))


def test_a_fact_without_grounds_leaves_the_rule_silent_and_is_counted(evidence):
    fact = {"level": "gcr_1_2_2"}
    rule = Rule.model_validate({"id": "quiet", "section": "title", "weight": 1, "facts": {"it": fact}})
    rules.UNSAID.clear()
    assert list(rules.apply(rule, evidence)) == []
    assert rules.UNSAID == {(PANEL, "quiet", "level", "reported"): 1}


def test_thresholds_have_a_unit_and_a_reason():
    assert all(each.unit and each.reason for each in framework.thresholds().values())
