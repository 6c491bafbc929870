import pandas as pd
import pytest

from gcr_analysis.briefing.claims import UnfoundedError, group
from gcr_analysis.briefing.evidence import Evidence


@pytest.fixture(scope="module")
def igad():
    return Evidence("self-reliance", "igad", 2024, 2016)


def test_a_group_names_its_largest_hosts_and_adds_up_what_all_of_them_host(igad):
    found = group(igad, pd.Series({"DJI": 1.0, "UGA": 37.0, "KEN": 14.0}), "some", most=2)
    assert [each.place.code for each in found.places] == ["UGA", "KEN"]
    assert found.more and found.share.number == 52 and found.number.number == 3
    assert found.kind == "sum" and found.bound == "" and found.ledger()["grounds"]["whole"] == "met"


def test_where_other_countries_may_belong_to_it_the_share_is_at_least_so_much(igad):
    found = group(igad, pd.Series({"UGA": 37.0}), "some", whole=False)
    assert found.bound == "least" and found.ledger()["grounds"]["whole"] == "At least so much"


def test_two_conditions_of_the_same_hosts_are_two_claims(igad):
    first, second = (group(igad, pd.Series({"UGA": 37.0}), each) for each in ("work", "movement"))
    assert first.key != second.key


def test_people_of_unknown_whereabouts_count_and_are_not_named(igad):
    found = group(igad, pd.Series({"UNK": 40.0, "UGA": 37.0}), "some")
    assert [each.place.code for each in found.places] == ["UGA"] and found.share.number == 77


def test_nobody_is_no_group(igad):
    with pytest.raises(UnfoundedError) as failed:
        group(igad, pd.Series(dtype=float), "none", kind="none")
    assert (failed.value.kind, failed.value.ground) == ("none", "asked-of-all")
