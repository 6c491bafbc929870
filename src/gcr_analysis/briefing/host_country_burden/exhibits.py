"""The charts of panel one: how many since when, who hosts, and what moved."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing import claims
from gcr_analysis.briefing.break_marks import captions, letters_of
from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.host_country_burden.evidence import HostEvidence
from gcr_analysis.briefing.host_country_burden.words import label, place, say
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.shared import SMALLEST_BREAK
from gcr_analysis.figures.bars import bars
from gcr_analysis.figures.specification import Column, Mark, Rows, Series, Upright, Years
from gcr_analysis.framework import Break

ROWS = 10
SAID = 5  # changes that the alternative text gives
# Moves smaller than this part of all movement are shown together.
LEAST_PERCENT = 0.1
SMALLEST_BEFORE = 0.05  # of the region's refugees: smaller breaks before the baseline are not marked
COLOURS = {"mandate": "main", "others": "light"}
POPULATION = ("unhcr-population",)
POPULATION_AND_ECONOMY = ("unhcr-population", "world-bank")


def hosted(burden: HostEvidence) -> Figure | Words:
    """Refugees hosted at the end of each year since 2000, with the breaks in the series."""
    data = burden.hosted
    total = data.sum(axis=1)
    first, highest = int(data.index[0]), int(total.idxmax())
    facts = burden.common | {"first": given(first, "year"), "most_year": given(highest, "year")}
    if total.max() == 0:
        return words("hosted_none", facts)
    breaks = _breaks(burden, first)
    letters = letters_of(breaks)
    facts |= {"refugees": burden.refugees, "others": burden.others}
    facts |= {"at_first": burden.at("refugees_hosted", first), "most": burden.at("refugees_hosted", highest)}
    facts["marks"] = given(len(letters), "breaks")
    facts["since_peak"] = bool(burden.breaks("refugees", SMALLEST_BREAK, highest))
    facts["smaller"] = any(each not in breaks for each in burden.breaks("refugees", SMALLEST_BREAK, first))
    gone = [claims.absence(burden, "refugees_hosted")] if burden.empty else []
    title = say("hosted_title_gone" if burden.empty else "hosted_title", **facts, claims=gone)
    subtitle, alt = say("hosted_subtitle", **facts), say("hosted_alt", **facts)
    columns = [column for column in data if data[column].fillna(0).any()]
    names = {name: say(f"{name}_series").text for name in columns}
    series = tuple(
        Series(field=name, label=name, shape="area", colour=COLOURS[column]) for column, name in names.items()
    )
    return Figure(
        id="hosted",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION),
        alt=alt.text,
        data=data[columns].rename(columns=names).reset_index(names="year"),
        drawing=Years(series=series, unit="persons", uprights=_uprights(letters)),
        breaks=captions(breaks, letters),
        said=(title, subtitle, alt),
    )


def _breaks(burden: HostEvidence, since: int) -> tuple[Break, ...]:
    """Breaks in either of the two series that the chart shows: all that sentences name, and large ones."""
    spans = ((SMALLEST_BREAK, burden.baseline_year), (SMALLEST_BEFORE, since))
    both = [each for name in ("refugees", "oip") for span in spans for each in burden.breaks(name, *span)]
    return tuple(sorted(dict.fromkeys(both), key=lambda crossed: (crossed.between, crossed.id)))


def _uprights(letters: dict[int, str]) -> tuple[Upright, ...]:
    return tuple(Upright(at=year, text=letter, is_break=True) for year, letter in letters.items())


def hosts(burden: HostEvidence) -> Figure | Words:
    """Draw the largest hosts of a region with their weight; for a single country `origins` stands instead."""
    facts = burden.common | {"refugees": burden.refugees}
    if burden.empty:
        return words("hosts_none", facts)
    largest = burden.hosts.head(ROWS)
    lead = min(5, len(largest), int((largest["share"].cumsum() < 50).sum()) + 1)
    facts["share"] = burden.percent(
        largest["share"].head(lead).sum(),
        detail=f"in the {lead} largest hosts" if lead > 1 else "in the largest host",
    )
    facts |= {"host": place(largest["asylum"].iloc[0]), "count": given(lead, "countries")}
    pairs = zip(largest["asylum"], largest["refugees"], strict=True)
    facts["hosts"] = [
        say("host_row", name=label(iso3), refugees=burden.people(value, of=iso3), here=burden.dense(iso3))
        for iso3, value in pairs
    ]
    facts["rows"] = given(len(largest), "countries")
    only, facts["all"] = len(burden.hosts) == 1, len(largest) == len(burden.hosts)
    facts["named"] = [place(iso3) for iso3 in largest["asylum"].head(lead)]
    name = {1: "hosts_title_one", 2: "hosts_title_two"}.get(lead, "hosts_title")
    title = say("hosts_title_only" if only else name, **facts)
    subtitle, alt = say("hosts_subtitle", **facts), say("hosts_alt_one" if only else "hosts_alt", **facts)
    refugees, dense = say("hosts_refugees").text, say("hosts_per_inhabitants", **facts).text
    names, before = [label(iso3) for iso3 in largest["asylum"]], str(burden.year - 1)
    columns = {"country": names, refugees: largest["refugees"], dense: largest["per_1000"]}
    data = pd.DataFrame(columns | {before: _year_before(burden, "asylum", largest["asylum"])})
    units = {refugees: "persons", dense: "per 1,000 inhabitants"}
    return Figure(
        id="hosts",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION_AND_ECONOMY),
        alt=alt.text,
        data=data,
        drawing=_with_year_before(burden, data, units, before),
        said=(title, subtitle, alt),
    )


def origins(burden: HostEvidence) -> Figure | Words:
    """Draw where the refugees in a single country come from."""
    facts = burden.common
    if burden.empty:
        return words("origins_none", facts)
    largest = burden.origins[burden.origins["share"] >= LEAST_PERCENT].head(ROWS)
    pairs = zip(largest["origin"], largest["refugees"], strict=True)
    facts |= {
        "several": len(largest) > 1,
        "origin": place(largest["origin"].iloc[0]),
        "share": burden.percent(largest["share"].iloc[0], detail=f"from {largest['origin'].iloc[0]}"),
        "origins": [
            say("origin_row", name=label(iso3), refugees=burden.people(value, detail=f"from {iso3}"))
            for iso3, value in pairs
        ],
    }
    title = say("origins_title_all" if len(burden.origins) == 1 else "origins_title", **facts)
    subtitle, alt = say("origins_subtitle", **facts), say("origins_alt", **facts)
    refugees, of_all, before = say("hosts_refugees").text, say("share_column").text, str(burden.year - 1)
    data = pd.DataFrame({"country": [label(iso3) for iso3 in largest["origin"]]})
    data[[refugees, of_all]] = largest[["refugees", "share"]].to_numpy()
    data[before] = _year_before(burden, "origin", largest["origin"])
    if len(rest := burden.origins.drop(largest.index)):
        data.loc[len(data)] = [say("rest").text, *rest[["refugees", "share"]].sum(), np.nan]
    return Figure(
        id="origins",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION),
        alt=alt.text,
        data=data,
        drawing=_with_year_before(burden, data, {refugees: "persons", of_all: "percent"}, before),
        said=(title, subtitle, alt),
    )


def _with_year_before(
    burden: HostEvidence, data: pd.DataFrame, units: Mapping[str, str], before: str
) -> Rows:
    """Declare bars of this year with ticks of the year before, and name both."""
    now, then = (say("end_of", year=burden.common[year]).text for year in ("year", "before"))
    return bars(data, units, label=now, tick=before, tick_label=then)


def _year_before(burden: HostEvidence, side: str, codes: Iterable[str]) -> list[float]:
    """Refugees of each place a year before; missing where a break of the last year lies in between."""
    broken = bool(burden.breaks("refugees", SMALLEST_BREAK, burden.year - 1))
    moves = burden.moves_by(side).set_index(side)["start"]
    return [float("nan") if broken else float(moves.get(code, 0.0)) for code in codes]


def moved(burden: HostEvidence) -> Figure | Words:
    """Draw what each host, or each origin for a single country, adds to the change of the last year."""
    side = "origin" if burden.is_country else "asylum"
    facts = burden.common | {"side": say("side_origin" if burden.is_country else "side_host").text}
    last = claims.if_founded(claims.change, burden, "refugees_hosted", burden.year - 1)
    moves = burden.moves_by(side)
    moves = moves[moves["change"] != 0]
    if last is None or moves.empty or last.is_still:
        return words("moved_none", facts)
    large = moves["change"].abs() >= LEAST_PERCENT / 100 * moves["change"].abs().sum()
    shown = moves[large].head(ROWS)
    rest = moves.drop(shown.index)["change"]
    own, since = "origin" if burden.is_country else "member", f"change since {burden.year - 1}"
    changes = {
        str(code): replace(last.by, value=float(value), detail=f"{own} {code}; {since}")
        for code, value in zip(shown[side], shown["change"], strict=True)
    }
    facts["moves"] = [say("move_row", name=label(code), change=by) for code, by in changes.items()][:SAID]
    made = claims.if_founded(claims.movers, burden, "refugees_hosted", burden.year - 1, most=1)
    drawn = shown.head(SAID)
    told = drawn[drawn["change"].abs() >= framework.claims().thresholds.least_people]
    against = told[told["change"] * (last.by.value or 0) < 0][side].head(1).astype(str)
    facts |= {"other": None, "other_by": None}
    for code in against:
        facts |= {"other": place(code), "other_by": changes[code]}
    rose = moves["change"] > 0
    alike = "moved_title_alike" if rose.all() or not rose.any() else "moved_title_still"
    title = say(
        "moved_title" if made else alike, **facts, made=made, up=bool(rose.all()), claims=[last] * (not made)
    )
    subtitle, alt = (
        say("moved_subtitle", **facts),
        say("moved_alt", **facts, change=last.by, broken=last.broken),
    )
    rows = {label(code): change.value for code, change in changes.items()}
    rows |= {say("rest").text: float(rest.sum())} if len(rest) else {}
    rows |= {say("moved_sum").text: last.by.value}
    column = say("moved_column").text
    bar = Mark(shape="bar", field=column)
    moves_drawn = Column(unit="persons", marks=(bar,), signed=True, negative="accent")
    return Figure(
        id="moved",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION),
        alt=alt.text,
        data=pd.DataFrame({"country": list(rows), column: list(rows.values())}),
        drawing=Rows(names="country", columns=(moves_drawn,), sums=True),
        breaks=captions(burden.breaks("refugees", SMALLEST_BREAK, burden.year - 1)),
        said=(title, subtitle, alt),
    )


def words(name: str, facts: Mapping[str, object]) -> Words:
    """Say in words why there is no figure."""
    said = say(name, **facts)
    return Words(said.text, said.quantities)
