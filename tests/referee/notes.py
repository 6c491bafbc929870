"""The rendered text of a note, sentence by sentence, with its numbers and what the note says they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from referee.tables import rows

NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>[−+])?(?P<money>USD )?(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"(?P<size> (?:million|billion|trillion))?"
    r"(?P<unit> %| percentage points?)?(?!\w|[.,]\d)"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf" (?:{_MONTHS}) \d{{4}}\b")
_UNNAMED = re.compile(r"(?<= and \d) more\b|(?<= and \d\d) more\b")
YEAR = re.compile(r"(?<![\d,.−+])(?:19[5-9]\d|20[0-4]\d)(?!\d|[,.]\d| (?:million|billion|%))")
SIZES = {"": 1.0, " million": 1e6, " billion": 1e9, " trillion": 1e12}
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“])")
_CODE = re.compile(r"\d\.\d\.\d")


_WORDS = "from|to|in|origin|destination|host|asylum|member|part of|share of"
_PART = re.compile(rf"(?:(?P<word>{_WORDS}) )?(?P<iso3>[A-Z]{{3}}|AB9)(?:;|$)")
_COLUMNS = {"from": "origin", "origin": "origin", "to": "asylum", "in": "asylum", "asylum": "asylum"}
_COLUMNS |= {"destination": "asylum", "host": "asylum", "member": "member"}


@dataclass(frozen=True)
class Line:
    """What the note says that a number is: a line of its ledger, or a fact of a claim."""

    text: str
    value: float | None
    unit: str
    region: str
    indicator: str
    year: int | None
    status: str
    coverage: float | None = None
    low: float | None = None
    high: float | None = None
    detail: str = ""

    @property
    def since(self) -> int | None:
        """The earlier year of a change."""
        found = re.search(r"change since (\d{4})", self.detail)
        return int(found[1]) if found else None

    @property
    def part(self) -> str:
        """The country that the number is about, of those on one side of the pairs."""
        found = _PART.match(self.detail)
        return found["iso3"] if found else ""

    @property
    def cell(self) -> str:
        """The same with the column that it is in, where the words tell: `origin:AFG`."""
        found = _PART.match(self.detail)
        if not found:
            return ""
        column = _COLUMNS.get(found["word"] or "", "")
        if "returns" in self.indicator and found["word"] in ("from", "to"):
            column = {"from": "asylum", "to": "origin"}[found["word"]]
        return f"{column}:{found['iso3']}" if column else found["iso3"]

    @property
    def without(self) -> bool:
        """Whether a country is left out of it."""
        return "without" in self.detail

    @property
    def of_change(self) -> bool:
        """Whether it is the share that a country has in a change."""
        return self.detail.startswith("part of")


Lines = dict[str, tuple[Line, ...]]


@dataclass(frozen=True)
class Number:
    """A number as printed, its size, the step of its last digit, and the lines that it can be."""

    text: str
    value: float
    step: float
    start: int
    end: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Said:
    """A sentence of a note: where it stands, its rule, its words, and the item that it is part of."""

    where: str
    region: str
    year: int
    rule: str
    text: str
    item: str
    numbers: tuple[Number, ...] = field(repr=False)
    stated: tuple[Line, ...] = field(default=(), repr=False)  # facts of the claims of its text
    near: str = ""  # what stands directly beside it: the sentences before and after in its text

    @property
    def years(self) -> frozenset[int]:
        """Years named in the sentence."""
        return frozenset(int(year) for year in YEAR.findall(self.text))

    @property
    def prominent(self) -> bool:
        """Whether it is a title or a headline."""
        return self.where == "title" or self.where.startswith("headline") or self.where.endswith(":title")


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def texts(note: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Where, rule and text of everything that a reader reads in words."""
    yield "title", "title", note["title"]
    headline = note["headline"]
    for part, text in headline.items():
        yield f"headline.{part}", f"headline.{part}", text
    yield "lead", "lead", note["lead"]
    for section in note["sections"]:
        for item in section["items"]:
            yield section["id"], item["id"], item["text"]
    for figure in note.get("exhibits", ()):
        for part in ("title", "subtitle", "alt"):
            if figure.get(part):
                yield f"figure:{figure['id']}:{part}", f"figure.{figure['id']}.{part}", figure[part]


