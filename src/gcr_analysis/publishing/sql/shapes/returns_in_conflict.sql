with {{ members }}, {{ returned() }}, {{ violence(table) }}, figures as (
  select people, {{ figure }} as figure
  from returned left join (from violence where year = {{ year }}) using (iso3)
  where iso3 in (from members)
)
select
  100 * coalesce(sum(people) filter (where figure >= {{ least }}), 0)
    / nullif(sum(people) filter (where figure is not null), 0) as value
  {%- if bounds %},
  100 * coalesce(sum(people) filter (where figure >= {{ least }}), 0) / sum(people) as low,
  100 * coalesce(sum(people) filter (where figure >= {{ least }} or figure is null), 0) / sum(people) as high
  {%- endif %}

from figures having sum(people) >= 100
