"""The maps of panel three: destinations, origins or hosts, whichever suits how the region is read."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.briefing.place import Place, label, place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.third_country_solutions.evidence import SolutionsEvidence
from gcr_analysis.briefing.third_country_solutions.figure import (
    ARRIVALS,
    BOUNDARIES,
    PER_HOSTED,
    RESULTS,
    figure,
    silent,
)
from gcr_analysis.briefing.third_country_solutions.words import say
from gcr_analysis.figures.specification import Map
from gcr_analysis.framework import thresholds
from gcr_analysis.geography import NO_PLACE, region
from gcr_analysis.indicators.third_country_solutions.flows import reports_from

NAMED = 6
IN_VIEW_PERCENT = 95


def map_of(solutions: SolutionsEvidence) -> Figure | Words:
    """Draw the map that suits the view: see the functions below."""
    if solutions.view == "host":
        return _peers(solutions) if solutions.region.is_country else _hosts(solutions)
    if solutions.view == "destination" and solutions.region.is_country:
        return _origins(solutions)
    return _destinations(solutions)


def _destinations(solutions: SolutionsEvidence) -> Figure | Words:
    """Draw the destinations in the region, or of refugees from it."""
    rows = solutions.destinations
    facts = solutions.common | {"view": solutions.side_view}
    if rows.empty:
        return silent("map_none", facts)
    codes = [str(iso3) for iso3 in rows["iso3"]]
    here = {iso3: solutions.took(iso3) for iso3 in codes[:NAMED]}
    facts |= {"count": given(len(codes), "countries"), "name": place(codes[0])}
    facts["most"] = bool(rows["share"].iloc[0] > thresholds()["half"].value)
    within = solutions.side == "destination" and not solutions.is_world
    asked = _places(solutions.region.countries if within else region("world").countries)
    return _map(
        solutions,
        "destinations" + ("_one" if len(codes) == 1 else ""),
        facts,
        here,
        _values(
            asked, dict.fromkeys(asked, 0.0) | dict(zip(codes, rows["arrivals"].astype(float), strict=True))
        ),
        source=ARRIVALS,
        frame=_largest(rows, "arrivals") if within else None,
        asked=asked,
        outlined=solutions.region.id if solutions.region.is_country else None,
    )


def _origins(solutions: SolutionsEvidence) -> Figure | Words:
    """Draw where the refugees who were resettled in a single destination come from."""
    rows = solutions.origins[~solutions.origins["iso3"].isin([*NO_PLACE, solutions.region.id])]
    facts = dict(solutions.common)
    if rows.empty:
        return silent("map_none", facts)
    codes = [str(iso3) for iso3 in rows["iso3"]]
    here = {
        iso3: solutions.part(solutions.arrived, value, detail=f"from {iso3}")
        for iso3, value in zip(codes[:NAMED], rows["arrivals"], strict=False)
    }
    facts |= {"count": given(len(codes), "countries"), "name": place(codes[0])}
    facts["most"] = bool(rows["share"].iloc[0] > thresholds()["half"].value)
    return _map(
        solutions,
        "origins" + ("_one" if len(codes) == 1 else ""),
        facts,
        here,
        _values(codes, dict(zip(codes, rows["arrivals"].astype(float), strict=True))),
        source=ARRIVALS,
        frame=(*_largest(rows, "arrivals"), solutions.region.id),
        asked=codes,
        outlined=solutions.region.id,
    )


def _hosts(solutions: SolutionsEvidence) -> Figure | Words:
    """Draw departures by host of a region; hatched where none are reported."""
    rows = solutions.hosts[solutions.hosts["departures"] > 0]
    facts = solutions.common | {"own_year": solutions.departed.own_year}
    if rows.empty:
        return silent("map_none", facts)
    codes = [str(iso3) for iso3 in rows["iso3"]]
    total = solutions.at("resettlement_departures")
    here = {
        iso3: solutions.part(total, value, of=iso3)
        for iso3, value in zip(codes[:NAMED], rows["departures"], strict=False)
    }
    asked = _places(solutions.region.countries)
    wide = reports_from(asked, "resettlement_departures").loc[solutions.host_year]
    facts |= {"name": place(codes[0]), "here": here[codes[0]]}
    facts["silent"] = given(int(wide.isna().sum()), "countries")
    return _map(
        solutions,
        "hosts",
        facts,
        here,
        _values(asked, wide.dropna().to_dict()),
        source=RESULTS,
        frame=_largest(rows, "departures", 99.5),
        asked=asked,
    )


def _peers(solutions: SolutionsEvidence) -> Figure | Words:
    """Draw departures per thousand hosted in the UNHCR region of a single host."""
    rows = solutions.peer_hosts.dropna(subset=["per_1000"])
    facts = solutions.common | {"own_year": solutions.departed.own_year, "peers": Place.of(solutions.peers)}
    if rows.empty:
        return silent("map_none", facts)
    dense = rows.sort_values("per_1000", ascending=False, kind="stable")
    codes = [str(iso3) for iso3 in dense["iso3"]]
    whole = solutions.at("departures_per_1000_hosted", of="world")
    here = {
        iso3: solutions.part(whole, value, of=iso3)
        for iso3, value in zip(codes, dense["per_1000"], strict=True)
    }
    own = solutions.region.id
    told = [own, *[iso3 for iso3 in codes if iso3 != own]] if own in codes else codes
    some = bool(here[codes[0]].value)
    facts |= {"name": place(codes[0]) if some else "", "here": here[codes[0]]}
    asked = _places(solutions.peers.countries)
    return _map(
        solutions,
        "peers",
        facts,
        {iso3: here[iso3] for iso3 in told[:NAMED]},
        _values(asked, dict(zip(codes, dense["per_1000"], strict=True))),
        source=PER_HOSTED,
        frame=None if solutions.peers.id == "world" else (*_largest(rows, "departures", 99.5), own),
        asked=asked,
        outlined=own,
    )


def _map(
    solutions: SolutionsEvidence,
    kind: str,
    facts: Mapping[str, Any],
    here: Mapping[str, Quantity],
    data: pd.DataFrame,
    *,
    source: tuple[str, ...],
    frame: Iterable[str] | None,
    asked: Iterable[str],
    outlined: str | None = None,
) -> Figure:
    what = kind.removesuffix("_one")
    first = [figure.value for figure in here.values()][:2]
    tied = len(first) > 1 and first[0] == first[1]
    places = [say("dense_place", name=place(iso3), here=figure) for iso3, figure in here.items()]
    drawing = Map(
        unit="per 1,000 hosted" if what == "peers" else "persons",
        frame=None if frame is None else tuple(frame),
        legend=say(f"map_legend_{what}", **solutions.common).text,
        asked=tuple(asked),
        labelled={iso3: f"{label(iso3)}\n{figure}" for iso3, figure in here.items()},
        outlined=(outlined,) if outlined else (),
    )
    return figure(
        "map",
        (f"map_title_{kind}", f"map_subtitle_{what}", f"map_alt_{what}"),
        dict(facts) | {"places": places, "tied": tied},
        source=source + BOUNDARIES,
        data=data,
        drawing=drawing,
    )


def _places(codes: Iterable[str]) -> list[str]:
    return [iso3 for iso3 in codes if iso3 not in NO_PLACE]


def _values(codes: Iterable[str], values: Mapping[Any, float]) -> pd.DataFrame:
    """Values by country, missing where *values* does not tell."""
    frame = pd.DataFrame({"iso3": list(codes)})
    frame["country"] = [label(iso3) for iso3 in frame["iso3"]]
    return frame.assign(value=[values.get(iso3, float("nan")) for iso3 in frame["iso3"]])


def _largest(rows: pd.DataFrame, column: str, percent: float = IN_VIEW_PERCENT) -> tuple[str, ...]:
    """Return the largest places that together make up so much of all."""
    below = rows[column].cumsum() < percent / 100 * rows[column].sum()
    return tuple(str(iso3) for iso3 in rows["iso3"].head(int(below.sum()) + 1))
