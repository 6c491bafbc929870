"""What a process imports before kernels are forked from it: the kernel, and what panel notebooks import.

Importing reads no table and leaves no thread. What is not here is imported by the notebook itself.
"""

# ruff: noqa: E402

import builtins
import os

_before = dict(os.environ)


class _Shell:
    """A shell with a kernel is a notebook's. Pandas asks once, when it is imported, how wide to write."""

    kernel = None


setattr(builtins, "get_ipython", _Shell)  # noqa: B010
import pandas

delattr(builtins, "get_ipython")

import geopandas
import ipykernel.debugger
import ipykernel.kernelapp
import IPython.core.completerlib
import IPython.core.oinspect
import IPython.extensions.storemagic
import matplotlib.figure
import pyarrow.parquet

import gcr_analysis.briefing

# A kernel forked later gets the variables of who asks for it, and these, as if it had imported for itself.
SET_BY_IMPORTS = {name: value for name, value in os.environ.items() if name not in _before}

__all__ = [
    "SET_BY_IMPORTS",
    "IPython",
    "gcr_analysis",
    "geopandas",
    "ipykernel",
    "matplotlib",
    "pandas",
    "pyarrow",
]
