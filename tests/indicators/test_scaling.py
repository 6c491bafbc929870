"""If three times as many people lived, fled, returned and were counted, every count would be three times."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from gcr_analysis import framework

SCRIPT = Path(__file__).with_name("scaled_figures.py")
REGIONS = ("world", "igad", "TUR")
FACTOR = 3

# What a fixed number of persons decides: 25,000 make a situation, published goals do not grow.
BY_NUMBER = {
    "protracted_refugees",
    "protracted_refugees_all_hosts",
    "protracted_situations",
    "protracted_hosts",
    "protracted_share",
    "protracted_share_low_and_middle_income",
    "pace_to_target",
    "pace_to_target_departures",
    "pace_to_solutions",
    "pace_to_solutions_departures",
}
# Something else over persons: deaths or dollars for each fall to a third, and with deaths the conflicts.
OVER_PERSONS = {
    "unhcr_spending_per_person",
    "unhcr_spending_per_person_constant",
    "conflict_deaths_per_100000",
    "conflict_deaths_per_100000_26_1",
    *(f"plan_{what}_per_refugee" for what in ("requirements", "funding", "gap")),
    *(f"plan_{what}_per_refugee_constant" for what in ("requirements", "funding", "gap")),
    "tracker_gap_per_refugee",
}
BY_RATE_OF_DEATHS = {"returns_in_conflict_by_rate", "returns_in_conflict_by_rate_26_1"}
# Persons over something else.
PERSONS_OVER = {"refugees_per_usd_gdp_per_capita_ppp"}
# Quoted as published or made of what is, in a table of many units.
QUOTED = {
    ("world", "gcr_3_2_1"),
    ("world", "pathway_permits_fifth_edition"),
    ("world", "pace_to_pathways_2028"),
    ("world", "pace_to_pathways_2030"),
}


def figures(factor: int) -> pd.DataFrame:
    command = [sys.executable, str(SCRIPT), str(factor), "2024", *REGIONS]
    computed = os.environ | {"GCR_CUBE": os.devnull}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=computed)
    told = json.loads(done.stdout)
    return pd.DataFrame(told).set_index(["region", "indicator"])


@pytest.fixture(scope="module")
def ratios() -> pd.DataFrame:
    """Figures before and after, and their ratio, of all that have one."""
    before, after = figures(1), figures(FACTOR)
    table = pd.DataFrame({"before": before["value"], "after": after["value"]}).astype(float).dropna()
    table = table[(table["before"] != 0) | (table["after"] != 0)]
    return table.assign(ratio=table["after"] / table["before"])


def chosen(ratios: pd.DataFrame, ids: set[str]) -> pd.Series:
    return ratios.loc[ratios.index.get_level_values("indicator").isin(ids), "ratio"]


def test_every_count_of_persons_is_three_times_and_every_other_figure_the_same(ratios: pd.DataFrame):
    declared = framework.indicators()
    apart = BY_NUMBER | OVER_PERSONS | BY_RATE_OF_DEATHS | PERSONS_OVER
    plain = ratios[[id not in apart and (region, id) not in QUOTED for region, id in ratios.index]]
    units = [declared[id].unit for _, id in plain.index]
    expected = pd.Series([FACTOR if unit.startswith("persons") else 1 for unit in units], plain.index)
    assert len(plain) > 150 and (expected == FACTOR).sum() > 50
    wrong = plain[(plain["ratio"] - expected).abs() > 1e-9]
    assert wrong.empty, wrong


def test_every_additive_count_is_among_those_that_scale(ratios: pd.DataFrame):
    declared = framework.indicators()
    counts = {id for id, measure in declared.items() if measure.additive and measure.unit == "persons"}
    counts -= BY_NUMBER
    assert (chosen(ratios, counts) == FACTOR).all()
    panels = {declared[id].panel for id in counts}
    assert panels == set(framework.panels())


def test_what_is_set_apart_moves_as_its_definition_says(ratios: pd.DataFrame):
    assert chosen(ratios, OVER_PERSONS).round(9).eq(round(1 / FACTOR, 9)).all()
    assert chosen(ratios, PERSONS_OVER).round(9).eq(FACTOR).all()
    assert (chosen(ratios, BY_RATE_OF_DEATHS) < 1).all()
    for id in BY_NUMBER:
        assert (chosen(ratios, {id}) != 1).any(), id
