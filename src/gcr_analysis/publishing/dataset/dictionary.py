"""The tables that explain the figures: measures, region sets, statuses, sources."""

from collections.abc import Iterable

from gcr_analysis import framework, geography, snapshot
from gcr_analysis.exports import csv_text
from gcr_analysis.framework import Source
from gcr_analysis.publishing.dataset.figures import published

SEVERAL = "; "
"""What stands between the sources of a figure."""
Rows = list[tuple[object, ...]]


def dictionary(cited: Iterable[str] = ()) -> dict[str, Rows]:
    """Return the rows of each table, in the order of its declared columns.

    Parameters
    ----------
    cited
        Ids of sources that figures name. Those of measures and region sets are added.

    Examples
    --------
    >>> tables = dictionary()
    >>> tables["statuses"][1]
    ('proxy', 'a related measure, named as such')
    >>> [row[:3] for row in tables["regions"] if row[0] == "ssar"]
    [('ssar', 'SSAR countries', 'platform')]
    """
    measures, regions = _measures(), _regions()
    named = {*cited, *(row[-1] for row in regions)}
    named |= {source for row in measures for source in str(row[-1]).split(SEVERAL)}
    return {
        "measures": measures,
        "regions": regions,
        "statuses": [*framework.statuses().items()],
        "sources": [_row(source) for id, source in snapshot.sources().items() if id in named],
    }


def dictionary_files(tables: dict[str, Rows]) -> dict[str, bytes]:
    """Return the tables as CSV files, by name."""
    declared = framework.dataset_tables()
    return {
        f"{id}.csv": csv_text([column.name for column in declared[id].columns], rows).encode()
        for id, rows in tables.items()
    }


def _measures() -> Rows:
    return [
        (
            *(measure.id, measure.title, measure.definition, measure.changed or None),
            *(measure.unit, measure.panel),
            *(measure.gcr_code, measure.direction, str(measure.additive).lower()),
            SEVERAL.join(dict.fromkeys(framework.tables()[name].source for name in measure.tables)),
        )
        for measure in map(framework.indicators().get, published())
        if measure is not None
    ]


def _regions() -> Rows:
    return [
        (
            *(region.id, region.title, region.kind, len(region.countries)),
            *(" ".join(region.countries), region.as_of, region.source),
        )
        for region in geography.regions()
    ]


def _row(source: Source) -> tuple[object, ...]:
    dated = (source.vintage, source.vintage_label)
    return (source.id, source.producer, source.title, *dated, source.terms, source.url)
