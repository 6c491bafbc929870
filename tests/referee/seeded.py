"""Faults on purpose: a sentence that the tables carry, and the same with one ground broken.

Each case gives the figures that the sentence prints: measure, year and, where it is not plain, place, part of the
pair, status. Values and texts come from the tables, so that the right sentence is right.
"""

from dataclasses import dataclass, field
from typing import Any

from referee import tables
from referee.notes import plain


@dataclass(frozen=True)
class Figure:
    """A figure of a case; `since` makes it the change from that year, in percent where `percent` says so."""

    measure: str
    year: int
    place: str = ""
    part: str = ""
    since: int | None = None
    percent: bool = False
    status: str = "computed"
    coverage: float | None = 1.0
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = "persons"
    text: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Fault:
    """A right sentence, a broken one, and the kind and ground that the referee should name."""

    name: str
    kind: str
    ground: str
    region: str
    right: str
    broken: str
    figures: tuple[Figure, ...]
    year: int = 2025
    where: str = "challenges"
    broken_figures: tuple[Figure, ...] = field(default=())


def note(fault: Fault, broken: bool) -> dict[str, Any]:
    """A note of one sentence, as a study would hand it on."""
    figures = (broken and fault.broken_figures) or fault.figures
    lines = [line(figure, fault.region) for figure in figures]
    texts = [entry["text"] for entry in lines]
    sentence = (fault.broken if broken else fault.right).format(*texts)
    made: dict[str, Any] = {
        "panel": "host-country-burden", "region": fault.region, "year": fault.year, "title": "A title",
        "headline": {"value": "No figure", "label": f"at the end of {fault.year}"}, "lead": "",
        "sections": [{"id": "support", "items": [{"id": "support", "text": "No need is published."}]}],
        "ledger": lines, "exhibits": [],
    }  # fmt: skip
    if fault.where == "title":
        return made | {"title": sentence}
    made["sections"].append({"id": fault.where, "items": [{"id": "seeded", "text": sentence}]})
    return made


def line(figure: Figure, region: str) -> dict[str, Any]:
    """A line of the ledger, with the value that the tables hold."""
    place = figure.place or region
    value = figure.value
    if value is None:
        value = tables.level(figure.measure, place, figure.year, figure.part) or 0.0
        if figure.since:
            before = tables.level(figure.measure, place, figure.since, figure.part) or 0.0
            value = 100 * (value / before - 1) if figure.percent else value - before
    side = f"from {figure.part}" if figure.part else ""
    change = f"change since {figure.since}" if figure.since else ""
    unit = "percent" if figure.percent else figure.unit
    return {
        "text": figure.text or written(value, unit), "value": value, "unit": unit, "region": place,
        "indicator": figure.measure, "year": figure.year, "value_year": figure.year, "status": figure.status,
        "coverage": figure.coverage, "low": figure.low, "high": figure.high,
        "detail": figure.detail or "; ".join(part for part in (side, change) if part),
    }  # fmt: skip


def written(value: float, unit: str) -> str:
    """A number as notes print it."""
    size = abs(value)
    if unit == "percent":
        return f"{size:.0f} %" if size >= 10 else f"{size:.1f} %"
    if size >= 1e6:
        return f"{size / 1e6:.{max(0, 2 - len(str(int(size / 1e6))) + 1)}f} million"
    return f"{size:,.0f}" if unit == "persons" else plain(f"{size:.1f}")


_ARRIVED = Figure("resettlement_arrivals", 2025)
_ARRIVED_BEFORE = Figure("resettlement_arrivals", 2024)
_USA = (Figure("resettlement_arrivals", 2025, "USA"), Figure("resettlement_arrivals", 2024, "USA"))
_SUDAN = (Figure("refugee_returns", 2025), Figure("refugee_returns", 2024))
_COLOMBIA = (Figure("refugees_hosted", 2025), Figure("refugees_hosted", 2018))
_WORK = Figure("gcr_2_1_1", 2024, unit="percent")
_DENIED = "81,766 refugees arrived on resettlement in 2025"

