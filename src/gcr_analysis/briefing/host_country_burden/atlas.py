"""The maps of panel one: refugees per inhabitant in a region, origins for a single country."""

import pandas as pd

from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.host_country_burden.evidence import HostEvidence
from gcr_analysis.briefing.host_country_burden.exhibits import POPULATION, POPULATION_AND_ECONOMY, words
from gcr_analysis.briefing.host_country_burden.words import label, place, say
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.figures.specification import Map
from gcr_analysis.geography import NO_PLACE, shapes

BOUNDARIES = ("un-geospatial",)
NAMED = 6
# A view holds the places that together make up so much of the refugees.
HOSTS_IN_VIEW_PERCENT = 99.5
ORIGINS_IN_VIEW_PERCENT = 95
LARGER_HOST_PERCENT = 0.5


def map_of_hosts(burden: HostEvidence) -> Figure | Words:
    """Draw refugees per thousand inhabitants of each country of a region."""
    facts = burden.common
    dense = burden.hosts.dropna(subset=["per_1000"])
    if dense.empty:
        return words("map_none", facts)
    least = given(round_down(float(burden.hosts["refugees"].sum()) * LARGER_HOST_PERCENT / 100), "persons")
    larger = dense[dense["refugees"] >= (least.value or 0)].sort_values("per_1000", ascending=False)
    heaviest = [str(iso3) for iso3 in larger["asylum"].head(NAMED)]
    here = {iso3: burden.dense(iso3) for iso3 in heaviest}
    values = _per_inhabitant(burden)
    facts |= {"name": place(heaviest[0]), "here": here[heaviest[0]], "least": least, "several": len(here) > 1}
    facts["hosts"] = [say("dense_host", name=place(iso3), here=quantity) for iso3, quantity in here.items()]
    facts |= {
        "zero": given(int(values["iso3"][values["value"].isna()].isin(_states()).sum()), "countries"),
        "all": len(larger) == len(burden.hosts),
    }
    title, subtitle, alt = (say(name, **facts) for name in ("map_title", "map_subtitle", "map_alt"))
    view = Map(
        unit="per 1,000 inhabitants",
        frame=None if burden.is_world else _in_view(burden.hosts, "asylum", HOSTS_IN_VIEW_PERCENT),
        legend=say("map_legend", **facts).text,
        asked=tuple(values["iso3"]),
        labelled=_labels(here),
    )
    return Figure(
        id="map",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION_AND_ECONOMY + BOUNDARIES),
        alt=alt.text,
        data=values,
        drawing=view,
        said=(title, subtitle, alt),
    )


def _per_inhabitant(burden: HostEvidence) -> pd.DataFrame:
    """Values by country of the region: missing where none are on record, or without a population."""
    places = [iso3 for iso3 in burden.region.countries if iso3 not in NO_PLACE]
    dense = burden.hosts.set_index("asylum")["per_1000"].astype(float)
    values = dense.reindex(places).to_numpy()
    return pd.DataFrame({"iso3": places, "country": [label(iso3) for iso3 in places], "value": values})


def _states() -> set[str]:
    """Codes of states; other states count the people in their territories."""
    land = shapes()
    return set(land["iso3"][land["status"] == "Member State"].dropna())


def map_of_origins(burden: HostEvidence) -> Figure | Words:
    """Draw where the refugees in a single country come from."""
    facts = burden.common
    known = burden.origins[~burden.origins["origin"].isin([*NO_PLACE, burden.region.id])]
    if known.empty:
        return words("origins_none" if burden.empty else "origins_map_none", facts)
    codes = [str(iso3) for iso3 in known["origin"]]
    people = {
        iso3: burden.people(value, detail=f"from {iso3}")
        for iso3, value in zip(codes[:NAMED], known["refugees"], strict=False)
    }
    facts |= {
        "several": len(people) > 1,
        "count": given(len(known), "countries"),
        "origin": place(codes[0]),
        "share": burden.percent(known["share"].iloc[0], detail=f"from {codes[0]}"),
        "origins": [say("dense_host", name=place(iso3), here=quantity) for iso3, quantity in people.items()],
    }
    title = say("origins_map_title_one" if len(burden.origins) == 1 else "origins_map_title", **facts)
    subtitle, alt = say("origins_map_subtitle", **facts), say("origins_map_alt", **facts)
    here = burden.region.id
    view = Map(
        unit="persons",
        frame=(*_in_view(known, "origin", ORIGINS_IN_VIEW_PERCENT), here),
        legend=say("origins_map_legend").text,
        asked=tuple(codes),
        labelled={here: label(here)} | _labels(people),
        outlined=(here,),
    )
    values = known["refugees"].astype(float).to_numpy()
    return Figure(
        id="map",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION + BOUNDARIES),
        alt=alt.text,
        data=pd.DataFrame({"iso3": codes, "country": [label(iso3) for iso3 in codes], "value": values}),
        drawing=view,
        said=(title, subtitle, alt),
    )


def _labels(figures: dict[str, Quantity]) -> dict[str, str]:
    return {iso3: f"{label(iso3)}\n{quantity}" for iso3, quantity in figures.items()}


def _in_view(rows: pd.DataFrame, code: str, percent: float) -> tuple[str, ...]:
    """Return the largest places that together make up so much of the refugees."""
    placed = rows[~rows[code].isin(NO_PLACE)]
    below = placed["refugees"].cumsum() < percent / 100 * placed["refugees"].sum()
    return tuple(str(iso3) for iso3 in placed[code].head(int(below.sum()) + 1))


def round_down(value: float) -> int:
    """Return the largest of 1, 2 or 5 times a power of ten that is not above the value; one at least.

    >>> round_down(178_000.0), round_down(0.4)
    (100000, 1)
    """
    steps = [step * 10**power for power in range(10) for step in (1, 2, 5)]
    return max([step for step in steps if step <= value] or [1])
