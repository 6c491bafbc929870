"""The standards that the file for everybody is described in: `formats.yaml`, and what makes each of them."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

import yaml
from pydantic import Field

from gcr_analysis.framework.models import Declaration
from gcr_analysis.publishing.dataset.contents import Contents


class Format(Declaration):
    """One standard."""

    id: str
    title: str
    url: str
    file: str = Field(description="The file that a reader of the standard opens")
    use: str = Field(alias="for", description="What it is for, in words that follow the file's name")
    read_by: str = Field(description="What reads it, as Markdown")
    data: bool = Field(True, description="Whether an export holds the Parquet and CSV files beside it")


@cache
def formats() -> dict[str, Format]:
    """Return every standard by id.

    >>> [*formats()]
    ['frictionless', 'croissant', 'sdmx', 'crate', 'dcat']
    """
    text = (files("gcr_analysis.publishing.dataset") / "formats.yaml").read_text(encoding="utf-8")
    return {id: Format(id=id, **entry) for id, entry in yaml.safe_load(text).items()}


def described(format: Format, contents: Contents) -> dict[str, bytes]:
    """Return the files in which a standard describes the figures, by name.

    Parameters
    ----------
    format
        The standard.
    contents
        What is described.
    """
    from gcr_analysis.publishing.dataset.crate import crate
    from gcr_analysis.publishing.dataset.croissant import croissant
    from gcr_analysis.publishing.dataset.dcat import dcat
    from gcr_analysis.publishing.dataset.descriptor import descriptor
    from gcr_analysis.publishing.dataset.figures import PARQUET
    from gcr_analysis.publishing.dataset.sdmx_data import DATA, data_file
    from gcr_analysis.publishing.dataset.sdmx_structure import structure_file

    makers: dict[str, Callable[[Contents], bytes]] = {
        "frictionless": descriptor,
        "croissant": croissant,
        "sdmx": structure_file,
        "crate": crate,
        "dcat": dcat,
    }
    made = {format.file: makers[format.id](contents)}
    if not format.data:
        made[DATA] = data_file(contents.files[PARQUET], contents.kept)
    return made
