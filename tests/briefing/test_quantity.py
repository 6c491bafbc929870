import pytest

from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.indicators import indicator


def persons(value, **changes):
    return Quantity(value=value, unit="persons", **changes)


def test_a_quantity_takes_everything_from_the_row_of_its_indicator():
    row = indicator("responsibility_ratio", "UGA", 2025).iloc[0]
    ratio = Quantity.of(row.to_dict())
    assert (ratio.year, ratio.value_year, ratio.region) == (2025, 2024, "UGA")
    assert ratio.low is not None and ratio.high is not None and ratio.low < ratio.value < ratio.high
    assert "world-bank" in ratio.source and ratio.vintage


def test_a_missing_value_becomes_none_and_its_reason_stays():
    row = indicator("gcr_1_2_2", "world", 2025).iloc[0]
    figure = Quantity.of(row.to_dict())
    assert not figure.known
    assert figure.status == "not collected" and figure.reason


@pytest.mark.parametrize(
    ("value", "rises", "falls"),
    [(1200.0, True, False), (-5.0, False, True), (0.0, False, False), (None, False, False)],
)
def test_a_change_knows_its_direction_and_no_word_for_it(value, rises, falls):
    assert (persons(value).rises, persons(value).falls) == (rises, falls)


def test_a_share_moves_by_percentage_points_and_an_amount_by_its_own_unit():
    shares = [Quantity(value=v, unit="percent") for v in (32.0, 41.5)]
    assert difference(*shares).unit == "percentage points"
    assert difference(persons(30.0), persons(10.0)).value == 20


def test_nothing_moves_in_percent_of_zero_or_of_nothing():
    assert relative(persons(5.0), persons(0.0)).value is None
    assert relative(persons(5.0), persons(None)).value is None
    assert difference(persons(None), persons(1.0)).value is None


def test_a_change_says_since_when_in_the_ledger():
    change = relative(persons(150.0, value_year=2025), persons(100.0, value_year=2016))
    assert change.ledger()["detail"] == "change since 2016"
    assert change.ledger()["text"] == "50\u00a0%"


def test_a_constant_is_given_and_has_no_source():
    line = given(25_000, "refugees").ledger()
    assert (line["text"], line["status"], line["source"]) == ("25,000", "given", "")
