"""Import the benchmarks, whose folder must not stay on the path: kernels that tests fork would inherit it."""

import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
for _name in ("costs", "checkouts", "runs", "commands"):
    import_module(_name)
del sys.path[0]
