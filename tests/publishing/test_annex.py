"""The annex shows every cell of the notebook, and nothing in it can break the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from gcr_analysis import framework
from gcr_analysis.publishing.annex import Stated, body, raw_html, stated, title
from gcr_analysis.publishing.outputs import executed_notebooks, read

Bundles = dict[str, Callable[..., Any]]


@pytest.fixture
def annex_of(write: Callable[..., Path], bundles: Bundles) -> Callable[..., tuple[str, dict[str, bytes]]]:
    """The annex of a notebook with these cells before its own."""

    def annex_of(*cells: Any) -> tuple[str, dict[str, bytes]]:
        (path,) = executed_notebooks(write(own=[*cells, *bundles["cells"]("world", "World")]))
        return body(read(path).cells)

    return annex_of


def test_text_code_and_outputs_stand_in_their_order(annex_of: Callable[..., Any]) -> None:
    text, pictures = annex_of()
    marks = [
        "Who hosts",
        'region = "world"',
        "## Refugees hosted",
        "panel.hosted()",
        "drawings/hosted.svg",
        "drawings/map.svg",
    ]
    places = [
        text.index(mark)
        for mark in [*marks, "<caption><span>The largest hosts", "panel.note()", "a page of its own"]
    ]
    assert places == sorted(places)
    assert "# Pressure on host countries" not in text
    assert pictures == {}


def test_the_title_is_the_notebooks_first_heading(write: Callable[..., Path]) -> None:
    (path,) = executed_notebooks(write())
    assert title(read(path)) == "Pressure on host countries"


def test_other_pictures_become_files_with_their_text_as_alternative(
    annex_of: Callable[..., Any], bundles: Bundles
) -> None:
    import base64

    png = base64.b64encode(bundles["png"]()).decode()
    text, pictures = annex_of(bundles["shown"]({"image/png": png, "text/plain": "<Figure size 640x480>"}))
    assert list(pictures) == ["output-1.png"]
    assert '![](output-1.png){fig-alt="<Figure size 640x480>" loading="lazy"}' in text


def test_html_in_a_text_cell_is_cleaned(annex_of: Callable[..., Any]) -> None:
    text, _ = annex_of(new_markdown_cell("Hello <script>alert(1)</script><b onclick='x()'>you</b>"))
    assert "alert" not in text
    assert "<b>you</b>" in text


def test_text_without_html_stays_markdown(annex_of: Callable[..., Any]) -> None:
    text, _ = annex_of(new_markdown_cell("Some *words* and `a < b`"))
    assert "Some *words* and `a < b`" in text


def test_code_with_backticks_cannot_close_its_block(annex_of: Callable[..., Any]) -> None:
    text, _ = annex_of(new_code_cell('print("""\n```\n# not a heading\n""")'))
    assert "```` {.python}\nprint(" in text


def test_printed_text_is_shown_without_terminal_colours(annex_of: Callable[..., Any]) -> None:
    output = new_output("stream", name="stdout", text="\x1b[31mred\x1b[0m\n")
    text, _ = annex_of(new_code_cell("print()", outputs=[output]))
    assert "``` {.gcr-output}\nred\n```" in text


def test_html_with_backticks_cannot_close_its_raw_block() -> None:
    assert raw_html("<p>\n```\n</p>").startswith("````{=html}")


def test_each_sentence_stands_once_with_its_kinds_and_what_stands_where_a_ground_fails(
    write: Callable[..., Path],
) -> None:
    level = {"sentence": "Chad hosts most.", "kind": "level", "grounds": {"own-year": "met"}}
    change = {"sentence": "Chad hosts most.", "kind": "change", "grounds": {"one-place": "Name the place"}}
    older = {"sentence": "Who left.", "kind": "no-longer-declared", "grounds": {"x": "y"}}
    (path,) = executed_notebooks(write(claims=[level, change, level, older]))
    (line,) = stated(read(path).note)
    assert line == Stated(
        "Chad hosts most.", ("A figure in a year", "A change between two years"), line.instead
    )
    few = framework.claims().thresholds.few_members
    assert [text.rpartition("; ")[2] for text in line.instead] == [
        f"in a region of fewer than {few} members name the largest mover"
    ]
