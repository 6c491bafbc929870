import duckdb
import numpy as np
import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.arrays import codes, position, row, stock_by_pair, years
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.host_country_burden import shares
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.snapshot import data_folder


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


TOGETHER = """
select year, sum(coalesce(refugees, 0) + coalesce(oip, 0) + coalesce(asylum_seekers, 0))::double
from '{data}/population.parquet' where year >= 2000 {where} group by year order by year
"""


@pytest.mark.parametrize(("name", "where"), [("world", ""), ("EGY", "and asylum = 'EGY'")])
def test_refugees_and_asylum_seekers_together_are_what_sql_adds_up(name: str, where: str):
    theirs = dict(duckdb.sql(TOGETHER.format(data=data_folder().as_posix(), where=where)).fetchall())
    ours = indicator("people_in_need_of_protection_hosted", name).set_index("year")["value"]
    assert ours.to_dict() == theirs


def test_four_in_five_of_those_in_need_of_protection_in_egypt_are_asylum_seekers():
    ids = ("people_in_need_of_protection_hosted", "refugees_hosted", "asylum_seekers_hosted")
    together, refugees, seekers = (indicator(id, "EGY", 2025)["value"].item() for id in ids)
    assert (together, refugees, seekers) == (1_098_301, 220_033, 878_268)
    assert refugees + seekers == together


def test_by_hand_the_rate_per_inhabitant_counts_asylum_seekers_and_hosts_of_known_population_only(
    monkeypatch: pytest.MonkeyPatch,
):
    def people(**amounts: float) -> np.ndarray:
        array = np.zeros((len(years()), len(codes())))
        for code, amount in amounts.items():
            array[row(2024), position()[code]] = amount
        return array

    stocks = {"refugees": people(IRN=30, PAK=5), "asylum_seekers": people(IRN=10, AFG=5)}
    inhabitants = people(IRN=8_000, PAK=2_000)
    inhabitants[:, position()["AFG"]] = np.nan
    monkeypatch.setattr(shares, "stock", stocks.__getitem__)
    monkeypatch.setattr(shares, "population", lambda: inhabitants)
    found = shares.people_in_need_of_protection_per_1000_inhabitants(RegionSets.of("ssar"))
    assert found.frame().loc[2024, ["value", "coverage"]].tolist() == [4.5, 0.9]
    assert found.words(row(2024), 0) == "Without Afghanistan: no population figure"
