"""The measures: `indicator` for one of them over the years, `indicators` for all of them in one year.

The package itself can be called, so that ``gcr_analysis.indicators("world", year=2022)`` works whether or
not something has imported the package before.
"""

import sys
from types import ModuleType

from gcr_analysis.indicators.asked import check_year, check_years
from gcr_analysis.indicators.engine import CONTRACT, indicator, indicators

__all__ = ["CONTRACT", "check_year", "check_years", "indicator", "indicators"]


class _Callable(ModuleType):
    __call__ = staticmethod(indicators)


sys.modules[__name__].__class__ = _Callable
