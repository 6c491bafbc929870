"""Grounds of orders, absences, records and parts of a change: what a query over all members must say."""

import re
from itertools import combinations, product

from referee import levels, tables, words
from referee.change import Failed, changes
from referee.figures import COVERED, lines_of, one_country
from referee.measures import REPORTED, RESULTS, SOURCES
from referee.notes import Line, Said, named
from referee.tables import NOWHERE

WHOLE = 0.995  # of the refugees: less is not everybody

_LIST = re.compile(
    r"\b(?:above all|largest(?! part)|(?<!at )most|mostly|mainly)\b(?:(?!, against )[^.;]|\.(?=\d))*"
)


_AMONG = re.compile(r"\b[Oo]f the (\w+) countries to which $")


def rank(said: Said) -> Failed:
    """The countries that an order names are the first of it, in that order, in one year."""
    for heard in _LIST.finditer(said.text):
        situations = "protracted" in said.text or ("protracted" in said.near and ", since " in said.text)
        if re.search(r"from [^,;(]+ (?:in|to) (?:the )?[A-Z]", heard[0]) or situations:
            continue  # pairs of countries, and situations, which are not all people from there
        numbers = [n for n in said.numbers if heard.start() <= n.start < heard.end()]
        if any(n.text[0] in "+−" and not any(line.since for line in n.lines) for n in numbers):
            continue  # parts of a change between years that the ledger does not tell
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
        if line.indicator not in SOURCES or line.year is None or len({one.since for one, _ in found}) > 1:
            continue
        told = [entry.part or entry.region for entry, _ in found]
        sides = [
            _order(line, said.region, side, "largest change" in heard[0])
            for side in ((1, 0) if line.part else (0,))
        ]
        elsewhere = said.near if said.text.startswith("Elsewhere") else ""
        sides = [{i: n for i, n in one.items() if i in told or not named(i, elsewhere)} for one in sides]
        among = _AMONG.search(said.text[: heard.start()])
        most = words.NUMBERS[among[1]] if among else 0
        reasons = [_disorder(told, order, said.item, most) for order in sides if set(told) <= set(order)]
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


def _order(line: Line, place: str, side: int, largest: bool) -> dict[str, float]:
    """Amounts by country on one side of the pairs, or parts of a change: in its way, or the largest."""
    last = tables.by_country(line.indicator, place, line.year or 0, side)
    if not line.since:
        return last
    first = tables.by_country(line.indicator, place, line.since, side)
    moved = {iso3: last.get(iso3, 0.0) - first.get(iso3, 0.0) for iso3 in first.keys() | last.keys()}
    way = 1 if sum(moved.values()) > 0 else -1
    return {iso3: abs(amount) if largest else way * amount for iso3, amount in moved.items()}


def _disorder(told: list[str], order: dict[str, float], heard: str, most: int = 0) -> tuple[str, str] | None:
    """The ground on which countries are not the first of an order, or not among the first *most*; or None."""
    sizes = [order[iso3] for iso3 in told]
    rest = {iso3: amount for iso3, amount in order.items() if iso3 not in told and iso3 not in NOWHERE}
    if most:
        order = {place: amount for place, amount in order.items() if place not in NOWHERE}
        late = [iso3 for iso3 in told if sum(amount > order[iso3] for amount in order.values()) >= most]
        return ("complete", f"{', '.join(late)}: not among the first {most}") if late else None
    larger = [iso3 for iso3, amount in rest.items() if amount > min(sizes)]
    if larger:
        return "complete", f"{', '.join(larger)}: more than one of {', '.join(told)}"
    if sizes != sorted(sizes, reverse=True):
        return "complete", f"{', '.join(told)} are not in their order"
    tied = [iso3 for iso3, amount in rest.items() if amount == min(sizes) and not named(iso3, heard)]
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


def absent(said: Said) -> list[str]:
    """Measures of which a sentence says that there is nothing."""
    return [name for pattern, names in _ABSENT if re.search(pattern, said.text) for name in names]


def none(said: Said) -> Failed:
    """Where the words say none, a query finds none."""
    if said.where.startswith("figure") and not said.where.endswith(":title"):
        return
    year = max(said.years, default=said.year)
    for measure in absent(said):
        found = levels.level(measure, said.region, year) or 0.0
        if found > 0:
            yield "asked-of-all", f"{measure} of {said.region} {year} is {found:,.0f}"


_ALL = re.compile(r"\b(?:[Nn]one|[Aa]ll|[Nn]obody|[Ee]very)\b|\b(?:100|99\.9|0(?:\.1)?) %")


