"""Title, headline and lead: what the region's figures say first, in the view in which it matters most."""

from collections.abc import Iterator
from typing import Any

from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.places import place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.briefing.third_country_solutions.solutions import Solutions
from gcr_analysis.briefing.third_country_solutions.words import say
from gcr_analysis.indicators.third_country_solutions.places import projected_needs
from gcr_analysis.snapshot import table_years

Offer = tuple[float, str, dict[str, Any]]

# How large a fact must be to become the title.
ONE_YEAR_PERCENT = 15
HOST_CHANGE_PERCENT = 50
LARGEST_PERCENT = 60
SUBMITTED_TIMES = 1.25
# A destination is named beside a change when it accounts for so much of it.
MOVER_SHARE = 0.5


def title(solutions: Solutions) -> Iterator[Finding]:
    """Offer titles; the heaviest is taken.

    In falling weight: nobody resettled in any view · for a host, needs that are published for the next year ·
    departures that changed by half or more · more submissions than departures · departures per people
    hosted · for all others, arrivals that changed by 15 percent or more in one year, with the destination
    that made most of it · one destination that took 60 percent or more · the change since the baseline.
    """
    if solutions.empty:
        offers = [(10.0, "none", {})]
    elif solutions.view == "host":
        offers = [*_as_host(solutions)]
    else:
        offers = [*_by_arrivals(solutions)]
    facts = solutions.common | {"arrived": solutions.arrived, "departed": solutions.departed}
    facts |= {"own_year": solutions.departed.own_year}
    for weight, name, more in offers:
        yield Finding("title", weight, say(f"title_{name}", **facts, **more))


def _as_host(solutions: Solutions) -> Iterator[Offer]:
    needs = needs_next_year(solutions)
    if needs.known and solutions.region.is_country:
        yield 9.5, "needs_here", {"needs": needs, "next_year": needs.own_year}
    now, then = solutions.departures_of_same_hosts()
    change = relative(now, then)
    moved = solutions.large(now, then) and abs(change.value or 0) >= HOST_CHANGE_PERCENT
    if solutions.region.is_country and moved:
        yield 9, "host_change", {"then": then, "then_year": then.own_year}
    sent, here = solutions.at("resettlement_submissions"), solutions.at("departures_per_1000_hosted")
    if (sent.value or 0) >= SUBMITTED_TIMES * (solutions.departed.value or 0):
        yield 8.5, "host_submissions", {"sent": sent}
    if here.known and solutions.region.is_country:
        yield 8, "host_rate", {"here": here}
    yield 1, "host", {}


def _by_arrivals(solutions: Solutions) -> Iterator[Offer]:
    now, before, then = (
        solutions.arrived,
        solutions.arrived_before,
        solutions.then(solutions.arrived.indicator),
    )
    if not now.value:
        yield 1, "nobody", {}
        return
    last = relative(now, before)
    if solutions.large(now, before) and abs(last.value or 0) >= ONE_YEAR_PERCENT:
        yield 9, "one_year", {"last": last} | mover(solutions)
    share = solutions.at(f"largest_destination_share{solutions.suffix}")
    if solutions.large(now) and (share.value or 0) >= LARGEST_PERCENT:
        yield 5, "largest", {"share": share, "largest": share.reason}
    yield 1, "change", {"then": then, "change": relative(now, then)}


def mover(solutions: Solutions) -> dict[str, Any]:
    """Name the destination that made most of the year's change, with what it took; nothing where none did."""
    found: dict[str, Any] = {"mover": "", "took": "", "took_before": "", "part": "", "all": False}
    whole = difference(solutions.arrived, solutions.arrived_before)
    if len(solutions.region.countries) == 1 and solutions.side == "destination":
        return found
    wide = solutions.by_destination
    moved = wide.loc[solutions.year] - wide.loc[solutions.year - 1]
    moved = moved * (1 if (whole.value or 0) > 0 else -1)
    if not whole.value or moved.max() < MOVER_SHARE * abs(whole.value):
        return found
    iso3 = str(moved.idxmax())
    part = solutions.part(whole, 100 * moved.max() / abs(whole.value), "percent", detail=f"part of {iso3}")
    took, before = solutions.took(iso3), solutions.took(iso3, solutions.year - 1)
    return {"mover": place(iso3), "took": took, "took_before": before, "part": part} | {
        "all": (part.value or 0) > 100
    }


