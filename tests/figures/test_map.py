"""Maps show a region among its neighbours, and write on them only what has room."""

from collections.abc import Callable
from itertools import combinations

import matplotlib as mpl
import numpy as np
import pytest
import shapely

from gcr_analysis.briefing import HostCountryBurden
from gcr_analysis.figures.draw import drawn
from gcr_analysis.figures.map_ground import ground
from gcr_analysis.figures.map_labels import FAR_ON_LAND, Wanted, labels
from gcr_analysis.figures.map_view import view
from gcr_analysis.figures.sheet import Sheet
from gcr_analysis.figures.size import PAGE, PHONE
from gcr_analysis.figures.specification import Map, Specification
from gcr_analysis.figures.svg import svg
from gcr_analysis.figures.tokens import LIGHT
from gcr_analysis.framework import sources

NAN = float("nan")


def figure(values: dict[str, float], **changes: object) -> Specification:
    given = {
        "unit": "ratio",
        "frame": tuple(values),
        "legend": "Key",
        "asked": tuple(values),
        "labelled": {},
    }
    return Specification(
        id="map",
        title="A map",
        alt="A map.",
        columns=("iso3", "value"),
        rows=tuple((code, None if np.isnan(value) else value) for code, value in values.items()),
        drawing=Map(**given | changes),  # type: ignore[arg-type]
    )


@pytest.fixture
def sheet() -> Callable[..., Sheet]:
    return lambda values, **changes: drawn(figure(values, **changes))


def words(made: Sheet) -> list[str]:
    return [text.get_text() for text in made.ground.texts]


def colours(made: Sheet) -> set[str]:
    return {mpl.colors.to_hex(patch.get_facecolor()) for patch in made.ground.patches}


def test_nobody_no_figure_some_and_neighbours_look_different(sheet: Callable[..., Sheet]) -> None:
    shown = colours(sheet({"LBN": 90.0, "SYR": 0.0, "IRQ": NAN}))
    assert {LIGHT[name] for name in ("none", "step4", "paper", "land")} <= shown


def test_the_key_names_only_what_is_on_the_map(sheet: Callable[..., Sheet]) -> None:
    assert "no figure" in words(sheet({"LBN": 90.0, "IRQ": NAN}))
    assert words(sheet({"LBN": 90.0})) == ["Key", "90.0"]


def test_a_single_value_stands_beside_its_colour_and_makes_no_classes(sheet: Callable[..., Sheet]) -> None:
    assert words(sheet({"LBN": 90.0, "SYR": 90.0, "JOR": 90.0})) == ["Key", "90.0"]
    assert words(sheet({"LBN": 90.0, "SYR": 9.0})) == ["Key", "9.0 to 90.0"]


def test_bounds_that_do_not_fit_below_their_colours_are_said_beside_them() -> None:
    bounds = tuple(float(step) * 1e9 + 0.5 for step in range(1, 5))
    values = {"LBN": 1.0, "SYR": 5e9}
    wide = words(drawn(figure(values, bounds=bounds, unit="US dollars"), PAGE))
    narrow = words(drawn(figure(values, bounds=bounds, unit="US dollars"), PHONE))
    assert not any(word.startswith("up to") for word in wide)
    assert [word for word in narrow if word.startswith(("up to", "over"))]


def test_disputed_boundaries_are_dashed_or_dotted_and_only_on_land() -> None:
    shown = ground(("PAK", "IND"), (7.0, 4.0))
    assert {"solid", "dotted", "dashed"} <= shown.borders.keys()
    land = shapely.union_all(shown.land)
    sea = [kind for kind, line in shown.borders.items() if not land.buffer(0.01).covers(line)]
    assert set(sea) <= {"solid"}


def test_a_country_too_small_to_see_has_a_dot_of_its_colour(sheet: Callable[..., Sheet]) -> None:
    def dots(made: Sheet) -> list[str]:
        return [mpl.colors.to_hex(line.get_markerfacecolor()) for line in made.ground.lines]

    assert dots(sheet({"MLT": 5.0, "ITA": 3.0, "DEU": 0.0, "FRA": 2.0})) == [LIGHT["step4"]]
    assert dots(sheet({"MLT": 0.0, "ITA": 3.0, "DEU": 0.0, "FRA": 2.0})) == [LIGHT["none"]]


