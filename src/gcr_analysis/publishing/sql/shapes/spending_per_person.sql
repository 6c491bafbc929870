with {{ members }}, spent as (
  select country as iso3, sum(usd) as usd
  from 'data/unhcr_expenditure.parquet' where year = {{ year }} and country in (from members) group by country
), served as (  -- at the end of the year, and those who returned in it
  select asylum as iso3, coalesce(refugees, 0) + coalesce(oip, 0) + coalesce(asylum_seekers, 0)
    + coalesce(idps, 0) + coalesce(others_of_concern, 0) as people
  from 'data/population.parquet' where year = {{ year }}
  union all select origin as iso3, persons from 'data/refugee_returns.parquet' where year = {{ year }}
  union all select country as iso3, persons from 'data/idp_returns.parquet' where year = {{ year }}
), people as (
  select iso3, sum(people) as people from served group by iso3
)
select sum(usd){{ in_constant_dollars(constant) }} / nullif(sum(people) filter (where usd > 0), 0) as value
from spent left join people using (iso3)
