"""The referee catches what is broken on purpose, and real notes hold every ground."""

import re
from pathlib import Path

import pytest

from referee.declared import read
from referee.referee import judge, make
from referee.seeded import Fault, Figure, faults, line, note

SAMPLE = (
    ("host-country-burden", "world", 2025),
    ("host-country-burden", "LBN", 2022),
    ("self-reliance", "world", 2022),
    ("third-country-solutions", "the-americas", 2025),
    ("return-conditions", "SDN", 2025),
)


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: fault.fault)
def test_a_fault_is_caught_and_the_right_sentence_is_not(fault: Fault) -> None:
    right, broken = (
        {f"{a.kind}/{a.ground}": a.why for a in judge(note(fault, which)).alarms} for which in (False, True)
    )
    assert right == {}
    assert fault.ground in broken


@pytest.mark.parametrize(("panel", "region", "year"), SAMPLE)
def test_a_note_says_nothing_that_its_figures_do_not_carry(panel: str, region: str, year: int) -> None:
    found = judge(make(panel, region, year))
    assert found.sentences > 20
    assert sum(found.asserted.values()) > 10
    assert [(a.kind, a.ground, a.said.text, a.why) for a in found.alarms] == []


def _fault(name: str) -> Fault:
    return next(fault for fault in faults() if fault.fault == name)


def test_every_kind_of_claim_and_every_ground_of_change_has_a_fault() -> None:
    declared = {
        kind["id"]: {ground["id"] for ground in kind["grounds"]} for kind in read("claims.yaml")["kinds"]
    }
    seeded = [fault.ground.split("/") for fault in faults()]
    assert declared.keys() - {kind for kind, _ in seeded} == {"drawing"}  # a test of its own
    assert declared["change"] <= {ground for kind, ground in seeded if kind == "change"}


CLAIMED = _fault("one country’s doing, not named")


def _claimed(**changes: object) -> dict:
    made = note(CLAIMED, broken=False)
    sentence = made["sections"][-1]["items"][0]["text"]
    claim = {"where": "challenges", "sentence": sentence, "rule": "seeded", "kind": "change", "facts": {}}
    return made | {"claims": [claim | {"grounds": {"later": "met", "people": "met"}} | changes]}


@pytest.mark.parametrize(
    ("changes", "ground"),
    [
        ({"kind": "level"}, "demanded"),
        ({"where": "lead"}, "demanded"),
        ({"kind": "improvement"}, "kind"),
        ({"grounds": {}}, "grounds"),
        ({"grounds": {"one-scale": "met"}}, "grounds"),
        ({"sentence": "Arrivals fell."}, "sentence"),
    ],
)
def test_a_claim_that_is_missing_or_malformed_is_caught(changes: dict[str, object], ground: str) -> None:
    assert [alarm.ground for alarm in judge(_claimed()).alarms] == []
    assert ground in [alarm.ground for alarm in judge(_claimed(**changes)).alarms if alarm.kind == "claim"]


@pytest.mark.parametrize(
    ("part", "text", "kind"),
    [
        ("title", "The United States took 88 % of them", "share"),
        ("title", "Arrivals fell to 81,766", "change"),
        ("subtitle", "The largest destinations; 81,766 arrived", "rank"),
        ("alt", "Bars of the largest destinations: 81,766", "rank"),
        ("alt", "A line: 81,766, the highest since 2016", "record"),
    ],
)
def test_a_drawing_stands_for_no_other_claim(part: str, text: str, kind: str) -> None:
    made = _claimed()
    shown = {"id": "map", "title": "A title", "columns": [], "rows": [], "breaks": []} | {part: text}
    share = line(Figure("resettlement_arrivals", 2025, value=88, percent=True, detail="part of USA"), "world")
    drawn = {"where": f"figure:map:{part}", "sentence": text, "rule": "seeded", "facts": {}}
    drawn |= {"kind": "drawing", "grounds": {"one-scale": "met"}}
    made |= {"exhibits": [shown], "ledger": [*made["ledger"], share], "claims": [*made["claims"], drawn]}
    told = [alarm for alarm in judge(made).alarms if alarm.said.where == f"figure:map:{part}"]
    assert any(f"{kind} is asserted" in alarm.why for alarm in told)
    made["claims"].append(drawn | {"kind": kind, "grounds": {}})
    told = [alarm for alarm in judge(made).alarms if alarm.said.where == f"figure:map:{part}"]
    assert not any(f"{kind} is asserted" in alarm.why for alarm in told)


@pytest.mark.parametrize(
    ("changes", "ground"),
    [
        ({"title": ""}, "title"),
        ({"headline": {"value": ""}}, "headline"),
        ({"headline": {"value": "81,766", "label": "refugees arrived"}}, "headline"),
        ({"sections": []}, "finding"),
    ],
)
def test_a_note_that_falls_silent_is_caught(changes: dict[str, object], ground: str) -> None:
    made = note(CLAIMED, broken=False) | changes
    assert ground in [alarm.ground for alarm in judge(made).alarms if alarm.kind == "silence"]


def test_a_measure_with_two_values_on_a_page_is_caught() -> None:
    made = note(CLAIMED, broken=False)
    made["ledger"].append(made["ledger"][0] | {"text": "about 82,000"})
    assert "one-value" in [alarm.ground for alarm in judge(made).alarms]


def test_a_tick_across_a_break_is_caught() -> None:
    made = note(_fault("a comparison across a break"), broken=False)
    hosts = {
        "id": "hosts",
        "title": "Colombia hosts most",
        "subtitle": "End of 2025; the tick marks 2016",
        "alt": "",
    }
    drawn = {"columns": ["country", "Refugees", "2016"], "rows": [["Colombia", 2812242, 241]], "breaks": []}
    assert ("drawing", "later") in [
        (a.kind, a.ground) for a in judge(made | {"exhibits": [hosts | drawn]}).alarms
    ]


def test_a_row_of_the_table_across_a_break_or_with_a_verdict_of_another_year_is_caught() -> None:
    made = note(_fault("a percentage across a break"), broken=False)
    columns = ["Measure", "2016", "2025", "Change", "Status and reading"]
    rows = [
        ["Refugees hosted", "979,435", "1.65 million", "+68 %", "computed"],
        ["Asylum-seekers hosted", "91", "0", "−100 %", "computed"],
        ["Right to decent work (2.1.1)", "30 %", "40 %", "", "computed; figure of 2024; progress"],
    ]
    found = judge(made | {"measures_table": {"columns": columns, "rows": rows}}).alarms
    assert [(a.kind, a.ground) for a in found] == [
        ("change", "later"),
        ("change", "people"),
        ("verdict", "own-year"),
    ]


def test_the_referee_shares_nothing_with_what_it_judges() -> None:
    modules = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py")]
    used = {
        name for text in modules for name in re.findall(r"^(?:from|import) (gcr_analysis[\w.]*)", text, re.M)
    }
    assert used == {"gcr_analysis.briefing.reading", "gcr_analysis.errors", "gcr_analysis.geography"}
