import numpy as np
import pytest

from gcr_analysis.indicators.engine import indicator

ID = "refugees_in_acute_food_insecurity"


def cell(region: str, year: int = 2024):
    return indicator(ID, region, years=year).iloc[0]


def test_a_host_names_the_method_and_the_period():
    found = cell("EGY")
    assert round(found["value"]) == 60
    assert found["reason"] == "Egypt: CARI, Jul-Sep 2024: 475,670 of 792,783 people analysed"


@pytest.mark.parametrize(
    ("region", "reason"),
    [
        ("TCD", "Refugees together with others: Cadre Harmonisé, Oct-Dec 2024: 457,330 of 1,520,886"),
        ("COL", "Migrants, in part in need of protection: CARI, Sep-Oct 2024: 1,039,000 of 2,808,165"),
        ("BGD", "No figure for refugees by themselves; of the country: IPC, Oct-Dec 2024: 23,577,157 of"),
        ("COG", "About more people than the host's refugees: CARI, Jul 2023: 152,856 of 202,411"),
        ("IRN", "No figure met the standard of the Global Report on Food Crises"),
        ("DEU", "The Global Report on Food Crises did not select it"),
    ],
)
def test_a_host_without_a_figure_says_what_is_known(region, reason):
    found = cell(region)
    assert found["status"] == "not collected"
    assert np.isnan(found["value"])
    assert found["reason"].startswith(reason)


def test_a_figure_that_repeats_an_earlier_one_keeps_its_year():
    assert cell("IRQ")["value_year"] == 2023


def test_a_region_of_few_assessed_refugees_is_partial_with_what_the_others_could_change():
    found = cell("world")
    assert found["status"] == "partial"
    assert found["coverage"] < 0.05
    assert found["high"] - found["low"] == pytest.approx(100 * (1 - found["coverage"]))


def test_a_region_in_which_no_host_has_a_figure_says_so():
    found = cell("igad")
    assert found["status"] == "not collected"
    assert found["reason"] == "No host of the region has a figure for refugees by themselves"
