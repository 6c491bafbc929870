"""A background paper holds each note of a region, and each source once."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from gcr_analysis.publishing.drawings import Drawings
from gcr_analysis.publishing.outputs import Cited, Table, executed_notebooks, read
from gcr_analysis.publishing.papers.content import (
    LONGEST,
    SHORT,
    _table,
    _unlisted,
    background_paper,
    note_paper,
)
from gcr_analysis.publishing.papers.docx import docx
from gcr_analysis.publishing.papers.paper import Paper
from gcr_analysis.publishing.papers.pdf import pdf
from gcr_analysis.publishing.site import Published, places

OTHER = "self-reliance"


@pytest.fixture
def background(write: Callable[..., Path]) -> Paper:
    """Two panels' notes on one region."""
    outputs = write("ssar", "SSAR countries")
    folder = outputs / "ssar"
    (folder / "host-country-burden").rename(folder / OTHER)
    write("ssar", "SSAR countries")
    found = [read(path) for path in executed_notebooks(outputs)]
    (place,) = places(Published(each.slug, each.panel, 2025, each.note, newest=True) for each in found)
    return background_paper(place, found, Drawings())


def test_it_holds_every_note_the_members_and_each_source_once(background: Paper) -> None:
    words = background.words
    assert [note["panel"] for note in words["notes"]] == [
        "Pressure on host countries",
        "Self-reliance of refugees",
    ]
    assert [len(note["figures"]) for note in words["notes"]] == [2, 2]
    assert len(background.pictures) == 12  # as SVG of two widths, and as PNG
    assert len(words["sources"]) == 1
    assert "Afghanistan" in words["members"]
    assert words["cite"].startswith("The Global Compact on Refugees in figures: SSAR countries. ")


def test_its_contents_lead_to_every_note(background: Paper) -> None:
    reader = PdfReader(io.BytesIO(pdf(background)))
    first = " ".join(reader.pages[0].extract_text().split())
    for title in (
        "SSAR countries: 35.6 million refugees",
        "What the data cannot say",
        "Sources",
        "How to cite",
    ):
        assert title in first
    inside = [each.get_object() for each in reader.pages[0]["/Annots"]]
    assert len(inside) >= 2 * 5 + 2  # two notes with four headings each, sources, how to cite
    assert not [each for each in inside if "/URI" in each.get("/A", {})]


def test_it_is_a_docx_too(background: Paper) -> None:
    assert docx(background).startswith(b"PK")


def test_a_site_with_an_address_is_linked_by_it(write: Callable[..., Path]) -> None:
    executed = read(executed_notebooks(write("lbn", "Lebanon"))[0])
    published = Published("lbn", executed.panel, 2025, executed.note, newest=True)
    online = note_paper(executed, published, Drawings(), "https://example.org/gcr/").words["online"]
    assert online == "https://example.org/gcr/regions/lbn/host-country-burden/index.html"


def test_a_source_without_a_web_address_is_no_link(write: Callable[..., Path]) -> None:
    source = {
        "producer": "UNHCR",
        "title": "T",
        "vintage": "2025",
        "licence": "",
        "url": "javascript:alert(1)",
    }
    executed = read(executed_notebooks(write("lbn", "Lebanon", sources=[source]))[0])
    published = Published("lbn", executed.panel, 2025, executed.note, newest=True)
    paper = note_paper(executed, published, Drawings())
    assert [each["url"] for each in paper.words["sources"]] == [""]
    assert not re.search(b"javascript", pdf(paper))


def test_long_words_of_a_table_share_what_its_short_columns_leave() -> None:
    long = "computed; hangs on one place; change where both years are reported"
    columns = ["Measure", "2016", "2025", "Status"]
    rows = [
        ["Refugees", "not collected", "35.6 million", "computed"],
        ["Returns", "not collected", "15", long],
    ]
    table = {"id": "hosts", "title": "T", "source": "S", "columns": columns, "rows": rows}
    assert _table(Table.model_validate(table))["widths"] == [len("Refugees"), 0, 0, LONGEST]
    rows[1][2] = "1.34 million (1.34 million to 1.65 million)"
    assert _table(Table.model_validate(table))["widths"] == [len("Refugees"), 0, SHORT, LONGEST]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Sources: UNHCR, Data (2025); Others, Survey (2022)", ""),
        (
            "Sources: UNHCR, Data (2025); Others, Survey (2022), unverified",
            "Sources: Others, Survey (2022), unverified",
        ),
        ("UNHCR, end-2025 figures", "UNHCR, end-2025 figures"),
    ],
)
def test_what_the_list_of_sources_does_not_say_stands_below_the_table(source: str, said: str) -> None:
    listed = [Cited(producer="UNHCR", title="Data", vintage="2025")]
    listed += [Cited(producer="Others", title="Survey", vintage="2022")]
    assert _unlisted(source, listed) == said
