import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.snapshot import load
from gcr_analysis.sources import Extract, reader
from gcr_analysis.sources.refugee_treaties import FILE


@pytest.fixture
def bound(extracts):
    return reader("refugee_conventions")(Extract(extracts)).set_index("iso3")


def test_each_treaty_is_told_apart(bound):
    treaties = bound[["convention_1951", "protocol_1967"]]
    assert treaties.loc["TUR"].tolist() == [True, True]
    assert treaties.loc["MDG"].tolist() == [True, False]
    assert treaties.loc["USA"].tolist() == [False, True]
    assert treaties.loc["PAK"].tolist() == [False, False]


def test_15_kosovo_has_no_row_beside_serbia(bound):
    assert "XKX" not in bound.index


def test_two_states_are_bound_for_refugees_from_europe_only():
    rows = load("refugee_conventions")
    limited = rows[rows["geographical_limitation"]]
    assert set(limited["iso3"]) == {"MDG", "TUR"}
    assert limited["convention_1951"].all()


def test_a_country_with_two_statuses_or_none_is_refused(extracts, change):
    change(FILE, lambda rows: rows.assign(p_1967=rows["p_1967"].mask(rows["iso"] == "TUR", "1")))
    with pytest.raises(GcrError, match="does not mark one status for TUR"):
        reader("refugee_conventions")(Extract(extracts))


def test_149_states_and_territories_are_bound_by_the_convention():
    rows = load("refugee_conventions")
    assert rows["convention_1951"].sum() == 149
    assert (rows["convention_1951"] | rows["protocol_1967"]).sum() == 153
    large = ["BGD", "IND", "IRQ", "JOR", "LBN", "MYS", "PAK", "SYR", "THA"]
    assert not rows.set_index("iso3").loc[large, ["convention_1951", "protocol_1967"]].to_numpy().any()
