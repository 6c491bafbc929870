import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis.methods.expectation import T_QUANTILES, expectation, held_back, recovery

ARRIVALS = pd.Series(
    {2015: 106_997, 2016: 172_797, 2017: 102_709, 2018: 92_348, 2019: 107_729, 2020: 34_383, 2021: 57_436},
    dtype=float,
)
persons = st.integers(0, 10**6)


def years(*figures: float, first: int = 2015) -> pd.Series:
    return pd.Series(figures, range(first, first + len(figures)), dtype=float)


def test_arrivals_of_two_years_fell_short_by_141_000_give_or_take_149_000():
    found = expectation(ARRIVALS.loc[2015:2019], ARRIVALS.loc[2020:2021])
    assert round(found.shortfall, -3) == 141_000
    assert round(found.shortfall_high - found.shortfall, -3) == 149_000
    assert not found.beyond


def test_the_half_width_is_that_of_the_textbook():
    base = years(10, 20, 30, 40, 50)
    half = 2.776445 * np.sqrt(250) * np.sqrt(2 + 4 / 5)
    found = expectation(base, years(0, 0))
    assert found.high - found.expected == pytest.approx(half)
    assert found.expected - found.low == pytest.approx(half)


@pytest.mark.parametrize("freedom", range(1, len(T_QUANTILES) + 1))
def test_each_quantile_leaves_two_and_a_half_percent_of_its_t_distribution(freedom: int):
    # With t = √freedom · tan(angle) the density is a power of the cosine, over a finite range.
    angles = np.linspace(0, np.pi / 2, 200_001)
    below = angles <= np.arctan(T_QUANTILES[freedom - 1] / np.sqrt(freedom))
    density = np.cos(angles) ** (freedom - 1)
    assert density[below].sum() / density.sum() == pytest.approx(0.95, abs=1e-4)


def test_more_than_ten_base_years_are_refused():
    with pytest.raises(ValueError, match="give 10 at most"):
        expectation(years(*range(11)), years(1))


def test_years_like_each_other_make_any_other_outcome_beyond():
    assert expectation(years(10, 10, 10), years(10, 11)).beyond
    assert not expectation(years(10, 10, 10), years(10, 10)).beyond


@pytest.mark.parametrize(
    ("base", "outcome"), [((1, None, 3), (1, 1)), ((1, 2, 3), (1, None)), ((5,), (1, 1)), ((), (1,))]
)
def test_a_missing_figure_or_a_single_year_makes_no_shortfall(base: tuple, outcome: tuple):
    found = expectation(years(*base), years(*outcome, first=2020))
    assert np.isnan(found.shortfall)
    assert not found.beyond


@given(
    st.lists(persons, min_size=2, max_size=8), st.lists(persons, min_size=1, max_size=3), st.integers(2, 9)
)
def test_an_expectation_scales_with_its_figures(base: list[int], outcome: list[int], times: int):
    plain = expectation(years(*base), years(*outcome))
    scaled = expectation(years(*base) * times, years(*outcome) * times)
    assert list(scaled) == pytest.approx([figure * times for figure in plain])


@given(st.lists(persons, min_size=2, max_size=8))
def test_the_years_before_are_within_what_they_lead_one_to_expect(base: list[int]):
    mean = float(np.mean(base))
    assert not expectation(years(*base), years(mean, mean)).beyond or np.std(base) < 1e-6


def test_the_interval_holds_its_nominal_share_of_independent_years():
    rng = np.random.default_rng(7)
    draws = pd.DataFrame(rng.normal(10_000, 1_000, size=(7, 2_000)), range(2000, 2007))
    assert held_back(draws)["inside"].mean() == pytest.approx(0.95, abs=0.015)


def test_a_series_is_back_in_the_first_year_at_the_median_and_stays_until_it_falls_below():
    came = years(90, 100, 110, 95, 105, 40, 100, 120, 90, 130)
    assert recovery(came, base=(2015, 2019), since=2020) == (100.0, 2021, 2022)


def test_a_series_that_never_comes_back_has_no_year_of_recovery():
    assert recovery(years(90, 100, 110, 40, 50), base=(2015, 2017), since=2018) == (100.0, None, None)


def test_a_series_that_never_fell_is_back_in_the_year_of_the_shock():
    assert recovery(years(90, 100, 110, 140, 150), base=(2015, 2017), since=2018).year == 2018


def test_a_missing_year_ends_the_run_and_a_missing_base_year_leaves_nothing_usual():
    assert recovery(years(1, 2, 3, None, 2, None, 2), base=(2015, 2017), since=2018) == (2.0, 2019, 2019)
    assert recovery(years(1, None, 3, 9), base=(2015, 2017), since=2018).year is None


def test_every_window_before_the_end_is_held_back_once():
    series = pd.DataFrame({"A": range(10), "B": range(10, 20)}, range(2010, 2020), dtype=float)
    told = held_back(series, base=5, ahead=2, least=0)
    assert told["first"].tolist() == [2010, 2011, 2012, 2013] * 2
    assert (told[["inside", "below", "above"]].sum(axis=1) == 1).all()


def test_a_window_of_too_few_people_is_not_told():
    series = pd.DataFrame({"A": [999.0] * 7, "B": [1_000.0] * 7}, range(2010, 2017))
    assert held_back(series)["place"].tolist() == ["B"]
