"""What an analyst added to a note: tables of their own figures and of estimates from surveys, and sentences.

Both stand beside the figures of the note and are in none of them.
"""

from dataclasses import dataclass

from gcr_analysis import framework
from gcr_analysis.briefing.added_estimates import asked_in, estimates_table, of_estimates
from gcr_analysis.briefing.added_figures import AddedFigure, figures_table, of_figures
from gcr_analysis.briefing.added_line import ids_on
from gcr_analysis.briefing.display import Table
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.findings import Section
from gcr_analysis.briefing.sentences import Sentence


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
    own = [source for source in framework.own_sources().values() if ids_on(source, evidence.panel)]
    figures = [AddedFigure(evidence, source, id) for source in own if source.figures
               for id in ids_on(source, evidence.panel)]  # fmt: skip
    asked = [line for source in own if source.survey for line in asked_in(evidence, source)]
    tables = [figures_table(evidence, figures)] if figures else []
    tables += [estimates_table(evidence, asked)] if asked else []
    said = [*of_figures(figures), *of_estimates(evidence, asked)]
    return Added(tuple(tables), tuple(said))
