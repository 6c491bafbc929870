"""Figures of an analyst's own tables in a note, beside the declared ones."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import pandas as pd

from gcr_analysis.briefing.added_line import Line, cited, dated, ends, falls_short, say, without_empty
from gcr_analysis.briefing.display import Table
from gcr_analysis.briefing.evidence import Evidence, difference, relative
from gcr_analysis.briefing.findings import Section
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Sentence

FIGURES = "added-figures"
SECTION: dict[str, Section] = {"progress": "progress", "regress": "challenges"}


class AddedFigure(Line):
    """A figure from a table."""

    @property
    def figure(self) -> Quantity:
        """The figure."""
        return self.evidence.at(self.declared.id)

    @property
    def beside(self) -> Quantity | None:
        """The declared figure beside it; None where it stands beside none."""
        return self.evidence.at(self.main) if self.main else None

    @cached_property
    def judged(self) -> "pd.Series | None":
        """How its change is judged: the row of the progress table; None where it has no direction."""
        table = self.evidence.progress
        return table.loc[self.declared.id] if self.declared.id in table.index else None

    @property
    def progress(self) -> str:
        """The status of its change; empty where it has no direction."""
        return "" if self.judged is None else str(self.judged["progress"])

    @property
    def reading(self) -> str:
        """The status of its change, and why there is none."""
        if self.judged is None or not self.judged["reason"]:
            return self.progress
        return say("no_status", status=self.progress, reason=self.judged["reason"]).text

    @property
    def compared(self) -> tuple[Quantity, Quantity]:
        """The later and the earlier figure of its change, on the countries with a figure at both ends."""
        assert self.judged is not None
        same = "" if self.on_all else "countries with a figure of both years"
        now, then = (
            replace(self.figure, value=float(self.judged[value]), value_year=int(self.judged[own_year]),
                    low=None, high=None, detail=same)
            for value, own_year in (("value", "value_year"), ("baseline", "baseline_year"))
        )  # fmt: skip
        return now, then

    @property
    def on_all(self) -> bool:
        """Whether its change rests on all the countries that its figure rests on."""
        return self.judged is None or self.judged["value"] == self.figure.value

    @property
    def covered(self) -> Quantity:
        """Share of the region's refugees that it rests on."""
        share = None if self.figure.coverage is None else 100 * self.figure.coverage
        detail = "share of refugees that it rests on"
        return replace(self.figure, value=share, unit="percent", low=None, high=None, detail=detail)

    @property
    def partial(self) -> bool:
        """Whether it rests on a part of them only."""
        return self.figure.coverage is not None and self.figure.coverage < 1

    @property
    def change(self) -> Quantity:
        """Its change, in percentage points or in percent."""
        moved = difference if self.figure.unit == "percent" else relative
        return moved(*self.compared)

    def cells(self) -> list[str]:
        """Return its row of the table."""
        reading = [self.figure.status if self.figure.known else say("no_figure").text]
        reading += [self.reading] if self.figure.known and self.reading else []
        covers = str(self.covered) if self.figure.known and self.partial else ""
        return [
            f"{self.heading}, {self.source.source.producer}",
            dated(self.figure, self.evidence.year),
            ends(self.figure),
            covers,
            self._beside(),
            "; ".join(reading),
        ]

    def _beside(self) -> str:
        """The declared figure, with its name where it is another measure."""
        if self.beside is None:
            return ""
        figure = dated(self.beside, self.evidence.year)
        return (
            figure
            if self.measure.of
            else say("other", title=self.evidence.title(self.main), figure=figure).text
        )

    def quantities(self) -> Iterator[Quantity]:
        """Yield the figures of its row."""
        covered = [self.covered] if self.partial else []
        for each in (self.figure, *self.figure.ends, *covered, self.beside):
            if each is not None and each.known:
                yield each


def figures_table(evidence: Evidence, figures: list[AddedFigure]) -> Table:
    """Return the table of added figures."""
    headings = [say(f"column_{name}").text for name in
                ("measure", "figure", "bounds", "covers", "beside", "reading")]  # fmt: skip
    title = say("figures_title", where=evidence.where, year=evidence.years["year"])
    shown = tuple(dict.fromkeys(q for each in figures for q in each.quantities()))
    return Table(
        id=FIGURES,
        title=title.text,
        source=cited(shown, figures),
        data=without_empty(pd.DataFrame([each.cells() for each in figures], columns=headings)),
        quantities=(*title.quantities, *shown),
    )


def of_figures(figures: list[AddedFigure]) -> Iterator[tuple[Section, Sentence]]:
    """Tell what moved or falls short among added figures, and that they stand apart."""
    for each in figures:
        facts = {
            "producer": each.source.source.producer,
            "title": each.title,
            "figure": each.figure,
            "partial": each.partial,
            "covered": each.covered,
        }
        if each.progress in SECTION:
            now, then = each.compared
            years = {"start_year": then.own_year, "end_year": now.own_year}
            facts |= {"figure": now, "on_all": each.on_all, **years}
            yield SECTION[each.progress], say("moved", **facts, change=each.change)
        elif each.figure.known and falls_short(each.figure.value, each.declared):
            yield "challenges", say("stands", **facts, own_year=each.figure.own_year)
    known = [each for each in figures if each.figure.known]
    if known:
        producers = list(dict.fromkeys(each.source.source.producer for each in known))
        number = given(len(known), "measures")
        said = say("beside", number=number, producers=producers, one=given(1, "measures"))
        yield "limits", said
