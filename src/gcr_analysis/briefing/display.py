"""What a notebook shows: figures and tables, each with the same representation on every run."""

import hashlib
import json
from base64 import b64encode
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from gcr_analysis.briefing.html import html
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.sentences import Sentence, quantities_of, templates
from gcr_analysis.figures.png import png
from gcr_analysis.figures.specification import Drawing, Specification
from gcr_analysis.framework import Source
from gcr_analysis.framework import sources as declared_sources
from gcr_analysis.framework.languages import ENGLISH, language, spoken, word
from gcr_analysis.numbers import significant
from gcr_analysis.snapshot import cited_source

FIGURE = "application/vnd.gcr.figure+json"
TABLE = "application/vnd.gcr.table+json"


@dataclass(frozen=True)
class Figure:
    """A chart or a map: its message, the data behind it, and how it is drawn.

    It is drawn when it is first looked at. Two figures of equal data have equal text, bytes and digest.

    Parameters
    ----------
    id
        Name of the figure within its note: ``"hosted"``.
    title
        What the figure says, as a sentence.
    subtitle
        The measure and its unit.
    source
        Producer, title and vintage of the figures.
    alt
        What a reader who cannot see it should know.
    data
        The figures drawn, one row each.
    drawing
        What of the data is drawn how.
    breaks
        Breaks in the series that are marked on it, in words.
    years
        Columns of the data that hold years, beside ``year`` and ``change_to``.
    said
        Title, subtitle and alternative text with their numbers and claims.
    """

    id: str
    title: str
    subtitle: str
    source: str
    alt: str
    data: pd.DataFrame = field(repr=False)
    drawing: Drawing = field(repr=False)
    breaks: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    said: tuple[Sentence, ...] = field(default=(), repr=False)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers in title, subtitle and alternative text."""
        return quantities_of(self.said)

    @cached_property
    def png(self) -> bytes:
        """The figure with its words, as PNG."""
        return png(self.specification)

    @property
    def specification(self) -> Specification:
        """The figure without its pixels, from which it is drawn in every size."""
        return Specification.model_validate(self.as_dict())

    def as_dict(self) -> dict[str, Any]:
        """Return the figure without its pixels, in plain Python: what the digest is made of."""
        names = ("id", "title", "subtitle", "source", "alt")
        drawn = self.drawing.model_dump(exclude_defaults=True) | {"kind": self.drawing.kind}
        told = {name: getattr(self, name) for name in names} | rows(self.data)
        told |= {name: list(getattr(self, name)) for name in ("breaks", "years")}
        of_language = {} if language() == ENGLISH else {"language": language()}
        return told | {"drawing": drawn} | of_language

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that change when any figure or word behind the drawing does."""
        text = json.dumps(self.as_dict(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what to show, and as metadata of the picture its alternative text, where Jupyter looks."""
        shown = {
            "text/plain": f"{self.alt} [data {self.digest}]",
            "image/png": b64encode(self.png).decode("ascii"),
            FIGURE: self.as_dict(),
        }
        return shown, {"image/png": {"alt": self.alt}}


@dataclass(frozen=True)
class Table:
    """A table for readers: every cell is the text that they see.

    Parameters
    ----------
    id
        Name of the table within its note.
    title
        Its caption.
    source
        Producer, title and vintage of the figures.
    data
        The cells, as text; the first column heads the rows.
    quantities
        The numbers in the cells.
    note
        How to read the cells, below the table.
    """

    id: str
    title: str
    source: str
    data: pd.DataFrame = field(repr=False)
    quantities: tuple[Quantity, ...] = field(default=(), repr=False)
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the table in plain Python."""
        about = {"id": self.id, "title": self.title, "source": self.source, "note": self.note}
        return about | rows(self.data)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        below = "\n".join(filter(None, (self.note, self.source)))
        return {
            "text/plain": f"{self.title}\n\n{self.data.to_string(index=False)}\n\n{below}",
            "text/html": html("table.html", self.as_dict()),
            TABLE: self.as_dict(),
        }


@dataclass(frozen=True)
class Words:
    """What stands where a figure would be empty: a sentence that says why.

    >>> print(Words("No refugee was recorded."))
    No refugee was recorded.
    """

    text: str
    quantities: tuple[Quantity, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {"text/plain": self.text, "text/html": html("words.html", {"text": self.text})}


def source_line(ids: tuple[str, ...]) -> str:
    """Cite sources in one line, with the disclaimer of those that ask for one; say which nobody verified.

    >>> source_line(("unhcr-population",)).startswith("Source: UNHCR, Refugee Population Statistics Database")
    True
    >>> "do not imply official endorsement" in source_line(("un-geospatial",))
    True
    >>> source_line(("fts",)).endswith(", not verified with the producer")
    True
    """
    used, marks = [cited_source(id) for id in ids], spoken().marks
    head = templates("note")["sources" if len(ids) > 1 else "source"]
    line = head + marks.colon + marks.semicolon.join(_cited(each) for each in used)
    disclaimers = (word("disclaimers", each.id, each.disclaimer) for each in used if each.disclaimer)
    return ". ".join([line, *disclaimers])


def release_of(source: Source) -> str:
    """Return the release of a source in words, or as a date where it is none that the language has words for.

    >>> release_of(cited_source("ucdp"))
    'version 25.1, to 2024'
    """
    declared = declared_sources().get(source.id)
    same = language() == ENGLISH or (declared and declared.vintage_label == source.vintage_label)
    return word("releases", source.id, source.vintage_label) if same else source.vintage


def producer_of(source: Source) -> str:
    """Return who made the figures of a source: a name, or in words where there are several.

    >>> producer_of(cited_source("published"))
    'Several, named with each figure'
    """
    return word("producers", source.id, source.producer) if source.producer_in_words else source.producer


def producers_in_words() -> frozenset[str]:
    """Return what stands in place of producers where these are several: words of the language, and no names.

    >>> sorted(producers_in_words())
    ['Several, named with each figure']
    """
    return frozenset(producer_of(each) for each in declared_sources().values() if each.producer_in_words)


def _cited(source: Source) -> str:
    cited = f"{producer_of(source)}, {source.title} ({release_of(source)})"
    return cited if source.verified else templates("note")["unverified"].format(cited=cited)


def rows(data: pd.DataFrame) -> dict[str, list[Any]]:
    """Return a frame as column names and rows, floats to six significant digits, missing as None.

    >>> rows(pd.DataFrame({"year": [2024, 2025], "share": [1 / 3, None]}))
    {'columns': ['year', 'share'], 'rows': [[2024, 0.333333], [2025, None]]}
    """
    cells = data.astype(object).itertuples(index=False)
    return {
        "columns": [str(c) for c in data.columns],
        "rows": [[significant(c) for c in row] for row in cells],
    }
