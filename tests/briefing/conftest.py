from functools import cache

import pandas as pd
import pytest

from gcr_analysis import briefing
from gcr_analysis.briefing.display import Figure
from gcr_analysis.figures.bars import bars


def notes(panel: str, name: str):
    """A fixture: make the note of a panel on a region, once a session."""
    made = cache(getattr(briefing, panel))

    @pytest.fixture(scope="session", name=name)
    def maker():
        return lambda region, year=2025, baseline_year=2016: made(region, year, baseline_year)

    return maker


note_on = notes("HostCountryBurden", "note_on")
reliance_in = notes("SelfReliance", "reliance_in")
solutions_in = notes("ThirdCountrySolutions", "solutions_in")
return_to = notes("ReturnConditions", "return_to")


@pytest.fixture
def figure():
    """Make a figure of bars from a frame with names in its first column."""

    def made(data: pd.DataFrame, **changes) -> Figure:
        words = {"title": "A title", "subtitle": "A subtitle", "source": "Source: nobody", "alt": "A chart"}
        drawing = bars(data, dict.fromkeys(map(str, data.columns[1:]), "percent"))
        return Figure(**{"id": "chart", "data": data, "drawing": drawing} | words | changes)

    return made
