with {{ members }}
select sum(if({{ side }} in (from members), {{ amount }}, 0)) as value
from 'data/{{ table }}.parquet'
where year = {{ year }}{{ " and " ~ where if where }}
