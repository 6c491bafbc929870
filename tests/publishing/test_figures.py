"""Beside a figure stand its pictures, its data, what these are, and a page of its own."""

import csv
import io
import json
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from gcr_analysis.publishing.drawings import Drawings, for_paper
from gcr_analysis.publishing.figure_table import data_table
from gcr_analysis.publishing.figures import DRAWINGS, Whereabouts, figure_files
from gcr_analysis.publishing.outputs import Figure

FIGURE = Figure.model_validate(
    {
        "id": "hosts",
        "title": 'Chad hosts <b>"most"</b>',
        "subtitle": "Refugees by country of asylum",
        "source": "UNHCR, end-2025 figures",
        "alt": "Bars of refugees.",
        "columns": ("iso3", "country", "year", "Refugees", "in_conflict"),
        "rows": (("TCD", "Chad", 2025, 1_500_000, True), ("TGO", "Togo", 2024, None, False)),
        "drawing": {
            "kind": "rows",
            "names": "country",
            "columns": [{"unit": "persons", "marks": [{"shape": "bar", "field": "Refugees"}]}],
        },
    }
)
SVG = "{http://www.w3.org/2000/svg}"
WHERE = Whereabouts("../../../", "index.html", "Refugees in Chad", "The series.", year=2025)


def words_of(drawing: bytes) -> list[str]:
    texts = ElementTree.fromstring(drawing).iter(f"{SVG}text")
    return ["".join(text.itertext()).strip() for text in texts]


def test_every_figure_has_pictures_drawings_data_and_a_page() -> None:
    files = figure_files(FIGURE, b"whole", Drawings(), WHERE)
    assert files.keys() == {
        *(f"hosts.{kind}" for kind in ("png", "svg", "csv", "json", "html")),
        *(f"{DRAWINGS}/hosts{size}.svg" for size in ("", "-phone")),
    }
    assert files["hosts.png"] == b"whole"
    for name in ("hosts.svg", f"{DRAWINGS}/hosts.svg", f"{DRAWINGS}/hosts-phone.svg"):
        assert "1.50\u00a0million" in words_of(files[name])
        assert ElementTree.fromstring(files[name]).findtext(f".//{SVG}desc") == "Bars of refugees."
    assert {'Chad hosts <b>"most"</b>', "UNHCR, end-2025 figures"} <= set(words_of(files["hosts.svg"]))


def test_data_that_leave_the_page_keep_their_unit_and_source() -> None:
    files = figure_files(FIGURE, b"", Drawings(), WHERE)
    rows = list(csv.DictReader(io.StringIO(files["hosts.csv"].decode("utf-8-sig"))))
    assert rows[1] == {
        **{"iso3": "TGO", "country": "Togo", "year": "2024", "Refugees": "", "in_conflict": "False"},
        **{"unit": "persons", "source": "UNHCR, end-2025 figures"},
    }
    said = json.loads(files["hosts.json"])
    assert said["url"] == "hosts.csv"
    assert [column["titles"] for column in said["tableSchema"]["columns"]] == list(rows[0])


def test_the_page_of_a_figure_can_be_embedded_and_cited() -> None:
    page = BeautifulSoup(figure_files(FIGURE, b"", Drawings(), WHERE)["hosts.html"], "html.parser")
    assert page.find("h1").get_text() == 'Chad hosts <b>"most"</b>'
    assert page.find("img")["alt"] == "Bars of refugees."
    line = BeautifulSoup(page.find("textarea").get_text(), "html.parser").find("iframe")
    assert line["src"] == "hosts.html"
    assert line["title"] == FIGURE.title
    assert page.find("a", string="Refugees in Chad")["href"] == "index.html"
    assert "The series." in page.find("details").get_text()


def test_a_figure_is_drawn_once_and_a_paper_takes_it_without_its_style_sheet() -> None:
    drawings = Drawings()
    drawn = drawings.of(FIGURE)
    assert drawings.of(FIGURE) is drawn
    assert b"@font-face" in drawn.page
    assert b"@font-face" not in for_paper(drawn.page)


def test_the_table_reads_like_one_for_readers() -> None:
    told = data_table(FIGURE)
    assert told.title == "Refugees by country of asylum"
    assert told.columns == ("Country", "Year", "Refugees", "In conflict")
    assert told.rows == (("Chad", "2025", "1,500,000", "yes"), ("Togo", "2024", "no figure", "no"))


def test_the_table_of_a_map_begins_with_the_largest_value_and_ends_without_one() -> None:
    view = {"kind": "map", "unit": "persons", "frame": None, "legend": "", "asked": (), "labelled": {}}
    rows = (("AND", "Andorra", None), ("EGY", "Égypte", 3), ("ESP", "Espagne", 3), ("TCD", "Tchad", 5))
    shown = Figure.model_validate(
        FIGURE.model_dump() | {"columns": ("iso3", "country", "value"), "rows": rows, "drawing": view}
    )
    assert [row[0] for row in data_table(shown).rows] == ["Tchad", "Égypte", "Espagne", "Andorra"]


def test_a_table_of_codes_alone_keeps_them() -> None:
    only = FIGURE.model_copy(update={"columns": ("iso3",), "rows": (("TCD",),)})
    assert data_table(only).rows == (("TCD",),)


def test_a_column_that_a_figure_declares_to_hold_years_has_no_thousands():
    rows = (("Chad", 2024, 2024), ("Mali", 2022.0, 2022))
    columns = ("Country", "Year of the report", "Refugees")
    more = {"years": ("Year of the report",), "columns": columns, "rows": rows}
    declared = FIGURE.model_copy(update=more)
    assert data_table(declared).rows == (("Chad", "2024", "2,024"), ("Mali", "2022", "2,022"))
