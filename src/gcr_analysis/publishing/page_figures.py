"""The figures of the site's own pages, page by page, with the files that they link to."""

from collections.abc import Iterable

from gcr_analysis.briefing import display
from gcr_analysis.publishing.comparison_figure import comparison_figure
from gcr_analysis.publishing.covid_figure import covid_figure
from gcr_analysis.publishing.figures import for_page
from gcr_analysis.publishing.outputs import Figure
from gcr_analysis.publishing.pledge_figures import pledge_figures
from gcr_analysis.publishing.release_figure import release_figure
from gcr_analysis.publishing.site import Place, of_other_releases
from gcr_analysis.publishing.support_figure import support_figure


def page_figures(gathered: Iterable[Place]) -> tuple[dict[str, list[Figure]], dict[str, bytes]]:
    """Draw what the pages under ``reports/`` show beside their tables.

    Parameters
    ----------
    gathered
        The places of the site, in the order of the home page.

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
    drawn: dict[str, list[display.Figure | None]] = {
        "covid": [covid_figure() if any(place.group == "world" for place in gathered) else None],
        "pledges": [*pledge_figures()],
        "comparison": [comparison_figure(alike)],
        "support": [support_figure(alike)],
        "releases": [release_figure()],
    }
    made = {name: [for_page(figure) for figure in figures if figure] for name, figures in drawn.items()}
    files = {name: content for pairs in made.values() for _, own in pairs for name, content in own.items()}
    return {name: [figure for figure, _ in pairs] for name, pairs in made.items()}, files
