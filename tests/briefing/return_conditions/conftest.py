from functools import cache

import pytest

from gcr_analysis.briefing import ReturnConditions


@cache
def _made(region: str, year: int, baseline_year: int) -> ReturnConditions:
    return ReturnConditions(region, year, baseline_year)


@pytest.fixture(scope="session")
def return_to():
    """The note on conditions for return to a region, made once a session."""

    def made(region: str, year: int = 2025, baseline_year: int = 2016) -> ReturnConditions:
        return _made(region, year, baseline_year)

    return made
