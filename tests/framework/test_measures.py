"""What a measure declares is checked where it is read, and puts its row in its place."""

import json

import pytest

from gcr_analysis import framework
from gcr_analysis.cli.new import contents
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import Indicator
from gcr_analysis.framework.fitting import mapping
from gcr_analysis.framework.measures import check_measures, in_order, measures_in

PANEL = framework.panels()["self-reliance"]
GROUPS = {f"group of {panel.id}": panel.table.groups for panel in framework.panels().values()}
KNOWN = {
    "unit": framework.units(),
    "table": framework.tables(),
    "revised series": framework.revisions().series,
    "series of breaks": {"refugees", "mandate_refugees"},
    "break": {"oip-begins"},
} | GROUPS


def read_file(content: bytes) -> list[Indicator]:
    file = mapping(content, "new.yaml", "panel and indicators")
    return list(measures_in(file, "new.yaml", framework.panels()))


def read(*entries: dict[str, object]) -> dict[str, Indicator]:
    """Read measures as a file would declare them, and check the names in them."""
    content = json.dumps({"panel": PANEL.id, "indicators": [entry(**each) for each in entries]})
    declared = {measure.id: measure for measure in read_file(content.encode())}
    check_measures(declared, dict.fromkeys(declared, "new.yaml"), KNOWN)
    return declared


def entry(**changes: object) -> dict[str, object]:
    words = {"id": "pupils", "title": "Pupils", "definition": "Pupils", "unit": "persons", "direction": "up"}
    return words | changes


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"unit": "person"}, "unknown unit of pupils in new.yaml 'person': did you mean persons"),
        ({"unit": "?"}, "unknown unit of pupils in new.yaml '?': declare it in framework/units.yaml"),
        (
            {"breaks": ["refugee"]},
            "unknown series of breaks of pupils in new.yaml 'refugee': did you mean refugees",
        ),
        ({"breaks": ["x"]}, "unknown series of breaks of pupils in new.yaml 'x': name it at a break in"),
        (
            {"not_broken_by": ["oip-begin"]},
            "unknown break of pupils in new.yaml 'oip-begin': did you mean oip-begins?",
        ),
        ({"row": "result"}, "unknown group of the row of pupils in new.yaml 'result': did you mean results?"),
        ({"row": "asylum"}, "unknown group of the row of pupils in new.yaml 'asylum': "),
        ({"row": {"group": "law", "after": "x"}}, "unknown row before that of pupils in new.yaml 'x'"),
        ({"row": {"gruop": "law"}}, "unknown key in new.yaml: pupils, row 'gruop': did you mean group?"),
        ({"row": {"group": "law", "after": "pupils"}}, "new.yaml: the row of pupils follows itself"),
        (
            {"tables": ["populaton"]},
            "unknown table of pupils in new.yaml 'populaton': did you mean population",
        ),
        ({"rests_on": "teachers"}, "unknown count of persons of pupils in new.yaml 'teachers'"),
        ({"share_of": "idp"}, "unknown revised series of pupils in new.yaml 'idp': did you mean idps?"),
        ({"directon": "up"}, "unknown key in new.yaml: pupils 'directon': did you mean direction"),
        (
            {"direction": "more"},
            "new.yaml: pupils: direction 'more' input should be 'up', 'down' or 'neutral'",
        ),
        ({"unit": None}, "new.yaml: pupils has no unit: add it"),
    ],
)
def test_what_is_wrong_in_a_measure_is_said_in_one_line(changes: dict[str, object], line: str) -> None:
    with pytest.raises(GcrError) as error:
        read(changes)
    assert str(error.value).startswith(line)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"panel: [\n", "new.yaml is not YAML, line 2: look at colons, quotes and indents"),
        (b"", "new.yaml is empty: write panel and indicators, a line each"),
        (b"- id: pupils", "new.yaml is not a mapping: write panel and indicators, a line each"),
        (b"panel: self-relance\nindicators: []", "unknown panel in new.yaml 'self-relance': did you mean"),
        (b"panel: self-reliance", "new.yaml has no indicators: add it"),
        (b"panel: self-reliance\nindicators: [pupils]", "new.yaml: indicator 1 is not a mapping: write id, "),
    ],
)
def test_a_file_that_declares_no_measures_is_refused_in_one_line(content: bytes, line: str) -> None:
    with pytest.raises(GcrError) as error:
        read_file(content)
    assert str(error.value).startswith(line)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("panel", framework.panels())
def test_a_new_indicator_names_what_is_declared_and_asks_for_its_row(panel: str) -> None:
    (_, declaration), _ = contents("indicator", "people-near-borders", panel)
    [measure] = read_file(declaration.encode())
    check_measures({measure.id: measure}, {measure.id: "new.yaml"}, KNOWN)
    assert (measure.unit, measure.breaks, measure.row) == ("persons", ("refugees",), None)
    [measure] = read_file(declaration.replace("row:\n", f"row: {GROUPS[f'group of {panel}'][0]}\n").encode())
    check_measures({measure.id: measure}, {measure.id: "new.yaml"}, KNOWN)
    assert measure.row


def test_rows_stand_by_group_then_as_declared_but_for_those_that_follow_another() -> None:
    declared = read(
        {"id": "a", "row": "people"},
        {"id": "b", "row": "law"},
        {"id": "c", "row": {"group": "law", "after": "e"}},
        {"id": "none"},
        {"id": "d", "row": "law"},
        {"id": "e", "row": {"group": "law", "after": "b"}},
    )
    assert "".join(measure.id for measure in in_order(PANEL, declared.values())) == "becda"


def test_every_declared_row_stands_in_the_table_of_its_panel_once() -> None:
    declared = [measure.id for measure in framework.indicators().values() if measure.row]
    shown = [measure.id for panel in framework.panels() for measure in framework.rows_of(panel)]
    assert sorted(shown) == sorted(declared)


def test_what_a_table_leaves_out_is_counted_by_declared_measures() -> None:
    tables = [panel.table for panel in framework.panels().values()]
    assert {id for table in tables for id in table.only_where.values()} <= set(framework.indicators())


def test_every_unit_of_a_measure_says_how_it_is_written_and_every_least_change_has_a_unit() -> None:
    used = {measure.unit for measure in framework.indicators().values()}
    assert used | set(framework.claims().verdicts.least) <= set(framework.units())


def test_a_measure_is_a_fact_of_its_own_unless_it_names_another():
    declared = framework.indicators()
    assert declared["days_to_departure"].fact == "days_to_departure"
    assert declared["gcr_3_1_1"].fact == declared["resettlement_departures"].fact == "departures"


def test_measures_of_one_fact_are_of_one_panel():
    panels: dict[str, set[str]] = {}
    for measure in framework.indicators().values():
        if measure.direction != "neutral":
            panels.setdefault(measure.fact, set()).add(measure.panel)
    assert {fact for fact, own in panels.items() if len(own) > 1} == set()


def test_an_indicator_of_the_compact_and_what_stands_in_for_it_are_one_fact():
    declared = framework.indicators()
    for code, proxy in (("gcr_1_1_1", "unhcr_contributions_constant"), ("gcr_1_1_2", "unhcr_donors")):
        assert declared[code].fact == declared[proxy].fact
    for code, proxy in (("gcr_3_1_2", "resettlement_destinations"), ("gcr_3_2_1", "pathway_departures")):
        assert declared[code].fact == declared[proxy].fact


def test_measures_in_a_file_of_their_own_follow_those_of_their_panel():
    ids = [*framework.indicators()]
    assert ids.index("refugees_hosted") < ids.index("gcr_1_2_2") < ids.index("plan_requirements")
