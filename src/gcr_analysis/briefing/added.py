"""What an analyst added to a note: tables of their own figures and of estimates from surveys, and sentences.

Both stand beside the figures of the note and are in none of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing.display import Table, source_line
from gcr_analysis.briefing.evidence import Evidence, difference, relative
from gcr_analysis.briefing.findings import Section
from gcr_analysis.briefing.places import place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Sentence, sentence
from gcr_analysis.framework import Indicator, OwnSource
from gcr_analysis.framework.own import SurveyMeasure
from gcr_analysis.geography import country_name
from gcr_analysis.indicators.own import estimates_of, worded
from gcr_analysis.indicators.own.estimates import LEVEL, Estimate
from gcr_analysis.indicators.own.microdata import FEWEST
from gcr_analysis.snapshot import sources

FIGURES, ESTIMATES = "added-figures", "added-estimates"
HALF = 50  # percent
SECTION: dict[str, Section] = {"progress": "progress", "regress": "challenges"}
_REPORTED = "results."

say = partial(sentence, "own")


@dataclass(frozen=True)
class Added:
    """What was added to a note.

    Parameters
    ----------
    tables
        None, one or two: figures, and estimates from surveys.
    said
        Sentences, each with the section at whose end it stands.
    """

    tables: tuple[Table, ...] = ()
    said: tuple[tuple[Section, Sentence], ...] = ()


def added(evidence: Evidence) -> Added:
    """Gather what own sources say of a region: nothing where there are none for the panel.

    Examples
    --------
    >>> added(Evidence("self-reliance", "LBN", 2025, 2016))
    Added(tables=(), said=())
    """
    own = [source for source in framework.own_sources().values() if _ids(source, evidence.panel)]
    figures = [_Figure(evidence, source, id) for source in own if source.figures
               for id in _ids(source, evidence.panel)]  # fmt: skip
    asked = [line for source in own if source.survey for line in _asked(evidence, source)]
    tables = [_figures_table(evidence, figures)] if figures else []
    tables += [_estimates_table(evidence, asked)] if asked else []
    said = [*_of_figures(figures), *_of_estimates(evidence, asked)]
    return Added(tuple(tables), tuple(said))


def _ids(source: OwnSource, panel: str) -> list[str]:
    return [each.id for each in source.indicators if each.panel == panel]


class _Line:
    """One own measure in a note: what is declared of it, and the measure that it stands beside."""

    def __init__(self, evidence: Evidence, source: OwnSource, id: str) -> None:
        self.evidence, self.source = evidence, source
        self.measure = source.measure(id)
        self.declared: Indicator = framework.indicators()[id]

    @property
    def main(self) -> str:
        """Id of the declared measure that it stands beside; empty where there is none."""
        return self.measure.of or self.measure.beside or ""

    @property
    def title(self) -> str:
        """Its title, without who made it where it is a declared measure's."""
        named = self.measure.title or not self.measure.of
        return self.declared.title if named else self.evidence.title(self.measure.of or "")

    @property
    def heading(self) -> str:
        """Its title with the number of the Compact's indicator, where it has one."""
        code = framework.indicators()[self.measure.of].gcr_code if self.measure.of else ""
        return say("with_code", title=self.title, code=code).text if code else self.title


class _Figure(_Line):
    """A figure from a table."""

    @property
    def figure(self) -> Quantity:
        return self.evidence.at(self.declared.id)

    @property
    def beside(self) -> Quantity | None:
        return self.evidence.at(self.main) if self.main else None

    @cached_property
    def judged(self) -> "pd.Series | None":
        """How its change is judged: the row of the progress table; None where it has no direction."""
        table = self.evidence.progress
        return table.loc[self.declared.id] if self.declared.id in table.index else None

    @property
    def progress(self) -> str:
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
        share = None if self.figure.coverage is None else 100 * self.figure.coverage
        detail = "share of refugees that it rests on"
        return replace(self.figure, value=share, unit="percent", low=None, high=None, detail=detail)

    @property
    def partial(self) -> bool:
        return self.figure.coverage is not None and self.figure.coverage < 1

    @property
    def change(self) -> Quantity:
        moved = difference if self.figure.unit == "percent" else relative
        return moved(*self.compared)

    def cells(self) -> list[str]:
        reading = [self.figure.status if self.figure.known else say("no_figure").text]
        reading += [self.reading] if self.figure.known and self.reading else []
        covers = str(self.covered) if self.figure.known and self.partial else ""
        return [
            f"{self.heading}, {self.source.source.producer}",
            _dated(self.figure, self.evidence.year),
            _ends(self.figure),
            covers,
            self._beside(),
            "; ".join(reading),
        ]

    def _beside(self) -> str:
        """The declared figure, with its name where it is another measure."""
        if self.beside is None:
            return ""
        figure = _dated(self.beside, self.evidence.year)
        return (
            figure
            if self.measure.of
            else say("other", title=self.evidence.title(self.main), figure=figure).text
        )

    def quantities(self) -> Iterator[Quantity]:
        covered = [self.covered] if self.partial else []
        for each in (self.figure, *self.figure.ends, *covered, self.beside):
            if each is not None and each.known:
                yield each


