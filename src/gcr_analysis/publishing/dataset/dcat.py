"""`dcat.jsonld`: a catalogue of one dataset, by DCAT 3 and its application profile for data portals."""

import json
from collections.abc import Mapping
from typing import Any

from gcr_analysis.framework import Source
from gcr_analysis.publishing.citation import AUTHOR, released
from gcr_analysis.publishing.dataset import citing
from gcr_analysis.publishing.dataset.contents import Contents
from gcr_analysis.publishing.media import media_type
from gcr_analysis.snapshot.describe import licence_of
from gcr_analysis.snapshot.store import digest

_MEDIA = "https://www.iana.org/assignments/media-types/"
_VOCABULARY = "http://publications.europa.eu/resource/authority/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def dcat(contents: Contents) -> bytes:
    """Return the catalogue, in which each file is a distribution.

    Parameters
    ----------
    contents
        What is described. Where its site has no address, addresses are relative to the catalogue, and
        there is no landing page.
    """
    home = citing.homepage(contents.address)
    told = {
        "@context": _CONTEXT,
        "@id": f"{home}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _english(citing.TITLE),
        "dct:description": _english(citing.DESCRIPTION),
        "dct:publisher": _agent(AUTHOR),
        "dct:language": {"@id": f"{_VOCABULARY}language/ENG"},
        "dcat:dataset": _dataset(contents, home),
    }
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()


def _dataset(contents: Contents, home: str) -> dict[str, Any]:
    first, last = contents.years
    return {
        "@id": f"{home}#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _english(citing.TITLE),
        "dct:description": _english(citing.DESCRIPTION),
        "dct:identifier": citing.NAME,
        "dcat:version": citing.release(),
        "dct:issued": _typed(released(), "date"),
        "dct:publisher": _agent(AUTHOR),
        "dct:creator": _agent(AUTHOR),
        "dct:language": {"@id": f"{_VOCABULARY}language/ENG"},
        "dct:accrualPeriodicity": {"@id": f"{_VOCABULARY}frequency/ANNUAL"},
        "dct:accessRights": {"@id": f"{_VOCABULARY}access-right/PUBLIC"},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(f"{first}-01-01", "date"),
            "dcat:endDate": _typed(f"{last}-12-31", "date"),
        },
        "dct:spatial": {"@id": "http://sws.geonames.org/6295630/"},  # the world
        "dcat:theme": {"@id": f"{_VOCABULARY}data-theme/SOCI"},
        "dcat:keyword": [_english(word) for word in citing.keywords()],
        **({"dcat:landingPage": {"@id": home, "@type": "foaf:Document"}} if home else {}),
        "dct:source": [_source(source) for source in contents.sources],
        "dcat:distribution": [_distribution(name, content, home) for name, content in contents.files.items()],
    }


def _distribution(name: str, content: bytes, home: str) -> dict[str, Any]:
    address = {"@id": f"{home}{name}"}
    packed = {"dcat:compressFormat": {"@id": f"{_MEDIA}application/gzip"}} if name.endswith(".gz") else {}
    inner = name.removesuffix(".gz")
    return {
        "@id": f"{home}#{name}",
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": f"{_MEDIA}{media_type(inner)}"},
        **packed,
        "dcat:byteSize": _typed(str(len(content)), "nonNegativeInteger"),
        "dct:license": {"@id": f"{home}sources.csv", "@type": "dct:LicenseDocument"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": _typed(digest(content).removeprefix("sha256:"), "hexBinary"),
        },
    }


def _source(source: Source) -> Mapping[str, Any]:
    return {
        "@type": "dcat:Dataset",
        "dct:title": _english(source.title),
        "dct:description": _english(source.citation),
        "dct:publisher": _agent(source.producer),
        "dcat:version": source.vintage,
        "dct:license": {"@id": licence_of(source)["path"]},
        "dcat:landingPage": {"@id": source.url},
    }


def _agent(name: str) -> dict[str, str]:
    return {"@type": "foaf:Agent", "foaf:name": name}


def _english(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "en"}


def _typed(text: str, kind: str) -> dict[str, str]:
    return {"@value": text, "@type": f"xsd:{kind}"}
