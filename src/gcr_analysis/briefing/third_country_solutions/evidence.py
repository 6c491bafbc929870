"""The evidence of panel three: a region as destination, as origin and as host."""

from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from gcr_analysis.briefing.claims import Level
from gcr_analysis.briefing.claims.level import Kind
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.place import place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import with_phrases
from gcr_analysis.briefing.third_country_solutions.words import CONSTANTS, PANEL, View
from gcr_analysis.framework import claims
from gcr_analysis.geography import Region, regions
from gcr_analysis.geography import region as region_of
from gcr_analysis.indicators.arrays import excerpt, stock
from gcr_analysis.indicators.engine import FIRST_YEAR
from gcr_analysis.indicators.progress import JUDGED
from gcr_analysis.indicators.third_country_solutions.access import needs_said
from gcr_analysis.indicators.third_country_solutions.destinations import largest_destination
from gcr_analysis.indicators.third_country_solutions.flows import (
    Side,
    arrivals,
    arrivals_of,
    refugees_at_start,
)
from gcr_analysis.indicators.third_country_solutions.places import (
    destinations,
    hosts,
    origins,
    origins_of_hosted,
)

FEWEST_PEERS = 3
ARRIVALS: dict[Side, str] = {"destination": "resettlement_arrivals", "origin": "resettlement_from_origin"}


