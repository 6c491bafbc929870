"""What the data cannot say: how free and safe a return was, and what moved because of how it was counted."""

from collections.abc import Iterator
from dataclasses import replace

from gcr_analysis.briefing.evidence import relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.return_conditions.home import Home
from gcr_analysis.briefing.return_conditions.progress import WEIGHTS
from gcr_analysis.briefing.return_conditions.words import ONE_PLACE, say
from gcr_analysis.briefing.sentences import Sentence, uncapital
from gcr_analysis.framework import Break
from gcr_analysis.indicators.arrays import since
from gcr_analysis.indicators.return_conditions import past_returns, reconciliation
from gcr_analysis.indicators.return_conditions.conditions import VALUES
from gcr_analysis.snapshot import cited_source, latest_year

MOST_BREAKS = 3
SMALLEST_TOLD = 0.02
RESIDUAL_PERCENT = 1
REVISED_PERCENT = 5
MANY_REFUGEES = 1000


def limits(home: Home) -> Iterator[Finding]:
    """Tell what readers might otherwise take for granted.

    That a return may have been forced, and to danger · none reported is not none · how often returns are
    revised · where the data on violence end · whether flows account for the stock · other people in need of
    protection, where the baseline lies before they were counted · the largest breaks · measures that cannot
    be judged · Palestine refugees under UNRWA · deaths in Gaza · two counts of people displaced inside ·
    figures of an earlier year · what a region's conditions are means of.
    """
    yield Finding("limits", 10, say("limit_freedom", **home.common))
    rules = (
        _none,
        _rounded,
        _revised,
        _violence,
        _balance,
        _others,
        _breaks,
        _unjudged,
        _unrwa,
        _gaza,
        _inside,
        _means,
    )
    for rule in rules:
        yield from rule(home)


def _none(home: Home) -> Iterator[Finding]:
    if not home.returns.value:
        yield Finding("limits", 9.5, say("limit_none", **home.common))
    elif home.hardly_any:
        yield Finding("limits", 9.5, say("limit_few", **home.common))


def _rounded(home: Home) -> Iterator[Finding]:
    if home.returns.value and home.few:
        yield Finding("limits", 5.2, say("limit_rounded", **home.common))


def _revised(home: Home) -> Iterator[Finding]:
    """Report the year whose returns past releases moved most, and what the latest may come to."""
    history = past_returns(home.region).loc[: home.year]
    moved = history.max(axis=1) / history.min(axis=1)
    large = moved[moved >= 1 + REVISED_PERCENT / 100]
    now = home.returns
    band = now.low is not None and now.high is not None and now.high > now.low
    if large.empty and not band:
        return
    low, high = now.ends
    facts = home.common | {"band": band, "low": low, "high": high, "figures": [], "revised_year": None}
    if len(large):
        year = int(large.idxmax())
        own = history.loc[year].dropna()
        steps = own[own != own.shift()]
        facts["figures"] = [_then(home, year, str(name), value) for name, value in steps.items()]
        facts["revised_year"] = given(year, "year")
    yield Finding("limits", 9, say("limit_revised", **facts))


def _then(home: Home, year: int, release: str, value: float) -> Quantity:
    """Make what one release said of a year into a quantity of that release."""
    cited = cited_source("unhcr-releases")
    figure = home.like(home.returns, value, "persons", detail=f"release of {release}")
    return replace(
        figure, year=year, value_year=year, status="computed", source=cited.id, vintage=cited.vintage
    )


def _violence(home: Home) -> Iterator[Finding]:
    if home.violence_year < home.year and home.returns.value:
        facts = home.common | {"war_year": given(home.violence_year, "year")}
        facts["later"] = home.at("conflict_deaths_per_100000_26_1").known
        yield Finding("limits", 8, say("limit_violence", **facts))


def _balance(home: Home) -> Iterator[Finding]:
    """Set the stock at both ends of the year against its flows, where the residual is not small."""
    row = reconciliation(home.region, (home.year,)).loc[home.year]
    if max(row["start"], row["end"]) < MANY_REFUGEES:
        return
    if abs(row["residual"]) < RESIDUAL_PERCENT / 100 * row["start"]:
        return
    facts = home.common | {str(name): _flow(home, float(value), str(name)) for name, value in row.items()}
    facts |= {"came": _flow(home, float(row["as_group"] + row["by_decision"]), "became refugees")}
    facts |= {"missing": row["residual"] > 0, "residual": facts["residual"].size}
    yield Finding("limits", 7, say("limit_balance", **facts))


