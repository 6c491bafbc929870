from functools import partial

import matplotlib as mpl
import pandas as pd
import pytest

from gcr_analysis.briefing import maps, style
from gcr_analysis.briefing.map_view import view
from gcr_analysis.framework import sources


@pytest.fixture(autouse=True)
def house_style():
    with mpl.rc_context(style.STYLE):
        yield


def colours(canvas, axes=0):
    drawn = canvas.axes[axes].collections
    return {mpl.colors.to_hex(colour) for part in drawn for colour in part.get_facecolor()}


@pytest.fixture
def drawn(figure):
    def draw(values: dict[str, float], **changes):
        data = pd.DataFrame({"iso3": list(values), "value": list(values.values())})
        given = {
            "unit": "ratio",
            "frame": tuple(values),
            "legend": "Key",
            "asked": tuple(values),
            "labelled": {},
        }
        return maps.map_of(figure(data, None), **(given | changes))

    return draw


def test_nobody_no_figure_and_some_look_different(drawn):
    shown = colours(drawn({"LBN": 90.0, "SYR": 0.0, "IRQ": float("nan")}))
    assert style.NONE in shown and style.SEQUENTIAL[3] in shown and style.PAPER in shown


def test_the_key_names_only_what_is_on_the_map(drawn):
    def key(canvas):
        return [text.get_text() for text in canvas.axes[1].texts]

    assert "no figure" in key(drawn({"LBN": 90.0, "IRQ": float("nan")}))
    assert key(drawn({"LBN": 90.0})) == ["Key"]


def test_disputed_boundaries_are_dashed_or_dotted(drawn):
    styles = {tuple(line[1] or ()) for part in drawn({"PAK": 1.0, "IND": 2.0}).axes[0].collections
              for line in part.get_linestyle()}  # fmt: skip
    assert len(styles) > 2


def test_a_country_too_small_to_see_has_a_dot_of_its_colour(drawn):
    dots = drawn({"MLT": 5.0, "ITA": 3.0, "DEU": 0.0, "FRA": 2.0}).axes[0].lines
    assert len(dots) == 1
    assert drawn({"MLT": 0.0, "ITA": 3.0, "DEU": 0.0, "FRA": 2.0}).axes[0].lines[:] == []


def test_labels_do_not_cover_each_other_and_the_first_one_wins(drawn):
    names = {"RWA": "Rwanda\nfirst", "BDI": "Burundi\nsecond", "EGY": "Egypt"}
    labels = drawn({"RWA": 1.0, "BDI": 2.0, "EGY": 3.0, "ZAF": 4.0}, labelled=names).axes[0].texts
    assert [label.get_text() for label in labels] == ["Rwanda\nfirst", "Egypt"]


def test_a_place_without_a_shape_is_no_error(drawn):
    assert drawn({"TIB": 1.0, "IND": 2.0}, labelled={"TIB": "Tibetans"})


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


def test_a_map_ends_with_the_disclaimer_of_the_united_nations(note_on):
    for name in ("ssar", "LBN"):
        shown = note_on(name).map
        assert shown.source.endswith(sources()["un-geospatial"].disclaimer)
        small = " ".join(text.get_text() for text in shown.draw(shown).texts)
        assert "do not imply official endorsement" in small


def test_two_drawings_of_one_map_have_the_same_bytes(figure):
    data = pd.DataFrame({"iso3": ["LBN", "SYR"], "value": [1.0, 2.0]})
    draw = partial(
        maps.map_of, unit="ratio", frame=("LBN", "SYR"), legend="", asked=("LBN", "SYR"), labelled={}
    )
    assert figure(data, draw).png == figure(data, draw).png
