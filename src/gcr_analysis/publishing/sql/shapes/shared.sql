{# Parts that several queries have, each a named relation of a WITH clause or an expression. #}

{% macro refugees(name="hosted", side="asylum", when=year, also="") -%}
{{ name }} as (  -- refugees, other people in need of international protection{{ ", asylum-seekers" if also }}
  select {{ side }} as iso3, sum(coalesce(refugees, 0) + coalesce(oip, 0){{ also }}) as people
  from 'data/population.parquet' where year = {{ when }} group by {{ side }}
)
{%- endmacro %}

{% macro in_constant_dollars(constant) -%}
{% if constant %}
 * (
  select max(index) filter (where year = {{ prices_of }}) / max(index) filter (where year = {{ year }})
  from 'data/consumer_prices.parquet'
)
{%- endif %}
{%- endmacro %}

{# What bounds a value on one side is the value itself: at least so much, or at most. #}
{% macro also(bound) -%}
{{ ", value as " ~ bound if bound }}
{%- endmacro %}

{% macro returned(when="year = " ~ year) -%}
returned as (
  select origin as iso3, sum(persons) as people
  from 'data/refugee_returns.parquet' where {{ when }} group by origin
)
{%- endmacro %}

{% macro displaced(by) -%}
flows as (
  select {{ by }}, sum(refugees) as refugees, sum(refugee_like) as refugee_like, sum(oip) as oip,
    sum(asylum_applications) as applications
  from 'data/displacement_flows.parquet' where year = {{ year }} group by {{ by }}
), in_cases as (  -- applications that hosts count in cases, of one person or a family each
  select {{ by }}, nullif(sum(applications), 0) as cases
  from 'data/asylum_applications.parquet'
  where year = {{ year }} and type = 'N' and unit = 'cases'
  {% for host, last in tables["displacement_flows"].cases_as_persons.items() if year <= last %}
    and asylum <> '{{ host }}'  -- until {{ last }} the flows turn its cases into persons
  {% endfor %}
  group by {{ by }}
), displaced as (  -- recognised together, and one by one
  select {{ by }}, refugees, refugee_like, oip,
    case when cases is null then applications when applications > cases then applications - cases end as alone
  from flows left join in_cases using ({{ by }})
)
{%- endmacro %}

{% macro people_displaced() -%}
sum(coalesce(refugees, 0) + coalesce(refugee_like, 0) + coalesce(oip, 0) + coalesce(alone, 0))
{%- endmacro %}

{% macro ever_displaced() -%}
coalesce(refugees, refugee_like, oip, alone) is not null
{%- endmacro %}

{% macro arrivals(side, when="year >= 2000") -%}
arrivals as (
  select year, destination, sum(persons) as people
  from 'data/resettlement_arrivals.parquet'
  where {{ when }} and {{ side }} in (from members)
  group by year, destination
)
{%- endmacro %}

{# A figure of up to three years before stands in where a country's own has not come. #}
{% macro latest(figure, of, where="") -%}
select iso3, arg_max({{ figure }}, year) as figure
from {{ of }}
where year between {{ year - 3 }} and {{ year }}{{ " and " ~ where if where }}
group by iso3
{%- endmacro %}

{# Amounts that cannot stand, by the ledger of judged figures. #}
{% macro without_judged(table, columns) -%}
{% for each in judged(table, columns) %}
{% for line in each.reason %}
-- {{ line }}
{% endfor %}
and not ({{ each.where }})
{% endfor %}
{%- endmacro %}

{# Years of UNHCR's money are whole once its spending is published. #}
{% macro whole_year() -%}
year <= (select max(year) from 'data/unhcr_expenditure.parquet')
{%- endmacro %}

{% macro donors() -%}
with {{ members }}
select nullif(count(distinct donor), 0) as value
from 'data/unhcr_contributions.parquet'
where year = {{ year }} and country in (from members)
  and {{ whole_year() }}
  and (donor_type = 'government' or donor = 'European Union')
{%- endmacro %}

{% macro national_share(of="") -%}
{{ "with " ~ members ~ "\n" if not is_world -}}
select 100 * coalesce(sum(usd) filter (where implementer in ('government', 'national NGO')), 0)
  / nullif(sum(usd), 0) as value
from 'data/unhcr_expenditure.parquet'
where year = {{ year }}{{ " and " ~ of if of }}{{ " and country in (from members)" if not is_world }}
{%- endmacro %}

{# Amounts of response plans by plan and host that stand, of each plan in its latest edition. #}
{% macro plans(tracker, columns) -%}
{% if tracker %}
editions as (  -- of each plan the latest one with requests
  select plan, max(edition) as edition
  from 'data/response_plan_tracker.parquet'
  where year = {{ year }} and requested_usd is not null
    {{ without_judged("response_plan_tracker", "requested_usd received_usd") | indent(4) }}
  group by plan
), amounts as (
  select plan, country, requested_usd as required_usd, received_usd as funded_usd
  from 'data/response_plan_tracker.parquet' join editions using (plan, edition)
  where year = {{ year }} and plan not in ({{ migrants }})  -- for migrants
)
{%- else %}
amounts as (
  select plan, country, {{ columns.split() | join(", ") }}
  from 'data/response_plan_hosts.parquet'
  where year = {{ year }} and plan not in ({{ migrants }})  -- for migrants
    {{ without_judged("response_plan_hosts", columns) | indent(4) }}
)
{%- endif %}
{%- endmacro %}

{% macro data(table) -%}
'data/{{ table }}.parquet'
{%- endmacro %}

{# No year mixes figures of two editions. #}
{% macro governance(dimension) -%}
dimension = '{{ dimension }}'
  and edition = (select max(edition) from 'data/governance.parquet' where year <= {{ year }})
{%- endmacro %}

{% macro violence(table) -%}
{% set together = tables[table].one_figure %}
places as (  -- the source has one figure for some countries, which is over their populations together
  select iso3, if(iso3 in ({{ together | literals }}), '{{ together[0] }}', iso3) as counted_under
  from 'data/countries.parquet'
), inhabitants as (
  select year, counted_under, sum(population) as population
  from 'data/economy.parquet' join places using (iso3) group by year, counted_under
), violence as (
  select year, iso3, deaths, population
  from places join 'data/{{ table }}.parquet' as killed on killed.country = counted_under
    left join inhabitants using (year, counted_under)
)
{%- endmacro %}

{% macro per_100000() -%}
100000 * deaths / population
{%- endmacro %}

{% macro reported(result, group="refugees_and_asylum_seekers") -%}
select country as iso3, value as figure
from 'data/unhcr_results.parquet'
where year = {{ year }} and result = '{{ result }}' and population_group = '{{ group }}'
{%- endmacro %}

{# One edition has each country's latest figure, with its own year; one of more than three years before is too old. #}
{% macro latest_edition(table, own_year) -%}
{% set edition = vintage(table) - 1 -%}
{{ own_year if is_country else year }} = {{ year if is_country else edition }} and {{ own_year }} >= {{ edition - 3 }}
{%- endmacro %}

{% macro development(indicator, leaps) -%}
development as (
  select iso3, year, value from 'data/development.parquet'
  where indicator = '{{ indicator }}' and value is not null
  {% if leaps %}
  -- a share far from the figure before it, which the next one does not bear out, was counted in another way
  window years as (partition by iso3 order by year)
  qualify coalesce(abs(value - lag(value) over years) <= 40, true) or abs(value - lead(value) over years) <= 40
  {% endif %}
)
{%- endmacro %}

{% macro quoted_figure(subjects) -%}
select value from 'data/published_values.parquet'
where year = {{ year }} and period = '{{ year }}'
  and subject in ({{ subjects | literals }})
order by carried_by <> 'publisher', id limit 1
{%- endmacro %}

{% macro destinations(side) -%}
with {{ members }}
select count(distinct destination) as value
from 'data/resettlement_arrivals.parquet'
where year = {{ year }} and {{ side }} in (from members) and persons > 0
{%- endmacro %}

{% macro needs() -%}
{{ members ~ ", " if not is_world }}needs as (
  select iso3, persons from 'data/resettlement_needs.parquet'
  where year = {{ year }} and measure = 'needs' and dimension = '{{ "world" if is_world else "origin" }}'
  {% if not is_world %}
    and iso3 in (from members)
  {% endif %}
)
{%- endmacro %}

{% macro largest() -%}
largest as (  -- of all years since 2000 together
  select destination from arrivals group by destination order by sum(people) desc, destination limit 1
)
{%- endmacro %}

{% macro yearly_arrivals(side, without_largest) -%}
{{ arrivals(side) if without_largest else arrivals(side, "year between 2015 and " ~ year) }}
{{- ", " ~ largest() if without_largest }}, yearly as (
  select year, coalesce(sum(people), 0) as people
  from range(2015, {{ year + 1 }}) as every(year) left join
  {%- if without_largest %} (
    from arrivals where destination not in (from largest)
  ) as arrivals
  {%- else %} arrivals
  {%- endif %} using (year)
  group by year
)
{%- endmacro %}

{# What two years fall short of five years before, with an interval of 80 percent: Student's t with four degrees. #}
{% macro shortfall() -%}
select
  2 * avg(people) filter (where year <= 2019) - sum(people) filter (where year >= 2020) as value,
  value - 2.776445 * stddev_samp(people) filter (where year <= 2019) * sqrt(2 + 4 / 5) as low,
  value + 2.776445 * stddev_samp(people) filter (where year <= 2019) * sqrt(2 + 4 / 5) as high
from yearly where year between 2015 and 2021
having count(*) = 7
{%- endmacro %}

{% macro recovery() -%}
select min(year) as value
from yearly, usual where year between 2020 and {{ year }} and yearly.people >= usual.people
{%- endmacro %}

{% macro ages() -%}
with {{ members }}, hosts as (
  select
    sum(female_0_4 + male_0_4) as under_five,
    sum(female_5_11 + male_5_11 + female_12_17 + male_12_17) as five_to_17,
    sum(female_18_59 + male_18_59) as adults,
    sum(female_60_plus + male_60_plus) as older,
    sum(female_0_4 + female_5_11 + female_12_17 + female_18_59 + female_60_plus) as women,
    sum(total) as total
  from 'data/demographics.parquet'
  where year = {{ year }} and "group" in ('refugees', 'oip') and asylum in (from members)
  group by asylum
), known as (  -- hosts that know the age of nine in ten
  select * from hosts where total > 0 and under_five + five_to_17 + adults + older >= 0.9 * total
)
{%- endmacro %}