def _items(note: dict[str, Any]) -> dict[str, str]:
    """Texts that are read as one: the headline under the title, and what stands with a figure."""
    found = dict.fromkeys(
        (f"headline.{part}" for part in note["headline"]),
        " ".join((note["title"], *note["headline"].values())),
    )
    for figure in note.get("exhibits", ()):
        under = f"{figure['title']} {figure.get('subtitle', '')}"
        found[f"figure:{figure['id']}:subtitle"] = under
        found[f"figure:{figure['id']}:alt"] = f"{under} {figure.get('alt', '')}"
    return found


def sentences(note: dict[str, Any]) -> list[Said]:
    """Every sentence of a note in the order of reading. The headline is read under the title."""
    lines, items = ledger(note), _items(note)
    claims = _claimed(note, lines)
    said = []
    for where, rule, text in texts(note):
        item = plain(items.get(where, text))
        parts = [part for part in _SENTENCE_END.split(plain(text).strip()) if part]
        for place, sentence in enumerate(parts):
            stated: Lines = {}
            for at, told, facts in claims:
                for printed, own in facts.items() if at == where and sentence in told else ():
                    stated[printed] = tuple(dict.fromkeys((*stated.get(printed, ()), *own)))
            near = item if where in items else " ".join(parts[max(0, place - 1) : place + 2])
            numbers = _numbers(sentence, (stated, lines), note)
            about = (note["region"], note["year"], rule, sentence, item)
            facts = tuple(line for lines in stated.values() for line in lines)
            said.append(Said(where, *about, numbers, facts, near))
    return said


def ledger(note: dict[str, Any]) -> dict[str, tuple[Line, ...]]:
    """Lines of the ledger by their text."""
    found: dict[str, dict[Line, None]] = {}
    for entry in note["ledger"]:
        line = _line(entry)
        found.setdefault(line.text, {})[line] = None
    return {text: tuple(lines) for text, lines in found.items()}


def _claimed(
    note: dict[str, Any], everything: dict[str, tuple[Line, ...]]
) -> list[tuple[str, str, dict[str, tuple]]]:
    """Where claims stand, their sentences, and lines of their facts by text, as the ledger has them."""
    found = []
    for claim in note.get("claims", ()):
        facts = [
            _line(fact)
            for fact in claim["facts"].values()
            if isinstance(fact, dict) and fact.get("indicator")
        ]
        lines: dict[str, tuple] = {}
        for fact in facts:
            same = tuple(line for line in everything.get(fact.text, ()) if _same(line, fact)) or (fact,)
            lines[fact.text] = tuple(dict.fromkeys((*lines.get(fact.text, ()), *same)))
        found.append((claim["where"], plain(claim["sentence"]), lines))
    return found


def _same(one: Line, other: Line) -> bool:
    return (one.indicator, one.region, one.year) == (other.indicator, other.region, other.year)


def _line(entry: dict[str, Any]) -> Line:
    names = ("value", "unit", "region", "indicator", "status", "coverage", "low", "high", "detail")
    known = {name: entry[name] for name in names if name in entry}
    year = entry.get("value_year") or entry.get("year")
    return Line(text=plain(str(entry["text"])), year=year, **known)


