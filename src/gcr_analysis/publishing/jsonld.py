"""What pages tell search engines of themselves: schema.org as JSON-LD, which no browser runs."""

import json
from collections.abc import Iterable
from typing import Any

from gcr_analysis.framework.languages import language
from gcr_analysis.publishing.citation import AUTHOR, cite_note
from gcr_analysis.publishing.outputs import Cited
from gcr_analysis.publishing.pages import said
from gcr_analysis.publishing.site import Published, known_region
from gcr_analysis.publishing.text import Markdown, one_line

LICENCE = "https://spdx.org/licenses/MIT"
"""Terms of words and code; figures belong to their producers."""
Entity = dict[str, Any]


def script(told: Entity) -> Markdown:
    """Return the lines of a page that carry an entity.

    Parameters
    ----------
    told
        The entity, without its context.

    Examples
    --------
    >>> print(script({"@type": "Dataset", "name": "</script>"}))
    ```{=html}
    <script type="application/ld+json">{"@context":"https://schema.org","@type":"Dataset","name":"\\u003c/script>"}</script>
    ```
    """
    text = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False, separators=(",", ":"))
    inert = text.replace("<", "\\u003c")  # no text ends the element, and no publisher finds a shortcode
    return Markdown(f'```{{=html}}\n<script type="application/ld+json">{inert}</script>\n```')


def authors() -> Entity:
    """Return who made pages and files.

    >>> authors()["@type"]
    'Organization'
    """
    return {"@type": "Organization", "name": AUTHOR}


def note(published: Published, address: str = "") -> Entity:
    """Return a note as a report that is based on the figures of its sources.

    Parameters
    ----------
    published
        The note.
    address
        Address of the site, where it has one.
    """
    told = published.note
    home = f"{address.rstrip('/')}/regions/{published.folder}/" if address else ""
    return {
        "@type": "Report",
        **({"@id": home, "url": home} if home else {}),
        "headline": one_line(told.title),
        "name": one_line(f"{published.panel_title}, {told.region_title}, {published.dated}"),
        "abstract": one_line(told.lead),
        "inLanguage": language(),
        "author": authors(),
        "publisher": authors(),
        "license": LICENCE,
        "temporalCoverage": f"{told.baseline_year}/{told.year}",
        "spatialCoverage": _place(told.region, told.region_title),
        "creditText": one_line(f"{told.title}. {cite_note(published)}"),
        "isPartOf": {"@type": "WebSite", "name": said("series")},
        "isBasedOn": sources(told.sources),
    }


def sources(cited: Iterable[Cited]) -> list[Entity]:
    """Return sources as data sets, each with its producer, release, terms and address where it has them.

    >>> sources([Cited(producer="UNHCR", title="Figures", vintage="June 2026")])[0]["version"]
    'June 2026'
    """
    return [
        {
            "@type": "Dataset",
            "name": each.title,
            "creator": {"@type": "Organization", "name": each.producer},
            "version": each.vintage,
            **({"license": each.licence} if each.licence else {}),
            **({"url": each.url} if each.url else {}),
        }
        for each in cited
    ]


def _place(name: str, title: str) -> Entity:
    region = known_region(name)
    if region is not None and region.kind == "country":
        return {"@type": "Country", "name": title, "identifier": region.id}
    return {"@type": "Place", "name": title}
