with published as (
  select id, carried_by, unit, case
    when unit = 'percent' then value
    {% for words, percent in in_words.items() %}
    when value_text = '{{ words }}' then {{ percent }}
    {% endfor %}
    end as percent
  from 'data/published_values.parquet'
  where year = {{ year }}
    and subject in ({{ subjects(id) | literals }})
)
select first(percent order by carried_by <> 'publisher', unit <> 'percent', id) as value,
  min(percent) as low, max(percent) as high
from published where percent is not null
