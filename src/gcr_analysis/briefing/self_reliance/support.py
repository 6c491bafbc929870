"""Areas in need of support: where, in what, and which figures themselves."""

from collections.abc import Iterator

from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.places import place
from gcr_analysis.briefing.self_reliance.reliance import Reliance
from gcr_analysis.briefing.self_reliance.words import noun, say
from gcr_analysis.briefing.sentences import Sentence, uncapital
from gcr_analysis.framework import indicators
from gcr_analysis.indicators.self_reliance import limited

NAMED = 3
# Hosts of this share of the refugees of all reporting hosts or more are named.
LARGER_HOST = 0.01
LOW = 50
SILENT_PERCENT = 10
GAP_POINTS = 10
ASKED = {"gcr_2_1_1": 9.0, "gcr_2_2_1_secondary": 8.5, "gcr_2_1_2": 8.0, "bank_account": 4.0}
BASICS = ("identity_documents", "health_access", "social_protection", "secure_tenure", "bank_account")
GCR = (
    "gcr_2_1_1",
    "gcr_2_1_2",
    "gcr_2_2_1_primary",
    "gcr_2_2_1_secondary",
    "gcr_2_2_1_national",
    "gcr_2_2_2",
)


def support(reliance: Reliance) -> Iterator[Finding]:
    """Tell where support is asked for.

    Larger hosts where the fewest have the right to work, a place in secondary school, freedom of movement or
    an account · for a country, what the fewest have · adults and children that a figure stands for · treaties
    to join or to apply in full · hosts that report nothing · indicators without a figure.
    """
    if reliance.empty:
        yield Finding("support", 1, say("support_none", **reliance.common))
        return
    for rule in (_hosts, _lacking, _gap, _treaties, _silent, _figures):
        yield from rule(reliance)


def _hosts(reliance: Reliance) -> Iterator[Finding]:
    if reliance.is_country:
        return
    for id, weight in ASKED.items():
        hosts = reliance.hosts(id)
        larger = hosts[hosts["refugees"] >= LARGER_HOST * hosts["refugees"].sum()]
        lowest = larger[larger["value"] < LOW].sort_values("value", kind="stable").head(NAMED)
        if len(lowest) and len(hosts) > 1:
            facts = reliance.common | {"noun": noun(id), "own_year": reliance.at(id).own_year}
            facts["hosts"] = [_host(reliance, id, str(iso3), lowest) for iso3 in lowest.index]
            facts["only"] = len(lowest) == 1
            yield Finding("support", weight, say("support_hosts", **facts))


def _host(reliance: Reliance, id: str, iso3: str, hosts: object) -> Sentence:
    value = float(hosts.loc[iso3, "value"])  # type: ignore[attr-defined]
    return say("host_with_share", name=place(iso3), share=reliance.host(id, iso3, value))


def _lacking(reliance: Reliance) -> Iterator[Finding]:
    """Name, for a country, what fewer than half of its refugees have."""
    if not reliance.is_country:
        return
    figures = {id: reliance.at(id) for id in reliance.known((*ASKED, *BASICS))}
    low = sorted(
        (id for id in figures if (figures[id].value or 0) < LOW), key=lambda id: figures[id].value or 0
    )
    if low:
        facts = reliance.common | {"own_year": figures[low[0]].own_year}
        facts["lacking"] = [say("lacking", noun=noun(id), share=figures[id]) for id in low]
        yield Finding("support", 9, say("support_lacking", **facts))


def _gap(reliance: Reliance) -> Iterator[Finding]:
    """Tell, for a country, how far refugees are behind all children in secondary school."""
    ours, theirs = reliance.at("gcr_2_2_1_secondary"), reliance.at("host_secondary_enrolment")
    if not reliance.is_country or ours.value is None or theirs.value is None:
        return
    if theirs.value - ours.value >= GAP_POINTS:
        yield Finding("support", 8, say("support_gap", **reliance.common, secondary=ours, theirs=theirs))


def _treaties(reliance: Reliance) -> Iterator[Finding]:
    partial = [iso3 for iso3 in limited() if iso3 in reliance.region.countries]
    hosting = [iso3 for iso3 in partial if reliance.at("refugees_hosted", of=iso3).value]
    if reliance.is_country:
        if hosting or len(reliance.outside):
            name = "support_limited_here" if hosting else "support_treaties_here"
            yield Finding("support", 5, say(name, **reliance.common))
    elif len(reliance.outside):
        names = [place(str(iso3)) for iso3 in reliance.outside.index[:NAMED]]
        facts = reliance.common | {"names": names, "limited": [place(iso3) for iso3 in hosting]}
        facts |= {
            "number": reliance.number(len(reliance.outside), "countries"),
            "only": len(reliance.outside) == 1,
        }
        facts["more"] = len(reliance.outside) > NAMED
        yield Finding("support", 5, say("support_treaties", **facts))


def _silent(reliance: Reliance) -> Iterator[Finding]:
    silent = reliance.silent
    if reliance.is_country or reliance.too_early or silent.sum() < SILENT_PERCENT:
        return
    facts = reliance.common | {"share": reliance.share(silent.sum(), "in hosts without a report")}
    facts |= {"names": [place(str(iso3)) for iso3 in silent.index[:NAMED] if iso3 != "UNK"]}
    facts["more"] = len(silent) > NAMED
    yield Finding("support", 7, say("support_silent", **facts))


def _figures(reliance: Reliance) -> Iterator[Finding]:
    """Name the indicators without a figure, and those whose figure is partial."""
    missing = [id for id in GCR if not reliance.at(id).known]
    partial = [id for id in GCR if reliance.at(id).status == "partial"]
    if not missing and not partial:
        return
    facts = reliance.common | {"missing": _codes(reliance, missing), "partial": _codes(reliance, partial)}
    facts["number"] = reliance.number(len(missing) or len(partial), "measures")
    yield Finding("support", 6, say("support_figures", **facts))


def _codes(reliance: Reliance, ids: list[str]) -> list[Sentence]:
    codes = indicators()
    return [say("named_code", title=uncapital(reliance.title(id)), code=codes[id].gcr_code) for id in ids]
