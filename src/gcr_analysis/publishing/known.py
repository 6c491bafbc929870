"""What is known of every declared region set and country: newest figures, series, verdicts and ranks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.geography import regions
from gcr_analysis.indicators.progress import judged as count_judged
from gcr_analysis.indicators.progress import progress
from gcr_analysis.publishing.dataset import figures
from gcr_analysis.publishing.order import can_be_ordered
from gcr_analysis.publishing.spark import spark

Row = dict[str, Any]
Cell = tuple[str, str]
MIN_RANKED = 10
"""Fewer countries with a figure than these make no rank."""
_RANKED = ("persons", "per 1,000 inhabitants", "per 1,000 refugees")
_JUDGED = {"progress": "progress", "baseline": "baseline", "reason": "why_insufficient"}
_JUDGED |= {"baseline_year": "baseline_value_year"}


@dataclass(frozen=True)
class Known:
    """Figures of all declared places.

    Attributes
    ----------
    regions
        Their ids.
    years
        The first and the last year of the series.
    rows
        The newest row of each measure by region and measure: the columns of `gcr_analysis.indicators`, with
        what `progress` says and, once they are `in_words`, ``text``, as notes carry them.
    sparks
        The series as a line of a word's size, by region and measure.
    ranks
        Rank among countries with a figure and their number, by country and measure, where figures may be
        ranked: the largest is the first.
    judged
        How many facts have a verdict, and how many were looked at, by region.
    """

    regions: tuple[str, ...]
    years: tuple[int, int]
    rows: Mapping[Cell, Row]
    sparks: Mapping[Cell, str]
    ranks: Mapping[Cell, tuple[int, int]]
    judged: Mapping[str, tuple[int, int]]

    @property
    def panels(self) -> dict[str, list[str]]:
        """The panels on which a region has figures, by region."""
        panels = framework.panels()
        return {name: [panel for panel in panels if self.of(name, panel)] for name in self.regions}

    def in_words(self) -> "Known":
        """Return the same figures, each row with its figure as ``text`` in the language of the moment."""
        rows = {cell: row | {"text": str(Quantity.of(row))} for cell, row in self.rows.items()}
        return replace(self, rows=rows)

    def of(self, region: str, panel: str) -> dict[str, Row]:
        """Return the newest rows of a panel's measures for one region, by measure."""
        return {
            id: row
            for id, declared in framework.indicators().items()
            if declared.panel == panel and (row := self.rows.get((region, id)))
        }


def known(rows: pd.DataFrame | None = None) -> Known:
    """Gather what pages on places show of the cube.

    Parameters
    ----------
    rows
        Rows of figures, as `gcr_analysis.indicators` returns them; those of all declared places when None.

    Examples
    --------
    >>> from gcr_analysis.indicators import indicators
    >>> found = known(indicators(["COL", "PER"], [2024, 2025], indicator="refugees_hosted"))
    >>> found.regions, found.years, found.rows["COL", "refugees_hosted"]["value"]
    (('COL', 'PER'), (2024, 2025), 2812242.0)
    """
    shown = list(dict.fromkeys(id for panel in framework.panels().values() for id in panel.compared))
    everything = figures.every_row() if rows is None else rows
    year, places = int(everything["year"].max()), list(dict.fromkeys(everything["region"]))
    newest = everything[everything["year"] == year]
    table = progress(places, year)
    judged = table[["region", "indicator", *_JUDGED]].rename(columns=_JUDGED)
    judged["baseline_value_year"] = judged["baseline_value_year"].astype("Int64")
    newest = newest[newest["indicator"].isin({*shown, *judged["indicator"]})]
    newest = newest.merge(judged, on=["region", "indicator"], how="left")
    last = {
        (row["region"], row["indicator"]): row
        for row in newest.astype(object).where(newest.notna(), None).to_dict("records")
    }
    sparks = _sparks(everything[everything["indicator"].isin(shown)])
    years = int(everything["year"].min()), year
    counts = {str(region): count_judged(own) for region, own in table.groupby("region", sort=False)}
    return Known(tuple(places), years, last, sparks, _ranks(last, shown), counts)


def _sparks(series: pd.DataFrame) -> dict[Cell, str]:
    """Draw each series; a figure carried over from an earlier year is none of its year."""
    own = series["value"].where(series["value_year"] == series["year"])
    broken = series["series_break"].fillna("").ne("")
    table = series.assign(own=own, broken=broken)
    return {
        (str(region), str(id)): spark(
            group["own"].to_list(), group["broken"].to_list(), from_zero=bool((group["own"] >= 0).all())
        )
        for (region, id), group in table.groupby(["region", "indicator"], sort=False)
    }


def _ranks(rows: Mapping[Cell, Row], shown: Iterable[str]) -> dict[tuple[str, str], tuple[int, int]]:
    """Rank countries by each count and rate that may be ranked; equal figures share the better rank."""
    countries = {region.id for region in regions("country")}
    by_measure: dict[str, dict[str, Row]] = defaultdict(dict)
    for (region, id), row in rows.items():
        if region in countries and row["value"] and row["unit"] in _RANKED and row["status"] != "proxy":
            by_measure[id][region] = row
    ranks = {}
    for id in shown:
        of = by_measure[id]
        if len(of) < MIN_RANKED or not can_be_ordered(of.values()):
            continue
        values = sorted((row["value"] for row in of.values()), reverse=True)
        ranks |= {(region, id): (values.index(row["value"]) + 1, len(of)) for region, row in of.items()}
    return ranks
