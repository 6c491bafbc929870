{% set weights = {
  "hosted": refugees(), "from_there": refugees("from_there", "origin"), "returned": returned()
} %}
{% set alone = own and is_country %}
with {{ members }}{{ ", " ~ weights[weight] if not alone }}{{ ", " ~ before if before }}, figures as (
  {{ figures | trim | indent(2) }}
)
{% if alone %}
select figure as value
from figures where iso3 in (from members) and figure is not null
{% else %}
select
  sum(people * figure) / nullif(sum(people) filter (where figure is not null), 0) as value
  {%- if least is defined %},
  sum(people * coalesce(figure, {{ least }})) / nullif(sum(people), 0) as low
  {%- endif %}
  {%- if most is defined %},
  sum(people * coalesce(figure, {{ most }})) / nullif(sum(people), 0) as high
  {%- endif %}

from {{ weight }} left join figures using (iso3)
where iso3 in (from members)
{% endif %}
