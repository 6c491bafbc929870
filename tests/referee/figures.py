"""Grounds of the figures in a sentence: their value, year, coverage, bound, period and source."""

import re
from itertools import zip_longest

from referee import declared, levels, tables
from referee.change import Failed, is_bare
from referee.measures import RESULTS, SOURCES
from referee.notes import YEAR, Line, Number, Said

_BOUND = re.compile(r"[Aa]t (?:least|most)\s*$")
_HEDGED = re.compile(r"(?:[Aa]t least|[Aa]t most|more than|up to|no more than)\s*$")
COVERED = re.compile(
    r"in neither amount|report|hosts (?:of|with)|countries that|as far as|[Aa]t (?:least|most)|know|assessed"
    r"|leaves out|for the other|with (?:a figure|figures)|from .+ would need|in operations with"
)


_COVERAGE = ("share of refugees", "share that it rests", "share in", "coverage")  # how details of it begin


def lines_of(number: Number) -> tuple[Line, ...]:
    """The lines of a number that are figures; none where it can be the coverage of one."""
    unlike = any(line.detail.startswith(_COVERAGE) or not line.indicator for line in number.lines)
    if unlike:
        return ()
    return tuple(line for line in number.lines if line.indicator and line.status != "given")


def value(said: Said) -> Failed:
    """Every number has a line in the ledger, and one of its lines is what SQL finds, to the printed digit."""
    for number in said.numbers:
        if not number.lines and not is_bare(said, number):
            yield "ledger", f"{number.text} is in no line of the ledger"
        if not number.lines:
            continue
        signed = number.text[0] in "+−" or said.text[: number.start].endswith(" by ")
        if signed or any(line.since for line in number.lines):
            continue  # a change: held against both ends
        wrong = []
        for line in number.lines:
            right = _right(line)
            digits = (
                1.0 if _BOUND.search(said.text[: number.start]) else 0.51
            )  # a bound is rounded down or up
            near = max(10 * ("new_displacement" in line.indicator), digits * number.step + 1e-9)
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
    """What SQL finds for a level: the figure and, of a mean over reporting hosts, its bounds."""
    if not line.indicator or line.year is None or line.status in ("given", "published"):
        return []
    if line.of_change or line.without or (line.detail and not line.part):
        return []
    found = levels.level(line.indicator, line.region, line.year, line.cell)
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
    drawn = said.where.startswith("figure") and not said.where.endswith(":title")
    if drawn or re.search(r"\bcan report\b", said.text):
        return
    named_years = {int(year) for year in YEAR.findall(said.near)}
    for number in said.numbers:
        lines = [line for line in lines_of(number) if line.year]
        years = {line.year for line in lines} | {line.since for line in lines if line.since}
        if (
            not lines
            or said.year in years
            or years & named_years
            or said.text[: number.start].endswith("fewer than ")
        ):
            continue
        before, behind = said.text[: number.start], said.text[number.end :]
        earlier = re.search(r"year before|in one year", said.text) or re.search(
            r"\bafter (?:only )?$", before
        )
        next_years = {year + 1 for year in years if year}
        if any(f"start of {year}" in said.near for year in next_years):
            continue
        if next_years & {said.year, *named_years} and (earlier or re.match(r" to (?:none|[\d(])", behind)):
            continue  # “1.95 million in 2025, after 364,443”, “105,531 to 11,513”: the year before
        yield "own-year", f"{number.text} is of {', '.join(map(str, sorted(y for y in years if y)))}"


def year_beside(said: Said) -> Failed:
    """The year that follows a figure in its clause is that of the figure."""
    for number, follower in zip_longest(said.numbers, said.numbers[1:]):
        lines = [line for line in lines_of(number) if line.year]
        clause = said.text[number.end : follower.start if follower else len(said.text)]
        found = re.match(r"[^,;:.()]{0,60}?\bin (?:the end of )?(\d{4})\b(?! to)", clause)
        if not lines or not found or any(line.detail and not line.part for line in lines):
            continue
        if int(found[1]) not in {line.year for line in lines}:
            yield "own-year", f"{number.text} is of {lines[0].year}, not of {found[1]}"


