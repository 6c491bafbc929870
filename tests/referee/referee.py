"""The referee: reads a note, demands claims of the kinds that its words make, checks their grounds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from gcr_analysis.briefing.reading import STUDIES
from referee import declared, drawing, kinds, orders, table, words
from referee.change import Alarm, changes, is_bare
from referee.figures import lines_of
from referee.notes import Said, plain, sentences

BASELINE = 2016
PANELS = tuple(STUDIES)
# A sentence whose words make one kind may be made of another that says as much.
STANDS_FOR: dict[str, frozenset[str]] = {
    "change": frozenset({"change", "cause", "record", "expectation", "event"}),
    "rank": frozenset({"rank", "record", "cause"}),
    "cause": frozenset({"cause"}),
    "part": frozenset({"cause", "change"}),
    "share": frozenset(
        {"share", "people", "cause", "change", "quotation", "derived", "sum", "none", "places", "expectation"}
    ),
    "sum": frozenset({"sum", "expectation", "cause", "share", "quotation"}),
    "situation": frozenset({"situation"}),
    "people": frozenset({"people", "share"}),
    "record": frozenset({"record"}),
    "expectation": frozenset({"expectation", "derived", "forecast"}),
    "forecast": frozenset({"forecast", "quotation", "expectation"}),
    "derived": frozenset({"derived", "expectation"}),
    "event": frozenset({"event"}),
}


@dataclass
class Judgement:
    """What the referee found in one note."""

    region: str
    panel: str
    year: int
    sentences: int = 0
    asserted: dict[str, int] = field(default_factory=dict)
    claims: dict[str, int] = field(default_factory=dict)
    instead: dict[str, int] = field(default_factory=dict)
    alarms: list[Alarm] = field(default_factory=list)


def make(panel: str, region: str, year: int) -> dict[str, Any]:
    """A note in plain Python with the words and data of its figures and its table, nothing of it drawn."""
    study = STUDIES[panel](region, year, BASELINE)
    drawn = {"exhibits": [figure.as_dict() for figure in study.figures]}
    return study.note.as_dict() | drawn | {"measures_table": study.table.as_dict()}


def judge(note: dict[str, Any]) -> Judgement:
    """Read a note and hold every sentence against the tables."""
    found = Judgement(note["region"], note["panel"], note["year"])
    for claim in note.get("claims", ()):
        _count(found.claims, claim["kind"])
        for ground, state in claim["grounds"].items():
            if state != "met":
                _count(found.instead, f"{claim['kind']}/{ground}: {state}")
    said = sentences(note)
    found.sentences = len(said)
    for sentence in said:
        for kind in words.asserted(sentence):
            _count(found.asserted, kind)
        found.alarms += _once((*kinds.judge(sentence), *_demanded(sentence, note)))
    found.alarms += [
        *_whole_note(note, said),
        *_claims(note, said),
        *drawing.judge(note, said),
        *table.judge(note),
    ]
    return found


def _count(into: dict[str, int], key: str) -> None:
    into[key] = into.get(key, 0) + 1


def _once(alarms: tuple[Alarm, ...]) -> list[Alarm]:
    """One alarm for each sentence and ground, with all reasons."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for alarm in alarms:
        told = reasons.setdefault((alarm.kind, alarm.ground), [])
        told += [alarm.why] if alarm.why not in told else []
    return [Alarm(kind, ground, alarms[0].said, "; ".join(told)) for (kind, ground), told in reasons.items()]


