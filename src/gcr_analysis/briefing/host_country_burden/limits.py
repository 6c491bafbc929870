"""What the data cannot say: who is not counted, what changed in the counting, what is missing or borrowed."""

from collections.abc import Iterator

from gcr_analysis.briefing.evidence import relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.titles import _about
from gcr_analysis.briefing.host_country_burden.words import common, place, say
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Sentence, uncapital
from gcr_analysis.framework import Break, indicators
from gcr_analysis.indicators.frames import low_or_middle_income, since

# Breaks smaller than this share of the region's refugees are drawn in no chart and told in no sentence.
SMALLEST_BREAK = 0.05
SMALLEST_TOLD = 0.02
MOST_BREAKS = 3
INCOME_POINTS = 1
# Measures that the note may speak of, and whose own year and caveats it must then tell.
SPOKEN_OF = ("responsibility_ratio", "asylum_backlog_years", "new_displacement")
GCR = ("gcr_1_1_1", "gcr_1_1_2", "gcr_1_2_1")


def limits(burden: Burden) -> Iterator[Finding]:
    """Tell what readers might otherwise take for granted.

    Palestine refugees under UNRWA where there are any · other people in need of protection, where the baseline
    lies before they were counted · the largest breaks between baseline and year · income groups that changed ·
    figures that are partial, of an earlier year, or stand in for others · and, always, that a stock says nothing
    about why it changed.
    """
    yield from _unrwa(burden)
    yield from _others(burden)
    yield from _breaks(burden)
    yield from _income(burden)
    yield from _caveats(burden)
    yield from _earlier(burden)
    yield from _proxies(burden)
    yield Finding("limits", 1, say("limit_rounded" if _tiny(burden) else "limit_stock", **common(burden)))


def _tiny(burden: Burden) -> bool:
    return float(burden.hosts["refugees"].sum()) < 1000


def _unrwa(burden: Burden) -> Iterator[Finding]:
    people = burden.at("unrwa_refugees_hosted")
    if people.value:
        both, here = (
            burden.at("refugees_per_1000_inhabitants_with_unrwa"),
            burden.at("refugees_per_1000_inhabitants"),
        )
        facts = common(burden) | {"people": people, "both": both, "here": here}
        yield Finding("limits", 10, say("limit_unrwa", **facts))


def _others(burden: Burden) -> Iterator[Finding]:
    start = since("population", "oip")
    now, mandate = burden.at("refugees_hosted"), burden.at("mandate_refugees_hosted")
    if burden.baseline_year < start <= burden.year and now.value != mandate.value:
        then = burden.then("refugees_hosted")
        if not then.value:
            return
        facts = common(burden) | {"start": given(start, "year"), "change": relative(now, then)}
        facts["mandate"] = relative(mandate, burden.then("mandate_refugees_hosted"))
        yield Finding("limits", 9, say("limit_others", **facts))


def _breaks(burden: Burden) -> Iterator[Finding]:
    told = [b for b in burden.breaks("refugees", SMALLEST_TOLD) if b.kind != "definition"]
    if burden.region.is_country or len(burden.region.countries) < 10:
        told += [b for b in burden.breaks("oip", SMALLEST_TOLD) if b not in told and b.kind != "definition"]
    largest = sorted(told, key=lambda b: -abs(b.size or 0))[:MOST_BREAKS]
    if largest:
        breaks = [_told(burden, crossed) for crossed in sorted(largest, key=lambda b: b.between)]
        number = given(len(breaks), "breaks")
        yield Finding("limits", 8, say("limit_breaks", **common(burden), breaks=breaks, number=number))


def _told(burden: Burden, crossed: Break) -> Sentence:
    before, after = (given(year, "year") for year in crossed.between)
    size = (
        Quantity(value=crossed.size, unit="persons", detail=crossed.id, **_about(burden))
        if crossed.size
        else ""
    )
    return say("told_break", text=crossed.text, before=before, after=after, size=size)


def _income(burden: Burden) -> Iterator[Finding]:
    """Tell of income groups where the baseline's groups would give a share that differs by a point or more."""
    share = burden.at("share_hosted_in_low_and_middle_income")
    if share.value is None or burden.region.is_country or not burden.income_moves:
        return
    refugees = burden.hosts.set_index("asylum")["refugees"].astype(float)
    at_baseline = low_or_middle_income().loc[burden.baseline_year].reindex(refugees.index)
    known = at_baseline.notna()
    value = float((refugees * at_baseline)[known].sum() / refugees[known].sum() * 100)
    fixed = Quantity(
        value=value, unit="percent", detail=f"income groups of {burden.baseline_year}", **_about(burden)
    )
    if abs((fixed.value or 0) - share.value) < INCOME_POINTS:
        return
    by_size = [iso3 for iso3 in refugees.index if iso3 in burden.income_moves][:3]
    names = [
        say("limit_income_move", name=place(iso3), year=given(burden.income_moves[iso3], "year"))
        for iso3 in by_size
    ]
    yield Finding("limits", 7, say("limit_income", **common(burden), names=names, fixed=fixed, share=share))


def _caveats(burden: Burden) -> Iterator[Finding]:
    for id in SPOKEN_OF:
        figure = burden.at(id)
        if figure.known and figure.value and figure.reason:
            title = burden.title(id)
            yield Finding("limits", 6, say("limit_caveat", title=title, reason=figure.reason))
        elif id == "responsibility_ratio" and figure.status == "not collected" and not burden.empty:
            yield Finding("limits", 6, say("limit_no_ratio", **common(burden), reason=figure.reason))


def _earlier(burden: Burden) -> Iterator[Finding]:
    late = [burden.at(id) for id in (*SPOKEN_OF, *GCR)]
    late = [q for q in late if q.value and q.value_year != burden.year]
    for year in sorted({q.value_year for q in late}, key=str):
        titles = [uncapital(burden.title(q.indicator)) for q in late if q.value_year == year]
        facts = common(burden) | {"titles": titles, "number": given(len(titles), "measures")}
        yield Finding("limits", 5, say("limit_earlier_year", **facts, own_year=given(year or 0, "year")))


def _proxies(burden: Burden) -> Iterator[Finding]:
    codes = [indicators()[id].gcr_code for id in GCR if burden.at(id).status == "proxy"]
    if codes:
        number = given(len(codes), "indicators")
        yield Finding("limits", 4, say("limit_proxy", **common(burden), codes=codes, number=number))
