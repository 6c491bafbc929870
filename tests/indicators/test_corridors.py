from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.geography import region
from gcr_analysis.indicators import corridors as module
from gcr_analysis.indicators.corridors import OF_PANEL, corridors
from gcr_analysis.snapshot import load

HOSTING, RETURN, SOLUTIONS = "host-country-burden", "return-conditions", "third-country-solutions"


def persons(table: str, columns: list[str], year: int, **where: str) -> int:
    rows = load(table)
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return int(rows.loc[rows["year"] == year, columns].fillna(0).to_numpy("float64").sum())


def by_host(found: pd.DataFrame) -> pd.DataFrame:
    return found.set_index("asylum")


def test_afghans_returned_from_iran_and_pakistan():
    found = corridors(region("AFG"), RETURN, 2025, "returns")
    assert (found["earlier"].sum(), found["figure"].sum()) == (364_443, 1_947_183)
    assert by_host(found).loc[["IRN", "PAK"], "figure"].tolist() == [1_386_970, 558_359]
    for host in ("IRN", "PAK"):
        assert by_host(found).loc[host, "figure"] == persons(
            "refugee_returns", ["persons"], 2025, origin="AFG", asylum=host
        )


def test_syrians_returned_above_all_from_three_countries():
    found = corridors(region("SYR"), RETURN, 2025, "returns")
    assert (found["earlier"].sum(), found["figure"].sum()) == (512_718, 1_341_148)
    assert found["asylum"].head(3).tolist() == ["TUR", "LBN", "JOR"]
    assert found["figure"].head(3).tolist() == [556_009, 465_578, 256_748]
    lebanon = by_host(corridors(region("SYR"), RETURN, 2025, "refugees")).loc["LBN"]
    assert (lebanon["change"], lebanon["residual"]) == (-223_069, 465_578 - 223_069)


def test_one_destination_made_88_percent_of_the_fall_in_resettlement():
    found = corridors(region("world"), SOLUTIONS, 2025, by="asylum")
    before, after = found["earlier"].sum(), found["figure"].sum()
    assert after == persons("resettlement_arrivals", ["persons"], 2025) == 81_766
    assert round(100 * after / before - 100) == -57
    of_usa, of_canada = (by_host(found).loc[code] for code in ("USA", "CAN"))
    assert (of_usa["earlier"], of_usa["figure"]) == (105_531, 11_513)
    assert round(100 * of_usa["change"] / (after - before)) == 88
    elsewhere = after - of_usa["figure"]
    assert elsewhere == 70_253 and round(100 * elsewhere / (before - of_usa["earlier"]) - 100) == -16
    assert of_canada["change"] == -10_490
    assert found["asylum"].head(2).tolist() == ["USA", "CAN"]


def test_sudanese_in_three_countries():
    found = corridors(region("SDN"), RETURN, 2025, "refugees_and_asylum_seekers")
    three = found.head(3)
    assert dict(zip(three["asylum"], three["change"], strict=True)) == {
        "LBY": 383_518, "EGY": 231_499, "TCD": 222_134
    }  # fmt: skip
    assert three["change"].sum() == 837_151
    assert round(three["figure"].sum(), -4) == 2_810_000
    columns = ["refugees", "oip", "asylum_seekers"]
    for row in three.to_dict("records"):
        where = {"origin": "SDN", "asylum": row["asylum"]}
        assert row["figure"] == persons("population", columns, 2025, **where)
        assert row["earlier"] == persons("population", columns, 2024, **where)


def test_a_flow_without_a_row_the_year_before_is_never_dropped_and_has_none_on_record():
    first = corridors(region("SDN"), RETURN, 2025, "returns").iloc[0]
    assert (first["asylum"], first["figure"], first["change"]) == ("EGY", 405_666, 405_666)
    assert np.isnan(first["earlier"])
    assert (first["earlier_status"], first["figure_status"]) == ("none on record", "reported")


