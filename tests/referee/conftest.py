"""Let the tests find the modules of this folder, as `python -m referee` does."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import referee.runs  # noqa: F401

del sys.path[0]
