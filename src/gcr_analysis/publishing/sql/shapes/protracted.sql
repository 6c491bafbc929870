with {{ members }}{% if not every_host %}, low_or_middle_income as (
  select iso3 from 'data/income_groups.parquet' where fiscal_year = {{ year + 1 }} and "group" <> 'high'
){% endif %}, pairs as (
  select year, origin, asylum, coalesce(refugees, 0) + coalesce(oip, 0) as people
  from 'data/population.parquet'
  where year between {{ year - 4 }} and {{ year }} and asylum in (from members)
), situations as (  -- 25,000 people or more of one origin in one host, at five year-ends in a row
  select origin, asylum, sum(people) filter (where year = {{ year }}) as people
  from pairs
  where people >= 25000 and origin not in ('UNK', 'XXA') and origin <> asylum
  {% if not every_host %}
    and asylum in (from low_or_middle_income)
  {% endif %}
  group by origin, asylum having count(*) = 5
)
{% if of %}
select 100 * coalesce(sum(people), 0) / nullif(
  (select sum(people) from pairs where year = {{ year }}{{ " and " ~ of if of != "everybody" }}), 0
) as value
from situations
{% else %}
select {{ value }} as value
from situations
{% endif %}
