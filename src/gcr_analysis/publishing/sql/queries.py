"""The SQL that makes a figure again from the tables: to be read, and to be pasted into DuckDB as it is."""

import re
import textwrap
from collections.abc import Iterable, Mapping
from functools import cache
from math import isnan
from typing import Any

import jinja2

from gcr_analysis import framework
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.asked import Place, check_year, measure_of, places_of
from gcr_analysis.indicators.engine import readings
from gcr_analysis.indicators.measures import BASELINE_YEAR, why_not_applicable
from gcr_analysis.indicators.prices import prices_of
from gcr_analysis.indicators.published import SUBJECTS
from gcr_analysis.indicators.self_reliance.published import IN_WORDS
from gcr_analysis.publishing.sql.declared import HERE, written
from gcr_analysis.snapshot import as_of, sources, table_years
from gcr_analysis.snapshot.judged import holds

WIDTH = 100


def query(id: str, region: Place, year: int, baseline_year: int = BASELINE_YEAR) -> str | None:
    """Write the SQL that makes a figure again, for DuckDB in the repository's folder.

    Parameters
    ----------
    id
        Id of a measure.
    region
        A region set or its name, a country's name or code, or the path of a region file.
    year
        The year asked for, as in ``gcr.indicator(id, region, year)``. The query takes the figure's own year.
    baseline_year
        What measures of change compare with.

    Returns
    -------
    str or None
        A query over the files under ``data/`` with a row of ``value``, in the measure's unit; the value is
        missing, or the row, where there is no figure. ``low`` and ``high`` are there where what is not known
        bounds the value, and are the value itself where all is known or where it is the bound, as in "at
        least"; revision bands are no part of it. None where there is no query: `why_no_sql` says why.

    Raises
    ------
    UnknownNameError
        When there is no such measure or region.
    GcrError
        When the year is none of the data's.

    Examples
    --------
    >>> print(query("naturalisations", "mirps", 2024))
    -- Naturalised refugees, in persons: MIRPS countries, 2024
    with members as (select unnest(['BLZ', 'CRI', 'GTM', 'HND', 'MEX', 'PAN', 'SLV']) as iso3)
    select sum(persons) as value
    from 'data/naturalisations.parquet'
    where year = 2024 and asylum in (from members)
    """
    [place] = places_of([region])
    year, baseline_year = check_year(year), check_year(baseline_year)
    if why_no_sql(id, place):
        return None
    own = own_year(id, readings(id, place, range(FIRST_YEAR, year + 1), baseline_year), year)
    return of_year(measure_of(id), place, own, baseline_year)


def why_no_sql(id: str, region: Place) -> str:
    """Say why a measure has no query for a region; empty where it has one.

    A region for which a measure has no meaning has none, nor has a figure as of an earlier release, since the
    tables that it rests on are not those under ``data/``.

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
    reason = written(id).why_no_sql or why_not_applicable(measure_of(id), place)
    release = as_of()
    return reason or (f"The tables under data/ are not those of {release}" if release else "")


def own_year(id: str, rows: Iterable[Mapping[str, Any]], year: int) -> int:
    """Year that a query asks for: the figure's own, or that of the report which carries the figure.

    Parameters
    ----------
    id
        Id of a measure.
    rows
        Its rows for one region, those of the year and of the years before.
    year
        The year asked for.

    Examples
    --------
    >>> own_year("refugees_hosted", [{"year": 2025, "value_year": 2024, "value": 5.0}], 2025)
    2024
    """
    report = written(id).report
    if not report:
        return next(int(row["value_year"]) for row in rows if row["year"] == year)
    last = table_years(report)[1]
    known = [row["year"] for row in rows if row["year"] <= last and not isnan(row["value"])]
    return year if year <= last else max(known, default=last)


def of_year(declared: Indicator, region: Region, year: int, baseline_year: int = BASELINE_YEAR) -> str:
    """Write the query of a figure whose own year is known; of a measure that has a query and a meaning there.

    >>> from gcr_analysis.geography import region
    >>> of_year(measure_of("refugees_hosted"), region("LBN"), 2024).splitlines()[-1]
    'where year = 2024'
    """
    entry = written(declared.id)
    given = _given(declared.id, region, year) | {"baseline": baseline_year}
    given |= _macros(given) | entry.given
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
        "prices_of": prices_of(),
        "tables": framework.tables(),
        "targets": framework.targets(),
        "in_words": IN_WORDS,
        "subjects": SUBJECTS.__getitem__,
        "vintage": _vintage,
        "judged": lambda table, columns: _judged(table, columns.split(), year),
        "migrants": _literals(plan.id for plan in plans if plan.people == "migrants"),
        "situations": [(plan.id, plan.origin) for plan in plans if plan.people == "refugees" and plan.origin],
    }


def _judged(table: str, columns: list[str], year: int) -> list[dict[str, Any]]:
    """Figures of a year that cannot stand: the condition that finds their rows, and the reason."""
    return [
        {
            "where": " and ".join(f"{column} = {_literals([cell])}" for column, cell in entry.where.items()),
            "reason": textwrap.wrap(entry.reason, WIDTH),
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


def _macros(given: dict[str, Any]) -> dict[str, Any]:
    """Parts that queries share, which know what every query may name."""
    module = _template(_source("shared.sql")).make_module(given)
    return {name: macro for name, macro in vars(module).items() if not name.startswith("_")}


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
    return _environment().from_string(source)


def _tidy(text: str) -> str:
    """Begin each relation on a line of its own; leave out blank lines and blanks at the end of lines."""
    text = re.sub(r"\), (\w+ as \()", r"),\n\1", text)
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())
