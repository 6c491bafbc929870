"""What the data cannot say: what the views do not tell, who reports, what is late, borrowed or a gap."""

from collections.abc import Iterator

from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.places import NO_COUNTRY, place
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.sentences import Sentence, joined, uncapital
from gcr_analysis.briefing.third_country_solutions.solutions import Solutions
from gcr_analysis.briefing.third_country_solutions.words import FEW, say
from gcr_analysis.indicators.third_country_solutions.destinations import LEAST_IN_A_GAP, gaps
from gcr_analysis.indicators.third_country_solutions.flows import reports_from

LATE = ("resettlement_departures", "resettlement_submissions", "days_to_departure", "gcr_3_1_2", "gcr_3_2_1")
NAMED = 3
FRESH_PERCENT = 2
FROM_HOME = 0.5  # arrivals from an origin over refugees from there, beyond which some never were refugees
LEAST_FROM_HOME = 500


def limits(solutions: Solutions) -> Iterator[Finding]:
    """Tell what readers might otherwise take for granted.

    What arrivals and departures do not tell · hosts that do not report, and new ones that do · people who
    left their own country · figures of an earlier year · permits in editions · needs that are projections ·
    destinations that reported none · and, always, how little small numbers say.
    """
    if not solutions.empty:
        yield Finding("limits", 10, say("limit_views", **solutions.common))
        for rule in (_both, _hosts, _in_country, _from_home, _earlier, _editions, _needs):
            yield from rule(solutions)
        yield from _gaps(solutions)
    yield Finding("limits", 1, say("limit_small", **solutions.common, few=given(FEW, "persons")))


def _both(solutions: Solutions) -> Iterator[Finding]:
    departed = solutions.departed
    if solutions.is_world and departed.known:
        came = solutions.at("resettlement_arrivals", departed.value_year)
        facts = {"came": came, "departed": departed, "own_year": departed.own_year}
        yield Finding("limits", 9, say("limit_both", **solutions.common, **facts))


def _hosts(solutions: Solutions) -> Iterator[Finding]:
    said = [*_coverage(solutions), *_new_hosts(solutions)]
    if said:
        yield Finding("limits", 8, joined(*said))


def _coverage(solutions: Solutions) -> Iterator[Sentence]:
    departed = solutions.at("resettlement_departures")
    if solutions.region.is_country or not departed.known or (departed.coverage or 0) > 0.99:
        return
    covered = solutions.part(departed, 100 * (departed.coverage or 0), "percent", detail="coverage")
    facts = {"coverage": covered, "own_year": departed.own_year}
    yield say("limit_coverage", **solutions.common, **facts)


def _new_hosts(solutions: Solutions) -> Iterator[Sentence]:
    """Report hosts with a figure now and none in the year before."""
    year, wide = solutions.host_year, reports_from(solutions.region.countries, "resettlement_departures")
    if solutions.region.is_country or year - 1 not in wide.index or year not in wide.index:
        return
    fresh = wide.loc[year][wide.loc[year - 1].isna()].dropna().sort_values(ascending=False, kind="stable")
    total = solutions.at("resettlement_departures")
    if not total.value or fresh.sum() < max(FRESH_PERCENT / 100 * total.value, FEW):
        return
    names = [place(str(iso3)) for iso3 in fresh[fresh > 0].index[:NAMED]]
    names += ["others"] if (fresh > 0).sum() > NAMED else []
    facts = {"total": total, "names": names, "own_year": total.own_year, "then_year": given(year - 1, "year")}
    facts["fresh"] = solutions.part(total, float(fresh.sum()), detail="hosts that report anew")
    yield say("limit_new_hosts", **solutions.common, **facts)


def _in_country(solutions: Solutions) -> Iterator[Finding]:
    """Report departures of people who are neither refugees nor asylum-seekers where they depart."""
    year, members = solutions.host_year, solutions.region.countries
    wide = reports_from(members, "resettlement_departures", "others_of_concern")
    total = solutions.at("resettlement_departures")
    if year not in wide.index or not total.known:
        return
    here = wide.loc[year].dropna()
    here = here[here > 0].sort_values(ascending=False, kind="stable")
    if here.sum() < FEW:
        return
    people = solutions.part(total, float(here.sum()), detail="others of concern")
    names = [place(str(iso3)) for iso3 in here.index]
    facts = {"people": people, "names": names, "own_year": total.own_year}
    text = say("limit_in_country", **solutions.common, **facts, whole=not solutions.region.is_country)
    yield Finding("limits", 6, text)


def _from_home(solutions: Solutions) -> Iterator[Finding]:
    """Report origins with nearly as many arrivals in a year as there are refugees from there."""
    rows = solutions.origins if solutions.view != "host" else solutions.origins.head(0)
    rows = rows[~rows["iso3"].isin(NO_COUNTRY) & (rows["arrivals"] >= LEAST_FROM_HOME)]
    rows = rows[rows["arrivals"] >= FROM_HOME * rows["refugees"]].head(NAMED)
    told = []
    for iso3, refugees in zip(rows["iso3"].astype(str), rows["refugees"], strict=True):
        came = solutions.at("resettlement_from_origin", of=iso3)
        known = solutions.part(came, float(refugees), detail="refugees at the start of the year")
        told.append(say("from_home", name=place(iso3), came=came, refugees=known))
    if told:
        yield Finding("limits", 5.5, say("limit_from_home", **solutions.common, origins=told))


def _earlier(solutions: Solutions) -> Iterator[Finding]:
    late = [solutions.at(id) for id in LATE]
    late = [figure for figure in late if figure.value and figure.value_year != solutions.year]
    groups = []
    for year in sorted({figure.value_year or 0 for figure in late}, reverse=True):
        titles = [
            uncapital(solutions.title(figure.indicator)) for figure in late if figure.value_year == year
        ]
        groups.append(say("late_figures", titles=titles, own_year=given(year, "year")))
    if groups:
        yield Finding("limits", 5, say("limit_earlier_year", **solutions.common, groups=groups))


def _editions(solutions: Solutions) -> Iterator[Finding]:
    fourth, fifth = (solutions.at(f"pathway_permits_{name}_edition") for name in ("fourth", "fifth"))
    if solutions.is_world and fourth.known and fifth.known:
        facts = {"fourth": fourth, "fifth": fifth}
        facts |= {"fourth_year": fourth.own_year, "fifth_year": fifth.own_year}
        yield Finding("limits", 4.5, say("limit_editions", **solutions.common, **facts))


def _needs(solutions: Solutions) -> Iterator[Finding]:
    if solutions.at("resettlement_needs").known and solutions.view != "destination":
        yield Finding("limits", 4, say("limit_needs", **solutions.common))


def _gaps(solutions: Solutions) -> Iterator[Finding]:
    """Name destinations that reported none between two years with many, since the baseline."""
    found = gaps(solutions.region).loc[solutions.baseline_year : solutions.year]
    found = found[found.any(axis=1)]
    if solutions.side != "destination" or found.empty:
        return
    told = [
        say("gap", names=[place(str(iso3)) for iso3 in row.index[row]], year=given(int(str(year)), "year"))
        for year, row in found.iterrows()
    ]
    facts = {"gaps": told, "few": given(LEAST_IN_A_GAP, "persons")}
    yield Finding("limits", 3.5, say("limit_gaps", **solutions.common, **facts))
