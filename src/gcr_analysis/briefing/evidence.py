"""What a note is written from: one region, one year, one baseline, and every figure as a quantity."""

import re
from dataclasses import replace
from functools import cached_property
from math import isnan
from typing import Any

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import Break
from gcr_analysis.framework.languages import spoken, word
from gcr_analysis.geography import Region, no_countries, regions
from gcr_analysis.geography import region as region_of
from gcr_analysis.indicators import check_year
from gcr_analysis.indicators.breaks import breaks_for
from gcr_analysis.indicators.engine import FIRST_YEAR, columns_of, readings
from gcr_analysis.indicators.progress import progress
from gcr_analysis.indicators.region_sets import RegionSets

MULTIPLE = 900.0  # percent: from here on both figures say more than a percentage
_SINCE = re.compile(r"change since (\d{4})$")


class Evidence:
    """Figures about one region, asked for by the id of their indicator.

    Parameters
    ----------
    panel
        Id of the panel.
    region
        A region set, its name, or the path of a YAML file with a set of the user's own.
    year, baseline_year
        The year asked for and the year to compare with, which is earlier.

    Raises
    ------
    GcrError
        When there is no such region, a year is none of the data's, or the baseline is not before the year.

    Examples
    --------
    >>> evidence = Evidence("host-country-burden", "LBN", 2024, 2016)
    >>> str(evidence.at("refugees_per_1000_inhabitants"))
    '130.7'
    """

    def __init__(self, panel: str, region: str | Region, year: int, baseline_year: int) -> None:
        self._known: dict[tuple[str, int, str], Quantity] = {}
        self.built: dict[Any, Any] = {}  # claims by the facts that asked for them
        self.named: dict[str, Any] = {}  # what every message may name, once it has been asked for
        self.panel = panel
        self.region = region if isinstance(region, Region) else region_of(region)
        self.year, self.baseline_year = check_year(year), check_year(baseline_year)
        if self.baseline_year >= self.year:
            raise GcrError(f"baseline year {baseline_year} is not before {year}: give an earlier one")

    @property
    def where(self) -> Place:
        """What a sentence calls the region."""
        return Place.of(self.region)

    @property
    def common(self) -> dict[str, Any]:
        """What nearly every sentence names; panels add to it."""
        return {"where": self.where} | self.years

    @property
    def is_country(self) -> bool:
        """Whether the region is a single country."""
        return self.region.is_country

    @property
    def is_world(self) -> bool:
        """Whether the region is the world."""
        return self.region.id == "world"

    @property
    def is_read_as_origin(self) -> bool:
        """Whether people from the region are counted, and not those in it."""
        return framework.panels()[self.panel].reads_region_as == "origin"

    @property
    def years(self) -> dict[str, Quantity]:
        """The years that sentences name: ``year``, ``before`` (the one before it) and ``baseline``."""
        named = {"year": self.year, "before": self.year - 1, "baseline": self.baseline_year}
        return {name: given(year, "year") for name, year in named.items()}

    def at(self, id: str, year: int | None = None, *, of: str | Region | None = None) -> Quantity:
        """Return a measure of the region, or of one of its countries, at the year or at another one.

        A code that is no country, such as that of the stateless, has no figure of its own.
        """
        where = self.region if of is None else of
        if where in no_countries():
            unit = framework.indicators()[id].unit
            return Quantity(value=None, unit=unit, region=str(where), indicator=id, status="not applicable")
        asked = (id, self.year if year is None else year, where if isinstance(where, str) else where.id)
        if asked not in self._known:
            [row] = readings(id, where, asked[1], self.baseline_year)
            self._known[asked] = Quantity.of(row)
        return self._known[asked]

    def then(self, id: str) -> Quantity:
        """Return a measure of the region at the baseline year."""
        return self.at(id, self.baseline_year)

    def last_known(self, id: str) -> Quantity:
        """Return a measure's latest figure up to the year, however old, or none where there never was one."""
        rows = readings(id, self.region, range(FIRST_YEAR, self.year + 1), self.baseline_year)
        known = [row for row in rows if not isnan(row["value"])]
        return Quantity.of((known or rows)[-1])

    def since(self, id: str, year: int | None = None) -> Quantity:
        """Return the change of a measure since the baseline year, or since another, in its own unit."""
        return difference(self.at(id), self.at(id, self.baseline_year if year is None else year))

    def part(
        self, whole: Quantity, value: float | None, unit: str = "", *, of: str = "", detail: str = ""
    ) -> Quantity:
        """Make a number that was counted in a frame into a quantity.

        Parameters
        ----------
        whole
            The measure that it is a part of, or made from: its year, source and status stand.
        value, unit
            The number and its unit, where that is not the measure's.
        of
            The country that it is about, where that is not the whole region.
        detail
            What part of the whole it is.
        """
        return Quantity(
            value=None if value is None or isnan(value) else float(value),
            unit=unit or whole.unit,
            region=of or whole.region,
            indicator=whole.indicator,
            year=whole.year,
            value_year=whole.value_year,
            status=whole.status,
            coverage=whole.coverage,
            source=whole.source,
            vintage=whole.vintage,
            detail=detail,
        )

    def title(self, id: str) -> str:
        """Return what a measure counts in the region, a country or the world; a proxy has its own name."""
        row = framework.indicators()[id].row
        status = self.at(id).status if row is not None and row.stands_in else ""
        return title_in(self.region, id, status)

    @cached_property
    def countries(self) -> RegionSets:
        """The countries of the region, each as a set of its own; a code that is no country has none."""
        return RegionSets([each for each in regions("country") if each.id in self.region.countries])

    @cached_property
    def hosted_shares(self) -> dict[str, float]:
        """Each country's share (0 to 1) of the refugees whom the region hosts at the end of the year."""
        rows = columns_of(
            framework.indicators()["refugees_hosted"], self.countries, (self.year,), self.baseline_year
        )
        people = dict(zip(rows["region"], rows["value"], strict=True))
        known = {code: 0.0 if isnan(value) else value for code, value in people.items()}
        total = sum(known.values()) or 1.0
        return {code: value / total for code, value in known.items()}

    @cached_property
    def progress(self) -> pd.DataFrame:
        """Progress status of the directed measures, a row each: see `gcr_analysis.indicators.progress`."""
        return progress(self.region, self.year, self.panel, self.baseline_year).set_index("indicator")

    def breaks(self, series: str, smallest: float = 0.0, since: int | None = None) -> tuple[Break, ...]:
        """Return the breaks in a series of the region between the baseline, or another year, and the year."""
        first = self.baseline_year if since is None else since
        return breaks_for(self.region, series, (first, self.year), smallest)


