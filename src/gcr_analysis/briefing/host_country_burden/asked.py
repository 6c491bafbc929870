"""What refugee response plans asked for and what is recorded as received: by host, for a country by year."""

from functools import partial
from typing import Any

import pandas as pd

from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.drawing import part_of_asked
from gcr_analysis.briefing.host_country_burden.exhibits import words
from gcr_analysis.briefing.host_country_burden.words import label, say
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Sentence, listed, quantities_of, uncapital
from gcr_analysis.framework import indicators
from gcr_analysis.indicators.host_country_burden.plan_tables import asked_and_received
from gcr_analysis.indicators.host_country_burden.plans import recorded_by
from gcr_analysis.indicators.prices import prices_of
from gcr_analysis.indicators.status import LEAST_COVERAGE
from gcr_analysis.snapshot import table_years

TABLE, SOURCE = "response_plan_hosts", "fts"
ROWS = 10
AMOUNTS = ["asked", "received"]


def asked(burden: Burden) -> Figure | Words:
    """Draw what plans asked for and received: by host in a region, by year for a single country."""
    return _by_year(burden) if burden.is_country else _by_host(burden)


def hosts_in_plans(burden: Burden, year: int) -> pd.DataFrame:
    """Sum the amounts of a year over the plans for each host of the region.

    Returns
    -------
    DataFrame
        By ISO3, the largest requirements first: ``asked`` and ``received`` in current US dollars, missing
        where the source has none, and ``one_scope``, whether each plan there has both amounts.

    Examples
    --------
    >>> found = hosts_in_plans(Burden("igad", 2025, 2016), 2025)
    >>> found["asked"].head(2).round(-6).to_dict(), bool(found["one_scope"].all())
    ({'UGA': 827000000.0, 'ETH': 377000000.0}, True)
    """
    first, last = table_years(TABLE)
    if not first <= year <= last:
        return pd.DataFrame({"asked": [], "received": [], "one_scope": []})
    rows = asked_and_received(burden.region, year)
    rows = rows[(rows["source"] == SOURCE) & rows[AMOUNTS].notna().any(axis=1)]
    rows = rows.assign(one_scope=rows[AMOUNTS].notna().all(axis=1))
    by_host = rows.groupby("country")
    found = by_host[AMOUNTS].sum(min_count=1).assign(one_scope=by_host["one_scope"].all())
    return found.sort_values(["asked", "received"], ascending=False, kind="stable")


def _by_host(burden: Burden) -> Figure | Words:
    found = hosts_in_plans(burden, burden.year)
    facts = burden.common | {"reason": burden.at("plan_requirements").reason}
    if found.empty:
        return words("asked_none", facts)
    largest, others = found.head(ROWS), found.iloc[ROWS:]
    names = [label(str(iso3)) for iso3 in largest.index]
    parts = [largest.set_axis(names)]
    if len(others):
        parts.append(_summed(others, say("asked_others", count=given(len(others), "hosts")).text))
    if len(found) > 1:
        parts.append(_summed(found, say("asked_sum", count=given(len(found), "hosts")).text))
    rows = pd.concat(parts)
    share = burden.at("plan_share_funded")
    facts |= {"share": share, "hosts": given(len(found), "hosts")}
    facts["covered"] = burden.at("plan_requirements").covered
    facts |= {"shown": given(len(largest), "hosts"), "all": not len(others)}
    drawn = share.known and (share.coverage or 0) >= LEAST_COVERAGE and bool(found["one_scope"].all())
    title = say("asked_title" if drawn else "asked_title_amounts", **facts)
    absent = [str(iso3) for iso3 in largest.index[largest["asked"].isna()]]
    notes = _reasons({label(iso3): burden.at("plan_requirements", of=iso3).reason for iso3 in absent})
    under = (title, "asked_subtitle")
    return _figure(burden, rows, under, facts, unit="US dollars", sums=len(found) > 1, notes=notes)


