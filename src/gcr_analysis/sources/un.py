"""United Nations: the list of least developed countries, and boundaries for maps."""

import geopandas as gpd
import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.unhcr_countries import known_codes

# Years in which countries joined the list (Committee for Development Policy). The list began in 1971.
JOINED = {
    1971: "AFG BDI BEN BFA BTN BWA ETH GIN HTI LAO LSO MDV MLI MWI NER NPL RWA SDN SOM TCD TZA UGA WSM YEM",
    1975: "BGD CAF GMB",
    1977: "CPV COM",
    1981: "GNB",
    1982: "DJI GNQ STP SLE TGO",
    1985: "VUT",
    1986: "KIR MRT TUV",
    1987: "MMR",
    1988: "MOZ",
    1990: "LBR",
    1991: "COD KHM MDG SLB ZMB",
    1994: "AGO ERI",
    2000: "SEN",
    2003: "TLS",
    2012: "SSD",
}
LEFT = {
    "BWA": 1994,
    "CPV": 2007,
    "MDV": 2011,
    "WSM": 2014,
    "GNQ": 2017,
    "VUT": 2020,
    "BTN": 2023,
    "STP": 2024,
}
# Decided, and after the date of the list that the build compares with.
WILL_LEAVE = {"BGD": 2026, "LAO": 2026, "NPL": 2026}
# Written where the UN recognises no state, and for Jammu and Kashmir.
NO_CODE = ("AAA", "XJK")
# Islands under codes that ISO 3166 has withdrawn.
OLD_CODES = {"JTN": "UMI", "MID": "UMI", "WAK": "UMI"}


@reads("least_developed")
def least_developed(extract: Extract) -> pd.DataFrame:
    """Least developed countries: member at the end of year y when joined <= y and not left by y.

    Raises
    ------
    GcrError
        When today's members by this history are not those of the extract.
    """
    joined = {code: year for year, codes in JOINED.items() for code in codes.split()}
    rows = extract.csv("context/country_classification.csv", ["iso3", "ldc"])
    listed = set(rows.loc[rows["ldc"].notna(), "iso3"])
    differing = sorted((set(joined) - set(LEFT)) ^ listed)
    if differing:
        raise GcrError(
            f"extract context/country_classification.csv and the declared list of least developed countries "
            f"differ in {', '.join(differing)}: bring the history in sources/un.py up to date"
        )
    table = pd.Series(joined, name="joined").rename_axis("iso3").reset_index()
    return table.assign(left=table["iso3"].map(LEFT | WILL_LEAVE).astype("Int64"))


@reads("country_shapes")
def country_shapes(extract: Extract) -> gpd.GeoDataFrame:
    """Polygons of countries and territories, and whose figure fills each on a map.

    A territory with figures of its own in UNHCR's statistics shows these. One without is drawn as the UN
    colours it, like the state that administers it; where the UN gives no colour, nothing fills it.
    """
    columns = ["objectid", "iso3", "gis_name", "color_code", "status_un"]
    shapes = extract.shapes("geo/un_world_polygons.topojson", columns)
    shapes = shapes.rename(columns={"objectid": "shape", "status_un": "status"})
    code = shapes["iso3"].mask(shapes["iso3"].isin(NO_CODE)).replace(OLD_CODES)
    code = code.mask(shapes["gis_name"] == "Abyei", "AB9")
    own = code.isin(known_codes(extract))
    administered = shapes["color_code"].mask(shapes["color_code"].isin(NO_CODE))
    return shapes.assign(
        iso3=code,
        drawn_as=code.where(own, administered),
        geometry=shapes.geometry.make_valid(),
    )


@reads("boundary_lines")
def boundary_lines(extract: Extract) -> gpd.GeoDataFrame:
    """Boundary lines and how each is drawn."""
    lines = extract.shapes("geo/un_world_lines.topojson", ["type"]).rename(columns={"type": "kind"})
    return lines.assign(line=range(1, len(lines) + 1))
