"""Title, headline and lead: what the region's figures say first."""

from collections.abc import Iterator
from dataclasses import replace

from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.words import common, persons, place, say
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.sentences import Sentence

# How large each fact must be to become the title, and how much it then weighs.
ONE_YEAR_PERCENT = 15
LARGE_PER_INHABITANTS = 20
PROTRACTED_PERCENT = 60
LARGEST_HOST_PERCENT = 50
MULTIPLIED = 10


def title(burden: Burden) -> Iterator[Finding]:
    """Offer titles; the heaviest is taken.

    In falling weight: nobody hosted · a change of 15 percent or more in one year · a region of hosts of many
    incomes, by income · ten times as many as at the baseline · for a country, 20 or more refugees per thousand
    inhabitants · 60 percent or more in protracted situations · one or two hosts with half of all refugees ·
    the change since the baseline.
    """
    facts = common(burden) | {
        "refugees": burden.at("refugees_hosted"),
        "then": burden.then("refugees_hosted"),
    }
    for weight, name, more in (*_extremes(burden), *_weights(burden), *_changes(burden)):
        yield Finding("title", weight, say(f"title_{name}", **facts, **more))


def _extremes(burden: Burden) -> Iterator[tuple[float, str, dict[str, object]]]:
    now, before = burden.at("refugees_hosted"), burden.at("refugees_hosted", burden.year - 1)
    if burden.empty:
        yield 10, "none", {}
        return
    last = relative(now, before)
    if last.value is not None and abs(last.value) >= ONE_YEAR_PERCENT and (before.value or 0) >= 1000:
        broken = bool(
            burden.breaks("refugees", 0.02, since=burden.year - 1)
            or burden.breaks("oip", 0.02, since=burden.year - 1)
        )
        yield 9, "one_year", {"change": last, "broken": broken}


def _weights(burden: Burden) -> Iterator[tuple[float, str, dict[str, object]]]:
    if burden.empty:
        return
    share, least = (
        burden.at("share_hosted_in_low_and_middle_income"),
        burden.at("share_hosted_in_least_developed"),
    )
    if burden.region.id == "world":
        yield 8, "low_middle", {"share": share, "least": least}
    elif not burden.region.is_country and share.value is not None and share.value < 50:
        yield (
            7,
            "high_income",
            {"share": replace(share, value=100 - share.value, detail="in high-income countries")},
        )
    here, world = (
        burden.at("refugees_per_1000_inhabitants"),
        burden.at("refugees_per_1000_inhabitants", of="world"),
    )
    if burden.region.is_country and (here.value or 0) >= LARGE_PER_INHABITANTS:
        yield 6, "per_inhabitants", {"here": here, "times": _times(here, world)}
    protracted = burden.at("protracted_share")
    if (protracted.value or 0) >= PROTRACTED_PERCENT:
        yield 5, "protracted", {"share": protracted}
    yield from _few_hosts(burden)


def _few_hosts(burden: Burden) -> Iterator[tuple[float, str, dict[str, object]]]:
    largest = burden.hosts.head(2)
    if burden.region.is_country or len(burden.hosts) < 3:
        return
    names, shares = [place(iso3) for iso3 in largest["asylum"]], largest["share"]
    share = Quantity(value=float(shares.iloc[0]), unit="percent", detail=names[0], **_about(burden))
    if shares.iloc[0] >= LARGEST_HOST_PERCENT:
        yield 4, "largest_host", {"host": names[0], "share": share}
    elif shares.sum() >= LARGEST_HOST_PERCENT:
        both = replace(share, value=float(shares.sum()), detail=" and ".join(names))
        yield 3, "two_hosts", {"first": names[0], "second": names[1], "share": both}


def _changes(burden: Burden) -> Iterator[tuple[float, str, dict[str, object]]]:
    now, then = burden.at("refugees_hosted"), burden.then("refugees_hosted")
    if burden.empty:
        return
    if not then.value:
        yield 2, "first", {}
    elif (now.value or 0) >= MULTIPLIED * then.value:
        yield 6.5, "multiplied", {}
    else:
        yield 1, "change", {"change": relative(now, then)}


def _times(here: Quantity, world: Quantity) -> Quantity:
    value = None if here.value is None or not world.value else here.value / world.value
    return replace(here, value=value, unit="times", detail="over that of the world")


def _about(burden: Burden) -> dict[str, object]:
    """Return what a share of the region's refugees is about, for a quantity."""
    whole = persons(burden, 0)
    names = ("region", "indicator", "year", "value_year", "status", "coverage", "source", "vintage")
    return {name: getattr(whole, name) for name in names}


def headline(burden: Burden) -> dict[str, Sentence]:
    """Return the headline figure, what it is, and how it changed."""
    now, then = burden.at("refugees_hosted"), burden.then("refugees_hosted")
    last = difference(now, burden.at("refugees_hosted", burden.year - 1))
    percent = relative(now, then)
    facts = common(burden) | {"refugees": now, "then": then, "last": last}
    facts |= {"change": difference(now, then), "noun": "refugee" if now.value == 1 else "refugees"}
    if burden.empty:
        change = "gone" if then.value else "none"
    elif percent.value is None or percent.value >= 1000:
        change = "from"
    else:
        change, facts = "change", facts | {"percent": percent if percent.value else ""}
    return {part: say(f"headline_{part}", **facts) for part in ("value", "label")} | {
        "change": say(f"headline_{change}", **facts)
    }


def lead(burden: Burden) -> tuple[Sentence, ...]:
    """Return the opening: who is counted, their share and weight, who waits, and where they come from."""
    now, seekers = burden.at("refugees_hosted"), burden.at("asylum_seekers_hosted")
    mandate = burden.at("mandate_refugees_hosted")
    others = persons(
        burden, (now.value or 0) - (mandate.value or 0), detail="other people in need of protection"
    )
    here, share = burden.at("refugees_per_1000_inhabitants"), burden.at("share_of_world_refugees")
    facts = common(burden) | {"refugees": now, "mandate": mandate, "others": others, "seekers": seekers}
    facts |= {"here": here, "share": share}
    said = []
    if burden.empty:
        said.append(say("lead_none", **facts))
    else:
        kind = "mandate" if not others.value else ("others" if not mandate.value else "mixed")
        said.append(say(f"lead_{kind}", **facts))
        weight = "world" if burden.region.id == "world" else ("share" if here.known else "share_only")
        said.append(say(f"lead_{weight}", **facts))
        said.append(say("lead_origins", origins=_origins(burden)))
    if seekers.value:
        said.append(say("lead_seekers", **facts))
    return tuple(said)


def _origins(burden: Burden) -> list[Sentence]:
    """Name the origins of four fifths of the refugees, three at most."""
    shares = burden.origins["share"]
    needed = min(3, int((shares.cumsum() < 80).sum()) + 1)
    about = _about(burden)
    return [
        say("origin_share", name=place(row.origin), share=Quantity(
            value=float(row.share), unit="percent", detail=f"from {row.origin}", **about))
        for row in burden.origins.head(needed).itertuples()
    ]  # fmt: skip
