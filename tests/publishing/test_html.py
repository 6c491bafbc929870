"""Nothing that a notebook shows can run, load or style anything on a page."""

import pytest
from bs4 import BeautifulSoup

from gcr_analysis.publishing.html import clean, table
from gcr_analysis.publishing.outputs import Table


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        "<style>body { display: none }</style>",
        '<iframe src="https://example.org"></iframe>',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<p style="position: fixed" onclick="x()">a</p>',
        "<svg onload=alert(1)>",
    ],
)
def test_what_runs_or_loads_is_gone(html: str) -> None:
    cleaned = clean(html)
    for bad in ("script", "alert", "style", "iframe", "onerror", "onclick", "src=", "svg", "link"):
        assert bad not in cleaned


def test_text_and_table_stay() -> None:
    html = BeautifulSoup(
        clean('<table id="a"><tr><th scope="row">Chad</th><td>1</td></tr></table>'), "html.parser"
    )
    assert html.get_text() == "Chad1"
    assert html.th is not None
    assert html.th["scope"] == "row"


def test_an_empty_header_cell_becomes_a_plain_one() -> None:
    assert clean("<table><tr><th></th><th>a</th></tr></table>").count("<th") == 1


def test_a_table_has_a_caption_headers_with_a_scope_and_escaped_cells() -> None:
    html = table(Table(id="t", title="<i>T</i>", columns=("A", "B"), rows=(("<b>x</b>", None), ("y & z", 3))))
    soup = BeautifulSoup(html, "html.parser")
    assert soup.caption is not None
    assert soup.caption.get_text() == "<i>T</i>"
    assert [(cell.get_text(), cell["scope"]) for cell in soup.find_all("th")] == [
        ("A", "col"),
        ("B", "col"),
        ("<b>x</b>", "row"),
        ("y & z", "row"),
    ]
    assert [cell.get_text() for cell in soup.find_all("td")] == ["", "3"]
