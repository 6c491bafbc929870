import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis.numbers import NBSP, number, round_number, significant, word


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (35_638_779, "persons", "35.6 million"),
        (999_999, "persons", "999,999"),
        (1_000_000, "persons", "1.00 million"),
        (9_996_000, "persons", "10.0 million"),
        (123_456_789, "persons", "123 million"),
        (999_600_000, "persons", "1.00 billion"),
        (5, "persons", "5"),
        (0, "persons", "0"),
        (71.2, "percent", "71 %"),
        (9.96, "percent", "10 %"),
        (7.25, "percent", "7.3 %"),
        (0, "percent", "0 %"),
        (100, "percent", "100 %"),
        (1_092.4, "percent", "1,092 %"),
        (130.7, "per 1,000 inhabitants", "130.7"),
        (0.082, "per 1,000 inhabitants", "0.08"),
        (0.81234, "coefficient", "0.812"),
        (13.66, "ratio", "13.7"),
        (122.6, "ratio", "123"),
        (5_300_000_000.0, "US dollars", "USD 5.30 billion"),
        (33.28, "US dollars per person", "USD 33"),
        (2016, "year", "2016"),
        (-9.5, "percentage points", "−9.5 percentage points"),
    ],
)
def test_each_unit_is_written_its_own_way(value, unit, text):
    assert number(float(value), unit).replace(NBSP, " ") == text


@pytest.mark.parametrize("value", [None, float("nan")])
def test_a_missing_figure_is_no_figure_and_never_a_zero(value):
    assert number(value, "persons") == "no figure"


@given(st.floats(min_value=0.0001, max_value=0.0499))
def test_a_percentage_above_zero_never_reads_as_zero(value):
    assert number(value, "percent") == f"less than 0.1{NBSP}%"


@given(st.floats(min_value=99.0, max_value=99.9999))
def test_a_percentage_below_a_hundred_never_reads_as_a_hundred(value):
    assert "100" not in number(value, "percent")


@given(st.floats(min_value=1, max_value=1e13))
def test_a_number_and_its_unit_are_never_parted_at_the_end_of_a_line(value):
    for unit in ("persons", "US dollars"):
        assert " " not in number(value, unit)
    assert number(value, "percent").endswith(f"{NBSP}%")


@given(st.floats(min_value=1e6, max_value=9.9e11))
def test_three_digits_are_within_half_a_percent_of_the_number(value):
    amount, size = number(value, "persons").split(NBSP)
    written = float(amount.replace(",", "")) * {"million": 1e6, "billion": 1e9}[size]
    assert math.isclose(written, value, rel_tol=0.0051)


def test_a_gain_has_a_plus_and_a_loss_a_minus_where_signs_are_asked_for():
    assert [number(v, "persons", signed=True) for v in (5.0, -5.0, 0.0)] == ["+5", "−5", "0"]


def test_marks_on_an_axis_have_no_zeros_that_say_nothing():
    assert [round_number(v, "persons") for v in (0.0, 250_000.0, 20e6)] == [
        "0",
        "250,000",
        f"20{NBSP}million",
    ]


def test_only_small_whole_numbers_have_words():
    assert [word(v) for v in (0, 1, 10, 11, 2.5, None)] == ["no", "one", "ten", "", "", ""]


def test_the_ledger_keeps_whole_numbers_whole():
    assert significant(34_646_534.0) == 34_646_534
    assert significant(0.123456789) == 0.123457
