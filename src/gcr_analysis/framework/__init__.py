"""What the project measures, from what, for whom: declarations in YAML and their typed reader."""

from gcr_analysis.framework.models import Break, Column, Indicator, Panel, Source, Table
from gcr_analysis.framework.read import breaks, indicators, panels, region_declarations, sources, tables

__all__ = [
    "Break",
    "Column",
    "Indicator",
    "Panel",
    "Source",
    "Table",
    "breaks",
    "indicators",
    "panels",
    "region_declarations",
    "sources",
    "tables",
]
