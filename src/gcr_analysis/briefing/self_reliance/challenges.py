"""Challenges: what refugees cannot do or have not got, whichever way it moved."""

from collections.abc import Iterator

from gcr_analysis.briefing.evidence import difference
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.places import place
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.self_reliance.progress import regress
from gcr_analysis.briefing.self_reliance.reliance import Reliance
from gcr_analysis.briefing.self_reliance.school import around_hosts, behind
from gcr_analysis.briefing.self_reliance.words import BURDENS, noun, say
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.indicators.self_reliance.work_rights import HIGHEST

HALF = 50
NAMED = 4
OUTSIDE_PERCENT = 10
# A figure of hosts of fewer refugees is no challenge of the region.
LEAST_COVERED = 0.1
RIGHTS = {"gcr_2_1_1": 9.0, "gcr_2_1_2": 8.0}
# Points by which a survey's score of practice is below its score of the law.
CLEAR_GAP = 0.5
# Hosts of fewer of the refugees that lack a right are no challenge of the region.
LEAST_WITHOUT_PERCENT = 5
MEANS = ("bank_account", "social_protection", "secure_tenure", "income_improvement", "tertiary_enrolment")


def challenges(reliance: Reliance) -> Iterator[Finding]:
    """Report what keeps refugees from standing on their own feet; where nothing is known, say that.

    Hosts where less than half have the right to work, or move freely · fewer in secondary school than in
    primary, and than other children · access to work in practice, for the world · a survey's score of it,
    where that is lower than of the law · poverty and unemployment · accounts, protection and homes that less
    than half have · refugees in states outside the treaties · directed measures that went back.
    """
    rules = (_rights, _school, _practice, _survey, _burdens, _means, _treaties, regress)
    found = [finding for rule in rules for finding in rule(reliance)]
    yield from found
    if not found:
        unknown = "before" if reliance.too_early else "unknown"
        known = "nothing" if reliance.of_results else unknown
        name = "none_hosted" if reliance.empty else known
        yield Finding("challenges", 1, say(f"challenge_{name}", **reliance.common))


def _rights(reliance: Reliance) -> Iterator[Finding]:
    for id, weight in RIGHTS.items():
        hosts = reliance.hosts(id)
        without = hosts[hosts["value"] < HALF]
        if without.empty:
            continue
        if reliance.is_country:
            figure = reliance.at(id)
            facts = reliance.common | {"share": figure, "own_year": figure.own_year}
            yield Finding("challenges", weight, say(f"challenge_here_{id}", **facts))
            continue
        figure = reliance.at(id)
        share = 100 * without["refugees"].sum() / _hosted(reliance, figure.value_year)
        if share < LEAST_WITHOUT_PERCENT:
            continue
        facts = reliance.common | {"share": reliance.share(share, f"in hosts with less than half: {id}")}
        facts |= {"names": [_host(reliance, id, str(iso3), without) for iso3 in without.index[:NAMED]]}
        facts |= {"number": reliance.number(len(without), "hosts"), "more": len(without) > NAMED}
        facts |= {"own_year": figure.own_year, "of": reliance.number(len(hosts), "hosts")}
        # The more refugees are without the right, the more it says.
        yield Finding("challenges", weight + share / 100, say(f"challenge_{id}", **facts))


def _hosted(reliance: Reliance, year: int | None) -> float:
    return float(reliance.at("refugees_hosted", year).value or 1)


def _host(reliance: Reliance, id: str, iso3: str, hosts: object) -> Sentence:
    value = float(hosts.loc[iso3, "value"])  # type: ignore[attr-defined]
    return say("host_with_share", name=place(iso3), share=reliance.host(id, iso3, value))


