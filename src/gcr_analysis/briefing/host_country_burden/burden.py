"""The evidence of panel one: a region as host, with its hosts, origins and situations."""

from functools import cached_property

import pandas as pd

from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.host_country_burden.words import PANEL
from gcr_analysis.geography import Region
from gcr_analysis.indicators.frames import low_or_middle_income, of, stock
from gcr_analysis.indicators.host_country_burden.change import change_by_host, change_by_origin
from gcr_analysis.indicators.host_country_burden.hosts import hosts, origins
from gcr_analysis.indicators.host_country_burden.protracted import situations


class Burden(Evidence):
    """Figures about a region as host.

    Parameters
    ----------
    region, year, baseline_year
        As in `gcr_analysis.briefing.evidence.Evidence`.

    Examples
    --------
    >>> Burden("ssar", 2024, 2016).hosts["asylum"].tolist()
    ['IRN', 'PAK', 'AFG']
    """

    def __init__(self, region: str | Region, year: int, baseline_year: int) -> None:
        super().__init__(PANEL, region, year, baseline_year)

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

    @cached_property
    def moves(self) -> pd.DataFrame:
        """What each host, or for a single country each origin, adds to the change since the baseline."""
        split = change_by_origin if self.region.is_country else change_by_host
        moved = split(self.region, self.year, self.baseline_year)
        return moved.rename(columns={"asylum": "iso3", "origin": "iso3"})

    @cached_property
    def hosted(self) -> pd.DataFrame:
        """Persons at the end of each year since 2000: ``mandate``, and ``others`` from their first year on."""
        years = range(2000, self.year + 1)
        mandate, others = (
            of(stock(name), self.region, years).sum(axis=1) for name in ("mandate_refugees", "oip")
        )
        return pd.DataFrame({"mandate": mandate, "others": others})

    @property
    def empty(self) -> bool:
        """Whether the region hosts no refugees at all."""
        return self.hosts.empty

    @cached_property
    def income_moves(self) -> dict[str, int]:
        """Hosts that moved to or from high income since the baseline, and the first end-year in their group."""
        years = range(self.baseline_year, self.year + 1)
        groups = of(low_or_middle_income(), self.region, years)[list(self.hosts["asylum"])]
        moved = groups.columns[groups.iloc[0].notna() & (groups.iloc[0] != groups.iloc[-1])]
        return {str(iso3): int(groups.index[groups[iso3] == groups[iso3].iloc[-1]].min()) for iso3 in moved}
