"""A refresh ends with the figures that the services have, whatever happens on the way."""

import json
import random
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.services import RateLimit
from gcr_analysis.snapshot import load, store, verify
from gcr_analysis.snapshot.as_released import EXCHANGED
from gcr_analysis.snapshot.gate import Refusal
from gcr_analysis.snapshot.joining import released
from gcr_analysis.snapshot.refresh import Outcome, refresh
from gcr_analysis.snapshot.releases import carried, differences

TODAY = date(2026, 11, 25)
LONG = pytest.mark.long
CANADA = {"coo_iso": "AFG", "coa_iso": "CAN", "year": 2025}


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def beside(snapshot: Path) -> Path:
    return snapshot.parent / ".data-refresh"


def test_a_refresh_ends_with_the_snapshot_that_the_services_serve(service, hasty, snapshot):
    before = content(snapshot)
    outcome = refresh(snapshot, rate_limit=hasty, today=TODAY)
    assert (outcome.changed, outcome.refused, outcome.kept) == ((), (), 0)
    assert outcome.asked == len(service.asked) - 1  # one was answered with no rows
    assert [left.split(":")[0] for left in outcome.left] == ["nowcasts"]
    assert content(snapshot) == before
    assert not beside(snapshot).exists()


@LONG
def test_a_fifth_of_all_answers_may_fail(service, hasty, snapshot):
    before = content(snapshot)
    impatient = replace(hasty, timeout=2.0)
    service.faults.share, service.faults.nap = 0.2, 2.2
    outcome = refresh(snapshot, rate_limit=impatient, today=TODAY)
    assert (outcome.changed, outcome.refused) == ((), ())
    assert content(snapshot) == before
    failed = sum(count for kind, count in service.faults.done.items() if kind)
    assert failed >= 0.1 * len(service.asked), service.faults.done
    assert len(service.asked) > outcome.asked + failed


def test_what_was_answered_before_a_stop_is_not_asked_again(service, hasty, snapshot):
    def stop(answered: int, known: int, name: str) -> None:
        if answered == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refresh(snapshot, ["world-bank"], rate_limit=hasty, today=TODAY, told=stop)
    outcome = refresh(snapshot, ["world-bank"], rate_limit=hasty, today=TODAY)
    assert outcome.kept >= 5
    assert (outcome.asked + outcome.kept, outcome.changed) == (10, ())


@LONG
@pytest.mark.parametrize("stop_after", [1, 30, 59])
def test_a_refresh_that_was_stopped_goes_on_where_it_was(service, hasty, snapshot, stop_after):
    before = content(snapshot)

    def stop(answered: int, known: int, name: str) -> None:
        if answered == stop_after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refresh(snapshot, rate_limit=hasty, today=TODAY, told=stop)
    assert content(snapshot) == before
    outcome = refresh(snapshot, rate_limit=hasty, today=TODAY + timedelta(days=1))
    assert outcome.kept >= stop_after - 2
    assert outcome.changed == ()
    assert content(snapshot) == before


def revise(item):
    """Ten more asylum-seekers from Afghanistan in Canada, in the rows and in the sums."""
    summed = item.get("coo_iso") == "-" and item["coa_iso"] in ("-", "CAN") and item["year"] == 2025
    if "asylum_seekers" in item and (summed or CANADA.items() <= item.items()):
        item["asylum_seekers"] = int(item["asylum_seekers"]) + 10


@LONG
def test_the_same_figures_are_taken_once_and_months_stay_apart(service, hasty, snapshot):
    service.tamper, service.nowcasts = revise, True
    assert refresh(snapshot, ["unhcr"], rate_limit=hasty, today=TODAY).refused == ()
    # The service has the same figures still: nothing is left to take, and the vintage stays.
    before = content(snapshot)
    again = refresh(snapshot, ["unhcr"], rate_limit=hasty, today=TODAY + timedelta(days=30))
    assert (again.changed, again.release) == ((), "")
    assert content(snapshot) == before
    # A month later its estimates are others: both months stay, and nothing of a year is made of them.
    service.month = 9
    later = refresh(snapshot, ["unhcr"], rate_limit=hasty, today=TODAY + timedelta(days=60))
    assert (later.changed, later.refused) == (("nowcasts",), ())


