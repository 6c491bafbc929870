"""Claims about returns between two countries, and about none on record."""

import pytest

from gcr_analysis.briefing import claims
from gcr_analysis.briefing.claims import UnfoundedError
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.sentences import in_words
from gcr_analysis.indicators.arrays import people_of_pair
from gcr_analysis.snapshot import load


def of(region: str, year: int = 2025) -> Evidence:
    return Evidence("return-conditions", region, year, 2016)


def test_the_stock_of_a_pair_is_its_change_less_what_is_on_record():
    lebanon = next(p for p in claims.return_pairs(of("SYR")) if p.asylum.code == "LBN")
    rows = load("population")
    rows = rows[(rows["origin"] == "SYR") & (rows["asylum"] == "LBN")].set_index("year")
    start, end = (float(rows.loc[year, ["refugees", "oip"]].sum()) for year in (2024, 2025))
    stock = lebanon.stock
    assert (stock.start.value, stock.end.value, stock.fell.value) == (start, end, start - end)
    assert stock.residual.value == lebanon.returned.value - stock.arrived.value - stock.fell.value
    assert not stock.more_left and not stock.explained
    assert stock.ledger()["grounds"]["adds-up"] != "met"


def test_those_still_there_are_asylum_seekers_too():
    egypt = claims.return_pairs(of("SDN"))[0]
    assert egypt.stock.still.value == people_of_pair("SDN", "EGY", 2025) == 834_201
    assert egypt.none_before and not egypt.before.known


def test_nobody_is_counted_in_an_unknown_country():
    pairs = claims.return_pairs(of("UKR"), most=10)
    unknown = next(pair for pair in pairs if pair.asylum.code == "UNK")
    assert not unknown.stock.still.known and str(unknown.asylum) == "unknown countries"


def test_the_pairs_are_as_few_as_hold_four_fifths():
    assert [pair.asylum.code for pair in claims.return_pairs(of("AFG"))] == ["IRN", "PAK"]


def test_without_returns_there_are_no_pairs_and_with_returns_none_is_not_on_record():
    with pytest.raises(UnfoundedError, match="cause: adds-up"):
        claims.return_pairs(of("VEN"))
    with pytest.raises(UnfoundedError, match="none: asked-of-all"):
        claims.unreported(of("SYR"), "refugee_returns")


def test_none_on_record_says_who_could_have_recorded_any():
    none = claims.unreported(of("VEN"), "refugee_returns")
    rows = load("refugee_returns")
    reporting = set(rows.loc[rows["year"] == 2025, "asylum"])
    assert "COL" not in reporting and 0 < none.reporting.value < 10
    assert none.ledger()["kind"] == "none"


def test_members_hold_shares_of_the_whole():
    parts = claims.counterparts(of("world"), "refugee_returns", role="member")
    assert [str(each.place) for each in parts.places][:2] == ["Afghanistan", "the Syrian Arab Republic"]
    assert parts.largest.share.value == pytest.approx(100 * 1_947_183 / 4_362_272, abs=0.01)


def beside(region: str, id: str, since: int = 2024) -> str:
    return in_words(claims.change(of(region), id, since), "beside")


def test_none_on_record_without_a_place_is_no_zero():
    assert "; without Sudan none are on record for 2025" in beside("igad", "idp_returns")
    assert "; without Ukraine none were on record for 2024" in beside("europe", "idp_returns")


def test_a_place_without_which_hardly_anything_moved_made_nearly_all_of_it():
    assert beside("eastern-and-southern-africa", "idps") == "; Sudan made nearly all of the fall"


def test_people_and_expectations_are_claims_of_their_own_kinds():
    women = claims.level(of("world"), "women_share_of_returns")
    assert women.kind == "people" and women.covered.value == pytest.approx(60.9, abs=0.1)
    missed = claims.level(of("LKA"), "returns_covid_shortfall")
    assert missed.kind == "expectation" and set(missed.figure.ends) <= set(missed.quantities)
