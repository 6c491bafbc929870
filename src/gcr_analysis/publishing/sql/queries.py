"""The SQL that makes one figure again from the tables: written to be read, and pasted into DuckDB as it is."""

import re
import textwrap
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import jinja2

from gcr_analysis import framework
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region
from gcr_analysis.indicators.asked import Place, check_year, measure_of, places_of
from gcr_analysis.indicators.engine import readings
from gcr_analysis.indicators.measures import BASELINE_YEAR, why_not_applicable
from gcr_analysis.indicators.prices import prices_of
from gcr_analysis.indicators.published import SUBJECTS
from gcr_analysis.indicators.self_reliance.published import IN_WORDS
from gcr_analysis.publishing.sql.declared import HERE, written
from gcr_analysis.snapshot import sources, table_years
from gcr_analysis.snapshot.judged import holds

WIDTH = 100


def query(id: str, region: Place, year: int) -> str | None:
    """Write the SQL that makes a figure again, for DuckDB in the repository's folder.

    Parameters
    ----------
    id
        Id of a measure.
    region
        A region set or its name, a country's name or code, or the path of a region file.
    year
        The year asked for, as in ``gcr.indicator(id, region, year)``. The query takes the figure's own year.

    Returns
    -------
    str or None
        A query over the files under ``data/``. It returns ``value`` in the measure's unit, with ``low`` and
        ``high`` where the measure has bounds; a missing value, or no row, where there is no figure. None
        where a query would be no derivation: `why_no_sql` says why.

    Raises
    ------
    UnknownNameError
        When there is no such measure or region.
    GcrError
        When the year is none of the data's.

    Examples
    --------
    >>> print(query("naturalisations", "mirps", 2024))
    -- Refugees naturalised, in persons: MIRPS countries, 2024
    with members as (select unnest(['BLZ', 'CRI', 'GTM', 'HND', 'MEX', 'PAN', 'SLV']) as iso3)
    select sum(persons) as value
    from 'data/naturalisations.parquet'
    where year = 2024 and asylum in (from members)
    """
    [place] = places_of([region])
    year = check_year(year)
    if why_no_sql(id, place):
        return None
    [reading] = readings(id, place, year)
    return of_year(measure_of(id), place, own_year(id, reading))


def why_no_sql(id: str, region: Place) -> str:
    """Say why a measure has no query for a region; empty where it has one.

    Raises
    ------
    UnknownNameError
        When there is no such measure or region.

    Examples
    --------
    >>> why_no_sql("gcr_1_2_2", "world"), why_no_sql("refugees_hosted", "world")
    ('No source used here counts them', '')
    """
    [place] = places_of([region])
    return written(id).why_no_sql or why_not_applicable(measure_of(id), place)


def own_year(id: str, reading: Mapping[str, Any]) -> int:
    """Year that a query asks for: the figure's own, or that of the report which carries it.

    >>> own_year("refugees_hosted", {"year": 2025, "value_year": 2024})
    2024
    """
    report = written(id).report
    return min(reading["year"], table_years(report)[1]) if report else int(reading["value_year"])


def of_year(declared: Indicator, region: Region, year: int) -> str:
    """Write the query of a figure whose own year is known; of a measure that has a query and a meaning there.

    >>> from gcr_analysis.geography import region
    >>> of_year(measure_of("refugees_hosted"), region("LBN"), 2024).splitlines()[-1]
    'where year = 2024'
    """
    entry = written(declared.id)
    given = _given(declared.id, region, year) | entry.given
    for _ in range(2):  # a text may name another one
        given |= {name: _filled(value, given) for name, value in given.items() if name in entry.given}
    source = entry.query or _source(f"{entry.shape}.sql")
    title = f"-- {declared.title}, in {declared.unit}: {region.title}, {year}"
    return f"{title}\n{_tidy(_template(source).render(given))}"


def _filled(value: Any, given: dict[str, Any]) -> Any:
    filling = isinstance(value, str) and "{" in value  # else no template need be compiled
    return _template(value).render(given).strip() if filling else value


def members(region: Region) -> str:
    """Write the relation with the codes of a region's countries.

    >>> from gcr_analysis.geography import region
    >>> members(region("LBN"))
    "members as (select unnest(['LBN']) as iso3)"
    """
    if region.id == "world":
        return "members as (select iso3 from 'data/countries.parquet')"
    codes = ", ".join(f"'{code}'" for code in region.countries)
    lines = textwrap.wrap(f"members as (select unnest([{codes}]) as iso3)", WIDTH, subsequent_indent="  ")
    return "\n".join(lines)


def _given(id: str, region: Region, year: int) -> dict[str, Any]:
    """What every query may name."""
    plans = framework.response_plans().values()
    return {
        "id": id,
        "region": region,
        "members": members(region),
        "is_country": region.is_country,
        "is_world": region.id == "world",
        "year": year,
        "baseline": BASELINE_YEAR,
        "prices_of": prices_of(),
        "targets": framework.targets(),
        "in_words": IN_WORDS,
        "subjects": SUBJECTS.__getitem__,
        "vintage": _vintage,
        "judged": lambda table, columns: _judged(table, columns.split(), year),
        "migrants": _literals(plan.id for plan in plans if plan.people == "migrants"),
        "situations": [(plan.id, plan.origin) for plan in plans if plan.people == "refugees" and plan.origin],
    }


def _judged(table: str, columns: list[str], year: int) -> list[dict[str, str]]:
    """Figures of a year that cannot stand: the condition that finds their rows, and the reason."""
    return [
        {
            "where": " and ".join(f"{column} = {_literals([cell])}" for column, cell in entry.where.items()),
            "reason": entry.reason,
        }
        for entry in framework.ledger()
        if (entry.table, entry.year) == (table, year) and entry.column in columns
        if entry.kind != "stands" and holds(entry)
    ]


def _vintage(table: str) -> int:
    """Year of the vintage of a table's source."""
    return int(sources()[framework.tables()[table].source].vintage[:4])


def _literals(texts: Iterable[str]) -> str:
    """Write texts as SQL does, separated by commas."""
    return ", ".join("'" + text.replace("'", "''") + "'" for text in texts)


@cache
def _source(name: str) -> str:
    return HERE.joinpath("shapes", name).read_text(encoding="utf-8")


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, autoescape=False)
    environment.filters["literals"] = _literals
    return environment


@cache
def _template(source: str) -> jinja2.Template:
    return _environment().from_string(_source("shared.sql") + source)


def _tidy(text: str) -> str:
    """Begin each relation on a line of its own; leave out blank lines and blanks at the end of lines."""
    text = re.sub(r"\), (\w+ as \()", r"),\n\1", text)
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())