def _numbers(sentence: str, known: tuple[Lines, ...], note: dict[str, Any]) -> tuple[Number, ...]:
    codes = [found.span() for found in _CODE.finditer(sentence)]
    found = []
    for match in NUMBER.finditer(sentence):
        if YEAR.fullmatch(match[0]) or any(a <= match.start() < b for a, b in codes):
            continue
        if _DATE.match(sentence, match.end()) or _UNNAMED.match(sentence, match.end()):
            continue  # the day of a date, or how many places a list does not name
        digits = match["digits"]
        decimals = len(digits.partition(".")[2])
        shared = re.match(
            r" to [\d.,]+( million| billion)", sentence[match.end() :]
        )  # “3.48 to 1.64 million”
        word = match["size"] or (shared[1] if shared and decimals else "")
        size = SIZES[word]
        value, step = float(digits.replace(",", "")) * size, size * 10.0**-decimals
        after_last = sentence[found[-1].end if found else 0 : match.start()]
        text = match[0] if match["size"] else match[0] + word
        sure = _candidates(text, known, sentence, after_last, note)
        value = -value if match["sign"] == "−" else value
        found.append(Number(match[0], value, step, match.start(), match.end(), sure))
    return tuple(found)


def _candidates(
    printed: str, known: tuple[Lines, ...], sentence: str, before: str, note: dict[str, Any]
) -> tuple[Line, ...]:
    """Lines with this text, of claims first: about the place just before, else of the sentence."""
    bare = printed.lstrip("−+")
    beyond = (f"{word} than {bare}" for word in ("more", "less", "More", "Less"))
    texts = dict.fromkeys((printed, bare, "−" + bare, "+" + bare, *beyond))
    found = ([line for text in texts for line in lines.get(text, ())] for lines in known)
    same = next(filter(None, found), [])
    placed = [line for line in same if _places(line, note) or line.without]
    close = [line for line in placed if all(named(place, before) for place in _places(line, note))]
    if any(line.without for line in close) and not re.search("without|others", before):
        close = [line for line in close if not line.without]
    here = [line for line in same if all(named(place, sentence) for place in _places(line, note))]
    return tuple(dict.fromkeys(close or here or same))


def _places(line: Line, note: dict[str, Any]) -> list[str]:
    """Countries that a line is about, other than the note's own: also both of a pair."""
    pair = _PAIR.search(line.detail)
    about = [line.part, line.region if len(line.region) == 3 else "", *(pair.groups() if pair else ())]
    return [place for place in about if place and place != note["region"]]


_PAIR = re.compile(r": ([A-Z]{3}) and ([A-Z]{3})$")
_NO_COUNTRY = {"UNK": "unknown", "XXA": "stateless|Stateless", "TIB": "Tibet", "AB9": "Abyei"}
_COMMON = {
    "United States of America": "United States",
    "United Kingdom of Great Britain and Northern Ireland": "United Kingdom",
    "State of Palestine": "Palestin",
    "Syrian Arab Republic": "Syria",
    "Russian Federation": "Russia",
    "Democratic Republic of the Congo": "Congolese",
}
_OTHER_NAME = r"(?<!South )(?<!Equatorial )(?<!New )(?<!Republic of the )"


@cache
def _names(iso3: str) -> re.Pattern[str]:
    """The ways in which a sentence can name a country: its names, and the words for its people."""
    if iso3 in _NO_COUNTRY:
        return re.compile(_NO_COUNTRY[iso3])
    found = rows(f"select name from {{country_names}} where iso3 = '{iso3}' and language = 'en'")
    name = found[0][0].replace("'", "’") if found else iso3
    short = re.sub(r" \(.*\)", "", name)
    words = {name, short, _COMMON.get(short, short), short.removesuffix("istan"), short.removesuffix("e")}
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"{_OTHER_NAME}\b(?:{either})(?:|s|n|ns|i|is|an|ans|ian|ians|ese)(?!\w)")


def named(iso3: str, text: str) -> bool:
    """Whether a text names a country.

    >>> named("SDN", "Sudanese in Chad"), named("SDN", "from South Sudan"), named("AFG", "Afghans")
    (True, False, True)
    """
    return bool(_names(iso3).search(text))
