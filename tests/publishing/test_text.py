"""Text from data is shown letter by letter, whatever it holds."""

import re

import yaml
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from smalldocs.markdown import render, split_front_matter

from gcr_analysis.publishing.text import Markdown, attribute, markdown, one_line, plain, quoted

FROM = "markdown-tex_math_dollars-smart"
AWKWARD = st.text(alphabet=st.sampled_from(list("ab1 .)(*_`\\[]{}<>#|~^$@&\"'!:=+-\n\t%;/é")), max_size=30)


def shown(source: str) -> str:
    return BeautifulSoup(render(source, {}, FROM), "html.parser").get_text().strip()


@given(AWKWARD)
@settings(max_examples=200, deadline=None)
def test_escaped_text_is_shown_as_it_is_and_makes_no_element_but_its_paragraph(text: str) -> None:
    html = BeautifulSoup(render(markdown(text), {}, FROM), "html.parser")
    assert html.get_text().strip() == one_line(text)
    assert {tag.name for tag in html.find_all()} <= {"p"}


@given(AWKWARD)
@settings(max_examples=100, deadline=None)
def test_escaped_text_stays_in_its_table_cell(text: str) -> None:
    html = BeautifulSoup(
        render(f"| a | b |\n|---|---|\n| {markdown(text)} | end |\n", {}, FROM), "html.parser"
    )
    assert [cell.get_text().strip() for cell in html.find_all("td")] == [one_line(text), "end"]


@given(AWKWARD)
@settings(max_examples=200, deadline=None)
def test_an_alternative_text_never_ends_the_attribute_that_holds_it(text: str) -> None:
    words = "A " + text
    html = BeautifulSoup(
        render(f'![Cap](a.png){{#x fig-alt="{attribute(words)}"}}\n', {}, FROM), "html.parser"
    )
    (image,) = html.find_all("img")
    assert image["alt"].strip() == attribute(words)
    assert image["id"] == "x"


@given(AWKWARD)
@settings(max_examples=100, deadline=None)
def test_front_matter_gives_back_the_text_that_was_put_in(text: str) -> None:
    front, body = split_front_matter(f"---\ntitle: {quoted(text)}\n---\nBody\n")
    assert front == {"title": text}
    assert body.strip() == "Body"
    assert yaml.safe_load(f"title: {quoted(text)}") == {"title": text}


def test_a_list_mark_or_heading_at_the_start_of_a_text_is_text() -> None:
    for text in ("1. One", "iv) four", "- dash", "# head", "> quote", ": term", "+ plus", "A. Smith"):
        assert shown(markdown(text)) == text


def test_what_is_markdown_already_is_left_alone() -> None:
    assert markdown(Markdown("[a](b)")) == "[a](b)"


def test_two_braces_never_stand_together_since_quarto_reads_a_shortcode_there() -> None:
    assert not re.search(r"\{\\?\{", markdown("{{< meta title >}}"))
    assert not re.search(r"\}\\?\}", markdown("{{< meta title >}}"))


def test_a_non_breaking_space_stays() -> None:
    assert markdown("71\u00a0%") == "71\u00a0%"


def test_a_description_has_no_mark_that_a_browser_would_show() -> None:
    assert plain("*Five* countries <host> 35 % (of them)") == "Five countries host 35 % (of them)"
