"""What the site tells beside its notes: the Compact's indicators, timeline, pledges, initiatives, terms."""

from functools import cache
from typing import Literal

from pydantic import Field

from gcr_analysis.framework.models import Declaration
from gcr_analysis.framework.read import read_yaml


class CompactIndicator(Declaration):
    """One indicator of the Global Compact's framework, in our own words."""

    code: str
    objective: int
    title: str
    asks: str = Field(description="What the framework asks")
    here: str = Field(description="How it is answered from the data that the repository carries")
    careful: str = Field(description="What must be kept in mind")
    main: str = Field(description="Measure that its page begins with")
    drawn: str | None = Field(None, description="Measure that its page draws for the regions side by side")

    @property
    def slug(self) -> str:
        """Its part of an address: ``"2-1-1"``."""
        return self.code.replace(".", "-")


class Reference(Declaration):
    """Where something can be read."""

    title: str
    url: str


class Event(Declaration):
    """One date in the follow-up of the Compact."""

    date: str = Field(description="YYYY, YYYY-MM or YYYY-MM-DD: what events are sorted by")
    when: str = Field(description="The date as readers see it")
    kind: Literal["framework", "meeting", "report", "roadmap"]
    title: str
    text: str
    source: str
    ahead: bool = Field(False, description="It was still to come when this was written")


class Timeline(Declaration):
    """Events in their order, and where they can be read."""

    sources: dict[str, Reference]
    events: tuple[Event, ...]


class PledgeGroup(Declaration):
    """Published figures on pledges that stand together."""

    title: str
    text: str
    figures: tuple[str, ...] = Field(description="Ids of rows of the table published_values")
    drawn: tuple[tuple[str, ...], ...] = Field(
        (), description="Those of them in the group's picture: one tuple for each thing counted, or each date"
    )


class Initiative(Declaration):
    """One of the initiatives whose follow-up the stocktaking asks for."""

    id: str
    title: str
    text: str
    gap: str = Field(description="What no figure here tells")
    regions: tuple[str, ...] = ()
    panels: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


class Term(Declaration):
    """A word that the site uses in a sense of its own."""

    term: str
    text: str
    see: tuple[str, ...] = Field((), description="Ids of measures that use it")


@cache
def compact() -> dict[str, CompactIndicator]:
    """Every indicator of the Global Compact's framework by code.

    >>> len(compact()), compact()["2.1.1"].slug
    (15, '2-1-1')
    """
    return {code: CompactIndicator(code=code, **entry) for code, entry in read_yaml("compact.yaml").items()}


@cache
def timeline() -> Timeline:
    """Dates of the follow-up, the earliest first.

    >>> timeline().events[0].title
    'New York Declaration'
    """
    declared = Timeline(**read_yaml("timeline.yaml"))
    return declared.model_copy(update={"events": tuple(sorted(declared.events, key=lambda e: e.date))})


@cache
def pledges() -> tuple[PledgeGroup, ...]:
    """Published figures on pledges, by what they tell.

    >>> pledges()[0].title
    'Pledges made'
    """
    return tuple(PledgeGroup(**entry) for entry in read_yaml("pledges.yaml"))


@cache
def initiatives() -> tuple[Initiative, ...]:
    """Every initiative, the regional platforms first.

    >>> initiatives()[0].regions
    ('mirps',)
    """
    return tuple(Initiative(**entry) for entry in read_yaml("initiatives.yaml"))


@cache
def glossary() -> tuple[Term, ...]:
    """Terms in the order of the alphabet.

    >>> glossary()[0].term
    'Asylum-seeker'
    """
    return tuple(Term(**entry) for entry in read_yaml("glossary.yaml"))
