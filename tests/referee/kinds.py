"""Grounds of every kind of claim but change, each a few lines on one sentence."""

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

from referee import declared, tables, words
from referee.change import Alarm
from referee.notes import YEAR, Line, Number, Said, named
from referee.tables import NOWHERE, RESULTS, SOURCES

Failed = Iterator[tuple[str, str]]
_HEDGED = re.compile(r"(?:[Aa]t least|[Aa]t most|more than|up to|no more than)\s*$")
_COVERED = re.compile(r"report|hosts of|countries that|as far as|[Aa]t least|[Aa]t most|known|leaves out")
_PLAIN = re.compile(r"[−+]?[\d,.]+")


def _lines(number: Number) -> tuple[Line, ...]:
    """The lines of a number that are figures; none where it can be the coverage of one."""
    if any(line.detail.startswith(("share of refugees", "coverage")) for line in number.lines):
        return ()
    return tuple(line for line in number.lines if line.indicator and line.status != "given")


def value(said: Said) -> Failed:
    """Every number has a line in the ledger, and one of its lines is what SQL finds, to the printed digit."""
    for number in said.numbers:
        if not number.lines and not re.search(r"\b(?:every|per|for each|fewer than) $", said.text[: number.start]):
            yield "ledger", f"{number.text} is in no line of the ledger"
        if not number.lines:
            continue
        if number.text[0] in "+−" or any(line.since for line in number.lines):
            continue  # a change: held against both ends
        wrong = []
        for line in number.lines:
            right = _right(line)
            near = max(10 * ("new_displacement" in line.indicator), 0.51 * number.step + 1e-9)
            if not right or any(abs(abs(one) - abs(number.value)) <= near for one in right):
                break
            if re.search(r"[Mm]ore than $", said.text[: number.start]) and max(right) > number.value:
                break
            if re.search(r"[Ll]ess than $", said.text[: number.start]) and min(right) < number.value:
                break
            wrong.append(f"{line.indicator} of {line.region} {line.part} {line.year}: {right[0]:,.6g}")
        else:
            yield "value", f"{number.text} is printed; {'; '.join(wrong)}"


def _right(line: Line) -> list[float]:
    """What SQL finds for a level: the figure and, of a mean over reporting hosts, its bounds; nothing where it computes none."""
    if not line.indicator or line.year is None or line.status in ("given", "published"):
        return []
    if line.of_change or (line.detail and not line.part):
        return []
    found = tables.level(line.indicator, line.region, line.year, line.part)
    if found is None:
        return []
    if line.part and line.indicator not in SOURCES:
        return []
    if line.part:
        sides = [tables.by_country(line.indicator, line.region, line.year, side) for side in (1, 0)]
        amounts = [side[line.part] for side in sides if line.part in side]
        whole = sum(sides[0].values()) or 1.0
        return [100 * amount / whole for amount in amounts] if line.unit == "percent" else amounts
    if line.indicator in RESULTS:
        share = tables.share_reporting(line.indicator, line.region, line.year)
        return [found, found * share, found * share + 100 * (1 - share)]
    return [found]


def own_year(said: Said) -> Failed:
    """A figure's own year is named when it is not the note's, and a year beside a figure is its own."""
    if said.where.startswith("figure") or said.where == "table" or re.search(r"\bcan report\b", said.text):
        return
    named_years = {int(year) for year in YEAR.findall(said.item)}
    for number in said.numbers:
        lines = [line for line in _lines(number) if line.year]
        years = {line.year for line in lines} | {line.since for line in lines if line.since}
        if not lines or said.year in years or years & named_years or said.text[: number.start].endswith("fewer than "):
            continue
        if said.year - 1 in years and re.search(r"year before|in one year|\bafter (?:only )?\S+(?: million)?$", said.text[: number.end]):
            continue  # “1.95 million in 2025, after 364,443”: the year before
        yield "own-year", f"{number.text} is of {', '.join(map(str, sorted(y for y in years if y)))}"


def year_beside(said: Said) -> Failed:
    """The year that follows a figure in its clause is that of the figure."""
    for number, follower in zip_longest(said.numbers, said.numbers[1:]):
        lines = [line for line in _lines(number) if line.year]
        clause = said.text[number.end : follower.start if follower else len(said.text)]
        found = re.match(r"[^,;:.()]{0,60}?\bin (?:the end of )?(\d{4})\b(?! to)", clause)
        if not lines or not found or any(line.detail and not line.part for line in lines):
            continue
        if int(found[1]) not in {line.year for line in lines}:
            yield "own-year", f"{number.text} is of {lines[0].year}, not of {found[1]}"


