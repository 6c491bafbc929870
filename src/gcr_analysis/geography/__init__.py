"""Countries, region sets and boundaries."""

from gcr_analysis.geography.maps import lines, points, shapes
from gcr_analysis.geography.region import NO_PLACE, Region, country_name, country_names
from gcr_analysis.geography.sets import no_countries, region, regions, unassigned

__all__ = [
    "NO_PLACE",
    "Region",
    "country_name",
    "country_names",
    "lines",
    "no_countries",
    "points",
    "region",
    "regions",
    "shapes",
    "unassigned",
]
