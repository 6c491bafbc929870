from functools import cache

import pytest

from gcr_analysis.briefing import SelfReliance


@cache
def _made(region: str, year: int, baseline_year: int) -> SelfReliance:
    return SelfReliance(region, year, baseline_year)


@pytest.fixture(scope="session")
def reliance_in():
    """The note on the self-reliance of refugees in a region, made once a session."""

    def made(region: str, year: int = 2025, baseline_year: int = 2016) -> SelfReliance:
        return _made(region, year, baseline_year)

    return made