def needs_next_year(solutions: Solutions) -> Quantity:
    """Return how many refugees in the region are projected to need resettlement in the year to come."""
    needs = projected_needs(solutions.region, solutions.year + 1, by="asylum")
    return needed(solutions, float(needs.sum()) if len(needs) else None, detail="by country of asylum")


def needed(solutions: Solutions, value: float | None, *, of: str = "", detail: str = "") -> Quantity:
    """Make a published projection for the year to come into a quantity."""
    whole = solutions.at("resettlement_needs", of="world")
    return Quantity(
        value=value,
        unit="persons",
        region=of or solutions.region.id,
        indicator=whole.indicator,
        year=solutions.year,
        value_year=solutions.year + 1,
        status="published",
        source="published",
        vintage=whole.vintage,
        detail=detail,
    )


def headline(solutions: Solutions) -> dict[str, Sentence]:
    """Return the headline figure, what it is, and how it changed."""
    main = solutions.main
    facts = solutions.common | {"main": main, "own_year": main.own_year, "noun": _noun(solutions)}
    if solutions.view == "host":
        now, then = solutions.departures_of_same_hosts()
        facts |= {"now": now, "then": then, "then_year": then.own_year, "several": bool(then.detail)}
        change = say("headline_host", **facts)
    else:
        before, then = solutions.arrived_before, solutions.then(main.indicator)
        facts |= {"before_value": before, "then": then, "last": difference(main, before)}
        change = say(
            "headline_arrivals", **facts, percent=relative(main, before), since=difference(main, then)
        )
    return {
        "value": say("headline_value", **facts),
        "label": say(f"headline_label_{solutions.view}", **facts),
        "change": change,
    }


def _noun(solutions: Solutions) -> str:
    one, many = ("person", "people") if solutions.view == "host" else ("refugee", "refugees")
    return one if solutions.main.value == 1 else many


def lead(solutions: Solutions) -> tuple[Sentence, ...]:
    """Return the opening: the region in the view in which it matters most, then in the others."""
    if solutions.is_world:
        return tuple(_world(solutions))
    order = {"destination": "dest", "origin": "orig", "host": "host"}
    told = {"dest": _destination(solutions), "orig": _origin(solutions), "host": _host(solutions)}
    first = order[solutions.view]
    said = [told[first], *(sentence for name, sentence in told.items() if name != first)]
    return (*said, say("lead_views"))


def _world(solutions: Solutions) -> Iterator[Sentence]:
    facts = solutions.common | {"arrived": solutions.arrived}
    facts |= {"countries": solutions.at("resettlement_destinations")}
    yield say("lead_world", **facts, here=solutions.at("arrivals_per_1000_refugees"))
    if solutions.departed.known:
        yield say("lead_world_departures", departed=solutions.departed, own_year=solutions.departed.own_year)
    permits = solutions.at("gcr_3_2_1")
    if permits.known:
        yield say("lead_world_pathways", permits=permits, own_year=permits.own_year, hedge=hedge(permits))


def hedge(figure: Quantity) -> str:
    """Say *about* where a figure was published as an approximate one."""
    return "about " if "about as many" in figure.reason else ""


def _destination(solutions: Solutions) -> Sentence:
    came, world = solutions.at("resettlement_arrivals"), solutions.at("resettlement_arrivals", of="world")
    if not came.value:
        return say("lead_destination_none", **solutions.common)
    share = solutions.part(
        came, 100 * came.value / (world.value or 1), "percent", detail="share of the world's"
    )
    here = solutions.at("arrivals_per_100000_inhabitants")
    return say("lead_destination", **solutions.common, came=came, share=share, here=here)


def _origin(solutions: Solutions) -> Sentence:
    came = solutions.at("resettlement_from_origin")
    if not came.value:
        return say("lead_origin_none", **solutions.common)
    facts = {"here": solutions.at("arrivals_per_1000_refugees")}
    return say(
        "lead_origin",
        **solutions.common,
        **facts,
        came=came,
        countries=solutions.at("destinations_from_origin"),
    )


def _host(solutions: Solutions) -> Sentence:
    departed, sent = solutions.at("resettlement_departures"), solutions.at("resettlement_submissions")
    if not departed.known:
        first = table_years("unhcr_results")[0]
        facts = {"start": given(first, "year"), "early": solutions.year < first}
        return say("lead_host_none", **solutions.common, **facts)
    covered = solutions.part(departed, 100 * (departed.coverage or 0), "percent", detail="coverage")
    facts = {"own_year": departed.own_year, "coverage": covered, "partial": departed.status == "partial"}
    return say("lead_host", **solutions.common, **facts, departed=departed, sent=sent)
