"""What a process imports before kernels are forked from it: the kernel, and what panel notebooks import.

Importing this also reads the declarations that every note needs. It reads no table, leaves no thread, and
draws nothing: Matplotlib keeps its fonts open, and processes forked from one share their place in an open
file, so that two which draw at a time would read each other's glyphs. What is not here is imported by the
notebook itself.
"""

# ruff: noqa: E402

import builtins
import os
from contextlib import suppress

_before = dict(os.environ)


class _Shell:
    """A shell with a kernel is a notebook's. Pandas asks once, when it is imported, how wide to write."""

    kernel = None


setattr(builtins, "get_ipython", _Shell)  # noqa: B010
import pandas

delattr(builtins, "get_ipython")

import sqlite3

import geopandas
import ipykernel.debugger
import ipykernel.kernelapp
import IPython.core.completerlib
import IPython.core.debugger
import IPython.core.logger
import IPython.core.oinspect
import IPython.extensions.storemagic
import matplotlib.figure
import pyarrow.parquet
import tornado.platform.asyncio

import gcr_analysis.briefing.host_country_burden
import gcr_analysis.briefing.return_conditions
import gcr_analysis.briefing.self_reliance
import gcr_analysis.briefing.third_country_solutions
from gcr_analysis import framework
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import own
from gcr_analysis.snapshot import store

# A kernel forked later gets the variables of who asks for it, and these, as if it had imported for itself.
SET_BY_IMPORTS = {name: value for name, value in os.environ.items() if name not in _before}


def is_as_read() -> bool:
    """Whether a kernel would find the snapshot and the own sources that were read here."""
    return store.is_as_read() and own.is_as_read()


for _read in (
    framework.breaks,
    framework.indicators,
    framework.panels,
    framework.claims,
    framework.region_declarations,
    framework.sources,
    framework.tables,
):
    with suppress(GcrError):  # what is wrong with an own source is told where it is used
        _read()

__all__ = [
    "SET_BY_IMPORTS",
    "IPython",
    "gcr_analysis",
    "geopandas",
    "ipykernel",
    "is_as_read",
    "matplotlib",
    "pandas",
    "pyarrow",
    "sqlite3",
    "tornado",
]
