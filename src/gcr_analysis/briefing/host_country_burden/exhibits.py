"""The figures of panel one: how many since when, who hosts or where from, and what moved."""

from functools import partial

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing import charts
from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.limits import SMALLEST_BREAK
from gcr_analysis.briefing.host_country_burden.titles import _about
from gcr_analysis.briefing.host_country_burden.words import common, label, persons, place, say
from gcr_analysis.briefing.note import all_quantities
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Sentence, uncapital
from gcr_analysis.framework import Break

ROWS = 10
MOVES = 5
# Origins and moves smaller than this part of all are shown together.
LEAST_PERCENT = 0.1
LETTERS = "abcdefghijklmnopqrstuvwxyz"
POPULATION = ("unhcr-population",)
POPULATION_AND_ECONOMY = ("unhcr-population", "world-bank")


def source_line(ids: tuple[str, ...]) -> str:
    """Cite sources in one line.

    >>> source_line(("unhcr-population",)).startswith("Source: UNHCR, Refugee Population Statistics Database")
    True
    """
    cited = "; ".join(framework.sources()[id].citation for id in ids)
    return f"{'Sources' if len(ids) > 1 else 'Source'}: {cited}"


def hosted(burden: Burden) -> Figure | Words:
    """Refugees hosted at the end of each year since 2000, with the baseline and the breaks in the series."""
    data = burden.hosted
    total = data.sum(axis=1)
    facts = common(burden) | {"first": given(int(data.index[0]), "year")}
    if total.max() == 0:
        return _words("hosted_none", facts)
    breaks = _by_year(burden.breaks("refugees", SMALLEST_BREAK, since=int(data.index[0])))
    now, then = burden.at("refugees_hosted"), burden.then("refugees_hosted")
    facts |= {
        "refugees": now,
        "then": then,
        "change": relative(now, then),
        "marks": given(len(breaks), "breaks"),
    }
    facts |= {"at_first": burden.at("refugees_hosted", int(data.index[0])), "others": _others(burden)}
    facts |= {
        "most": burden.at("refugees_hosted", int(total.idxmax())),
        "most_year": given(int(total.idxmax()), "year"),
    }
    title = "hosted_title" if then.value else "hosted_title_first"
    title, subtitle, alt = (say(name, **facts) for name in (title, "hosted_subtitle", "hosted_alt"))
    names = {"mandate": say("mandate_series").text, "others": say("others_series").text}
    columns = [column for column in data if data[column].fillna(0).any()]
    return Figure(
        id="hosted",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION),
        alt=alt.text,
        data=data[columns].rename(columns=names).reset_index(names="year"),
        draw=partial(charts.stacked_years, unit="persons", marks=_marks(burden, breaks)),
        breaks=tuple(
            f"{letter} {year}: {text}" for letter, (year, text) in zip(LETTERS, breaks.items(), strict=False)
        ),
        quantities=all_quantities((title, subtitle, alt)),
    )


def _others(burden: Burden) -> Quantity | str:
    others = (burden.at("refugees_hosted").value or 0) - (burden.at("mandate_refugees_hosted").value or 0)
    return persons(burden, others, detail="other people in need of protection") if others else ""


def _by_year(breaks: tuple[Break, ...]) -> dict[int, str]:
    """What broke in the series, by the first year after the break."""
    texts: dict[int, str] = {}
    for crossed in breaks:
        after = crossed.between[1]
        texts[after] = f"{texts[after]}; {uncapital(crossed.text)}" if after in texts else crossed.text
    return texts


def _marks(burden: Burden, breaks: dict[int, str]) -> list[charts.Mark]:
    marks = [
        charts.Mark(after - 0.5, letter, is_break=True)
        for letter, after in zip(LETTERS, breaks, strict=False)
    ]
    return [charts.Mark(burden.baseline_year, str(burden.baseline_year)), *marks]


def hosts(burden: Burden) -> Figure | Words:
    """Who hosts: the largest hosts of a region; for a single country, where its refugees come from."""
    return _origins(burden) if burden.region.is_country else _hosts(burden)


def _hosts(burden: Burden) -> Figure | Words:
    facts = common(burden) | {"refugees": burden.at("refugees_hosted")}
    if burden.empty:
        return _words("hosts_none", facts)
    largest = burden.hosts.head(ROWS)
    rows = [_host_row(burden, row) for row in largest.itertuples()]
    lead = _leaders(largest["share"])
    share = Quantity(
        value=float(largest["share"].head(lead).sum()),
        unit="percent",
        detail=f"{lead} largest",
        **_about(burden),
    )
    facts |= {"host": place(largest["asylum"].iloc[0]), "share": share, "count": given(lead, "countries")}
    facts |= {"rows": given(len(rows), "countries"), "hosts": rows}
    only = len(burden.hosts) == 1
    title = say("hosts_title_only" if only else ("hosts_title_one" if lead == 1 else "hosts_title"), **facts)
    subtitle, alt = say("hosts_subtitle", **facts), say("hosts_alt_one" if only else "hosts_alt", **facts)
    refugees, dense, base = (
        say("hosts_refugees").text,
        say("hosts_per_inhabitants", **facts).text,
        str(burden.baseline_year),
    )
    data = pd.DataFrame(
        {
            "country": [label(iso3) for iso3 in largest["asylum"]],
            refugees: largest["refugees"],
            dense: largest["per_1000"],
        }
    )
    data[base] = largest["baseline"]
    columns = {refugees: "persons"} | ({dense: "per 1,000 inhabitants"} if data[dense].notna().any() else {})
    return Figure(
        id="hosts",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION_AND_ECONOMY),
        alt=alt.text,
        data=data,
        draw=partial(charts.bars, units=columns, tick=base),
        quantities=all_quantities((title, subtitle, alt)),
    )


