"""Each indicator of the Compact has a page with every region, its files and its sources."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis import framework
from gcr_analysis.publishing.compact import bars_of, indicator_pages, measures_of
from gcr_analysis.publishing.outputs import executed_notebooks, read
from gcr_analysis.publishing.site import Published, places


@pytest.fixture
def made(write: Callable[..., Path]) -> dict[str, bytes]:
    """The pages of a site with four regions."""
    for slug, title in (("world", "World"), ("europe", "Europe"), ("mirps", "MIRPS countries")):
        write(slug, title)
    outputs = write("igad", "IGAD countries")
    found = [read(path) for path in executed_notebooks(outputs)]
    return indicator_pages(places(Published(e.slug, e.panel, 2025, e.note, newest=True) for e in found))


def test_there_is_a_page_an_indicator_and_an_index_that_names_them_all(made: dict[str, bytes]) -> None:
    index = made["index.qmd"].decode()
    for declared in framework.compact().values():
        assert f"{declared.slug}/index.qmd" in made
        assert f'<a href="{declared.slug}/index.html">' in index


def test_a_page_has_a_line_a_region_with_figure_status_and_trend(made: dict[str, bytes]) -> None:
    text = made["1-2-1/index.qmd"].decode()
    assert text.count('class="gcr-trend gcr-progress"') == 4
    assert "58\u00a0% <small>proxy, 2024</small>" in text
    rows = list(csv.DictReader(io.StringIO(made["1-2-1/measures.csv"].decode())))
    assert [(row["region"], row["status"]) for row in rows] == [
        ("world", "proxy"),
        ("europe", "proxy"),
        ("mirps", "proxy"),
        ("igad", "proxy"),
    ]


def test_regions_that_share_countries_are_not_drawn_in_one_order(made: dict[str, bytes]) -> None:
    assert "1-2-1/regions.png" not in made  # the world, a region of UNHCR and two platforms


def test_a_partial_figure_is_hollow_with_the_bounds_within_which_it_could_lie() -> None:
    drawing = bars_of(framework.indicators()["gcr_2_1_1"])
    bar, bounds = drawing.columns[0].marks
    assert (bar.hollow, bounds.shape, bounds.field, bounds.to) == ("Partial", "range", "Low", "High")


def test_a_series_that_begins_long_ago_is_drawn_and_stands_as_a_file(made: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(made["4-2-1/series.csv"].decode())))
    assert [int(row["year"]) for row in rows] == list(range(2000, int(rows[-1]["year"]) + 1))
    assert made["4-2-1/series.png"].startswith(b"\x89PNG")


def test_an_indicator_without_figures_has_a_page_without_a_picture(made: dict[str, bytes]) -> None:
    assert sorted(name for name in made if name.startswith("1-2-2/")) == [
        "1-2-2/index.qmd",
        "1-2-2/measures.csv",
    ]
    assert "not collected" in made["1-2-2/index.qmd"].decode()


@pytest.mark.parametrize("code", framework.compact())
def test_what_an_indicator_is_measured_by_is_declared_under_its_code(code: str) -> None:
    declared, measures = framework.compact()[code], {measure.id for measure in measures_of(code)}
    assert declared.main in measures
    assert declared.drawn is None or declared.drawn in measures


def test_every_code_of_a_measure_has_a_page() -> None:
    codes = {measure.gcr_code for measure in framework.indicators().values() if measure.gcr_code}
    assert codes == set(framework.compact())
