# pandas carries no types here: a package that a validator needs brings stubs of pandas, which find
# hundreds of errors that are none.
from typing import Any

def __getattr__(name: str) -> Any: ...