def test_revised_figures_are_taken_and_become_a_release(service, hasty, snapshot, monkeypatch):
    service.tamper, service.nowcasts = revise, True
    outcome = refresh(snapshot, ["unhcr"], rate_limit=hasty, today=TODAY)
    assert outcome.refused == ()
    assert outcome.changed == ("population", "releases", "release_dates", "nowcasts")
    assert outcome.release == "2025-12-r2"
    monkeypatch.setenv("GCR_DATA", str(snapshot))
    store.forget()
    try:
        found = differences("previous", "latest")
        assert found[["series", "year", "origin", "asylum", "change"]].to_numpy().tolist() == [
            ["asylum_seekers", 2025, "AFG", "CAN", 10.0]
        ]
        now = released({name: load(name) for name in EXCHANGED})
        assert now.equals(carried("latest")["persons"].sort_index())
        source = store.sources()["unhcr-population"]
        assert (source.vintage, source.vintage_label[:40]) == (
            "2026-11-25",
            "end-2025 figures, taken on 25 November 2",
        )
        assert store.sources()["unhcr-releases"].vintage_label == "10 releases, mid-2022 to end-2025"
        assert store.sources()["world-bank"].vintage == "2026-07"
        assert verify(snapshot) == []
        months = load("nowcasts")
        assert set(months["month"]) == {service.month}
        assert int(months["refugees"].sum()) == 28_461_306
    finally:
        monkeypatch.delenv("GCR_DATA")
        store.forget()


def move_within_the_world(item):
    """Refugees in Pakistan stand in Iran: the sum of all is as it was."""
    if item["year"] == 2025 and item["coo_iso"] == "AFG" and "refugees" in item:
        sign = {"PAK": -100_000, "IRN": 100_000}.get(item["coa_iso"], 0)
        item["refugees"] = int(item["refugees"]) + sign if sign else item["refugees"]


def lose_returns(item):
    """The flows of the last year are those of some months."""
    for name in ("returned_refugees", "returned_idps", "resettlement", "naturalisation"):
        if item.get(name) not in (None, "-") and item["year"] == 2025:
            item[name] = int(item[name]) // 4


def lose_inhabitants(item):
    """Every second country has no inhabitants any more."""
    if item["countryiso3code"] > "K":
        item["value"] = None


def test_what_is_refused_stays_beside_the_snapshot(service, hasty, snapshot):
    before, service.tamper = content(snapshot), lose_inhabitants
    outcome = refresh(snapshot, ["world-bank"], rate_limit=hasty, today=TODAY)
    assert ("economy", "population") in {(refusal.table, refusal.column) for refusal in outcome.refused}
    assert content(snapshot) == before
    assert outcome.candidate is not None
    assert (outcome.candidate / "datapackage.json").is_file()


@LONG
def test_what_speaks_against_the_figures_leaves_the_snapshot_as_it_was(service, hasty, snapshot):
    before, service.tamper = content(snapshot), lose_returns
    outcome = refresh(snapshot, ["unhcr"], rate_limit=hasty, today=TODAY)
    assert {refusal.check for refusal in outcome.refused} >= {"moved total"}
    assert all(refusal.remedy for refusal in outcome.refused)
    assert content(snapshot) == before
    assert outcome.candidate is not None
    assert (outcome.candidate / "datapackage.json").is_file()


@LONG
def test_a_harvest_of_days_ago_is_not_gone_on_from(service, hasty, snapshot):
    service.tamper = lose_returns
    assert refresh(snapshot, ["unhcr"], rate_limit=hasty, today=TODAY).refused
    service.tamper = None
    again = refresh(snapshot, ["unhcr"], rate_limit=hasty, today=TODAY + timedelta(days=2))
    assert (again.changed, again.kept) == ((), 0)


def test_the_world_bank_alone_is_asked_politely(service, snapshot):
    outcome = refresh(snapshot, ["world-bank"], today=TODAY)
    assert outcome.changed == ()
    assert len(service.asked) == 10
    assert service.most_in_a_second("/v2/") <= RateLimit().per_second
    assert service.at_once <= RateLimit().at_once


@LONG
def test_figures_that_do_not_fit_together_are_asked_for_anew(service, hasty, snapshot):
    service.tamper = move_within_the_world
    with pytest.raises(GcrError, match=r"population of 2025 \w+ came with .* pair by pair and .* in all"):
        refresh(snapshot, ["unhcr"], rate_limit=hasty, today=TODAY)
    service.tamper = None
    assert refresh(snapshot, ["unhcr"], rate_limit=hasty, today=TODAY).changed == ()


