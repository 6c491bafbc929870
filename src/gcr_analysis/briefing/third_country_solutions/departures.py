"""The charts of panel three for hosts: departures year by year, and host by host."""

from dataclasses import replace

import pandas as pd

from gcr_analysis.briefing import claims
from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.briefing.place import Place, label, place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.third_country_solutions.evidence import SolutionsEvidence
from gcr_analysis.briefing.third_country_solutions.figure import (
    PER_HOSTED,
    RESULTS,
    ROWS,
    figure,
    row,
    silent,
)
from gcr_analysis.briefing.third_country_solutions.words import say
from gcr_analysis.figures.bars import bars
from gcr_analysis.framework import thresholds
from gcr_analysis.indicators.third_country_solutions.flows import reports_from


def departed(solutions: SolutionsEvidence) -> Figure | Words:
    """Departures, submissions and departures through pathways of a host, year by year."""
    ids = {
        "left": "resettlement_departures",
        "sent": "resettlement_submissions",
        "other": "pathway_departures",
    }
    columns = [say(f"column_{name}").text for name in ("departures", "submissions", "pathways")]
    years = [y for y in reports_from([], "resettlement_departures").index if y <= solutions.year]
    figures = {y: {name: solutions.at(id, int(y)) for name, id in ids.items()} for y in years}
    figures = {y: row for y, row in figures.items() if row["left"].known and row["left"].value_year == y}
    for of_year in figures.values():
        few = {name: each for name, each in of_year.items() if _is_told_by_few(each)}
        of_year |= {name: replace(each, value=None) for name, each in few.items()}
    left = solutions.departed
    facts = solutions.common | {"now": left, "own_year": left.own_year}
    moved = claims.if_founded(claims.change, solutions, left.indicator, int(left.own_year.number) - 1)
    facts["moved"] = moved if moved and not moved.same_places else None
    facts["several"] = not solutions.region.is_country
    facts["rows"] = [
        say("departures_row", year=given(int(year), "year"), **row) for year, row in figures.items()
    ]
    data = pd.DataFrame(
        [[str(year), *(figure.value for figure in row.values())] for year, row in figures.items()],
        columns=["year", *columns],
    )
    data[columns] = data[columns].astype(float)
    known = [column for column in columns if data[column].notna().any()]
    hollow = {column: say("partial_column", name=column).text for column in known}
    for name, column in zip(ids, columns, strict=True):
        if column in hollow:
            data[hollow[column]] = [row[name].status == "partial" for row in figures.values()]
    drawing = bars(
        data,
        dict.fromkeys(hollow, "persons"),
        colours=("main", "light"),
        hollow=hollow,
        hollow_label=say("partial_figure").text,
    )
    return figure(
        "departures",
        ("departures_title", "departures_subtitle", "departures_alt"),
        facts,
        source=RESULTS,
        data=data[["year", *hollow, *hollow.values()]],
        drawing=drawing,
    )


def _is_told_by_few(figure: Quantity) -> bool:
    """Whether hosts of so few people report that their sum says nothing of the region."""
    return 100 * (1.0 if figure.coverage is None else figure.coverage) < thresholds()["thin_coverage"].value


def hosts(solutions: SolutionsEvidence) -> Figure | Words:
    """Draw the hosts with most departures: of the region, or for a single host of its UNHCR region."""
    rows = solutions.peer_hosts
    rows = rows[(rows["departures"] > 0) | (rows["iso3"] == solutions.region.id)]
    facts = solutions.common | {"own_year": solutions.departed.own_year, "departed": solutions.departed}
    facts |= {"whole": solutions.is_world, "peers": Place.of(solutions.peers)}
    if rows.empty:
        return silent("hosts_none", facts)
    shown = rows.head(ROWS)
    if solutions.region.is_country and solutions.region.id not in set(shown["iso3"]):
        shown = pd.concat([shown.head(ROWS - 1), rows[rows["iso3"] == solutions.region.id]])
    codes = [str(iso3) for iso3 in shown["iso3"]]
    total = solutions.at("resettlement_departures")
    people = {
        iso3: solutions.part(total, value, of=iso3)
        for iso3, value in zip(codes, shown["departures"], strict=True)
    }
    dense = solutions.at("departures_per_1000_hosted", of="world")
    here = {
        iso3: solutions.part(dense, value, of=iso3)
        for iso3, value in zip(codes, shown["per_1000"], strict=True)
    }
    facts["places"] = [row(label(iso3), people[iso3], here[iso3]) for iso3 in codes]
    facts |= {"host": place(codes[0]), "here": solutions.at("departures_per_1000_hosted"), "world": dense}
    share = 100 * float(rows["departures"].iloc[0]) / float(rows["departures"].sum())
    facts["share"] = solutions.part(total, share, "percent", detail=f"from {codes[0]}")
    left, rate = (say(name, **solutions.common).text for name in ("column_departures", "column_per_hosted"))
    data = pd.DataFrame({"country": [label(iso3) for iso3 in codes]})
    data[[left, rate]] = shown[["departures", "per_1000"]].to_numpy()
    if solutions.region.is_country:
        words = ["peers_title" if facts["here"].known else "peers_title_none", "peers_subtitle", "peers_alt"]
    else:
        words = ["hosts_title_only" if len(rows) == 1 else "hosts_title", "hosts_subtitle", "hosts_alt"]
    data = data.astype({left: float, rate: float})
    units = {left: "persons"} | ({rate: "per 1,000 hosted"} if shown["per_1000"].notna().any() else {})
    return figure(
        "hosts",
        words,
        facts,
        source=PER_HOSTED,
        data=data,
        drawing=bars(data, units),
    )
