"""Notes as of a release: each kernel reads the release's snapshot, and each note knows its place."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from math import nan
from pathlib import Path
from typing import Any

import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.indicators import indicators
from gcr_analysis.running import FORK, STOCK, Run, execute, explain, plan_runs, run
from gcr_analysis.running.addresses import Address, address_of, notes_in
from gcr_analysis.running.current import check_notes, runs_again
from gcr_analysis.running.outcome import Outcome
from gcr_analysis.running.prune import prune
from gcr_analysis.running.receipt import read_receipt, receipt_path
from gcr_analysis.snapshot import latest_year

pytestmark = pytest.mark.site
PANEL = "self-reliance"
READS = (
    "from gcr_analysis import snapshot\n"
    "print(snapshot.as_of(), snapshot.latest_year(), int(snapshot.load('population')['year'].max()))"
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A note as of a release, and one of now."""
    folder = tmp_path_factory.mktemp("outputs")
    outcomes = run([*planned(), *plan_runs([PANEL], ["LBN"])], folder, quiet=True)
    assert {outcome.state for outcome in outcomes} == {"done"}
    return folder


def planned() -> tuple[Run, ...]:
    return plan_runs([PANEL], ["LBN"], as_of="gt2023")


def note_of(path: Path) -> dict[str, Any]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return cells[-1]["outputs"][-1]["data"]["application/vnd.gcr.note+json"]


@pytest.mark.parametrize("engine", [FORK, STOCK])
def test_each_kernel_of_a_plan_reads_the_snapshot_of_its_own_note(
    engine: str | None, small_run: Callable[..., Run], tree: Path
) -> None:
    plain = small_run("reads", READS)
    plan = [plain, replace(plain, as_of="GT2022"), replace(plain, as_of="GT2024")]
    before = os.environ.get("GCR_DATA")
    events = [*execute(plan, tree / f"by-{engine}", engine=engine, root=tree)]
    assert {event.state for event in events if isinstance(event, Outcome)} == {"done"}
    assert os.environ.get("GCR_DATA") == before
    said = {}
    for note in notes_in(tree / f"by-{engine}"):
        cells = json.loads(note.read_text(encoding="utf-8"))["cells"]
        printed = (output["text"] for cell in cells for output in cell.get("outputs", ()) if "text" in output)
        said[note.parent.name] = "".join(next(printed)).split()
    assert said == {
        "small": ["2025", "2025"],
        "as-of-GT2022": ["GT2022", "2022", "2022"],
        "as-of-GT2024": ["GT2024", "2024", "2024"],
    }


def test_a_note_says_of_which_release_it_is_in_every_row_and_source(outputs: Path) -> None:
    (made,) = planned()
    path = made.output(outputs)
    assert path == outputs / "lbn" / PANEL / "as-of-GT2023" / "2023.ipynb"
    note = note_of(path)
    assert (note["as_of"], note["year"]) == ("GT2023", 2023)
    people = next(source for source in note["sources"] if source["title"].endswith("Statistics Database"))
    assert people["vintage"].startswith("GT2023, 17 June 2024;")
    ages = ("school_age_share", "working_age_share", "dependency_ratio", "women_share", "camp_share")
    columns = note["measures"]["columns"]
    rows = [dict(zip(columns, row, strict=True)) for row in note["measures"]["rows"]]
    for row in [*rows, *note["ledger"]]:
        pairs = zip(row["source"].split("; "), row["vintage"].split("; "), strict=True)
        released = dict(pairs).get("unhcr-population", "(GT2023)")
        assert "(GT2023)" in released or row["indicator"] in ages, row
    asked = indicators("LBN", panel=PANEL, as_of="GT2023")
    for name in ("indicator", "status", "vintage"):
        assert [row[name] for row in rows] == asked[name].tolist()
    values = [nan if row["value"] is None else row["value"] for row in rows]
    assert values == pytest.approx(asked["value"].tolist(), rel=1e-5, nan_ok=True)
    assert "as_of" not in note_of(outputs / "lbn" / PANEL / "2025.ipynb")
    receipt = read_receipt(path)
    assert receipt is not None
    assert receipt.releases["unhcr-population"] == people["vintage"]


def test_it_is_fresh_beside_the_note_of_now_and_stale_by_itself(outputs: Path) -> None:
    plan = [*planned(), *plan_runs([PANEL], ["LBN"])]
    assert {why for _, why in explain(plan, outputs)} == {()}
    assert [(each.state, each.name) for each in check_notes(outputs)] == [
        ("current", f"lbn · {PANEL} · 2025"),
        ("current", f"lbn · {PANEL} · 2023 · as of GT2023"),
    ]
    receipt = receipt_path(plan[0].output(outputs))
    before = receipt.read_text(encoding="utf-8")
    try:
        receipt.write_text(before.replace("GT2023, 17 June 2024", "GT2023, corrected"), encoding="utf-8")
        checked = check_notes(outputs)
        assert [each.state for each in checked] == ["current", "other release"]
        assert runs_again(checked) == planned()
        assert prune(outputs) == ()
    finally:
        receipt.write_text(before, encoding="utf-8")


def test_a_note_of_a_release_that_is_gone_is_kept_and_named(outputs: Path, tmp_path: Path) -> None:
    note = planned()[0].output(outputs)
    moved = tmp_path / "lbn" / PANEL / "as-of-GT1999" / note.name
    moved.parent.mkdir(parents=True)
    for path in (note, receipt_path(note)):
        (moved.parent / path.name).write_bytes(path.read_bytes())
    (found,) = check_notes(tmp_path)
    assert (found.state, found.lost) == ("stale", True)
    assert found.reasons[0].startswith("unknown release 'GT1999'")
    assert prune(tmp_path) == ()


def test_a_plan_holds_years_against_the_release() -> None:
    assert latest_year() == 2025
    assert [(each.year, each.as_of) for each in planned()] == [(2023, "GT2023")]
    (mid_year,) = plan_runs([PANEL], ["LBN"], as_of="MYT2025")
    assert (mid_year.year, mid_year.as_of) == (2024, "MYT2025")
    (newest,) = plan_runs([PANEL], ["LBN"], as_of="latest")
    assert (newest.year, newest.as_of) == (2025, "GT2025r1")
    with pytest.raises(GcrError, match="give one from 2000 to 2023, the last year of GT2023"):
        plan_runs([PANEL], ["LBN"], [2024], as_of="GT2023")
    with pytest.raises(GcrError, match="unknown release 'GT2033': did you mean GT2023"):
        plan_runs([PANEL], ["LBN"], as_of="GT2033")


def test_a_variant_has_one_address() -> None:
    where = Path("outputs")
    address = Address("lbn", PANEL, 2020, 2024, "GT2024")
    assert address.note(where).as_posix() == f"outputs/lbn/{PANEL}/as-of-GT2024/since-2020/2024.ipynb"
    assert address_of(address.note(where), where) == address
    for folders in ("since-2020/as-of-GT2024", "since-2016", "as-of-", "as-of-GT2024/other", "as-of-../.."):
        assert address_of(where / "lbn" / PANEL / folders / "2024.ipynb", where) is None
