"""The parts that the site's own pages include: what stands on them and is not written by hand."""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any

from gcr_analysis import framework, snapshot
from gcr_analysis.briefing.display import release_of
from gcr_analysis.framework import Source, Table
from gcr_analysis.framework.languages import ENGLISH, language
from gcr_analysis.indicators import expectations, gaps
from gcr_analysis.indicators.arrays import FIRST_YEAR, since
from gcr_analysis.indicators.engine import BASELINE_YEAR
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
from gcr_analysis.publishing.dataset.described import website
from gcr_analysis.publishing.drawings import Drawings
from gcr_analysis.publishing.feed import feed
from gcr_analysis.publishing.find_place import Listed, find_a_place
from gcr_analysis.publishing.glance import MARKS, counts
from gcr_analysis.publishing.jsonld import script
from gcr_analysis.publishing.lessons import lessons
from gcr_analysis.publishing.measures_alone import in_plain, measures_alone
from gcr_analysis.publishing.outputs import Figure
from gcr_analysis.publishing.page_figures import page_figures
from gcr_analysis.publishing.pages import english, page, said
from gcr_analysis.publishing.releases import releases_page
from gcr_analysis.publishing.shock import shocks
from gcr_analysis.publishing.site import PEOPLE, Place, Published, group_title, of_other_releases
from gcr_analysis.publishing.support import ranking, worsening
from gcr_analysis.publishing.text import markdown
from gcr_analysis.publishing.variants import variant_pages
from gcr_analysis.publishing.verdicts import claims, verdicts
from gcr_analysis.running.addresses import Variant
from gcr_analysis.snapshot import data_folder
from gcr_analysis.snapshot.store import ids_in, resource


def parts(
    gathered: Iterable[Place],
    others: Iterable[tuple[Place, ...]] = (),
    drawings: Drawings | None = None,
    address: str = "",
    prepared: Collection[str] = (),
) -> dict[str, bytes]:
    """Make what ``index.qmd`` and ``reports/`` include, and the files that they link to.

    Parameters
    ----------
    gathered
        The places of the site, in the order of the home page.
    others
        The places of each other variant.
    drawings
        Draws figures, and has what earlier publishings made.
    address
        Address of the site.
    prepared
        Slugs of the regions and countries that have a page.

    Returns
    -------
    dict of str to bytes
        Contents by file name. An underscore at its beginning keeps a part from becoming a page.
    """
    gathered, others = tuple(gathered), tuple(others)
    drawings = drawings or Drawings()
    kept = drawings.kept
    figures, drawn = page_figures(gathered, drawings, address)
    home = _home(gathered, [own[0].variant for own in others], find=find_a_place(gathered, prepared))
    made = {
        "_home.qmd": f"{home}\n{script(website(address))}\n",
        "_comparison.qmd": _comparison(gathered, figures["comparison"]),
        "_support.qmd": _support(gathered, figures["support"]),
        "_site.yml": site_settings(
            note for own in (gathered, *others) for place in own for note in place.notes
        ),
    }
    made |= context_parts(gathered)
    downloads = variant_pages(others, {"index": _home, "comparison": _comparison, "support": _support})
    carried = measures_alone(gathered)
    return {
        **{name: text.encode() for name, text in made.items()},
        **kept.files("without notes", make=lambda: _without_notes(figures)),
        **kept.files("measures", in_plain(carried), make=lambda: _of_measures(carried, figures)),
        **lessons(),
        **downloads,
        **drawn,
    }


def first_page(gathered: tuple[Place, ...], prepared: Collection[str]) -> dict[str, bytes]:
    """Make what the first page of another language includes, and the settings of its site.

    Parameters
    ----------
    gathered, prepared
        As for `parts`.
    """
    notes = (note for place in gathered for note in place.notes)
    made = {"_home.qmd": _home(gathered, find=find_a_place(gathered, prepared))}
    made |= {"_site.yml": site_settings(notes)}
    return {name: text.encode() for name, text in made.items()}


