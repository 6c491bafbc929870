from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest

from gcr_analysis.geography import Region
from gcr_analysis.indicators import measures
from gcr_analysis.indicators.arrays import codes, years
from gcr_analysis.indicators.third_country_solutions import access, departures, flows

CACHED = (
    flows.arrivals_by_pair,
    flows.arrivals,
    flows.destinations,
    flows.by_destination,
    flows.reported,
    access._needs,
    access.published_needs,
)
OWN = Region("own", "Own", "own", ("LBN", "TUR", "UGA"), "2026", "")


def everywhere(people: dict[str, float]) -> np.ndarray:
    """The same number of people by country in every year, none in the others."""
    return np.tile([people.get(code, 0.0) for code in codes()], (len(years()), 1))


def forget() -> None:
    for remembered in CACHED:
        remembered.cache_clear()
    measures.forget()


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Region]]:
    """Let the snapshot hold what a test gives: arrivals, results and stocks of refugees, as rows."""

    def rewrite(
        arrivals: list[tuple] = (),
        results: list[tuple] = (),
        from_there: dict[str, float] | None = None,
        hosted: dict[str, float] | None = None,
    ) -> Region:
        forget()
        came = pd.DataFrame(arrivals, columns=["year", "origin", "destination", "persons"])
        told = pd.DataFrame(results, columns=["year", "country", "population_group", "result", "value"])
        tables = {"resettlement_arrivals": came, "unhcr_results": told}
        for module in (flows, access):
            true = module.load
            monkeypatch.setattr(module, "load", lambda name, *_, true=true: tables.get(name, true(name)))
        if from_there is not None:
            people = everywhere(from_there)
            monkeypatch.setattr(flows, "refugees_from", lambda name: people)
        if hosted is not None:
            stocks = everywhere(hosted)
            monkeypatch.setattr(
                departures, "stock", lambda name: stocks if name == "refugees" else stocks * 0.0
            )
        return OWN

    rewrite.forget = forget  # type: ignore[attr-defined]
    yield rewrite
    monkeypatch.undo()
    forget()
