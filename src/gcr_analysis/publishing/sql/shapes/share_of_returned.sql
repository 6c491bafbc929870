with {{ members }}, {{ returned() }}, known as (
  select
    sum({{ these.split() | join(" + ") }}) as these,
    sum({{ others.split() | join(" + ") }}) as others
  from 'data/demographics.parquet'
  where year = {{ year }} and "group" = 'returned_refugees' and origin in (from members)
), everyone as (
  select greatest(sum(people), any_value(these + others)) as people
  from known left join (from returned where iso3 in (from members)) on true
)
select 100 * these / (these + others) as value,
  100 * these / people as low, 100 * (people - others) / people as high  -- whoever the others are
from known, everyone where these + others >= 100
