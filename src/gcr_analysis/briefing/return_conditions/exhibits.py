"""The charts of panel four: how many returned, from where to where, and to what conditions."""

from dataclasses import replace
from typing import Any

import pandas as pd

from gcr_analysis.briefing import claims
from gcr_analysis.briefing.break_marks import captions, letters_of
from gcr_analysis.briefing.claims import Claim
from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.return_conditions.evidence import ReturnEvidence
from gcr_analysis.briefing.return_conditions.words import from_place, label, place, say
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.figures.bars import bars
from gcr_analysis.figures.specification import Series, Upright, Years
from gcr_analysis.indicators.arrays import FIRST_YEAR, people_of_pair

ROWS = 10
LEAST_PERCENT = 0.1
POPULATION = ("unhcr-population",)


def returned(evidence: ReturnEvidence) -> Figure | Words:
    """Refugees who returned in each year, beside people newly displaced."""
    back, out = (
        evidence.series("refugee_returns", FIRST_YEAR),
        evidence.series("new_displacement_from_origin", FIRST_YEAR),
    )
    facts = evidence.common | {"first": given(FIRST_YEAR, "year")}
    if back["value"].isna().all() and out["value"].isna().all():
        return words("returned_none", facts)
    breaks = evidence.breaks("new_displacement_from_origin", since=FIRST_YEAR)
    letters = letters_of(breaks)
    displaced = evidence.at("new_displacement_from_origin")
    level = claims.if_founded(claims.level, evidence, displaced.indicator)
    bound = displaced.bound or (level.bound if level else "")
    facts |= {"returns": evidence.returns, "displaced": replace(displaced, bound=bound)}
    facts["least"] = bound == "least"
    facts["told"] = displaced.known and (displaced.is_bound or displaced.status != "partial")
    facts |= {"marks": given(len(letters), "breaks"), "then": evidence.then("refugee_returns")}
    facts["most"] = facts["most_year"] = facts["earlier"] = None
    if back["value"].notna().any():
        highest = int(back["value"].idxmax())
        facts |= {"most": evidence.at("refugee_returns", highest), "most_year": given(highest, "year")}
        facts["earlier"] = highest < evidence.year
    title = say(
        "returned_title" if evidence.returns.value else "returned_title_none",
        **facts,
        claims=none_returned(evidence),
    )
    revised = bool((back["high"] > back["low"]).any())
    subtitle = say("returned_subtitle", **facts, revised=revised)
    alt = say("returned_alt", **facts, revised=revised)
    bar, line = say("returned_series").text, say("displaced_series").text
    data = pd.DataFrame({bar: back["value"], line: out["value"], "low": back["low"], "high": back["high"]})
    data["displaced_point"] = (out["status"] == "partial").map({True: "hollow", False: "full"})
    series = (
        Series(field=bar, label=bar, shape="bar", low="low", high="high"),
        Series(field=line, label=line, shape="line", colour="quiet", fill="displaced_point", bound=bound),
    )
    uprights = [Upright(at=year, text=letter, is_break=True, of=(line,)) for year, letter in letters.items()]
    return Figure(
        id="returned",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION),
        alt=alt.text,
        data=data.reset_index(names="year"),
        drawing=Years(
            series=series,
            unit="persons",
            uprights=(_baseline(evidence), *uprights),
            hollow=say("displaced_partial").text,
            interval=say("returned_interval").text,
        ),
        breaks=captions(breaks, letters),
        said=(title, subtitle, alt),
    )


def _baseline(evidence: ReturnEvidence) -> Upright:
    return Upright(at=evidence.baseline_year, text=say("baseline_mark", **evidence.common).text)


