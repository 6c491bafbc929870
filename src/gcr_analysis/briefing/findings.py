"""A finding: a sentence with a section of the note and a weight. A rule makes findings from the evidence."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

from gcr_analysis.briefing.sentences import Sentence

E = TypeVar("E")
Section = Literal["title", "progress", "challenges", "support", "limits"]
MOST = {"title": 1, "progress": 4, "challenges": 8, "support": 5, "limits": 9}


@dataclass(frozen=True)
class Finding:
    """Something that the figures show.

    Parameters
    ----------
    section
        Where in the note it belongs.
    weight
        How much it says: findings of a section stand in the order of their weights, the heaviest first.
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
    return tuple(finding.sentence for finding in ranked[: MOST[section]])
