with {{ members }}, {{ plans(tracker, amount if amount else "required_usd funded_usd") }}
{% if share %}
select 100 * sum(funded_usd) / nullif(sum(required_usd), 0) as value
from amounts where country in (from members) and funded_usd is not null and required_usd is not null
{% else %}
select sum({{ amount }}){{ in_constant_dollars(constant) }} as value
from amounts where country in (from members)
{% endif %}