def _leaders(shares: pd.Series) -> int:
    """How few of the largest hosts together host half or more; five at most."""
    return min(5, len(shares), int((shares.cumsum() < 50).sum()) + 1)


def _host_row(burden: Burden, row: object) -> Sentence:
    iso3 = row.asylum  # type: ignore[attr-defined]
    refugees = persons(burden, row.refugees, of=iso3)  # type: ignore[attr-defined]
    return say(
        "host_row",
        name=label(iso3),
        refugees=refugees,
        here=burden.at("refugees_per_1000_inhabitants", of=iso3),
    )


def _origins(burden: Burden) -> Figure | Words:
    facts = common(burden)
    if burden.empty:
        return _words("origins_none", facts)
    largest = burden.origins[burden.origins["share"] >= LEAST_PERCENT].head(ROWS)
    rows = [
        say(
            "origin_row",
            name=label(row.origin),
            refugees=persons(burden, row.refugees, detail=f"from {row.origin}"),
        )
        for row in largest.itertuples()
    ]
    share = Quantity(value=float(largest["share"].iloc[0]), unit="percent", **_about(burden))
    facts |= {"origin": place(largest["origin"].iloc[0]), "share": share, "origins": rows}
    title = say("origins_title_all" if len(burden.origins) == 1 else "origins_title", **facts)
    subtitle, alt = say("origins_subtitle", **facts), say("origins_alt", **facts)
    refugees, of_all, base = say("hosts_refugees").text, say("share_column").text, str(burden.baseline_year)
    data = pd.DataFrame(
        {
            "country": [label(iso3) for iso3 in largest["origin"]],
            refugees: largest["refugees"],
            of_all: largest["share"],
        }
    )
    data[base] = largest["baseline"]
    if len(rest := burden.origins.iloc[len(largest) :]):
        others = say("moved_rest").text
        data.loc[len(data)] = [others, rest["refugees"].sum(), rest["share"].sum(), rest["baseline"].sum()]
    return Figure(
        id="origins",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION),
        alt=alt.text,
        data=data,
        draw=partial(charts.bars, units={refugees: "persons", of_all: "percent"}, tick=base),
        quantities=all_quantities((title, subtitle, alt)),
    )


def moved(burden: Burden) -> Figure | Words:
    """What each host, or each origin for a single country, adds to the change since the baseline."""
    facts = common(burden) | {"side": say("side_origin" if burden.region.is_country else "side_host").text}
    moves = burden.moves[burden.moves["change"] != 0]
    if moves.empty:
        return _words("moved_none", facts)
    large = moves["change"].abs() >= LEAST_PERCENT / 100 * moves["change"].abs().sum()
    shown = moves[large].head(2 * MOVES)
    rest = moves.drop(shown.index)
    total = difference(burden.at("refugees_hosted"), burden.then("refugees_hosted"))
    rows = [
        say("move_row", name=label(row.iso3), change=_change(burden, row.change, row.iso3))
        for row in shown.itertuples()
    ]
    first = shown[shown["change"] > 0] if (total.value or 0) > 0 else shown[shown["change"] < 0]
    still = not total.value or first.empty
    facts |= {"moves": rows[:MOVES], "change": total}
    if still:
        title = say("moved_title_still")
    else:
        iso3, change = first["iso3"].iloc[0], first["change"].iloc[0]
        name = "moved_title_rise" if change > 0 else "moved_title_fall"
        title = say(name, **facts | {"name": place(iso3), "change": _change(burden, change, iso3)})
    subtitle, alt = say("moved_subtitle", **facts), say("moved_alt", **facts)
    names, values = [label(iso3) for iso3 in shown["iso3"]], list(shown["change"])
    if len(rest):
        names, values = [*names, say("moved_rest").text], [*values, rest["change"].sum()]
    column = say("moved_column").text
    data = pd.DataFrame({"country": [*names, say("moved_sum").text], column: [*values, total.value]})
    return Figure(
        id="moved",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION),
        alt=alt.text,
        data=data,
        draw=partial(charts.contributions, measure=column, unit="persons"),
        breaks=_told(burden),
        quantities=all_quantities((title, subtitle, alt)),
    )


def _change(burden: Burden, value: float, iso3: str) -> Quantity:
    since = f"change since {burden.baseline_year}"
    if burden.region.is_country:
        return persons(burden, value, detail=f"from {iso3}; {since}")
    return persons(burden, value, of=iso3, detail=since)


def _told(burden: Burden) -> tuple[str, ...]:
    crossed = burden.breaks("refugees", SMALLEST_BREAK)
    return tuple(f"{b.between[1]}: {b.text}" for b in crossed)


def _words(name: str, facts: dict[str, object]) -> Words:
    said = say(name, **facts)
    return Words(said.text, said.quantities)
