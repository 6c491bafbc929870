"""The annex of a note: its executed notebook, cell by cell, as Markdown."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt

from gcr_analysis import framework
from gcr_analysis.publishing.html import clean, table
from gcr_analysis.publishing.notebook import Cell, as_text
from gcr_analysis.publishing.outputs import FIGURE, NOTE, TABLE, Executed, Figure, Note, Table, picture
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.text import Markdown, attribute, one_line

_COMMONMARK = MarkdownIt("commonmark").enable("table")
_TITLE = re.compile(r"\A#\s+(.+)\n*")
_COLOUR_CODE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_DIGEST = re.compile(r"\s*\[data [0-9a-f]+\]$")
_SHORTCODE = re.compile(r"\{\{(?=[<%])")
_HTML = {"html_block", "html_inline", "image"}
_OUTPUT = ".gcr-output"


def title(executed: Executed) -> str:
    """Return the notebook's own title: its first heading, or the note's title where it has none."""
    prose = (cell.source.strip() for cell in executed.cells if cell.cell_type == "markdown")
    headings = (match.group(1).strip() for text in prose if (match := _TITLE.match(text)))
    return next(headings, executed.note.title)


def body(cells: Iterable[Cell], first: str = "output") -> tuple[Markdown, dict[str, bytes]]:
    """Return the cells of a notebook as Markdown, and the pictures that it shows beside the note's figures.

    Parameters
    ----------
    cells
        The cells of an executed notebook.
    first
        How the addresses of its pictures begin.

    Returns
    -------
    Markdown
        Text, code and outputs in their order, without the title.
    dict of str to bytes
        Further pictures by address. A figure of the note is shown from the note's own file.
    """
    pictures = _Pictures(first)
    parts: list[str] = []
    for cell in cells:
        if cell.cell_type == "markdown":
            parts.append(_prose(cell.source))
        elif cell.cell_type == "code":
            parts.append(fence(cell.source, ".python"))
            parts += [_output(output, pictures) for output in cell.outputs]
    return Markdown("\n\n".join(part for part in parts if part)), pictures.files


@dataclass
class _Pictures:
    """Pictures of a notebook, each with the next address."""

    first: str
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, data: dict[str, Any]) -> str:
        name = f"{self.first}-{len(self.files) + 1}.png"
        self.files[name] = picture(data, name)
        return name


@dataclass(frozen=True)
class Stated:
    """A sentence of a note with the kinds of its claims and what stands where a ground fails."""

    sentence: str
    kinds: tuple[str, ...]
    instead: tuple[str, ...]


def stated(note: Note) -> tuple[Stated, ...]:
    """Return what each sentence of a note claims, in the order of reading.

    Parameters
    ----------
    note
        The note; one of an older version carries no claims, or some of kinds that are no longer declared.
    """
    declared = {kind.id: kind for kind in framework.claims().kinds}
    thresholds = framework.claims().thresholds.model_dump()
    by_sentence: dict[str, list[dict[str, Any]]] = {}
    for claim in note.claims:
        if claim["kind"] in declared:
            by_sentence.setdefault(claim["sentence"], []).append(claim)
    lines = []
    for sentence, own in by_sentence.items():
        kinds = dict.fromkeys(declared[claim["kind"]].title for claim in own)
        instead = dict.fromkeys(
            ground.otherwise.format(**thresholds)
            for claim in own
            for ground in declared[claim["kind"]].grounds
            if claim["grounds"].get(ground.id, "met") != "met"
        )
        lines.append(Stated(sentence, tuple(kinds), tuple(instead)))
    return tuple(lines)


def raw_html(html: str) -> Markdown:
    """Return HTML as a raw block that its content cannot close.

    >>> print(raw_html("<p>Yes</p>"))
    ```{=html}
    <p>Yes</p>
    ```
    """
    ticks = _ticks(html)
    return Markdown(f"{ticks}{{=html}}\n{html}\n{ticks}")


def _output(output: dict[str, Any], pictures: _Pictures) -> str:
    if output["output_type"] == "stream":
        return fence(as_text(output["text"]), _OUTPUT)
    if output["output_type"] == "error":
        return fence("\n".join(output["traceback"]), _OUTPUT)
    data = output["data"]
    show = next((show for mime, show in _SHOWN.items() if mime in data), None)
    return show(data, pictures) if show else ""


def _note(data: dict[str, Any], pictures: _Pictures) -> str:
    return "The last cell shows the note, which is [a page of its own](index.qmd)."


def _figure(data: dict[str, Any], pictures: _Pictures) -> str:
    return page("_annex_figure.qmd", figure=Figure.model_validate(data[FIGURE]))


def _picture(data: dict[str, Any], pictures: _Pictures) -> str:
    return _image(pictures.add(data), as_text(data.get("text/plain", "A picture that the notebook shows")))


def _table(data: dict[str, Any], pictures: _Pictures) -> str:
    return _scrolling(table(Table.model_validate(data[TABLE])))


def _markup(data: dict[str, Any], pictures: _Pictures) -> str:
    return _scrolling(clean(as_text(data["text/html"])))


def _words(data: dict[str, Any], pictures: _Pictures) -> str:
    return _prose(as_text(data["text/markdown"]))


def _plain(data: dict[str, Any], pictures: _Pictures) -> str:
    return fence(as_text(data["text/plain"]), _OUTPUT)


# What stands first is shown, where an output has several forms.
_SHOWN: dict[str, Callable[[dict[str, Any], _Pictures], str]] = {
    NOTE: _note,
    FIGURE: _figure,
    TABLE: _table,
    "image/png": _picture,
    "text/html": _markup,
    "text/markdown": _words,
    "text/plain": _plain,
}


def _scrolling(html: str) -> str:
    box = '<div class="gcr-scroll" tabindex="0" role="group" aria-label="Output of the cell above">'
    return raw_html(f"{box}\n{html}\n</div>")


def _image(name: str, alternative: str) -> str:
    words = attribute(_DIGEST.sub("", one_line(alternative)))
    return f'::: {{.gcr-figure}}\n![]({name}){{fig-alt="{words}" loading="lazy"}}\n:::'


def _prose(source: str) -> str:
    """Return a Markdown cell as it is; one with HTML in it becomes cleaned HTML. The title is the page's."""
    source = _SHORTCODE.sub(r"\{\{", _TITLE.sub("", source.strip()))
    tokens = [t for token in _COMMONMARK.parse(source) for t in (token, *(token.children or ()))]
    if any(token.type in _HTML for token in tokens):
        return raw_html(clean(_COMMONMARK.render(source)))
    return source


def fence(text: str, kind: str) -> Markdown:
    """Return *text* as a block of code of a *kind*, such as ``.python``; nothing where there is no text.

    >>> print(fence("1 + 1", ".python"))
    ``` {.python}
    1 + 1
    ```
    """
    text = _COLOUR_CODE.sub("", text).rstrip("\n")
    ticks = _ticks(text)
    return Markdown(f"{ticks} {{{kind}}}\n{text}\n{ticks}" if text.strip() else "")


def _ticks(text: str) -> str:
    """Return a fence that *text* cannot close: more backticks than its longest run of them."""
    return "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
