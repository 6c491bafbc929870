with {{ members }}, ended as (  -- decisions of all levels, and cases closed without one
  select asylum, unit, procedure, coalesce(recognised, 0) + coalesce(complementary, 0)
    + coalesce(rejected, 0) + coalesce(closed, 0) as cases
  from 'data/asylum_decisions.parquet' where year = {{ year }}
), hosts as (  -- where {{ "governments" if procedure == "G" else "UNHCR" }} ended nearly all, in persons and in cases alike
  select asylum, coalesce(sum(cases) filter (where unit = 'persons'), 0) as ended
  from ended where asylum in (from members)
  group by asylum
  having ended > 0
    and coalesce(sum(cases) filter (where unit = 'persons' and procedure = '{{ procedure }}'), 0) >= 0.95 * ended
    and coalesce(sum(cases) filter (where unit = 'cases' and procedure = '{{ procedure }}'), 0)
      >= 0.95 * coalesce(sum(cases) filter (where unit = 'cases'), 0)
), waiting as (
  select asylum, sum(asylum_seekers) as waiting
  from 'data/population.parquet' where year = {{ year }} group by asylum
)
select coalesce(sum(waiting), 0) / sum(ended) as value
from hosts left join waiting using (asylum)
having sum(ended) >= 100
