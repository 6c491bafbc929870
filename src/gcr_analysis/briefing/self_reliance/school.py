"""Refugees and all other children in school, in the hosts where both are known."""

from dataclasses import replace

import numpy as np
import pandas as pd

from gcr_analysis.briefing.claims import if_founded, level, order
from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.place import label
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.self_reliance.evidence import SelfRelianceEvidence
from gcr_analysis.briefing.self_reliance.inhabitants import of_everyone
from gcr_analysis.briefing.self_reliance.words import of_year, say, short
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.figures.specification import Column, Mark, Rows

ROWS = 10
LEAST_GAP = 1.0  # percentage points; operations report whole ones
SECONDARY, PRIMARY = "gcr_2_2_1_secondary", "gcr_2_2_1_primary"
SOURCES = ("unhcr-results", "world-bank", "unhcr-population")


def enrolled(reliance: SelfRelianceEvidence) -> pd.DataFrame:
    """Hosts that report secondary enrolment of refugees, with that of all children where it is known.

    Returns
    -------
    DataFrame
        By ISO3, the largest host first: ``refugees`` (persons), ``secondary`` and ``primary`` (percent of
        refugee children), ``everyone`` (percent of all children) and ``of_year``, the year of that.
    """
    hosts = reliance.hosts(SECONDARY).rename(columns={"value": "secondary"})
    hosts["primary"] = reliance.hosts(PRIMARY)["value"].reindex(hosts.index)
    year = reliance.at(SECONDARY).value_year or reliance.year
    return hosts.assign(**of_everyone("secondary_enrolment", year, hosts.index))


def school(reliance: SelfRelianceEvidence) -> Figure | Words:
    """Draw secondary enrolment of refugees beside that of all children; for a country, its levels."""
    hosts = enrolled(reliance)
    if hosts.empty:
        said = say("school_none", **reliance.common)
        return Words(said.text, said.quantities)
    return _of_country(reliance) if reliance.is_country else _of_hosts(reliance, hosts.head(ROWS))


def _of_hosts(reliance: SelfRelianceEvidence, hosts: pd.DataFrame) -> Figure:
    both = hosts.dropna(subset=["everyone"])
    lower = both[both["everyone"] - both["secondary"] >= LEAST_GAP]
    facts = reliance.common | {"own_year": reliance.at(SECONDARY).own_year}
    facts |= {"lower": reliance.number(len(lower), "hosts"), "of": reliance.number(len(both), "hosts")}
    facts |= {"rows": reliance.number(len(hosts), "hosts"), "share": reliance.at(SECONDARY)}
    facts["hosts"] = [
        say(
            "school_host",
            name=label(str(iso3)),
            share=reliance.host(SECONDARY, str(iso3), float(row["secondary"])),
            everyone=_everyone(reliance, str(iso3), row["everyone"]),
        )
        for iso3, row in hosts.iterrows()
    ]
    facts["primary"] = reliance.at(PRIMARY)
    years = both["of_year"] if len(both) else pd.Series([reliance.at(SECONDARY).value_year])
    facts |= {"first": given(int(years.min()), "year"), "last": given(int(years.max()), "year")}
    people = [
        reliance.at("refugees_hosted", reliance.at(SECONDARY).value_year, of=str(iso3))
        for iso3 in hosts.index
    ]
    largest = if_founded(order, [str(iso3) for iso3 in hosts.index], people) if len(hosts) > 1 else None
    facts["claims"] = [largest] if largest else []
    known = if_founded(level, reliance, SECONDARY)
    facts["of_reporting"] = known is not None and known.of_reporting
    title = say(_title_of_hosts(reliance, len(hosts), len(both), len(lower)), **facts)
    columns = {"secondary": "refugees", "everyone": "everyone", "primary": "primary"}
    data = pd.DataFrame({"country": [label(str(iso3)) for iso3 in hosts.index]})
    for column, name in columns.items():
        data[say(f"school_{name}").text] = hosts[column].to_numpy(float)
    return _figure(title, say("school_subtitle", **facts), say("school_alt", **facts), data)


def _title_of_hosts(reliance: SelfRelianceEvidence, shown: int, both: int, lower: int) -> str:
    """Compare with all children where half of the hosts have both, else primary with secondary school."""
    if 2 * both >= shown and both > 1 and 2 * lower >= both:
        return "school_title"
    if reliance.at(SECONDARY).status == "partial":
        return "school_title_partial"
    primary, secondary = reliance.at(PRIMARY).value or 0, reliance.at(SECONDARY).value or 0
    return "school_title_levels" if primary > secondary else "school_title_alone"


def _of_country(reliance: SelfRelianceEvidence) -> Figure:
    levels = {
        PRIMARY: "host_primary_enrolment",
        SECONDARY: "host_secondary_enrolment",
        "tertiary_enrolment": None,
    }
    figures = {id: reliance.at(id) for id in levels if reliance.at(id).known}
    around = {id: reliance.at(context) for id in figures if (context := levels[id])}
    facts = reliance.common | {"share": figures[SECONDARY], "own_year": figures[SECONDARY].own_year}
    facts |= {"everyone": around[SECONDARY], "of_reporting": False}
    names_of = {id: of_year(short(id), each, figures[SECONDARY].value_year) for id, each in figures.items()}
    facts["levels"] = [
        say("school_host", name=names_of[id], share=figure, everyone=around.get(id))
        for id, figure in figures.items()
    ]
    title = say("school_title_here" if around[SECONDARY].known else "school_title_alone", **facts)
    names = [say(f"school_{name}").text for name in ("of_refugees", "all")]
    values = [[f.value, around[id].value if id in around else None] for id, f in figures.items()]
    data = pd.DataFrame(values, columns=names, dtype=float)
    data.insert(0, "level", [*names_of.values()])
    subtitle, alt = say("school_subtitle_here", **facts), say("school_alt_here", **facts)
    return _figure(title, subtitle, alt, data)


def _everyone(reliance: SelfRelianceEvidence, iso3: str, value: float) -> Quantity | None:
    if np.isnan(value):
        return None
    return replace(
        reliance.at("host_secondary_enrolment"), value=float(value), region=iso3, low=None, high=None
    )


def _figure(title: Sentence, subtitle: Sentence, alt: Sentence, data: pd.DataFrame) -> Figure:
    return Figure(
        id="school",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(SOURCES),
        alt=alt.text,
        data=data,
        drawing=_drawing(data),
        said=(title, subtitle, alt),
    )


def _drawing(data: pd.DataFrame) -> Rows:
    """Declare a dot for refugees, a tick for all children and a line between, a ring for another level."""
    names, ours, theirs, *others = map(str, data.columns)
    marks = [Mark(shape="link", field=ours, to=theirs, colour="light")]
    marks += [Mark(shape="ring", field=name, label=name) for name in others]
    marks += [Mark(shape="tick", field=theirs, colour="accent", label=theirs)]
    marks += [Mark(shape="dot", field=ours, label=ours)]
    most = max(100.0, float(np.nanmax(data.iloc[:, 1:].to_numpy(float))))
    ticks = tuple(float(tick) for tick in range(0, int(most) + 1, 25))
    drawn = Column(unit="percent", silent=True, marks=tuple(marks), ends=(0, most), ticks=ticks)
    titles = {ours: say("school_of_refugees").text, theirs: say("school_all").text}
    numbers = (Column(title=title, unit="percent", field=name) for name, title in titles.items())
    return Rows(names=names, columns=(drawn, *numbers))
