"""Measures of the panel a second time, by SQL over the Parquet files: another language, the same figures."""

import duckdb
import pytest

from gcr_analysis.indicators.engine import indicator
from gcr_analysis.snapshot import data_folder

RESULT = """
with hosted as (
    select year, asylum, sum(coalesce(refugees, 0) + coalesce(oip, 0)) as persons
    from read_parquet('{data}/population.parquet') group by year, asylum
), report as (
    select year, country as asylum, value from read_parquet('{data}/unhcr_results.parquet')
    where kind = '{kind}' and code = '{code}' and population_group = 'refugees_and_asylum_seekers'
)
select year, sum(value * persons) filter (where value is not null)
             / sum(persons) filter (where value is not null),
       sum(persons) filter (where value is not null) / sum(persons),
       sum(coalesce(value, 0) * persons) / sum(persons),
       sum(coalesce(value, 100) * persons) / sum(persons)
from hosted left join report using (year, asylum) where year between 2022 and 2024
group by year order by year
"""

DEPENDENCY = """
with ages as (
    select year, asylum,
           sum(coalesce(female_0_4, 0) + coalesce(female_5_11, 0) + coalesce(female_12_17, 0)
               + coalesce(male_0_4, 0) + coalesce(male_5_11, 0) + coalesce(male_12_17, 0)) as children,
           sum(coalesce(female_18_59, 0) + coalesce(male_18_59, 0)) as between_them,
           sum(coalesce(female_60_plus, 0) + coalesce(male_60_plus, 0)) as older,
           sum(total) as everyone
    from read_parquet('{data}/demographics.parquet') where "group" in ('refugees', 'oip')
    group by year, asylum
)
select year, sum(children + older) filter (where known) / sum(between_them) filter (where known),
       sum(children + between_them + older) filter (where known) / sum(everyone)
from (select *, children + between_them + older >= 0.9 * everyone as known from ages)
group by year order by year
"""

NATURALISED = """
select reported.year, 1000 * sum(persons) / sum(hosted)
from (
    select year, asylum, sum(persons) as persons
    from read_parquet('{data}/naturalisations.parquet') group by year, asylum
) as reported join (
    select year + 1 as year, asylum, sum(coalesce(refugees, 0) + coalesce(oip, 0)) as hosted
    from read_parquet('{data}/population.parquet') group by year, asylum
) as before on before.year = reported.year and before.asylum = reported.asylum
where reported.year >= 2000 group by reported.year order by reported.year
"""


def rows(query: str, **names: str) -> list[tuple]:
    return duckdb.sql(query.format(data=data_folder(), **names)).fetchall()


def exactly(values: list[float]) -> object:
    """Equal but for the order in which two engines add floating-point numbers."""
    return pytest.approx(values, rel=1e-12)


@pytest.mark.parametrize(
    ("id", "kind", "code"),
    [
        ("gcr_2_1_1", "impact", "3.1"),
        ("gcr_2_1_2", "impact", "1.2"),
        ("gcr_2_2_1_secondary", "impact", "3.2b"),
        ("identity_documents", "outcome", "1.3"),
    ],
)
def test_a_result_agrees_with_its_coverage_and_bounds_in_every_year(id: str, kind: str, code: str):
    ours = indicator(id, "world", range(2022, 2025))
    theirs = list(zip(*rows(RESULT, kind=kind, code=code), strict=True))
    for column, values in zip(("year", "value", "coverage", "low", "high"), theirs, strict=True):
        assert ours[column].tolist() == exactly(list(values))


def test_the_dependency_ratio_agrees_in_every_year():
    ours = indicator("dependency_ratio", "world", range(2001, 2026))
    for column, values in zip(
        ("year", "value", "coverage"), zip(*rows(DEPENDENCY), strict=True), strict=True
    ):
        assert ours[column].tolist() == exactly(list(values))


def test_the_rate_of_naturalisation_agrees_in_every_year():
    ours = indicator("naturalisations_per_1000_refugees", "world")
    years, values = zip(*rows(NATURALISED), strict=True)
    assert ours["year"].tolist() == list(years)
    assert ours["value"].tolist() == exactly(list(values))
