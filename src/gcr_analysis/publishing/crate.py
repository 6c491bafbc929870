"""`ro-crate-metadata.json`: what lies in a folder, who made it, from what, on what terms, as an RO-Crate."""

import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

from gcr_analysis.framework import Source
from gcr_analysis.publishing.citation import AUTHOR, released
from gcr_analysis.publishing.media import media_type
from gcr_analysis.snapshot.describe import licence_of
from gcr_analysis.snapshot.store import digest

CRATE = "ro-crate-metadata.json"
STANDARD = "https://w3id.org/ro/crate/1.1"
Entity = dict[str, Any]


def crate_of(
    files: Mapping[str, bytes | None],
    sources: Iterable[Source],
    more: Iterable[Entity] = (),
    conforms_to: Iterable[str] = (),
    **root: Any,
) -> bytes:
    """Return the description of a folder.

    Parameters
    ----------
    files
        What lies in the folder, by path; each becomes a part of it. A file whose content is None is described
        without size and digest.
    sources
        Whose figures the folder has.
    more
        Further entities, such as the actions that made files. One with the identifier of a file says more
        of that file.
    conforms_to
        Profiles that it keeps to, by their addresses.
    **root
        What else is said of the folder: at least its ``name`` and ``description``.

    Returns
    -------
    bytes
        JSON-LD in one flat list, the same bytes from the same files.
    """
    sources, more = [*sources], [*more]
    profiles = [{"@id": profile, "@type": "CreativeWork", "name": profile} for profile in conforms_to]
    folders = [entity for entity in more if entity.get("@type") == "Dataset"]
    actions = [link(entity["@id"]) for entity in more if entity.get("@type") == "CreateAction"]
    folder = {
        "@id": "./",
        "@type": "Dataset",
        **root,
        "datePublished": released(),
        "license": {"@id": "#terms"},
        "author": {"@id": "#authors"},
        "publisher": {"@id": "#authors"},
        "isBasedOn": [link(_id(source)) for source in sources],
        "hasPart": [*map(link, files), *(link(entity["@id"]) for entity in folders)],
        **({"conformsTo": [link(profile["@id"]) for profile in profiles]} if profiles else {}),
        **({"mentions": actions} if actions else {}),
    }
    descriptor = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "about": link("./"),
        "conformsTo": link(STANDARD),
    }
    terms = {
        "@id": "#terms",
        "@type": "CreativeWork",
        "name": "Terms of the sources",
        "description": "The figures belong to their producers: " + "; ".join(map(_terms, sources)),
    }
    authors = {"@id": "#authors", "@type": "Organization", "name": AUTHOR}
    parts = {name: _file(name, content) for name, content in files.items()}
    others = [entity for entity in more if entity["@id"] not in parts]
    parts |= {entity["@id"]: parts[entity["@id"]] | entity for entity in more if entity["@id"] in parts}
    graph = [descriptor, folder, terms, authors, *profiles, *map(_source, sources), *parts.values(), *others]
    told = {"@context": f"{STANDARD}/context", "@graph": [*map(_compact, graph)]}
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def link(id: str) -> dict[str, str]:
    """Return a reference to an entity.

    >>> link("./")
    {'@id': './'}
    """
    return {"@id": id}


def software() -> Entity:
    """Return this package as an entity, which actions name as what they used.

    >>> software()["@id"]
    '#gcr-analysis'
    """
    return {
        "@id": "#gcr-analysis",
        "@type": "SoftwareApplication",
        "name": "gcr-analysis",
        "softwareVersion": version("gcr-analysis"),
    }


def _compact(entity: Entity) -> Entity:
    """Write a list of one as that one, as the standard asks for."""
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in entity.items()
    }


def _file(name: str, content: bytes | None) -> Entity:
    told = {"@id": name, "@type": "File", "name": name, "encodingFormat": media_type(name)}
    if content is None:
        return told
    return told | {"contentSize": str(len(content)), "sha256": digest(content).removeprefix("sha256:")}


def _source(source: Source) -> Entity:
    return {
        "@id": _id(source),
        "@type": "CreativeWork",
        "name": source.title,
        "creator": source.producer,
        "version": source.vintage_label,
        "license": licence_of(source)["path"],
        "url": source.url,
    }


def _id(source: Source) -> str:
    return f"#source-{source.id}"


def _terms(source: Source) -> str:
    return f"{source.producer}, {source.title}: {source.terms}"
