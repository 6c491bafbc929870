"""Returns beside violence in one year: for a region by country of origin, for a country by year.

Deaths are of one version of the data alone, which knows few years; an earlier version counts other deaths, so
that no figure of it stands here.
"""

from typing import Any

import pandas as pd

from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.reasons import reason_in_words
from gcr_analysis.briefing.return_conditions.evidence import ReturnEvidence
from gcr_analysis.briefing.return_conditions.exhibits import none_returned, words
from gcr_analysis.briefing.return_conditions.words import label, place, say
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.figures.bars import bars
from gcr_analysis.geography import NO_PLACE
from gcr_analysis.indicators.return_conditions.conflict import MANY_DEATHS, one_figure
from gcr_analysis.indicators.return_conditions.violence import TABLE
from gcr_analysis.snapshot import table_years

ROWS = 10
NEARLY_COMPLETE = 99.0  # percent of the returns that went to one country
NEARLY_ALL = 0.9  # part of the returns that a share must rest on to stand in a title
IDS = ("refugee_returns", "conflict_deaths_26_1", "conflict_deaths_per_100000_26_1")
SOURCES = ("unhcr-population", "ucdp-26-1", "world-bank")


def violence(evidence: ReturnEvidence) -> Figure | Words:
    """Draw returns, deaths and deaths for every hundred thousand inhabitants, each on a scale of its own."""
    first, last = table_years(TABLE)
    facts = evidence.common | {"first": given(first, "year"), "last": given(last, "year")}
    if not first <= evidence.year <= last:
        return words("violence_no_year", facts)
    if evidence.is_country:
        years = range(max(first, evidence.baseline_year), evidence.year + 1)
        rows = {str(year): [evidence.at(id, year) for id in IDS] for year in years}
        now = rows[str(evidence.year)]
    else:
        rows = {iso3: [evidence.at(id, of=iso3) for id in IDS] for iso3 in _origins(evidence)}
        now = [evidence.at(id) for id in IDS]
    if not any(deaths.known for _, deaths, _ in rows.values()):
        return words("violence_none", facts | {"reason": reason_in_words(evidence.at(IDS[1]).reason)})
    joint = {*one_figure()} & {evidence.region.id, *rows}
    facts |= {"returns": now[0], "deaths": now[1], "joint": joint}
    return _of_country(evidence, rows, facts) if evidence.is_country else _of_region(evidence, rows, facts)


def _origins(evidence: ReturnEvidence) -> list[str]:
    """Return the countries to which most refugees returned; where these are few, also the largest origins."""
    returned = evidence.destinations["origin"].tolist()
    fled = evidence.origins.loc[evidence.origins["refugees"] > 0, "origin"].tolist()
    known = [str(iso3) for iso3 in dict.fromkeys([*returned, *fled]) if iso3 not in NO_PLACE]
    return known[:ROWS]


def _of_country(
    evidence: ReturnEvidence, rows: dict[str, list[Quantity]], facts: dict[str, Any]
) -> Figure | Words:
    facts["rows"] = [_row(year, *figures) for year, figures in rows.items()]
    facts["since"] = given(int(next(iter(rows))), "year")
    known = facts["deaths"].known
    title = say(
        "violence_title_here" if known else "violence_title_here_unknown",
        **facts,
        claims=none_returned(evidence),
    )
    return _figure(title, rows, facts, "_here")


def _of_region(
    evidence: ReturnEvidence, rows: dict[str, list[Quantity]], facts: dict[str, Any]
) -> Figure | Words:
    deaths = [figures[1] for figures in rows.values() if figures[1].known]
    share = evidence.at("returns_in_conflict_26_1")
    facts |= {
        "share": share,
        "count": given(len(rows), "countries"),
        "known": given(len(deaths), "countries"),
        "wars": given(sum((each.value or 0) >= MANY_DEATHS for each in deaths), "countries"),
        "rows": [_row(place(iso3), *figures) for iso3, figures in rows.items()],
    }
    low = share.ends[0]
    facts["least"] = share.at_least if low.number < share.number and low.written != share.written else None
    top = evidence.destinations.head(1)
    most = str(top["origin"].iloc[0]) if len(top) else ""
    if most in rows and 100 * top["returns"].iloc[0] >= NEARLY_COMPLETE * evidence.returns.number:
        facts |= {"name": place(most), "killed": rows[most][1]}
    of_one = "name" in facts and not evidence.few and facts["killed"].known
    of_share = share.value_year == evidence.year and (share.coverage or 0) >= NEARLY_ALL
    kind = "_one" if of_one else ("_share" if of_share else "")
    title = say(f"violence_title{kind}", **facts, claims=none_returned(evidence))
    named = {label(iso3): figures for iso3, figures in rows.items()}
    return _figure(title, named, facts)


def _row(name: str, returns: Quantity, deaths: Quantity, rate: Quantity) -> Sentence:
    return say("violence_row", name=name, returns=returns, deaths=deaths, rate=rate)


def _figure(
    title: Sentence, rows: dict[str, list[Quantity]], facts: dict[str, Any], kind: str = ""
) -> Figure:
    subtitle, alt = say(f"violence_subtitle{kind}", **facts), say(f"violence_alt{kind}", **facts)
    names = [say(f"violence_{name}", **facts).text for name in ("returns", "deaths", "rate")]
    data = pd.DataFrame([[each.value for each in row] for row in rows.values()], columns=names, dtype=float)
    data.insert(0, "row", list(rows))
    units = {name: each.unit for name, each in zip(names, next(iter(rows.values())), strict=True)}
    return Figure(
        id="violence",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(SOURCES),
        alt=alt.text,
        data=data,
        drawing=bars(data, units),
        said=(title, subtitle, alt),
    )
