"""Every figure of the newest notes, panel by panel: pictures that load when they are looked at."""

from collections.abc import Iterable
from itertools import groupby

from gcr_analysis import framework
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.site import GROUPS, Place


def gallery(gathered: Iterable[Place]) -> dict[str, bytes]:
    """Make the pages of the gallery: a first one with the world's figures, and one a panel with all regions.

    Parameters
    ----------
    gathered
        The places of the site, in the order of the home page.

    Returns
    -------
    dict of str to bytes
        Pages by file name.
    """
    gathered = tuple(gathered)
    panels = [panel for panel in framework.panels().values() if any(p.note_on(panel.id) for p in gathered)]
    first = [place for place in gathered if place.group == "world"]
    made = {"index.qmd": page("gallery.qmd", panels=panels, places=first)}
    for panel in panels:
        shown = [place for place in gathered if place.note_on(panel.id)]
        groups = [(GROUPS[kind], tuple(own)) for kind, own in groupby(shown, lambda place: place.group)]
        made[f"{panel.id}.qmd"] = page("gallery-panel.qmd", panel=panel, panels=panels, groups=groups)
    return {name: text.encode() for name, text in made.items()}