def _demanded(said: Said, note: dict[str, Any]) -> Iterator[Alarm]:
    """A claim of each kind that the words of a sentence with numbers make, once the note carries claims."""
    if "claims" not in note:
        return
    here = {
        claim["kind"]
        for claim in note["claims"]
        if claim["where"] == said.where and said.text in plain(claim["sentence"]) and _told(claim, said)
    }
    figures = [
        number
        for number in said.numbers
        if not is_bare(said, number) and (not number.lines or any(line.indicator for line in number.lines))
    ]
    kinds = words.asserted(said)
    shares = [number for number in figures if number.text.endswith("%")]
    if said.where.endswith(":alt") or (shares and not any(map(lines_of, shares))):
        kinds -= {"share"}  # a list of what is drawn, or what figures cover
    if not said.where.endswith(":alt") and changes(said):
        kinds |= {"change"}
    if figures and not here:
        yield Alarm("claim", "demanded", said, "no claim is made of it")
        return
    if orders.absent(said) and "none" not in here:
        yield Alarm("claim", "demanded", said, "none is asserted and not claimed")
    for kind in sorted(kinds) if figures else ():
        if kind in STANDS_FOR and not here & STANDS_FOR[kind]:
            yield Alarm(
                "claim", "demanded", said, f"{kind} is asserted, claimed are {', '.join(sorted(here))}"
            )


def _told(claim: dict[str, Any], said: Said) -> bool:
    """Whether a claim is made by this sentence of its text: it states a fact, or says so in words."""
    facts = [plain(fact["text"]).lstrip("−+").lower() for fact in claim["facts"].values()]
    in_words = claim["kind"] in ("rank", "none", "situation")
    return in_words or not facts or any(fact in said.text.lower() for fact in facts)


@cache
def _grounds() -> dict[str, frozenset[str]]:
    declaration = declared.read("claims.yaml")["kinds"]
    return {kind["id"]: frozenset(ground["id"] for ground in kind["grounds"]) for kind in declaration}


def _claims(note: dict[str, Any], said: list[Said]) -> Iterator[Alarm]:
    """Every claim is of a declared kind, with its grounds, and stands in a sentence of the note."""
    everything = " ".join(one.text for one in said)
    for claim in note.get("claims", ()):
        about = Said(
            claim["where"], note["region"], note["year"], claim["rule"], plain(claim["sentence"]), "", ()
        )
        if claim["kind"] not in _grounds():
            yield Alarm("claim", "kind", about, f"{claim['kind']} is no kind of claim")
        elif not claim["grounds"]:
            yield Alarm("claim", "grounds", about, f"a {claim['kind']} without grounds")
        elif left := set(claim["grounds"]) - _grounds()[claim["kind"]]:
            yield Alarm(
                "claim", "grounds", about, f"{', '.join(sorted(left))} is no ground of {claim['kind']}"
            )
        if (
            claim["where"] != "table"
            and not claim["where"].startswith("figure")
            and about.text not in everything
        ):
            yield Alarm("claim", "sentence", about, "the note does not say it")


def _whole_note(note: dict[str, Any], said: list[Said]) -> Iterator[Alarm]:
    """No note without a title, a headline with its year, and a finding or the reason why there is none."""
    first = said[0] if said else Said("title", note["region"], note["year"], "title", "", "", ())
    headline = [one for one in said if one.where.startswith("headline")]
    if not note["title"].strip():
        yield Alarm("silence", "title", first, "no title")
    if not note["headline"].get("value", "").strip():
        yield Alarm("silence", "headline", first, "no headline number")
    elif not any(one.years for one in headline) and not note["headline"]["value"].startswith("No"):
        yield Alarm("silence", "headline", headline[0], "the headline names no year")
    if not any(item["text"].strip() for s in note["sections"] if s["id"] != "limits" for item in s["items"]):
        yield Alarm("silence", "finding", first, "neither a finding nor a reason why there is none")
    values: dict[tuple, set[str]] = {}
    for line in note["ledger"]:
        if line["indicator"] and line["value"] is not None and line["status"] != "given":
            names = ("indicator", "region", "value_year", "detail", "unit", "value")
            values.setdefault(tuple(line[name] for name in names), set()).add(plain(line["text"]))
    for key, texts in values.items():
        if len({text.lstrip("−+") for text in texts}) > 1:
            yield Alarm(
                "level", "one-value", first, f"{key[0]} of {key[1]} {key[2]} is {' and '.join(sorted(texts))}"
            )