def everybody(said: Said) -> Failed:
    """All or none, over reports of some, is said of those who report, or stands with its bounds."""
    if said.where.endswith((":alt", ":subtitle")) or not _ALL.search(said.text) or COVERED.search(said.near):
        return
    printed = [line for number in said.numbers for line in lines_of(number)]
    worded = [line for line in said.stated if not re.search(r"\d %", line.text) or line.text == "0 %"]
    for line in dict.fromkeys((*printed, *worded)):
        share = line.coverage if line.coverage is not None else 1.0
        if line.indicator in RESULTS and line.year and len(tables.members(line.region)) > 1:
            share = tables.share_reporting(line.indicator, line.region, line.year)
        size = abs(line.value) if line.unit == "percent" and line.value is not None else 50.0
        extreme = size < 0.05 or 99.95 <= size <= 100
        if extreme and share < WHOLE and not one_country(line, said) and not line.part:
            yield "asked-of-all", f"{line.text} of {line.indicator} rests on {100 * share:.0f} %"


def none_before(said: Said) -> Failed:
    """A pair without a row is none on record: the tables of flows hold rows above zero only."""
    bare = re.search(r"after none in \d{4}", said.text)
    asked = {line.indicator for number in said.numbers for line in number.lines} & {*RESULTS, *REPORTED}
    if bare and not asked and "on record" not in said.text:
        yield "both-ends", f"“{bare[0]}”: no row is there, so none is on record"


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
            y: levels.level(line.indicator, line.region, y, line.cell) or 0.0
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
    found = words.KINDS["cause"].search(said.text) or words.KINDS["part"].search(said.text)
    lines = [line for number in said.numbers for line in lines_of(number)]
    changed = [line for line in lines if line.since]
    if not found or not lines:
        return
    if share := re.search(
        r"(?<!equal )(\d[\d.]*) % of (?:the|that|its) (?:fall|rise|increase|decline)", said.text
    ):
        number = next((n for n in said.numbers if n.start == share.start()), None)
        shares = _shares_of_changes(said, lines)
        if number and shares and all(abs(one - number.value) > 0.51 * number.step for one in shares.values()):
            told = ", ".join(f"{iso3} {one:.3g} %" for iso3, one in shares.items())
            yield "adds-up", f"{number.text} is printed, right is {told}"
        return
    if found[0] in ("although", "while", "because", "due to", "as a result", "owing to"):
        starts = {line.since for line in changed}
        flows = {line.indicator for line in lines if not line.since} - {line.indicator for line in changed}
        if not changed or (flows and starts != {said.year - 1}):
            joined = ", ".join(sorted({line.indicator for line in lines}))
            yield "adds-up", f"“{found[0]}” joins {joined}, which no decomposition adds up"


def _shares_of_changes(said: Said, lines: list[Line]) -> dict[str, float]:
    """Shares, in percent, of the countries that a sentence names in the changes of its measures."""
    found: dict[str, float] = {}
    here = [line for line in lines if line.indicator in SOURCES and line.year]
    years = {line.year or 0 for line in here}
    spans = {(c.start, c.end) for c in changes(said)} | {(year - 1, year) for year in years}
    spans |= set(combinations(sorted({*years, *said.years}), 2))
    for measure, place in {(line.indicator, place) for line in here for place in (line.region, said.region)}:
        for (start, end), side in product(spans, (0, 1)):
            first, last = (tables.by_country(measure, place, year, side) for year in (start, end))
            whole = sum(last.values()) - sum(first.values())
            for iso3 in first.keys() | last.keys() if whole else ():
                share = 100 * (last.get(iso3, 0.0) - first.get(iso3, 0.0)) / whole
                if abs(share) > 1 and iso3 != place and named(iso3, said.text):
                    found[f"{iso3} {measure} of {place} {start}-{end} {side}"] = share
    return found


def places(said: Said) -> Failed:
    """Places that stand side by side are of one year."""
    for one, other in combinations(said.numbers, 2):
        sides = [lines_of(number) for number in (one, other)]
        keys = [
            {(line.indicator, line.region, line.part, line.detail, line.year) for line in lines}
            for lines in sides
        ]
        between = said.text[one.end : other.start]
        beside = re.search(r"\bagainst\b|\bcompared with\b|\bthan in (?!\d)", between)
        if any(len(key) != 1 for key in keys) or not beside:
            continue
        (first,), (second,) = keys
        if (
            first[0] == second[0]
            and first[1] != second[1]
            and first[2:4] == second[2:4]
            and first[4] != second[4]
        ):
            yield "comparable", f"{one.text} is of {first[4]}, {other.text} of {second[4]}"
