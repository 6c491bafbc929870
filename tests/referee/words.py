"""What a sentence asserts, found by its words alone: a pattern and more a kind of claim."""

import re

from referee.notes import Said

UP = (
    r"\b(?:rose|rise|risen|up by|grew|grown|growth(?! of income)|increase[ds]?|climbed|more than in|gained)\b"
)
DOWN = r"\b(?:fell|fall|fallen|down by|declin\w+|decrease[ds]?|dropped|shrank|lost|fewer than in)\b"
MOVED = re.compile(f"{UP}|{DOWN}")
RISEN, FALLEN = re.compile(UP), re.compile(DOWN)
UP_FROM = re.compile(rf"{UP}|\b(?:up|rising|climbing)\b")
DOWN_FROM = re.compile(rf"{DOWN}|\b(?:down|falling|dropping|shrinking)\b")
"""Words of a change where it leads from one figure to another."""
MULTIPLE = re.compile(r"\b(?:doubled|tripled|quadrupled|halved|times as (?:many|much) as in|-fold)\b")
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
STANDSTILL = re.compile(r"\b(?:stalled|unchanged|standstill|stagnat\w+|about the same|did not change)\b")

KINDS: dict[str, re.Pattern[str]] = {
    "change": re.compile(
        f"{UP}|{DOWN}|{MULTIPLE.pattern}|{STANDSTILL.pattern}"
        "|\\bafter (?!\\d{4}\\b)[−\\dUn]|\\bcame back\\b"
    ),
    "rank": re.compile(
        r"\b(?:largest(?! destination’s)|smallest|most (?:of|refugees|in|people)|hosts? most"
        r"|more than any other|most of all|above all|fewest|lowest|highest|worst(?!\))|least was"
        r"|most were|mostly|largest part)\b"
    ),
    "share": re.compile(
        r"\d %(?! (?:since|in one year))|\bfor every\b|\bof every\b"
        r"|(?<!or more )\bper (?:1,000|100,000|head)\b"
    ),
    "derived": re.compile(
        r"\ba year (?:are|is|would|still)|\bat the pace\b|\bneeded a year\b|\bwithin reach\b"
    ),
    "sum": re.compile(r"\b(?:(?<!\d{4} to \d{4} )together|in all|altogether|combined)\b"),
    "none": re.compile(
        r"\b(?:[Nn]one|[Nn]obody"
        r"|[Nn]o (?:refugees?|returns?|asylum|people|arrivals|figure|source|operation|naturalised|host)"
        r"|not reported|[Nn]ot a single|no one|nothing)\b"
    ),
    "situation": re.compile(r"\b(?:situations?\b.*\byears|for (?:five|\d+) years or more)\b"),
    "cause": re.compile(
        r"\b(?:because|due to|as a result|owing to|caused|driven by|drove"
        r"|accounts? for|accounted for|although|while|thanks to|led to|explains?)\b"
    ),
    "part": re.compile(r"\b(?:of the (?:fall|rise|increase|decline)|the whole (?:fall|rise))\b"),
    "event": re.compile(
        r"\b(?:pandemic(?! years)|COVID|war (?:in|of)|coup|invasion|elections?|new law|policy"
        r"|had been cut|ceasefire)\b"
    ),
    "expectation": re.compile(r"\b(?:expect(?:ed|ation)?|would have been|let one expect|goal of|target)\b"),
    "forecast": re.compile(
        r"\b(?:projected(?! needs)|projects|forecast|is expected to|will (?:need|be|rise|fall)|may come to)\b"
    ),
    "record": re.compile(
        r"\b(?:(?:lowest|highest|most|fewest) since|record (?:high|low|number)|ever (?:counted|recorded)"
        r"|of all years)\b"
    ),
    "people": re.compile(r"\b(?:women|girls|boys|of school age|of working age|under 18|dependants)\b"),
}


def asserted(said: Said) -> frozenset[str]:
    """Kinds of claim that the words of a sentence make."""
    found = {kind for kind, pattern in KINDS.items() if pattern.search(said.text)}
    if said.numbers and not found:
        found.add("level")
    return frozenset(found)
