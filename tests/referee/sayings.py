"""Grounds that a sentence holds in its words: what it must say beside what it says, and what it must not."""

import re

from referee import words
from referee.change import Failed
from referee.figures import lines_of
from referee.notes import Said


def situation(said: Said) -> Failed:
    """An age of years is that of a situation."""
    old = re.search(r"for (?:five|\d+) years or more", said.text)
    if old and not re.search(r"situation", said.text):
        yield "not-people", f"“{old[0]}” is said of people"
    if re.search(r"\b(?:lived|live) in\b[^.]*situations?", said.text) and not re.search(
        r"whenever|old|lasted|each of the last", said.text
    ):
        yield "not-people", "people are said to have lived there as long"


_SHARES = re.compile(
    r"\d %[^.;,(]{0,40}\b(?:women|girls|of school age|of working age|children)\b|dependants for each"
)


_SCHOOLING = re.compile(
    r"all children|enrol|school place|place in|other children|secondary|primary|pupils|employ"
)


def people(said: Said) -> Failed:
    """Shares by sex or age stand with the share of those whose sex or age is known."""
    shared = (
        _SHARES.search(said.text) and not _SCHOOLING.search(said.text) and not said.where.endswith(":alt")
    )
    lines = [line for number in said.numbers for line in lines_of(number)]
    everybody = lines and all(line.coverage is not None and line.coverage >= 0.995 for line in lines)
    if shared and not everybody and not re.search(r"know|reported|recorded|given", said.near):
        yield "known", "the share of those whose sex or age is known is not told"


def derived(said: Said) -> Failed:
    """A pace names its year and is no forecast; what is still needed names the year of the last figure."""
    if re.search(r"\btakes? [\d.]+ years|would take [\d.]+ years|years to decide", said.text):
        yield "pace", "a stock over a flow is told as a time that it takes"
    if re.search(r"\d years of the (?:cases|decisions)", said.text) and "at the pace of" not in said.text:
        yield "pace", "the year of the pace is not told"
    for number in said.numbers:
        lines = lines_of(number)
        part = lines and all(n.indicator.startswith("pace_") and n.status == "partial" for n in lines)
        if part and not said.text[: number.start].lower().endswith("at most "):
            yield "weakest", f"{number.text} rests on a series with a part missing and is not “at most”"


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
    if not re.search(
        r"held back|\d+ % of (?:such|the) |of [\d,]+ (?:cases|series|trials)|\d+ of \d+", said.near
    ):
        yield "tested", "the share of held-back cases that the interval held is not told"


def forecast(said: Said) -> Failed:
    """A forecast is the publisher's and named as theirs."""
    if re.search(r"\b(?:is|are) projected to\b", said.text) and not re.search(
        r"UNHCR|project(?:s|ed|ion) (?:that|by)", said.near
    ):
        yield "theirs", "a projection without its publisher"


_UNLIKE = (
    (r"\bof those who could have\b", "of those who could have"),
    (r"\bexists? for refugees\b", "exists for refugees"),
    (
        r"\ba place in (?:primary |secondary |tertiary )?(?:school|education)\b",
        "a place in school for enrolment",
    ),
    (r"\blet one expect\b", "let one expect"),
    (r"\bno figure of the refugees\b", "no figure of the refugees"),
)


def wording(said: Said) -> Failed:
    """Phrases that the contract rejects."""
    for pattern, phrase in _UNLIKE:
        if re.search(pattern, said.text) and not said.where.endswith((":alt", ":subtitle")):
            yield "words", f"“{phrase}”"
    if said.text[:1].islower() and (said.where == "title" or said.where.endswith(":title")):
        yield "words", "a lower-case opening"
