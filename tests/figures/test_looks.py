"""One set of colours and one typeface, on pages, in figures and on paper."""

import io
import re
from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib import font_manager
from PIL import Image

from gcr_analysis.figures import letters
from gcr_analysis.figures.card import card
from gcr_analysis.figures.letters import ARABIC, LATIN, text_width, woff2, wrapped
from gcr_analysis.figures.tokens import DARK, LIGHT, STEPS

THEME = Path(__file__).resolve().parents[2] / "theme"


def lightness(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_colours_that_meet_in_a_figure_differ_in_grey(colours: dict[str, str]) -> None:
    seen = {name: lightness(colour) for name, colour in colours.items()}
    for one, other in (("main", "light"), ("main", "accent"), ("ink", "paper"), ("quiet", "paper")):
        assert abs(seen[one] - seen[other]) > 0.1, (one, other)
    steps = [seen[step] for step in STEPS]
    assert all(abs(one - other) > 0.06 for one, other in pairwise(steps))
    assert steps in (sorted(steps), sorted(steps, reverse=True))


def test_a_colour_in_a_file_stands_for_its_name() -> None:
    assert len(set(LIGHT.values())) == len(LIGHT)
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("file", ["site.css", "figure.css", "derivation.css"])
def test_pages_have_the_colours_of_figures(file: str) -> None:
    css = (THEME / file).read_text(encoding="utf-8")
    for name in ("ink", "quiet", "main", "paper"):
        light, dark = re.findall(rf"--(?:gcr-)?{name}: (#[0-9a-f]+);", css)[:2]
        full = {len(each) > 4: each for each in (light,)}.get(True) or "#" + "".join(2 * c for c in light[1:])
        assert (full, dark) == (LIGHT[name], DARK[name]), name


@pytest.mark.parametrize(("script", "of"), [("latin", LATIN), ("arabic", ARABIC)])
@pytest.mark.parametrize(("weight", "bold"), [(400, False), (700, True)])
def test_pages_bring_the_letters_of_the_same_files(
    script: str, of: frozenset[str], weight: int, bold: bool
) -> None:
    assert (THEME / "fonts" / f"{script}-{weight}.woff2").read_bytes() == woff2(of, bold)
    css = (THEME / "fonts.css").read_text(encoding="utf-8")
    assert f'font-weight: {weight}; font-display: swap; src: url("fonts/{script}-{weight}.woff2")' in css


def test_all_digits_are_equally_wide() -> None:
    assert len({text_width(digit, 10) for digit in "0123456789"}) == 1


def test_a_number_is_never_parted_from_its_unit_and_a_long_word_is_cut() -> None:
    assert wrapped("up by 35.6\u00a0million", 9.5, width=0.9)[-1] == "35.6\u00a0million"
    pieces = wrapped("a verylongword b", 9.5, width=0.4)
    assert "".join(pieces).replace(" ", "") == "averylongwordb"
    assert all(text_width(piece, 9.5) <= 0.4 for piece in pieces)


def test_a_font_is_opened_anew_when_matplotlib_says_so() -> None:
    # It does in a forked process. An open file has one place in it for all processes that share it: two that
    # drew with the same one would read each other's letters.
    before = letters._font(bold=False)
    font_manager._get_font.cache_clear()
    assert letters._font(bold=False) is not before


def test_the_picture_of_a_link_has_the_size_that_is_asked_for_and_holds_a_long_title() -> None:
    title = "Refugees and other people in need of international protection hosted in the world " * 4
    image = Image.open(io.BytesIO(card(title, "35.6\u00a0million", "refugees", "The world")))
    assert image.size == (1200, 630)