def _by_year(burden: Burden) -> Figure | Words:
    first, last = table_years(TABLE)
    years = range(first, min(last, burden.year) + 1)
    figures = {year: _of_year(burden, year) for year in years}
    known = [year for year in years if any(figure.known for figure in figures[year])]
    if not known:
        return words("asked_none", burden.common | {"reason": burden.at("plan_requirements").reason})
    years = range(known[0], years[-1] + 1)
    scopes = [bool(hosts_in_plans(burden, year)["one_scope"].all()) for year in years]
    rows = pd.DataFrame(
        [[figure.value for figure in figures[year]] for year in years], [str(y) for y in years], AMOUNTS
    )
    rows = rows.astype(float).assign(one_scope=scopes)
    share = burden.at("plan_share_funded", known[-1])
    facts = burden.common | {"share": share, "own_year": given(known[-1], "year")}
    facts |= {"first": given(known[0], "year"), "prices": given(prices_of(), "year")}
    required = figures[known[-1]][0]
    facts["whom"] = ", ".join(map(uncapital, required.reason.split(". "))) if required.known else ""
    title = say("asked_title_here" if share.known else "asked_title_here_amounts", **facts)
    unit = required.unit
    absent = [year for year in years if not figures[year][0].known]
    notes = _reasons(
        {str(y): burden.at("plan_requirements", y).reason.replace(f" in {y}", "") for y in absent}
    )
    return _figure(burden, rows, (title, "asked_subtitle_here"), facts, unit=unit, notes=notes)


def _of_year(burden: Burden, year: int) -> tuple[Quantity, Quantity]:
    """What was asked and received in a year's plans, in constant dollars."""
    return burden.at("plan_requirements_constant", year), burden.at("plan_funding_constant", year)


def _reasons(by_name: dict[str, str]) -> tuple[str, ...]:
    """Say why hosts or years have no amount asked for, those with one reason together."""
    named: dict[str, list[str]] = {}
    for name, reason in by_name.items():
        named.setdefault(reason, []).append(name)
    return tuple(f"{listed(names)}: {reason}".replace("'", "’") for reason, names in named.items())


def _summed(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    summed = rows[AMOUNTS].sum(min_count=1).to_frame(name).T
    return summed.assign(one_scope=bool(rows["one_scope"].all()))


def _figure(
    burden: Burden,
    rows: pd.DataFrame,
    said: tuple[Sentence, str],
    facts: dict[str, Any],
    *,
    unit: str,
    sums: bool = False,
    notes: tuple[str, ...] = (),
) -> Figure:
    title, under = said
    facts |= {"by": recorded_by("plans"), "country": burden.is_country}
    facts["code"] = indicators()["plan_requirements"].gcr_code
    facts["rows"] = [_row(burden, row, unit) for row in rows.itertuples()]
    subtitle, alt = say(under, **facts), say("asked_alt", **facts)
    names = [say(f"asked_{name}").text for name in ("name", "requirements", "funding", "share", "scope")]
    shares = 100 * rows["received"] / rows["asked"].where(rows["asked"] > 0)
    columns = [
        rows.index,
        rows["asked"],
        rows["received"],
        shares.where(rows["one_scope"]),
        rows["one_scope"],
    ]
    return Figure(
        id="asked",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line((SOURCE, "bls-consumer-prices") if burden.is_country else (SOURCE,)),
        alt=alt.text,
        data=pd.DataFrame({name: list(column) for name, column in zip(names, columns, strict=True)}),
        draw=partial(part_of_asked, unit=unit, sums=sums),
        breaks=notes,
        quantities=quantities_of((title, subtitle, alt)),
    )


def _row(burden: Burden, row: Any, unit: str) -> Sentence:
    """Say in words what a row shows, for the alternative text."""
    amounts = {"asked": row.asked, "received": row.received}
    said = {name: _amount(burden, value, unit, row.Index) for name, value in amounts.items()}
    return say("asked_row", name=row.Index, **said)


def _amount(burden: Burden, value: float, unit: str, of: str) -> Quantity:
    whole = burden.at("plan_requirements")
    return Quantity(
        value=None if pd.isna(value) else float(value),
        unit=unit,
        region=burden.region.id,
        indicator=whole.indicator,
        year=burden.year,
        value_year=burden.year,
        status="proxy",
        source=SOURCE,
        vintage=whole.vintage,
        detail=of,
    )