def partial(said: Said) -> Failed:
    """A partial figure is never in a title or headline, and elsewhere with its coverage or as a bound."""
    for number in said.numbers:
        lines = lines_of(number)
        if not lines or any(line.status != "partial" or one_country(line, said) for line in lines):
            continue  # what one host reports of itself is no part of a mean
        hedged = _HEDGED.search(said.text[: number.start])
        low = all(line.coverage is not None and line.coverage < 0.5 for line in lines)
        if said.prominent and (low or not hedged):
            yield "same-places", f"{number.text} ({lines[0].indicator}) is partial"
        elif not (hedged or COVERED.search(said.near) or "would be" in said.text):
            yield (
                "same-places",
                f"{number.text} ({lines[0].indicator}) is partial, and its coverage is not told",
            )


def bound(said: Said) -> Failed:
    """What leaves a part out is told as at least or at most."""
    for number in said.numbers:
        lines = lines_of(number)
        left_out = lines and all(line.status == "partial" and line.indicator in SOURCES for line in lines)
        told = _HEDGED.search(said.text[: number.start]) or COVERED.search(said.near)
        if left_out and not told and not said.where.endswith(":alt"):
            yield "whole", f"{number.text} ({lines[0].indicator}) leaves out a part, and no bound is told"


def share(said: Said) -> Failed:
    """A share under another rule names it; a return rate stands only where recorded flows add up."""
    for number in said.numbers:
        lines = lines_of(number)
        if not lines or len({line.indicator for line in lines}) > 1:
            continue
        line = lines[0]
        mixed = line.indicator == "protracted_share" and line.year and _high_income(line.region, line.year)
        if mixed and not re.search(r"low- (?:and|or) middle-income", said.near):
            yield "one-population", f"{number.text} is of all refugees, and its situations of some hosts only"
        if line.indicator == "return_rate" and line.year and (why := levels.no_rate(line.region, line.year)):
            yield "everybody", why


def _high_income(place: str, year: int) -> bool:
    """Whether some of the region's refugees are in high-income hosts."""
    share = levels.level("share_hosted_in_low_and_middle_income", place, year)
    return share is not None and share < 99.95


_CARRIED = re.compile(r"press|blog|as carried|according to|cop(?:y|ied)|partner")


def quotation(said: Said) -> Failed:
    """A published figure has its period as published; what others carried is in no title or headline."""
    for number in said.numbers:
        lines = lines_of(number)
        if not lines or any(line.status != "published" for line in lines):
            continue
        code = str(declared.measures().get(lines[0].indicator, {}).get("gcr_code"))
        periods = declared.periods(code, number.value, number.step)
        told = {str(year) for year in said.years}
        if periods and all("-" in period and not set(period.split("-")) <= told for period in periods):
            yield "own-document", f"{number.text} is of {' or '.join(sorted(periods))}"
        others = declared.carriers(code, number.value, number.step) == {"others"}
        if others and (said.prominent or not _CARRIED.search(said.text)):
            yield "own-document", f"{number.text} was read at others than its publisher"


def verdict(said: Said) -> Failed:
    """Progress is of the note's own year, and a shape counts only where the volume did not fall."""
    if said.where != "progress" or re.search(r"judged|verdict|counts? neither", said.item):
        return
    lines = [line for number in said.numbers for line in lines_of(number) if line.year]
    if lines and said.year not in said.years and all(line.year != said.year for line in lines):
        yield "own-year", f"its figures are of {', '.join(sorted({str(line.year) for line in lines}))}"
    for line in lines:
        volume = _VOLUMES.get(line.indicator)
        years = sorted({one.year for one in lines if one.indicator == line.indicator and one.year})
        if volume and len(years) == 2:
            first, last = (levels.level(volume, line.region, year) or 0.0 for year in years)
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


def one_country(line: Line, said: Said) -> bool:
    """Whether a line is about one country beside or within the note's region."""
    if line.part:
        return line.region == said.region
    return len(line.region) == 3 and line.region != said.region
