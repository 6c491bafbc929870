import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis.methods.ranks import rank_intervals

figure = st.none() | st.integers(-50, 50)
table = st.lists(st.tuples(figure, figure, figure), min_size=1, max_size=8)
FEW = 200


def frame(rows: list[tuple[int | None, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, dtype=float)


def test_who_is_best_on_everything_is_first_under_every_weighting():
    found = rank_intervals(frame([(3, 3, 3), (2, 1, 2), (1, 2, 1)]))
    assert found.loc[0, ["rank", "low", "high"]].tolist() == [1, 1, 1]


def test_who_is_best_on_one_and_worst_on_the_other_may_be_anywhere():
    found = rank_intervals(frame([(3, 1), (2, 2), (1, 3)]), level=1.0)
    assert found.loc[0, ["low", "high"]].tolist() == [1, 3]


def test_countries_that_are_alike_share_a_rank():
    assert rank_intervals(frame([(1, 1), (1, 1)]))["rank"].tolist() == [1.5, 1.5]


def test_a_missing_dimension_widens_the_interval():
    full = rank_intervals(frame([(3, 3), (2, 2), (1, 1)])).loc[2]
    less = rank_intervals(frame([(3, 3), (2, 2), (1, None)])).loc[2]
    assert full[["low", "high"]].tolist() == [3, 3]
    assert less[["low", "high"]].tolist() == [2, 3]
    assert less["known"] == 1


def test_too_few_dimensions_make_no_rank():
    assert rank_intervals(frame([(3, 3, 3), (2, None, None)])).index.tolist() == [0]


def test_nobody_with_enough_dimensions_makes_an_empty_table():
    assert rank_intervals(frame([(None, None)])).empty


def test_a_country_alone_is_first():
    assert rank_intervals(frame([(5, None)])).loc[0, ["rank", "low", "high"]].tolist() == [1, 1, 1]


def test_the_same_seed_gives_the_same_ranks_and_leaves_the_global_state_alone():
    before = np.random.get_state()[1].tolist()
    rows = frame([(3, 1), (2, 2), (1, 3)])
    pd.testing.assert_frame_equal(rank_intervals(rows, draws=FEW), rank_intervals(rows, draws=FEW))
    assert np.random.get_state()[1].tolist() == before


@given(table)
def test_a_rank_lies_in_its_interval_and_among_the_countries(rows):
    found = rank_intervals(frame(rows), draws=FEW)
    assert (found["low"] >= 1).all()
    assert (found["low"] <= found["rank"]).all()
    assert (found["rank"] <= found["high"]).all()
    assert (found["high"] <= len(found)).all()


@given(table)
def test_units_have_no_say(rows):
    plain, stretched = frame(rows), frame(rows)
    stretched[0] = stretched[0] ** 3 * 7 + 2
    pd.testing.assert_frame_equal(rank_intervals(plain, draws=FEW), rank_intervals(stretched, draws=FEW))
