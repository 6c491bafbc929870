"""What there is to choose from: measures by panel, and places by all their names."""

from inspect import signature
from typing import Any

from gcr_analysis import framework, geography, snapshot
from gcr_analysis.geography.names import all_names
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.measures import BASELINE_YEAR, compute_function
from gcr_analysis.publishing.dataset.figures import published
from gcr_analysis.snapshot import latest_year


def measures(defaults: dict[str, list[str]]) -> dict[str, Any]:
    """Return the published measures with what a reader has to know of each.

    Parameters
    ----------
    defaults
        Ids of the places that are shown at first, by measure: only measures that are named here are listed.

    Examples
    --------
    >>> told = measures({"refugees_hosted": ["world"]})
    >>> [(each["id"], each["unit"], each["direction"]) for each in told["measures"]]
    [('refugees_hosted', 'persons', 'neutral')]
    """
    listed = [framework.indicators()[id] for id in published() if id in defaults]
    standing_in = {}
    for each in framework.indicators().values():
        if each.row and each.row.stands_in:
            standing_in[each.id] = framework.indicators()[each.row.stands_in].title
    units = {each.unit for each in listed}
    sources = snapshot.sources().values()
    return {
        "first": FIRST_YEAR,
        "last": latest_year(),
        "baseline_year": BASELINE_YEAR,
        "panels": {panel.id: panel.title for panel in framework.panels().values()},
        "statuses": framework.statuses(),
        "units": {
            name: unit.model_dump(exclude_defaults=True)
            for name, unit in framework.units().items()
            if name in units
        },
        "sources": {
            source.id: {
                "producer": source.producer,
                "title": source.title,
                "terms": source.terms,
                "url": source.url,
                "disclaimer": source.disclaimer,
            }
            for source in sources
        },
        "measures": [
            {
                "id": each.id,
                "title": each.title,
                "definition": each.definition,
                "panel": each.panel,
                "unit": each.unit,
                "direction": each.direction,
                "code": each.gcr_code or "",
                "stands_in": standing_in.get(each.id, ""),
                "since": _is_a_change(each.id, each.compute),
                "places": defaults[each.id],
            }
            for each in listed
        ],
    }


def _is_a_change(id: str, compute: str | None) -> bool:
    """Whether a measure is computed against the baseline year."""
    return bool(compute) and "baseline_year" in signature(compute_function(id)).parameters


def places() -> list[dict[str, Any]]:
    """Return every declared set and country with all its names; of a set with its members.

    Examples
    --------
    >>> [turkey] = [place for place in places() if place["id"] == "TUR"]
    >>> turkey["title"], {"Turkey", "Turquie", "Turquía"} <= set(turkey["names"])
    ('Türkiye', True)
    """
    listed = []
    for region in geography.regions():
        names = all_names().get(region.id, ()) if region.is_country else ()
        others = dict.fromkeys(name for name in (region.long_title, *names) if name != region.title)
        told = {"id": region.id, "title": region.title, "kind": region.kind, "names": list(others)}
        if not region.is_country and region.id != "world":
            told["members"] = list(region.countries)
        listed.append(told)
    return listed
