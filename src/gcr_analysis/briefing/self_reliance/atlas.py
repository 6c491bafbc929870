"""The map of panel two: one right, host by host; for a single country, its place among its neighbours."""

from typing import Any

import pandas as pd

from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.place import label, place
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.self_reliance.evidence import SelfRelianceEvidence
from gcr_analysis.briefing.self_reliance.exhibits import ENROLMENT, words
from gcr_analysis.briefing.self_reliance.words import CORE, HALF, noun, say
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.figures.specification import Map
from gcr_analysis.geography import NO_PLACE, regions

SOURCES = ("unhcr-results", "un-geospatial")
FIFTHS = (20.0, 40.0, 60.0, 80.0)
NAMED = 8
WHOLE = 100
# A view holds the hosts that together make up so much of the refugees.
IN_VIEW = 0.99


def map_of_hosts(reliance: SelfRelianceEvidence) -> Figure | Words:
    """Draw which share of refugees has a right in each host: in the region, or around a single country."""
    around = _around(reliance)
    id = _measure(reliance, around)
    if id is None or reliance.empty:
        return words("map_none", reliance.common)
    hosts = around.hosts(id)
    facts = reliance.common | _facts(reliance, around, id, hosts)
    title, subtitle, alt = (
        say(_title(reliance, id, hosts), **facts),
        say("map_subtitle", **facts),
        say("map_alt", **facts),
    )
    asked = [code for code in around.region.countries if code not in NO_PLACE]
    here = reliance.region.id if reliance.is_country else None
    drawing = Map(
        unit="percent",
        frame=None if reliance.is_world else _in_view(reliance, hosts),
        legend=say("map_legend", **facts).text,
        asked=tuple(asked),
        labelled=_labels(around, id, hosts, here),
        outlined=(here,) if here else (),
        bounds=FIFTHS,
        none=say("map_nobody").text,
    )
    values = hosts["value"].reindex(asked).to_numpy(float)
    return Figure(
        id="map",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(SOURCES),
        alt=alt.text,
        data=pd.DataFrame({"iso3": asked, "country": [label(c) for c in asked], "value": values}),
        drawing=drawing,
        said=(title, subtitle, alt),
    )


def _measure(reliance: SelfRelianceEvidence, around: SelfRelianceEvidence) -> str | None:
    """Return the first core measure that the country, else the region around it, has a figure of."""
    ids = (*reliance.known(CORE), *around.known(CORE))
    return next((id for id in ids if id not in reliance.untold), next(iter(ids), None))


def _facts(
    reliance: SelfRelianceEvidence, around: SelfRelianceEvidence, id: str, hosts: pd.DataFrame
) -> dict[str, Any]:
    facts: dict[str, Any] = {"noun": noun(id), "own_year": around.at(id).own_year, "around": around.where}
    facts["enrolment"] = id in ENROLMENT
    facts["name"] = say(f"name_{id}").text if id in ENROLMENT else ""
    hosted = around.hosting(around.at(id).value_year or around.year)
    facts["others_silent"] = given(len(hosted.index.difference(hosts.index)), "hosts")
    facts["silent"] = [] if reliance.is_country else reliance.last_reports(id)
    facts["hosts"] = [_host(around, id, str(code), hosts) for code in hosts.index[:NAMED]]
    facts |= {"of": reliance.number(len(hosts), "hosts"), "share": reliance.at(id)}
    facts["few"] = reliance.number(int((hosts["value"] < HALF).sum()), "hosts")
    if reliance.region.id in hosts.index:
        higher = int((hosts["value"] > hosts.loc[reliance.region.id, "value"]).sum())
        facts["higher"] = reliance.number(higher, "hosts")
        facts["others"] = reliance.number(len(hosts) - 1, "hosts")
        own = hosts.loc[reliance.region.id, "value"]
        alike = int((hosts["value"] == own).sum()) if own in (0, WHOLE) else 0
        facts["alike"] = reliance.number(alike if alike > 1 else 0, "hosts")
        facts["reporting"] = reliance.number(len(hosts), "hosts")
    return facts


def _title(reliance: SelfRelianceEvidence, id: str, hosts: pd.DataFrame) -> str:
    if not reliance.is_country:
        several = "map_title_enrolment" if id in ENROLMENT else "map_title"
        return several if len(hosts) > 1 else "map_title_alone"
    return "map_title_here" if reliance.region.id in hosts.index and len(hosts) > 1 else "map_title_silent"


def _labels(around: SelfRelianceEvidence, id: str, hosts: pd.DataFrame, here: str | None) -> dict[str, str]:
    """What is written on the map: the country itself first, then the largest hosts."""
    figures = {str(code): around.host(id, str(code), float(value)) for code, value in hosts["value"].items()}
    texts = {code: f"{label(code)}\n{figure}" for code, figure in figures.items()}
    first = {here: texts.get(here, label(here))} if here else {}
    return dict([*(first | texts).items()][:NAMED])


def _around(reliance: SelfRelianceEvidence) -> SelfRelianceEvidence:
    """The region itself; for a single country, the region of UNHCR's that it lies in."""
    if not reliance.is_country:
        return reliance
    lies_in = [r for r in regions("unhcr-region") if reliance.region.id in r.countries]
    return SelfRelianceEvidence(lies_in[0] if lies_in else "world", reliance.year, reliance.baseline_year)


def _host(around: SelfRelianceEvidence, id: str, iso3: str, hosts: pd.DataFrame) -> Sentence:
    share = around.host(id, iso3, float(hosts.loc[iso3, "value"]))  # type: ignore[arg-type]
    return say("host_with_share", name=place(iso3), share=share)


def _in_view(reliance: SelfRelianceEvidence, hosts: pd.DataFrame) -> tuple[str, ...]:
    """Return the reporting hosts that together hold most refugees, and a single country itself."""
    below = hosts["refugees"].cumsum() < IN_VIEW * hosts["refugees"].sum()
    shown = [str(code) for code in hosts.index[: int(below.sum()) + 1]]
    return (*shown, reliance.region.id) if reliance.is_country else tuple(shown)
