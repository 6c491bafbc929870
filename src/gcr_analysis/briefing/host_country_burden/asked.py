"""What refugee response plans asked for and what is recorded as received: by host, for a country by year."""

from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from gcr_analysis.briefing.claims import drawing
from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.host_country_burden.evidence import HostEvidence
from gcr_analysis.briefing.host_country_burden.exhibits import words
from gcr_analysis.briefing.host_country_burden.words import label, place, say, until_when
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.reasons import reason_in_words, shortened
from gcr_analysis.briefing.sentences import Sentence, uncapital
from gcr_analysis.figures.specification import Column, Mark, Rows
from gcr_analysis.framework import indicators, thresholds
from gcr_analysis.indicators.host_country_burden.plan_tables import asked_and_received
from gcr_analysis.indicators.prices import prices_of
from gcr_analysis.indicators.status import LEAST_COVERAGE
from gcr_analysis.snapshot import table_years

TABLE, SOURCE = "response_plan_hosts", "fts"
ROWS = 10
FEWEST = 2  # years in which a plan asked for something: fewer are no series
AMOUNTS = ["asked", "received"]
COLUMNS = ("name", "requirements", "funding", "share", "scope", "other_plans")


class Row(NamedTuple):
    """A host or a year: its name, both amounts, and whether they are of the same plans."""

    name: str
    asked: Quantity
    received: Quantity
    one_scope: bool
    one_sided: bool = True  # no surplus of one host hides what another lacks


def asked(burden: HostEvidence) -> Figure | Words:
    """Draw what plans asked for and received: by host in a region, by year for a single country."""
    return _by_year(burden) if burden.is_country else _by_host(burden)


def hosts_in_plans(burden: HostEvidence, year: int) -> pd.DataFrame:
    """Sum the amounts of a year over the plans for each host of the region.

    Returns
    -------
    DataFrame
        By ISO3, the largest requirements first: ``asked`` and ``received`` in current US dollars, missing
        where the source has none, and ``one_scope``, whether each plan there has both amounts.

    Examples
    --------
    >>> found = hosts_in_plans(HostEvidence("igad", 2025, 2016), 2025)
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


def hosts_that_ask(found: pd.DataFrame) -> int:
    """Return in how many hosts an amount was asked for; where in none, how many have an amount received."""
    return int(found["asked"].notna().sum()) or len(found)


def _by_host(burden: HostEvidence) -> Figure | Words:
    found = hosts_in_plans(burden, burden.year)
    facts = burden.common | {"reason": reason_in_words(burden.at("plan_requirements").reason)}
    if found.empty:
        return words("asked_none", facts)
    largest, others = found.head(ROWS), found.iloc[ROWS:]
    rows = [_of_hosts(burden, label(str(iso3)), largest.loc[[iso3]]) for iso3 in largest.index]
    if len(others):
        name = say("asked_others", count=given(len(others), "hosts")).text
        rows.append(_of_hosts(burden, name, others))
    if len(found) > 1:
        name = say("asked_sum", count=given(len(found), "hosts")).text
        rows.append(_of_hosts(burden, name, found))
    share = replace(burden.at("plan_share_funded"), bound="least")
    facts |= {
        "share": share,
        "hosts": given(hosts_that_ask(found), "hosts"),
        "shown": given(len(largest), "hosts"),
    }
    facts |= {"all": not len(others), "covered": burden.at("plan_requirements").covered}
    without = [str(iso3) for iso3 in largest.index[largest["asked"].isna()]]
    facts["absent"] = _reasons(
        {label(i): reason_in_words(burden.at("plan_requirements", of=i).reason) for i in without}
    )
    whole = share.known and (share.coverage or 0) >= LEAST_COVERAGE and bool(found["one_scope"].all())
    spread = bool(found["one_scope"].all()) and _hides_spread(found)
    facts |= _spread(burden, found) if spread else {}
    name = "asked_title_spread" if spread else ("asked_title" if whole else "asked_title_amounts")
    title = say(name, **facts)
    facts["claims"] = list(drawing((given(len(others), "hosts"), given(len(found), "hosts"))))
    return _figure(burden, rows, (title, "asked_subtitle"), facts)


def _hides_surplus(hosts: pd.DataFrame) -> bool:
    """Whether the sum of several hosts hides that some received much more than was asked for there."""
    surplus = (hosts["received"] - hosts["asked"]).clip(lower=0).sum()
    return len(hosts) > 1 and surplus > thresholds()["surplus_part"].value / 100 * hosts["received"].sum()


def _hides_spread(hosts: pd.DataFrame) -> bool:
    """Whether the sum of several hosts hides a surplus of some, or of few hosts how far apart they are."""
    shares = 100 * hosts["received"] / hosts["asked"]
    apart = shares.max() - shares.min() >= thresholds()["money_gap"].value
    return _hides_surplus(hosts) or (apart and len(hosts) <= thresholds()["five"].value)


def _spread(burden: HostEvidence, found: pd.DataFrame) -> dict[str, Any]:
    """The hosts that received the least and the most of what was asked for, where some received more."""
    shares = (100 * found["received"] / found["asked"]).sort_values(kind="stable")
    ends = {"least": shares.index[0], "most": shares.index[-1]}
    whole = replace(burden.at("plan_share_funded"), coverage=1.0, bound="least")
    return {f"{name}_name": place(str(iso3)) for name, iso3 in ends.items()} | {
        f"{name}_share": replace(whole, value=float(shares[iso3]), region=str(iso3))
        for name, iso3 in ends.items()
    }


def _of_hosts(burden: HostEvidence, name: str, hosts: pd.DataFrame) -> Row:
    """Sum the amounts of some hosts; an amount that none of them has is missing."""
    required, funded = (
        replace(
            burden.at(f"plan_{id}"),
            value=None if pd.isna(total := hosts[column].sum(min_count=1)) else float(total),
            low=None,
            coverage=1.0,
            bound=bound,
            detail=", ".join(map(str, hosts.index)),
        )
        for id, column, bound in (("requirements", "asked", ""), ("funding", "received", "least"))
    )
    return Row(name, required, funded, bool(hosts["one_scope"].all()), not _hides_surplus(hosts))


def _by_year(burden: HostEvidence) -> Figure | Words:
    first, last = table_years(TABLE)
    rows = {year: _of_year(burden, year) for year in range(first, min(last, burden.year) + 1)}
    known = [year for year, row in rows.items() if row.asked.known]
    if len(known) < FEWEST:
        return words(
            "asked_none", burden.common | {"reason": reason_in_words(burden.at("plan_requirements").reason)}
        )
    rows = {year: row for year, row in rows.items() if year >= known[0]}
    required, share = rows[known[-1]].asked, burden.at("plan_share_funded", known[-1])
    facts = burden.common | {"share": share, "own_year": given(known[-1], "year")}
    facts |= {"first": given(known[0], "year"), "prices": given(prices_of(), "year")}
    whom = required.reason.split(". ") if required.known else []
    facts["whom"] = ", ".join(uncapital(reason_in_words(each)) for each in whom)
    facts["absent"] = _reasons(
        {
            year: shortened(row.asked.reason, without=f" in {year}")
            for year, row in rows.items()
            if not row.asked.known
        }
    )
    title = say("asked_title_here" if share.known else "asked_title_here_amounts", **facts)
    return _figure(burden, list(rows.values()), (title, "asked_subtitle_here"), facts)


def _of_year(burden: HostEvidence, year: int) -> Row:
    """Return the amounts of a year's plans in a single country, in constant dollars."""
    required, funded = (burden.at(f"plan_{id}_constant", year) for id in ("requirements", "funding"))
    return Row(str(year), required, funded, bool(hosts_in_plans(burden, year)["one_scope"].all()))


