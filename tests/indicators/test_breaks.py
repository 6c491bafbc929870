import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Break
from gcr_analysis.geography import country_name, region
from gcr_analysis.indicators.arrays import position, stock_by_pair, years
from gcr_analysis.indicators.breaks import breaks_for, unexplained_steps
from gcr_analysis.snapshot import load

SINCE_2000 = (2000, 2025)
SIZED = [b for b in framework.breaks() if b.size is not None]
OF_STOCKS = [b for b in SIZED if "refugees" in b.series and b.asylum is not None]


def ids(found: tuple[Break, ...]) -> list[str]:
    return [b.id for b in found]


def persons(declared: Break, year: int) -> int:
    """Persons in the first series of a break at one of its years, straight from the tables."""
    series = declared.series[0]
    if series == "new_displacement":
        rows, columns = load("displacement_flows"), ["refugees", "refugee_like", "oip", "asylum_applications"]
    else:
        columns = {"refugees": ["refugees", "oip"], "mandate_refugees": ["refugees"], "oip": ["oip"]}[series]
        rows = load("population")
    rows = rows[rows["year"] == year]
    for side in ("origin", "asylum"):
        if getattr(declared, side) is not None:
            rows = rows[rows[side] == getattr(declared, side)]
    return int(rows[columns].fillna(0).to_numpy(dtype="int64").sum())


@pytest.mark.parametrize("declared", [b for b in SIZED if b.only_with is None], ids=lambda b: b.id)
def test_the_size_of_a_break_is_the_step_in_the_figures(declared: Break) -> None:
    before, after = declared.between
    assert persons(declared, after) - persons(declared, before) == declared.size


def test_the_group_that_begins_in_2018_is_the_size_of_its_break() -> None:
    (begins,) = breaks_for("world", "refugees", (2017, 2018))[:1]
    rows = load("population")
    assert begins.id == "oip-begins"
    assert begins.size == int(rows.loc[rows["year"] == 2018, "oip"].sum()) == 2592947
    assert rows.loc[rows["year"] < 2018, "oip"].isna().all()


def test_every_large_step_that_flows_do_not_explain_is_declared() -> None:
    found = {(s.origin, s.asylum, s.year, s.step) for s in unexplained_steps().itertuples()}
    declared = {(b.origin, b.asylum, b.between[1], b.size) for b in OF_STOCKS if b.origin is not None}
    assert found == declared


def test_every_large_step_of_a_host_is_declared_for_its_pairs_or_for_the_host() -> None:
    found = {(s.asylum, s.year) for s in unexplained_steps(by=("asylum",)).itertuples()}
    assert found <= {(b.asylum, b.between[1]) for b in OF_STOCKS}


def test_a_step_that_arrivals_explain_is_no_break() -> None:
    steps = unexplained_steps(by=("origin", "asylum"))
    arrived = steps[(steps["origin"] == "UKR") & (steps["year"] == 2022)]
    ukraine, poland = (position()[code] for code in ("UKR", "POL"))
    grew = pd.Series(stock_by_pair()[:, ukraine, poland], list(years()))
    assert grew[2022] - grew[2021] > 900_000
    assert arrived.empty


def test_all_known_breaks_of_the_source_are_declared() -> None:
    from_source = {b.id for b in framework.breaks() if b.found == "source"}
    assert {
        "afghans-iran-oip",
        "afghans-pakistan-oip",
        "afghans-iran-2022",
        "afghans-pakistan-2007",
        "ukrainians-russia",
        "iraqis-syria-2006",
        "iraqis-jordan-2006",
        "iraqis-syria-2013",
        "unknown-germany-2002",
        "vietnamese-china-2022",
        "oip-begins",
        "united-states-cases-end",
        "united-states-cases-again",
    } <= from_source