def partial(said: Said) -> Failed:
    """A partial figure is never in a title or headline, and elsewhere with its coverage or as a bound."""
    for number in said.numbers:
        lines = _lines(number)
        if not lines or any(line.status != "partial" for line in lines):
            continue
        hedged = _HEDGED.search(said.text[: number.start])
        low = all(line.coverage is not None and line.coverage < 0.5 for line in lines)
        if said.prominent and (low or not hedged):
            yield "same-places", f"{number.text} ({lines[0].indicator}) is partial"
        elif not (hedged or _COVERED.search(said.text) or "would be" in said.text):
            yield "same-places", f"{number.text} ({lines[0].indicator}) is partial, and its coverage is not told"


def bound(said: Said) -> Failed:
    """What leaves a part out is told as at least or at most."""
    for number in said.numbers:
        lines = _lines(number)
        if lines and all(line.status == "partial" and line.indicator in SOURCES for line in lines) and not said.where.endswith("alt"):
            if not _HEDGED.search(said.text[: number.start]) and not _COVERED.search(said.text):
                yield "whole", f"{number.text} ({lines[0].indicator}) leaves out a part, and no bound is told"


_LIST = re.compile(r"\b(?:above all|largest(?! part)|(?<!at )most|mostly|mainly)\b(?:[^.;]|\.(?=\d))*")


def rank(said: Said) -> Failed:
    """The countries that an order names are the first of it, in that order, in one year."""
    for heard in _LIST.finditer(said.text):
        if re.search(r"from [^,;(]+ (?:in|to) (?:the )?[A-Z]", heard[0]):
            continue  # pairs of countries
        numbers = [n for n in said.numbers if heard.start() <= n.start < heard.end()]
        found = [(lines[0], n) for n in numbers if (lines := [line for line in _lines(n) if _side(line, said)])]
        if not found or len({line.indicator for line, _ in found}) > 1 or len({line.year for line, _ in found}) > 1:
            continue
        line = found[0][0]
        told = [entry.part or entry.region for entry, _ in found]
        if line.indicator not in SOURCES or line.year is None:
            continue
        sides = [tables.by_country(line.indicator, said.region, line.year, side) for side in (1, 0)]
        order = next((side for side in sides if set(told) <= set(side)), {})
        floor = min(order.get(iso3, 0.0) for iso3 in told)
        left = [iso3 for iso3, amount in order.items() if amount > floor and iso3 not in told and iso3 not in NOWHERE]
        if left:
            yield "complete", f"{', '.join(left)} has more of {line.indicator} than one of {', '.join(told)}"
        sizes = [order.get(iso3, 0.0) for iso3 in told]
        if sizes != sorted(sizes, reverse=True):
            yield "complete", f"{', '.join(told)} are not in their order"
        tied = [iso3 for iso3, amount in order.items() if amount == floor and iso3 not in told and iso3 not in NOWHERE]
        if tied and len(told) == 1:
            yield "ties", f"{', '.join(tied)} has as many"
    if said.prominent and not said.where.endswith("alt"):
        for number in said.numbers:
            for line in _lines(number)[:1]:
                if line.indicator in RESULTS and line.year and words.KINDS["rank"].search(said.text) and len(tables.members(said.region)) > 1:
                    share = tables.share_reporting(line.indicator, said.region, line.year)
                    if share < 0.9:
                        yield "complete", f"{line.indicator} covers {100 * share:.0f} %"


def _side(line: Line, said: Said) -> bool:
    if line.part:
        return line.region == said.region
    return len(line.region) == 3 and line.region != said.region


_ABSENT: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\b[Nn]o refugees (?:were|was|are|is) (?:recorded|hosted|counted) in\b|record no refugees in", ("refugees_hosted",)),
    (r"\b[Nn]o refugees from [^.;,]+ (?:were|was) recorded at the end", ("refugees_from_origin",)),
    (r"\b[Nn]o refugees (?:who )?returned|\b[Nn]o returns (?:to [^.;,]+ )?(?:were|was|are|is) (?:reported|recorded|on record)", ("refugee_returns",)),
    (r"took no refugees on resettlement", ("resettlement_arrivals",)),
    (r"\b[Nn]o refugees from [^.;,]+ arrived on resettlement", ("resettlement_from_origin",)),
    (r"\b[Nn]o naturalised refugee", ("naturalisations",)),
    (r"\b[Nn]o operation of UNHCR in [^.;,]+ reports departures", ("resettlement_departures",)),
    (r"\b[Nn]obody (?:fled|was newly displaced)", ("new_displacement_from_origin",)),
    (r"\b[Nn]o asylum-seekers? (?:waited|were|is|are)", ("asylum_seekers_hosted",)),
    (r"\b[Nn]o resettlement to, from or out of", ("resettlement_arrivals", "resettlement_from_origin", "resettlement_departures")),
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
            found = tables.level(measure, said.region, year) or 0.0
            if found > 0:
                yield "asked-of-all", f"{measure} of {said.region} {year} is {found:,.0f}"
    if (bare := re.search(r"after none in \d{4}", said.text)) and "on record" not in said.text:
        yield "asked-of-all", f"“{bare[0]}”: the tables hold rows above zero only, so none is on record"
    if re.search(r"\bonly country|the only\b.*\bcountr", said.text) and said.numbers:
        yield "asked-of-all", "only: no query of this referee says so"


