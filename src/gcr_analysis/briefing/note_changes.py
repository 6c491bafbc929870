"""How one note reads otherwise than another of the same region, panel and year, the gravest change first."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

from gcr_analysis import framework
from gcr_analysis.briefing.note import SECTIONS
from gcr_analysis.briefing.reading import Number, Reading, Said

STATUS, DIRECTION, FINDING, NEW, GONE, WORDS, BEYOND, UNBANDED, WITHIN = KINDS = (
    "status",
    "direction",
    "other finding",
    "new",
    "no longer said",
    "other words",
    "figures beyond their band",
    "figures without a band",
    "figures within their band",
)
"""Kinds of change, the gravest first.

A progress status is another; a change goes the other way; the title or headline is another finding; a finding
is new, or gone; it is said in other words, of other places for example; only figures differ, by more than the
revision band of one of them, or where one has no band, or within the bands of all. A figure that moves by
less than the narrowest band that is told (``framework/revisions.yaml``) stays within.
"""


@dataclass(frozen=True)
class Change:
    """One difference between two notes: where it stands, of what kind it is, what was read before and after.

    Attributes
    ----------
    panel, region, title, year
        The note; the title is the region's.
    kind
        One of `KINDS`.
    part
        ``title``, ``headline value``, …, a section of the note, or ``status``.
    id
        The sentence's template, or the measure of a status.
    before, after
        The texts; empty where there is none.
    """

    panel: str
    region: str
    title: str
    year: int
    kind: str
    part: str
    id: str
    before: str
    after: str

    @property
    def rank(self) -> int:
        """Place of its kind: 0 is the gravest."""
        return KINDS.index(self.kind)

    @property
    def measure(self) -> str:
        """What the declaration calls the measure of a status."""
        return framework.indicators()[self.id].title


def changes(before: Reading, after: Reading) -> list[Change]:
    """Return what differs between two readings of one note, the gravest first.

    Parameters
    ----------
    before, after
        Readings of the same panel, region and year.

    Examples
    --------
    >>> def read(text, statuses):
    ...     said = (Said("title", "a", text, ()),)
    ...     return Reading("return-conditions", "ssar", "SSAR", 2024, said, statuses)
    >>> was = read("4 people returned", {"return_rate": "progress"})
    >>> [(c.kind, c.after) for c in changes(was, read("5 people returned", {"return_rate": "stalled"}))]
    [('status', 'stalled'), ('figures without a band', '5 people returned')]
    """
    where = (after.panel, after.region, after.title, after.year)
    found = [Change(*where, *line) for line in (*_statuses(before, after), *_sentences(before, after))]
    return sorted(found, key=lambda change: change.rank)


Line = tuple[str, str, str, str, str]
Pair = tuple[Said, Said]


def _statuses(before: Reading, after: Reading) -> Iterator[Line]:
    for id in dict.fromkeys([*before.statuses, *after.statuses]):
        was, now = before.statuses.get(id, ""), after.statuses.get(id, "")
        if was != now:
            yield STATUS, "status", id, was, now


def _sentences(before: Reading, after: Reading) -> Iterator[Line]:
    for part in dict.fromkeys(said.part for said in (*before.said, *after.said)):
        pairs, gone, new = _paired(
            *([said for said in each.said if said.part == part] for each in (before, after))
        )
        for was, now in pairs:
            yield _kind(was, now), part, now.id, was.text, now.text
        if part in SECTIONS:
            yield from ((GONE, part, said.id, said.text, "") for said in gone)
            yield from ((NEW, part, said.id, "", said.text) for said in new)
        else:  # there is one of each: what comes in its place is another finding
            was, now = (next(iter(each), Said(part, "", "", ())) for each in (gone, new))
            if gone or new:
                yield FINDING, part, now.id or was.id, was.text, now.text


def _paired(before: list[Said], after: list[Said]) -> tuple[list[Pair], list[Said], list[Said]]:
    """Pair sentences that say the same thing with other figures or words, and return what has no partner.

    Equal texts are left out. Then those of one template and equal words go together, then those of one
    template, in their order.
    """
    alike: tuple[Callable[[Said], Hashable], ...] = (
        lambda said: said.text,
        lambda said: (said.id, said.words),
        lambda said: said.id,
    )
    pairs: list[Pair] = []
    for key in alike:
        waiting: dict[Hashable, list[Said]] = {}
        for said in before:
            waiting.setdefault(key(said), []).append(said)
        left = []
        for said in after:
            if partners := waiting.get(key(said)):
                pairs.append((partners.pop(0), said))
            else:
                left.append(said)
        before, after = [said for kept in waiting.values() for said in kept], left
    return [(was, now) for was, now in pairs if was.text != now.text], before, after


def _kind(was: Said, now: Said) -> str:
    if len(was.numbers) != len(now.numbers):
        return WORDS
    moved = [(a, b) for a, b in zip(was.numbers, now.numbers, strict=True) if a.text != b.text]
    if any(_turned(a, b) for a, b in moved):
        return DIRECTION
    if was.words != now.words:
        return WORDS
    kinds = [_figures(a, b) for a, b in moved]
    return min(kinds, key=KINDS.index, default=UNBANDED)


def _turned(was: Number, now: Number) -> bool:
    """Whether a change goes the other way, or there is one where there was none."""
    return was.change and _sign(was.value) != _sign(now.value)


def _sign(value: float | None) -> int | None:
    return None if value is None else (value > 0) - (value < 0)


def _figures(was: Number, now: Number) -> str:
    """Set what a number rests on now against the revision bands that it had before."""
    return min(
        (_against_band(*then, here[0]) for then, here in zip(was.figures, now.figures, strict=False)),
        key=KINDS.index,
        default=UNBANDED,
    )


def _against_band(then: float | None, low: float | None, high: float | None, now: float | None) -> str:
    if then == now:
        return WITHIN
    if low is None or high is None or now is None or then is None:
        return UNBANDED
    unseen = framework.revisions().narrowest * abs(then)
    return WITHIN if low <= now <= high or abs(now - then) <= unseen else BEYOND


def in_order(found: Iterable[Change]) -> list[Change]:
    """Order the changes of many notes: notes by their gravest change, and the changes of a note likewise."""
    notes: dict[tuple[str, str, int], list[Change]] = {}
    for change in found:
        notes.setdefault((change.panel, change.region, change.year), []).append(change)
    ranked = sorted(notes.values(), key=lambda own: min(change.rank for change in own))
    return [change for own in ranked for change in sorted(own, key=lambda change: change.rank)]
