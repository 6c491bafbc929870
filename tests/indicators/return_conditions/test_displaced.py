import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.breaks import breaks_for
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.return_conditions import origins, where_they_are

LARGEST = ("VEN", "UKR", "SYR", "AFG", "SDN", "SSD", "MMR", "COD", "SOM", "CAF")


def value(id: str, name: str, year: int, baseline_year: int = 2016) -> float:
    return indicator(id, name, year, baseline_year=baseline_year)["value"].item()


def test_as_many_refugees_come_from_the_world_as_it_hosts():
    for of in ("refugees", "mandate_refugees", "asylum_seekers"):
        by_origin, hosted = indicator(f"{of}_from_origin", "world"), indicator(f"{of}_hosted", "world")
        assert (by_origin["value"] == hosted["value"]).all()


def test_the_ten_largest_origins_are_those_of_the_default_regions():
    found = origins(region("world"), 2025, 2016)
    known = found[~found["origin"].isin(["UNK", "XXA"])]
    assert tuple(known["origin"].head(10)) == LARGEST


@pytest.mark.parametrize("name", ["world", "igad", "AFG"])
def test_origins_and_hosts_add_up_to_the_refugees_from_the_region(name: str):
    total = value("refugees_from_origin", name, 2025)
    assert origins(region(name), 2025, 2016)["refugees"].sum() == total
    assert where_they_are(region(name), 2025)["refugees"].sum() == total


def test_a_change_is_the_difference_and_names_the_breaks_between():
    row = indicator("change_from_origin_since_baseline", "AFG", 2025).iloc[0]
    assert row["value"] == value("refugees_from_origin", "AFG", 2025) - value(
        "refugees_from_origin", "AFG", 2016
    )
    assert "2022: Afghans whom Iran counted" in row["reason"]
    assert indicator("change_from_origin_since_baseline", "AFG", 2016)["status"].item() == "not applicable"


def test_the_mandate_change_stands_beside_one_across_2018():
    whole, mandate = (value(f"{id}change_from_origin_since_baseline", "VEN", 2025) for id in ("", "mandate_"))
    assert whole - mandate == value("refugees_from_origin", "VEN", 2025) - value(
        "mandate_refugees_from_origin", "VEN", 2025
    )


def test_idps_are_the_worlds_before_they_are_the_countries():
    world, country = (indicator("idps", name, [2008, 2009, 2025]) for name in ("world", "COD"))
    assert world["value"].notna().all()
    assert country["reason"].tolist()[0] == "The series begins in 2009"
    assert country["value"].notna().tolist() == [False, True, True]
    assert [b.id for b in breaks_for("world", "idps", (2000, 2025))] == ["idps-by-country"]


def test_a_country_without_displaced_people_in_the_source_has_no_figure():
    row = indicator("idps", "VEN", 2025).iloc[0]
    assert (row["status"], row["reason"]) == ("not collected", "IDMC gives nobody")


def test_a_break_of_a_pair_is_that_of_the_origin_too():
    assert [b.id for b in breaks_for("UKR", "refugees_from_origin", (2016, 2025))] == ["ukrainians-russia"]
    assert "ukrainians-russia" not in [b.id for b in breaks_for("RUS", "refugees_from_origin", (2016, 2025))]


def test_a_break_of_one_host_has_the_size_of_those_who_came_from_the_region():
    breaks = breaks_for("the-americas", "refugees_from_origin", (2004, 2008))
    net_of_flows = {b.id: b.size for b in breaks}
    assert net_of_flows["united-states-2006"] == 47_886


def test_a_break_of_one_host_does_not_show_where_nobody_came_from():
    codes = [b.id for b in breaks_for("TUV", "refugees_from_origin", (2000, 2025))]
    assert codes == []


def test_the_start_of_oip_is_a_break_for_those_who_come_from_where_it_is_used():
    assert breaks_for("VEN", "refugees_from_origin", (2016, 2025))[0].size == 2_592_947
    assert not breaks_for("SSD", "refugees_from_origin", (2019, 2025))
