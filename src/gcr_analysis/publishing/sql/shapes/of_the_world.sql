select sum({{ amount }}){{ in_constant_dollars(constant) }} as value
from 'data/{{ table }}.parquet'
where year = {{ year }}{{ "\n  and " ~ where if where }}
