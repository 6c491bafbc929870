"""The maps of panel four: to where people returned and where there is war; for a country, from where."""

import pandas as pd

from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.return_conditions.evidence import ReturnEvidence
from gcr_analysis.briefing.return_conditions.exhibits import none_returned, words
from gcr_analysis.briefing.return_conditions.words import label, place, say
from gcr_analysis.figures.specification import Map
from gcr_analysis.framework import thresholds
from gcr_analysis.geography import NO_PLACE
from gcr_analysis.indicators.return_conditions import conflict, violence

SOURCES = ("unhcr-population", "un-geospatial")
WITH_VIOLENCE = {
    conflict.VERSION: ("unhcr-population", "ucdp", "un-geospatial"),
    violence.VERSION: ("unhcr-population", "ucdp-26-1", "un-geospatial"),
}
NAMED = 6
IN_VIEW_PERCENT = 99.5
HOSTS_IN_VIEW_PERCENT = 90


def map_of_homes(evidence: ReturnEvidence) -> Figure | Words:
    """Draw a region's countries by how many returned; by how many fled, where none returned."""
    returned = bool(evidence.returns.value) and not evidence.few
    column = "returns" if returned else "refugees"
    rows = evidence.origins[~evidence.origins["origin"].isin(NO_PLACE)].dropna(subset=[column])
    rows = rows[rows[column] > 0].sort_values(column, ascending=False, kind="stable")
    if rows.empty:
        return words("map_none", evidence.common)
    make = evidence.people if returned else evidence.stock
    here = {
        str(iso3): make(value, of=str(iso3))
        for iso3, value in zip(rows["origin"].head(NAMED), rows[column], strict=False)
    }
    killed, war_year, version = evidence.killed
    places = [str(iso3) for iso3 in rows["origin"]]
    war = [str(iso3) for iso3 in evidence.at_war.index if iso3 in places]
    lacking = [place(iso3) for iso3 in places if pd.isna(killed.get(iso3))]
    first = next(iter(here))
    in_war = rows.loc[rows["origin"].isin(war), column].sum() / rows[column].sum()
    facts = evidence.common | {
        "some_in_war": 100 * in_war >= thresholds()["war_part"].value,
        "name": place(first),
        "here": here[first],
        "rows": [say("map_row", name=place(iso3), here=people) for iso3, people in here.items()],
        "war_map_year": given(war_year, "year"),
        "war_version": version,
        "absent": not evidence.returns.value,
        "war": [place(iso3) for iso3 in war],
        "wars": given(len(war), "countries"),
        "lacking": lacking[:NAMED],
        "more_lacking": given(len(lacking[NAMED:]), "countries"),
        "count": given(len(rows), "countries"),
        "known": given(len(rows) - len(lacking), "countries"),
        "tied": _tied(here),
    }
    kind = "returns" if returned else "refugees"
    name = f"map_title_{kind}_one" if len(rows) == 1 else f"map_title_{kind}"
    title = say(name, **facts, claims=none_returned(evidence))
    subtitle, alt = say(f"map_subtitle_{kind}", **facts), say(f"map_alt_{kind}", **facts)
    everywhere = evidence.region.kind in ("world", "income", "development")
    view = Map(
        unit="persons",
        frame=None if everywhere else (*_in_view(rows, "origin", column, IN_VIEW_PERCENT), *war),
        legend=say(f"map_legend_{kind}", **facts).text,
        asked=tuple(places),
        labelled=_labels(here),
        outlined=tuple(war),
        outline=say("map_outline", **facts).text,
    )
    return Figure(
        id="map",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(WITH_VIOLENCE[version]),
        alt=alt.text,
        data=pd.DataFrame(
            {
                "iso3": places,
                "country": [label(iso3) for iso3 in places],
                "value": rows[column].astype(float).to_numpy(),
                "many deaths": [iso3 in war for iso3 in places],
            }
        ),
        drawing=view,
        said=(title, subtitle, alt),
    )


def map_of_hosts(evidence: ReturnEvidence) -> Figure | Words:
    """Draw from where refugees returned to one country; where they are, when none returned."""
    returned = bool(evidence.returns.value) and not evidence.few
    column, found = ("returns", evidence.hosts) if returned else ("refugees", evidence.stays)
    known = found[~found["asylum"].isin([*NO_PLACE, evidence.region.id])]
    if known.empty:
        return words("hosts_map_none", evidence.common)
    make = evidence.people if returned else evidence.stock
    word = "from" if returned else "in"
    here = {
        str(iso3): make(value, detail=f"{word} {iso3}")
        for iso3, value in zip(known["asylum"].head(NAMED), known[column], strict=False)
    }
    facts = evidence.common | {
        "count": given(len(known), "countries"),
        "tied": _tied(here),
        "rows": [say("map_row", name=place(iso3), here=people) for iso3, people in here.items()],
        "name": place(next(iter(here))),
        "here": next(iter(here.values())),
    }
    kind = "returns" if returned else "stays"
    name = f"hosts_map_title_{kind}_one" if len(known) == 1 else f"hosts_map_title_{kind}"
    title = say(name, **facts, claims=none_returned(evidence))
    subtitle, alt = say(f"hosts_map_subtitle_{kind}", **facts), say(f"hosts_map_alt_{kind}", **facts)
    own = evidence.region.id
    view = Map(
        unit="persons",
        frame=(*_in_view(known, "asylum", column, HOSTS_IN_VIEW_PERCENT), own),
        legend=say(f"hosts_map_legend_{kind}").text,
        asked=tuple(str(iso3) for iso3 in known["asylum"]),
        labelled={own: label(own)} | _labels(here),
        outlined=(own,),
    )
    return Figure(
        id="map",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(SOURCES),
        alt=alt.text,
        data=pd.DataFrame(
            {
                "iso3": [str(iso3) for iso3 in known["asylum"]],
                "country": [label(iso3) for iso3 in known["asylum"]],
                "value": known[column].astype(float).to_numpy(),
            }
        ),
        drawing=view,
        said=(title, subtitle, alt),
    )


def _tied(figures: dict[str, Quantity]) -> bool:
    """Whether two places share the first place."""
    first = [figure.value for figure in figures.values()][:2]
    return len(first) > 1 and first[0] == first[1]


def _labels(figures: dict[str, Quantity]) -> dict[str, str]:
    return {iso3: f"{label(iso3)}\n{quantity}" for iso3, quantity in figures.items()}


def _in_view(rows: pd.DataFrame, code: str, column: str, percent: float) -> tuple[str, ...]:
    """Return the largest places that together make up so much of the people."""
    below = rows[column].astype(float).cumsum() < percent / 100 * float(rows[column].sum())
    return tuple(str(iso3) for iso3 in rows[code].head(int(below.sum()) + 1))
