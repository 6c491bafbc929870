with {{ members }}, {{ refugees() }}, ranked as (
  select people, row_number() over (order by people desc) as place
  from hosted where iso3 in (from members)
)
select 100 * sum(people) filter (where place <= {{ n }}) / nullif(sum(people), 0) as value
from ranked