def _school(reliance: Reliance) -> Iterator[Finding]:
    secondary, primary = reliance.at("gcr_2_2_1_secondary"), reliance.at("gcr_2_2_1_primary")
    if secondary.value is None or secondary.value >= HALF:
        return
    facts = reliance.common | {"secondary": secondary, "primary": primary, "own_year": secondary.own_year}
    facts |= {"partial": secondary.status == "partial", "covered": reliance.covered(secondary)}
    facts |= {"gap": difference(primary, secondary), "ours": None, "theirs": None, "number": None}
    if pair := behind(reliance):
        facts |= {"ours": pair.refugees, "theirs": pair.everyone, "number": pair.hosts}
    yield Finding("challenges", 9.5, say("challenge_school", **facts))


def _practice(reliance: Reliance) -> Iterator[Finding]:
    practice, law = reliance.at("gcr_2_1_1_in_practice"), reliance.at("gcr_2_1_1_published")
    if practice.known and law.known:
        facts = {"practice": practice, "law": law, "own_year": practice.own_year}
        yield Finding("challenges", 8.8, say("challenge_practice", **reliance.common, **facts))


def _survey(reliance: Reliance) -> Iterator[Finding]:
    """Report a survey that scores the right to work clearly lower in practice than in law."""
    law, practice, gap = (reliance.at(id) for id in ("work_in_law", "work_in_practice", "work_gap"))
    if gap.status != "computed" or (gap.value or 0) < CLEAR_GAP:
        return
    facts = reliance.common | {"law": law, "practice": practice, "own_year": law.own_year}
    facts |= {"best": given(int(HIGHEST), "score"), "covered": law.covered}
    yield Finding("challenges", 4.5, say("challenge_survey", **facts))


def _burdens(reliance: Reliance) -> Iterator[Finding]:
    context = {
        "gcr_2_2_2": ("host_poverty", "poverty_national_line"),
        "unemployed": ("host_unemployment", "unemployment"),
    }
    for weight, id in enumerate(BURDENS[::-1], start=6):
        figure = reliance.at(id)
        around = around_hosts(reliance, id, *context[id])
        as_others = id == "unemployed" and around.known and (figure.value or 0) <= (around.value or 0)
        if not figure.value or (figure.coverage or 0) < LEAST_COVERED or as_others:
            continue
        facts = reliance.common | {"share": figure, "around": around, "own_year": figure.own_year}
        facts |= {"covered": reliance.covered(figure), "partial": figure.status == "partial"}
        says = weight - 3 if facts["partial"] else weight
        yield Finding("challenges", says, say(f"challenge_{id}", **facts))


def _means(reliance: Reliance) -> Iterator[Finding]:
    figures = {id: reliance.at(id) for id in reliance.known(MEANS)}
    figures = {id: figure for id, figure in figures.items() if (figure.coverage or 0) >= LEAST_COVERED}
    told = [id for id in figures if reliance.progress.loc[id, "progress"] == "regress"]
    few = [id for id, figure in figures.items() if (figure.value or 0) < HALF and id not in told]
    if few:
        said = [_mean(reliance, id) for id in sorted(few, key=lambda id: figures[id].value or 0)[:NAMED]]
        facts = reliance.common | {"means": said, "own_year": figures[few[0]].own_year}
        yield Finding("challenges", 5, say("challenge_means", **facts))


def _mean(reliance: Reliance, id: str) -> Sentence:
    figure = reliance.at(id)
    facts = {"share": figure, "covered": reliance.covered(figure), "partial": figure.status == "partial"}
    return say("mean", noun=noun(id), **facts)


def _treaties(reliance: Reliance) -> Iterator[Finding]:
    if reliance.is_country or reliance.outside.empty:
        return
    share = 100 * float(reliance.outside.sum()) / _hosted(reliance, reliance.year)
    if share >= OUTSIDE_PERCENT and reliance.at("legal_framework").known:
        facts = reliance.common | {"share": reliance.share(share, "in states party to neither treaty")}
        facts["names"] = [place(str(iso3)) for iso3 in reliance.outside.index[:NAMED]]
        facts["more"] = len(reliance.outside) > NAMED
        yield Finding("challenges", 4, say("challenge_treaties", **facts))
