"""Bring the snapshot up to date from the live services: a candidate beside it, the gate, only then a swap."""

import json
import shutil
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import tables
from gcr_analysis.services import SERVICES, RateLimit, Taken, take
from gcr_analysis.services.harvest import Told, counting
from gcr_analysis.snapshot import assemble, files, store
from gcr_analysis.snapshot.assemble import UnusableError
from gcr_analysis.snapshot.gate import Refusal
from gcr_analysis.snapshot.renewal import Renewal
from gcr_analysis.sources import Extract

LASTS = timedelta(days=1)
"""How long kept answers may be gone on from: a service's figures may change."""
PUBLISHED_IN = 6  # June: UNHCR publishes the figures of the end of the year before
PLAN = "plan.json"


@dataclass(frozen=True)
class Outcome:
    """How a refresh ended.

    Parameters
    ----------
    changed
        Tables that differ from those of the snapshot before.
    refused
        What speaks against them; the snapshot is then as it was.
    candidate
        Folder of the candidate, where it was refused.
    release
        Id of the release that joined the others; empty where UNHCR's figures are those of the last one.
    asked, kept
        Questions that the services answered now, and that they had answered before a stop.
    left
        What was left as it was, with the reason.
    """

    changed: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    candidate: Path | None = None
    release: str = ""
    asked: int = 0
    kept: int = 0
    left: tuple[str, ...] = ()


def refresh(
    into: Path | str,
    services: Collection[str] = (),
    *,
    until: int | None = None,
    rate_limit: RateLimit | None = None,
    told: Told | None = None,
    today: date | None = None,
) -> Outcome:
    """Ask live services for all that they have of the snapshot, and take it over when the gate lets it pass.

    A harvest that was stopped goes on where it was, for a day. The snapshot is replaced as a whole or not at
    all; tables that no service has are carried on.

    Parameters
    ----------
    into
        Folder of the snapshot. The candidate is made in a hidden folder beside it.
    services
        Names among `gcr_analysis.services.SERVICES`; all when left out.
    until
        Last year that is asked for. When left out, the last one of whose end UNHCR has told: it does so in
        June of the next.
    rate_limit
        How politely; see `RateLimit`.
    told
        Called with each answer.
    today
        The day of the harvest.

    Raises
    ------
    UnknownNameError
        When there is no such service.
    GcrError
        When there is no snapshot, another refresh is at work, a service does not answer, or an answer is not
        what was asked for.

    Examples
    --------
    >>> refresh("data", ["unhrc"])
    Traceback (most recent call last):
    gcr_analysis.errors.UnknownNameError: unknown service 'unhrc': did you mean unhcr?
    """
    into, today = Path(into).resolve(), today or date.today()
    for name in services:
        if name not in SERVICES:
            raise UnknownNameError("service", name, SERVICES)
    folder = into.parent / f".{into.name}-refresh"
    try:
        folder.mkdir(exist_ok=True)
        with FileLock(folder / "lock", timeout=0):
            assemble.mend(into, folder / "old")
            until = _checked_year(into, until, today)
            plan = {
                "snapshot": store.package(into)["seal"],
                "services": {
                    name: SERVICES[name].asked_at for name in SERVICES if name in services or not services
                },
                "until": until,
            }
            day = _begun(folder, plan, today)
            taken, known = Taken(), frozenset(_codes(into))
            for name in plan["services"]:
                tell = counting(told, taken.asked + taken.kept)
                taken += take(name, folder, known, until, rate_limit=rate_limit, told=tell)
            outcome = _renewed(into, folder, taken, known, day)
            if not outcome.refused:
                shutil.rmtree(folder)
    except Timeout as error:
        raise GcrError(f"another refresh is at work in {folder}: wait until it has ended") from error
    except OSError as error:
        raise GcrError(f"cannot write to {folder}: {error.strerror or error}") from error
    finally:
        store.forget()
    return outcome


def _checked_year(into: Path, until: int | None, today: date) -> int:
    """Return the last year to ask for, once the snapshot is whole and can be replaced."""
    if into.is_mount():
        raise GcrError(f"{into} is a mount and cannot be replaced: refresh a folder inside it")
    for name in store.ids_in(into):
        store.checked_path(into, name)  # new figures are compared with these, and no damage is to be sealed
    reached = max(int(year) for year in store.resource(into, "population")["rowsPerYear"])
    if until is None:  # before June, figures of the middle of last year may stand under it
        return max(reached, today.year - (1 if today.month >= PUBLISHED_IN else 2))
    if not reached <= until <= today.year:
        raise GcrError(
            f"figures until {until} cannot be asked for: give a year from {reached} to {today.year}"
        )
    return until


def _begun(folder: Path, plan: dict, today: date) -> date:
    """Return the day of the harvest to go on with; begin a new one where there is none."""
    path = folder / PLAN
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        day = date.fromisoformat(kept.pop("day"))
        if kept == plan and timedelta(0) <= today - day <= LASTS:
            return day
    except (FileNotFoundError, ValueError, KeyError, AttributeError):
        pass  # none, or one that was damaged
    for name in ("answers", "extracts", "candidate"):
        shutil.rmtree(folder / name, ignore_errors=True)
    path.write_text(json.dumps(plan | {"day": today.isoformat()}), encoding="utf-8")
    return today


def _renewed(into: Path, folder: Path, taken: Taken, known: frozenset[str], day: date) -> Outcome:
    """Make the candidate; put it in the place of the snapshot when it differs and the gate lets it pass.

    What speaks against a table that the snapshot can do without leaves that table as it was.
    """
    candidate = folder / "candidate"
    shutil.rmtree(candidate, ignore_errors=True)
    candidate.mkdir()
    renewal = Renewal(into, candidate, Extract(folder / "extracts", known), taken.tables, day)
    try:
        frames = assemble.fill(candidate, renewal.make, renewal.vintages, renewal.names)
    except UnusableError as error:
        if error.table not in taken.besides:
            raise
        return _renewed(into, folder, taken.without(error.table, str(error)), known, day)
    there = store.ids_in(into)
    changed = tuple(
        name
        for name in frames
        if name not in there
        or store.digest((candidate / f"{name}.parquet").read_bytes()) != store.resource(into, name)["hash"]
    )
    outcome = Outcome(changed, (), None, renewal.release, taken.asked, taken.kept, taken.left)
    if not changed:
        return outcome
    refused = assemble.against(frames, into, store.older_in(candidate))
    for refusal in refused:
        if refusal.table in taken.besides:
            return _renewed(into, folder, taken.without(refusal.table, str(refusal)), known, day)
    if refused:
        return replace(outcome, refused=tuple(refused), candidate=candidate, release="")
    assemble.swap(candidate, into, folder / "old")
    return outcome


def _codes(into: Path) -> list[str]:
    return list(files.read(store.checked_path(into, "countries"), tables()["countries"])["iso3"])
