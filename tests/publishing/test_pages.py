"""Page templates hold no figures: every number on a page comes from what is passed to them.

Literature is cited by its year.
"""

import html
import re
from importlib.resources import files

import pytest

from gcr_analysis import framework
from gcr_analysis.publishing import parts

TEMPLATES = files("gcr_analysis.publishing").joinpath("templates")
_CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|^:::[^\n]*|^#{1,6} ", re.DOTALL | re.MULTILINE)
_CITED = re.compile(r"\([^()]*\b(?:19|20)\d\d, \*[^()]*\)")
NAMES = ("COVID-19", "framework of 2019")


@pytest.mark.parametrize(
    "name", sorted(file.name for file in TEMPLATES.iterdir() if file.name.endswith(".qmd"))
)
def test_a_template_has_no_digit_in_its_words(name: str) -> None:
    text = TEMPLATES.joinpath(name).read_text(encoding="utf-8")
    words = _CITED.sub("", _CODE.sub("", text))
    for known in NAMES:
        words = words.replace(known, "")
    assert [line for line in words.splitlines() if re.search(r"\d", line)] == []


def test_the_page_of_gaps_names_the_document_of_every_break_with_its_date() -> None:
    page = parts._gaps()
    for declared in framework.breaks():
        assert declared.document.title in html.unescape(page)
        assert declared.document.dated in page
    assert "+1,355,590" in page and "\\+1,355,590" not in page
