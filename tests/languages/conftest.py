"""Make what the tests of this folder share importable by its name."""

import importlib.util
import sys
from pathlib import Path

# Test modules are no package, and a folder more on the path would reach the kernels that tests fork.
for name in ("filling", "grammar"):
    found = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert found is not None
    assert found.loader is not None
    sys.modules[name] = importlib.util.module_from_spec(found)
    found.loader.exec_module(sys.modules[name])
