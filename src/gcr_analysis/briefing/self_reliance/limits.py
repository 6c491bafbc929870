"""What the data cannot say: rights are not jobs, hosts that say nothing, years, leaps, and doubts."""

from collections.abc import Iterator

from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.places import place
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.self_reliance.progress import WEIGHTS, unjudged
from gcr_analysis.briefing.self_reliance.reliance import Reliance
from gcr_analysis.briefing.self_reliance.school import behind
from gcr_analysis.briefing.self_reliance.titles import FEW_PERCENT
from gcr_analysis.briefing.self_reliance.words import CORE, RESULTS, noun, say, short
from gcr_analysis.briefing.sentences import Sentence, uncapital
from gcr_analysis.indicators.self_reliance import law
from gcr_analysis.indicators.self_reliance.results import repeated

NAMED = 4
MOST_LEAPS = 4
WIDE_POINTS = 10
MOST_NAMES = 5
SILENT_PERCENT = 10
WHOLE_PERCENT = 100
MANY_SEEKERS = 0.25  # for each refugee
FEWEST_PAIRS = 10
MANY_REPEATED = 0.2


def limits(reliance: Reliance) -> Iterator[Finding]:
    """Tell what readers might otherwise take for granted.

    A right is not a job · hosts that report nothing · how wide they leave a mean · changes that are other
    hosts reporting, and those too uncertain to judge · figures of an earlier year · leaps of single hosts ·
    enrolment above a hundred, of refugees or of all children · who is in percentages and not in weights ·
    figures that were given before · ages and citizenship that few report · the
    date of the list of treaties · publications that differ.
    """
    if reliance.empty:
        yield Finding("limits", 1, say("limit_none", **reliance.common))
        return
    rules = (
        _right,
        _silent,
        _bounds,
        _seems,
        _unjudged,
        _years,
        _leaps,
        _above,
        _gross,
        _weights,
        _repeated,
        _published,
        _ages,
        _citizens,
        _law,
    )
    for rule in rules:
        yield from rule(reliance)


def _right(reliance: Reliance) -> Iterator[Finding]:
    figure = reliance.at("gcr_2_1_1")
    if figure.known:
        yield Finding("limits", 9, say("limit_right", **reliance.common, share=figure))


def _silent(reliance: Reliance) -> Iterator[Finding]:
    if reliance.too_early:
        yield Finding("limits", 8.7, say("limit_before", **reliance.common))
    elif reliance.silent.sum() >= SILENT_PERCENT:
        share = reliance.share(reliance.silent.sum(), "in hosts without a report")
        yield Finding("limits", 8.7, say("limit_silent", **reliance.common, share=share))


def _bounds(reliance: Reliance) -> Iterator[Finding]:
    """Tell how wide the hosts that do not report leave the first core measure."""
    for id in reliance.known(CORE):
        figure = reliance.at(id)
        if figure.low is None or figure.high is None or figure.high - figure.low < WIDE_POINTS:
            continue
        low, high = (reliance.host(id, figure.region, end) for end in (figure.low, figure.high))
        facts = reliance.common | {
            "noun": noun(id),
            "covered": reliance.covered(figure),
            "low": low,
            "high": high,
        }
        yield Finding("limits", 8.5, say("limit_bounds", **facts))
        return


def _seems(reliance: Reliance) -> Iterator[Finding]:
    """Report a core measure that moves mostly because other hosts report."""
    for id in reliance.known(CORE):
        match = reliance.match(id)
        if match is None or reliance.is_country or (match.covered.value or 0) < FEW_PERCENT:
            continue
        then, now = reliance.at(id, match.start.value_year), reliance.at(id)
        apart = abs((now.value or 0) - (then.value or 0) - (match.change.value or 0))
        if apart >= 2:
            facts = reliance.common | match.facts | {"noun": noun(id), "now": now, "then": then}
            yield Finding("limits", 8, say("limit_seems", **facts))
            return


def _unjudged(reliance: Reliance) -> Iterator[Finding]:
    """Name the changes that are too uncertain to be progress or regress, by the reason."""
    by_reason: dict[str, list[str]] = {}
    for id in unjudged(reliance):
        reason = str(reliance.progress.loc[id, "reason"]).partition(":")[0]
        by_reason.setdefault(reason, []).append(id)
    groups = [
        say(
            "unjudged_group",
            names=_names(sorted(ids, key=lambda id: -WEIGHTS[id])[:MOST_NAMES]),
            more=len(ids) > MOST_NAMES,
            reason=reason,
        )
        for reason, ids in by_reason.items()
    ]
    if groups:
        yield Finding("limits", 7.5, say("limit_unjudged", **reliance.common, groups=groups))


def _years(reliance: Reliance) -> Iterator[Finding]:
    late: dict[int, list[str]] = {}
    for id in reliance.of_results:
        year = reliance.at(id).value_year or reliance.year
        if year != reliance.year:
            late.setdefault(year, []).append(id)
    if not late:
        return
    most = max(late, key=lambda year: len(late[year]))
    others = [
        say("year_group", names=_names(ids), own_year=given(year, "year"))
        for year, ids in sorted(late.items())
        if year != most
    ]
    facts = reliance.common | {"own_year": given(most, "year"), "others": others}
    yield Finding("limits", 7, say("limit_years", **facts))


