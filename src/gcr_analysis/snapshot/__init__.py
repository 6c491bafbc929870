"""The snapshot: tables of the project's own design under `data/`, and the only door to them."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from gcr_analysis.snapshot.store import (
    as_of,
    cited_source,
    data_folder,
    last_own_year,
    latest_year,
    load,
    sources,
    table_hash,
    table_years,
    vintages,
)

if TYPE_CHECKING:
    from gcr_analysis.snapshot.addition import add
    from gcr_analysis.snapshot.assemble import build
    from gcr_analysis.snapshot.checks import Finding, status, verify

__all__ = [
    "Finding",
    "add",
    "as_of",
    "build",
    "cited_source",
    "data_folder",
    "last_own_year",
    "latest_year",
    "load",
    "sources",
    "status",
    "table_hash",
    "table_years",
    "verify",
    "vintages",
]

# Building and checking need pandera and every provider; whoever only loads does not wait for these.
_LATER = {"add": "addition", "build": "assemble", "Finding": "checks", "status": "checks", "verify": "checks"}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
