from functools import cache

import pandas as pd
import pytest

from gcr_analysis.briefing import HostCountryBurden
from gcr_analysis.briefing.display import Figure
from gcr_analysis.figures.bars import bars


@cache
def _made(region: str, year: int, baseline_year: int) -> HostCountryBurden:
    return HostCountryBurden(region, year, baseline_year)


@pytest.fixture(scope="session")
def note_on():
    """The note on a region as host, made once a session."""

    def made(region: str, year: int = 2025, baseline_year: int = 2016) -> HostCountryBurden:
        return _made(region, year, baseline_year)

    return made


@pytest.fixture
def figure():
    """Make a figure of bars from a frame with names in its first column."""

    def made(data: pd.DataFrame, **changes) -> Figure:
        words = {"title": "A title", "subtitle": "A subtitle", "source": "Source: nobody", "alt": "A chart"}
        drawing = bars(data, dict.fromkeys(map(str, data.columns[1:]), "percent"))
        return Figure(**{"id": "chart", "data": data, "drawing": drawing} | words | changes)

    return made
