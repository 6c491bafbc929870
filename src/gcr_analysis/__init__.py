"""Measures the four objectives of the Global Compact on Refugees, region by region.

Examples
--------
>>> import gcr_analysis as gcr
>>> gcr.region("mirps").countries[:2]
('BLZ', 'CRI')
>>> gcr.indicators("world", year=2022, panel="host-country-burden").columns[:3].tolist()
['region', 'panel', 'indicator']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gcr_analysis.briefing.measure_chart import chart as chart
    from gcr_analysis.geography import region as region
    from gcr_analysis.geography import regions as regions
    from gcr_analysis.indicators import indicator as indicator
    from gcr_analysis.indicators import indicators as indicators
    from gcr_analysis.indicators.comparisons import compare as compare
    from gcr_analysis.snapshot import load as load

    __version__: str

__all__ = ["__version__", "chart", "compare", "indicator", "indicators", "load", "region", "regions"]

# Nothing is imported before it is used: a command that only prints help should not wait for pandas.
_HOMES = {
    "chart": "briefing.measure_chart",
    "compare": "indicators.comparisons",
    "indicator": "indicators",
    "load": "snapshot",
    "region": "geography",
    "regions": "geography",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("gcr-analysis")
    if name == "indicators":  # a package that can be called
        return import_module("gcr_analysis.indicators")
    if name in _HOMES:
        return getattr(import_module(f"gcr_analysis.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'gcr_analysis' has no attribute {name!r}")
