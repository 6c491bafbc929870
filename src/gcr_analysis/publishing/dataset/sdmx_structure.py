"""The structure of the figures as SDMX-ML 3.0: concepts, code lists, data structure, dataflow."""

from collections.abc import Iterable
from datetime import datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from gcr_analysis import framework
from gcr_analysis.publishing.citation import released
from gcr_analysis.publishing.dataset.citing import DESCRIPTION, TITLE
from gcr_analysis.publishing.dataset.contents import Contents
from gcr_analysis.publishing.dataset.sdmx_declared import FLOW, SdmxComponent, code, sdmx

if TYPE_CHECKING:
    from pysdmx.model import Codelist, Component, Concept

SCHEME, STRUCTURE = "CS_GCR", "DSD_GCR"
_TYPES = {"year": "YEAR", "number": "DOUBLE"}


def structure_file(contents: Contents) -> bytes:
    """Return everything that a reader of the data has to know, in one message.

    Parameters
    ----------
    contents
        What the data hold: its tables make the lists of indicators and areas.
    """
    from pysdmx.io import write_sdmx
    from pysdmx.io.format import Format
    from pysdmx.model import Agency, Components, ConceptScheme, Dataflow, DataStructureDefinition
    from pysdmx.model.message import Header

    declared, lists = sdmx(), _code_lists(contents)
    owned: dict[str, Any] = {"agency": declared.agency, "version": version("gcr-analysis")}
    concepts = {each.id: _concept(each, lists) for each in declared.components}
    scheme = ConceptScheme(SCHEME, name=f"Concepts: {TITLE}", items=[*concepts.values()], **owned)
    components = Components([_component(each, concepts[each.id], lists) for each in declared.components])
    structure = DataStructureDefinition(STRUCTURE, name=TITLE, components=components, **owned)
    flow = Dataflow(FLOW, name=TITLE, description=DESCRIPTION, structure=structure, **owned)
    header = Header(
        id=f"{FLOW}_{released()}",
        prepared=datetime.fromisoformat(f"{released()}T00:00:00+00:00"),
        sender=Agency(declared.agency, name=declared.agency_name),
    )
    message = [*lists.values(), scheme, structure, flow]
    return str(write_sdmx(message, Format.STRUCTURE_SDMX_ML_3_0, header=header)).encode()


def _code_lists(contents: Contents) -> "dict[str, Codelist]":
    declared, tables = sdmx(), contents.tables
    units = dict.fromkeys(str(row[4]) for row in tables["measures"])
    return {
        id: _code_list(id, name, codes)
        for id, name, codes in (
            ("CL_FREQ", "Frequency, as in SDMX", [("A", "Annual", "")]),
            ("CL_AREA", "Region sets and countries", ((row[0], row[1], "") for row in tables["regions"])),
            ("CL_INDICATOR", "Measures", (row[:3] for row in tables["measures"])),
            (
                *("CL_OBS_STATUS", "Observation status, as in SDMX"),
                ((id, name, "") for id, name in declared.observation_statuses.items()),
            ),
            (
                *("CL_FIGURE_STATUS", "Statuses of figures"),
                ((code(str(row[0])), row[0], row[1]) for row in tables["statuses"]),
            ),
            ("CL_UNIT", "Units of measures", ((code(unit), unit, "") for unit in units)),
            ("CL_PANEL", "Panels", ((panel.id, panel.title, "") for panel in framework.panels().values())),
        )
    }


def _code_list(id: str, name: str, codes: Iterable[tuple[object, ...]]) -> "Codelist":
    from pysdmx.model import Code, Codelist

    items = [Code(str(id), name=str(name), description=str(more) or None) for id, name, more in codes]
    return Codelist(id, name=name, agency=sdmx().agency, version=version("gcr-analysis"), items=items)


def _concept(each: SdmxComponent, lists: "dict[str, Codelist]") -> "Concept":
    from pysdmx.model import Concept, DataType

    column, scheme = each.declared, f"{sdmx().agency}:{SCHEME}({version('gcr-analysis')})"
    return Concept(
        each.id,
        urn=f"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept={scheme}.{each.id}",
        name=each.name,
        description=each.description or (column.description if column else None),
        dtype=DataType[_TYPES.get(column.type, "STRING") if column else "STRING"],
        codes=lists.get(each.codes),
    )


def _component(each: SdmxComponent, concept: "Concept", lists: "dict[str, Codelist]") -> "Component":
    from pysdmx.model import Component, Role

    role, column = Role[each.role.upper()], each.declared
    return Component(
        each.id,
        required=column is None or column.required,
        role=role,
        concept=concept,
        local_dtype=concept.dtype,
        local_codes=lists.get(each.codes),
        attachment_level=(each.of or "O") if role == Role.ATTRIBUTE else None,
    )
