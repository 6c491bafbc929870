select sum({{ amount }}){{ in_constant_dollars(constant) }} as value
from 'data/{{ table }}.parquet'
where year = {{ year }}{{ " and " ~ where if where }}
