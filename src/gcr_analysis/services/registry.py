"""The services that can be asked: where they are, and what each has of the snapshot."""

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from gcr_analysis.errors import GcrError
from gcr_analysis.services import unhcr, world_bank
from gcr_analysis.services.answers import Answers
from gcr_analysis.services.client import Client
from gcr_analysis.services.harvest import Part, Told, counting, harvest
from gcr_analysis.services.rate_limit import RateLimit

Parts = Callable[[Collection[str], int], list[Part]]


@dataclass(frozen=True)
class Service:
    """A live service.

    Parameters
    ----------
    title
        What messages call it.
    address
        Where it is.
    variable
        Environment variable that names another place, such as a copy of the service.
    parts
        What it has, by the codes of countries that may come and the last year asked for.
    besides
        What it has besides, and the snapshot can do without.
    """

    title: str
    address: str
    variable: str
    parts: Parts
    besides: Parts

    @property
    def asked_at(self) -> str:
        """Address that is asked."""
        return os.environ.get(self.variable) or self.address


SERVICES = {
    "unhcr": Service("UNHCR's service", unhcr.ADDRESS, "GCR_UNHCR_SERVICE", unhcr.parts, unhcr.besides),
    "world-bank": Service(
        "the World Bank's service",
        world_bank.ADDRESS,
        "GCR_WORLD_BANK_SERVICE",
        world_bank.parts,
        lambda known, until: [],
    ),
}
"""Services by the name that a command takes."""


@dataclass(frozen=True)
class Taken:
    """What was taken from services.

    Parameters
    ----------
    tables
        Tables that can be made of it.
    besides
        Those of them that the snapshot can do without.
    asked, kept
        How many questions were answered now, and before a stop.
    left
        What could not be taken, with the reason.
    """

    tables: frozenset[str] = frozenset()
    besides: frozenset[str] = frozenset()
    asked: int = 0
    kept: int = 0
    left: tuple[str, ...] = ()

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(
            self.tables | other.tables,
            self.besides | other.besides,
            self.asked + other.asked,
            self.kept + other.kept,
            self.left + other.left,
        )

    def without(self, table: str, reason: str) -> "Taken":
        """Return the rest, when a table cannot be used."""
        left = (*self.left, f"{table}: {reason}")
        return replace(self, tables=self.tables - {table}, besides=self.besides - {table}, left=left)


def take(
    name: str,
    folder: Path,
    known: Collection[str],
    until: int,
    *,
    rate_limit: RateLimit | None = None,
    told: Told | None = None,
) -> Taken:
    """Take all that a service has of the snapshot.

    Parameters
    ----------
    name
        One of `SERVICES`.
    folder
        Kept answers go to its folder ``answers``, files to its folder ``extracts``.
    known
        Codes of countries and groups without a state that may come.
    until
        Last year that is asked for.
    rate_limit, told
        As for `harvest`.

    Raises
    ------
    GcrError
        When the service does not answer, or an answer is not what was asked for.
    """
    service, answers = SERVICES[name], Answers(folder / "answers" / name)
    taken, into = Taken(), folder / "extracts"
    with Client(service.title, service.asked_at, rate_limit) as client:
        parts = service.parts(known, until)
        done = harvest(client, parts, answers, into, told)
        taken += Taken(_tables(parts), frozenset(), done.asked, done.kept)
        for part in service.besides(known, until):
            try:
                done = harvest(client, [part], answers, into, counting(told, taken.asked + taken.kept))
                taken += Taken(_tables([part]), _tables([part]), done.asked, done.kept)
            except GcrError as error:
                taken += Taken(left=(f"{', '.join(part.tables)}: {error}",))
                client.pace.stopped.clear()
    return taken


def _tables(parts: list[Part]) -> frozenset[str]:
    return frozenset(table for part in parts for table in part.tables)