def test_a_damaged_snapshot_is_not_sealed_again(service, snapshot):
    (snapshot / "naturalisations.parquet").write_bytes(b"PAR1")
    with pytest.raises(GcrError, match=r"naturalisations\.parquet is cut short: restore it"):
        refresh(snapshot, ["world-bank"], today=TODAY)
    assert service.asked == []


def test_a_snapshot_behind_a_link_is_refreshed_where_it_is(service, hasty, snapshot, tmp_path):
    link = tmp_path / "elsewhere" / "data"
    link.parent.mkdir()
    link.symlink_to(snapshot)
    assert refresh(link, ["world-bank"], rate_limit=hasty, today=TODAY).changed == ()
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "elsewhere"]


def test_until_june_the_last_year_is_the_one_before(service, hasty, snapshot):
    refresh(snapshot, ["world-bank"], rate_limit=hasty, today=date(2027, 1, 5))
    with pytest.raises(
        GcrError, match="figures until 2020 cannot be asked for: give a year from 2025 to 2026"
    ):
        refresh(snapshot, until=2020, today=TODAY)


def test_wrong_input_is_refused_in_a_line(service, snapshot, tmp_path):
    with pytest.raises(UnknownNameError, match="did you mean world-bank"):
        refresh(snapshot, ["worldbank"])
    with pytest.raises(
        GcrError, match="figures until 2031 cannot be asked for: give a year from 2025 to 2026"
    ):
        refresh(snapshot, until=2031, today=TODAY)
    with pytest.raises(GcrError, match=r"datapackage\.json is missing"):
        refresh(tmp_path, ["unhcr"])
    assert service.asked == []


def test_two_refreshes_at_a_time_are_refused(service, snapshot):
    beside(snapshot).mkdir()
    with FileLock(beside(snapshot) / "lock"), pytest.raises(GcrError, match="another refresh is at work"):
        refresh(snapshot, ["world-bank"])


def test_a_refresh_that_was_killed_in_the_midst_of_its_swap_is_mended(service, hasty, snapshot):
    before = content(snapshot)
    beside(snapshot).mkdir()
    snapshot.rename(beside(snapshot) / "old")
    assert refresh(snapshot, ["world-bank"], rate_limit=hasty, today=TODAY).changed == ()
    assert content(snapshot) == before


def test_a_service_that_does_not_answer_is_named(service, snapshot):
    service.faults.share, service.faults.kinds = 1.0, ("503",)
    few = RateLimit(per_second=1_000, attempts=3, first_wait=0.01, longest_wait=0.01)
    with pytest.raises(GcrError, match=r"the World Bank's service did not answer .* in 3 tries: status 503"):
        refresh(snapshot, ["world-bank"], rate_limit=few, today=TODAY)


def test_the_command_says_what_it_did(service, snapshot, capsys):
    from gcr_analysis.cli import main

    with pytest.raises(SystemExit) as ended:
        main(["data", "refresh", "--source", "world-bank", "--into", str(snapshot)])
    assert ended.value.code == 3
    out, err = capsys.readouterr()
    assert out.endswith("holds the newest figures already (10 answers)\n")
    first, *lines = err.splitlines()
    assert first.startswith("asking the services for their newest figures")
    assert re.match(r"1 of \d+ questions answered so far: ", lines[0])
    assert lines[-1].startswith("10 of 10 questions answered so far: ")


def test_quiet_is_quiet(service, snapshot, capsys):
    from gcr_analysis.cli import main

    with pytest.raises(SystemExit):
        main(["data", "refresh", "--source", "world-bank", "--into", str(snapshot), "--quiet"])
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("outcome", "code", "said"),
    [
        (Outcome(asked=3), 3, "holds the newest figures already (3 answers)"),
        (Outcome(changed=("economy",), asked=3), 0, "took economy into "),
        (
            Outcome(
                changed=("economy",), refused=(Refusal("economy", "schema", "", (), "no", "wait"),), asked=3
            ),
            1,
            "economy: schema: no. Remedy: wait",
        ),
    ],
)
def test_the_exit_code_tells_nothing_new_from_taken_and_refused(outcome, code, said, monkeypatch, capsys):
    from gcr_analysis.cli import main

    monkeypatch.setattr("gcr_analysis.snapshot.refresh.refresh", lambda *_, **__: outcome)
    with pytest.raises(SystemExit) as ended:
        main(["data", "refresh"])
    assert ended.value.code == code
    assert said in capsys.readouterr().out


