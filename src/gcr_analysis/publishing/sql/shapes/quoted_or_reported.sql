{% if is_world %}
{{ quoted_figure(subjects(id)) }}
{% else %}
with {{ members }}
select sum(value) as value
from 'data/unhcr_results.parquet'
where year = {{ year }} and country in (from members) and result = '{{ result }}'
{% endif %}
