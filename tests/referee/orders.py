"""Grounds of orders, absences, records and parts of a change: what a query over all members must say."""

import re

from referee import levels, tables, words
from referee.change import Failed
from referee.figures import lines_of, one_country
from referee.measures import RESULTS, SOURCES
from referee.notes import Line, Said
from referee.tables import NOWHERE

_LIST = re.compile(r"\b(?:above all|largest(?! part)|(?<!at )most|mostly|mainly)\b(?:[^.;]|\.(?=\d))*")


def rank(said: Said) -> Failed:
    """The countries that an order names are the first of it, in that order, in one year."""
    for heard in _LIST.finditer(said.text):
        if re.search(r"from [^,;(]+ (?:in|to) (?:the )?[A-Z]", heard[0]):
            continue  # pairs of countries
        numbers = [n for n in said.numbers if heard.start() <= n.start < heard.end()]
        found = [
            (lines[0], n)
            for n in numbers
            if (lines := [line for line in lines_of(n) if one_country(line, said)])
        ]
        if (
            not found
            or len({line.indicator for line, _ in found}) > 1
            or len({line.year for line, _ in found}) > 1
        ):
            continue
        line = found[0][0]
        if line.indicator not in SOURCES or line.year is None:
            continue
        told = [entry.part or entry.region for entry, _ in found]
        sides = [
            tables.by_country(line.indicator, said.region, line.year, side)
            for side in ((1, 0) if line.part else (0,))
        ]
        reasons = [_disorder(told, order) for order in sides if set(told) <= set(order)]
        if reasons and all(reasons):
            yield reasons[0] or ("", "")
    if said.prominent and not said.where.endswith("alt"):
        for number in said.numbers:
            for line in lines_of(number)[:1]:
                if (
                    line.indicator in RESULTS
                    and line.year
                    and words.KINDS["rank"].search(said.text)
                    and len(tables.members(said.region)) > 1
                ):
                    share = tables.share_reporting(line.indicator, said.region, line.year)
                    if share < 0.9:
                        yield "complete", f"{line.indicator} covers {100 * share:.0f} %"


def _disorder(told: list[str], order: dict[str, float]) -> tuple[str, str] | None:
    """The ground on which countries that are told as the first of an order are not, or None."""
    sizes = [order[iso3] for iso3 in told]
    rest = {iso3: amount for iso3, amount in order.items() if iso3 not in told and iso3 not in NOWHERE}
    larger = [iso3 for iso3, amount in rest.items() if amount > min(sizes)]
    if larger:
        return "complete", f"{', '.join(larger)}: more than one of {', '.join(told)}"
    if sizes != sorted(sizes, reverse=True):
        return "complete", f"{', '.join(told)} are not in their order"
    tied = [iso3 for iso3, amount in rest.items() if amount == min(sizes)]
    return ("ties", f"{', '.join(tied)} has as many") if tied and len(told) == 1 else None


_ABSENT: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"\b[Nn]o refugees (?:were|was|are|is) (?:recorded|hosted|counted) in\b|record no refugees in",
        ("refugees_hosted",),
    ),
    (r"\b[Nn]o refugees from [^.;,]+ (?:were|was) recorded at the end", ("refugees_from_origin",)),
    (
        r"\b[Nn]o refugees (?:who )?returned"
        r"|\b[Nn]o returns (?:to [^.;,]+ )?(?:were|was|are|is) (?:reported|recorded|on record)",
        ("refugee_returns",),
    ),
    (r"took no refugees on resettlement", ("resettlement_arrivals",)),
    (r"\b[Nn]o refugees from [^.;,]+ arrived on resettlement", ("resettlement_from_origin",)),
    (r"\b[Nn]o naturalised refugee", ("naturalisations",)),
    (r"\b[Nn]o operation of UNHCR in [^.;,]+ reports departures", ("resettlement_departures",)),
    (r"\b[Nn]obody (?:fled|was newly displaced)", ("new_displacement_from_origin",)),
    (r"\b[Nn]o asylum-seekers? (?:waited|were|is|are)", ("asylum_seekers_hosted",)),
    (
        r"\b[Nn]o resettlement to, from or out of",
        ("resettlement_arrivals", "resettlement_from_origin", "resettlement_departures"),
    ),
)