def test_the_exit_codes_are_documented(capsys):
    from gcr_analysis.cli import main
    from gcr_analysis.running import project_root

    with pytest.raises(SystemExit):
        main(["data", "refresh", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "0 new figures were taken, 3 there is nothing new, 1 something speaks against" in told
    assert "0 new figures were taken, 3 there is nothing new" in (project_root() / "README.md").read_text()


def test_without_a_network_the_command_says_so_in_seconds(service, snapshot, monkeypatch, capsys):
    from gcr_analysis.cli import main

    monkeypatch.setenv("GCR_UNHCR_SERVICE", "http://127.0.0.1:9/population/v1")  # nobody listens there
    begun = time.monotonic()
    with pytest.raises(SystemExit) as ended:
        main(["data", "refresh", "--into", str(snapshot)])
    assert (ended.value.code, time.monotonic() - begun < 15) == (2, True)
    line = capsys.readouterr().err.splitlines()[-1]
    assert line.startswith("gcr: UNHCR's service cannot be reached at 127.0.0.1: the connection failed (")
    assert "has a network" in line
    assert service.asked == []


# A process of its own, so that it can be killed; in a hurry, so that the kills come at all its steps.
REFRESH = """
import sys
from datetime import date
from gcr_analysis.services import RateLimit
from gcr_analysis.snapshot.gate import Refusal
from gcr_analysis.snapshot.refresh import Outcome, refresh
hasty = RateLimit(per_second=1_000, attempts=12, first_wait=0.01, longest_wait=0.05, timeout=5.0)
outcome = refresh(sys.argv[1], rate_limit=hasty, today=date(2026, 11, 25))
print(outcome.changed, outcome.refused)
"""


@pytest.mark.long
@pytest.mark.seeds(10)
def test_a_refresh_that_was_killed_goes_on_where_it_was(service, snapshot, seed):
    service.tamper = revise
    command = [sys.executable, "-c", REFRESH, str(snapshot)]
    before, begun = content(snapshot), time.monotonic()
    running = subprocess.Popen(command)
    time.sleep(random.Random(seed).uniform(1, 22))
    running.send_signal(signal.SIGKILL)
    running.wait()
    print(f"killed after {time.monotonic() - begun:.1f} s and {len(service.asked)} questions")
    whole = content(snapshot)
    json.loads(whole["datapackage.json"])
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    expected = "('population', 'releases', 'release_dates') ()" if whole == before else "() ()"
    assert ended.stdout.strip() == expected
    assert verify(snapshot) == []
    after = content(snapshot)
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert again.stdout.strip() == "() ()"
    assert content(snapshot) == after


@pytest.mark.long
def test_a_full_refresh_by_the_command_is_polite(service, hasty, snapshot):
    before = content(snapshot)
    refresh(snapshot, rate_limit=hasty)  # the server has every answer ready then, and sees when it is asked
    service.asked.clear()
    service.at_once = 0
    command = [sys.executable, "-m", "gcr_analysis", "data", "refresh", "--into", str(snapshot)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 3
    assert "holds the newest figures already" in ended.stdout
    assert content(snapshot) == before
    assert service.most_in_a_second("/population/v1/") <= 4
    assert service.most_in_a_second("/v2/") <= 4
    assert service.at_once <= 2


@pytest.mark.long
def test_a_further_year_is_taken_and_every_panel_speaks_of_it(
    service, hasty, snapshot, monkeypatch, tmp_path
):
    service.further = True
    outcome = refresh(snapshot, ["unhcr"], until=2026, rate_limit=hasty, today=TODAY)
    assert outcome.refused == ()
    assert outcome.release == "2026-12"
    monkeypatch.setenv("GCR_DATA", str(snapshot))
    command = [sys.executable, "-m", "gcr_analysis", "run", "--outputs", str(tmp_path / "outputs")]
    for region in ("world", "mirps", "lbn", "income-low"):
        command += ["--region", region]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert len(list((tmp_path / "outputs").rglob("2026.ipynb"))) == 16
