import pandas as pd
import pytest
from pydantic import ValidationError

from gcr_analysis import framework
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Break
from gcr_analysis.geography import country_name, region
from gcr_analysis.indicators.breaks import breaks_for
from gcr_analysis.indicators.pair_flows import pairs
from gcr_analysis.snapshot import load

SINCE_2000 = (2000, 2025)
SIZED = [b for b in framework.breaks() if b.size is not None]
PAIR = ["origin", "asylum"]
GROUPS = {
    "refugees": ["refugees", "oip"],
    "mandate_refugees": ["refugees"],
    "oip": ["oip"],
    "others_of_concern": ["others_of_concern"],
}
NEW = {"refugees": ["refugees", "refugee_like", "oip"], "mandate_refugees": ["refugees", "refugee_like"]}


def ids(found: tuple[Break, ...]) -> list[str]:
    return [b.id for b in found]


def persons(table: str, columns: list[str], year: int, declared: Break) -> int:
    """Persons of a table for the pair or the host of a break, straight from its rows."""
    rows = load(table)
    if "unit" in rows:
        rows = rows[rows["unit"] == "persons"]
    for side in PAIR:
        if getattr(declared, side) is not None:
            rows = rows[rows[side] == getattr(declared, side)]
    return int(rows.loc[rows["year"] == year, columns].fillna(0).to_numpy("float64").sum())


def net_step(declared: Break, group: str) -> int:
    """Step of a group between the years of a break, less the flows recorded in the later one."""
    before, after = declared.between
    step = persons("population", GROUPS[group], after, declared)
    step -= persons("population", GROUPS[group], before, declared)
    if group == "oip":
        return step - persons("displacement_flows", ["oip"], after, declared)
    if group == "others_of_concern":
        return step
    came = persons("displacement_flows", NEW[group], after, declared)
    came += persons("asylum_decisions", ["recognised", "complementary"], after, declared)
    left = sum(
        persons(table, ["persons"], after, declared) for table in ("refugee_returns", "naturalisations")
    )
    return step - came + left


@pytest.mark.parametrize(
    "declared",
    [b for b in SIZED if "refugees" in b.series and b.kind not in ("reclassification", "definition")],
    ids=lambda b: b.id,
)
def test_the_size_of_a_break_is_its_step_net_of_the_recorded_flows(declared: Break) -> None:
    assert net_step(declared, "refugees") == declared.size


@pytest.mark.parametrize(
    "declared", [b for b in SIZED if b.kind == "reclassification" and b.seen_as is None], ids=lambda b: b.id
)
def test_the_size_of_a_reclassification_is_what_left_one_group_and_entered_the_other(declared: Break) -> None:
    first = declared.series[0]
    step = net_step(declared, first)
    other = net_step(declared, "mandate_refugees" if first == "oip" else "others_of_concern")
    assert declared.size is not None
    if declared.id == "afghans-pakistan-oip":  # returns are not split by group: they outnumber the fall
        assert declared.size == step == 140_558 - 99_927
    else:
        assert declared.size * step > 0 > step * other
        assert abs(declared.size) == min(abs(step), abs(other))


def test_refugees_of_unknown_origin_in_germany_were_given_an_origin_and_did_not_leave() -> None:
    (declared,) = [b for b in framework.breaks() if b.id == "unknown-germany-2002"]
    of_host = pairs(2002)["residual"].xs("DEU", level="asylum")
    assert declared.size == -int(of_host["UNK"]) == 784_152
    assert of_host.drop("UNK").clip(lower=0).sum() > declared.size
    assert breaks_for("DEU", "refugees_hosted", (2001, 2002)) == ()
    (turkish,) = breaks_for("TUR", "refugees_from_origin", (2001, 2002))
    assert (turkish.id, turkish.size) == ("unknown-germany-2002", int(of_host["TUR"]))


def test_a_break_of_a_host_has_the_size_of_those_from_the_region_net_of_flows() -> None:
    (found,) = breaks_for("BIH", "refugees_from_origin", (2005, 2006))
    assert (found.id, found.size) == ("united-states-2006", int(pairs(2006).loc[("BIH", "USA"), "residual"]))


def test_a_series_of_flows_has_the_step_itself_as_size() -> None:
    flows = ["refugees", "refugee_like", "oip", "asylum_applications"]
    for declared in SIZED:
        if declared.series == ("new_displacement",):
            before, after = (persons("displacement_flows", flows, y, declared) for y in declared.between)
            assert after - before == declared.size


def test_the_group_that_begins_in_2018_is_the_size_of_its_break() -> None:
    (begins,) = breaks_for("world", "refugees", (2017, 2018))[:1]
    rows = load("population")
    assert begins.id == "oip-begins"
    assert begins.size == int(rows.loc[rows["year"] == 2018, "oip"].sum()) == 2592947
    assert rows.loc[rows["year"] < 2018, "oip"].isna().all()


def test_every_break_has_a_dated_document() -> None:
    for declared in framework.breaks():
        assert declared.document.title
        assert "2002" <= declared.document.dated[:4] <= "2026"
        assert declared.evidence != "document" or declared.document.url
    with pytest.raises(ValidationError, match="document"):
        Break(id="x", series=("refugees",), between=(2000, 2001), kind="unit", text="", evidence="named")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    "declared", [b for b in framework.breaks() if b.evidence == "caveat"], ids=lambda b: b.id
)
def test_a_caveat_of_the_source_is_in_its_index(declared: Break) -> None:
    rows = load("caveats")
    rows = rows[(rows["year"] == declared.between[1]) & (rows["asylum"] == declared.asylum)]
    assert (rows["series"] == "refugees").any()


def test_a_change_of_unit_is_in_the_tables() -> None:
    rows = load("asylum_applications")
    cases = rows[(rows["asylum"] == "USA") & (rows["unit"] == "cases")].groupby("year")["applications"].sum()
    assert {2020, 2025} <= set(cases.index) and not set(cases.index) & {2021, 2022, 2023, 2024}


def test_people_under_unrwas_mandate_left_two_countries_and_are_in_none() -> None:
    people = load("unrwa_refugees").pivot_table(index="asylum", columns="year", values="persons").fillna(0)
    step = people[2025] - people[2024]
    assert step["UNK"] > 490_000
    assert -0.05 < (step["LBN"] + step["SYR"] + step["UNK"]) / step["UNK"] < 0.05


@pytest.mark.parametrize("place", ["TUR", "SAU", "BGD", "IRN"])
def test_a_residual_without_a_document_is_no_break(place: str) -> None:
    found = breaks_for(place, "refugees", SINCE_2000)
    assert [b.id for b in found if b.id != "oip-begins"] == (["afghans-iran-2022"] if place == "IRN" else [])


@pytest.mark.parametrize("place", ["KAZ", "KGZ", "TJK", "TKM", "UZB"])
def test_people_moved_to_another_group_break_both_groups_and_not_their_sum(place: str) -> None:
    for series in ("oip", "mandate_refugees"):
        (found,) = breaks_for(place, series, (2024, 2025))
        assert (found.kind, found.evidence, found.asylum) == ("reclassification", "caveat", place)
    assert breaks_for(place, "refugees", (2024, 2025)) == ()


def test_all_breaks_that_the_notes_on_the_source_name_are_declared() -> None:
    assert {
        "afghans-iran-oip",
        "afghans-pakistan-oip",
        "unknown-kazakhstan-oip",
        "unknown-kyrgyzstan-oip",
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
    } <= {b.id for b in framework.breaks()}


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
