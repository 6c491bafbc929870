import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.pair_flows import pairs


@pytest.mark.parametrize(("name", "year"), [("IRN", 2025), ("europe", 2022), ("COL", 2024)])
def test_the_measure_is_the_sum_over_the_pairs_of_its_hosts(name: str, year: int):
    table = pairs(year)
    here = table[table.index.get_level_values("asylum").isin(region(name).countries)]
    found = indicator("refugees_hosted_unaccounted_for", name, year).iloc[0]
    assert found["value"] == here["residual"].sum()
    assert found["status"] == "computed"


def test_iran_of_2025_by_hand():
    found = indicator("refugees_hosted_unaccounted_for", "IRN", 2025)["value"].item()
    assert found == 1_650_014 - (3_489_257 - 1_386_970)


def test_a_region_that_hosts_nobody_has_no_residual():
    found = indicator("refugees_hosted_unaccounted_for", "AND", 2025).iloc[0]
    assert (found["status"], found["reason"]) == ("not collected", "No refugees hosted")
