with {{ members }}, {{ plans(tracker, "required_usd funded_usd") }}, situations as (  -- plans for refugees of one country
  select * from (values
    {% for plan, origin in situations %}
    ('{{ plan }}', '{{ origin }}'){{ "," if not loop.last }}
    {% endfor %}
  ) as each(plan, origin)
), by_host as (
  select plan, country, sum(required_usd) as required, sum(funded_usd) as funded
  from amounts
  where country in (from members) and required_usd is not null and funded_usd is not null
  group by plan, country
), people as (
  select origin, asylum, sum(coalesce(refugees, 0) + coalesce(oip, 0) + coalesce(asylum_seekers, 0)) as people
  from 'data/population.parquet'
  where year = {{ year }} and origin <> asylum and asylum in (from members)
  group by origin, asylum
), per_person as (
  select sum({{ amount }}){{ in_constant_dollars(constant) | indent(2) }} / sum(people) as value
  from by_host join situations using (plan)
    join people on people.origin = situations.origin and people.asylum = by_host.country
  where required > 0 and people > 0
  having sum(people) >= 1000
)
select value{{ also(bound) }} from per_person
