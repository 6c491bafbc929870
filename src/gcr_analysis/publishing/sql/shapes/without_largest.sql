with {{ members }}, {{ arrivals(side) }}, {{ largest() }}
select coalesce(sum(people) filter (where year = {{ year }} and destination not in (from largest)), 0) as value
from arrivals having sum(people) > 0
