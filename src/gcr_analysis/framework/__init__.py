"""What the project measures, from what, for whom: declarations in YAML and their typed reader."""

from gcr_analysis.framework.models import Break, Column, Indicator, Panel, ProgressRule, Source, Table
from gcr_analysis.framework.read import (
    breaks,
    indicators,
    panels,
    progress_rule,
    region_declarations,
    sources,
    tables,
    validation,
)

__all__ = [
    "Break",
    "Column",
    "Indicator",
    "Panel",
    "ProgressRule",
    "Source",
    "Table",
    "breaks",
    "indicators",
    "panels",
    "progress_rule",
    "region_declarations",
    "sources",
    "tables",
    "validation",
]
