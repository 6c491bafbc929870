with {{ members }}
{% if amount | length > 60 %}
select sum(if(
  {{ side }} in (from members), {{ amount }}, 0
)) as value
{% else %}
select sum(if({{ side }} in (from members), {{ amount }}, 0)) as value
{% endif %}
from 'data/{{ table }}.parquet'
where year = {{ year }}{{ "\n  and " ~ where if where }}
