"""The file for everybody as an RO-Crate."""

from typing import Any

from gcr_analysis.publishing.crate import crate_of
from gcr_analysis.publishing.dataset import citing
from gcr_analysis.publishing.dataset.contents import Contents


def crate(contents: Contents) -> bytes:
    """Return the description of the dataset.

    Parameters
    ----------
    contents
        What is described.
    """
    first, last = contents.years
    address: dict[str, Any] = {"url": citing.homepage(contents.address)} if contents.address else {}
    return crate_of(
        files=contents.files,
        sources=contents.sources,
        name=citing.TITLE,
        description=citing.DESCRIPTION,
        version=citing.release(),
        temporalCoverage=f"{first}/{last}",
        keywords=", ".join(citing.keywords()),
        identifier=citing.NAME,
        **address,
    )
