"""The figures of the site's own pages, page by page, with the files that they link to."""

from collections.abc import Iterable

from gcr_analysis import framework
from gcr_analysis.publishing.comparison_figure import comparison_figure
from gcr_analysis.publishing.covid_figure import covid_figure
from gcr_analysis.publishing.figures import for_page
from gcr_analysis.publishing.kept import NOTHING, Kept
from gcr_analysis.publishing.outputs import Figure
from gcr_analysis.publishing.pledge_figures import pledge_figures
from gcr_analysis.publishing.release_figure import release_figure
from gcr_analysis.publishing.site import Place, in_plain, measures_alone, of_other_releases
from gcr_analysis.publishing.support_figure import support_figure


def page_figures(
    gathered: Iterable[Place], kept: Kept = NOTHING
) -> tuple[dict[str, list[Figure]], dict[str, bytes]]:
    """Draw what the pages under ``reports/`` show beside their tables.

    Parameters
    ----------
    gathered
        The places of the site, in the order of the home page.
    kept
        What earlier publishings drew.

    Returns
    -------
    dict of str to list of Figure
        Figures by the name of their page; none where there is too little to draw, or where the notes rest on
        several releases, since the line below a figure names one.
    dict of str to bytes
        Their files by name.
    """
    gathered = tuple(gathered)
    alike = () if of_other_releases(gathered) else gathered
    compared = measures_alone(alike, {panel.drawn for panel in framework.panels().values() if panel.drawn})
    judged = measures_alone(alike)
    world = any(place.group == "world" for place in gathered)
    made = {
        "covid": for_page(kept, "covid", draw=lambda: [covid_figure()]) if world else [],
        "pledges": for_page(kept, "pledges", draw=pledge_figures),
        "comparison": for_page(
            kept, "comparison", in_plain(compared), draw=lambda: [comparison_figure(compared)]
        ),
        "support": for_page(kept, "support", in_plain(judged), draw=lambda: [support_figure(judged)]),
        "releases": for_page(kept, "releases", draw=lambda: [release_figure()]),
    }
    files = {name: content for pairs in made.values() for _, own in pairs for name, content in own.items()}
    return {name: [figure for figure, _ in pairs] for name, pairs in made.items()}, files
