from functools import cache

import pytest

from gcr_analysis.briefing import ThirdCountrySolutions


@cache
def _made(region: str, year: int, baseline_year: int) -> ThirdCountrySolutions:
    return ThirdCountrySolutions(region, year, baseline_year)


@pytest.fixture(scope="session")
def solutions_in():
    """The note on third-country solutions of a region, made once a session."""

    def made(region: str, year: int = 2025, baseline_year: int = 2016) -> ThirdCountrySolutions:
        return _made(region, year, baseline_year)

    return made