FAULTS: tuple[Fault, ...] = (
    # ---- grounds of change
    Fault(
        "a comparison across a break", "change", "later", "COL",
        "Colombia hosted {0} refugees in 2025, nearly all from Venezuela, after {1} in 2018.",
        "Colombia hosted {0} refugees in 2025, nearly all from Venezuela, after {1} in 2016.",
        _COLOMBIA, broken_figures=(Figure("refugees_hosted", 2025), Figure("refugees_hosted", 2016)),
    ),
    Fault(
        "a percentage across a break", "change", "later", "IRN",
        "Iran hosted {0} refugees in 2025, nearly all from Afghanistan; 1,386,970 returned, and no recorded flow explains the rest.",
        "Iran hosted {0} refugees in 2025, nearly all from Afghanistan, up by {1} since 2016.",
        (Figure("refugees_hosted", 2025), Figure("refugees_hosted", 2025, since=2016, percent=True),
         Figure("returns_from_host", 2025, text="1,386,970")),
    ),
    Fault(
        "a variant that a break moved people out of", "change", "later", "IRN",
        "Iran hosted {0} refugees under UNHCR’s mandate in 2025.",
        "Iran hosted {0} refugees under UNHCR’s mandate in 2025, nearly all from Afghanistan, after {1} in 2024, and recorded flows do not explain it.",
        (Figure("mandate_refugees_hosted", 2025), Figure("mandate_refugees_hosted", 2024)),
    ),
    Fault(
        "none for no row", "none", "asked-of-all", "CHE",
        "{0} refugees arrived on resettlement in 2025, with none on record in 2024.",
        "{0} refugees arrived on resettlement in 2025, after none in 2024.", (_ARRIVED,),
    ),
    Fault(
        "means over other hosts", "change", "same-places", "world",
        "{0} of the refugees have the right to decent work, as hosts of 65 % of them reported in 2024.",
        "{0} of the refugees had the right to decent work in 2024, after {1} in 2022.",
        (_WORK, Figure("gcr_2_1_1", 2022, unit="percent"),
         Figure("gcr_2_1_1", 2024, value=65.0, unit="percent", detail="share of refugees that it rests on")),
    ),
    Fault(
        "a proxy beside a published figure", "change", "same-kind", "world",
        "Contributions came to {0} in 2024.", "Contributions came to {0} in 2024, after {1} in 2021.",
        (Figure("all_contributions_constant", 2024, status="proxy", unit="US dollars of 2024", value=4.88e9, text="USD 4.88 billion"),
         Figure("all_contributions_constant", 2021, status="published", unit="US dollars of 2024", value=4.5e9, text="USD 4.50 billion")),
    ),
    Fault(
        "a total of two years as one", "quotation", "own-document", "world",
        "Aid came to {0} in the two years 2020 and 2021.", "Aid came to {0} in 2021.",
        (Figure("gcr_1_1_1", 2021, status="published", value=26.3e9, text="USD 26.3 billion", unit="US dollars"),),
    ),
    Fault(
        "periods of unlike length", "change", "periods", "world",
        "{0} permits were granted from 2010 to 2021.", "{0} permits were granted from 2010 to 2021, after {1} in 2020.",
        (Figure("gcr_3_2_1", 2021, status="published", value=2e6, text="2.00 million", unit="permits"),
         Figure("gcr_3_2_1", 2020, status="published", value=127_000.0, unit="permits")),
    ),
    Fault(
        "a change of a partial figure", "change", "whole", "world",
        "At least {0} people were newly displaced across borders in 2025.",
        "{0} people were newly displaced across borders in 2025, after {1} in 2024.",
        (Figure("new_displacement", 2025, status="partial", coverage=0.9), Figure("new_displacement", 2024)),
    ),
    Fault(
        "weights of two years", "change", "weights", "world",
        "The share of refugees with the right to decent work, on different hosts, was {0} in 2024.",
        "On the same hosts the share with the right to decent work went from {1} in 2022 to {0} in 2024.",
        (_WORK, Figure("gcr_2_1_1", 2022, value=44.0, unit="percent")),
    ),
    Fault(
        "a change of a copied figure", "change", "copied", "LBN",
        "{0} of young refugees were enrolled in 2024.", "{0} of young refugees were enrolled in 2024, after {1} in 2023.",
        (Figure("gcr_2_2_1_secondary", 2024, unit="percent"), Figure("gcr_2_2_1_secondary", 2023, unit="percent")),
    ),
    Fault(
        "a percentage of a few people", "change", "people", "DEU",
        "{0} refugees came from Germany in 2025, after {1} in 2016, above all in Russia.",
        "Refugees from Germany rose by {2}, above all in Russia.",
        (Figure("refugees_from_origin", 2025), Figure("refugees_from_origin", 2016),
         Figure("refugees_from_origin", 2025, since=2016, percent=True)),
    ),
    Fault(
        "a rise of a few people", "change", "difference", "EGY",
        "{0} refugees from Egypt were counted in 2025.", "Refugees from Egypt rose by {1} in 2025.",
        (Figure("refugees_from_origin", 2025), Figure("refugees_from_origin", 2025, since=2024)),
    ),
    Fault(
        "a change within what releases move", "change", "noise", "SDN",
        "{0} refugees returned in 2025, after {1} in 2024, above all from Egypt; later releases may still undo it.",
        "Returns rose to {0} in 2025, after {1} in 2024, above all from Egypt.",
        (Figure("refugee_returns", 2025, low=5000.0, high=900_000.0), Figure("refugee_returns", 2024)),
    ),
    Fault(
        "one country’s doing, not named", "change", "one-place", "world",
        "Arrivals fell to {0} in 2025, after {1} in 2024: the United States took {2}, after {3}.",
        "Arrivals fell to {0} in 2025, after {1} in 2024.", (_ARRIVED, _ARRIVED_BEFORE, *_USA),
    ),
    Fault(
        "one origin’s doing, not named", "change", "one-place", "TCD",
        "Chad hosted {0} refugees in 2025, after {1} in 2024, most of the rise from Sudan; flows do not explain all of it.",
        "Chad hosted {0} refugees in 2025, after {1} in 2024; flows do not explain all of it.",
        (Figure("refugees_hosted", 2025), Figure("refugees_hosted", 2024)),
    ),
    Fault(
        "a rate without the count above it", "change", "rate-and-level", "UKR",
        "Of every 1,000 refugees from Ukraine {0} were resettled in 2022, after {1} in 2014 and fewer in 2021; {2} arrived, after {3}, in the United States.",
        "Of every 1,000 refugees from Ukraine {0} were resettled in 2022, after {1} in 2014 and fewer in 2021.",
        (Figure("arrivals_per_1000_refugees", 2022, unit="per 1,000 refugees"),
         Figure("arrivals_per_1000_refugees", 2014, unit="per 1,000 refugees"),
         Figure("resettlement_from_origin", 2022), Figure("resettlement_from_origin", 2014)), year=2022,
    ),
    Fault(
        "a turn left out", "change", "turn", "SDN",
        "{0} people were displaced inside Sudan in 2025, after {1} in 2016 and {2} in 2024.",
        "{0} people were displaced inside Sudan in 2025, after {1} in 2016.",
        (Figure("idps", 2025), Figure("idps", 2016), Figure("idps", 2024)),
    ),
    Fault(
        "money of an incomplete year", "change", "whole-years", "world",
        "Contributions came to {1} in 2024.", "Contributions fell to {0} in 2025, after {1} in 2024.",
        (Figure("all_contributions_constant", 2025, unit="US dollars of 2024", status="proxy", value=3e9, text="USD 3.00 billion"),
         Figure("all_contributions_constant", 2024, unit="US dollars of 2024", status="proxy", value=4.88e9, text="USD 4.88 billion")),
    ),
    Fault(
        "money of each year’s prices", "change", "whole-years", "world",
        "Contributions came to {0} in 2024.", "Contributions rose to {0} in 2024, after {1} in 2016.",
        (Figure("all_contributions", 2024, unit="US dollars", status="proxy", value=4.88e9, text="USD 4.88 billion"),
         Figure("all_contributions", 2016, unit="US dollars", status="proxy", value=3.9e9, text="USD 3.90 billion")),
    ),
    Fault(
        "a residual left out", "change", "flows", "LBN",
        "Lebanon hosted {0} refugees in 2025, {1} fewer than in 2024, nearly all from Syria; more returned than that, which no recorded flow explains.",
        "Refugees in Lebanon fell by {1} in 2025, to {0}, nearly all from Syria.",
        (Figure("refugees_hosted", 2025), Figure("refugees_hosted", 2025, since=2024)),
    ),
    Fault(
        "a standstill of half", "change", "size-words", "SDN",
        "{0} refugees returned in 2025, above all from Egypt, after {1} in 2024.",
        "Returns stalled at {0} in 2025, above all from Egypt, after {1} in 2024.", _SUDAN,
    ),
    Fault(
        "two figures swapped", "change", "later", "world",
        "{0} refugees arrived in 2025, after {1} in 2024; the United States took {2}, after {3}.",
        "{1} refugees arrived in 2025, after {0} in 2024; the United States took {2}, after {3}.",
        (_ARRIVED, _ARRIVED_BEFORE, *_USA),
    ),
    Fault(
        "a fall that was a rise", "change", "value", "SDN",
        "Returns rose by {1} in 2025, to {0}, above all from Egypt.", "Returns fell by {1} in 2025, to {0}, above all from Egypt.",
        (Figure("refugee_returns", 2025), Figure("refugee_returns", 2025, since=2024)),
    ),
    # ---- every other kind
    Fault(
        "another figure", "level", "value", "world", "{0} refugees arrived on resettlement in 2025.",
        "{0} refugees arrived on resettlement in 2025.", (_ARRIVED,),
        broken_figures=(Figure("resettlement_arrivals", 2025, value=91_766.0),),
    ),
    Fault(
        "a number from nowhere", "level", "ledger", "world", _DENIED + ".", "98,765 refugees arrived on resettlement in 2025.", (_ARRIVED,),
    ),
    Fault(
        "another year", "level", "own-year", "world", "{0} refugees arrived on resettlement in 2025.",
        "{0} refugees arrived on resettlement in 2023.", (_ARRIVED,),
    ),
    Fault(
        "a year left out", "level", "own-year", "SDN", "{0} died of organised violence in Sudan in 2024.",
        "{0} died of organised violence in Sudan.", (Figure("deaths", 2024),),
    ),
    Fault(
        "a partial figure in a title", "level", "same-places", "world", "What refugees may do is not reported by most hosts",
        "{0} of the refugees live below the poverty line", (Figure("gcr_2_2_2", 2024, status="partial", coverage=0.15, unit="percent"),),
        where="title",
    ),
    Fault(
        "at least, dropped", "sum", "whole", "world", "At least {0} people were newly displaced across borders in 2025.",
        "{0} people were newly displaced across borders in 2025.", (Figure("new_displacement", 2025, status="partial", coverage=0.9),),
    ),
    Fault(
        "an order that is none", "rank", "complete", "world",
        "The largest hosts in 2025 were Colombia ({0}), Germany ({1}) and Türkiye ({2}).",
        "The largest hosts in 2025 were Colombia ({0}) and Türkiye ({2}).",
        tuple(Figure("refugees_hosted", 2025, host) for host in ("COL", "DEU", "TUR")),
    ),
    Fault(
        "a rank of what few report", "rank", "complete", "europe", "What refugees in Europe may do is hardly reported",
        "Refugees in Europe have the highest share with the right to work ({0})", (_WORK,), where="title",
    ),
    Fault(
        "none, where there are some", "none", "asked-of-all", "SDN", "{0} refugees returned to Sudan in 2025.",
        "No refugees returned to Sudan in 2025.", (Figure("refugee_returns", 2025),),
    ),
    Fault(
        "a situation’s age as its people’s", "situation", "not-people", "igad",
        "{0} refugees are in situations that have lasted five years or more in 2025.",
        "{0} people have been refugees for five years or more in 2025.", (Figure("protracted_refugees", 2025, value=4.7e6),),
    ),
    Fault(
        "a cause from two figures", "cause", "adds-up", "SDN",
        "{0} people were displaced inside Sudan in 2025. {1} returned home in the year.",
        "{0} people were displaced inside Sudan in 2025, although {1} returned home.", (Figure("idps", 2025), Figure("idp_returns", 2025)),
    ),
    Fault(
        "a share of a fall that is another’s", "cause", "adds-up", "world",
        "The United States took {0} in 2025, after {1} in 2024, which is {2} of the fall.",
        "The United States took {0} in 2025, after {1} in 2024, which is {2} of the fall.",
        (*_USA, Figure("resettlement_arrivals", 2025, value=87.8, unit="percent", detail="part of USA")),
        broken_figures=(*_USA, Figure("resettlement_arrivals", 2025, value=55.0, unit="percent", detail="part of USA")),
    ),
    Fault(
        "an event that explains", "event", "dated", "world", "The figures do not say why, and no document explains it.",
        "A pandemic stopped travel, and admissions had been cut before.", (),
    ),
    Fault(
        "an expectation without its test", "expectation", "tested", "world",
        "In 2025 {0} arrived, between 80,000 and 90,000 would have been expected; such an interval held in 9 of 10 cases held back.",
        "In 2025 {0} arrived, fewer than would have been expected.",
        (_ARRIVED, *(Figure("covid_shortfall", 2025, value=v) for v in (80_000.0, 90_000.0)),
         *(Figure("", 2025, value=v, text=f"{v:.0f}", status="given") for v in (9.0, 10.0))),
    ),
    Fault(
        "a projection without its publisher", "forecast", "theirs", "world",
        "UNHCR projects that {0} refugees need resettlement in 2026.", "{0} refugees are projected to need resettlement in 2026.",
        (Figure("resettlement_needs", 2026, value=2.5e6, status="published"),),
    ),
    Fault(
        "a record that is none", "record", "whole-series", "world",
        "{0} refugees arrived in 2025.", "{0} refugees arrived in 2025, the lowest since 2005.", (_ARRIVED,),
    ),
    Fault(
        "women among those whose sex nobody knows", "people", "known", "world",
        "{0} of those whose sex is known are women.", "{0} of the refugees are women.", (Figure("women_share", 2025, value=51.0, unit="percent"),),
    ),
    Fault(
        "a pace as a forecast", "derived", "pace", "TCD", "Those who wait came to {0} years of the cases that ended, at the pace of 2025.",
        "To decide on all who wait takes {0} years.", (Figure("asylum_backlog_years", 2025, value=11.6, unit="years"),),
    ),
    Fault(
        "at most, dropped", "derived", "weakest", "world", "At most {0} departures a year are still needed in 2025.",
        "Of departures {0} a year are still needed in 2025.", (Figure("pace_to_target_departures", 2025, value=166_792.0, status="partial"),),
    ),
    Fault(
        "a verdict of another year", "verdict", "own-year", "world", "In 2025 {1} refugees arrived; {0} permits were granted in 2023, the press said.",
        "{0} permits were granted in 2023.", (Figure("gcr_3_2_1", 2023, value=255_000.0, status="published"), _ARRIVED), where="progress",
    ),
)  # fmt: skip