def situation(said: Said) -> Failed:
    """An age of years is that of a situation."""
    old = re.search(r"for (?:five|\d+) years or more", said.text)
    if old and not re.search(r"situation", said.text):
        yield "not-people", f"“{old[0]}” is said of people"
    if re.search(r"\b(?:lived|live) in\b[^.]*situations?", said.text) and not re.search(r"whenever|old|lasted|each of the last", said.text):
        yield "not-people", "people are said to have lived there as long"


_SHARES = re.compile(r"\d %[^.;,(]{0,40}\b(?:women|girls|of school age|of working age|children)\b|dependants for each")
_SCHOOLING = re.compile(r"all children|enrol|school place|place in|other children|secondary|primary|pupils|employ")


def people(said: Said) -> Failed:
    """Shares by sex or age stand with the share of those whose sex or age is known."""
    if _SHARES.search(said.text) and not _SCHOOLING.search(said.text) and not said.where.endswith(":alt"):
        if not re.search(r"known|reported|recorded|given", said.item):
            yield "known", "the share of those whose sex or age is known is not told"


def derived(said: Said) -> Failed:
    """A pace names its year and is no forecast; what is still needed names the year of the last figure."""
    if re.search(r"\btakes? [\d.]+ years|would take [\d.]+ years|years to decide", said.text):
        yield "pace", "a stock over a flow is told as a time that it takes"
    if re.search(r"\d years of the (?:cases|decisions)", said.text) and not re.search(r"at the pace of", said.text):
        yield "pace", "the year of the pace is not told"
    for number in said.numbers:
        lines = _lines(number)
        if lines and all(line.indicator.startswith("pace_") and line.status == "partial" for line in lines):
            if not re.search(r"[Aa]t most\s*$", said.text[: number.start]):
                yield "weakest", f"{number.text} rests on a series with a part missing and is not “at most”"


def added(said: Said) -> Failed:
    """Figures of named places that are told “together” or “in all” add up to the total that is told."""
    found = re.search(r"[Ii]n all ([−+]?[\d,.]+(?: million)?)|together", said.text)
    if found and found[1]:
        total = next((n for n in said.numbers if found.start() <= n.start < found.end()), None)
        for line in _lines(total) if total else ():
            if line.indicator in SOURCES and line.status == "partial" and not _HEDGED.search(said.text[: total.start if total else 0]):
                yield "whole", f"{line.text} leaves out a part"


def cause(said: Said) -> Failed:
    """A cause or driver is a part of the same change, or a flow of the same years as the change."""
    if said.where.endswith((":alt", ":subtitle")):
        return
    found = words.KINDS["cause"].search(said.text)
    lines = [line for number in said.numbers for line in _lines(number)]
    changed = [line for line in lines if line.since]
    if not found or not lines:
        return
    share = re.search(r"(\d[\d.]*) % of (?:the|that) (?:fall|rise|increase|decline)", said.text)
    if share:
        parts = [line for line in lines if line.part or "part of" in line.detail or _side(line, said)]
        if not parts:
            yield "adds-up", "no part of the change is among its figures"
        for number in said.numbers:
            for line in [line for line in _lines(number)[:1] if line.of_change and line.indicator in SOURCES and line.year]:
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


def event(said: Said) -> Failed:
    """An event stands with its date, as “after”, and explains nothing."""
    found = words.KINDS["event"].search(said.text)
    if found and not said.where.startswith("figure") and not said.years:
        yield "dated", f"“{found[0]}” without a date or document"


def expectation(said: Said) -> Failed:
    """An expectation has its interval and the share of held-back cases that the interval held."""
    if not re.search(r"let one expect|would have been expected|(?:than|as) expected", said.text):
        return
    if not re.search(r"give or take|between [\d,.]+ and|interval", said.text):
        yield "tested", "no interval"
    if not re.search(r"held back|\d+ % of (?:such|the) |of [\d,]+ (?:cases|series|trials)|\d+ of \d+", said.item):
        yield "tested", "the share of held-back cases that the interval held is not told"


