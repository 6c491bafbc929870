"""Files of figures hold what is drawn and nothing else: each look once, the letters that are used."""

import base64
import io
import re
from typing import Any
from xml.etree import ElementTree

from fontTools.ttLib import TTFont
from PIL import Image

from gcr_analysis.figures.png import COLOURS, png
from gcr_analysis.figures.size import PHONE
from gcr_analysis.figures.slim import Looks, slim
from gcr_analysis.figures.specification import Cells, Column, Mark, Rows, Series, Specification, Years
from gcr_analysis.figures.svg import framed, svg
from gcr_analysis.figures.tokens import DARK, LIGHT

ROWS = Rows(names="place", columns=(Column(unit="persons", marks=(Mark(shape="bar", field="people"),)),))


def figure(drawing: Any = ROWS, rows: Any = (("Chad", 1e6), ("Niger", 2e6)), **said: Any) -> Specification:
    given = {"id": "a", "title": "Bars", "alt": "Bars.", "columns": ("place", "people"), "rows": rows}
    return Specification(drawing=drawing, **given | said)


def letters(drawing: bytes) -> list[set[str]]:
    """The letters of each weight that a file carries."""
    found = re.findall(rb"base64,([^)]*)", drawing)
    fonts = [TTFont(io.BytesIO(base64.b64decode(each))) for each in found]
    return [{chr(code) for code in font.getBestCmap()} for font in fonts]


def test_a_drawing_carries_the_letters_of_its_words_alone() -> None:
    said = "".join(re.findall(r"<text[^>]*>(.*?)</text>", svg(figure()).decode()))
    assert letters(svg(figure())) == [set(said)]
    assert "ß" in letters(framed(figure(title="Straße"), svg(figure())))[1]


def test_letters_that_are_joined_bring_the_rules_that_join_them() -> None:
    [arabic] = re.findall(rb"base64,([^)]*)", svg(figure(rows=(("تشاد", 1e6),))))
    assert "GSUB" in TTFont(io.BytesIO(base64.b64decode(arabic)))


def test_shapes_of_one_look_are_one_and_a_look_is_written_once() -> None:
    drawing = svg(figure()).decode()
    looks = Looks.of(drawing)
    assert len(set(looks.names)) == len(looks.names)
    name = looks.names[f"fill:{LIGHT['main']}"]
    [bars] = re.findall(rf'<path d="([^"]*)" class="{name}"/>', drawing)
    assert bars.count("M") == 2
    assert not re.search(r"style=|clip|metadata|<g\b|xlink", drawing)
    ElementTree.fromstring(drawing)


def test_a_colour_is_exchanged_in_the_dark_where_it_is_another_there() -> None:
    assert f"{{fill:{DARK['main']}}}" in svg(figure()).decode()
    fixed = svg(figure(), fixed=True).decode()
    assert "@media" not in fixed and DARK["main"] not in fixed


def test_marks_that_are_half_transparent_stay_apart() -> None:
    page = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
    path = '<g id="x"><path d="M 0 0 L 1 1" style="stroke: #1b2a3a{}"/></g>'
    assert slim(page.format(path.format("") * 2), Looks()).count("<path") == 1
    assert slim(page.format(path.format("; opacity: 0.3") * 2), Looks()).count("<path") == 2


def test_a_picture_has_few_colours_and_a_white_ground() -> None:
    picture = Image.open(io.BytesIO(png(figure())))
    assert picture.mode == "P" and len(picture.getcolors() or ()) <= COLOURS
    assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_words_below_bars_do_not_end_in_a_dot() -> None:
    numbers = [
        Column(title=title, unit="usd", field="people")
        for title in ("Asked for by all hosts together", "Received")
    ]
    drawing = ROWS.model_copy(update={"columns": (*ROWS.columns, *numbers)})
    said = re.findall(r"<text[^>]*>(.*?)</text>", svg(figure(drawing), PHONE).decode())
    assert any(each.startswith("Received") for each in said)
    assert not [each for each in said if each.endswith("·")]


def test_columns_that_stand_below_others_are_as_wide_as_there_is_room() -> None:
    heads = [*(f"Condition {number}" for number in range(6)), "Human development"]
    rows = tuple(("Chad", head, "1,234.5", 0.0) for head in heads)
    drawing = Cells(names="place", heads="head", written="said", shade="shade", classes=("all",))
    drawn = svg(figure(drawing, rows, columns=("place", "head", "said", "shade")), PHONE).decode()
    assert "development" in drawn and "rotate(" not in drawn


def test_the_name_of_one_area_stands_at_its_figure() -> None:
    drawing = Years(series=(Series(field="people", label="World", shape="area"),), unit="persons")
    rows = ((2023, 40.0), (2024, 50.0), (2025, 100.0))
    said = svg(figure(drawing, rows, columns=("year", "people"))).decode()
    at = {word: float(y) for y, word in re.findall(r'<text[^>]* y="([\d.]+)"[^>]*>(.*?)</text>', said)}
    assert at["World"] < at["50"]
