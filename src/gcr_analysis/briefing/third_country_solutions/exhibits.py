"""The charts of panel three on arrivals: since when, and where to."""

import pandas as pd

from gcr_analysis.briefing.claims import absence
from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.briefing.place import label, place
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.third_country_solutions.evidence import SolutionsEvidence
from gcr_analysis.briefing.third_country_solutions.figure import (
    ARRIVALS,
    LEAST_PERCENT,
    PER_INHABITANTS,
    ROWS,
    dense,
    figure,
    row,
    silent,
)
from gcr_analysis.briefing.third_country_solutions.words import say
from gcr_analysis.figures.bars import bars
from gcr_analysis.figures.specification import Series, Upright, Years
from gcr_analysis.indicators.arrays import excerpt, population

COLOURS = {"others": "main", "largest": "light"}


def arrived(solutions: SolutionsEvidence) -> Figure | Words:
    """Arrivals of each year since 2000, the largest destination of all years apart."""
    data = solutions.yearly
    total = data.sum(axis=1)
    first, highest = int(data.index[0]), int(total.idxmax())
    facts = solutions.common | {"view": solutions.side_view, "first": given(first, "year")}
    if total.max() == 0:
        return silent("arrivals_none", facts)
    now = solutions.arrived
    facts |= {"now": now, "then": solutions.then(now.indicator)}
    facts |= {"at_first": solutions.at(now.indicator, first), "most": solutions.at(now.indicator, highest)}
    facts |= {"most_year": given(highest, "year"), "largest": "", "took": ""}
    names = {"others": say("all_series").text}
    if "largest" in data:
        facts |= {"largest": place(solutions.largest), "took": solutions.took(solutions.largest)}
        names = {"others": say("others_series").text, "largest": label(solutions.largest)}
    facts["claims"] = [] if now.value else [absence(solutions, now.indicator)]
    series = tuple(
        Series(field=name, label=name, shape="area", colour=COLOURS[column]) for column, name in names.items()
    )
    baseline = Upright(at=solutions.baseline_year, text=say("baseline_mark", **solutions.common).text)
    return figure(
        "arrivals",
        ("arrivals_title", "arrivals_subtitle", "arrivals_alt"),
        facts,
        source=ARRIVALS,
        data=data.rename(columns=names).reset_index(names="year"),
        drawing=Years(series=series, unit="persons", uprights=(baseline,)),
    )


def destinations(solutions: SolutionsEvidence) -> Figure | Words:
    """Draw where refugees arrived, with what that is per inhabitant of the destination."""
    rows = solutions.destinations
    facts = solutions.common | {"view": solutions.side_view, "arrived": solutions.arrived}
    if rows.empty:
        return silent("destinations_none", facts)
    shown = rows[rows["share"] >= LEAST_PERCENT].head(ROWS)
    codes = [str(iso3) for iso3 in shown["iso3"]]
    share = solutions.part(solutions.arrived, shown["share"].iloc[0], "percent", detail=f"in {codes[0]}")
    facts |= {"largest": place(codes[0]), "share": share, "rows": given(len(codes), "countries")}
    facts["places"] = [
        row(label(iso3), solutions.took(iso3), dense(solutions, iso3, here))
        for iso3, here in zip(codes, shown["per_100000"], strict=True)
    ]
    names = ("column_arrivals", "column_per_inhabitants")
    arrivals, per_head = (say(name, **solutions.common).text for name in names)
    baseline, since = str(solutions.baseline_year), say("baseline_mark", **solutions.common).text
    data = pd.DataFrame({"country": [label(iso3) for iso3 in codes]})
    data[[arrivals, per_head, baseline]] = shown[["arrivals", "per_100000", "baseline"]].to_numpy()
    if len(rest := rows.drop(shown.index)):
        inhabitants = float(excerpt(population, of=rest["iso3"], years=[solutions.year]).sum(axis=None))
        together = rest["arrivals"].sum() / inhabitants * 100_000 if inhabitants else None
        data.loc[len(data)] = [say("rest").text, rest["arrivals"].sum(), together, rest["baseline"].sum()]
    one = "_only" if len(rows) == 1 else ""
    data = data.astype({arrivals: float, per_head: float, baseline: float})
    units = {arrivals: "persons", per_head: "per 100,000 inhabitants"}
    return figure(
        "destinations",
        (f"destinations_title{one}", "destinations_subtitle", "destinations_alt" + ("_one" if one else "")),
        facts,
        source=PER_INHABITANTS,
        data=data,
        drawing=bars(data, units, label=str(solutions.year), tick=baseline, tick_label=since),
    )


def per_inhabitant(solutions: SolutionsEvidence) -> Figure | Words:
    """Draw, for a single destination, the largest destinations of the world with it among them."""
    rows, facts = solutions.all_destinations, solutions.common
    shown = rows.head(ROWS)
    if solutions.region.id not in set(shown["iso3"]):
        shown = pd.concat([shown.head(ROWS - 1), rows[rows["iso3"] == solutions.region.id]])
    codes = [str(iso3) for iso3 in shown["iso3"]]
    here = {iso3: solutions.at("arrivals_per_100000_inhabitants", of=iso3) for iso3 in codes}
    people = {iso3: solutions.at("resettlement_arrivals", of=iso3) for iso3 in codes}
    most = max(codes, key=lambda iso3: here[iso3].value or 0)
    facts |= {"here": solutions.at("arrivals_per_100000_inhabitants"), "most": place(most)}
    facts |= {"most_here": here[most]}
    facts["places"] = [row(label(iso3), people[iso3], here[iso3]) for iso3 in codes]
    names = ("column_arrivals", "column_per_inhabitants")
    arrivals, per_head = (say(name, **solutions.common).text for name in names)
    data = pd.DataFrame({"country": [label(iso3) for iso3 in codes]})
    data[arrivals] = [people[iso3].value for iso3 in codes]
    data[per_head] = [here[iso3].value for iso3 in codes]
    data = data.astype({arrivals: float, per_head: float})
    return figure(
        "destinations",
        (
            "inhabitants_title_most" if most == solutions.region.id else "inhabitants_title",
            "inhabitants_subtitle",
            "inhabitants_alt",
        ),
        facts,
        source=PER_INHABITANTS,
        data=data,
        drawing=bars(data, {arrivals: "persons", per_head: "per 100,000 inhabitants"}),
    )
