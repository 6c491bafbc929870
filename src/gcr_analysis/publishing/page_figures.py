"""The figures of the site's own pages, page by page, with the files that they link to."""

from collections.abc import Iterable

from gcr_analysis import framework
from gcr_analysis.publishing import citation
from gcr_analysis.publishing.comparison_figure import comparison_figure
from gcr_analysis.publishing.covid_figure import covid_figure
from gcr_analysis.publishing.drawings import Drawings
from gcr_analysis.publishing.figures import Whereabouts, for_page
from gcr_analysis.publishing.measures_alone import in_plain, measures_alone
from gcr_analysis.publishing.outputs import Figure
from gcr_analysis.publishing.pledge_figures import pledge_figures
from gcr_analysis.publishing.release_figure import release_figure
from gcr_analysis.publishing.site import Place, of_other_releases
from gcr_analysis.publishing.support_figure import support_figure

PAGES = {
    "covid": "The years of COVID-19, and when the series came back",
    "pledges": "What was pledged, and what is known of it",
    "comparison": "Regions side by side",
    "support": "Where support is needed",
    "releases": "What the newest release changed",
}
"""Pages under ``reports/`` that show figures, with what they are called."""


def page_figures(
    gathered: Iterable[Place], drawings: Drawings, address: str = ""
) -> tuple[dict[str, list[Figure]], dict[str, bytes]]:
    """Draw what the pages under ``reports/`` show beside their tables.

    Parameters
    ----------
    gathered
        The places of the site, in the order of the home page.
    drawings
        Draws the figures.
    address
        Address of the site.

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
    world = [covid_figure] if world else []
    made = {
        "covid": ((), lambda: [draw() for draw in world]),
        "pledges": ((), pledge_figures),
        "comparison": (in_plain(compared), lambda: [comparison_figure(compared)]),
        "support": (in_plain(judged), lambda: [support_figure(judged)]),
        "releases": ((), lambda: [release_figure()]),
    }
    made = {
        name: for_page(drawings, _where(name, address), name, bool(world), told, draw=draw)
        for name, (told, draw) in made.items()
    }
    files = {name: content for pairs in made.values() for _, own in pairs for name, content in own.items()}
    return {name: [figure for figure, _ in pairs] for name, pairs in made.items()}, files


def _where(name: str, address: str) -> Whereabouts:
    folder = f"{address.rstrip('/')}/regions/" if address else ""
    return Whereabouts("../", f"../reports/{name}.html", PAGES[name], citation.edition_of_site(), folder)
