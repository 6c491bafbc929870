"""A paper as PDF can be read by everybody, by ear too, and is the same file each time."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing.papers.paper import Paper
from gcr_analysis.publishing.papers.pdf import pdf


def opened(paper: Paper) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(paper)))


def letters(text: str) -> str:
    """Text without what a line break may add or take."""
    return re.sub(r"[\s\u00ad\u2010\u2060-]+", "", text)


def text_of(reader: PdfReader) -> str:
    return letters("".join(page.extract_text() for page in reader.pages))


def elements(node: Any) -> Iterator[DictionaryObject]:
    """Every element of the structure that a reader's software follows, in its order."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from elements(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def structure(reader: PdfReader) -> list[DictionaryObject]:
    return list(elements(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))


def test_a_full_note_takes_two_pages_and_the_first_is_complete_in_itself(full: Paper) -> None:
    reader = opened(full)
    assert len(reader.pages) == 2
    note = full.words["note"]
    first = letters(reader.pages[0].extract_text())
    said = [full.words["title"], note["lead"], *note["headline"].values(), note["figures"][0]["title"]]
    said += [section["items"][0] for section in note["sections"] if section["id"] != "limits"]
    assert [text for text in said if letters(text) not in first] == []


@pytest.mark.parametrize("times", [2, 4, 5])
def test_a_note_whose_lead_is_long_takes_two_pages_and_loses_nothing(full: Paper, times: int) -> None:
    note = full.words["note"]
    sections = [section | {"items": section["items"][:4]} for section in note["sections"]]
    told = note | {"lead": note["lead"] * times, "sections": sections}
    long = replace(full, words=full.words | {"note": told})
    reader = opened(long)
    assert len(reader.pages) == 2
    items = [item for section in sections for item in section["items"]]
    assert [item for item in items if letters(item) not in text_of(reader)] == []


def test_no_finding_is_lost_and_what_is_left_out_of_the_table_is_counted(full: Paper) -> None:
    told, note = text_of(opened(full)), full.words["note"]
    items = [item for section in note["sections"] for item in section["items"]]
    assert [item for item in items if letters(item) not in told] == []
    shown = [row[0] for row in note["table"]["rows"] if letters(row[0]) in told]
    assert 3 <= len(shown) < len(note["table"]["rows"])
    assert letters(f"{len(note['table']['rows']) - len(shown)} more measures are online") in told


def test_no_text_is_smaller_than_nine_points(full: Paper) -> None:
    sizes: set[float] = set()
    for page in opened(full).pages:
        page.extract_text(
            visitor_text=lambda text, _, matrix, font, size: (
                sizes.add(round(size * abs(matrix[3]), 1)) if text.strip() else 0
            )
        )
    assert min(sizes) >= 9


def test_a_short_note_shows_its_whole_table_and_more_figures(paper: Callable[..., Paper]) -> None:
    short = paper("lbn", "Lebanon")
    told, note = text_of(opened(short)), short.words["note"]
    said = [plate["title"] for plate in note["figures"]]
    said += [cell for row in note["table"]["rows"] for cell in row]
    assert [text for text in said if letters(text) not in told] == []


def test_a_first_page_with_room_left_shows_another_figure(paper: Callable[..., Paper]) -> None:
    short = paper("lbn", "Lebanon")
    first = letters(opened(short).pages[0].extract_text())
    titles = [plate["title"] for plate in short.words["note"]["figures"]]
    assert len([title for title in titles if letters(title) in first]) > 1


def test_objects_are_packed_as_text_is(full: Paper) -> None:
    made = pdf(full)
    assert b"/ObjStm" in made and made.count(b" obj") < len(structure(opened(full)))


def test_it_declares_pdf_ua_a_title_a_language_and_no_time_of_a_clock(paper: Callable[..., Paper]) -> None:
    reader = opened(paper("lbn", "Lebanon"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Lebanon: 35.6 million refugees, 71 % in low- and middle-income countries"
    assert str(reader.metadata.creation_date) == "2025-12-31 00:00:00+00:00"


def test_every_font_is_embedded(full: Paper) -> None:
    fonts = [
        font.get_object() for page in opened(full).pages for font in page["/Resources"]["/Font"].values()
    ]
    described = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
    assert described
    assert all({"/FontFile2", "/FontFile3"} & set(each) for each in described)


def test_every_figure_has_its_alternative_text_and_headings_begin_at_the_first_level(full: Paper) -> None:
    found = structure(opened(full))
    kinds = [element["/S"] for element in found]
    note = full.words["note"]
    alternatives = {element["/Alt"] for element in found if "/Alt" in element}
    assert note["figures"][0]["alt"] in alternatives
    assert {kind for kind in kinds if re.fullmatch("/H[1-6]", kind)} == {"/H1"}
    assert "/Title" in kinds


def test_a_table_has_real_header_cells_and_a_source_a_real_link(full: Paper) -> None:
    reader = opened(full)
    kinds = [element["/S"] for element in structure(reader)]
    assert kinds.count("/TH") == 4
    assert kinds.count("/TD") % 4 == 0
    links = {
        annotation["/A"]["/URI"]
        for page in reader.pages
        for annotation in (each.get_object() for each in page.get("/Annots", ()))
    }
    assert links == {"https://www.unhcr.org/refugee-statistics/", "index.html"}


def test_markup_in_a_title_is_shown_letter_by_letter(paper: Callable[..., Paper], nasty: str) -> None:
    assert letters(nasty) in text_of(opened(paper("own", nasty, lead=nasty)))


def test_the_same_paper_is_the_same_file(paper: Callable[..., Paper]) -> None:
    assert pdf(paper("lbn", "Lebanon")) == pdf(paper("lbn", "Lebanon"))


def test_what_the_check_refuses_is_told_in_one_line(paper: Callable[..., Paper]) -> None:
    wrong = paper("lbn", "Lebanon")
    wrong.words["note"]["figures"][0]["alt"] = None
    with pytest.raises(GcrError, match=r"^lbn/host-country-burden/note\.pdf cannot be made: .*alt[^\n]*$"):
        pdf(wrong)


def test_a_paper_that_is_read_from_right_to_left_is_mirrored_and_passes_the_check(full: Paper) -> None:
    turned = replace(full, words=full.words | {"lang": "ar", "region": "", "dir": "rtl"})
    reader = opened(turned)
    assert reader.trailer["/Root"]["/Lang"] == "ar"
    label = full.words["note"]["headline"]["label"]
    assert start_of(opened(full), label) < 100
    assert start_of(reader, label) > 400


def start_of(reader: PdfReader, words: str) -> float:
    """How far from the left edge of the first page words begin, in points."""
    found: list[float] = []

    def visit(text: str, matrix: list[float], place: list[float], *_: Any) -> None:
        if letters(text) and letters(words).startswith(letters(text)):
            found.append(matrix[4] + place[4] * matrix[0])

    reader.pages[0].extract_text(visitor_text=visit)
    return found[0]
