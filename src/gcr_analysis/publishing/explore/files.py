"""All files of Explore: its page, the lists to choose from, figures by measure, shapes and the library."""

import json
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from gcr_analysis import framework
from gcr_analysis.figures.tokens import DARK, LIGHT
from gcr_analysis.publishing.dataset.figures import PARQUET, kept_figures
from gcr_analysis.publishing.explore.data import data_files
from gcr_analysis.publishing.explore.library import PACKAGE, bundle
from gcr_analysis.publishing.explore.lists import measures, places
from gcr_analysis.publishing.explore.shapes import world
from gcr_analysis.publishing.explore.words import words
from gcr_analysis.publishing.files import small_json
from gcr_analysis.publishing.kept import Kept
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.site import GROUPS, Place

FOLDER = "explore"
PLACES, MEASURES, WORLD = "places.json", "measures.json", "world.json"


def explore_files(gathered: Iterable[Place], kept: Kept) -> dict[str, bytes]:
    """Return all files of Explore.

    Parameters
    ----------
    gathered
        The places of the site. Explore has declared sets and countries alone; of own sets it knows the
        titles, and that their figures stand in their notes.
    kept
        What earlier publishings made. The figures are those of the dataset, computed once for both.

    Returns
    -------
    dict of str to bytes
        Contents by path within `FOLDER`: the page, `PLACES`, `MEASURES`, ``data/MEASURE.json`` for each
        published measure, `WORLD`, and the library that draws charts and maps with its licences.
    """
    files = kept.without_own("explore", make=lambda: _figures(kept_figures(kept)[PARQUET]))
    own = [
        {"id": place.slug, "title": place.title, "page": f"../regions/{place.folder}/index.html"}
        for place in gathered
        if place.group == "own"
    ]
    listed = json.loads(files[MEASURES])["measures"]
    panels = [
        (panel.title, [each for each in listed if each["panel"] == panel.id])
        for panel in framework.panels().values()
    ]
    files |= kept.without_own("library", version(PACKAGE), make=bundle)
    told = {"own": own, "colours": {"light": LIGHT, "dark": DARK}, "words": words()}
    files["index.qmd"] = page(
        "explore.qmd", told=_in_script(told), panels=panels, views=words()["views"]
    ).encode()
    return files


def _figures(parquet: bytes) -> dict[str, bytes]:
    """Make what rests on figures and declarations alone."""
    data, defaults = data_files(parquet)
    files = {f"data/{id}.json": content for id, content in data.items()}
    files[MEASURES] = small_json(measures(defaults))
    files[PLACES] = small_json({"kinds": GROUPS, "places": places()})
    files[WORLD] = small_json(world())
    return files


def _in_script(told: Any) -> str:
    r"""Return a value as JSON that may stand in an element of HTML.

    >>> _in_script({"title": "</script>"})
    '{"title":"\\u003c/script>"}'
    """
    return small_json(told).decode().replace("<", "\\u003c").replace("&", "\\u0026")