def test_labels_do_not_cover_each_other_dots_or_outlines() -> None:
    codes = ("RWA", "BDI", "UGA", "KEN", "TZA", "COD", "SSD", "ETH", "SOM", "DJI", "ERI", "MWI")
    shown = ground(codes, (2.86, 2.6))
    shapes = {code: shown.country(code) for code in codes}
    wanted = [
        Wanted(f"Name of {code}\n1.23 million", shown.middle(code, shape), shape)  # type: ignore[arg-type]
        for code, shape in shapes.items()
    ]
    obstacles = [shown.outline("SOM"), shown.places["DJI"].buffer(0.04)]
    placed = labels(wanted, PHONE, shown.size, obstacles, most=12)
    boxes = [
        shapely.box(label.x - 0.4, label.y - PHONE.small_line, label.x + 0.4, label.y + PHONE.small_line)
        for label in placed
    ]
    assert 3 <= len(placed) < 12
    assert placed[0].lines[0] == "Name of RWA"
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
    assert not any(box.intersects(each) for box in boxes for each in obstacles)
    assert all(box.bounds[0] >= 0 and box.bounds[2] <= 2.86 for box in boxes)


def test_words_beside_their_country_are_led_to() -> None:
    shown = ground(("LBN",), (7.0, 4.0))
    shape = shown.country("LBN")
    middle = shown.middle("LBN", shape)
    assert middle
    [label] = labels([Wanted("Lebanon", middle, shape)], PAGE, shown.size, [shown.outline("LBN")], most=1)
    assert label.leader and label.leader[0] == (middle.x, middle.y)
    assert not shapely.box(label.x - 0.2, label.y - 0.05, label.x + 0.2, label.y + 0.05).intersects(shape)


def test_words_do_not_hide_an_island_and_long_ones_are_broken() -> None:
    shown = ground(("TTO", "GRD", "BRB"), (7.0, 4.0))
    island = shown.country("TTO")
    middle = shown.middle("TTO", island)
    assert middle
    wanted = Wanted("Trinidad and Tobago and other islands\n5", middle, island)
    [label] = labels([wanted], PAGE, shown.size, [], most=1)
    assert len(label.lines) == 3
    box = shapely.box(label.x - 0.6, label.y - 0.2, label.x + 0.6, label.y + 0.2)
    assert not box.intersects(island.centroid)


def test_a_narrow_map_has_fewer_labels() -> None:
    codes = ("BRA", "ARG", "PER", "COL", "BOL", "VEN", "CHL")
    made = figure(dict.fromkeys(codes, 1.0), labelled={code: code for code in codes})
    assert len([word for word in words(drawn(made, PAGE)) if word in codes]) == 7
    assert len([word for word in words(drawn(made, PHONE)) if word in codes]) == 4


def test_neighbours_share_their_border_when_shapes_are_simplified() -> None:
    shown = ground(("FRA", "DEU"), (2.86, 2.5))
    assert shapely.coverage_is_valid(shown.land)
    assert (
        shapely.get_num_coordinates(shown.land).sum()
        < shapely.get_num_coordinates(ground(("FRA", "DEU"), (7.0, 4.5)).land).sum()
    )


def test_the_land_around_a_region_fills_the_map() -> None:
    shown = ground(("AUT",), (7.0, 4.0))
    assert shown.seen(shown.land).area > 0.75 * 28


def test_a_map_of_the_world_is_a_small_file() -> None:
    values = {
        code: float(index) for index, code in enumerate(sorted(set(ground(None, (7.0, 3.4)).codes) - {""}))
    }
    assert len(svg(figure(values, frame=None))) < 50_000


def test_a_place_without_a_shape_is_no_error(sheet: Callable[..., Sheet]) -> None:
    assert sheet({"TIB": 1.0, "IND": 2.0}, labelled={"TIB": "Tibetans"})


def test_europe_is_not_drawn_as_wide_as_russia():
    left, _, right, _ = view(["DEU", "ISL", "PRT", "TUR", "RUS"]).window
    assert right - left < 9_000_000
    assert len(view(["RUS"]).land) > 0


def test_places_all_over_the_world_are_shown_on_the_map_of_the_world():
    assert view(["CHL", "DEU", "JPN"]).window == view(None).window


def test_no_shape_is_drawn_across_the_map_of_the_world():
    world = view(None)
    left, _, right, _ = world.window
    widths = world.land.bounds["maxx"] - world.land.bounds["minx"]
    assert widths.max() < 0.6 * (right - left)


