"""Contributions by donor and operation, recomputed by SQL, and on made-up figures."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.errors import GcrError
from gcr_analysis.geography import region
from gcr_analysis.indicators import indicator
from gcr_analysis.indicators.arrays import codes, row
from gcr_analysis.indicators.host_country_burden import donors
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.snapshot import data_folder

FALLS = """
with given as (
    select donor, country, c.year, sum(c.usd * b.index / p.index) as usd
    from '{data}/unhcr_contributions.parquet' c
    join '{data}/consumer_prices.parquet' p using (year)
    cross join (select index from '{data}/consumer_prices.parquet' where year = 2024) b
    where country is not null and c.year in (2022, 2024)
    group by donor, country, c.year
), ends as (
    select donor, country, coalesce(sum(usd) filter (where year = 2022), 0) as before,
           coalesce(sum(usd) filter (where year = 2024), 0) as after
    from given group by donor, country
)
select donor, country, after - before as change from ends order by change limit 10
"""
SHARE = """
with given as (
    select year, donor, sum(usd) as usd from '{data}/unhcr_contributions.parquet'
    where country in ('AFG', 'IRN', 'PAK') and year <= 2024 group by year, donor
)
select year, 100 * max(usd) / sum(usd) as share, arg_max(donor, usd) as donor from given group by year
order by year
"""


def query(text: str) -> pd.DataFrame:
    return duckdb.sql(text.format(data=data_folder())).df()


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two whole years, three donors, two countries; dollars of 2023 are worth two of 2024."""
    given = np.zeros((2, 3, len(codes())))
    chad, kenya = codes().index("TCD"), codes().index("KEN")
    given[0, :, chad] = (60, 30, 10)
    given[1, :, chad] = (50, 40, 0)
    given[0, :, kenya] = (0, 5, 0)
    monkeypatch.setattr(donors, "by_donor", lambda: given)
    monkeypatch.setattr(donors, "whole", lambda: (2023, 2024))
    monkeypatch.setattr(donors, "donors", lambda: ("A", "B", "C"))
    worth = np.ones((len(donors.factor()), 1))
    worth[row(2023)] = 2
    monkeypatch.setattr(donors, "factor", lambda: worth)
    rows = {"donor": ["A"], "country": ["TCD"], "year": [2025], "usd": [7.0]}
    monkeypatch.setattr(donors, "recorded_so_far", lambda: pd.DataFrame(rows))


def test_the_largest_share_is_that_of_the_years_own_donor_and_names_it(made_up: None) -> None:
    found = donors.largest_donor_share(RegionSets.of("TCD"))
    assert (found.at(2023), round(found.at(2024), 1)) == (60, 55.6)
    assert found.words(row(2024), 0).startswith("A")


def test_without_the_donor_of_most_years_amounts_are_in_constant_dollars(made_up: None) -> None:
    found = donors.contributions_without_largest_donor(RegionSets.of("TCD"))
    assert (found.at(2023), found.at(2024)) == (80, 40)
    assert found.words(row(2023), 0).startswith("Without A")


def test_where_nothing_was_given_in_a_year_there_is_no_share(made_up: None) -> None:
    found = donors.largest_donor_share(RegionSets.of("KEN"))
    assert found.at(2023) == 100
    assert np.isnan(found.at(2024))
    assert found.words(row(2024), 0) == donors.NOTHING_GIVEN


def test_falls_are_in_constant_dollars_with_what_is_recorded_since_beside_them(made_up: None) -> None:
    table = donors.largest_falls(region("world"), 2023, 2024)
    assert table[["donor", "country", "change"]].to_numpy().tolist() == [
        ["A", "TCD", -70],
        ["B", "TCD", -20],
        ["C", "TCD", -20],
        ["B", "KEN", -10],
    ]
    assert table["share"].sum() == pytest.approx(100)
    assert table["recorded"].iloc[0] == 7
    assert table["recorded"].iloc[1:].isna().all()


@pytest.mark.parametrize(
    ("since", "until", "message"),
    [
        (2023, 2025, "2025 is no whole year of contributions: give years from 2016 to 2024"),
        (2024, 2023, "2024 is not before 2023: give an earlier year first"),
    ],
)
def test_a_fall_is_read_between_two_whole_years_only(since: int, until: int, message: str) -> None:
    with pytest.raises(GcrError, match=message):
        donors.largest_falls(region("world"), since, until)


def test_the_largest_falls_are_those_of_a_query() -> None:
    expected, found = query(FALLS), donors.largest_falls(region("world"), 2022, 2024)
    assert (
        found[["donor", "country"]].to_numpy().tolist() == expected[["donor", "country"]].to_numpy().tolist()
    )
    np.testing.assert_allclose(found["change"], expected["change"])


def test_the_share_of_the_largest_donor_is_that_of_a_query() -> None:
    expected, found = query(SHARE), indicator("largest_donor_share", "ssar", range(2016, 2025))
    np.testing.assert_allclose(found["value"], expected["share"])
    assert all(map(str.startswith, found["reason"], expected["donor"]))


def test_a_share_of_donors_is_described_and_never_judged() -> None:
    for id in ("largest_donor_share", "contributions_without_largest_donor"):
        assert framework.indicators()[id].direction == "neutral"
