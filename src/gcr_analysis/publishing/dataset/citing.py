"""What the file for everybody is called, and how it is cited: as BibTeX and as CITATION.cff."""

from collections.abc import Sequence
from importlib.metadata import metadata, version

import yaml

from gcr_analysis.framework import Source
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.publishing.citation import AUTHOR, entry, software
from gcr_analysis.publishing.site import PEOPLE
from gcr_analysis.snapshot import sources

FOLDER = "dataset"
"""Folder of the page and the files on the site."""
NAME = "gcr-figures"
TITLE = "Figures for the Global Compact on Refugees"
DESCRIPTION = (
    "Every measure of the four objectives of the Global Compact on Refugees, for every region set and "
    f"country, in every year since {FIRST_YEAR}: the figure with its status, coverage, source and "
    "release, or the reason why there is none. Missing is not zero."
)


def keywords() -> list[str]:
    """Return the key words of the package.

    >>> keywords()[0]
    'Global Compact on Refugees'
    """
    return metadata("gcr-analysis")["Keywords"].split(",")


def release() -> str:
    """Return the version: that of the software, and the day of UNHCR's figures on people.

    >>> release().startswith(version("gcr-analysis") + "+20")
    True
    """
    return f"{version('gcr-analysis')}+{sources()[PEOPLE].vintage}"


def homepage(address: str) -> str:
    """Return where the files are on a site at *address*; nothing for a site that knows none.

    >>> homepage("https://example.org/gcr/")
    'https://example.org/gcr/dataset/'
    """
    return f"{address.rstrip('/')}/{FOLDER}/" if address else ""


def bibtex(cited: Sequence[Source], address: str = "") -> str:
    """Return the BibTeX entry of the package, which names the releases of all its sources."""
    return entry(
        f"{NAME}-{sources()[PEOPLE].vintage}",
        kind="misc",
        title=TITLE,
        type="Data set",
        year=int(sources()[PEOPLE].vintage[:4]),
        note=f"{software()}. Figures: {'; '.join(source.citation for source in cited)}",
        url=homepage(address),
    )


def cff(cited: Sequence[Source], address: str = "") -> str:
    """Return the package's CITATION.cff, with each source as a reference."""
    told = {
        "cff-version": "1.2.0",
        "message": "If you use these figures, cite them together with the producers of those that you use.",
        "type": "dataset",
        "title": TITLE,
        "abstract": DESCRIPTION,
        "authors": [{"name": AUTHOR}],
        "version": release(),
        **({"url": homepage(address)} if address else {}),
        "references": [
            {
                "type": "data",
                "title": source.title,
                "authors": [{"name": source.producer}],
                "version": source.vintage_label,
                "url": source.url,
                "notes": f"Terms: {source.terms}",
            }
            for source in cited
        ],
    }
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=100)
