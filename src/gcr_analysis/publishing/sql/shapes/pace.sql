{% set goal = targets[target] %}
with counted as (
  {% if counts == "arrivals" %}
  select sum(persons) as people from 'data/resettlement_arrivals.parquet'
  where year between {{ goal.since }} and {{ year }}
  {% elif counts == "departures" %}
  select sum(value) as people, max(year) as last from (  -- of each year the figure that the publisher gives
    select distinct on (year) year, value from 'data/published_values.parquet'
    where year between {{ goal.since }} and {{ year }} and period = year::text
      and subject in ({{ subjects("gcr_3_1_1") | literals }})
    order by year, carried_by <> 'publisher', id
  )
  {% else %}
  select 0 as people
  {% endif %}
){% if permits %}, permits as (
  select 1e6 * value as people from 'data/published_values.parquet'
  where subject in ({{ subjects("gcr_3_2_1") | literals }}) and period = '{{ goal.since }}-{{ year }}'
  order by carried_by <> 'publisher', id limit 1
){% endif %}

select greatest({{ goal.value }} - counted.people{{ " - permits.people" if permits }}, 0)
  / ({{ goal.by }} - {{ year }}) as value
from counted{{ ", permits" if permits }}
where {{ year }} between {{ goal.since }} and {{ goal.by - 1 }}
{% if counts == "departures" and not permits %}
  and last = {{ year }}
{% endif %}
