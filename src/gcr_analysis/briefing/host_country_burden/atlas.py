"""The map of panel one: refugees per inhabitant where a region hosts, origins where a single country does."""

from functools import partial

import pandas as pd

from gcr_analysis.briefing import maps
from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.exhibits import (
    POPULATION,
    POPULATION_AND_ECONOMY,
    _words,
    source_line,
)
from gcr_analysis.briefing.host_country_burden.titles import _about
from gcr_analysis.briefing.host_country_burden.words import common, label, persons, place, say
from gcr_analysis.briefing.note import all_quantities
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.geography import region

BOUNDARIES = ("un-geospatial",)
NAMED = 6
IN_VIEW_PERCENT = 99.5
ORIGINS_IN_VIEW_PERCENT = 95
LARGER_HOST_PERCENT = 0.5


def world_map(burden: Burden) -> Figure | Words:
    """Draw refugees per thousand inhabitants, or for a single country the origins of its refugees."""
    return _origins(burden) if burden.region.is_country else _hosts(burden)


def _hosts(burden: Burden) -> Figure | Words:
    facts = common(burden)
    dense = burden.hosts.dropna(subset=["per_1000"])
    if dense.empty:
        return _words("map_none", facts)
    least = given(_round_down(float(burden.hosts["refugees"].sum()) * LARGER_HOST_PERCENT / 100), "persons")
    larger = dense[dense["refugees"] >= (least.value or 0)].sort_values("per_1000", ascending=False)
    codes = [str(iso3) for iso3 in larger["asylum"].head(NAMED)]
    here = {iso3: burden.at("refugees_per_1000_inhabitants", of=iso3) for iso3 in codes}
    hosts = [say("dense_host", name=place(iso3), here=quantity) for iso3, quantity in here.items()]
    values = _values(burden)
    zero = given(int((values["value"] == 0).sum()), "countries")
    all_named = len(larger) == len(burden.hosts) or (least.value or 0) <= 1
    facts |= {"name": place(codes[0]), "here": here[codes[0]], "hosts": hosts, "zero": zero, "least": least}
    title = say("map_title_all" if all_named else "map_title", **facts)
    subtitle = say("map_subtitle", **facts | ({"least": ""} if all_named else {}))
    alt = say("map_alt", **facts)
    frame = None if burden.region.id == "world" else tuple(_in_view(burden.hosts, "asylum", IN_VIEW_PERCENT))
    return Figure(
        id="map",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION_AND_ECONOMY + BOUNDARIES),
        alt=alt.text,
        data=values,
        draw=partial(
            maps.map_of,
            unit="per 1,000 inhabitants",
            frame=frame,
            legend=say("map_legend", **facts).text,
            asked=burden.region.countries,
            labelled={iso3: f"{label(iso3)}\n{quantity}" for iso3, quantity in here.items()},
        ),
        quantities=all_quantities((title, subtitle, alt)),
    )


def _values(burden: Burden) -> pd.DataFrame:
    """Refugees per inhabitant by country of the region: zero where none are hosted, missing without a population."""
    places = [iso3 for iso3 in burden.region.countries if iso3 not in ("UNK", "XXA")]
    dense = burden.hosts.set_index("asylum")["per_1000"].astype(float)
    values = dense.reindex(places).where([iso3 in dense.index for iso3 in places], 0.0)
    return pd.DataFrame(
        {"iso3": places, "country": [label(iso3) for iso3 in places], "value": values.to_numpy()}
    )


def _origins(burden: Burden) -> Figure | Words:
    facts = common(burden)
    known = burden.origins[~burden.origins["origin"].isin(["UNK", "XXA", burden.region.id])]
    if known.empty:
        return _words("origins_none" if burden.empty else "origins_map_none", facts)
    top = known.head(NAMED)
    amounts = {
        str(row.origin): persons(burden, row.refugees, detail=f"from {row.origin}")
        for row in top.itertuples()
    }
    share = Quantity(
        value=float(known["share"].iloc[0]),
        unit="percent",
        detail=f"from {known['origin'].iloc[0]}",
        **_about(burden),
    )
    facts |= {
        "count": given(len(known), "countries"),
        "share": share,
        "origin": place(known["origin"].iloc[0]),
    }
    facts |= {
        "origins": [say("origin_row", name=place(iso3), refugees=amount) for iso3, amount in amounts.items()]
    }
    title = say("origins_map_title_one" if len(burden.origins) == 1 else "origins_map_title", **facts)
    subtitle, alt = say("origins_map_subtitle", **facts), say("origins_map_alt", **facts)
    data = pd.DataFrame(
        {
            "iso3": known["origin"],
            "country": [label(iso3) for iso3 in known["origin"]],
            "value": known["refugees"].astype(float),
        }
    )
    labels = {iso3: f"{label(iso3)}\n{amount}" for iso3, amount in amounts.items()}
    return Figure(
        id="map",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION + BOUNDARIES),
        alt=alt.text,
        data=data.reset_index(drop=True),
        draw=partial(
            maps.map_of,
            unit="persons",
            frame=(*_in_view(known, "origin", ORIGINS_IN_VIEW_PERCENT), burden.region.id),
            legend=say("origins_map_legend").text,
            asked=tuple(known["origin"]),
            labelled={burden.region.id: label(burden.region.id)} | labels,
            outlined=burden.region.id,
        ),
        quantities=all_quantities((title, subtitle, alt)),
    )


def _in_view(rows: pd.DataFrame, code: str, percent: float) -> list[str]:
    """Return the largest places that together make up so much of the refugees."""
    placed = rows[rows[code].isin(region("world").countries) & ~rows[code].isin(["UNK", "XXA"])]
    below = placed["refugees"].cumsum() < percent / 100 * placed["refugees"].sum()
    return [str(iso3) for iso3 in placed[code].head(int(below.sum()) + 1)]


def _round_down(value: float) -> float:
    """Return the largest of 1, 2 or 5 times a power of ten that is not above the value; one at least."""
    steps = [step * 10.0**power for power in range(10) for step in (1, 2, 5)]
    return max([step for step in steps if step <= value] or [1.0])