def test_a_small_country_is_seen_among_its_neighbours():
    left, _, right, _ = view(["LBN"]).window
    assert right - left > 1_000_000


def test_every_country_has_its_place_on_its_own_land():
    world = view(None)
    land = world.land.dissolve("iso3").geometry
    shaped = world.places[world.places["iso3"].isin(land.index)].set_index("iso3").geometry
    away = shaped.distance(land.reindex(shaped.index), align=False)
    assert away.max() < 1_000


def test_a_region_across_the_date_line_is_in_one_piece() -> None:
    left, _, right, _ = view(["FJI", "TON", "WSM", "TUV", "KIR"]).window
    assert right - left < 5_000_000
    shown = ground(("FJI", "TON", "WSM"), (7.0, 4.0))
    places = [shown.places[code] for code in ("FJI", "TON", "WSM")]
    assert all(0 < place.x < 7 and 0 < place.y < 4 for place in places)


def test_a_map_ends_with_the_disclaimer_of_the_united_nations() -> None:
    for name in ("ssar", "LBN"):
        source = HostCountryBurden(name, 2025, 2016).map.source
        assert source.endswith(sources()["un-geospatial"].disclaimer)
        assert "do not imply official endorsement" in source


def test_two_drawings_of_one_map_have_the_same_bytes() -> None:
    values = {"LBN": 1.0, "SYR": 2.0}
    assert svg(figure(values)) == svg(figure(values))


def test_words_on_a_dark_country_are_light_and_those_beside_it_have_a_halo(
    sheet: Callable[..., Sheet],
) -> None:
    made = sheet({"BRA": 9.0, "SLV": 1.0}, bounds=(2.0,), labelled={"BRA": "Brazil", "SLV": "El Salvador"})
    written = {text.get_text(): text for text in made.ground.texts}
    assert mpl.colors.to_hex(written["Brazil"].get_color()) == LIGHT["paper"]
    assert mpl.colors.to_hex(written["El Salvador"].get_color()) == LIGHT["ink"]
    assert made.haloed == [written["El Salvador"]]


def test_lines_to_words_cross_no_words_and_words_lie_on_no_other_named_place() -> None:
    codes = ("LBN", "ISR", "JOR", "CYP", "SYR", "PSE", "EGY", "IRQ")
    shown = ground(None, (7.0, 3.6))
    wanted = [Wanted(code * 4, shown.places[code], shown.country(code), dotted=True) for code in codes]
    placed = labels(wanted, PAGE, shown.size, [], most=len(codes), land=shown.land)
    boxes = {
        each.about: shapely.box(each.x - 0.3, each.y - 0.06, each.x + 0.3, each.y + 0.06) for each in placed
    }
    lines = {each.about: shapely.LineString(each.leader) for each in placed if each.leader}
    assert len(placed) > 4
    assert not [
        box
        for one, box in boxes.items()
        for other, line in lines.items()
        if one != other and box.intersects(line)
    ]
    assert not [
        box for one, box in boxes.items() for other in wanted if one != other and box.intersects(other.at)
    ]


def test_words_beside_a_country_lie_at_sea_rather_than_on_a_neighbour() -> None:
    shown = ground(("LBN", "SYR", "IRQ"), (7.0, 4.0))
    lebanon = shown.country("LBN")
    wanted = [Wanted("Lebanon\n91.5", lebanon.centroid, lebanon)]
    taken = [shown.outline("LBN")]
    [label] = labels(wanted, PAGE, shown.size, taken, most=1, land=shown.land)
    at = shapely.box(label.x - 0.25, label.y - 0.12, label.x + 0.25, label.y + 0.12)
    assert not shapely.intersects(shown.land[shown.codes != "LBN"], at).any()


def test_words_far_from_their_country_are_left_out_rather_than_written_on_another_one() -> None:
    shown = ground(None, (7.0, 3.6))
    inland = shown.country("KAZ")
    around = inland.buffer(FAR_ON_LAND + 0.3) - inland.buffer(0.01)
    wanted = [Wanted("Kazakhstan", inland.centroid, inland, dotted=True)]
    assert labels(wanted, PAGE, shown.size, [], most=1, land=shown.land)
    assert not labels(wanted, PAGE, shown.size, [inland, around], most=1, land=shown.land)
