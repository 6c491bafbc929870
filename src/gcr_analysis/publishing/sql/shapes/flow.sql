with {{ members }}
select sum({{ amount }}){{ in_constant_dollars(constant) }} as value{{ also(bound) }}
from 'data/{{ table }}.parquet'
where year = {{ year }} and {{ side }} in (from members){{ "\n  and " ~ where if where }}
