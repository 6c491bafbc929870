"""A paper as DOCX is made of Word's own headings, tables and pictures, and is the same file each time."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pypandoc
import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing.papers.docx import docx
from gcr_analysis.publishing.papers.paper import Paper
from gcr_analysis.publishing.papers.reference import reference

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def part(content: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return ElementTree.fromstring(file.read(name))


def text_of(element: ElementTree.Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def styled(document: ElementTree.Element, style: str) -> list[str]:
    paragraphs = document.iter(f"{W}p")
    return [
        text_of(each)
        for each in paragraphs
        if (own := each.find(f"{W}pPr/{W}pStyle")) is not None and own.get(f"{W}val") == style
    ]


def test_headings_title_and_findings_are_words_own(full: Paper) -> None:
    document = part(docx(full), "word/document.xml")
    note = full.words["note"]
    assert styled(document, "Title") == [note["title"]]
    assert styled(document, "Heading1") == [
        *(plate["title"].strip() for plate in note["figures"]),
        *(section["title"] for section in note["sections"]),
        "Sources",
        "How to cite",
    ]
    items = [item for section in note["sections"] for item in section["items"]]
    assert styled(document, "Compact")[: len(items)] == items


def test_the_table_has_a_header_row_and_every_cell(full: Paper) -> None:
    (table,) = part(docx(full), "word/document.xml").iter(f"{W}tbl")
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    assert rows == [full.words["note"]["table"]["columns"], *full.words["note"]["table"]["rows"]]
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")] == [
        True,
        *[False] * len(rows[1:]),
    ]


def test_every_picture_has_its_alternative_text_and_every_map_its_disclaimer(full: Paper) -> None:
    document = part(docx(full), "word/document.xml")
    note = full.words["note"]
    plates = note["figures"]
    assert [each.get("descr") for each in document.iter(f"{WP}docPr")] == [plate["alt"] for plate in plates]
    assert max(len(value) for each in document.iter() for value in each.attrib.values()) < 2000  # no picture
    assert [plate["source"] for plate in plates] == [
        text for text in styled(document, "Source") if text != note["table"]["source"]
    ]


def test_it_has_a_title_a_language_keywords_and_no_time_of_a_clock(paper: Callable[..., Paper]) -> None:
    content = docx(paper("lbn", "Lebanon"))
    core = {each.tag.partition("}")[2]: each.text for each in part(content, "docProps/core.xml")}
    assert core["title"] == "Lebanon: 35.6 million refugees, 71 % in low- and middle-income countries"
    assert core["language"] == "en-GB"
    assert "Lebanon" in (core["keywords"] or "")
    assert core["created"] == core["modified"] == "2025-12-31T00:00:00Z"
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert all(entry.date_time[0] in (1980, 2025) for entry in file.infolist())


def test_markup_in_a_title_is_shown_letter_by_letter(paper: Callable[..., Paper], nasty: str) -> None:
    content = docx(paper("own", nasty, lead=nasty))
    document = part(content, "word/document.xml")
    assert nasty in text_of(document).replace("\u2060", "")
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert not [name for name in file.namelist() if "embed" in name.lower() or "vba" in name.lower()]


def test_the_same_paper_is_the_same_file(paper: Callable[..., Paper]) -> None:
    assert docx(paper("lbn", "Lebanon")) == docx(paper("lbn", "Lebanon"))


def test_what_pandoc_says_is_told_in_one_line(
    paper: Callable[..., Paper], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pandoc = tmp_path / "pandoc"
    pandoc.write_text("#!/bin/sh\necho first >&2; echo no room left >&2; exit 3\n")
    pandoc.chmod(0o755)
    reference()  # made once in a process, by pandoc itself
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: str(pandoc))
    with pytest.raises(GcrError, match=r"^lbn/host-country-burden/note\.docx cannot be made: no room left$"):
        docx(paper("lbn", "Lebanon"))


def test_a_paper_that_is_read_from_right_to_left_is_mirrored(full: Paper) -> None:
    made = docx(replace(full, words=full.words | {"lang": "ar", "region": "", "dir": "rtl"}))
    document, styles = part(made, "word/document.xml"), part(made, "word/styles.xml")
    tables, normal = document.findall(f".//{W}tbl"), styles.find(f"{W}style[@{W}styleId='Normal']")
    assert tables and all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in tables)
    assert normal is not None and normal.find(f"{W}pPr/{W}bidi") is not None
    assert all(run.find(f"{W}rtl") is not None for run in document.findall(f".//{W}p/{W}r/{W}rPr"))
    assert {side.get(f"{W}val") for side in styles.iter(f"{W}jc")} <= {"start", "end", "center"}
    assert {lang.get(f"{W}bidi") for lang in styles.iter(f"{W}lang")} == {"ar"}
