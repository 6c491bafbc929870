"""The words of Explore's scripts, which stand in a file and in no script."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_WORDS = Path(__file__).with_name("words.yaml")


@cache
def words() -> dict[str, Any]:
    """Return the words by their names.

    Examples
    --------
    >>> words()["views"]["table"]
    'Table'
    """
    return yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