class SolutionsEvidence(Evidence):
    """Figures about the resettlement of refugees to, from and out of a region.

    Parameters
    ----------
    region, year, baseline_year
        As in `gcr_analysis.briefing.evidence.Evidence`.

    Examples
    --------
    >>> [SolutionsEvidence(region, 2025, 2016).view for region in ("world", "DEU", "AFG", "TUR")]
    ['world', 'destination', 'origin', 'host']
    """

    def __init__(self, region: str | Region, year: int, baseline_year: int) -> None:
        super().__init__(PANEL, region, year, baseline_year)

    @property
    def common(self) -> dict[str, Any]:
        """What nearly every sentence names: the region, how it is read, the years, the constants."""
        facts = {"plural": self.region.plural, "view": self.view, "is_country": self.is_country}
        facts |= {"empty": self.empty, "judged": self.judged, "one": given(1, "countries")}
        least = claims().thresholds.least_people
        facts["fell"] = self.view != "host" and self.arrived_before.number - self.arrived.number >= least
        facts["departures_late"] = self.host_year < self.year
        facts["largest"] = place(self.largest) if self.largest else ""
        return with_phrases(PANEL, CONSTANTS | super().common | facts)

    @cached_property
    def judged(self) -> frozenset[str]:
        """Measures whose change since the baseline is told as progress, regress or standstill."""
        rows = self.progress
        return frozenset() if rows.empty else frozenset(rows.index[rows["progress"].isin(JUDGED)])

    @cached_property
    def view(self) -> View:
        """The view in which the region matters most, which title, headline and figures take.

        The world is seen whole. Any other region is read as destination where more refugees arrive there than
        are resettled from it or out of it. Else a single country is a host where departures are reported and
        it hosts more refugees than come from it, several are where more depart than come from them; else they
        are origins. Departures that are partial do not count.
        """
        if self.is_world:
            return "world"
        departed = self.at("resettlement_departures")
        year = self.year if departed.value_year is None else min(self.year, departed.value_year)
        came, went = (self.at(id, year).value or 0 for id in ARRIVALS.values())
        left = 0.0 if departed.status == "partial" else departed.value or 0
        if came > 0 and came >= max(went, left):
            return "destination"
        as_host, as_origin = left, went
        if self.region.is_country:
            [iso3] = self.region.countries
            as_host, as_origin = (
                float(excerpt(array, *about, of=[iso3], years=[year])[iso3].sum())
                for array, about, year in (
                    (stock, ("refugees",), self.year - 1),
                    (refugees_at_start, (), self.year),
                )
            )
        return "host" if left and as_host >= as_origin else "origin"

    @property
    def side(self) -> Side:
        """The side on which arrivals are read: as origin where the region is read as host, too."""
        return "destination" if self.view in ("world", "destination") else "origin"

    @property
    def side_view(self) -> View:
        """The view in which arrivals are described: for a host, that of an origin."""
        return "origin" if self.view == "host" else self.view

    @property
    def is_read_as_origin(self) -> bool:
        """Whether people from the region are counted, and not those in it."""
        return self.side == "origin"

    @property
    def arrived(self) -> Quantity:
        """Resettlement arrivals of the year, on the side on which they are read."""
        return self.at(ARRIVALS[self.side])

    @property
    def arrived_before(self) -> Quantity:
        """The same of the year before."""
        return self.at(ARRIVALS[self.side], self.year - 1)

    @property
    def departed(self) -> Quantity:
        """Departures on resettlement, of the latest year that has any: GCR 3.1.1."""
        return self.at("gcr_3_1_1")

    @property
    def empty(self) -> bool:
        """Whether nobody is known to be resettled to, from or out of the region."""
        return not any(q.value for q in (*(self.at(id) for id in ARRIVALS.values()), self.departed))

    @cached_property
    def destinations(self) -> pd.DataFrame:
        """Countries in which its refugees arrived in the year, the largest first."""
        return destinations(self.region, self.side, self.year, self.baseline_year)

    @cached_property
    def origins(self) -> pd.DataFrame:
        """Origins of its arrivals in the year, the largest first."""
        return origins(self.region, self.side, self.year, self.baseline_year)

    @cached_property
    def hosts(self) -> pd.DataFrame:
        """Hosts that report departures, in the latest year of departures; those with most first."""
        return hosts(self.region, self.host_year)

    @cached_property
    def hosted(self) -> pd.DataFrame:
        """Origins of the refugees hosted in the region at the start of the year, the largest first."""
        return origins_of_hosted(self.region, self.year)

    @cached_property
    def all_destinations(self) -> pd.DataFrame:
        """Every destination of the world in the year, the largest first."""
        return destinations(region_of("world"), "destination", self.year, self.baseline_year)

    @cached_property
    def peers(self) -> Region:
        """UNHCR region of a single country, or the world where few hosts there report; else the region."""
        if not self.region.is_country:
            return self.region
        held = [r for r in regions("unhcr-region") if self.region.id in r.countries]
        several = held and (hosts(held[0], self.host_year)["departures"] > 0).sum() >= FEWEST_PEERS
        return held[0] if several else region_of("world")

    @cached_property
    def peer_hosts(self) -> pd.DataFrame:
        """Hosts of that region that report departures, those with most first."""
        return hosts(self.peers, self.host_year)

    @property
    def host_year(self) -> int:
        """Year of the latest departures; the year itself where there are none."""
        return self.at("resettlement_departures").value_year or self.year

    @cached_property
    def by_destination(self) -> pd.DataFrame:
        """Arrivals on the side on which they are read: a row a year since 2000, a column a destination."""
        if self.side == "origin":
            return arrivals_of(self.region, "origin").loc[FIRST_YEAR : self.year]
        years = range(FIRST_YEAR, self.year + 1)
        return excerpt(arrivals, "destination", of=self.region.countries, years=years)

    @cached_property
    def yearly(self) -> pd.DataFrame:
        """Arrivals of each year since 2000: ``others`` and, where it is another, ``largest`` destination."""
        wide = self.by_destination
        if len(wide.columns) == 1 or not self.largest:
            return pd.DataFrame({"others": wide.sum(axis=1)})
        rest = wide.drop(columns=self.largest).sum(axis=1)
        return pd.DataFrame({"others": rest, "largest": wide[self.largest]})

    @cached_property
    def largest(self) -> str:
        """Destination that took most of its refugees since 2000; empty where there is none."""
        return largest_destination(self.region, self.side)

    def took(self, iso3: str, year: int | None = None) -> Quantity:
        """Return how many of its refugees arrived in one destination, in the year or in another."""
        asked = self.year if year is None else year
        whole, value = self.at(ARRIVALS[self.side], asked), self.by_destination.loc[asked, iso3]
        if self.side == "destination":
            return self.part(whole, value, of=iso3)
        return self.part(whole, value, detail=f"to {iso3}")

    def claimed(self, figure: Quantity, kind: Kind = "level") -> Level:
        """Claim a number that was counted in a frame."""
        return Level(beside=(), figure=figure, kind=kind, asked=self.year)

    def projected(self, value: float, by: str = "world", iso3: str = "") -> Level:
        """Claim the needs that are projected for the year to come as a quotation, with who carried them.

        Parameters
        ----------
        value
            Refugees projected to need resettlement.
        by, iso3
            Whether they are those from a country (``"origin"``) or in it (``"asylum"``), and which.
        """
        year = self.year + 1
        said = needs_said(by, year, (iso3,) if iso3 else None)
        figure = replace(
            self.at("resettlement_needs", of="world"),
            value=value,
            region=iso3 or "world",
            value_year=year,
            status="published",
            source="published",
            detail=f"by country of {by}" if iso3 else "",
            reason=said,
        )
        beside = ("own-document",) if "carried by" in said else ()
        return Level(beside=beside, figure=figure, kind="quotation", asked=year)
