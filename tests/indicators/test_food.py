"""Food, and its figures a second time by SQL over the Parquet files."""

import duckdb
import numpy as np
import pytest

from gcr_analysis.indicators import food
from gcr_analysis.indicators.comparisons import compare
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.methods.groups import Groups
from gcr_analysis.snapshot import data_folder

BY_METHOD = """
with figures as (
    select year, country, any_value(method) as method, 100.0 * sum(persons) / sum(analysed) as share
    from '{data}/acute_food_insecurity.parquet'
    where people = 'country' and persons is not null
    group by year, country having count(*) = 1
), people as (
    select year, origin as country, sum(coalesce(refugees, 0) + coalesce(oip, 0)) as persons
    from '{data}/population.parquet' group by year, origin
), means as (
    select year, method, sum(share * persons) / sum(persons) as mean, sum(persons) as covered
    from figures join people using (year, country) group by year, method
)
select year, arg_max(mean, covered) as mean, max(covered) / total.persons as coverage
from means join (select year, sum(persons) as persons from people group by year) as total using (year)
group by year, total.persons order by year
"""

REFUGEES = """
with figures as (
    select year, country, method, persons, analysed from '{data}/acute_food_insecurity.parquet'
    where people = 'refugees' and persons is not null
), hosted as (
    select year, asylum as country, sum(coalesce(refugees, 0) + coalesce(oip, 0)) as refugees,
           sum(coalesce(asylum_seekers, 0)) as seekers
    from '{data}/population.parquet' group by year, asylum
), means as (
    select year, method, sum(persons / analysed * least(analysed, refugees)) as total,
           sum(least(analysed, refugees)) as weight
    from figures join hosted using (year, country)
    where analysed <= 2 * (refugees + seekers) group by year, method
)
select year, 100 * arg_max(total / weight, weight), max(weight) / sum_of.refugees
from means join (select year, sum(refugees) as refugees from hosted group by year) as sum_of using (year)
group by year, sum_of.refugees order by year
"""


def rows(query: str) -> dict[int, tuple[float, float]]:
    found = duckdb.sql(query.format(data=data_folder())).fetchall()
    return {year: (value, coverage) for year, value, coverage in found}


@pytest.mark.parametrize(
    ("id", "query"),
    [("acute_food_insecurity", BY_METHOD), ("refugees_in_acute_food_insecurity", REFUGEES)],
)
def test_means_of_the_world_agree_in_every_year(id, query):
    theirs = rows(query)
    ours = indicator(id, "world", years=range(2016, 2025)).dropna(subset=["value"]).set_index("year")
    assert set(ours.index) == set(theirs)
    for year, (value, coverage) in theirs.items():
        assert (ours["value"][year], ours["coverage"][year]) == pytest.approx((value, coverage), rel=1e-12)


def test_a_mean_never_mixes_methods():
    share = np.array([[[10.0, np.nan]], [[np.nan, 90.0]]])
    people = np.array([[300.0, 100.0]])
    found = food.by_one_method(Groups([[0, 1]]), share, np.where(np.isnan(share), 0.0, people), people)
    assert (found.value[0, 0], found.coverage[0, 0], found.method[0, 0]) == (10.0, 0.75, 0)
    assert (found.low[0, 0], found.high[0, 0]) == (7.5, 32.5)


def test_nobody_assessed_is_no_figure():
    share = np.full((2, 1, 1), np.nan)
    found = food.by_one_method(Groups([[0]]), share, np.zeros((2, 1, 1)), np.array([[100.0]]))
    assert np.isnan([found.value[0, 0], found.low[0, 0], found.high[0, 0]]).all()
    assert found.coverage[0, 0] == 0


@pytest.mark.parametrize(
    ("id", "reason"),
    [
        ("acute_food_insecurity", "no change is read"),
        ("undernourishment_latest", "no change is read"),
        ("work_in_practice", "The survey was made once: no change is read"),
    ],
)
def test_no_change_is_read(id, reason):
    panel_place = "UGA" if id.startswith("work") else "SDN"
    found = compare(id, panel_place, year=2025, baseline_year=2019)
    assert found["change"].isna().all()
    assert reason in " ".join(found["reason"].astype(str))