def _leaps(reliance: Reliance) -> Iterator[Finding]:
    """Name the largest hosts whose figure of a core measure moved more than lives do."""
    told: list[tuple[float, Sentence]] = []
    for id in reliance.known(RESULTS):
        match = reliance.match(id)
        if match is None:
            continue
        for iso3, row in reliance.leaps(id).iterrows():
            ends = [reliance.host(id, str(iso3), float(row[end])) for end in ("start", "end")]
            name = "leap_here" if reliance.is_country else "leap"
            facts = {"name": place(str(iso3)), "noun": noun(id), "start": ends[0], "end": ends[1]}
            told.append((float(row["refugees"]), say(name, **facts)))
    if told:
        largest = [said for _, said in sorted(told, key=lambda pair: -pair[0])[:MOST_LEAPS]]
        facts = reliance.common | {"leaps": largest, "more": len(told) > len(largest)}
        yield Finding("limits", 6.5, say("limit_leaps", **facts))


def _above(reliance: Reliance) -> Iterator[Finding]:
    above = [reliance.at(id) for id in reliance.known(RESULTS) if " reports " in reliance.at(id).reason]
    if above:
        reasons = [say("above", noun=noun(figure.indicator), reason=figure.reason) for figure in above]
        yield Finding("limits", 5, say("limit_above", **reliance.common, reasons=reasons))


def _gross(reliance: Reliance) -> Iterator[Finding]:
    pair = behind(reliance)
    if pair and (pair.everyone.value or 0) > WHOLE_PERCENT:
        yield Finding("limits", 4.5, say("limit_gross", **reliance.common, theirs=pair.everyone))


def _weights(reliance: Reliance) -> Iterator[Finding]:
    """Tell where many wait for asylum, who are in the percentages and not in the weights."""
    seekers = reliance.at("asylum_seekers_hosted")
    if reliance.is_country or not reliance.of_results:
        return
    if (seekers.value or 0) >= MANY_SEEKERS * (reliance.refugees.value or 0):
        yield Finding("limits", 6.2, say("limit_weights", **reliance.common, seekers=seekers))


def _repeated(reliance: Reliance) -> Iterator[Finding]:
    """Tell where many figures of the last year look like those of the year before."""
    year = max((reliance.at(id).value_year or 0 for id in reliance.of_results), default=0)
    same, pairs = repeated(reliance.region, year)
    if pairs >= FEWEST_PAIRS and same >= MANY_REPEATED * pairs:
        facts = {"same": given(same, "figures"), "pairs": given(pairs, "figures")}
        facts["own_year"] = given(year, "year")
        yield Finding("limits", 6.8, say("limit_repeated", **reliance.common, **facts))


def _published(reliance: Reliance) -> Iterator[Finding]:
    """Set published figures beside ours, and publications that differ beside each other."""
    if not reliance.is_world or reliance.year < 2023:
        return
    ours, theirs = reliance.at("gcr_2_1_1", 2023), reliance.at("gcr_2_1_1_published", 2023)
    if not (ours.known and theirs.known):
        return
    differ = reliance.at("gcr_2_1_1_published", 2021)
    low, high = (reliance.host(differ.indicator, "world", end) for end in (differ.low or 0, differ.high or 0))
    facts = {"ours": ours, "theirs": theirs, "own_year": ours.own_year, "low": low, "high": high}
    yield Finding(
        "limits", 6, say("limit_published", **reliance.common, **facts, before_year=differ.own_year)
    )


def _ages(reliance: Reliance) -> Iterator[Finding]:
    ages = reliance.at("school_age_share")
    if not ages.known:
        yield Finding("limits", 4, say("limit_no_ages", **reliance.common, reason=uncapital(ages.reason)))
    elif (ages.coverage or 0) < 0.9:
        facts = reliance.common | {"covered": reliance.covered(ages)}
        yield Finding("limits", 4, say("limit_ages", **facts))


def _citizens(reliance: Reliance) -> Iterator[Finding]:
    people, countries = reliance.at("naturalisations"), reliance.at("naturalising_countries")
    if not people.known:
        yield Finding("limits", 3, say("limit_no_citizens", **reliance.common))
    elif not reliance.is_country:
        facts = reliance.common | {"people": people, "countries": countries, "own_year": people.own_year}
        yield Finding("limits", 3, say("limit_citizens", **facts, covered=reliance.covered(people)))


def _law(reliance: Reliance) -> Iterator[Finding]:
    if reliance.at("legal_framework").known:
        since = given(law.since() + 1, "year")
        yield Finding("limits", 2, say("limit_law", **reliance.common, since=since))


def _names(ids: list[str]) -> list[str]:
    return [uncapital(short(id)) for id in ids]
