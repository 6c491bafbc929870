"""The file for everybody as pages tell search engines of it."""

from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.publishing.citation import released
from gcr_analysis.publishing.dataset import citing
from gcr_analysis.publishing.dataset.contents import Contents
from gcr_analysis.publishing.jsonld import Entity, authors, sources
from gcr_analysis.publishing.media import media_type
from gcr_analysis.publishing.outputs import Cited
from gcr_analysis.publishing.pages import said
from gcr_analysis.snapshot.describe import licence_of


def dataset_entity(contents: Contents) -> Entity:
    """Return the data set, in which each of its files is a distribution.

    Parameters
    ----------
    contents
        What is described.
    """
    first, last = contents.years
    home = citing.homepage(contents.address)
    cited = [
        Cited(
            producer=source.producer,
            title=source.title,
            vintage=source.vintage_label,
            licence=licence_of(source)["path"],
            url=source.url,
        )
        for source in contents.sources
    ]
    return _brief(home) | {
        "version": citing.release(),
        "datePublished": released(),
        "license": contents.licences,
        "temporalCoverage": f"{first}/{last}",
        "keywords": citing.keywords(),
        "variableMeasured": [str(row[1]) for row in contents.tables["measures"]],
        "isBasedOn": sources(cited),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "contentUrl": f"{home}{name}",
                "encodingFormat": media_type(name),
                "contentSize": f"{len(content)} B",
            }
            for name, content in contents.files.items()
        ],
    }


def website(address: str = "") -> Entity:
    """Return the site, with the data set that it publishes.

    Parameters
    ----------
    address
        Address of the site, where it has one.

    Examples
    --------
    >>> website()["mainEntity"]["@type"]
    'Dataset'
    """
    about = _brief(citing.homepage(address)) | {"temporalCoverage": f"{FIRST_YEAR}/.."}
    return {
        "@type": "WebSite",
        **({"url": address} if address else {}),
        "name": said("series"),
        "publisher": authors(),
        "mainEntity": about,
    }


def _brief(home: str) -> Entity:
    return {
        "@type": "Dataset",
        **({"@id": home, "url": home} if home else {}),
        "name": citing.TITLE,
        "description": citing.DESCRIPTION,
        "creator": authors(),
        "isAccessibleForFree": True,
        "spatialCoverage": {"@type": "Place", "name": "World"},
    }
