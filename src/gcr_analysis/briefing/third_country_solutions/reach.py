"""The charts of panel three on origins: who comes from where, and how far resettlement reaches them."""

import pandas as pd

from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.briefing.place import label, place
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.third_country_solutions.evidence import SolutionsEvidence
from gcr_analysis.briefing.third_country_solutions.figure import (
    ARRIVALS,
    LEAST,
    LEAST_PERCENT,
    ROWS,
    figure,
    reach,
    row,
    silent,
)
from gcr_analysis.briefing.third_country_solutions.words import say
from gcr_analysis.figures.bars import bars
from gcr_analysis.framework import claims
from gcr_analysis.geography import NO_PLACE
from gcr_analysis.indicators.third_country_solutions.places import reach_of

YEARS = 10
LEAST_HOSTED = 0.5  # percent of all; smaller groups are shown together


def origins(solutions: SolutionsEvidence) -> Figure | Words:
    """Draw where the refugees who arrived come from, and how far resettlement reaches refugees from there."""
    rows = solutions.origins
    facts = solutions.common | {"view": solutions.side_view, "least_refugees": LEAST}
    if rows.empty:
        return silent("origins_none", facts)
    shown = rows[rows["share"] >= LEAST_PERCENT].head(ROWS)
    codes = [str(iso3) for iso3 in shown["iso3"]]
    here = reach(solutions, shown)
    people = {
        iso3: solutions.part(solutions.arrived, value, detail=f"from {iso3}")
        for iso3, value in zip(codes, shown["arrivals"], strict=True)
    }
    facts["places"] = [row(label(iso3), people[iso3], here[iso3]) for iso3 in codes]
    share = solutions.part(solutions.arrived, shown["share"].iloc[0], "percent", detail=f"from {codes[0]}")
    facts |= {"origin": place(codes[0]), "share": share}
    least = claims().thresholds.least_of_a_rate
    many = [iso3 for iso3 in codes if people[iso3].number >= least]
    told = [iso3 for iso3 in many if here[iso3].value and iso3 not in NO_PLACE]
    told.sort(key=lambda iso3: -(here[iso3].value or 0))
    title = "origins_title_all" if len(rows) == 1 else "origins_title"
    if (solutions.side == "origin" or solutions.is_world) and len(told) > 1:
        title = "reach_title"
        facts |= {"most": place(told[0]), "most_here": here[told[0]]}
        facts |= {"least": place(told[-1]), "least_here": here[told[-1]]}
    arrivals, ratio = (say(name, **solutions.common).text for name in ("column_arrivals", "column_reach"))
    baseline, since = str(solutions.baseline_year), say("baseline_mark", **solutions.common).text
    data = pd.DataFrame({"country": [label(iso3) for iso3 in codes]})
    data[[arrivals, ratio, baseline]] = shown[["arrivals", "per_1000", "baseline"]].to_numpy()
    if len(rest := rows.drop(shown.index)):
        together = reach_of(list(rest["iso3"]), solutions.year)
        data.loc[len(data)] = [say("rest").text, rest["arrivals"].sum(), together, rest["baseline"].sum()]
    data = data.astype({arrivals: float, ratio: float, baseline: float})
    units = {arrivals: "persons"} | ({ratio: "per 1,000 refugees"} if shown["per_1000"].notna().any() else {})
    return figure(
        "origins",
        (title, "origins_subtitle", "origins_alt"),
        facts,
        source=ARRIVALS,
        data=data,
        drawing=bars(data, units, label=str(solutions.year), tick=baseline, tick_label=since),
    )


def years(solutions: SolutionsEvidence) -> Figure | Words:
    """Draw, for a single country of origin, how many and what part of its refugees were resettled."""
    span = range(solutions.year - YEARS + 1, solutions.year + 1)
    span = [year for year in span if year >= int(solutions.by_destination.index[0])]
    here = {year: solutions.at("arrivals_per_1000_refugees", year) for year in span}
    facts = solutions.common | {"first": given(span[0], "year"), "here": here[solutions.year]}
    known = {year: figure for year, figure in here.items() if figure.known}
    if not facts["here"].known or not any(figure.value for figure in known.values()):
        return silent("years_none", facts)
    most = max(known, key=lambda year: known[year].value or 0)
    facts |= {"most": known[most], "most_year": given(most, "year")}
    came = {year: solutions.at("resettlement_from_origin", year) for year in span}
    facts["places"] = [row(str(year), came[year], here[year]) for year in span]
    arrivals, ratio = (say(name, **solutions.common).text for name in ("column_arrivals", "column_reach"))
    data = pd.DataFrame({"year": [str(year) for year in span]})
    data[arrivals] = [came[year].value for year in span]
    data[ratio] = [here[year].value for year in span]
    data = data.astype({arrivals: float, ratio: float})
    return figure(
        "origins",
        ("years_title", "years_subtitle", "years_alt"),
        facts,
        source=ARRIVALS,
        data=data,
        drawing=bars(data, {arrivals: "persons", ratio: "per 1,000 refugees"}),
    )


def hosted(solutions: SolutionsEvidence) -> Figure | Words:
    """Draw where the refugees in a host come from, and how far resettlement reaches refugees from there."""
    rows, facts = solutions.hosted, solutions.common | {"least_refugees": LEAST}
    if rows.empty:
        return silent("hosted_none", facts)
    shown = rows[rows["share"] >= LEAST_HOSTED].head(ROWS)
    codes = [str(iso3) for iso3 in shown["iso3"]]
    whole = solutions.at("refugees_hosted", solutions.year - 1)
    people = {
        iso3: solutions.part(whole, value, detail=f"from {iso3}")
        for iso3, value in zip(codes, shown["hosted"], strict=True)
    }
    here = reach(solutions, shown)
    facts["places"] = [row(label(iso3), people[iso3], here[iso3]) for iso3 in codes]
    share = solutions.part(whole, shown["share"].iloc[0], "percent", detail=f"from {codes[0]}")
    facts |= {"origin": place(codes[0]), "share": share, "here": here[codes[0]]}
    kind = "_all" if len(rows) == 1 else ""
    title = f"hosted_title{kind}" if here[codes[0]].known else "hosted_title_share"
    names = ("column_hosted", "column_reach_anywhere")
    persons, ratio = (say(name, **solutions.common).text for name in names)
    data = pd.DataFrame({"country": [label(iso3) for iso3 in codes]})
    data[[persons, ratio]] = shown[["hosted", "per_1000"]].to_numpy()
    if len(rest := rows.drop(shown.index)):
        data.loc[len(data)] = [
            say("rest").text,
            rest["hosted"].sum(),
            reach_of(list(rest["iso3"]), solutions.year),
        ]
    data = data.astype({persons: float, ratio: float})
    units = {persons: "persons"} | ({ratio: "per 1,000 refugees"} if shown["per_1000"].notna().any() else {})
    return figure(
        "hosted",
        (title, "hosted_subtitle", "hosted_alt"),
        facts,
        source=ARRIVALS,
        data=data,
        drawing=bars(data, units),
    )
