"""Figures of a measure as a small file: what `gcr indicators` prints of every set and country, in all years.

A file names each text once and each series of cells once. Its keys:

====================  ===================================================================================
``first``             The first year; every series of cells has one cell a year from there on
``statuses``          Statuses, reasons, pairs of source and vintage, and texts of breaks, which cells
``reasons``           name by their place in the list
``sources``
``breaks``
``cells``             A list of series; ``places`` says by its place in the list which one a place has
====================  ===================================================================================

A series has ``v``, ``l``, ``h`` (value, low and high from the year at ``f`` on, null where there is none). It
has in runs, a length before a cell, ``s`` (status), ``c`` (coverage), ``y`` (year of the figure, less the
year), ``r`` (reason) and ``o`` (source and vintage). ``b`` has the breaks that show in the series by year,
whether or not there is a figure. A key that is missing says the same of all years: no figure, the year
itself, no reason.
"""

import io
from collections.abc import Iterable
from itertools import groupby
from math import isnan
from typing import Any

import numpy as np

from gcr_analysis import geography
from gcr_analysis.exports import plain
from gcr_analysis.indicators.breaks import breaks_by_year
from gcr_analysis.publishing.files import small_json

DEFAULT = 6
"""Places that are shown where a reader has chosen none."""
_NUMBERS = ("value", "low", "high", "coverage", "value_year")
_TEXTS = ("status", "reason", "source", "vintage")


def data_files(parquet: bytes) -> tuple[dict[str, bytes], dict[str, list[str]]]:
    """Return the file of each measure, and the places that it is shown for at first.

    Parameters
    ----------
    parquet
        Figures as `gcr_analysis.publishing.dataset.figures.figure_files` writes them: region by region,
        measures in one order, each with its years.

    Returns
    -------
    tuple
        Files and lists of ids of places, both by measure.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    wanted = ["region", "indicator", "year", *_NUMBERS, *_TEXTS]
    table = pq.read_table(io.BytesIO(parquet), columns=wanted, use_threads=False)
    regions, ids, years = (
        list(dict.fromkeys(table[name].to_pylist())) for name in ("region", "indicator", "year")
    )
    shape = len(regions), len(ids), len(years)
    columns: dict[str, np.ndarray] = {}
    for name in _NUMBERS:
        columns[name] = table[name].to_numpy().astype(float).reshape(shape)
    for name in _TEXTS:
        filled = table[name].cast(pa.string()).fill_null("").combine_chunks().dictionary_encode()
        texts = np.array(filled.dictionary.to_pylist(), dtype=object)
        columns[name] = texts[filled.indices.to_numpy()].reshape(shape)
    files, defaults = {}, {}
    for n, id in enumerate(ids):
        cells = {name: column[:, n] for name, column in columns.items()}
        files[id] = small_json(_file(id, regions, years, cells))
        defaults[id] = _default(regions, cells["value"])
    return files, defaults


def _file(id: str, regions: list[str], years: list[int], cells: dict[str, np.ndarray]) -> dict[str, Any]:
    lists: dict[str, dict[Any, int]] = {name: {} for name in ("statuses", "reasons", "sources", "breaks")}

    def coded(kind: str, values: Iterable[Any]) -> list[int]:
        return [lists[kind].setdefault(value, len(lists[kind])) for value in values]

    series: dict[bytes, int] = {}
    distinct, places = [], {}
    for n, region in enumerate(regions):
        own = {name: column[n].tolist() for name, column in cells.items()}
        known = [at for at, value in enumerate(own["value"]) if not isnan(value)]
        told: dict[str, Any] = {"s": runs(coded("statuses", own["status"]))}
        if known:
            span = slice(known[0], known[-1] + 1)
            told["f"] = known[0]
            for key, name in (("v", "value"), ("l", "low"), ("h", "high")):
                if not all(map(isnan, own[name])):
                    told[key] = [plain(value) for value in own[name][span]]
            told["c"] = runs([plain(value) for value in own["coverage"]])
            told["o"] = runs(coded("sources", zip(own["source"], own["vintage"], strict=True)))
        away = [int(of) - year for of, year in zip(own["value_year"], years, strict=True)]
        if any(away):
            told["y"] = runs(away)
        if any(own["reason"]):
            told["r"] = runs(coded("reasons", own["reason"]))
        if broken := breaks_by_year(geography.region(region), id):
            told["b"] = dict(zip(broken, coded("breaks", broken.values()), strict=True))
        places[region] = series.setdefault(small_json(told), len(distinct))
        if places[region] == len(distinct):
            distinct.append(told)
    file = {"measure": id, "first": years[0], "last": years[-1]}
    file |= {kind: list(found) for kind, found in lists.items()}
    return file | {"places": places, "cells": distinct}


def runs(cells: list[Any]) -> list[Any]:
    """Write cells as runs: how many alike, then what they are, and so on.

    >>> runs([1, 1, 1, 0, None])
    [3, 1, 1, 0, 1, None]
    """
    return [part for cell, same in groupby(cells) for part in (len(list(same)), cell)]


def _default(regions: list[str], values: np.ndarray) -> list[str]:
    """Choose what is shown at first: UNHCR's regions, or else the world, or else the places with most."""
    last = {
        id: float(row[~np.isnan(row)][-1])
        for id, row in zip(regions, values, strict=True)
        if not np.isnan(row).all()
    }
    for family in ("unhcr-region", "world"):
        if found := [region.id for region in geography.regions(family) if region.id in last]:
            return found
    return sorted(last, key=lambda id: (-last[id], id))[:DEFAULT] or ["world"]
