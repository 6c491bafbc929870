"""One question, answered from the file: here, and in a few lines of each language that people use."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from gcr_analysis import geography
from gcr_analysis.framework.models import Declaration

if TYPE_CHECKING:
    import pyarrow as pa

INDICATOR, YEAR, MOST = "refugees_per_1000_inhabitants", 2024, 10
QUESTION = f"Which {MOST} countries hosted most refugees per 1,000 inhabitants at the end of {YEAR}?"


class Example(Declaration):
    """How one language answers the question."""

    id: str
    title: str
    language: str
    run: bool
    code: str


@cache
def examples() -> tuple[Example, ...]:
    """Return the example of each language.

    >>> [example.id for example in examples()]
    ['pandas', 'r', 'stata', 'duckdb', 'julia']
    """
    declared = files("gcr_analysis.publishing.dataset") / "examples.yaml"
    return tuple(Example(**entry) for entry in yaml.safe_load(declared.read_text(encoding="utf-8")))


def answer(figures: "pa.Table") -> list[tuple[str, float, str]]:
    """Return the answer: country, refugees per 1,000 inhabitants, and the status of the figure.

    Parameters
    ----------
    figures
        The figures with the columns ``region``, ``indicator``, ``year``, ``value``, ``status``.
    """
    import pyarrow.compute as pc

    names = {country.id: country.title for country in geography.regions("country")}
    asked = (pc.field("indicator") == INDICATOR) & (pc.field("year") == YEAR) & pc.field("value").is_valid()
    rows = figures.filter(asked & pc.field("region").isin([*names])).sort_by([("value", "descending")])
    return [(names[r["region"]], round(r["value"], 1), r["status"]) for r in rows.slice(0, MOST).to_pylist()]
