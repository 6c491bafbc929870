"""Grounds of a change as a table: the same as a comparison names, with every number filled in."""

import pytest

import gcr_analysis as gcr
from gcr_analysis import framework
from gcr_analysis.errors import UnknownNameError
from gcr_analysis.indicators.comparisons import grounds_of_change

CASES = [
    ("refugees_hosted", "mirps"),
    ("protracted_share", "mirps"),
    ("gcr_2_1_2", "world"),
    ("gcr_1_2_2", "TCD"),
]


@pytest.mark.parametrize("measure, region", CASES)
def test_it_names_the_grounds_that_fail_and_those_told_beside(measure, region):
    row = gcr.compare(measure, region, 2025, 2016).iloc[0]
    holds = grounds_of_change(measure, region, 2025, 2016)["holds"]
    for column, word in (("fails", "no"), ("hedges", "told beside")):
        assert set(holds.index[holds == word]) == {each for each in row[column].split("; ") if each}


def test_it_has_every_ground_of_a_change_in_the_order_of_the_declaration():
    [change] = [kind for kind in framework.claims().kinds if kind.id == "change"]
    grounds = grounds_of_change("refugees_hosted", "world", 2025, 2016)
    assert grounds.index.tolist() == [ground.id for ground in change.grounds]
    assert not grounds[["asks", "otherwise"]].stack().str.contains("[{}]").any()


def test_where_an_end_has_no_figure_other_grounds_cannot_be_asked():
    holds = grounds_of_change("gcr_1_2_2", "world", 2025, 2016)["holds"]
    assert set(holds.drop("both-ends")) == {"no figure"}


def test_an_unknown_measure_is_answered_with_near_ones():
    with pytest.raises(UnknownNameError, match="refugees_hosted"):
        grounds_of_change("refugee_hosted", "world")
