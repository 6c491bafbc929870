"""An Atom feed of vintages, so that whoever follows the site sees when a source has a newer release."""

from xml.etree import ElementTree

from gcr_analysis import snapshot

_ATOM = "http://www.w3.org/2005/Atom"
_NAME = "urn:gcr-analysis:"
_ABOUT = "../reports/data.html"
_CHANGES = "../reports/releases.html"
_PAGES = {"unhcr-population": _CHANGES, "unhcr-releases": _CHANGES}
"""Pages that say what a release changed, by source."""


def feed() -> bytes:
    """Return the feed: an entry a source, the newest release first.

    Its addresses are relative to itself, since the site does not know where it is served. Ids are names, not
    addresses, so that they stay when the site moves.

    Examples
    --------
    >>> feed().startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    True
    """
    sources = sorted(snapshot.sources().values(), key=lambda each: (each.vintage, each.id), reverse=True)
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add(root, "title", "Measuring the Global Compact on Refugees: releases of the figures")
    _add(root, "id", f"{_NAME}vintages")
    _add(root, "updated", _moment(sources[0].vintage))
    _add(root, "link", rel="alternate", href=_ABOUT)
    _add(_add(root, "author"), "name", "gcr-analysis")
    for source in sources:
        entry = _add(root, "entry")
        _add(entry, "title", source.citation)
        _add(entry, "id", f"{_NAME}{source.id}:{source.vintage}")
        _add(entry, "updated", _moment(source.vintage))
        _add(entry, "link", rel="alternate", href=_PAGES.get(source.id, _ABOUT))
        _add(entry, "summary", f"Figures of {source.producer}, {source.vintage_label}. {source.terms}.")
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _add(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = text
    return child


def _moment(vintage: str) -> str:
    """Write YYYY, YYYY-MM or YYYY-MM-DD as the moment that Atom wants: the first of the period.

    >>> _moment("2025-08"), _moment("2023")
    ('2025-08-01T00:00:00Z', '2023-01-01T00:00:00Z')
    """
    year, month, day = (*vintage.split("-"), "01", "01")[:3]
    return f"{year}-{month}-{day}T00:00:00Z"
