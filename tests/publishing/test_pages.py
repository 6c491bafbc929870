"""Page templates hold no figures: every number on a page comes from what is passed to them.

Literature is cited by its year.
"""

import html
import re
from importlib.resources import files

import pytest

from gcr_analysis import framework, snapshot
from gcr_analysis.publishing import parts
from gcr_analysis.publishing.pages import page

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


def test_the_page_of_sources_names_those_whose_terms_nobody_has_verified() -> None:
    text = page("_sources.qmd", sources=list(snapshot.sources().values()))
    rows, told = text.split("\n:::\n", maxsplit=1)
    [line] = [line for line in rows.splitlines() if "OCHA Financial Tracking Service" in line]
    assert line.rstrip(" |").endswith("CC BY-IGO; terms and figures not verified")
    [cpi] = [line for line in rows.splitlines() if "Bureau of Labor Statistics" in line]
    assert "not verified" not in cpi
    assert "OCHA Financial Tracking Service" in told and "Bureau of Labor Statistics" not in told
    verified = [source for source in snapshot.sources().values() if source.verified]
    assert "not verified" not in page("_sources.qmd", sources=verified)