def _reasons(by_name: dict[Any, str]) -> list[str]:
    """Say why hosts or years have no amount asked for, those with one reason together."""
    named: dict[str, list[Any]] = {}
    for name, reason in by_name.items():
        named.setdefault(reason, []).append(name)
    return [say("asked_absent", names=names, reason=reason).text for reason, names in named.items()]


def _figure(
    burden: HostEvidence, rows: list[Row], said: tuple[Sentence, str], facts: dict[str, Any]
) -> Figure:
    facts |= {"by": until_when(), "country": burden.is_country}
    facts["code"] = indicators()["plan_requirements"].gcr_code
    facts["rows"] = [say("asked_row", **row._asdict()) for row in rows]
    title, subtitle, alt = said[0], say(said[1], **facts), say("asked_alt", **facts)
    columns = [say(f"asked_{name}").text for name in COLUMNS]
    return Figure(
        id="asked",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line((SOURCE, "bls-consumer-prices") if burden.is_country else (SOURCE,)),
        alt=alt.text,
        data=pd.DataFrame(list(map(_cells, rows)), columns=columns).astype(
            dict.fromkeys(columns[1:4], float)
        ),
        drawing=_drawing(columns, rows[0].asked.unit, sums=not burden.is_country and len(rows) > 1),
        said=(title, subtitle, alt),
    )


def _drawing(columns: list[str], unit: str, *, sums: bool) -> Rows:
    """Declare a light bar asked for, in it a dark one received, and the numbers beside them."""
    names, asked, received, share, _, other = columns
    bars = (
        Mark(shape="bar", field=asked, colour="light", label=asked),
        Mark(shape="inner", field=received, label=received, hollow=other, hollow_label=other),
    )
    numbers = {asked: (unit, ""), received: (unit, "least"), share: ("percent", "least")}
    drawn = Column(unit=unit, silent=True, marks=bars)
    written = (Column(title=name, unit=of, field=name, bound=bound) for name, (of, bound) in numbers.items())
    return Rows(names=names, columns=(drawn, *written), sums=sums)


def _cells(row: Row) -> list[Any]:
    """Return the cells of a row; a share only where both amounts are of the same plans."""
    required, funded = row.asked.value, row.received.value
    known = row.one_scope and row.one_sided and required and funded is not None
    share = 100 * funded / required if known else None  # type: ignore[operator]
    other = funded is not None and not row.one_scope
    return [row.name, required, funded, share, row.one_scope, other]
