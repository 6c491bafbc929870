"""Estimates from an analyst's surveys in a note, beside the administrative figures."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing.added_line import Line, cited, ends, falls_short, ids_on, say, without_empty
from gcr_analysis.briefing.display import Table
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.findings import Section
from gcr_analysis.briefing.place import place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.framework import OwnSource
from gcr_analysis.framework.own_models import SurveyMeasure
from gcr_analysis.geography import country_name
from gcr_analysis.indicators.own import estimates_of, worded
from gcr_analysis.indicators.own.estimates import LEVEL, Estimate
from gcr_analysis.indicators.own.microdata import FEWEST

ESTIMATES = "added-estimates"
_REPORTED = "results."


class AddedEstimate(Line):
    """An estimate from a survey, beside the administrative figure of its country and year."""

    def __init__(self, evidence: Evidence, source: OwnSource, estimate: Estimate) -> None:
        super().__init__(evidence, source, estimate.indicator)
        assert source.survey is not None
        self.survey, self.estimate = source.survey, estimate

    @property
    def share(self) -> Quantity:
        """The estimate; without a value where it is withheld."""
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
        """Its standard error."""
        return self._part(self.estimate.error, "percentage points", "standard error")

    @property
    def answers(self) -> Quantity:
        """How many answers it rests on."""
        return self._part(self.estimate.answers, "answers", "answers that it rests on")

    def _part(self, value: float, unit: str, detail: str) -> Quantity:
        return replace(self._bare, value=value, unit=unit, detail=detail)

    @property
    def administrative(self) -> Quantity | None:
        """The declared figure of that country and year; None where it stands beside none."""
        if not self.main:
            return None
        return self.evidence.at(self.main, self.estimate.year, of=self.estimate.iso3)

    @property
    def people(self) -> str:
        """Whom the declared figure is about."""
        compute = framework.indicators()[self.main].compute or ""
        return say("people_reported" if compute.startswith(_REPORTED) else "people_others").text

    @property
    def who(self) -> str:
        """Whom the estimate is about; empty where it is all who were asked."""
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
        """Return its row of the table."""
        title = say("of_whom", title=self.heading, who=self.who).text if self.who else self.heading
        answers = str(self.answers)
        if self.estimate.few or self.estimate.narrow:
            kind = "few" if self.estimate.few else "few_clusters"
            answers = say(kind, answers=self.answers).text
        country = "" if self.evidence.is_country else country_name(self.estimate.iso3)
        shown = [say("withheld").text, "", ""]
        if not self.estimate.withheld:
            shown = [str(self.share), ends(self.share), str(self.error).replace("percentage ", "")]
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
        """Yield the figures of its row."""
        if not self.estimate.withheld:
            yield from (self.share, *self.share.ends, self.error)
        yield self.answers
        if self.administrative is not None and self.administrative.known:
            yield self.administrative


def asked_in(evidence: Evidence, source: OwnSource) -> list[AddedEstimate]:
    """Return the latest estimate up to the year, of each measure of the panel and country of the region."""
    latest: dict[tuple[str, str], Estimate] = {}
    for each in estimates_of(source, evidence.region):
        if each.year <= evidence.year and each.indicator in ids_on(source, evidence.panel):
            latest[each.indicator, each.iso3] = max(
                each, latest.get((each.indicator, each.iso3), each), key=lambda of: of.year
            )
    order = ids_on(source, evidence.panel)
    found = sorted(latest.values(), key=lambda each: (order.index(each.indicator), country_name(each.iso3)))
    return [AddedEstimate(evidence, source, each) for each in found]


def estimates_table(evidence: Evidence, asked: list[AddedEstimate]) -> Table:
    """Return the table of estimates."""
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
        source=cited(shown, asked),
        data=without_empty(
            pd.DataFrame([each.cells() for each in asked], columns=[heading.text for heading in headings])
        ).drop(columns=say("column_survey").text if only else []),
        quantities=(*(q for heading in headings for q in heading.quantities), *shown),
    )


def of_estimates(evidence: Evidence, asked: list[AddedEstimate]) -> Iterator[tuple[Section, Sentence]]:
    """Tell what surely falls short, and for each survey why its estimates and other figures may differ."""
    for each in asked:
        main = framework.indicators().get(each.measure.of or "")
        surely = main and all(falls_short(end, main) for end in (each.estimate.low, each.estimate.high))
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


def _named(each: AddedEstimate) -> str:
    return say("named_in", title=each.title, place=each.where).text


def _estimate(each: AddedEstimate) -> Sentence:
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
