"""The little HTML that pages need beside Markdown: tables with row headers, cleaned output of notebooks."""

import re
from collections.abc import Sequence
from html import escape

import nh3

from gcr_analysis.briefing.marks import plain as without_marks
from gcr_analysis.publishing.outputs import Table
from gcr_analysis.publishing.text import Markdown, one_line

_TAGS = {
    *(
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "div",
    ),
    *("dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr", "i", "kbd", "li", "ol", "p", "pre", "s", "small"),
    *(
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
    ),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope"},
}
# Quarto would otherwise read the table, drop its row headers and write it anew.
_AS_IT_IS = 'data-quarto-disable-processing="true"'


def clean(html: str) -> str:
    """Return HTML with nothing in it that runs, loads or styles.

    Parameters
    ----------
    html
        Output of a notebook.

    Returns
    -------
    str
        The same text and tables. Scripts, styles, pictures, identifiers and event handlers are gone.

    Examples
    --------
    >>> clean('<p onclick="x()">Yes<script>alert(1)</script></p>')
    '<p>Yes</p>'
    """
    kept = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"})
    kept = re.sub(r"<th[^>]*></th>", "<td></td>", kept)  # an empty header heads nothing
    return kept.replace("<table", f'<table class="table" {_AS_IT_IS}').strip()


def html_link(label: object, address: str) -> Markdown:
    """Return a link to a page on the web, as HTML; the label alone where the address is none.

    >>> html_link("A & B", "https://example.org"), html_link("A", "javascript:alert(1)")
    ('<a href="https://example.org">A &amp; B</a>', 'A')
    """
    if not re.match(r"https?://", address):
        return Markdown(_text(label))
    return Markdown(f'<a href="{escape(one_line(address))}">{_text(label)}</a>')


def table(data: Table) -> str:
    """Return a table as HTML: its title as caption, and the first cell of a row as the row's header.

    Parameters
    ----------
    data
        The table; cells are shown as they are, None as an empty cell.

    Examples
    --------
    >>> print(table(Table(id="t", title="Hosts", columns=("Country", "Refugees"), rows=(("Chad", "1,500"),))))
    <table id="table-t" class="table" data-quarto-disable-processing="true">
    <caption><span>Hosts</span></caption>
    <thead><tr><th scope="col" class="gcr-words">Country</th><th scope="col">Refugees</th></tr></thead>
    <tbody>
    <tr><th scope="row">Chad</th><td>1,500</td></tr>
    </tbody>
    </table>
    """
    kinds = [_kind(column) for column in zip(*data.rows, strict=True)] or [""] * len(data.columns)
    head = "".join(
        f'<th scope="col"{kind}>{_text(name)}</th>' for name, kind in zip(data.columns, kinds, strict=True)
    )
    return "\n".join(
        (
            f'<table id="table-{escape(data.id)}" class="table" {_AS_IT_IS}>',
            f"<caption><span>{_text(data.title)}</span></caption>",
            f"<thead><tr>{head}</tr></thead>",
            "<tbody>",
            *(_row(row, kinds) for row in data.rows),
            "</tbody>",
            "</table>",
        )
    )


def _row(row: Sequence[object], kinds: Sequence[str]) -> str:
    cells = "".join(f"<td{kind}>{_text(cell)}</td>" for cell, kind in zip(row[1:], kinds[1:], strict=True))
    return f'<tr><th scope="row">{_text(row[0])}</th>{cells}</tr>'


def of_words(column: Sequence[object]) -> bool:
    """Tell whether a column holds words, which stand to the left: most of its cells begin with no number.

    >>> of_words(["Chad", "Mali"]), of_words(["1,500", "", "no figure", "USD 3"])
    (True, False)
    """
    filled = [str(cell) for cell in column if cell not in (None, "")]
    numbers = sum(bool(re.match(r"\u2066?[-+−]?(USD\s)?\d", without_marks(str(cell)))) for cell in filled)
    return numbers <= len(filled) / 2


def _kind(column: Sequence[object]) -> str:
    return ' class="gcr-words"' if of_words(column) else ""


def _text(cell: object) -> str:
    return "" if cell is None else escape(one_line(cell), quote=False)
