"""A finding: a sentence with a section of the note and a weight. A rule makes findings from the evidence."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

from gcr_analysis.briefing.sentences import Sentence

E = TypeVar("E")
Section = Literal[
    "title", "value", "label", "headline", "lead", "progress", "challenges", "support", "limits"
]
MOST = {"title": 1, "value": 1, "label": 1, "headline": 1, "lead": 6}
MOST |= {"progress": 4, "challenges": 6, "support": 6, "limits": 8}


@dataclass(frozen=True)
class Finding:
    """Something that the figures show.

    Parameters
    ----------
    section
        Where in the note it belongs.
    weight
        How much it says: findings of a section stand in the order of their weights, the heaviest first.
        A weight of zero is for what is said only where there is nothing else.
    sentence
        The finding in words.
    """

    section: Section
    weight: float
    sentence: Sentence


def found(rules: Iterable[Callable[[E], Iterable[Finding]]], evidence: E) -> Iterator[Finding]:
    """Ask every rule what it finds in the evidence.

    >>> list(found([lambda evidence: []], evidence=None))
    []
    """
    for rule in rules:
        yield from rule(evidence)


def chosen(findings: Iterable[Finding], section: Section) -> tuple[Sentence, ...]:
    """Return the sentences of one section, the heaviest first, no more than the section holds.

    Examples
    --------
    >>> said = [Finding("progress", w, Sentence(str(w), f"It weighs {w}.")) for w in (1, 3, 2)]
    >>> [str(sentence) for sentence in chosen(said, "progress")]
    ['It weighs 3.', 'It weighs 2.', 'It weighs 1.']
    """
    ranked = sorted((f for f in findings if f.section == section), key=lambda f: -f.weight)
    telling = [finding for finding in ranked if finding.weight > 0] or ranked
    return tuple(finding.sentence for finding in telling[: MOST[section]])
