import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.arrays import position, row, stock_by_pair
from gcr_analysis.indicators.engine import indicator


@pytest.mark.parametrize(
    ("id", "year", "persons"),
    [
        ("mandate_refugees_hosted", 2019, 20_414_669),
        ("refugees_hosted", 2019, 20_414_669 + 3_582_202),
        ("asylum_seekers_hosted", 2019, 4_148_141),
        ("mandate_refugees_hosted", 2022, 29_429_078),
        ("refugees_hosted", 2022, 34_646_534),
        ("asylum_seekers_hosted", 2022, 5_442_312),
        ("mandate_refugees_hosted", 2025, 28_461_306),
        ("refugees_hosted", 2025, 28_461_306 + 7_177_473),
        ("asylum_seekers_hosted", 2025, 8_998_097),
    ],
)
def test_world_totals_are_those_that_the_source_publishes(id: str, year: int, persons: int):
    assert indicator(id, "world", year)["value"].item() == persons


def test_before_2018_refugees_are_mandate_refugees():
    years = range(2000, 2018)
    assert (
        indicator("refugees_hosted", "europe", years)["value"].tolist()
        == indicator("mandate_refugees_hosted", "europe", years)["value"].tolist()
    )


def test_stateless_people_are_not_collected_before_2004():
    rows = indicator("stateless_hosted", "world", [2003, 2004])
    assert rows["status"].tolist() == ["not collected", "computed"]
    assert rows["reason"].tolist() == ["The series begins in 2004", ""]


def test_a_country_that_hosts_nobody_has_a_stock_of_zero():
    row = indicator("refugees_hosted", "VAT", 2025).iloc[0]
    assert (row["value"], row["status"]) == (0.0, "computed")


def test_palestine_refugees_under_unrwa_are_in_no_other_figure():
    lebanon = indicator("refugees_hosted", "LBN", 2024)["value"].item()
    unrwa = indicator("unrwa_refugees_hosted", "LBN", 2024)["value"].item()
    assert lebanon == stock_by_pair()[row(2024), :, position()["LBN"]].sum()
    assert unrwa > lebanon / 2


def test_people_under_unrwa_whom_the_source_gives_in_no_country_are_named():
    reasons = indicator("unrwa_refugees_hosted", "LBN", [2024, 2025])["reason"].tolist()
    assert reasons == ["", "495,764 people under UNRWA's mandate are in no country in the source"]
    assert indicator("unrwa_refugees_hosted", "JOR", 2025)["reason"].item() == reasons[1]
    for elsewhere in ("UGA", "world"):
        assert indicator("unrwa_refugees_hosted", elsewhere, 2025)["reason"].item() == ""


def test_refugees_counted_in_their_own_country_stay_in_its_total():
    # Five people of Tanzania in Tanzania, 2020: a plain sum keeps them, as the published total does.
    assert stock_by_pair()[row(2020), position()["TZA"], position()["TZA"]] == 5
    total = indicator("refugees_hosted", "TZA", 2020)["value"].item()
    assert total == stock_by_pair()[row(2020), :, position()["TZA"]].sum()


def test_unrwa_hosts_are_its_fields_of_operation():
    outside = [
        iso3
        for iso3 in region("europe").countries
        if indicator("unrwa_refugees_hosted", iso3, 2024)["value"].any()
    ]
    assert outside == []
