"""The library that draws charts and maps: Vega, Vega-Lite and Vega-Embed, out of an installed package."""

import subprocess
import sys
from pathlib import Path

from gcr_analysis.errors import GcrError

PACKAGE = "vl-convert-python"
"""Carries the libraries as one file, which needs nothing from outside."""
BUNDLE, LICENCES = "vega.js", "vega-licences.txt"
_TEXTS = Path(__file__).with_name("licences.txt")
_MAKE = """
import sys, vl_convert
sys.stdout.buffer.write(vl_convert.javascript_bundle("export default vegaEmbed;").encode())
"""


def bundle() -> dict[str, bytes]:
    """Return the library as a JavaScript module, with the licences of all that is in it.

    A process of its own makes it: the package starts threads, and this process may be forked.

    Raises
    ------
    GcrError
        Where the package does not give the library.
    """
    made = subprocess.run([sys.executable, "-c", _MAKE], capture_output=True, check=False)
    if made.returncode or not made.stdout.endswith(b" as default};"):
        said = made.stderr.decode(errors="replace").strip().splitlines() or ["nothing was made"]
        raise GcrError(f"{PACKAGE} did not give the library for charts: {said[-1]}")
    return {BUNDLE: made.stdout, LICENCES: _TEXTS.read_bytes()}
