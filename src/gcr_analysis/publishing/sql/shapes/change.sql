with {{ members }}, stock as (
  select year, sum({{ amount }}) as people
  from 'data/population.parquet'
  where year in ({{ baseline }}, {{ year }}) and {{ side }} in (from members)
  group by year
), ends as (
  select
    coalesce(sum(people) filter (where year = {{ baseline }}), 0) as before,
    coalesce(sum(people) filter (where year = {{ year }}), 0) as now
  from stock
)
select {{ "100 * (now - before) / nullif(before, 0)" if percent else "now - before" }} as value
from ends where {{ year }} > {{ baseline }}