def test_venezuelans_in_colombia():
    found = corridors(region("COL"), HOSTING, 2025)
    pair = found[found["origin"] == "VEN"].set_index("what")
    stock = pair.loc["refugees"]
    assert round(stock["figure"], -4) == 2_810_000
    assert round(100 * stock["figure"] / stock["earlier"] - 100, 1) == 1.1
    assert pair.loc["newly_recorded", "figure"] == 48_591
    assert pair.loc["asylum_seekers", ["earlier", "figure"]].tolist() == [28_294, 16_320]
    returns = corridors(region("VEN"), RETURN, 2025, "returns")
    assert "COL" not in set(returns["asylum"])


def test_where_a_country_reported_nothing_at_all_there_is_no_change():
    found = by_host(corridors(region("AFG"), RETURN, 2025, "returns"))
    assert "AUS" not in set(load("refugee_returns").query("year == 2024")["asylum"])
    assert found.loc["AUS", "earlier_status"] == "not reported"
    assert np.isnan(found.loc["AUS", "change"]) and found.loc["AUS", "figure"] > 0


def test_shares_add_up_and_the_largest_change_comes_first():
    for panel, kinds in OF_PANEL.items():
        found = corridors(region("world"), panel, 2025)
        assert list(dict.fromkeys(found["what"])) == list(kinds)
        for kind in kinds:
            here = found[found["what"] == kind]
            assert here["share"].sum() == pytest.approx(100)
            moved = (here["figure"].fillna(0) - here["earlier"].fillna(0)).abs()
            assert moved.is_monotonic_decreasing


@pytest.mark.parametrize("by", ["origin", "asylum"])
def test_pairs_add_up_to_their_countries(by: str):
    every = corridors(region("igad"), HOSTING, 2025, "refugees")
    summed = corridors(region("igad"), HOSTING, 2025, "refugees", by=by)  # type: ignore[arg-type]
    expected = every.groupby(by)[["earlier", "figure", "change"]].sum()
    found = summed.set_index(by).loc[expected.index, ["earlier", "figure", "change"]].fillna(0)
    pd.testing.assert_frame_equal(found, expected, check_names=False)


def test_breaks_and_residuals_are_flagged():
    russia = by_host(corridors(region("UKR"), RETURN, 2024, "refugees")).loc["RUS"]
    assert (russia["break"], russia["residual"]) == ("ukrainians-russia", -1_224_230)
    iran = by_host(corridors(region("AFG"), RETURN, 2025, "refugees")).loc["IRN"]
    assert (iran["break"], iran["residual"]) == ("", -452_273)
    united_states = corridors(region("USA"), HOSTING, 2025, "asylum_applications").iloc[0]
    assert united_states["break"] == "united-states-cases-again"


@pytest.fixture
def nothing_remembered() -> Iterator[None]:
    """Read the tables of this test alone, and let no other test read them."""

    def forget() -> None:
        module._people.cache_clear()
        module._reporting.cache_clear()

    forget()
    yield
    forget()


@pytest.mark.usefixtures("nothing_remembered")
def test_made_up_figures(monkeypatch: pytest.MonkeyPatch):
    rows = [
        ("SYR", "TUR", 2024, 100), ("SYR", "TUR", 2025, 400),
        ("SYR", "LBN", 2025, 50), ("IRQ", "LBN", 2024, 10),
        ("SYR", "JOR", 2025, 900),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["origin", "asylum", "year", "persons"])
    monkeypatch.setattr(module, "load", lambda name, columns=None: table)
    found = by_host(corridors(region("SYR"), RETURN, 2025, "returns"))
    assert found.index.tolist() == ["JOR", "TUR", "LBN"]
    assert found["earlier_status"].tolist() == ["not reported", "reported", "none on record"]
    assert found["change"].fillna(-1).tolist() == [-1, 300, 50]
    assert found["share"].fillna(-1).round(1).tolist() == [-1, 85.7, 14.3]


def test_what_is_wrong_is_one_line():
    world = region("world")
    with pytest.raises(UnknownNameError, match="did you mean returns"):
        corridors(world, RETURN, 2025, "return")
    with pytest.raises(UnknownNameError, match="panel"):
        corridors(world, "return-condition", 2025)
    with pytest.raises(GcrError, match="the earlier one first"):
        corridors(world, RETURN, 2025, earlier=2025)
