"""Which refugees are in states that are bound by the refugee treaties.

The source is a list of one date without the dates of accession, so the share is given from the end of the
year before that date on: an earlier one would rest on treaties that were not yet signed.
"""

import pandas as pd

from gcr_analysis.framework import tables
from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.frames import codes, of, stock
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.indicators.wording import NO_REFUGEES, without
from gcr_analysis.methods.ratios import coverage
from gcr_analysis.snapshot import load, sources
from gcr_analysis.snapshot.used import remembered

TREATIES = ["convention_1951", "protocol_1967"]


def legal_framework(region: Region, years: Years) -> Measured:
    """Percent of refugees in states party to the Convention of 1951, its Protocol of 1967 or both.

    >>> from gcr_analysis.geography import region
    >>> legal_framework(region("TUR"), (2025,)).loc[2025, "reason"]
    'Türkiye is bound for refugees from events in Europe only'
    """
    return _share(bound(), region, years, limited=_limited(region))


def legal_framework_unlimited(region: Region, years: Years) -> Measured:
    """The same without states that are bound for refugees from events in Europe only."""
    return _share(bound() * (1 - _flags(["geographical_limitation"])), region, years)


@remembered
def bound() -> pd.Series:
    """Whether each country is party to either treaty, as 0 or 1; missing where the source has no row.

    >>> bound()[["TUR", "LBN"]].tolist()
    [1.0, 0.0]
    """
    return _flags(TREATIES)


@remembered
def limited() -> tuple[str, ...]:
    """States that are bound for refugees from events in Europe only.

    >>> "TUR" in limited()
    True
    """
    flags = _flags(["geographical_limitation"]) * bound()
    return tuple(str(code) for code in flags.index[flags == 1])


def since() -> int:
    """First year at whose end the list holds."""
    return int(sources()[tables()["refugee_conventions"].source].vintage[:4]) - 1


def _flags(columns: list[str]) -> pd.Series:
    rows = load("refugee_conventions").set_index("iso3")[columns]
    flags = rows.any(axis=1).astype(float)
    return flags.set_axis(flags.index.astype("str")).reindex(codes())


def _limited(region: Region) -> list[str]:
    return [code for code in limited() if code in region.countries]


def _share(flags: pd.Series, region: Region, years: Years, limited: list[str] | None = None) -> Measured:
    hosted = of(stock("refugees"), region, [year for year in years if year >= since()])
    belongs = flags[list(region.countries)]
    known = hosted.notna() & belongs.notna()
    classified = hosted.where(known, 0.0).sum(axis=1)
    share = 100 * (hosted * belongs.fillna(0)).sum(axis=1) / classified.where(classified > 0)
    reason = without(hosted, known, "treaty")
    hosting = [country_name(code) for code in limited or () if (hosted[code] > 0).any()]
    if hosting:
        verb = "are" if len(hosting) > 1 else "is"
        said = f"{' and '.join(hosting)} {verb} bound for refugees from events in Europe only"
        reason = reason.map(lambda other: f"{said}; {other}" if other else said)
    table = measured(share, coverage=coverage(hosted, known), reason=reason)
    return without_figure(table, hosted.sum(axis=1) == 0, NO_REFUGEES)