def _without_notes(figures: dict[str, list[Figure]]) -> dict[str, bytes]:
    """Make the parts that rest on the snapshot and on declarations alone, as do the figures in them."""
    made = {
        "_sources.qmd": page("_sources.qmd", sources=list(snapshot.sources().values())),
        "_measures.qmd": _measures(),
        "_statuses.qmd": page("_statuses.qmd", statuses=framework.statuses()),
        "_progress.qmd": page("_progress.qmd", **verdicts()),
        "_claims.qmd": page("_claims.qmd", kinds=claims()),
        "_methods.qmd": _methods(),
        "_validation.qmd": page("_validation.qmd", **vars(validated())),
        "_pledges.qmd": page("_pledges.qmd", groups=pledged(), figures=figures["pledges"]),
        "_releases.qmd": releases_page(figures["releases"]),
        "_gaps.qmd": _gaps(),
    }
    return {name: text.encode() for name, text in made.items()} | {"feed.xml": feed()}


def _of_measures(gathered: tuple[Place, ...], figures: dict[str, list[Figure]]) -> dict[str, bytes]:
    """Make the parts and files that rest on the measures of notes and on none of their words."""
    covid = page("_covid.qmd", told=shocks(gathered), figures=figures["covid"], **_rests(gathered))
    return {"_covid.qmd": covid.encode()} | {
        f"comparison.{kind}": content for kind, content in files(gathered).items()
    }


def site_settings(notes: Iterable[Published] = ()) -> str:
    """Make what `_quarto.yml` takes in beside its own settings: the pages, and a foot that names the release.

    Parameters
    ----------
    notes
        The notes of the site. Where one rests on another release than the snapshot has, the foot leaves it to
        each note to name its own.

    Examples
    --------
    >>> import yaml
    >>> yaml.safe_load(site_settings())["website"]["page-footer"]["center"].split(". ")[0]
    'Figures on people: UNHCR, end-2025 figures, June 2026'
    """
    source = snapshot.sources()[PEOPLE]
    same = {note.release for note in notes} <= {"", release_of(source)}
    told = {
        "producer": source.producer,
        "release": release_of(source) if same else "",
    }
    if language() != ENGLISH:
        return page("_site_of_language.yml", released=said("figures_on_people", **told))
    changed = english("What the newest release changed", "/reports/releases.qmd", "")
    return page("_site.yml", released=f"{markdown(said('figures_on_people', **told))} {changed}")


def _rests(gathered: tuple[Place, ...]) -> dict[str, Any]:
    """What a page that sets notes side by side says of what these rest on."""
    return {
        "baseline_year": gathered[0].baseline_year if gathered else BASELINE_YEAR,
        "as_of": gathered[0].variant.as_of if gathered else "",
        "of_other_releases": of_other_releases(gathered),
    }


def _comparison(gathered: tuple[Place, ...], figures: Sequence[Figure] = (), root: str = "../") -> str:
    return page(
        "_comparison.qmd", comparisons=comparisons(gathered), figures=figures, root=root, **_rests(gathered)
    )


def _home(
    gathered: tuple[Place, ...],
    others: Sequence[Variant] = (),
    root: str = "",
    find: Sequence[tuple[str, Sequence[Listed]]] = (),
) -> str:
    groups = [
        (group_title(kind), tuple(group)) for kind, group in groupby(gathered, key=lambda place: place.group)
    ]
    world = next((place for place in gathered if place.group == "world"), None)
    told = {note.panel for place in gathered for note in place.newest}
    panels = [panel for panel in framework.panels().values() if panel.id in told]
    told = {"groups": groups, "world": world, "panels": panels, "counts": counts}
    return page("_home.qmd", **told, others=others, root=root, find=find, **_rests(gathered))


def _support(gathered: tuple[Place, ...], figures: Sequence[Figure] = (), root: str = "../") -> str:
    return page(
        "_support.qmd",
        measures=worsening(gathered),
        ranking=ranking(gathered),
        figures=figures,
        panels=framework.panels(),
        statuses=sorted(MARKS, key=lambda status: status != "regress"),
        root=root,
        **_rests(gathered),
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


def _table(table: Table) -> tuple[Table, int | None, str, Source]:
    """A table with its rows (none where the snapshot does not have it so far), its years and its source."""
    folder = data_folder()
    described = resource(folder, table.id) if table.id in ids_in(folder) else {}
    years = list(described.get("rowsPerYear", ()))
    span = f"{min(years)}\u2013{max(years)}" if years else ""
    return table, described.get("rowCount"), span, snapshot.sources()[table.source]


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