@pytest.mark.parametrize("declared", framework.breaks(), ids=lambda b: b.id)
def test_a_break_lies_between_two_years_that_follow_each_other_and_names_known_countries(
    declared: Break,
) -> None:
    assert declared.between[1] == declared.between[0] + 1
    for code in (declared.origin, declared.asylum):
        assert code is None or country_name(code)


def test_no_break_is_declared_twice_and_no_text_holds_a_digit() -> None:
    declared = framework.breaks()
    assert len({b.id for b in declared}) == len(declared)
    assert not [b.id for b in declared if any(c.isdigit() for c in b.text)]


def test_a_break_counts_only_when_both_its_years_are_inside() -> None:
    assert ids(breaks_for("RUS", "refugees", (2023, 2024))) == ["ukrainians-russia"]
    assert breaks_for("RUS", "refugees", (2024, 2025)) == ()
    assert breaks_for("RUS", "refugees", (2016, 2023)) == ()


def test_a_break_shows_only_where_its_host_is() -> None:
    assert "ukrainians-russia" in ids(breaks_for("europe", "refugees", SINCE_2000))
    assert "ukrainians-russia" not in ids(breaks_for("the-americas", "refugees", SINCE_2000))
    assert breaks_for("LBN", "refugees", SINCE_2000) == ()


def test_a_break_of_all_countries_has_the_size_of_the_region() -> None:
    begins = next(b for b in breaks_for("mirps", "refugees", SINCE_2000) if b.id == "oip-begins")
    rows = load("population")
    here = rows[(rows["year"] == 2018) & rows["asylum"].isin(region("mirps").countries)]
    assert begins.size == int(here["oip"].sum()) == 136504
    assert "oip-begins" not in ids(breaks_for("igad", "refugees", SINCE_2000))


def test_small_breaks_can_be_left_out_but_not_those_without_a_size() -> None:
    everything = breaks_for("world", "refugees", SINCE_2000)
    large = breaks_for("world", "refugees", SINCE_2000, smallest=0.05)
    assert set(ids(large)) < set(ids(everything))
    assert {"oip-begins", "afghans-iran-2022"} <= set(ids(large))
    units = breaks_for("world", "asylum_applications", SINCE_2000, smallest=0.99)
    assert ids(units) == ["united-states-cases-end", "united-states-cases-again"]


def test_an_indicator_inherits_the_breaks_of_its_series() -> None:
    assert ids(breaks_for("SYR", "top5_host_share", SINCE_2000)) == ids(
        breaks_for("SYR", "refugees", SINCE_2000)
    )
    protracted = ids(breaks_for("the-americas", "protracted_refugees", SINCE_2000))
    assert "oip-protracted" in protracted
    assert "oip-begins" not in protracted


def test_a_series_without_breaks_has_none_and_an_unknown_one_is_refused() -> None:
    assert breaks_for("world", "idps_hosted", SINCE_2000) == ()
    with pytest.raises(UnknownNameError, match="did you mean refugees"):
        breaks_for("world", "refugee", SINCE_2000)
    with pytest.raises(GcrError, match="no years given"):
        breaks_for("world", "refugees", [])


def test_breaks_come_in_the_order_of_their_years() -> None:
    years = [b.between for b in breaks_for("world", "refugees", range(2000, 2026))]
    assert years == sorted(years)
    assert len(years) > 20


def test_new_afghans_in_iran_are_one_estimate_for_twenty_years() -> None:
    flows = load("displacement_flows")
    pair = flows[(flows["origin"] == "AFG") & (flows["asylum"] == "IRN")].set_index("year")["refugee_like"]
    pd.testing.assert_series_equal(
        pair.loc[2001:2020].astype("int64"),
        pd.Series(97745, index=pd.RangeIndex(2001, 2021), name="refugee_like"),
        check_index_type=False,
        check_names=False,
    )
    assert {"afghans-iran-flow-begins", "afghans-iran-flow-ends"} <= set(
        ids(breaks_for("IRN", "new_displacement", SINCE_2000))
    )
