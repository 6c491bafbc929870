"""The evidence of panel two: a region as host, with what its operations report and who its refugees are."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing.claims import Group, Member, UnfoundedError, group, if_founded, level
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.self_reliance.words import BURDENS, CONSTANTS, CORE, HALF, PANEL, RESULTS, say
from gcr_analysis.briefing.sentences import Sentence, with_phrases
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import excerpt, stock
from gcr_analysis.indicators.self_reliance import by_host, law, result_of, steps, work_rights
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot import table_years


class SelfRelianceEvidence(Evidence):
    """Figures about the self-reliance of refugees in a region.

    Parameters
    ----------
    region, year, baseline_year
        As in `gcr_analysis.briefing.evidence.Evidence`.

    Examples
    --------
    >>> reliance = SelfRelianceEvidence("igad", 2025, 2016)
    >>> str(reliance.at("gcr_2_2_1_secondary")), str(reliance.at("gcr_2_2_1_secondary").own_year)
    ('15\\xa0%', '2024')
    """

    def __init__(self, region: str | Region, year: int, baseline_year: int) -> None:
        super().__init__(PANEL, region, year, baseline_year)

    @property
    def common(self) -> dict[str, Any]:
        """What nearly every sentence names: the region, the years, the constants, what is known at all."""
        facts = (
            CONSTANTS
            | super().common
            | {
                "here": self.is_country,
                "begins": given(self.begins, "year"),
                "empty": self.empty,
                "few_people": self.few_people,
                "few_citizens": self.few_citizens,
                "too_early": self.too_early,
                "reported": self.reported,
                "silent_hosts": bool(self.silent.sum()),
                "reporters": self.reporters,
                "has_citizens": self.at("naturalisations").known,
                "limited": self.limited,
                "answers": self.answers,
                "law_since": given(law.since() + 1, "year"),
                "refugees": self.refugees,
                "doubted": self.doubted,
                "untold": self.untold,
            }
        )
        return with_phrases(PANEL, facts)

    @property
    def refugees(self) -> Quantity:
        """Refugees hosted at the end of the year."""
        return self.at("refugees_hosted")

    @property
    def begins(self) -> int:
        """First year that operations report of."""
        return table_years("unhcr_results")[0]

    @property
    def too_early(self) -> bool:
        """Whether the year is before the first one that operations report of."""
        return self.year < self.begins

    @property
    def empty(self) -> bool:
        """Whether the region hosts no refugees at all."""
        return not self.refugees.value

    @property
    def few_people(self) -> bool:
        """Whether so few refugees are hosted that shares of them say little."""
        return (self.refugees.value or 0) < framework.claims().thresholds.least_people

    @property
    def few_citizens(self) -> bool:
        """Whether too few refugees became citizens for a title or a headline, or none did in the year."""
        figure = self.at("naturalisations")
        many = (figure.value or 0) >= framework.thresholds()["many_people"].value
        return not many or figure.value_year != self.year

    def known(self, ids: tuple[str, ...]) -> list[str]:
        """Those of some measures that have a figure."""
        return [id for id in ids if self.at(id).known]

    @cached_property
    def reporters(self) -> Group | None:
        """The hosts that report on work, movement or school; None without one."""
        shares = 100 * self._core_hosts[~self._core_hosts.index.isin(self.silent.index)]
        try:
            return group(self, shares / (self._core_hosts.sum() or 1), "hosts that report")
        except UnfoundedError:
            return None

    @cached_property
    def reported(self) -> bool:
        """Whether any core measure rests on hosts of half of the refugees or more."""
        return any(self.at(id).status == "computed" for id in self.known(CORE))

    def hosts(self, id: str) -> pd.DataFrame:
        """What each host of the region reports of a measure, the largest host first.

        Returns
        -------
        DataFrame
            By ISO3: ``value`` in percent and ``refugees`` hosted, at the end of the figure's year. Hosts
            without refugees are left out.
        """
        year = self.at(id).value_year or self.year
        columns = {"value": (by_host, result_of(id)), "refugees": (stock, "refugees")}
        table = pd.DataFrame({name: self._of_year(year, *array) for name, array in columns.items()})
        table = table[table["refugees"] > 0].dropna()
        return table.sort_index().sort_values("refugees", ascending=False, kind="stable")

    def hosting(self, year: int) -> pd.Series:
        """Refugees at the end of a year by host that has any, the largest first."""
        hosted = self._of_year(year, stock, "refugees")
        return hosted[hosted > 0].sort_index().sort_values(ascending=False, kind="stable")

    def host(self, id: str, iso3: str, value: float) -> Quantity:
        """Make what one host reports into a quantity."""
        return replace(self.at(id), value=value, region=iso3, coverage=1.0, low=None, high=None, reason="")

    def leaps(self, id: str) -> pd.DataFrame:
        """Hosts whose figure moved more than lives do: see `gcr_analysis.indicators.self_reliance.steps`."""
        return steps(id, self.region, self.baseline_year, self.year)

    def doubts(self, id: str) -> pd.DataFrame:
        """Return the hosts whose leap alone moves a measure of the region clearly, the largest host first."""
        leaps = self.leaps(id)
        reporting = self.hosts(id)["refugees"].sum() or 1.0
        moved = (leaps["end"] - leaps["start"]).abs() * leaps["refugees"] / reporting
        return leaps[moved >= framework.thresholds()["clear_change"].value]

    @cached_property
    def doubted(self) -> frozenset[str]:
        """Measures of operations that the leap of a host moves clearly."""
        return frozenset(id for id in self.known(RESULTS + BURDENS) if len(self.doubts(id)))

    @cached_property
    def untold(self) -> frozenset[str]:
        """Measures in no title and no headline: zero, moved by a leap, or with a silent host against them."""
        against = (id for id in self.known(RESULTS) if self.all_or_none(id) and self.last_reports(id))
        return self.doubted | {*against} | self.zeros

    @cached_property
    def zeros(self) -> frozenset[str]:
        """Measures of which one host alone reports an exact zero, as an entry without a survey would be."""
        none = (id for id in self.known(RESULTS) if not self.at(id).value)
        return frozenset(id for id in none if len(self.hosts(id)) < 2)

    def all_or_none(self, id: str) -> bool:
        """Whether a measure is of all or none of the refugees in the hosts that report."""
        return self.at(id).number < 0.05 or 99.95 <= self.at(id).number <= 100

    def before(self, id: str) -> Quantity:
        """The first figure of a measure since operations report, of an earlier year than the latest."""
        first, last = self.begins, self.at(id).value_year or self.year
        earlier = (self.at(id, year) for year in range(first, last))
        return next((figure for figure in earlier if figure.known), replace(self.at(id), value=None))

    def last_reports(self, id: str) -> list[Sentence]:
        """Say what larger hosts that are silent in a measure's year last reported, where half lies between.

        The largest host stands first. A host is larger that has a hundredth of the refugees or more.
        """
        figure = self.at(id)
        last = figure.value_year or self.year
        hosted = self.hosting(last)
        least = framework.thresholds()["larger_host"].value / 100 * hosted.sum()
        silent = [str(code) for code in hosted[hosted >= least].index if code not in self.hosts(id).index]
        years = range(last - 1, self.begins - 1, -1)
        known = ((if_founded(level, self, id, year, of=iso3) for year in years) for iso3 in silent)
        found = [next(filter(None, each), None) for each in known]
        against = [each for each in found if each and (each.number < HALF) != (figure.number < HALF)]
        return [say("silent_since", place=Place.of(each.figure.region), level=each) for each in against]

    @cached_property
    def silent(self) -> pd.Series:
        """Percent of refugees by host that reports none of the core measures."""
        year, hosted = self._core_year, self._core_hosts
        told = {iso3 for id in CORE for iso3 in self._of_year(year, by_host, result_of(id)).dropna().index}
        return 100 * hosted[~hosted.index.isin(told)] / hosted.sum()

    @cached_property
    def _core_year(self) -> int:
        """Year of the latest core measure."""
        return max((self.at(id).value_year or 0 for id in self.known(CORE)), default=self.year)

    @cached_property
    def _core_hosts(self) -> pd.Series:
        """Refugees by host at the end of that year."""
        return self.hosting(self._core_year)

    def above(self, id: str) -> list[Member]:
        """Hosts that report more than a hundred percent of a measure."""
        hosts = self.hosts(id)
        rows = hosts[hosts["value"] > 100]["value"].items()
        return [Member((), Place.of(str(iso3)), self.host(id, str(iso3), float(x))) for iso3, x in rows]

    @cached_property
    def outside(self) -> pd.Series:
        """Refugees by host that is party to neither refugee treaty, the largest host first."""
        hosted = self.hosting(self.year)
        return hosted[hosted.index.isin(law.unbound())]

    @property
    def answers(self) -> Quantity | None:
        """On how many answers of experts the scores of a single country rest."""
        number = work_rights.answers(self.region.id) if self.is_country else None
        return None if number is None else given(number, "answers")

    @property
    def limited(self) -> list[Place]:
        """Hosts of refugees that apply the treaties to refugees from events in Europe only."""
        inside = [iso3 for iso3 in law.limited() if iso3 in self.region.countries]
        return [Place.of(iso3) for iso3 in inside if self.at("refugees_hosted", of=iso3).value]

    def _of_year(self, year: int, array: Callable[..., Array], about: str) -> pd.Series:
        """Figures of the region's countries in a year, by ISO3; missing where the source has none."""
        members = self.region.countries
        return excerpt(array, about, of=members, years=[year]).reindex([year]).loc[year]

    @property
    def of_results(self) -> list[str]:
        """Measures of operations that have a figure."""
        return self.known(RESULTS + BURDENS)

    def number(self, value: int, unit: str) -> Quantity:
        """Make a count of measures or hosts into a quantity."""
        return given(value, unit)
