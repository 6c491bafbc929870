"""A site and a run are valid RO-Crates, made without a look at the network."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis.publishing import run_crate
from gcr_analysis.publishing.crate import CRATE
from gcr_analysis.publishing.files import write_files
from gcr_analysis.publishing.outputs import Note
from gcr_analysis.publishing.run_crate import names_in, run_files
from gcr_analysis.publishing.site import Published
from gcr_analysis.publishing.site_crate import site_crate
from gcr_analysis.running.current import Checked
from gcr_analysis.running.receipt import Receipt, receipt_path

# The validator reads JSON-LD by a class of rdflib that will go.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
PANEL = "host-country-burden"
Faults = Callable[..., list[str]]


@pytest.fixture
def outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A note that is current, with its receipt."""
    note = tmp_path / "outputs" / "mirps" / PANEL / "2025.ipynb"
    note.parent.mkdir(parents=True)
    note.write_text("{}")
    empty = {"answers": {}, "measures": {}, "tables": {}, "files": {}}
    receipt = Receipt(
        note="", parameters={"region": "mirps", "year": 2025}, python="3.11.7", figures="", **empty
    )
    receipt_path(note).write_text(receipt.model_dump_json())
    checked = [Checked(note, "mirps", "current")]
    monkeypatch.setattr(run_crate, "check_notes", lambda outputs: checked)
    return tmp_path / "outputs"


def test_a_run_is_a_process_run_crate_with_its_parameters_and_its_snapshot(
    outputs: Path, tmp_path: Path, crate_faults: Faults
) -> None:
    files, into = run_files(outputs), tmp_path / "run"
    write_files(into, files)
    assert names_in(into) >= files.keys()
    # A run notes no time, and neither the project nor its software has an address.
    unknown = ("endTime", "organization SHOULD have a URL", "Application SHOULD have a url", "absolute URI")
    found = crate_faults(into, "process-run-crate")
    assert {fault for fault in found if not any(each in fault for each in unknown)} == set()
    graph = {entity["@id"]: entity for entity in json.loads(files[CRATE])["@graph"]}
    action = graph[f"#run-mirps-{PANEL}-2025"]
    given = {graph[each["@id"]]["name"]: graph[each["@id"]].get("value") for each in action["object"]}
    assert given == {"Snapshot of the sources": None, "region": "mirps", "year": 2025}
    assert action["result"] == {"@id": f"outputs/mirps/{PANEL}/2025.ipynb"}
    assert "url" not in graph["#gcr-analysis"]
    assert run_files(outputs) == files


def test_a_crate_that_names_no_instrument_is_found(
    outputs: Path, tmp_path: Path, crate_faults: Faults
) -> None:
    files = run_files(outputs)
    described = json.loads(files[CRATE])
    for entity in described["@graph"]:
        entity.pop("instrument", None)
    write_files(tmp_path / "run", files | {CRATE: json.dumps(described).encode()})
    assert any("instrument" in fault for fault in crate_faults(tmp_path / "run", "process-run-crate"))


def test_a_site_is_a_crate_with_each_note_and_its_data(tmp_path: Path, crate_faults: Faults) -> None:
    told = Note.model_construct(
        title="<b>", lead="Five", year=2025, baseline_year=2016, region_title="MIRPS", sources=()
    )
    note, site = Published("mirps", PANEL, 2025, told, newest=True), tmp_path / "site"
    held = {f"regions/mirps/{PANEL}/index.html": b"<p>", f"regions/mirps/{PANEL}/figures.csv": b"a\n"}
    write_files(site, held | {"dataset/figures.parquet": b""})
    (site / CRATE).write_bytes(site_crate(site, [note]))
    assert crate_faults(site) == ["The organization SHOULD have a URL."]  # the project has none
    graph = {entity["@id"]: entity for entity in json.loads((site / CRATE).read_bytes())["@graph"]}
    assert graph.keys() >= held.keys() | {"dataset/"}
    assert "sha256" in graph[f"regions/mirps/{PANEL}/figures.csv"]
    assert "sha256" not in graph[f"regions/mirps/{PANEL}/index.html"]  # publishers write other bytes
