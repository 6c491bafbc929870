"""Five arguments that a note should be able to make: measures and comparisons give every figure of them."""

import pandas as pd
import pytest

import gcr_analysis as gcr
from gcr_analysis.geography import region
from gcr_analysis.indicators.comparisons import movers
from gcr_analysis.indicators.corridors import NONE_ON_RECORD, corridors
from gcr_analysis.indicators.pair_flows import pairs


def compared(id: str, place: str, baseline: int = 2024) -> dict:
    [row] = gcr.compare(id, place, 2025, baseline).to_dict("records")
    return row


def made(id: str, place: str) -> pd.Series:
    """Contributions to the change of 2025, by counterpart."""
    table = movers(id, place, 2025, 2024)
    return table[table["role"] != "member"].set_index("place")["contribution"]


def returns_from(origin: str) -> pd.DataFrame:
    return corridors(region(origin), "return-conditions", 2025, "returns")


def test_afghans_returned_above_all_from_iran_and_for_others_no_flow_is_on_record():
    row = compared("refugee_returns", "AFG")
    assert (row["end"], row["start"]) == (1_947_183, 364_443)
    hosts = returns_from("AFG").set_index("asylum")["figure"]
    assert (round(hosts["IRN"] / 1e6, 2), hosts["PAK"]) == (1.39, 558_359)
    pair = pairs(2025).loc[("AFG", "IRN")]
    assert [round(pair[end] / 1e6, 2) for end in ("start", "end")] == [3.48, 1.64]
    assert pair["residual"] == -452_273
    assert 0.7 < pair["refugee_returns"] / (pair["start"] - pair["end"]) < 0.8


def test_syrians_returned_and_lebanons_count_fell_by_less():
    row = compared("refugee_returns", "SYR")
    assert (round(row["end"] / 1e6, 2), row["start"]) == (1.34, 512_718)
    hosts = returns_from("SYR").set_index("asylum")["figure"]
    assert hosts[["TUR", "LBN", "JOR"]].tolist() == [556_009, 465_578, 256_748]
    assert made("refugees_from_origin", "SYR")["LBN"] == -223_069
    assert pairs(2025).loc[("SYR", "LBN"), "residual"] > 200_000
    known = gcr.indicator("women_share_of_returns", "SYR", 2025).iloc[0]
    assert pd.isna(known["value"]) and known["status"] == "not collected"


def test_resettlement_fell_in_one_country_and_elsewhere():
    row = compared("resettlement_arrivals", "world")
    assert (round(row["percent"]), row["end"]) == (-57, 81_766)
    assert (row["decisive"], row["end_without"]) == ("USA", 70_253)
    assert round(100 * row["end_without"] / row["start_without"] - 100) == -16
    made_by = movers("resettlement_arrivals", "world", 2025, 2024)
    places = made_by[made_by["role"] == "member"].set_index("place")
    assert (round(places.loc["USA", "share"]), places.loc["CAN", "contribution"]) == (88, -10_490)
    assert gcr.indicator("gcr_3_1_1", "world", 2025)["value_year"].iloc[0] == 2024


def test_sudanese_in_three_hosts_rose_despite_returns():
    change = made("people_from_origin", "SDN")
    assert change[["LBY", "EGY", "TCD"]].tolist() == [383_518, 231_499, 222_134]
    assert change[["LBY", "EGY", "TCD"]].sum() == 837_151
    egypt = returns_from("SDN").set_index("asylum").loc["EGY"]
    assert (egypt["figure"], egypt["earlier_status"]) == (405_666, NONE_ON_RECORD)
    rate = gcr.indicator("return_rate", "SDN", 2025).iloc[0]
    assert pd.isna(rate["value"]) and rate["reason"]


def test_venezuelans_in_colombia_are_a_little_more_and_no_return_is_on_record():
    row = compared("refugees_hosted", "COL")
    assert (round(row["end"] / 1e6, 2), round(row["percent"], 1)) == (2.81, 1.1)
    assert row["decisive"] == "VEN" and pd.isna(row["returns"])
    found = corridors(region("COL"), "host-country-burden", 2025)
    from_there = found[found["origin"] == "VEN"].set_index("what")
    assert from_there.loc["newly_recorded", "figure"] == 48_591
    assert from_there.loc["asylum_seekers", ["earlier", "figure"]].tolist() == [28_294, 16_320]


@pytest.mark.parametrize("hosts", [["EGY", "TCD", "LBY"]])
def test_three_hosts_together(hosts: list[str]):
    stock = gcr.load("population")
    rows = stock[(stock["year"] == 2025) & (stock["origin"] == "SDN") & stock["asylum"].isin(hosts)]
    total = rows[["refugees", "oip", "asylum_seekers", "others_of_concern"]].fillna(0).to_numpy().sum()
    assert round(total / 1e6, 2) == 2.81
