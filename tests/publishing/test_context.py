"""Pages on context quote figures as they were published, and measures as the notes have them."""

from collections.abc import Callable
from pathlib import Path

from gcr_analysis import framework
from gcr_analysis.publishing.context import context_parts, pledged, published_figures
from gcr_analysis.publishing.outputs import executed_notebooks, read
from gcr_analysis.publishing.site import Published, places


def test_every_pledge_figure_has_a_date_a_value_and_the_place_where_it_was_read() -> None:
    figures = [figure for _, group in pledged() for figure in group]
    assert len(figures) == len({figure["id"] for figure in figures}) > 30
    for figure in figures:
        assert figure["period"] and figure["text"] and figure["publication"]
        assert figure["url"].startswith("https://")


def test_a_figure_that_is_no_single_number_stands_as_published() -> None:
    assert published_figures()["PV160"]["text"] == "two-thirds"
    assert published_figures()["PV132"]["text"] == "about 1,400"


def test_an_initiative_shows_the_figures_and_notes_of_its_own_set(write: Callable[..., Path]) -> None:
    write("world", "World")
    outputs = write("mirps", "MIRPS countries")
    found = [read(path) for path in executed_notebooks(outputs)]
    gathered = places(Published(e.slug, e.panel, 2025, e.note, newest=True) for e in found)
    page = context_parts(gathered)["_initiatives.qmd"]
    assert "35.6\u00a0million" in page
    assert "(/regions/mirps/host-country-burden/index.qmd)" in page
    assert "/regions/igad/" not in page


def test_pages_without_a_note_still_say_what_is_declared() -> None:
    parts = context_parts([])
    assert parts["_timeline.qmd"].count("<li class=") == len(framework.timeline().events)
    assert parts["_glossary.qmd"].count("<dt>") == len(framework.glossary())
    assert parts["_initiatives.qmd"].count("**What cannot be said.**") == len(framework.initiatives())
