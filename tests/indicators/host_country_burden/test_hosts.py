import pandas as pd
import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.host_country_burden import hosts, origins

DEFAULT_COUNTRIES = ("COL", "DEU", "TUR", "UGA", "IRN", "TCD", "PAK", "BGD", "PER", "ETH")


def test_the_ten_largest_hosts_are_those_of_the_default_regions():
    assert hosts(region("world"), 2025, 2016)["asylum"].head(10).tolist() == list(DEFAULT_COUNTRIES)


@pytest.mark.parametrize("name", ["world", "igad", "LBN"])
def test_hosts_and_origins_add_up_to_the_regions_refugees(name: str):
    total = indicator("refugees_hosted", name, 2025)["value"].item()
    for table in (hosts(region(name), 2025, 2016), origins(region(name), 2025, 2016)):
        assert table["refugees"].sum() == total
        assert table["share"].sum() == pytest.approx(100.0)
        assert table["refugees"].is_monotonic_decreasing
        assert (table["change"] == table["refugees"] - table["baseline"]).all()


def test_a_host_without_income_has_no_responsibility_ratio():
    igad = hosts(region("igad"), 2025, 2016).set_index("asylum")
    assert pd.isna(igad.loc["SSD", "responsibility"])
    assert igad.loc["UGA", "responsibility_year"] == 2024


def test_a_region_without_refugees_has_neither_hosts_nor_origins():
    assert hosts(region("VAT"), 2025, 2016).empty
    assert origins(region("VAT"), 2025, 2016).empty
