"""What the data cannot say: who is not counted, what changed in the counting, what is missing or borrowed."""

from collections.abc import Iterator

from gcr_analysis.briefing.evidence import relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.progress import WEIGHTS
from gcr_analysis.briefing.host_country_burden.titles import MANY_REFUGEES, SMALLEST_TOLD, is_multiple
from gcr_analysis.briefing.host_country_burden.words import place, say
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.sentences import Sentence, uncapital
from gcr_analysis.framework import Break, indicators
from gcr_analysis.indicators.arrays import excerpt, low_or_middle_income, since

MOST_BREAKS = 3
INCOME_POINTS = 1
ASYLUM = ("asylum_decisions", "new_displacement")
GCR = ("gcr_1_1_1", "gcr_1_1_2", "gcr_1_2_1")


def limits(burden: Burden) -> Iterator[Finding]:
    """Tell what readers might otherwise take for granted.

    Palestine refugees under UNRWA where there are any · other people in need of protection, where the
    baseline lies before they were counted · the largest breaks between baseline and year · measures that
    cannot be judged for a break · income groups that changed · asylum figures in cases, and protection rates
    where most applications end without a decision · capacity without income · figures of an earlier year, and
    those that stand in for others · and, always, how little a stock says by itself.
    """
    rules = (_unrwa, _others, _breaks, _unjudged, _income, _asylum, _closed, _capacity, _earlier, _proxies)
    for rule in rules:
        yield from rule(burden)
    few = float(burden.hosts["refugees"].sum()) < MANY_REFUGEES
    yield Finding("limits", 1, say("limit_rounded" if few else "limit_stock", **burden.common))


def _unrwa(burden: Burden) -> Iterator[Finding]:
    people = burden.at("unrwa_refugees_hosted")
    if people.value:
        per_1000 = "refugees_per_1000_inhabitants"
        facts = burden.common | {"people": people, "here": burden.at(per_1000)}
        yield Finding("limits", 10, say("limit_unrwa", **facts, both=burden.at(f"{per_1000}_with_unrwa")))


def _others(burden: Burden) -> Iterator[Finding]:
    start = since("population", "oip")
    if burden.more_are_counted:
        now, then = burden.at("mandate_refugees_hosted"), burden.then("mandate_refugees_hosted")
        percent = relative(now, then)
        facts = burden.common | {"start": given(start, "year"), "mandate": now, "then": then}
        facts["percent"] = "" if is_multiple(percent) else percent
        yield Finding("limits", 9, say("limit_others", **facts))


def _breaks(burden: Burden) -> Iterator[Finding]:
    """Report the largest breaks, except changes of definition; steps of one kind stand together."""
    told = burden.breaks("refugees", SMALLEST_TOLD)
    by_text: dict[str, list[Break]] = {}
    for crossed in told:
        if crossed.kind != "definition":
            by_text.setdefault(crossed.text, []).append(crossed)
    largest = sorted(by_text.values(), key=lambda steps: -abs(sum(b.size or 0 for b in steps)))[:MOST_BREAKS]
    if largest:
        breaks = [_told(burden, steps) for steps in sorted(largest, key=lambda steps: steps[0].between)]
        number = given(len(breaks), "breaks")
        yield Finding("limits", 8, say("limit_breaks", **burden.common, breaks=breaks, number=number))


def _told(burden: Burden, steps: list[Break]) -> Sentence:
    before, after = min(b.between[0] for b in steps), max(b.between[1] for b in steps)
    size = sum(b.size or 0 for b in steps)
    facts = {"before": given(before, "year"), "after": given(after, "year")}
    facts["size"] = burden.people(size, detail=f"break between {before} and {after}")
    return say("told_break", text=steps[0].text, sized=bool(size), **facts)


def _unjudged(burden: Burden) -> Iterator[Finding]:
    """Name the measures that no progress is read in, where a break or a definition is the reason."""
    rows = burden.progress.loc[[id for id in WEIGHTS if id in burden.progress.index]]
    rows = rows[rows["value"].notna() & rows["baseline"].notna() & (rows["reason"] != "")]
    groups = [
        say("unjudged_group", titles=[uncapital(burden.title(str(id))) for id in ids.index], reason=reason)
        for reason, ids in rows.groupby("reason", sort=False)
    ]
    if groups:
        yield Finding("limits", 7.5, say("limit_unjudged", **burden.common, groups=groups))


def _income(burden: Burden) -> Iterator[Finding]:
    """Report income groups where the baseline's would give a share that differs by a point or more."""
    share = burden.at("share_hosted_in_low_and_middle_income")
    if share.value is None or burden.is_country:
        return
    refugees = burden.hosts.set_index("asylum")["refugees"].astype(float)
    groups = excerpt(
        low_or_middle_income, of=refugees.index, years=range(burden.baseline_year, burden.year + 1)
    )
    first, last = groups.iloc[0], groups.iloc[-1]
    known, moved = first.notna() & last.notna(), first.notna() & last.notna() & (first != last)
    fixed = 100 * float((refugees * first)[known].sum() / refugees[known].sum())
    if not moved.any() or abs(fixed - share.value) < INCOME_POINTS:
        return
    names = [
        say(
            "income_move",
            name=place(iso3),
            year=given(int(groups.index[groups[iso3] == last[iso3]].min()), "year"),
        )
        for iso3 in refugees.index[moved][:3]
    ]
    facts = burden.common | {"names": names, "share": share}
    facts["fixed"] = burden.percent(
        fixed, detail=f"low and middle income by the groups of {burden.baseline_year}"
    )
    yield Finding("limits", 7, say("limit_income", **facts))


def _asylum(burden: Burden) -> Iterator[Finding]:
    reasons = [figure.reason for id in ASYLUM if (figure := burden.at(id)).status == "partial"]
    if reasons:
        yield Finding("limits", 6.5, say("limit_cases", reasons=list(dict.fromkeys(reasons))))


def _closed(burden: Burden) -> Iterator[Finding]:
    """Report a protection rate where more applications were closed than decided."""
    rate, decisions = burden.at("protection_rate"), burden.at("asylum_decisions")
    closed = burden.at("applications_closed")
    if rate.known and (closed.value or 0) > (decisions.value or 0):
        facts = burden.common | {"rate": rate, "decisions": decisions, "closed": closed}
        yield Finding("limits", 6.2, say("limit_rate", **facts))


def _capacity(burden: Burden) -> Iterator[Finding]:
    ratio = burden.at("responsibility_ratio")
    if burden.empty or not ratio.reason or ratio.status == "not applicable":
        return
    name = "limit_ratio" if ratio.known else "limit_no_ratio"
    yield Finding("limits", 6, say(name, **burden.common, reason=ratio.reason))


def _earlier(burden: Burden) -> Iterator[Finding]:
    late = [burden.at(id) for id in ("responsibility_ratio", *GCR)]
    late = [figure for figure in late if figure.value and figure.value_year != burden.year]
    for year in sorted({figure.value_year or 0 for figure in late}):
        titles = [uncapital(burden.title(figure.indicator)) for figure in late if figure.value_year == year]
        facts = burden.common | {"titles": titles, "number": given(len(titles), "measures")}
        yield Finding("limits", 5, say("limit_earlier_year", **facts, own_year=given(year, "year")))


def _proxies(burden: Burden) -> Iterator[Finding]:
    codes = [indicators()[id].gcr_code for id in GCR if burden.at(id).status == "proxy"]
    if codes:
        number = given(len(codes), "indicators")
        yield Finding("limits", 4, say("limit_proxy", **burden.common, codes=codes, number=number))
