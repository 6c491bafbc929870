"""Turn a source's codes into ours, and say so when there is one that we do not know."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gcr_analysis.errors import GcrError


def translate(values: pd.Series, known: Mapping[Any, str]) -> pd.Series:
    """Map each value through *known*; missing stays missing.

    Raises
    ------
    GcrError
        When a value is not in *known*: a source has a new code, which must not vanish.

    Examples
    --------
    >>> translate(pd.Series(["P", None]), {"P": "persons"}).tolist()
    ['persons', nan]
    >>> translate(pd.Series(["X"], name="app_pc"), {"P": "persons"})
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: unknown code X in column app_pc: known are P
    """
    unknown = sorted({str(value) for value in values.dropna().unique() if value not in known})
    if unknown:
        codes = ", ".join(str(code) for code in known)
        raise GcrError(f"unknown code {', '.join(unknown)} in column {values.name}: known are {codes}")
    return values.map(known)