def _dated(figure: Quantity, year: int) -> str:
    if not figure.known:
        return figure.status
    if figure.value_year == year:
        return str(figure)
    return say("figure_of_year", figure=figure, year=figure.own_year).text


def _ends(figure: Quantity) -> str:
    if figure.low is None or figure.high is None:
        return ""
    low, high = figure.ends
    return say("bounds", low=low, high=high).text


def _figures_table(evidence: Evidence, figures: list[_Figure]) -> Table:
    headings = [say(f"column_{name}").text for name in
                ("measure", "figure", "bounds", "covers", "beside", "reading")]  # fmt: skip
    title = say("figures_title", where=evidence.where, year=evidence.years["year"])
    shown = tuple(dict.fromkeys(q for each in figures for q in each.quantities()))
    return Table(
        id=FIGURES,
        title=title.text,
        source=_sources(shown, figures),
        data=_without_empty(pd.DataFrame([each.cells() for each in figures], columns=headings)),
        quantities=(*title.quantities, *shown),
    )


def _sources(shown: tuple[Quantity, ...], lines: "list[_Figure] | list[_Estimate]") -> str:
    used = {name for each in shown for name in each.source.split("; ")} | {each.source.id for each in lines}
    return source_line(tuple(id for id in sources() if id in used))


def _without_empty(table: pd.DataFrame) -> pd.DataFrame:
    """Leave out columns in which no row has anything."""
    return table.loc[:, (table != "").any()]


def _of_figures(figures: list[_Figure]) -> Iterator[tuple[Section, Sentence]]:
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
        elif each.figure.known and _falls_short(each.figure.value, each.declared):
            yield "challenges", say("stands", **facts, own_year=each.figure.own_year)
    known = [each for each in figures if each.figure.known]
    if known:
        producers = list(dict.fromkeys(each.source.source.producer for each in known))
        number = given(len(known), "measures")
        said = say("beside", number=number, producers=producers, one=given(1, "measures"))
        yield "limits", said


def _falls_short(value: float | None, declared: Indicator) -> bool:
    """Whether fewer than half have what all should, or more than half what nobody should."""
    if value is None or declared.unit != "percent" or declared.direction == "neutral":
        return False
    return value < HALF if declared.direction == "up" else value > HALF


class _Estimate(_Line):
    """An estimate from a survey, beside the administrative figure of its country and year."""

    def __init__(self, evidence: Evidence, source: OwnSource, estimate: Estimate) -> None:
        super().__init__(evidence, source, estimate.indicator)
        assert source.survey is not None
        self.survey, self.estimate = source.survey, estimate

    @property
    def share(self) -> Quantity:
        made = self.estimate
        if made.withheld:
            return replace(self._bare, status="not collected", reason=worded(made))
        return replace(
            self._bare,
            value=made.value,
            low=made.low,
            high=made.high,
            detail=f"{made.answers} answers; standard error {made.error:.2f} percentage points",
        )

    @property
    def _bare(self) -> Quantity:
        made = self.estimate
        return Quantity(
            value=None,
            unit="percent",
            region=made.iso3,
            indicator=made.indicator,
            year=self.evidence.year,
            value_year=made.year,
            status="estimate",
            coverage=1.0,
            source=self.source.id,
            vintage=self.source.source.vintage,
        )

    @property
    def error(self) -> Quantity:
        return self._part(self.estimate.error, "percentage points", "standard error")

    @property
    def answers(self) -> Quantity:
        return self._part(self.estimate.answers, "answers", "answers that it rests on")

    def _part(self, value: float, unit: str, detail: str) -> Quantity:
        return replace(self._bare, value=value, unit=unit, detail=detail)

    @property
    def administrative(self) -> Quantity | None:
        if not self.main:
            return None
        return self.evidence.at(self.main, self.estimate.year, of=self.estimate.iso3)

    @property
    def people(self) -> str:
        compute = framework.indicators()[self.main].compute or ""
        return say("people_reported" if compute.startswith(_REPORTED) else "people_others").text

    @property
    def who(self) -> str:
        assert isinstance(self.measure, SurveyMeasure)
        return self.measure.among.who if self.measure.among else ""

    @property
    def where(self) -> str:
        """Name of the country, where the note is about more than one."""
        return "" if self.evidence.is_country else place(self.estimate.iso3)

    @property
    def fills(self) -> bool:
        """Whether it estimates what the note has no figure for."""
        main = self.measure.of
        return bool(main) and not self.estimate.withheld and not self.evidence.at(main).known

    @property
    def outside(self) -> bool:
        """Whether the administrative figure of what was asked lies outside the interval, where there is one.

        A measure of something else (`beside`) is no yardstick for it.
        """
        figure = self.administrative
        if not self.measure.of or figure is None or figure.value is None or self.estimate.withheld:
            return False
        return not self.estimate.low <= figure.value <= self.estimate.high

    def cells(self) -> list[str]:
        title = say("of_whom", title=self.heading, who=self.who).text if self.who else self.heading
        answers = str(self.answers)
        if self.estimate.few or self.estimate.narrow:
            kind = "few" if self.estimate.few else "few_clusters"
            answers = say(kind, answers=self.answers).text
        country = "" if self.evidence.is_country else country_name(self.estimate.iso3)
        shown = [say("withheld").text, "", ""]
        if not self.estimate.withheld:
            shown = [str(self.share), _ends(self.share), str(self.error).replace("percentage ", "")]
        return [title, country, *shown, answers, self.asked, self._administrative()]

    @property
    def asked(self) -> str:
        """Name and dates of the survey."""
        return say("asked", survey=self.source.source.title, dates=self.survey.dates).text

    def _administrative(self) -> str:
        figure = self.administrative
        if figure is None:
            return ""
        other = "" if self.measure.of else self.evidence.title(self.main)
        if not figure.known:
            none = say("no_figure").text
            return say("other", title=other, figure=none).text if other else none
        facts = {"figure": figure, "year": figure.own_year, "people": self.people}
        return say("administrative", **facts, other=other).text

    def quantities(self) -> Iterator[Quantity]:
        if not self.estimate.withheld:
            yield from (self.share, *self.share.ends, self.error)
        yield self.answers
        if self.administrative is not None and self.administrative.known:
            yield self.administrative


