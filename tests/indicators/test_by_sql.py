"""Measures a second time, by SQL over the Parquet files: another language, another mind, the same figures."""

import duckdb
import pytest

from gcr_analysis.indicators.engine import indicator
from gcr_analysis.snapshot import data_folder

PROTRACTED = """
with stock as (
    select year, origin, asylum, refugees + coalesce(oip, 0) as persons
    from read_parquet('{data}/population.parquet')
    where origin not in ('UNK', 'XXA') and origin <> asylum
), run as (
    select year, origin, asylum, persons, (
        select count(*) from stock as before
        where before.origin = stock.origin and before.asylum = stock.asylum
          and before.year between stock.year - 4 and stock.year and before.persons >= 25000
    ) as years_with_enough
    from stock where persons >= 25000 and year >= 2000
)
select run.year, sum(persons)::bigint, count(*), count(distinct asylum)
from run join read_parquet('{data}/income_groups.parquet') as income
  on income.iso3 = run.asylum and income.fiscal_year = run.year + 1
where years_with_enough = 5 and income."group" <> 'high'
group by run.year order by run.year
"""

WITHIN = """
select year, sum(persons) from (
    select year, asylum, coalesce(refugees, 0) + coalesce(oip, 0) as persons
    from read_parquet('{data}/population.parquet') where year >= 2000
) join read_parquet('{data}/income_groups.parquet') as income
  on income.iso3 = asylum and income.fiscal_year = year + 1
where income."group" <> 'high' group by year order by year
"""

PER_1000 = """
with hosted as (
    select year, asylum, sum(coalesce(refugees, 0) + coalesce(oip, 0)) as persons
    from read_parquet('{data}/population.parquet') where year >= 2000 group by year, asylum
)
select economy.year, 1000 * sum(coalesce(persons, 0)) / sum(population)
from read_parquet('{data}/economy.parquet') as economy
join read_parquet('{data}/countries.parquet') as countries using (iso3)
left join hosted on hosted.asylum = economy.iso3 and hosted.year = economy.year
where unhcr_region = 'West and Central Africa' and population is not null and economy.year >= 2000
group by economy.year order by economy.year
"""

LEAST_DEVELOPED = """
select year, 100 * sum(persons) filter (where member) / sum(persons)
from (
    select year, coalesce(refugees, 0) + coalesce(oip, 0) as persons,
           list.joined <= year and (list.left is null or list.left > year) as member
    from read_parquet('{data}/population.parquet')
    left join read_parquet('{data}/least_developed.parquet') as list on list.iso3 = asylum
    where year >= 2000
) group by year order by year
"""

ASKED = """
select year, sum(required_usd) from read_parquet('{data}/response_plan_hosts.parquet')
where country in ('DJI', 'ETH', 'KEN', 'SOM', 'SSD', 'SDN', 'UGA')
  and plan <> 'horn_of_africa' and year <= 2025 and not (country = 'SDN' and year = 2014)
group by year having sum(required_usd) is not null order by year
"""

PER_SYRIAN = """
with people as (
    select year, sum(coalesce(refugees, 0) + coalesce(oip, 0) + coalesce(asylum_seekers, 0)) as persons
    from read_parquet('{data}/population.parquet') where origin = 'SYR' and asylum = 'LBN' group by year
)
select year, (required_usd - funded_usd) * base.index / prices.index / persons
from read_parquet('{data}/response_plan_hosts.parquet') as plans join people using (year)
join read_parquet('{data}/consumer_prices.parquet') as prices using (year)
cross join (select index from read_parquet('{data}/consumer_prices.parquet') where year = 2024) as base
where plan = 'syria' and country = 'LBN' order by year
"""


def rows(query: str) -> list[tuple]:
    return duckdb.sql(query.format(data=data_folder())).fetchall()


def test_protracted_situations_of_the_world_agree_exactly_in_every_year():
    ids = ("protracted_refugees", "protracted_situations", "protracted_hosts")
    ours = zip(range(2000, 2026), *(indicator(id, "world")["value"] for id in ids), strict=True)
    assert list(ours) == rows(PROTRACTED)


def test_the_share_within_low_and_middle_income_hosts_agrees_in_every_year():
    people = {year: persons for year, persons, *_ in rows(PROTRACTED)}
    theirs = [100 * people[year] / hosted for year, hosted in rows(WITHIN)]
    ours = indicator("protracted_share_low_and_middle_income", "world")["value"].tolist()
    assert ours == pytest.approx(theirs, rel=1e-12)
    assert [round(ours[year - 2000], 1) for year in (2016, 2025)] == [80.6, 89.5]


@pytest.mark.parametrize(
    ("query", "id", "name"),
    [
        (PER_1000, "refugees_per_1000_inhabitants", "west-and-central-africa"),
        (LEAST_DEVELOPED, "share_hosted_in_least_developed", "world"),
    ],
)
def test_a_ratio_agrees_in_every_year(query: str, id: str, name: str):
    ours = indicator(id, name)["value"].tolist()
    assert [year for year, _ in rows(query)] == list(range(2000, 2026))
    assert ours == pytest.approx([value for _, value in rows(query)], rel=1e-12)


@pytest.mark.parametrize(
    ("query", "id", "name", "least"),
    [
        (ASKED, "plan_requirements", "igad", 7),
        (PER_SYRIAN, "plan_gap_per_refugee_constant", "LBN", 13),
    ],
)
def test_money_of_response_plans_agrees_in_every_year(query: str, id: str, name: str, least: int):
    ours = indicator(id, name).dropna(subset=["value"]).query("year == value_year")
    theirs = rows(query)
    assert len(theirs) >= least
    assert ours["year"].tolist() == [year for year, _ in theirs]
    assert ours["value"].tolist() == pytest.approx([value for _, value in theirs], rel=1e-12)
