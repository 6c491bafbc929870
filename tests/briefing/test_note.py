import json

from gcr_analysis.briefing.findings import MOST, Finding, chosen
from gcr_analysis.briefing.note import NOTE, PROGRESS, SECTIONS
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.indicators import indicators
from gcr_analysis.indicators.progress import progress


def test_a_section_holds_the_heaviest_findings_and_no_more_than_it_has_room_for():
    said = [Finding("limits", weight, Sentence(str(weight), "")) for weight in range(20)]
    assert [int(s.id) for s in chosen(said, "limits")] == list(range(19, 19 - MOST["limits"], -1))
    assert chosen(said, "progress") == ()


def test_a_note_holds_what_the_pages_are_made_from(note_on):
    note = note_on("ssar").note._repr_mimebundle_()[NOTE]
    assert note["region"] == "ssar" and note["region_title"] == "SSAR countries"
    assert (note["year"], note["baseline_year"]) == (2025, 2016)
    assert set(note["headline"]) == {"value", "label", "change"}
    assert note["figures"] == ["hosted", "hosts", "moved", "asked", "map"] and note["table"] == "measures"
    assert [section["id"] for section in note["sections"]] == list(SECTIONS)
    assert [section["title"] for section in note["sections"]] == [
        "Progress",
        "Challenges",
        "Areas in need of support",
        "What the data cannot say",
    ]
    json.dumps(note)


def test_a_note_names_the_sources_of_its_figures_and_no_others(note_on):
    named = {(source["producer"], source["title"]) for source in note_on("ssar").note.sources()}
    assert ("UNHCR", "Refugee Population Statistics Database") in named
    assert ("World Bank", "World Development Indicators") in named
    assert not any(producer == "UNRWA" for producer, _ in named)
    assert any(source["producer"] == "UNRWA" for source in note_on("LBN").note.sources())


def test_the_ledger_has_each_quantity_once_with_its_origin(note_on):
    ledger = note_on("ssar").note.ledger()
    keys = [tuple(str(value) for value in line.values()) for line in ledger]
    assert len(keys) == len(set(keys))
    measured = [line for line in ledger if line["status"] != "given"]
    assert all(line["source"] and line["vintage"] and line["indicator"] for line in measured)


def test_a_note_reads_the_same_twice_and_is_escaped_where_it_is_html(tmp_path):
    from gcr_analysis.briefing import HostCountryBurden

    path = tmp_path / "set.yaml"
    path.write_text("name: two\ntitle: Here & there\ncountries: [LBN, JOR]\n")
    one, two = (HostCountryBurden(str(path), 2025, 2016).note._repr_mimebundle_() for _ in range(2))
    assert one == two
    assert "Here &amp; there" in one["text/html"] and "Here & there" in one["text/plain"]


def test_a_note_carries_every_measure_of_its_panel_as_the_engine_gives_it(note_on):
    carried = note_on("ssar").note.measures()
    table = indicators("ssar", 2025, "host-country-burden", 2016)
    assert carried["columns"] == [*table.columns, "text", *PROGRESS]
    cells = [dict(zip(carried["columns"], row, strict=True)) for row in carried["rows"]]
    assert [cell["indicator"] for cell in cells] == table["indicator"].tolist()
    assert [cell["status"] for cell in cells] == table["status"].tolist()
    hosted = next(cell for cell in cells if cell["indicator"] == "refugees_hosted")
    assert hosted["value"] == table.set_index("indicator").loc["refugees_hosted", "value"]
    assert hosted["text"].replace("\u00a0", " ").endswith("million")
    assert {cell["text"] for cell in cells if cell["value"] is None} == {"no figure"}


def test_a_note_carries_the_progress_status_of_directed_measures_and_of_no_other(note_on):
    carried = note_on("ssar").note.measures()
    cells = [dict(zip(carried["columns"], row, strict=True)) for row in carried["rows"]]
    told = {cell["indicator"]: cell["progress"] for cell in cells if cell["progress"] is not None}
    judged = progress("ssar", 2025, "host-country-burden", 2016)
    assert told == dict(zip(judged["indicator"], judged["progress"], strict=True))
    assert "refugees_hosted" not in told
