"""The evidence of panel one: a region as host, with its hosts, origins and situations."""

from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from gcr_analysis.briefing.claims import if_founded, movers
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.host_country_burden.words import CONSTANTS, PANEL
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import with_phrases
from gcr_analysis.framework import thresholds
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import excerpt, since, stock
from gcr_analysis.indicators.engine import FIRST_YEAR
from gcr_analysis.indicators.host_country_burden.change import change_by_host, change_by_origin
from gcr_analysis.indicators.host_country_burden.hosts import hosts, origins
from gcr_analysis.indicators.host_country_burden.protracted import situations
from gcr_analysis.indicators.prices import prices_of

SEEKERS = "asylum_seekers_hosted"
FEW = 1000  # refugees: of fewer, rounding to five at the source is worth a word


class HostEvidence(Evidence):
    """Figures about a region as host.

    Parameters
    ----------
    region, year, baseline_year
        As in `gcr_analysis.briefing.evidence.Evidence`.

    Examples
    --------
    >>> HostEvidence("ssar", 2024, 2016).hosts["asylum"].tolist()
    ['IRN', 'PAK', 'AFG']
    """

    def __init__(self, region: str | Region, year: int, baseline_year: int) -> None:
        super().__init__(PANEL, region, year, baseline_year)

    @property
    def common(self) -> dict[str, Any]:
        """What nearly every sentence names: the region, the years, the constants."""
        facts = (
            CONSTANTS
            | super().common
            | {
                "empty": self.empty,
                "leap": self.leap,
                "few": (self.refugees.value or 0) < FEW,
                "others": self.others,
                "others_joined": self.more_are_counted,
                "start": given(since("population", "oip"), "year"),
                "prices": given(prices_of(), "year"),
                "refugees_in_dollars": float(self.refugees.value or 0),
            }
        )
        return with_phrases(PANEL, facts)

    @cached_property
    def leap(self) -> str:
        """Host that made most of the last year's rise of asylum-seekers by a leap; empty where none did."""
        made = if_founded(movers, self, SEEKERS, self.year - 1, most=1)
        host = self.region.id if self.is_country else "" if made is None else made.largest.place.code
        if host not in self.region.countries or made is None:
            return ""
        now, before = (self.at(SEEKERS, year, of=host).number for year in (self.year, self.year - 1))
        many, times = (thresholds()[name].value for name in ("many_people", "leap"))
        return host if now >= max(many, times * before) else ""

    @property
    def empty(self) -> bool:
        """Whether the region hosts no refugees at all."""
        return self.hosts.empty

    @property
    def more_are_counted(self) -> bool:
        """Whether other people in need of protection are counted at the year and were not at the baseline."""
        return self.baseline_year < since("population", "oip") <= self.year and bool(self.others.value)

    @cached_property
    def hosts(self) -> pd.DataFrame:
        """Countries of the region that host refugees, the largest first."""
        return hosts(self.region, self.year, self.baseline_year)

    @cached_property
    def origins(self) -> pd.DataFrame:
        """Where the refugees whom the region hosts come from, the largest group first."""
        return origins(self.region, self.year, self.baseline_year)

    @cached_property
    def situations(self) -> pd.DataFrame:
        """Protracted situations, the largest first."""
        return situations(self.region, self.year)

    def moves_by(self, side: str) -> pd.DataFrame:
        """What each host (``asylum``) or origin adds to the change of the last year."""
        split = change_by_origin if side == "origin" else change_by_host
        return split(self.region, self.year, self.year - 1)

    @cached_property
    def hosted(self) -> pd.DataFrame:
        """Persons at the end of each year: ``mandate``, and ``others`` from the year that counts them on."""
        years = range(FIRST_YEAR, self.year + 1)
        series = {"mandate": "mandate_refugees", "others": "oip"}
        of = {"of": self.region.countries, "years": years}
        return pd.DataFrame({name: excerpt(stock, id, **of).sum(axis=1) for name, id in series.items()})

    @property
    def refugees(self) -> Quantity:
        """Refugees hosted at the end of the year."""
        return self.at("refugees_hosted")

    @cached_property
    def others(self) -> Quantity:
        """Other people in need of international protection among them."""
        mandate = self.at("mandate_refugees_hosted").value or 0
        return self.people((self.refugees.value or 0) - mandate, detail="other people in need of protection")

    def dense(self, iso3: str) -> Quantity:
        """Refugees per thousand inhabitants in one of the hosts."""
        value = self.hosts.set_index("asylum").loc[iso3, "per_1000"]
        whole = self.at("refugees_per_1000_inhabitants")
        return replace(whole, value=None if pd.isna(value) else float(value), region=iso3, coverage=1.0)  # type: ignore[arg-type]

    def people(self, value: float, *, of: str = "", detail: str = "") -> Quantity:
        """Make refugees counted in a frame of hosts or origins into a quantity.

        Parameters
        ----------
        value
            Persons at the end of the year.
        of
            The country that hosts them, where that is not the whole region.
        detail
            What part of the region's refugees they are, such as ``from SYR``.
        """
        return self.part(self.refugees, value, "persons", of=of, detail=detail)

    def percent(self, value: float, *, detail: str) -> Quantity:
        """Make a share of the region's refugees into a quantity; *detail* says whose share it is."""
        return self.part(self.refugees, value, "percent", detail=detail)
