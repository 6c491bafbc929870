with {{ members }}
select coalesce(sum(persons), 0) as value
from 'data/resettlement_arrivals.parquet'
where year = {{ year }} and {{ side }} in (from members)
