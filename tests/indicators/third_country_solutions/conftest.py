from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from gcr_analysis.geography import Region
from gcr_analysis.indicators import engine
from gcr_analysis.indicators.third_country_solutions import access, departures, destinations, flows

CACHED = (
    flows.arrivals,
    flows.arrivals_of,
    flows.refugees_at_start,
    flows.reported,
    destinations.largest_destination,
    departures.hosted_at_start,
    access.published_needs,
    engine.figures,
)
OWN = Region("own", "Own", "own", ("LBN", "TUR", "UGA"), "2026", "")


def forget() -> None:
    for remembered in CACHED:
        remembered.cache_clear()


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
        years = range(1999, 2026)
        for module, names, stocks in (
            (flows, "mandate_pairs", from_there),
            (departures, "stock", hosted),
        ):
            if stocks is None:
                continue
            if names == "mandate_pairs":
                index = pd.MultiIndex.from_product([stocks, ["DEU"]], names=["origin", "asylum"])
                pairs = pd.DataFrame({year: list(stocks.values()) for year in years}, index=index)
                monkeypatch.setattr(module, names, lambda pairs=pairs: pairs)
            else:
                wide = pd.DataFrame([stocks] * len(years), index=years).reindex(columns=flows.codes())
                wide = wide.fillna(0.0)
                zero = wide * 0.0
                monkeypatch.setattr(
                    module, names, lambda name, wide=wide, zero=zero: wide if name == "refugees" else zero
                )
        return OWN

    rewrite.forget = forget  # type: ignore[attr-defined]
    yield rewrite
    monkeypatch.undo()
    forget()