def _asked(evidence: Evidence, source: OwnSource) -> list[_Estimate]:
    """Return the latest estimate up to the year, of each measure of the panel and country of the region."""
    latest: dict[tuple[str, str], Estimate] = {}
    for each in estimates_of(source, evidence.region):
        if each.year <= evidence.year and each.indicator in _ids(source, evidence.panel):
            latest[each.indicator, each.iso3] = max(
                each, latest.get((each.indicator, each.iso3), each), key=lambda of: of.year
            )
    order = _ids(source, evidence.panel)
    found = sorted(latest.values(), key=lambda each: (order.index(each.indicator), country_name(each.iso3)))
    return [_Estimate(evidence, source, each) for each in found]


def _estimates_table(evidence: Evidence, asked: list[_Estimate]) -> Table:
    level = given(LEVEL, "percent")
    names = ("measure", "country", "estimate", "interval", "error", "answers", "survey", "administrative")
    headings = [say(f"column_{name}", level=level) for name in names]
    surveys = {each.asked for each in asked}
    only = surveys.pop() if len(surveys) == 1 else ""
    title = say("estimates_title", where=evidence.where, survey=only)
    shown = tuple(dict.fromkeys(q for each in asked for q in each.quantities()))
    return Table(
        id=ESTIMATES,
        title=title.text,
        source=_sources(shown, asked),
        data=_without_empty(
            pd.DataFrame([each.cells() for each in asked], columns=[heading.text for heading in headings])
        ).drop(columns=say("column_survey").text if only else []),
        quantities=(*(q for heading in headings for q in heading.quantities), *shown),
    )


def _of_estimates(evidence: Evidence, asked: list[_Estimate]) -> Iterator[tuple[Section, Sentence]]:
    """Tell what surely falls short, and for each survey why its estimates and other figures may differ."""
    for each in asked:
        main = framework.indicators().get(each.measure.of or "")
        surely = main and all(_falls_short(end, main) for end in (each.estimate.low, each.estimate.high))
        if surely:
            yield "challenges", _estimate(each)
        if each.fills:
            yield "support", say("fills", survey=each.source.source.title, named=_named(each))
    for id in dict.fromkeys(each.source.id for each in asked):
        own = [each for each in asked if each.source.id == id]
        facts = {
            "survey": own[0].source.source.title,
            "population": own[0].survey.population,
            "dates": own[0].survey.dates,
            "fewest": given(FEWEST, "answers"),
        }
        lists = {
            "outside": [_named(each) for each in own if each.outside],
            "few": [_named(each) for each in own if each.estimate.few],
            "narrow": [_named(each) for each in own if each.estimate.narrow],
            "withheld": [_named(each) for each in own if each.estimate.withheld],
        }
        yield "limits", say("differs", **facts, **lists)


def _named(each: _Estimate) -> str:
    return say("named_in", title=each.title, place=each.where).text


def _estimate(each: _Estimate) -> Sentence:
    low, high = each.share.ends
    return say(
        "estimate",
        survey=each.source.source.title,
        dates=each.survey.dates,
        title=each.title,
        who=each.who,
        population=each.survey.population,
        share=each.share,
        place=place(each.estimate.iso3),
        level=given(LEVEL, "percent"),
        low=low,
        high=high,
        error=each.error,
        answers=each.answers,
    )
