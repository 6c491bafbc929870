"""The evidence of panel four: a region as the origin of refugees, to which they return."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from gcr_analysis.briefing import claims
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.return_conditions.words import CONSTANTS, PANEL
from gcr_analysis.briefing.sentences import with_phrases
from gcr_analysis.framework import Break, indicators, thresholds
from gcr_analysis.geography import NO_PLACE, Region
from gcr_analysis.indicators.arrays import excerpt, since
from gcr_analysis.indicators.engine import columns_of, indicator
from gcr_analysis.indicators.prices import prices_of
from gcr_analysis.indicators.return_conditions import (
    hosts_of_return,
    origins,
    pairs_of_return,
    profile,
    where_they_are,
)
from gcr_analysis.indicators.return_conditions import violence as version_26_1
from gcr_analysis.indicators.return_conditions.conflict import (
    MANY_DEATHS,
    MIN_RETURNS,
    VERSION,
    deaths,
    one_figure,
    violence_year,
)
from gcr_analysis.snapshot import latest_year

OF_PLACES = 8  # largest origins whose conditions are described


class ReturnEvidence(Evidence):
    """Figures about a region as origin.

    Parameters
    ----------
    region, year, baseline_year
        As in `gcr_analysis.briefing.evidence.Evidence`.

    Examples
    --------
    >>> evidence = ReturnEvidence("ssar", 2025, 2016)
    >>> evidence.origins["origin"].tolist()[:1], str(evidence.common["homes"])
    (['AFG'], 'the SSAR countries')
    """

    def __init__(self, region: str | Region, year: int, baseline_year: int) -> None:
        super().__init__(PANEL, region, year, baseline_year)

    @cached_property
    def hardly_any(self) -> bool:
        """Whether some returned, but fewer than one in a hundred of those who could, or of the refugees.

        >>> [ReturnEvidence(origin, 2025, 2016).hardly_any for origin in ("SOM", "SYR", "VEN")]
        [True, False, False]
        """
        rate, returns = self.at("return_rate").value, self.returns.value or 0
        share = rate if rate is not None else 100 * returns / (self.refugees.value or returns or 1)
        return returns > 0 and share < thresholds()["low_return_rate"].value

    @property
    def common(self) -> dict[str, Any]:
        """What nearly every sentence names: the region as origin and as home, the years, the constants."""
        return self._named

    @cached_property
    def _named(self) -> dict[str, Any]:
        facts = super().common | CONSTANTS
        facts |= {"world": self.is_world, "country": self.is_country, "few": self.few}
        facts = with_phrases(PANEL, facts)
        origin = facts["from_where"]
        return facts | {
            "from_where": f" {origin}" if origin else "",
            "empty": self.empty,
            "hardly_any": self.hardly_any,
            "war_year": given(self.violence_year, "year"),
            "war_late": self.violence_year < self.year,
            "latest": given(latest_year(), "year"),
            "prices": given(prices_of(), "year"),
            "start": given(since("population", "oip"), "year"),
            "no_rate": not self.at("return_rate").known,
            "none_now": not self.returns.known,
            "none_before": not self.at("refugee_returns", self.year - 1).known,
            "others_joined": self.baseline_year < since("population", "oip") <= self.year,
            "palestine": "PSE" in self.region.countries,
            "one_place": not {*one_figure()}.isdisjoint(self.region.countries),
        }

    @property
    def empty(self) -> bool:
        """Whether no refugees come from the region and none returned to it."""
        return not self.refugees.value and not self.returns.value

    @property
    def returns(self) -> Quantity:
        """Refugees who returned in the year; no figure where none are reported."""
        return self.at("refugee_returns")

    @property
    def few(self) -> bool:
        """Whether so few returned that shares of them say nothing."""
        return (self.returns.value or 0) < MIN_RETURNS

    @property
    def refugees(self) -> Quantity:
        """Refugees from the region at the end of the year."""
        return self.at("refugees_from_origin")

    @cached_property
    def origins(self) -> pd.DataFrame:
        """Countries of the region that refugees come from or returned to, the largest origin first."""
        return origins(self.region, self.year, self.baseline_year)

    @cached_property
    def destinations(self) -> pd.DataFrame:
        """Countries of the region to which refugees returned in the year, the most first."""
        found = self.origins.dropna(subset=["returns"])
        return found.sort_values("returns", ascending=False, kind="stable", ignore_index=True)

    @cached_property
    def returned_by_country(self) -> pd.DataFrame:
        """Who returned to each country of the region: ``refugee_returns`` and ``idp_returns``, most first."""
        declared, ids = indicators(), ("refugee_returns", "idp_returns")
        found = {id: columns_of(declared[id], self.countries, (self.year,), self.baseline_year) for id in ids}
        rows = pd.DataFrame({id: pd.Series(of["value"], of["region"]) for id, of in found.items()}).fillna(
            0.0
        )
        return rows.loc[rows.sum(axis=1).sort_values(ascending=False, kind="stable").index]

    @cached_property
    def hosts(self) -> pd.DataFrame:
        """Countries from which refugees returned in the year, the most first."""
        return hosts_of_return(self.region, self.year)

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Pairs of origin and country of asylum between which refugees returned, the most first."""
        return pairs_of_return(self.region, self.year)

    @cached_property
    def stays(self) -> pd.DataFrame:
        """Countries of asylum of the refugees from the region at the end of the year, the largest first."""
        return where_they_are(self.region, self.year)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The countries whose conditions are described: those that most refugees come from."""
        known = self.origins[~self.origins["origin"].isin(NO_PLACE) & (self.origins["refugees"] > 0)]
        return self.region.countries if self.is_country else tuple(known["origin"].head(OF_PLACES))

    @cached_property
    def conditions(self) -> pd.DataFrame:
        """Conditions of these countries: a row a country and condition."""
        return profile(self.places, self.year)

    def worst(self, iso3: str) -> pd.DataFrame:
        """Conditions in which a country is among the worst tenth of the world, the worst first."""
        low = claims.worst(iso3, self.year, thresholds()["worst_part"].value).conditions
        rows = self.conditions if iso3 in self.places else profile([iso3], self.year)
        return rows[rows["origin"] == iso3].set_index("condition", drop=False).loc[list(low)]

    @property
    def violence_year(self) -> int:
        """The year, or the last one before it that the data on violence have reached."""
        return violence_year(self.year)

    @cached_property
    def killed(self) -> tuple[pd.Series, int, str]:
        """Deaths from organised violence by country, of the year itself where a version has it.

        Returns
        -------
        killed : Series
            Deaths by ISO3, the most first; missing without a figure, as in Palestine, whose deaths stand
            under Israel in the source.
        year : int
            The year itself, or the last one with data.
        version : str
            The version of the data on violence.
        """
        found, year, version = self._deaths(self.region.countries), self.violence_year, VERSION
        if year < self.year:
            later = excerpt(version_26_1.deaths, of=self.region.countries, years=[self.year]).loc[self.year]
            if later.notna().any():
                found, year, version = later, self.year, version_26_1.VERSION
        found = found.where(found.index != "PSE")
        return found.sort_values(ascending=False, kind="stable"), year, version

    @cached_property
    def at_war(self) -> pd.Series:
        """Deaths in the countries with a thousand or more of them, the most first, by ISO3."""
        killed = self.killed[0]
        return killed[killed >= MANY_DEATHS]

    def deaths(self, iso3: str) -> Quantity:
        """Deaths from organised violence in one country, in the last year with data."""
        value = self._deaths([iso3])[iso3]
        whole = self.at("conflict_deaths_per_100000", self.violence_year, of=iso3)
        number = None if pd.isna(value) else int(value)
        return self.part(whole, number, "deaths", of=iso3, detail="deaths in the year")

    def _deaths(self, countries: Iterable[str]) -> pd.Series:
        """Deaths from organised violence by country, in the last year with data."""
        return excerpt(deaths, of=countries, years=[self.violence_year]).loc[self.violence_year]

    def series(self, id: str, first: int) -> pd.DataFrame:
        """Return a measure of the region from a year on: ``value``, ``low``, ``high``, ``status`` by year."""
        rows = indicator(id, self.region, range(first, self.year + 1)).set_index("year")
        own = rows["value_year"] == rows.index
        return rows[["value", "low", "high", "status"]].where(own)

    def breaks(self, series: str, smallest: float = 0.0, since: int | None = None) -> tuple[Break, ...]:
        """Return the breaks in a series of the region as origin; a change of unit where it matters."""
        declared = super().breaks(series, smallest, since)
        return tuple(b for b in declared if b.kind != "unit" or self._is_partial(series, b.between))

    def _is_partial(self, id: str, years: Sequence[int]) -> bool:
        return any(self.at(id, year).status == "partial" for year in years)

    def people(self, value: float, *, of: str = "", detail: str = "") -> Quantity:
        """Make returned refugees, counted in a frame of the year's returns, into a quantity.

        Parameters
        ----------
        value
            Persons who returned in the year.
        of
            The country to which they returned, where that is not the whole region.
        detail
            What part of the region's returns they are, such as ``from IRN``.
        """
        return self.part(self.returns, float(value), "persons", of=of, detail=detail)

    def percent(self, value: float, *, detail: str) -> Quantity:
        """Make a share of the region's returns into a quantity; *detail* says whose share it is."""
        return self.part(self.returns, float(value), "percent", detail=detail)

    def stock(self, value: float, *, of: str = "", detail: str = "") -> Quantity:
        """Make refugees from the region, counted in a frame, into a quantity."""
        return self.part(self.refugees, float(value), "persons", of=of, detail=detail)

    def share(self, value: float, *, detail: str) -> Quantity:
        """Make a share of the refugees from the region into a quantity."""
        return self.part(self.refugees, float(value), "percent", detail=detail)

    def condition(self, row: pd.Series, column: str = "value", unit: str = "") -> Quantity:
        """Make one figure of a profile into a quantity of its country and condition."""
        whole = self.at(str(row["condition"]), of=str(row["origin"]))
        value = None if pd.isna(row[column]) else float(row[column])
        return self.part(whole, value, unit or whole.unit, of=str(row["origin"]), detail=column)