def hosts(evidence: ReturnEvidence) -> Figure | Words:
    """Draw from where people returned, and for a region to where; where none did, where they are."""
    if not evidence.returns.value or evidence.few:
        return stays(evidence)
    found = evidence.pairs[
        evidence.pairs["returns"] >= LEAST_PERCENT / 100 * evidence.pairs["returns"].sum()
    ].head(ROWS)
    rows = [
        {"origin": o, "asylum": a, "returns": n, "stay": _still_there(o, a, evidence.year)}
        for o, a, n in found[["origin", "asylum", "returns"]].itertuples(index=False)
    ]
    told = [_pair(evidence, each) for each in rows]
    first = rows[0]
    facts = evidence.common | {"pairs": told, "rows": given(len(rows), "countries")}
    facts |= {"origin": place(first["origin"]), "host": from_place(first["asylum"])}
    facts["people"] = evidence.people(first["returns"], of=first["origin"], detail=f"from {first['asylum']}")
    facts["share"] = evidence.percent(
        100 * first["returns"] / evidence.pairs["returns"].sum(),
        detail=f"to {first['origin']} from {first['asylum']}",
    )
    only = len(evidence.pairs) == 1
    kind = "country" if evidence.is_country else "region"
    title = say("pairs_title_only" if only else f"pairs_title_{kind}", **facts)
    subtitle, alt = say("pairs_subtitle", **facts), say("pairs_alt", **facts)
    back, still = say("pairs_returned", **facts).text, say("pairs_stay", **facts).text
    name = "pair_name_country" if evidence.is_country else "pair_name"
    names = [say(name, origin=label(r["origin"]), host=_host_label(r["asylum"])).text for r in rows]
    data = pd.DataFrame(rows)[["returns", "stay"]].set_axis([back, still], axis=1)
    data.insert(0, "pair", names)
    return Figure(
        id="hosts",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION),
        alt=alt.text,
        data=data,
        drawing=bars(data, {back: "persons", still: "persons"}),
        said=(title, subtitle, alt),
    )


def _still_there(origin: str, asylum: str, year: int) -> float:
    """People of a pair at the end of a year; missing in an unknown country, where none are counted."""
    persons = people_of_pair(origin, asylum, year)
    return float("nan") if asylum == "UNK" and persons == 0 else persons


def _pair(evidence: ReturnEvidence, pair: dict[str, object]) -> Sentence:
    origin, asylum = str(pair["origin"]), str(pair["asylum"])
    people = evidence.people(float(str(pair["returns"])), of=origin, detail=f"from {asylum}")
    name = "pair_row_country" if evidence.is_country else "pair_row"
    return say(name, origin=place(origin), host=from_place(asylum), people=people)


def _host_label(iso3: str) -> str:
    return from_place(iso3).capitalize() if iso3 == "UNK" else label(iso3)


def stays(evidence: ReturnEvidence) -> Figure | Words:
    """Draw where the refugees from the region are, where none of them returned."""
    facts = evidence.common | {"refugees": evidence.refugees, "absent": not evidence.returns.value}
    if evidence.stays.empty:
        return words("stays_none", facts)
    largest = evidence.stays[evidence.stays["share"] >= LEAST_PERCENT].head(ROWS)
    facts |= {
        "host": place(largest["asylum"].iloc[0]),
        "share": evidence.share(largest["share"].iloc[0], detail=f"in {largest['asylum'].iloc[0]}"),
        "rows": given(len(largest), "countries"),
        "hosts": [
            say("stay_row", name=place(iso3), people=evidence.stock(value, detail=f"in {iso3}"))
            for iso3, value in zip(largest["asylum"], largest["refugees"], strict=True)
        ],
    }
    name = "stays_title_only" if len(evidence.stays) == 1 else "stays_title"
    title = say(name, **facts, claims=none_returned(evidence))
    subtitle, alt = say("stays_subtitle", **facts), say("stays_alt", **facts)
    refugees, of_all = say("stays_refugees").text, say("share_column").text
    data = pd.DataFrame({"country": [label(iso3) for iso3 in largest["asylum"]]})
    data[[refugees, of_all]] = largest[["refugees", "share"]].to_numpy()
    return Figure(
        id="stays",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION),
        alt=alt.text,
        data=data,
        drawing=bars(data, {refugees: "persons", of_all: "percent"}),
        said=(title, subtitle, alt),
    )


def none_returned(evidence: ReturnEvidence) -> list[Claim]:
    """Claim that there were no returns, and in which sense, where there were none."""
    return [] if evidence.returns.value else [claims.absence(evidence, "refugee_returns")]


def words(name: str, facts: dict[str, Any]) -> Words:
    """Say in words why there is no figure."""
    said = say(name, **facts)
    return Words(said.text, said.quantities)
