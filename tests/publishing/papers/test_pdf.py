"""A paper as PDF can be read by everybody, by ear too, and is the same file each time."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing.papers import pdf as module
from gcr_analysis.publishing.papers.paper import Paper
from gcr_analysis.publishing.papers.pdf import FITS, pdf


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


def test_a_full_note_takes_two_pages_and_loses_no_word(full: Paper) -> None:
    reader = opened(full)
    assert len(reader.pages) == 2
    told, note = text_of(reader), full.words["note"]
    said = [note["title"], note["lead"], *note["headline"].values()]
    said += [text for plate in [*note["charts"], note["map"]] for text in (plate["title"], plate["source"])]
    said += [item for section in note["sections"] for item in section["items"]]
    said += [cell for row in note["table"]["rows"] for cell in row]
    assert [text for text in said if letters(text) not in told] == []


def test_no_text_is_smaller_than_print_allows(full: Paper) -> None:
    sizes: set[float] = set()
    for page in opened(full).pages:
        page.extract_text(
            visitor_text=lambda text, _, matrix, font, size: sizes.add(round(size, 2)) if text.strip() else 0
        )
    assert min(sizes) >= 7.5


def test_a_short_note_is_set_larger_than_a_full_one(
    paper: Callable[..., Paper], full: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[dict[str, str]] = []
    choose = module._largest_fit
    monkeypatch.setattr(module, "_largest_fit", lambda compiler: taken.append(choose(compiler)) or taken[-1])
    pdf(paper("lbn", "Lebanon", figures=[]))
    pdf(full)
    assert float(taken[0]["chart"]) == FITS[0][0]
    assert float(taken[1]["text"]) < float(taken[0]["text"])


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
    assert {plate["alt"] for plate in [*note["charts"], note["map"]]} <= alternatives
    assert [kind for kind in kinds if re.fullmatch("/H[1-6]", kind)] == ["/H1"] * 5
    assert "/Title" in kinds


def test_a_table_has_real_header_cells_and_a_source_a_real_link(full: Paper) -> None:
    reader = opened(full)
    kinds = [element["/S"] for element in structure(reader)]
    assert kinds.count("/TH") == 4
    assert kinds.count("/TD") == 4 * len(full.words["note"]["table"]["rows"])
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
    wrong.words["note"]["charts"][0]["alt"] = None
    with pytest.raises(GcrError, match=r"^lbn/host-country-burden/note\.pdf cannot be made: .*alt[^\n]*$"):
        pdf(wrong)
