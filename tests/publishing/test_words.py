"""What notes' pages and papers say stands in messages, which other languages give in their own words."""

import re
from pathlib import Path

import pytest

from gcr_analysis.publishing import pages, papers
from gcr_analysis.publishing.drawings import for_paper

PAGES = Path(pages.__file__).parent / "templates"
PAPERS = Path(papers.__file__).parent / "templates"
NAMES = ("note", "region", "_first_page", "_home", "_figure", "_drawn", "_trail", "_way", "_marks")
MARKDOWN = [PAGES / f"{name}.qmd" for name in NAMES]
HTML = [PAGES / "figure.html", PAPERS / "paper.html"]
TYPST = sorted(PAPERS.glob("*.typ"))
NOT_WORDS = (
    r"\{##.*?##\}",
    r"<(script|style)\b.*?</\1>",
    r"\{% if (of_other_years|of_other_releases) %\}.*?\n\{% endif %\}",  # variants: in English alone
    r"\{% if place\.variant\.words %\}\n.*?\{% else %\}",
    r"\{\{.*?\}\}|\{%.*?%\}",
    r"<[^>]*>|\]\([^)]*\)|\{[^{}]*\}",  # tags, addresses, attributes
    r"\A---\n.*?\n---\n|^:::.*$|```.*$|^(title|subtitle|description|image|listing):.*$",
)
"""What a template has besides words, in the order in which it is taken out."""
NO_LANGUAGE = {"PDF"}


def words_in(text: str) -> list[str]:
    """The words that a template of Markdown or HTML says by itself."""
    attributes = re.findall(r'(?:aria-label|title|alt)="([^"{]*)', re.sub(r"\{\{.*?\}\}", "", text))
    for pattern in NOT_WORDS:
        text = re.sub(pattern, " ", text, flags=re.S | re.M)
    found = re.findall(r"[A-Za-z]{3,}", " ".join((text, *attributes)))
    return [word for word in found if word not in NO_LANGUAGE]


@pytest.mark.parametrize("template", [*MARKDOWN, *HTML], ids=lambda path: path.name)
def test_no_template_of_notes_says_a_word_by_itself(template: Path) -> None:
    assert words_in(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("template", TYPST, ids=lambda path: path.name)
def test_no_template_of_papers_says_a_word_by_itself(template: Path) -> None:
    code = re.sub(r"(?m)//.*$|^= ?", " ", template.read_text(encoding="utf-8"))
    content = re.findall(r"\[([^\[\]]*)\]", code)  # what stands in brackets is shown
    calls = r"#[\w.-]+(?:\([^()]*\)|\.[\w-]+)*|<\w+>"
    told = re.sub(calls, " ", re.sub(r"#metadata\(.*\)", " ", " | ".join(content)))
    strings = [each for each in re.findall(r'"([^"]*)"', code) if " " in each.strip()]
    assert re.findall(r"[A-Za-z]{3,}", told) == []
    assert strings == []


def test_words_that_a_template_says_are_found() -> None:
    assert words_in('## Sources {#sources}\n\n[{{ say("more") }}](/more.qmd) <b title="Read">PDF</b>') == [
        "Sources",
        "Read",
    ]


def test_words_in_a_drawing_for_paper_run_from_right_to_left() -> None:
    style = "<style>.a{font-size:9px}.b{text-anchor:end}</style>"
    drawing = f'<svg direction="rtl">{style}<text class="b" x="1">تشاد</text></svg>'.encode()
    assert for_paper(drawing).decode() == (
        '<svg text-anchor="end"><style>.a{font-size:9px}.b{text-anchor:start}</style>'
        '<text class="b" x="1">\u202bتشاد\u202c</text></svg>'
    )
    left_to_right = drawing.replace(b' direction="rtl"', b"")
    assert for_paper(left_to_right) == left_to_right
