"""What the project measures, from what, for whom: declarations in YAML and their typed reader."""

from gcr_analysis.framework.models import (
    Break,
    Column,
    Indicator,
    Panel,
    ProgressRule,
    RevisedSeries,
    Revisions,
    Source,
    Table,
    Target,
)
from gcr_analysis.framework.read import (
    breaks,
    indicators,
    panels,
    progress_rule,
    region_declarations,
    revisions,
    sources,
    tables,
    targets,
    validation,
)

__all__ = [
    "Break",
    "Column",
    "Indicator",
    "Panel",
    "ProgressRule",
    "RevisedSeries",
    "Revisions",
    "Source",
    "Table",
    "Target",
    "breaks",
    "indicators",
    "panels",
    "progress_rule",
    "region_declarations",
    "revisions",
    "sources",
    "tables",
    "targets",
    "validation",
]
