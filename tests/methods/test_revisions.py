import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis.methods.revisions import bands, factors, held_back, share_band

factor = st.floats(0.2, 5.0)


def figures(*rows: tuple[int, int, float | None, float | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["release", "year", "then", "now"]).astype(
        {"then": float, "now": float}
    )


def moved(*factors: float | None, release: int = 2022) -> pd.DataFrame:
    return pd.DataFrame({"release": release, "age": 0, "size": 0, "factor": np.array(factors, dtype=float)})


def band(level: float, *of: float) -> list[float]:
    return bands(moved(*of), level, fewest=1).loc[(0, 0), ["low", "high"]].tolist()


def test_returns_of_2022_have_been_three_times_and_then_three_quarters_of_what_they_were():
    told = factors(
        figures((2022, 2022, 339_261, 999_261), (2024, 2022, 1_356_261, 999_261)), sizes=[10_000], oldest=3
    )
    assert told["age"].tolist() == [0, 2]
    assert told["factor"].round(2).tolist() == [2.95, 0.74]


def test_a_figure_at_a_bound_belongs_to_the_larger_class():
    told = factors(figures((2022, 2022, 99, 99), (2022, 2022, 100, 100)), sizes=[100], oldest=3)
    assert told["size"].tolist() == [0, 1]


def test_a_withdrawn_figure_is_not_one_that_fell_to_zero():
    told = factors(figures((2022, 2022, 50, None), (2022, 2022, 50, 0)), sizes=[], oldest=3)
    assert told["factor"].isna().all()
    assert bands(pd.concat([told, moved(1.0)]), 0.8, fewest=1)["withdrawn"].round(2).tolist() == [0.67]


def test_a_figure_that_was_not_there_then_has_not_moved():
    assert factors(figures((2022, 2022, None, 50), (2022, 2022, 0, 50)), sizes=[], oldest=3).empty


def test_old_figures_are_one_class():
    told = factors(figures((2022, 2000, 5, 5), (2022, 2019, 5, 5)), sizes=[], oldest=3)
    assert told["age"].tolist() == [3, 3]


def test_a_band_of_eighty_percent_leaves_a_tenth_on_either_side():
    assert band(0.8, *np.arange(1, 100) / 50) == [0.2, 1.8]


def test_a_band_of_few_figures_is_their_range():
    assert band(0.8, 0.5, 1.0, 2.0) == [0.5, 2.0]


def test_a_figure_is_always_inside_its_band():
    assert band(0.8, 1.5, 1.5, 1.5) == [1.0, 1.5]
    assert band(0.8, 0.5, 0.5, 0.5) == [0.5, 1.0]


def test_a_class_of_too_few_takes_the_band_of_its_age():
    many, few = moved(*[1.0] * 40), moved(90.0).assign(size=1)
    found = bands(pd.concat([many, few]), 0.8, fewest=30)
    assert found.loc[(0, 1), ["low", "high"]].tolist() == [1.0, 1.0]
    assert found.loc[(0, 1), "moved"] == 1.0


@given(st.lists(factor, min_size=1, max_size=60), st.floats(0.1, 0.98))
def test_a_band_holds_at_least_its_share_of_the_figures_that_it_is_made_of(of: list[float], level: float):
    low, high = band(level, *of)
    inside = np.mean([low <= one <= high for one in of])
    assert inside >= level - 1e-9


@given(st.lists(factor, min_size=1, max_size=60))
def test_a_higher_level_makes_no_narrower_band(of: list[float]):
    (low, high), (lower, higher) = band(0.5, *of), band(0.9, *of)
    assert lower <= low <= 1.0 <= high <= higher


def test_a_release_is_judged_by_the_bands_of_the_others():
    both = pd.concat([moved(1.0, 1.2, release=2022), moved(1.0, 3.0, release=2023)])
    told = held_back(both, 0.8, fewest=1)
    assert told["inside"].tolist() == [True, True, True, False]
    assert told["beyond"].iloc[-1] == pytest.approx(1.8)


def test_bands_hold_their_share_of_releases_that_are_alike():
    rng = np.random.default_rng(3)
    releases = [moved(*rng.lognormal(0, 0.3, 200), release=year) for year in (2022, 2023, 2024)]
    assert held_back(pd.concat(releases), 0.8, fewest=1)["inside"].mean() == pytest.approx(0.8, abs=0.04)


@given(st.floats(0, 1), st.floats(0.1, 1.0), st.floats(1.0, 9.0), st.floats(0, 1), st.floats(0, 1))
def test_a_share_stays_in_its_band_wherever_its_part_and_the_rest_go(
    share: float, low: float, high: float, part_at: float, rest_at: float
):
    lower, upper = share_band(*(np.array(x) for x in (share, low, high)))
    part, rest = (low + at * (high - low) for at in (part_at, rest_at))
    now = share * part / (share * part + (1 - share) * rest)
    assert lower - 1e-9 <= now <= upper + 1e-9
    assert 0 <= lower <= upper <= 1 + 1e-12
