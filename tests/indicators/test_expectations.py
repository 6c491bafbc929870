import duckdb
import pytest

from gcr_analysis.indicators.expectations import expectation_record
from gcr_analysis.methods.expectation import NOMINAL, expectation
from gcr_analysis.snapshot import data_folder, load

BASE_AND_OUTCOME = """
with yearly as (
    select year, sum(persons) as persons
    from read_parquet('{data}/resettlement_arrivals.parquet') where year between 2015 and 2021 group by year
)
select 2 * avg(persons) filter (year < 2020),
       stddev_samp(persons) filter (year < 2020) * sqrt(2 + 4.0 / 5) * 2.776445,
       2 * avg(persons) filter (year < 2020) - sum(persons) filter (year >= 2020)
from yearly
"""


def test_the_shortfall_of_arrivals_and_its_interval_agree_with_sql():
    yearly = load("resettlement_arrivals").groupby("year")["persons"].sum().astype(float)
    ours = expectation(yearly.loc[2015:2019], yearly.loc[2020:2021])
    theirs = duckdb.sql(BASE_AND_OUTCOME.format(data=data_folder())).fetchall()[0]
    assert (ours.expected, ours.high - ours.expected, ours.shortfall) == pytest.approx(theirs, rel=1e-9)


def test_the_interval_is_named_by_what_it_held():
    every = expectation_record().query("scope == 'All'")
    held = (every["inside"] * every["windows"]).sum() / every["windows"].sum()
    assert held == pytest.approx(NOMINAL, abs=0.02)


def test_each_series_and_scope_says_what_its_interval_held():
    record = expectation_record()
    assert record["series"].unique().tolist() == ["Resettlement", "Returns", "Applications", "Decisions"]
    assert record.groupby("series")["scope"].apply(list).iloc[0] == [
        "World",
        "UNHCR regions",
        "Countries",
        "All",
    ]
    assert (record[["inside", "below", "above"]].sum(axis=1) - 1).abs().max() < 1e-9
    assert (record["windows"] > 0).all()


def test_outcomes_below_the_interval_were_rare():
    every = expectation_record().query("scope == 'All'")
    assert (every["below"] < 0.05).all()
