with {{ members }}, {{ refugees() }}, kind as (
  {{ kind | trim | indent(2) }}
)
select 100 * coalesce(sum(people) filter (where belongs), 0) / nullif(sum(people), 0) as value
from hosted join kind using (iso3)
where belongs is not null and iso3 in (from members)
