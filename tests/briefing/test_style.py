import io
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.font_manager import findfont
from PIL import Image

from gcr_analysis.briefing import style


def lightness(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_font_is_the_one_that_comes_with_matplotlib():
    with mpl.rc_context(style.STYLE):
        assert Path(findfont(style.FAMILY)).is_relative_to(mpl.get_data_path())


def test_colours_that_meet_in_a_chart_differ_in_grey():
    assert abs(lightness(style.MAIN) - lightness(style.LIGHT)) > 0.2
    assert abs(lightness(style.MAIN) - lightness(style.ACCENT)) > 0.2
    shades = [lightness(shade) for shade in (style.LAND, style.NONE, *style.SEQUENTIAL)]
    assert all(light - dark > 0.06 for light, dark in pairwise(shades))


def test_no_line_is_wider_than_the_sheet():
    long = "Refugees and other people in need of international protection hosted in the world " * 3
    page = style.sheet(long.strip(), long.strip(), long.strip(), body=1.0)
    renderer = page.canvas.canvas.get_renderer()
    edge = page.canvas.bbox.width
    with mpl.rc_context(style.STYLE):
        assert all(text.get_window_extent(renderer).x1 <= edge for text in page.canvas.texts)


def test_a_number_is_never_parted_from_its_unit():
    assert style.wrapped("up by 35.6\u00a0million", style.BODY, width=0.9)[-1] == "35.6\u00a0million"


def test_a_picture_says_nothing_of_when_or_with_what_it_was_made():
    image = Image.open(io.BytesIO(style.png(lambda: style.sheet("T", "S", "Q", body=0.5).canvas)))
    assert set(image.info) <= {"dpi", "transparency"}
    assert image.mode == "P"


def test_a_word_longer_than_the_line_stands_alone():
    assert style.wrapped("a verylongword b", style.BODY, width=0.3) == ["a", "verylongword", "b"]


def test_a_font_is_opened_anew_when_matplotlib_says_so():
    # It does in a forked process. An open file has one place in it for all processes that share it: two that
    # drew with the same one would read each other's letters.
    before = style._font(bold=False)
    font_manager._get_font.cache_clear()
    assert style._font(bold=False) is not before
