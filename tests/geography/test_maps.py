from gcr_analysis.geography import lines, points, region, regions, shapes
from gcr_analysis.indicators.arrays import codes, row, stock


def test_shapes_of_a_region_are_of_its_countries():
    assert set(shapes(region("mirps"))["iso3"]) == set(region("mirps").countries)


def test_the_whole_map_has_land_whose_status_is_undetermined():
    assert (shapes()["status"] == "Sovereignty unsettled").any()


def test_disputed_lines_are_not_solid():
    assert {"solid", "dashed", "dotted"} <= set(lines()["kind"].astype(str))


def test_codes_that_are_no_place_have_neither_shape_nor_point():
    assert "UNK" not in set(points(region("world"))["iso3"])
    assert "UNK" not in set(shapes(region("world"))["iso3"].dropna())


def test_every_host_has_a_point():
    hosts = {code for code, people in zip(codes(), stock("refugees")[row(2025)], strict=True) if people > 0}
    assert hosts <= set(points(region("world"))["iso3"])


def test_every_country_has_a_shape():
    drawn = set(shapes()["iso3"].dropna())
    assert not [r.id for r in regions("country") if r.id not in drawn]