def none(said: Said) -> Failed:
    """Where the words say none, a query finds none."""
    if said.where.startswith("figure") and not said.where.endswith(":title"):
        return
    for pattern, measures in _ABSENT:
        if not re.search(pattern, said.text):
            continue
        year = max(said.years, default=said.year)
        for measure in measures:
            found = levels.level(measure, said.region, year) or 0.0
            if found > 0:
                yield "asked-of-all", f"{measure} of {said.region} {year} is {found:,.0f}"
    if (bare := re.search(r"after none in \d{4}", said.text)) and "on record" not in said.text:
        yield "asked-of-all", f"“{bare[0]}”: the tables hold rows above zero only, so none is on record"
    if re.search(r"\bonly country|the only\b.*\bcountr", said.text) and said.numbers:
        yield "asked-of-all", "only: no query of this referee says so"


def record(said: Said) -> Failed:
    """A record is one in the whole series, under one definition."""
    found = re.search(
        r"[\d,.]+(?: million)?, most of all|(?P<since>(?:lowest|highest|most|fewest) since (?P<year>\d{4}))",
        said.text,
    )
    if not found:
        return
    near = min(said.numbers, key=lambda n: abs(n.start - found.start()), default=None)
    for line in lines_of(near)[:1] if near else ():
        if line.indicator not in SOURCES or line.year is None:
            continue
        first = int(found["year"]) + 1 if found["year"] else SOURCES[line.indicator].first
        series = {
            y: levels.level(line.indicator, line.region, y, line.part) or 0.0
            for y in range(first, line.year + 1)
        }
        low = (found["since"] or "").startswith(("lowest", "fewest"))
        best = min(series.values()) if low else max(series.values())
        if series[line.year] != best:
            yield "whole-series", f"{line.indicator} of {line.region} was {best:,.0f} in another year"


def cause(said: Said) -> Failed:
    """A cause or driver is a part of the same change, or a flow of the same years as the change."""
    if said.where.endswith((":alt", ":subtitle")):
        return
    found = words.KINDS["cause"].search(said.text)
    lines = [line for number in said.numbers for line in lines_of(number)]
    changed = [line for line in lines if line.since]
    if not found or not lines:
        return
    share = re.search(r"(\d[\d.]*) % of (?:the|that) (?:fall|rise|increase|decline)", said.text)
    if share:
        parts = [line for line in lines if line.part or "part of" in line.detail or one_country(line, said)]
        if not parts:
            yield "adds-up", "no part of the change is among its figures"
        for number in said.numbers:
            for line in [
                line
                for line in lines_of(number)[:1]
                if line.of_change and line.indicator in SOURCES and line.year
            ]:
                shares = [_share_of_change(line, side) for side in (0, 1)]
                known = [share for share in shares if share is not None]
                if known and all(abs(share - number.value) > 0.51 * number.step for share in known):
                    yield "adds-up", f"{number.text} is printed, {known[0]:.4g} % is right"
        return
    if found[0] in ("although", "while", "because", "due to", "as a result", "owing to"):
        starts = {line.since for line in changed}
        flows = {line.indicator for line in lines if not line.since} - {line.indicator for line in changed}
        if not changed or (flows and starts != {said.year - 1}):
            joined = ", ".join(sorted({line.indicator for line in lines}))
            yield "adds-up", f"“{found[0]}” joins {joined}, which no decomposition adds up"


def _share_of_change(line: Line, side: int) -> float | None:
    """Share of a country, on one side of the pairs, in the change of the last year, in percent."""
    year = line.year or 0
    first, last = (tables.by_country(line.indicator, line.region, one, side) for one in (year - 1, year))
    whole = sum(last.values()) - sum(first.values())
    if not whole or line.part not in first.keys() | last.keys():
        return None
    return 100 * (last.get(line.part, 0.0) - first.get(line.part, 0.0)) / whole
