with {{ members }}, people as (
  {% for each in people %}
  {{ "union all " if not loop.first }}select {{ each.side }} as iso3, {{ each.amount }} as people
  from 'data/{{ each.table }}.parquet' where year = {{ year }}
  {% endfor %}
), counted as (
  select iso3, sum(people) as people from people group by iso3
)
select {{ per }} * sum(coalesce(people, 0)) / sum(population) as value
from 'data/economy.parquet' left join counted using (iso3)
where year = {{ year }} and population is not null and iso3 in (from members)
