"""The ledger of corrections: findings on new figures that a person has looked at and accepted."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field


class Correction(BaseModel):
    """A finding that was accepted, and the total under which it holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    entity: str = Field(description="The table; empty for a finding on all flows")
    series: str = Field(description="Its column; empty for a finding on rows")
    years: tuple[int, ...] = ()
    finding: str = Field(description="Name of the check that found it")
    reason: str = Field(min_length=1)
    by: str = Field(min_length=1, description="Who accepted it")
    expected: int = Field(description="Total of the column over these years; rows where it is empty")


@cache
def corrections() -> tuple[Correction, ...]:
    """Return the entries of ``corrections.yaml``.

    >>> {entry.finding for entry in corrections()}
    {'moved total'}
    """
    text = files("gcr_analysis.snapshot").joinpath("corrections.yaml").read_text(encoding="utf-8")
    return tuple(Correction(**entry) for entry in yaml.safe_load(text))
