"""Measures of the panel a second time, by SQL over the Parquet files: another language, the same figures."""

import duckdb
import pytest

from gcr_analysis.indicators.engine import indicator
from gcr_analysis.snapshot import data_folder

CONCENTRATION = """
with took as (
    select year, destination, sum(persons) as persons
    from read_parquet('{data}/resettlement_arrivals.parquet') where year >= 2000 group by year, destination
)
select year, sum(persons * persons) / (sum(persons) * sum(persons))::double
from took group by year order by year
"""

REACH = """
with came as (
    select year, sum(persons) as persons from read_parquet('{data}/resettlement_arrivals.parquet')
    where origin in ('AFG', 'IRN', 'PAK') group by year
), base as (
    select year + 1 as year, sum(refugees) as refugees from read_parquet('{data}/population.parquet')
    where origin in ('AFG', 'IRN', 'PAK') group by year
)
select year, coalesce(persons, 0) / refugees * 1000 from base left join came using (year)
where year between 2000 and 2025 order by year
"""

RATE = """
with hosted as (
    select year + 1 as year, asylum,
           sum(coalesce(refugees, 0) + coalesce(oip, 0) + coalesce(asylum_seekers, 0)) as persons
    from read_parquet('{data}/population.parquet') group by year, asylum
)
select report.year, sum(value) / sum(persons) * 1000
from read_parquet('{data}/unhcr_results.parquet') as report
join hosted on hosted.asylum = report.country and hosted.year = report.year
where kind = 'impact' and code = '4.2a' and population_group = 'refugees_and_asylum_seekers'
group by report.year order by report.year
"""


def rows(query: str) -> list[tuple]:
    return duckdb.sql(query.format(data=data_folder())).fetchall()


@pytest.mark.parametrize(
    ("query", "id", "name"),
    [
        (CONCENTRATION, "destination_concentration", "world"),
        (REACH, "arrivals_per_1000_refugees", "ssar"),
        (RATE, "departures_per_1000_hosted", "world"),
    ],
)
def test_a_measure_agrees_in_every_year(query: str, id: str, name: str):
    theirs = dict(rows(query))
    ours = indicator(id, name, list(theirs)).set_index("year")["value"].to_dict()
    assert len(theirs) in (3, 26)
    assert ours == pytest.approx(theirs, rel=1e-12)
