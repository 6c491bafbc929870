"""Questions are asked politely, again where the service stumbles, and never for ever."""

import time

import httpx
import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.services import RateLimit
from gcr_analysis.services.answers import Answers
from gcr_analysis.services.client import Client, Question
from gcr_analysis.services.rate_limit import Pace, StoppedError

IDMC = Question("idmc-00001", "idmc/", (("limit", "10000"), ("page", "1"), ("coa_all", "true")))
QUICK = RateLimit(per_second=1_000, attempts=3, first_wait=0.01, longest_wait=0.02, timeout=0.5)


def ask(service, question: Question = IDMC, rate_limit: RateLimit = QUICK):
    with Client("UNHCR's service", f"{service.address}/population/v1", rate_limit) as client:
        return client.ask(question)


def test_an_answer_comes_as_it_is(service):
    found = ask(service)
    assert found["page"] == 1
    assert found["items"][0]["coo_iso"] == "-"  # nobody asked for countries of origin


@pytest.mark.parametrize("fault", ["429", "500", "503", "timeout", "cut", "cut json", "html"])
def test_every_way_to_stumble_is_tried_again_and_then_named(service, fault):
    service.faults.share, service.faults.kinds, service.faults.nap = 1.0, (fault,), 0.7
    reason = {"timeout": "no answer within 0.5 seconds", "cut": "the connection failed"}
    reason |= {"cut json": "no JSON: the answer was cut short", "html": "no JSON: a web page came"}
    with pytest.raises(GcrError, match=f"in 3 tries: .*{reason.get(fault, f'status {fault}')}"):
        ask(service)
    assert len(service.asked) == 3


def test_a_path_that_there_is_not_is_refused_at_once(service):
    with pytest.raises(GcrError, match="refuses /population/v1/populations/ with status 404"):
        ask(service, Question("p", "populations/", ()))
    assert len(service.asked) == 1


def test_a_service_that_is_not_there_is_named():
    with (
        pytest.raises(GcrError, match="the connection failed"),
        Client("UNHCR's service", "http://127.0.0.1:9", QUICK) as client,
    ):
        client.ask(IDMC)


def test_a_service_that_cannot_be_reached_is_given_up_after_two_tries_with_any_patience():
    begun = time.monotonic()
    with (
        pytest.raises(GcrError, match=r"cannot be reached at 127\.0\.0\.1: .*a network"),
        Client("UNHCR's service", "http://127.0.0.1:9") as client,
    ):
        client.ask(IDMC)
    assert time.monotonic() - begun < 8


def test_one_that_has_answered_before_is_waited_for(service, monkeypatch):
    """A connection that is lost on the way may come back."""
    tries = []

    def gone(*_, **__):
        tries.append(1)
        raise httpx.ConnectError("unreachable")

    with Client("UNHCR's service", f"{service.address}/population/v1", QUICK) as client:
        client.ask(IDMC)
        monkeypatch.setattr(client._http, "stream", gone)
        with pytest.raises(GcrError, match=r"in 3 tries: .*unreachable.*goes on from there"):
            client.ask(IDMC)
    assert len(tries) == 3


def test_the_service_may_say_how_long_to_wait(service):
    service.faults.share, service.faults.kinds = 1.0, ("429",)
    patient = RateLimit(per_second=1_000, attempts=3, first_wait=5, longest_wait=5)
    begun = time.monotonic()
    with pytest.raises(GcrError, match="status 429"):
        ask(service, rate_limit=patient)
    assert time.monotonic() - begun < 5  # it said 0 seconds


def test_a_pace_that_is_stopped_lets_nobody_wait():
    pace = Pace(per_second=0.01)
    pace.wait()
    pace.stopped.set()
    with pytest.raises(StoppedError):
        pace.wait()
    with pytest.raises(GcrError, match="give more than 0"):
        Pace(0)


def test_a_kept_answer_that_was_cut_short_is_none(tmp_path):
    kept = Answers(tmp_path / "answers")
    kept.keep(IDMC, {"page": 1})
    (file,) = (tmp_path / "answers").iterdir()
    file.write_text('{"page":', encoding="utf-8")
    assert kept.of(IDMC) is None
    kept.forget([IDMC])
    assert list((tmp_path / "answers").iterdir()) == []


def service_says(service, asked: str) -> dict:
    path, _, query = asked.partition("?")
    params = tuple((name, value) for name, _, value in (pair.partition("=") for pair in query.split("&")))
    return ask(service, Question("q", path, params))


def test_the_server_of_these_tests_behaves_as_the_service_is_known_to(service):
    def years(path: str) -> set[int]:
        return {item["year"] for item in service_says(service, path)["items"]}

    assert years("unrwa/?yearFrom=2024&yearTo=2025") == {2024, 2025}
    assert len(years("unrwa/?yearFrom=2024")) > 50  # a lone bound is ignored
    assert years("unrwa/?year=2023,2024") == {2023}
    assert years("unrwa/?year[]=2023&year[]=2024") == {2023, 2024}
    assert service_says(service, "unrwa/?coa=XYZ&cf_type=ISO")["maxPages"] == 0
    world = service_says(service, "population/?year=2025")["items"]
    assert (world[0]["refugees"], world[0]["coo_iso"]) == (28_461_306, "-")
    misspelled = service_says(service, "population/?year=2025&cooo=SYR")["items"]
    assert misspelled == world
    austria = service_says(service, "population/?year=2025&coa=AUS")["items"][0]
    assert austria["coa_iso"] == "AUT"  # UNHCR's own code
    assert service_says(service, "population/?year=2025&coa=AUS&cf_type=ISO")["items"][0]["coa_iso"] == "AUS"
    beyond = service_says(service, "unrwa/?page=99")
    assert (beyond["page"], beyond["items"]) == (99, [])
    assert isinstance(service_says(service, "asylum-applications/?year=2025")["total"], dict)
    row = service_says(service, "population/?year=2025&coo=AFG&coa=PAK&cf_type=ISO")["items"][0]
    assert {type(value) for value in row.values()} >= {int, str}
