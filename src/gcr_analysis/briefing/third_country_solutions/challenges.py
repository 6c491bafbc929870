"""Challenges: how far arrivals are from needs and goals, what fell, what hangs on one country."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from gcr_analysis import framework
from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.places import place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Sentence, joined
from gcr_analysis.briefing.third_country_solutions.progress import fell, regress, tells_of_arrivals
from gcr_analysis.briefing.third_country_solutions.solutions import Solutions
from gcr_analysis.briefing.third_country_solutions.titles import ONE_YEAR_PERCENT, mover
from gcr_analysis.briefing.third_country_solutions.words import FEW, say
from gcr_analysis.geography.region import country_in_sentence
from gcr_analysis.indicators.third_country_solutions.access import published_needs
from gcr_analysis.indicators.third_country_solutions.pace import counted
from gcr_analysis.indicators.third_country_solutions.shock import BEFORE, SHOCK, held_until

LARGEST_PERCENT = 50
LOW_RATE = 0.5  # of that of all hosts
FEWER_PERCENT = 60  # departures over submissions, below which submissions are said to go ahead of departures
MANY = 1000


def challenges(solutions: Solutions) -> Iterator[Finding]:
    """Report what stands in the way of solutions; where nothing does, say that.

    Needs that were not met · a fall of 15 percent or more in one year, and who made it · for the world, the
    way to the goal of resettlement · half of all arrivals in one destination · the shortfall of 2020 and
    2021, and arrivals that did not come back, or did not stay · for a host, fewer departures than before, few
    departures for the people hosted, submissions ahead of departures, long waits · measures that went back.
    """
    rules = (_needs, _fell, _goal, _largest, _shortfall, _host, regress)
    found = [finding for rule in rules for finding in rule(solutions)]
    yield from found
    if not found:
        name = "none" if solutions.empty else "nothing"
        yield Finding("challenges", 1, say(f"challenge_{name}", **solutions.common))


def _needs(solutions: Solutions) -> Iterator[Finding]:
    needs, share = solutions.at("resettlement_needs"), solutions.at("arrivals_share_of_needs")
    if not (needs.known and share.known) or solutions.view == "destination":
        return
    came = solutions.part(share, (share.value or 0) * (needs.value or 0) / 100, "persons", detail="arrivals")
    facts = {"needs": needs, "came": came, "share": share, "own_year": needs.own_year}
    facts |= {"from_there": _origins_with_needs(solutions, needs), "partial": (needs.coverage or 0) < 1}
    covered = 100 * (needs.coverage or 0)
    facts["coverage"] = solutions.part(needs, covered, "percent", detail="coverage of needs")
    facts["single"] = " and " not in str(facts["from_there"])
    weight = 10 if solutions.view != "host" else 3
    yield Finding("challenges", weight, say("challenge_needs", **solutions.common, **facts))


def _origins_with_needs(solutions: Solutions, needs: Quantity) -> str:
    if solutions.is_world:
        return ""
    rows = published_needs("origin", solutions.region.countries).loc[needs.value_year].dropna()
    *first, last = [country_in_sentence(str(iso3)) for iso3 in rows.sort_values(ascending=False).index]
    return f"{', '.join(first)} and {last}" if first else last


def _fell(solutions: Solutions) -> Iterator[Finding]:
    if solutions.view == "host":
        yield from _departures_fell(solutions)
    if not fell(solutions) or not tells_of_arrivals(solutions):
        return
    now, then = solutions.arrived, solutions.then(solutions.arrived.indicator)
    facts = solutions.common | {"view": solutions.side_view, "arrived": now} | mover(solutions)
    facts["fell"] = relative(now, solutions.arrived_before).size
    facts["since"] = relative(now, then) if (now.value or 0) < (then.value or 0) else ""
    weight = 9 if solutions.view != "host" else 6
    yield Finding("challenges", weight, say("challenge_fell", **facts))


def _departures_fell(solutions: Solutions) -> Iterator[Finding]:
    now, then = solutions.departures_of_same_hosts()
    change = relative(now, then)
    if solutions.large(then) and (change.value or 0) <= -ONE_YEAR_PERCENT:
        facts = {"now": now, "then": then, "fell": change.size, "own_year": now.own_year}
        facts |= {"then_year": then.own_year, "several": bool(now.detail)}
        yield Finding("challenges", 9, say("challenge_departures_fell", **solutions.common, **facts))


def _goal(solutions: Solutions) -> Iterator[Finding]:
    needed, latest = solutions.at("pace_to_target"), solutions.arrived
    if not (solutions.is_world and needed.known):
        return
    goal = framework.targets()["resettled_by_2028"]
    total = solutions.part(latest, counted(goal.id, solutions.year), detail=f"since {goal.since}")
    facts = solutions.common | {"goal": given(goal.value / 1e6, "millions"), "by": given(goal.by, "year")}
    facts |= {"counted": total, "since": given(goal.since, "year"), "needed": needed, "latest": latest}
    said = [say("challenge_goal", **facts)]
    needed, latest = solutions.at("pace_to_target_departures"), solutions.departed
    if needed.known and latest.known:
        facts |= {"needed": needed, "latest": latest, "own_year": latest.own_year}
        without = given(goal.since, "year") if needed.status == "partial" else ""
        said.append(say("challenge_goal_departures", **facts, without=without))
    yield Finding("challenges", 8, joined(*said))


def _largest(solutions: Solutions) -> Iterator[Finding]:
    id = f"largest_destination_share{solutions.suffix}"
    share, index = solutions.at(id), solutions.at(f"destination_concentration{solutions.suffix}")
    many = solutions.large(solutions.arrived) and solutions.view != "host"
    more = solutions.progress.get("progress", {}).get(index.indicator) == "regress"
    if not many or more or (share.value or 0) < LARGEST_PERCENT or not index.value:
        return
    equal = solutions.part(index, 1 / index.value, "ratio", detail="equal destinations")
    facts = {
        "share": share,
        "largest": share.reason,
        "equal": equal if len(solutions.destinations) > 1 else "",
    }
    yield Finding("challenges", 6.5, say("challenge_largest", **solutions.common, **facts))


def _shortfall(solutions: Solutions) -> Iterator[Finding]:
    """Report arrivals short of expectation in 2020 and 2021, and whether they came back and stayed."""
    if solutions.view == "host":
        return
    said = [*_short(solutions), *_recovery(solutions)]
    if said:
        yield Finding("challenges", 7.2 if solutions.is_world else 5, joined(*said))


def _short(solutions: Solutions) -> Iterator[Sentence]:
    side = "" if solutions.side == "destination" else "_from_origin"
    short = solutions.at(f"covid_shortfall{side}")
    if (short.value or 0) < MANY or short.high is None or short.low is None:
        return
    facts = solutions.common | _shock() | {"short": short, "half": _half(short), "usual": short.low <= 0}
    without = solutions.at(f"covid_shortfall{side}_without_largest_destination")
    facts |= {"largest": place(solutions.largest) if without.known else "", "without": without.size}
    yield say(
        "challenge_shortfall",
        **facts,
        without_half=_half(without),
        without_fewer=(without.value or 0) > 0,
    )


def _recovery(solutions: Solutions) -> Iterator[Sentence]:
    usual = float(solutions.by_destination.sum(axis=1).loc[slice(*BEFORE)].median())
    if usual < FEW or solutions.year <= SHOCK[1]:
        return
    until = held_until(solutions.region, solutions.year, solutions.side)
    facts = solutions.common | _shock()
    facts["usual"] = solutions.part(solutions.arrived, usual, detail="median of the years before")
    if until is None:
        yield say("challenge_not_back", **facts)
    elif until < solutions.year:
        back = solutions.at("recovery_year" + ("" if solutions.side == "destination" else "_from_origin"))
        yield say("challenge_lost", **facts, back=given(back.value or 0, "year"), until=given(until, "year"))


def _shock() -> dict[str, Any]:
    years = {"first": BEFORE[0], "last": BEFORE[1], "shock": SHOCK[0], "shock_end": SHOCK[1]}
    return {name: given(year, "year") for name, year in years.items()}


def _half(short: Quantity) -> Quantity:
    """Half the width of an interval, the same to both sides."""
    half = None if short.high is None or short.value is None else short.high - short.value
    return replace(short, value=half, low=None, high=None, detail="half of the interval")


def _host(solutions: Solutions) -> Iterator[Finding]:
    here, world = (solutions.at("departures_per_1000_hosted", of=of) for of in (None, "world"))
    facts = solutions.common | {"here": here, "world": world, "own_year": here.own_year}
    main = 2 if solutions.view == "host" else 0
    low = (here.value or 0) <= LOW_RATE * (world.value or 0)
    many = solutions.large(solutions.departed, solutions.at("resettlement_submissions"))
    if not solutions.is_world and here.status == "computed" and low and many:
        yield Finding("challenges", 5.5 + main, say("challenge_rate", **facts))
    yield from _submissions(solutions, main)
    days = solutions.at("days_to_departure")
    before = solutions.at("days_to_departure", (days.value_year or solutions.year) - 1)
    if days.known and days.status != "partial" and solutions.large(solutions.departed):
        change = difference(days, before) if before.known and before.status == days.status else ""
        facts |= {"days": days, "change": change, "own_year": days.own_year}
        yield Finding("challenges", 2.5 + main, say("challenge_days", **facts))


def _submissions(solutions: Solutions, main: int) -> Iterator[Finding]:
    share, sent = solutions.at("departures_over_submissions"), solutions.at("resettlement_submissions")
    left = solutions.at("resettlement_departures")
    told = share.status == "computed" and solutions.large(sent) and not solutions.is_world
    if not told or (share.value or 0) > FEWER_PERCENT:
        return
    facts = {"sent": sent, "departed": left, "share": share, "own_year": share.own_year}
    several = not solutions.region.is_country
    text = say("challenge_submissions", **solutions.common, **facts, several=several)
    yield Finding("challenges", 5 + main, text)
