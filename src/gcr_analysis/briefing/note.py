"""The briefing note: words, names of figures and table, sources and ledger, in one representation."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from gcr_analysis import framework, snapshot
from gcr_analysis.briefing.added import Added
from gcr_analysis.briefing.claims import Claim, drawing, orders
from gcr_analysis.briefing.display import Figure, Table, producer_of, release_of, rows
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.findings import Finding, Section, chosen
from gcr_analysis.briefing.html import html
from gcr_analysis.briefing.place import FORMS, Place, title_of
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.sentences import Sentence, capital, sentence, settled, templates
from gcr_analysis.framework.languages import spoken
from gcr_analysis.indicators import indicators

NOTE = "application/vnd.gcr.note+json"
PROGRESS = ("baseline_value_year", "baseline", "progress", "certainty", "why_insufficient")
SECTIONS: tuple[Section, ...] = ("progress", "challenges", "support", "limits")
TOP: tuple[Section, ...] = ("title", "value", "label", "headline")
READING: tuple[Section, ...] = (*TOP, "lead", *SECTIONS)
PLACES = {"value": "headline.value", "label": "headline.label", "headline": "headline.change"}
"""Where the sections of the headline stand in a note, as its claims name it."""
BODY: tuple[Section, ...] = ("lead", *SECTIONS)
NO_REGIONS = ("country", "income", "development")
SHORT_NAME = 3  # words: a longer name of a region is written once
PARTS = ("title", "subtitle", "alt")


@dataclass(frozen=True)
class Note:
    """One region's note on one panel.

    Parameters
    ----------
    evidence
        What it is written from.
    findings
        Everything that the rules found.
    exhibits
        The figures in their order, and the table.
    added
        What an analyst added: tables and sentences.
    """

    evidence: Evidence
    findings: tuple[Finding, ...]
    exhibits: tuple[Figure | Table, ...]
    added: Added = field(default_factory=Added)

    @cached_property
    def said(self) -> dict[str, tuple[Sentence, ...]]:
        """Every sentence of the note by its section, in the order of reading.

        What has to stand beside a claim is put there (see `settled`). A finding whose claims all stand in one
        before it is left out, unless its section would be empty.
        """
        by_section = {section: chosen(self.findings, section) for section in READING}
        once: set[Any] = set()
        for section in ("lead", *SECTIONS):
            new = tuple(each for each in by_section[section] if _is_new(each, once))
            by_section[section] = new or by_section[section][:1]
        for section, said in self.added.said:
            by_section[section] = (*by_section[section], said)
        top = sum(len(by_section[section]) for section in TOP)
        whole = iter(settled((sentence for said in by_section.values() for sentence in said), top))
        made = {section: [next(whole) for _ in said] for section, said in by_section.items()}
        body = iter(self._in_short(each for section in BODY for each in made[section]))
        made |= {section: [next(body) for _ in made[section]] for section in BODY}
        return {section: tuple(said) for section, said in made.items()}

    def _in_short(self, sentences: Iterable[Sentence]) -> list[Sentence]:
        """Name the region in full once, and then as the region, where its name is long."""
        region = self.evidence.region
        if region.kind in NO_REGIONS or len(self.evidence.where.split()) <= SHORT_NAME:
            return list(sentences)
        where, short, marks = self.evidence.where, Place.region(), spoken().marks
        shared = marks.region.keys() & where.forms.keys() & set(FORMS)
        # Where a plural name has a verb in the present, it stays.
        shared -= {"name"} if where.plural and not marks.not_before else set()
        forms = {where.form(each).replace("'", "’"): short.form(each) for each in shared}
        forms = {capital(name): capital(said) for name, said in forms.items()} | forms
        longest = sorted(forms, key=len, reverse=True)
        pattern = re.compile(f"({'|'.join(map(re.escape, longest))}){marks.not_before}")
        named = False

        def said(found: re.Match[str]) -> str:
            nonlocal named
            if not named:
                named = True
                return found[0]
            return forms[found[0]] if found.start() else capital(forms[found[0]])

        return [replace(each, text=pattern.sub(said, each.text)) for each in sentences]

    @property
    def title(self) -> Sentence:
        """The finding that says most."""
        return self.said["title"][0]

    @property
    def headline(self) -> dict[str, Sentence]:
        """The headline by its parts: ``value``, ``label`` and ``change``."""
        parts = {"value": "value", "label": "label", "change": "headline"}
        return {part: self.said[section][0] for part, section in parts.items()}

    @property
    def lead(self) -> tuple[Sentence, ...]:
        """Sentences of the opening paragraph."""
        return self.said["lead"]

    def sections(self) -> dict[str, tuple[Sentence, ...]]:
        """Return the sentences of each section."""
        return {section: self.said[section] for section in SECTIONS}

    def claims(self) -> list[dict[str, Any]]:
        """Return every claim: where it stands, its sentence and rule, its kind, facts and grounds."""
        return [
            {"where": where, "rule": sentence.id, "sentence": sentence.text} | claim.ledger()
            for where, sentence, claims in (*self._written(), *self._drawn())
            for claim in claims
        ]

    def _written(self) -> Iterator[tuple[str, Sentence, tuple[Claim, ...]]]:
        """Where each sentence stands, and its claims."""
        for section, said in self.said.items():
            for each in said:
                yield PLACES.get(section, section), each, each.claims

    def _drawn(self) -> Iterator[tuple[str, Sentence, tuple[Claim, ...]]]:
        """The same of title, subtitle and alternative text of each figure, and what it draws."""
        for figure in self.exhibits:
            if isinstance(figure, Figure):
                order = orders(figure.said[-1].quantities) if figure.said else ()
                for part, sentence in zip(PARTS, figure.said, strict=False):
                    claims = (*sentence.claims, *drawing(sentence.quantities), *order)
                    yield f"figure:{figure.id}:{part}", sentence, claims

    def ledger(self) -> list[dict[str, Any]]:
        """Return every quantity of the note and of its exhibits once, in the order of reading.

        Those that a claim states name its rule, its kind, the fact that they are, and the grounds that have
        something standing beside the claim; several claims are parted by semicolons.
        """
        stated: dict[Quantity, dict[tuple[str, ...], None]] = {}
        for each in self._words:
            for claim in each.claims:
                for name, quantity in claim.facts.items():
                    about = (each.id, claim.kind, name, ", ".join(claim.beside))
                    stated.setdefault(quantity, {})[about] = None
        columns = ("claim_ids", "claim_kinds", "claim_facts", "claim_grounds")
        return [
            quantity.ledger()
            | {
                column: "; ".join(about[place] for about in stated.get(quantity, ()))
                for place, column in enumerate(columns)
            }
            for quantity in self._used
        ]

    @cached_property
    def _words(self) -> list[Sentence]:
        return [sentence for said in self.said.values() for sentence in said]

    @cached_property
    def _used(self) -> list[Quantity]:
        parts = (*self._words, *self.exhibits, *self.added.tables)
        return list(dict.fromkeys(quantity for part in parts for quantity in part.quantities))

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every quantity of the note and of its exhibits once, in the order of reading."""
        return tuple(self._used)

    def sources(self) -> list[dict[str, str]]:
        """Return the sources of the ledger's figures, in the order of declaration."""
        used = {name for quantity in self._used for name in quantity.source.split("; ") if name}
        return [
            {
                "producer": producer_of(source),
                "title": source.title,
                "vintage": release_of(source),
                "licence": source.terms,
                "url": source.url,
            }
            for source in snapshot.sources().values()
            if source.id in used
        ]

    def measures(self) -> dict[str, Any]:
        """Return every measure of the panel, a row each: as `gcr_analysis.indicators` has it, and in words.

        Those with a direction also have what `gcr_analysis.indicators.progress` says of them, but for those
        that an analyst added: pages count what moved, and these stand beside measures that are counted. Pages
        that set regions side by side are made of these. Estimates from surveys are not among them: they are
        shown with all that makes them estimates, in a table of their own.
        """
        about = self.evidence
        table = indicators(about.region, about.year, about.panel, about.baseline_year)
        declared = framework.indicators()
        estimates = [declared[id].status == "estimate" for id in table["indicator"]]
        table = table[[not estimate for estimate in estimates]]
        names = {"reason": "why_insufficient", "baseline_year": "baseline_value_year"}
        judged = about.progress.rename(columns=names)
        judged = judged[[not declared[id].own for id in judged.index]]
        table = table.assign(text=[Quantity.of(row).written for row in table.to_dict("records")])
        return rows(table.join(judged[list(PROGRESS)], on="indicator"))

    def as_dict(self) -> dict[str, Any]:
        """Return the note in plain Python."""
        evidence, titles = self.evidence, templates("note")
        tables = {"added": [table.as_dict() for table in self.added.tables]} if self.added.tables else {}
        release = {"as_of": snapshot.as_of()} if snapshot.as_of() else {}
        return {
            "panel": evidence.panel,
            "region": evidence.region.id,
            "region_title": title_of(evidence.region),
            "year": evidence.year,
            "baseline_year": evidence.baseline_year,
            "title": self.title.text,
            "headline": {part: sentence.text for part, sentence in self.headline.items()},
            "lead": " ".join(sentence.text for sentence in self.lead),
            "figures": [exhibit.id for exhibit in self.exhibits if isinstance(exhibit, Figure)],
            "table": next(exhibit.id for exhibit in self.exhibits if isinstance(exhibit, Table)),
            "sections": [
                {
                    "id": section,
                    "title": titles[section],
                    "items": [{"id": s.id, "text": s.text} for s in said],
                }
                for section, said in self.sections().items()
            ],
            "sources": self.sources(),
            "ledger": self.ledger(),
            "claims": self.claims(),
            "measures": self.measures(),
        } | (tables | release)

    def __str__(self) -> str:
        return _text(self.as_dict())

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        note = self.as_dict()
        return {"text/plain": _text(note), "text/html": html("note.html", note), NOTE: note}


def _is_new(sentence: Sentence, once: set[Any]) -> bool:
    """Whether a sentence states something that none before it did."""
    keys = {claim.key for claim in sentence.claims}
    new = not keys or not keys <= once
    once |= keys
    return new


def _text(note: dict[str, Any]) -> str:
    parts = [note["title"], " ".join(note["headline"].values()), note["lead"]]
    parts += [sentence("note", "as_of", release=note["as_of"]).text] if "as_of" in note else []
    for section in note["sections"]:
        parts += [section["title"], *(f"- {item['text']}" for item in section["items"])]
    for table in note.get("added", ()):
        lines = [" | ".join(map(str, row)) for row in (table["columns"], *table["rows"])]
        parts += [table["title"], "\n".join(lines), table["source"]]
    return "\n\n".join(parts)
