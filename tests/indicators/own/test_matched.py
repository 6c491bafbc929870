"""A change of an own measure is judged on the countries with a figure at both ends."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.arrays import frame, stock
from gcr_analysis.indicators.progress import progress

Own = Callable[..., Path]
HEAD = "iso3,year,value\n"
EAST = ["DJI", "ETH", "KEN", "SDN", "SOM", "SSD", "UGA"]
PERMITS = """\
    - id: permits_held
      panel: self-reliance
      title: Work permits held
      definition: Valid permits of refugees
      unit: permits
      direction: up
      region: sum
"""


def rows(values: dict[str, dict[int, float]]) -> str:
    return HEAD + "".join(f"{iso3},{y},{v}\n" for iso3, own in values.items() for y, v in own.items())


def read(id: str, where: str = "igad", baseline_year: int = 2016, year: int = 2024) -> pd.Series:
    return progress(where, year, "self-reliance", baseline_year).set_index("indicator").loc[id]


def test_a_country_without_a_last_figure_moves_no_sum(own_source: Own, declared_figures: str):
    head = declared_figures.partition("    - of")[0]
    figures = {iso3: {2020: 100, 2024: 100} for iso3 in EAST} | {"KEN": {2020: 900}}
    own_source("labour", head + PERMITS, **{"figures.csv": rows(figures)})
    row = read("permits_held")
    assert (row["baseline"], row["value"], row["progress"]) == (600, 600, "stalled")
    assert (row["baseline_year"], row["value_year"]) == (2020, 2024)


def test_a_mean_of_countries_that_did_not_move_does_not_move(own_source: Own, declared_figures: str):
    figures = {iso3: {2016: 10 * n, 2025: 10 * n} for n, iso3 in enumerate(EAST)}
    own_source("labour", declared_figures, **{"figures.csv": rows(figures)})
    row = read("gcr_2_1_1_labour", year=2025)
    weights = frame(stock("refugees")).loc[2025, EAST]
    assert row["value"] == pytest.approx(np.average([10 * n for n in range(len(EAST))], weights=weights))
    assert (row["change"], row["progress"]) == (0, "stalled")


def test_a_change_on_few_countries_is_none(own_source: Own, declared_figures: str):
    figures = {"DJI": {2020: 10, 2024: 60}} | {iso3: {2020: 10} for iso3 in EAST[1:]}
    own_source("labour", declared_figures, **{"figures.csv": rows(figures)})
    row = read("gcr_2_1_1_labour")
    assert row["progress"] == "insufficient data"
    assert row["reason"] == "The countries with figures at both ends hold less than half of the refugees"


def test_no_country_at_both_ends_is_no_change(own_source: Own, declared_figures: str):
    figures = {"UGA": {2020: 10}, "ETH": {2024: 10}, "KEN": {2024: 9}, "SSD": {2024: 5}}
    own_source("labour", declared_figures, **{"figures.csv": rows(figures)})
    assert read("gcr_2_1_1_labour")["reason"] == "No country has a figure at both ends"


def test_a_series_that_begins_late_is_judged_from_its_first_year(own_source: Own, declared_figures: str):
    own_source("labour", declared_figures, **{"figures.csv": HEAD + "LBN,2020,20\nLBN,2024,31\n"})
    row = read("gcr_2_1_1_labour", "LBN")
    assert (row["baseline_year"], row["value_year"], row["progress"]) == (2020, 2024, "progress")


def test_a_single_year_is_no_change(own_source: Own, declared_figures: str):
    own_source("labour", declared_figures, **{"figures.csv": HEAD + "LBN,2024,31\n"})
    row = read("gcr_2_1_1_labour", "LBN")
    assert (row["progress"], row["reason"]) == (
        "insufficient data",
        "The only figure since 2016 is that of 2024",
    )


def test_the_region_of_these_tests_is_as_they_take_it():
    assert set(EAST) <= set(region("igad").countries)
