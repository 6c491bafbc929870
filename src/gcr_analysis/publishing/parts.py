"""The parts that the site's own pages include: what stands on them and is not written by hand."""

import json
from collections.abc import Iterable
from itertools import groupby

from gcr_analysis import framework, snapshot
from gcr_analysis.framework import Source, Table
from gcr_analysis.indicators import expectations, gaps
from gcr_analysis.indicators.arrays import FIRST_YEAR, since
from gcr_analysis.indicators.return_conditions import shock
from gcr_analysis.indicators.status import LEAST_COVERAGE
from gcr_analysis.methods import protracted, ranks
from gcr_analysis.publishing.checks import (
    expectation_misses,
    expectation_record,
    revision_records,
    validated,
)
from gcr_analysis.publishing.comparison import comparisons, files
from gcr_analysis.publishing.context import context_parts, pledged
from gcr_analysis.publishing.feed import feed
from gcr_analysis.publishing.glance import MARKS, counts
from gcr_analysis.publishing.outputs import Figure
from gcr_analysis.publishing.page_figures import page_figures
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.releases import releases_page
from gcr_analysis.publishing.shock import shocks
from gcr_analysis.publishing.site import GROUPS, Place
from gcr_analysis.publishing.support import ranking, worsening
from gcr_analysis.publishing.text import markdown
from gcr_analysis.snapshot import data_folder
from gcr_analysis.snapshot.store import resource


def parts(gathered: Iterable[Place]) -> dict[str, bytes]:
    """Make what ``index.qmd`` and ``reports/`` include, and the files that they link to.

    Parameters
    ----------
    gathered
        The places of the site, in the order of the home page.

    Returns
    -------
    dict of str to bytes
        Contents by file name. An underscore at its beginning keeps a part from becoming a page.
    """
    gathered = tuple(gathered)
    figures, drawn = page_figures(gathered)
    made = {
        "_home.qmd": _home(gathered),
        "_comparison.qmd": page(
            "_comparison.qmd", comparisons=comparisons(gathered), figures=figures["comparison"]
        ),
        "_sources.qmd": page("_sources.qmd", sources=snapshot.sources().values()),
        "_measures.qmd": _measures(),
        "_progress.qmd": page("_progress.qmd", rule=framework.progress_rule()),
        "_methods.qmd": _methods(),
        "_validation.qmd": page("_validation.qmd", **vars(validated())),
    }
    made |= context_parts(gathered)
    made |= {
        "_covid.qmd": page("_covid.qmd", told=shocks(gathered), figures=figures["covid"]),
        "_pledges.qmd": page("_pledges.qmd", groups=pledged(), figures=figures["pledges"]),
        "_support.qmd": _support(gathered, figures["support"]),
        "_releases.qmd": releases_page(figures["releases"]),
        "_site.yml": footer(),
    }
    made |= {"_gaps.qmd": _gaps()}
    downloads = {f"comparison.{kind}": content for kind, content in files(gathered).items()}
    downloads["feed.xml"] = feed()
    return {name: text.encode() for name, text in made.items()} | downloads | drawn


def footer() -> str:
    """Make what `_quarto.yml` takes in beside its own settings: the foot of every page names the release.

    Examples
    --------
    >>> json.loads(footer())["website"]["page-footer"]["center"].split(". ")[0]
    'Figures on people: UNHCR, end-2025 figures, June 2026'
    """
    source = snapshot.sources()["unhcr-population"]
    said = f"Figures on people: {source.producer}, {source.vintage_label}."
    text = f"{markdown(said)} [What the newest release changed](/reports/releases.qmd)"
    return json.dumps({"website": {"page-footer": {"center": text}}}, ensure_ascii=False) + "\n"


def _home(gathered: tuple[Place, ...]) -> str:
    groups = [
        (GROUPS[kind], tuple(group)) for kind, group in groupby(gathered, key=lambda place: place.group)
    ]
    world = next((place for place in gathered if place.group == "world"), None)
    told = {note.panel for place in gathered for note in place.newest}
    panels = [panel for panel in framework.panels().values() if panel.id in told]
    return page("_home.qmd", groups=groups, world=world, panels=panels, counts=counts)


def _support(gathered: tuple[Place, ...], figures: list[Figure]) -> str:
    return page(
        "_support.qmd",
        measures=worsening(gathered),
        ranking=ranking(gathered),
        figures=figures,
        panels=framework.panels(),
        statuses=sorted(MARKS, key=lambda status: status != "regress"),
    )


def _gaps() -> str:
    return page(
        "_gaps.qmd",
        tables=[_table(table) for table in framework.tables().values()],
        gaps=gaps.gaps().to_dict("records"),
        indicators=framework.compact(),
        hosts=gaps.HOSTS,
        breaks=framework.breaks(),
    )


def _table(table: Table) -> tuple[Table, int, str, Source]:
    """A table of the snapshot with its rows, its years and its source."""
    described = resource(data_folder(), table.id)
    years = list(described.get("rowsPerYear", ()))
    span = f"{min(years)}\u2013{max(years)}" if years else ""
    return table, described["rowCount"], span, snapshot.sources()[table.source]


def _measures() -> str:
    declared = [
        (panel, [measure for measure in framework.indicators().values() if measure.panel == panel.id])
        for panel in framework.panels().values()
    ]
    return page("_measures.qmd", panels=[pair for pair in declared if pair[1]])


def _methods() -> str:
    """What each method is, with its constants as the code has them and the record of its intervals."""
    all_figures, large = revision_records()
    return page(
        "_methods.qmd",
        protracted=protracted,
        ranks=ranks,
        revisions=framework.revisions(),
        targets=framework.targets().values(),
        least_coverage=LEAST_COVERAGE,
        oip_since=since("population", "oip"),
        base=shock.BASE,
        shock=shock.SHOCK,
        first_year=FIRST_YEAR,
        last_before=expectations.LAST_YEAR,
        expectation_record=expectation_record(),
        expectation_misses=expectation_misses(),
        revision_record=all_figures,
        large_record=large,
        validated=validated(),
    )
