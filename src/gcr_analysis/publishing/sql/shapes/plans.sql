{% if share %}
with {{ members }}, {{ plans(tracker, "required_usd funded_usd") }}, complete as (
  select * from amounts
  where country in (from members) and funded_usd is not null and required_usd is not null
), {{ refugees() }}, elsewhere as (  -- refugees in hosts without both amounts, whose share may be higher or lower
  select coalesce(sum(people), 0) as people
  from hosted where iso3 in (from members) and iso3 not in (select country from complete)
)
select 100 * sum(funded_usd) / nullif(sum(required_usd), 0) as value,
  case when any_value(elsewhere.people) = 0 then value end as low
from complete, elsewhere
{% else %}
with {{ members }}, {{ plans(tracker, amount) }}, known as (  -- hosts without an amount may add to it
  select sum({{ amount }}){{ in_constant_dollars(constant) | indent(2) }} as value
  from amounts where country in (from members)
)
select value, value as low from known
{% endif %}
