"""The home page lists every place that has a page, without scripts, and leads to its notes."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from gcr_analysis.geography import regions
from gcr_analysis.publishing import prepare
from gcr_analysis.publishing.find_place import find_a_place

PANEL = "host-country-burden"


def test_every_place_with_a_page_is_listed_once() -> None:
    slugs = {region.id.lower() for region in regions()}
    found = find_a_place([], slugs)
    assert sorted(place.slug for _, places in found for place in places) == sorted(slugs)
    letters = [label for label, _ in found if len(label) == 1]
    assert letters == sorted(letters)
    assert {"A", "Z"} <= set(letters)


def test_a_letter_lists_places_without_regard_to_accents() -> None:
    found = dict(find_a_place([], {"alb", "ala", "aut", "civ", "cur", "cuw", "tur", "tun"}))
    assert [place.slug for place in found["T"]] == ["tun", "tur"]
    assert [place.slug for place in found["C"]] == ["civ", "cuw"]


@pytest.mark.site
def test_the_list_comes_first_and_leads_to_pages_and_notes(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    write("tcd", "Chad")
    write("own", '<b>Mine</b> & "yours"')
    outputs = write("world", "World")
    prepare(outputs, tmp_path / "regions")
    page = (tmp_path / "regions" / "_home.qmd").read_text(encoding="utf-8")
    assert re.match(r"## Find a place \{#find\}", page)
    listed = BeautifulSoup(page, "html.parser").select_one(".gcr-letters")
    assert listed is not None
    told = {link.get("aria-label") or link.get_text(): link["href"] for link in listed("a")}
    assert told["Chad"] == "regions/tcd/index.html"
    note = next(told[name] for name in told if str(name).startswith("Chad: "))
    assert note == f"regions/tcd/{PANEL}/index.html"
    assert told['<b>Mine</b> & "yours"'] == "regions/own/index.html"
    labels = [summary.get_text() for summary in listed("summary")]
    assert labels == ["C", "L", "The world", "Own sets of countries"]
