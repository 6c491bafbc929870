"""How columns of the figures become components of a data structure: `sdmx.yaml`, read and typed."""

import re
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Literal

import yaml

from gcr_analysis import framework
from gcr_analysis.framework import DatasetColumn
from gcr_analysis.framework.models import Declaration

FLOW = "DF_GCR"
"""Id of the dataflow."""


class SdmxComponent(Declaration):
    """One component of the data structure."""

    id: str
    name: str
    role: Literal["dimension", "measure", "attribute"]
    column: str = ""
    codes: str = ""
    of: str = ""
    always: str = ""
    description: str = ""

    @property
    def declared(self) -> DatasetColumn | None:
        """The column of the figures that it holds; None where it is the same for all."""
        columns = framework.dataset_tables()["figures"].columns
        return next((column for column in columns if column.name == self.column), None)


class Sdmx(Declaration):
    """The whole declaration."""

    agency: str
    agency_name: str
    components: tuple[SdmxComponent, ...]
    observation_statuses: dict[str, str]
    statuses: dict[str, str]
    broken: str
    missing: str

    @property
    def flow(self) -> str:
        """The dataflow, as data name it.

        >>> sdmx().flow.split("(")[0]
        'GCR_ANALYSIS:DF_GCR'
        """
        return f"{self.agency}:{FLOW}({version('gcr-analysis')})"


@cache
def sdmx() -> Sdmx:
    """Return the declaration.

    >>> [each.id for each in sdmx().components if each.role == "dimension"]
    ['FREQ', 'REF_AREA', 'INDICATOR', 'TIME_PERIOD']
    """
    text = (files("gcr_analysis.publishing.dataset") / "sdmx.yaml").read_text(encoding="utf-8")
    declared = yaml.safe_load(text)
    components = tuple(SdmxComponent(id=id, **entry) for id, entry in declared.pop("components").items())
    return Sdmx(components=components, **declared)


def code(text: str) -> str:
    """Return the code of a status or a unit, whose name has letters that no code may have.

    >>> code("not collected"), code("per 1,000 inhabitants")
    ('NOT_COLLECTED', 'PER_1000_INHABITANTS')
    """
    return re.sub(r"[^A-Z0-9]+", "_", text.replace(",", "").upper())
