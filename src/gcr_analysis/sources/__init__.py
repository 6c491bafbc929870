"""Who makes the figures: one module a provider, which reads its own files into rows of our tables.

A new source is a module in this folder whose functions carry `reads`, and its declarations in
`framework/sources.yaml` and `framework/tables.yaml`. Nothing else has to know it.
"""

from gcr_analysis.sources.extract import Extract, SingleFile
from gcr_analysis.sources.registry import reader, readers, reads

__all__ = ["Extract", "SingleFile", "reader", "readers", "reads"]
