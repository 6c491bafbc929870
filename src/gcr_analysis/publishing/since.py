"""UNHCR's estimates for a month after the latest year, as a region's page tells them: apart from figures."""

from dataclasses import dataclass

from babel.dates import format_skeleton

from gcr_analysis.briefing.quantity import given
from gcr_analysis.framework.languages import spoken
from gcr_analysis.indicators.nowcasts import nowcast
from gcr_analysis.numbers import number
from gcr_analysis.publishing.pages import said
from gcr_analysis.publishing.site import Place
from gcr_analysis.snapshot import sources


@dataclass(frozen=True)
class Since:
    """A region's estimates in words: the month, people, how many countries have one, the source."""

    when: str
    refugees: str
    asylum_seekers: str
    countries: str
    source: str


def since(place: Place) -> Since | None:
    """Return a region's estimates; none where there are none, or only notes know the region.

    A page on the figures of an earlier release has none: they are no part of what was known then.
    """
    found = nowcast(place.region) if place.region and not place.variant.as_of else None
    if found is None:
        return None
    counted = said("countries_counted", number=given(found.countries, "countries"))
    countries = "" if place.region and place.region.kind == "country" else counted
    return Since(
        format_skeleton("yMMMM", found.first_day, locale=spoken().numbers.locale),
        number(found.refugees, "persons"),
        number(found.asylum_seekers, "persons"),
        countries,
        sources()["unhcr-nowcasts"].citation,
    )