def forecast(said: Said) -> Failed:
    """A forecast is the publisher's and named as theirs."""
    if re.search(r"\b(?:is|are) projected to\b", said.text) and not re.search(r"UNHCR|project(?:s|ed|ion) (?:that|by)", said.item):
        yield "theirs", "a projection without its publisher"


def record(said: Said) -> Failed:
    """A record is one in the whole series, under one definition."""
    found = re.search(r"(?P<text>[\d,.]+(?: million)?), (?P<which>most of all)|(?P<since>(?:lowest|highest|most|fewest) since (?P<year>\d{4}))", said.text)
    if not found:
        return
    near = min(said.numbers, key=lambda n: abs(n.start - found.start()), default=None)
    for line in _lines(near)[:1] if near else ():
        if line.indicator not in SOURCES or line.year is None:
            continue
        first = int(found["year"]) + 1 if found["year"] else SOURCES[line.indicator].first
        series = {y: tables.level(line.indicator, line.region, y, line.part) or 0.0 for y in range(first, line.year + 1)}
        low = (found["since"] or "").startswith(("lowest", "fewest"))
        best = min(series.values()) if low else max(series.values())
        if series[line.year] != best:
            yield "whole-series", f"{line.indicator} of {line.region} was {best:,.0f} in another year"


def verdict(said: Said) -> Failed:
    """What counts as progress is of the note's own year, and a shape counts only where the volume did not fall."""
    if said.where != "progress":
        return
    lines = [line for number in said.numbers for line in _lines(number) if line.year]
    if lines and all(line.year != said.year for line in lines):
        yield "own-year", f"its figures are of {', '.join(sorted({str(line.year) for line in lines}))}"
    for line in lines:
        volume = _VOLUMES.get(line.indicator)
        years = sorted({one.year for one in lines if one.indicator == line.indicator and one.year})
        if volume and len(years) == 2:
            first, last = (tables.level(volume, line.region, year) or 0.0 for year in years)
            if last < first:
                yield "shape", f"{volume} fell from {first:,.0f} to {last:,.0f}"


_VOLUMES = {
    "destination_concentration": "resettlement_arrivals",
    "destination_concentration_from_origin": "resettlement_from_origin",
    "resettlement_destinations": "resettlement_arrivals",
    "destinations_from_origin": "resettlement_from_origin",
    "largest_destination_share": "resettlement_arrivals",
    "largest_destination_share_from_origin": "resettlement_from_origin",
}


def quotation(said: Said) -> Failed:
    """A published figure has its period as published; what others carried is in no title or headline."""
    for number in said.numbers:
        lines = _lines(number)
        if not lines or any(line.status != "published" for line in lines):
            continue
        code = str(declared.measures().get(lines[0].indicator, {}).get("gcr_code"))
        periods = declared.periods(code, number.value, number.step)
        told = {str(year) for year in said.years}
        if periods and all("-" in period and not set(period.split("-")) <= told for period in periods):
            yield "own-document", f"{number.text} is of {' or '.join(sorted(periods))}"
        if declared.carriers(code, number.value, number.step) == {"others"}:
            if said.prominent or not re.search(r"press|blog|as carried|according to|cop(?:y|ied)|partner", said.text):
                yield "own-document", f"{number.text} was read at others than its publisher"


_UNLIKE = (
    (r"\bof those who could have\b", "of those who could have"),
    (r"\bexists? for refugees\b", "exists for refugees"),
    (r"\bhad a place in (?:primary|secondary|tertiary)? ?school|\ba place in (?:primary|secondary) school\b", "a place in school for enrolment"),
    (r"\blet one expect\b", "let one expect"),
    (r"\bno figure of the refugees\b", "no figure of the refugees"),
)


def wording(said: Said) -> Failed:
    """Phrases that the contract rejects."""
    for pattern, phrase in _UNLIKE:
        if re.search(pattern, said.text) and not said.where.endswith((":alt", ":subtitle")):
            yield "words", f"“{phrase}”"
    if said.where == "title" or said.where.endswith(":title"):
        if said.text[:1].islower():
            yield "words", "a lower-case opening"


JUDGES: tuple[tuple[str, Callable[[Said], Failed]], ...] = (
    ("level", value), ("level", own_year), ("level", year_beside), ("level", partial), ("sum", bound),
    ("rank", rank), ("none", none), ("situation", situation), ("people", people), ("derived", derived),
    ("sum", added), ("cause", cause), ("event", event), ("expectation", expectation), ("forecast", forecast),
    ("record", record), ("quotation", quotation), ("verdict", verdict), ("words", wording),
)  # fmt: skip


def judge(said: Said) -> Iterator[Alarm]:
    """Alarms of all kinds of claim but change."""
    for kind, grounds in JUDGES:
        for ground, why in grounds(said):
            yield Alarm(kind, ground, said, why)