def title_in(region: Region, id: str, status: str = "") -> str:
    """Return what a measure counts in a region, by its status: a proxy goes by its own name.

    >>> from gcr_analysis.geography import region
    >>> title_in(region("TCD"), "arrivals_per_1000_refugees")
    'Resettlement arrivals per 1,000 refugees who come from the country'
    """
    row = framework.indicators()[id].row
    stands_in = row.stands_in if row is not None and status == "proxy" else None
    title, marks = title_of_measure(stands_in or id), spoken().marks
    changed = marks.title_of_world if region.kind == "world" else marks.title_of_country
    for old, new in changed.items() if region.kind in ("world", "country") else ():
        title = title.replace(old, new)
    return title


def title_of_measure(id: str) -> str:
    """Return what a measure counts, as its declaration or the language says it.

    >>> title_of_measure("refugees_hosted")
    'Refugees hosted'
    """
    measure = framework.indicators()[id]
    return measure.title if measure.own else word("measures", id, measure.title)


def difference(now: Quantity, then: Quantity) -> Quantity:
    """Return how far a measure moved, in its unit; percentages move by percentage points.

    >>> from gcr_analysis.briefing.quantity import Quantity
    >>> a, b = (Quantity(value=v, unit="percent", indicator="top5_host_share") for v in (32.1, 41.6))
    >>> difference(a, b).signed
    '−9.5\\xa0percentage points'
    """
    known = now.value is not None and then.value is not None
    unit = "percentage points" if now.unit == "percent" else now.unit
    value = now.value - then.value if known else None  # type: ignore[operator]
    return replace(
        now, value=value, unit=unit, low=None, high=None, detail=_since(then, now.detail), bound=""
    )


def moved(now: Quantity, then: Quantity) -> Quantity:
    """Return how far a measure moved, in its unit or in percent of where it was, as its unit declares.

    >>> from gcr_analysis.briefing.quantity import Quantity
    >>> a, b = (Quantity(value=value, unit="per 1,000 refugees") for value in (3.0, 2.0))
    >>> moved(a, b).signed, moved(replace(a, unit="persons"), replace(b, unit="persons")).signed
    ('+1.0', '+50\\xa0%')
    """
    by_points = framework.units()[now.unit].changes_by == "points"
    return difference(now, then) if by_points else relative(now, then)


def relative(now: Quantity, then: Quantity) -> Quantity:
    """Return how far a measure moved in percent of where it was; no figure where that was zero.

    >>> from gcr_analysis.briefing.quantity import Quantity
    >>> relative(Quantity(value=150, unit="persons"), Quantity(value=100, unit="persons")).signed
    '+50\\xa0%'
    """
    possible = now.value is not None and bool(then.value)
    value = (now.value / then.value - 1) * 100 if possible else None  # type: ignore[operator]
    part = {"value": value, "unit": "percent", "low": None, "high": None, "bound": ""}
    return replace(now, **part, detail=_since(then, now.detail))  # type: ignore[arg-type]


def compared_with(quantity: Quantity) -> int | None:
    """Return the earlier year that a change is read from, or None for a figure that is no change.

    >>> evidence = Evidence("host-country-burden", "LBN", 2024, 2016)
    >>> compared_with(evidence.since("refugees_hosted")), compared_with(evidence.at("refugees_hosted"))
    (2016, None)
    """
    found = _SINCE.search(quantity.detail)
    return int(found[1]) if found else None


def _since(then: Quantity, detail: str) -> str:
    since = f"change since {then.value_year}"
    return f"{detail}; {since}" if detail else since
