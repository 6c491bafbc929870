with {{ members }}, stock as (
  select
    coalesce(sum(coalesce(refugees, 0) + coalesce(oip, 0)) filter (where year = {{ year - 1 }}), 0) as before,
    coalesce(sum(coalesce(refugees, 0) + coalesce(oip, 0)) filter (where year = {{ year }}), 0) as now
  from 'data/population.parquet'
  where year in ({{ year - 1 }}, {{ year }}) and {{ side }} in (from members)
), flows as (  -- people who came are positive, people who left negative
  select coalesce(refugees, 0) + coalesce(refugee_like, 0) + coalesce(oip, 0) as people
  from 'data/displacement_flows.parquet' where year = {{ year }} and {{ side }} in (from members)
  union all
  select coalesce(recognised, 0) + coalesce(complementary, 0)
  from 'data/asylum_decisions.parquet' where year = {{ year }} and {{ side }} in (from members) and unit = 'persons'
  {% for table in ["refugee_returns", "naturalisations"] + (["resettlement_arrivals"] if side == "origin" else []) %}
  union all
  select -persons from 'data/{{ table }}.parquet' where year = {{ year }} and {{ side }} in (from members)
  {% endfor %}
), total as (
  select coalesce(sum(people), 0) as people from flows
)
select case when before <> 0 or now <> 0 or people <> 0 then now - before - people end as value
from stock, total