def _flow(home: Home, value: float, name: str) -> Quantity:
    return home.like(home.at("refugees_unaccounted_for"), value, "persons", detail=name)


def _others(home: Home) -> Iterator[Finding]:
    start = since("population", "oip")
    now, then = home.at("mandate_refugees_from_origin"), home.then("mandate_refugees_from_origin")
    others = (home.refugees.value or 0) - (now.value or 0)
    if home.baseline_year < start <= home.year and others > 0:
        facts = home.common | {"start": given(start, "year"), "mandate": now, "then": then}
        percent = relative(now, then)
        facts["percent"] = percent if percent.known and abs(percent.value or 0) < 900 else None
        yield Finding("limits", 6.5, say("limit_others", **facts))


def _breaks(home: Home) -> Iterator[Finding]:
    """Report the largest breaks, except changes of definition; steps of one kind stand together."""
    by_text: dict[str, list[Break]] = {}
    for crossed in home.breaks("refugees_from_origin", SMALLEST_TOLD):
        if crossed.kind != "definition":
            by_text.setdefault(crossed.text, []).append(crossed)
    largest = sorted(by_text.values(), key=lambda steps: -abs(sum(b.size or 0 for b in steps)))[:MOST_BREAKS]
    if largest:
        breaks = [_told(home, steps) for steps in sorted(largest, key=lambda steps: steps[0].between)]
        number = given(len(breaks), "breaks")
        yield Finding("limits", 6, say("limit_breaks", **home.common, breaks=breaks, number=number))


def _told(home: Home, steps: list[Break]) -> Sentence:
    before, after = min(b.between[0] for b in steps), max(b.between[1] for b in steps)
    size = sum(b.size or 0 for b in steps)
    facts = {"before": given(before, "year"), "after": given(after, "year")}
    facts["size"] = home.stock(size, detail=f"break between {before} and {after}")
    return say("told_break", text=steps[0].text, sized=bool(size), **facts)


def _unjudged(home: Home) -> Iterator[Finding]:
    """Name the measures that no progress is read in although both figures are there, and why."""
    rows = home.progress.loc[[id for id in WEIGHTS if id in home.progress.index]]
    rows = rows[rows["value"].notna() & rows["baseline"].notna() & (rows["reason"] != "")]
    groups = [
        say("unjudged_group", titles=[uncapital(home.title(str(id))) for id in ids.index], reason=reason)
        for reason, ids in rows.groupby("reason", sort=False)
    ]
    if groups:
        yield Finding("limits", 5.5, say("limit_unjudged", **home.common, groups=groups))


def _unrwa(home: Home) -> Iterator[Finding]:
    people = home.at("unrwa_refugees_hosted", of="world")
    if "PSE" in home.region.countries and people.value:
        yield Finding("limits", 7.5, say("limit_unrwa", **home.common, people=people))


def _gaza(home: Home) -> Iterator[Finding]:
    if ONE_PLACE & set(home.region.countries):
        yield Finding("limits", 5, say("limit_gaza", **home.common))


def _inside(home: Home) -> Iterator[Finding]:
    idmc, unhcr = home.at("idps"), home.at("idps_unhcr")
    if idmc.value and unhcr.value:
        yield Finding("limits", 4.5, say("limit_inside", **home.common, idmc=idmc, unhcr=unhcr))


def _means(home: Home) -> Iterator[Finding]:
    """Say of which years conditions are, and for a region what they are means of."""
    figures = [home.at(id) for id in VALUES]
    known = [figure for figure in figures if figure.known]
    if not known:
        return
    years = sorted({figure.value_year or 0 for figure in known})
    facts = home.common | {"first": given(years[0], "year"), "last": given(years[-1], "year")}
    facts["latest"] = given(latest_year(), "year")
    facts |= {
        "one_year": len(years) == 1,
        "missing": [uncapital(home.title(f.indicator)) for f in figures if not f.known],
    }
    yield Finding("limits", 4, say("limit_means", **facts))
