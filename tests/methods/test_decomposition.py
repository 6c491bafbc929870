import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis.methods.decomposition import contributions

parts = st.dictionaries(st.sampled_from([*"ABCDEFGH"]), st.integers(0, 10**7))


@given(parts, parts)
def test_contributions_add_up_exactly_to_the_change(start: dict[str, int], end: dict[str, int]):
    split = contributions(pd.Series(start, dtype=float), pd.Series(end, dtype=float))
    assert split["change"].sum() == sum(end.values()) - sum(start.values())


@given(parts.filter(lambda p: sum(p.values()) > 0), parts)
def test_points_add_up_to_the_change_in_percent(start: dict[str, int], end: dict[str, int]):
    split = contributions(pd.Series(start, dtype=float), pd.Series(end, dtype=float))
    whole = sum(start.values())
    assert split["points"].sum() == pytest.approx((sum(end.values()) - whole) / whole * 100)


def test_a_part_that_is_new_or_gone_contributes_all_of_itself():
    split = contributions(pd.Series({"old": 40.0}), pd.Series({"new": 90.0}))
    assert split["change"].to_dict() == {"new": 90.0, "old": -40.0}


def test_a_whole_that_started_at_zero_has_no_percent():
    assert contributions(pd.Series({"A": 0.0}), pd.Series({"A": 5.0}))["points"].isna().all()


def test_the_largest_contribution_of_either_sign_comes_first():
    split = contributions(pd.Series({"A": 100.0, "B": 5.0}), pd.Series({"A": 10.0, "B": 50.0}))
    assert split.index.tolist() == ["A", "B"]
