import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.host_country_burden import change_by_host, change_by_origin

REGIONS = ("world", "europe", "ssar", "least-developed", "LBN")


def value(id: str, name: str, year: int, baseline_year: int = 2016) -> float:
    return indicator(id, name, year, baseline_year=baseline_year)["value"].item()


@pytest.mark.parametrize("name", REGIONS)
@pytest.mark.parametrize(("year", "baseline_year"), [(2025, 2016), (2024, 2019), (2017, 2000)])
@pytest.mark.parametrize("split", [change_by_host, change_by_origin])
def test_contributions_add_up_exactly_to_the_change(split, name: str, year: int, baseline_year: int):
    total = value("change_since_baseline", name, year, baseline_year)
    assert split(region(name), year, baseline_year)["change"].sum() == total


@pytest.mark.parametrize("name", REGIONS)
def test_points_add_up_to_the_change_in_percent(name: str):
    points = change_by_host(region(name), 2025, 2016)["points"].sum()
    assert points == pytest.approx(value("change_since_baseline_percent", name, 2025))


def test_the_mandate_change_stands_beside_a_change_across_2018():
    whole, mandate = (value(f"{id}change_since_baseline", "world", 2022) for id in ("", "mandate_"))
    assert whole - mandate == value("refugees_hosted", "world", 2022) - value(
        "mandate_refugees_hosted", "world", 2022
    )
    split = change_by_host(region("world"), 2022, 2016, stock="mandate_refugees")
    assert split["change"].sum() == mandate


def test_a_change_names_the_breaks_between():
    reasons = indicator("change_since_baseline", "ssar", [2017, 2021, 2022])["reason"].tolist()
    assert reasons[0] == reasons[1] == ""
    assert "2022: " in reasons[2]
    assert "2018: " in indicator("change_since_baseline", "the-americas", 2018)["reason"].item()


def test_a_change_from_the_baseline_year_or_before_has_no_figure():
    rows = indicator("change_since_baseline", "world", [2015, 2016, 2017])
    assert rows["status"].tolist() == ["not applicable", "not applicable", "computed"]
    assert rows["reason"][1] == "Not after the baseline year 2016"


def test_a_change_from_nobody_has_no_percent():
    row = indicator("change_since_baseline_percent", "VAT", 2025).iloc[0]
    assert (row["status"], row["reason"]) == (
        *("not applicable", "The region hosted no refugees at the end of 2016"),
    )


def test_a_host_that_is_new_contributes_all_its_refugees():
    split = change_by_host(region("world"), 2025, 2016).set_index("asylum")
    assert split.loc["COL", "start"] < 1_000
    assert split.loc["COL", "change"] == split.loc["COL", "end"] - split.loc["COL", "start"]
