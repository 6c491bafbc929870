import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis.methods.groups import Groups

VALUES = np.array([[1.0, np.nan, 4.0], [np.nan, np.nan, 8.0]])


def test_a_total_adds_the_units_of_each_group_and_a_missing_value_adds_nothing():
    assert Groups([[0, 1, 2], [1], [2, 0]]).total(VALUES).tolist() == [[5, 0, 5], [8, 0, 8]]


def test_a_known_total_is_missing_where_no_unit_has_a_value():
    found = Groups([[0, 1], [1]]).known_total(VALUES)
    assert found[0, 0] == 1
    assert np.isnan([found[0, 1], found[1, 0], found[1, 1]]).all()


@pytest.mark.parametrize("members", [[[], [0], []], [[0], []], [[]], [[], []]])
def test_an_empty_group_is_nothing_wherever_it_stands(members: list[list[int]]):
    groups = Groups(members)
    totals = groups.total(np.array([[7.0]]))[0]
    assert totals.tolist() == [7.0 * len(own) for own in members]
    assert groups.any(np.array([[True]]))[0].tolist() == [bool(own) for own in members]


def test_flags_are_counted_and_joined_group_by_group():
    flags = np.array([[True, False, True]])
    groups = Groups([[0, 2], [0, 1], [1]])
    assert groups.count(flags).tolist() == [[2, 1, 0]]
    assert groups.any(flags).tolist() == [[True, True, False]]
    assert groups.all(flags).tolist() == [[True, False, False]]


def test_the_most_of_a_group_is_missing_without_a_value():
    found = Groups([[0, 1, 2], [1]]).most(VALUES)
    assert found[:, 0].tolist() == [4, 8]
    assert np.isnan(found[:, 1]).all()


@given(st.lists(st.floats(-1e9, 1e9), min_size=3, max_size=60), st.randoms())
def test_a_group_has_the_same_bytes_whichever_others_are_asked(values: list[float], random):
    row = np.array([values])
    groups = [random.sample(range(len(values)), random.randint(1, len(values))) for _ in range(8)]
    together = Groups(groups).total(row)[0]
    alone = [Groups([group]).total(row)[0, 0] for group in groups]
    assert together.tobytes() == np.array(alone).tobytes()
