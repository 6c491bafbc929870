{% if own and is_country %}
select 100 * sum(persons) / sum(analysed) as value
from 'data/acute_food_insecurity.parquet'
where year = {{ year }} and country = '{{ region.id }}' and people = '{{ people }}' and method <> 'none'
{% else %}
with {{ members }}, {{ refugees(side="origin" if people == "country" else "asylum", name="everyone") }}, figures as (
  select country as iso3, method, sum(analysed) as analysed, sum(persons) as persons
  from 'data/acute_food_insecurity.parquet'
  where year = {{ year }} and people = '{{ people }}' and method <> 'none'
  group by country, method having sum(persons) is not null
)
{%- if people == "refugees" %}, {{ refugees("served", also=" + coalesce(asylum_seekers, 0)") }}, of_refugees as (
  -- a figure about far more people than the refugees there is not of refugees alone
  select figures.* from figures left join served using (iso3) where analysed <= 2 * coalesce(people, 0)
)
{%- endif %}, alone as (  -- methods differ, so that no mean mixes two of them: countries with a figure by one method
  select * from {{ "of_refugees" if people == "refugees" else "figures" }} qualify count(*) over (partition by iso3) = 1
), weighed as (
  select method, persons / analysed as share, {{ "people" if people == "country" else "least(analysed, people)" }} as people
  from alone join everyone using (iso3) where iso3 in (from members)
), best as (  -- the method that covers most people
  select method from weighed group by method order by sum(people) desc limit 1
), whole as (
  select sum(people) as people from everyone where iso3 in (from members)
)
select
  100 * sum(weighed.people * share) / sum(weighed.people) as value,
  100 * sum(weighed.people * share) / any_value(whole.people) as low,
  100 * (1 - sum(weighed.people * (1 - share)) / any_value(whole.people)) as high
from weighed, whole where method in (from best)
having sum(weighed.people) > 0
{% endif %}
