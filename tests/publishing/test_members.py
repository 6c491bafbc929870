"""The page of a set has its countries side by side; the page of a place says once what it has no note on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from gcr_analysis import framework
from gcr_analysis.indicators import indicators
from gcr_analysis.numbers import number
from gcr_analysis.publishing.prepare import prepare

SET = "middle-east-and-north-africa"


@pytest.fixture(scope="module")
def placed(
    write_below: Callable[[Path], Callable[..., Path]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Prepared pages of a site with one note, on a set that holds Lebanon."""
    folder = tmp_path_factory.mktemp("pages")
    prepare(write_below(folder)(SET, "<b>Middle East</b>"), folder / "regions")
    return folder / "regions"


def members(page: Path) -> dict[str, list[Tag]]:
    """Cells of the table of countries, by name."""
    told = BeautifulSoup(page.read_text(encoding="utf-8").partition("{#members}")[2], "html.parser")
    return {row.th.get_text(): row.find_all("td") for row in told.table.tbody.find_all("tr") if row.th}


def test_countries_of_a_set_have_the_figures_of_their_own_pages(placed: Path) -> None:
    found = members(placed / SET / "index.qmd")
    ids = [panel.drawn for panel in framework.panels().values() if panel.drawn]
    (row,) = indicators(["LBN"], [2024], indicator="refugees_per_1000_inhabitants").to_dict("records")
    (cell,) = [cell for id, cell in zip(ids, found["Lebanon"], strict=True) if id == row["indicator"]]
    assert cell.get_text() == number(row["value"], row["unit"])
    assert {cell.get_text() for cell in found["Jordan"]} == {""}  # no figures in this small set of them


def test_panels_without_a_note_are_named_once_with_the_command(placed: Path) -> None:
    page = (placed / "lbn" / "index.qmd").read_text(encoding="utf-8")
    assert page.count("gcr publish") == 1
    assert "`gcr run --region lbn`" in page
    assert "gcr publish" not in (placed / SET / "index.qmd").read_text(encoding="utf-8")


def test_a_note_and_its_annex_lead_up_and_a_title_is_never_markup(placed: Path) -> None:
    for name, last in (("index.qmd", f"{SET}/"), ("annex.qmd", f"{SET}/host-country-burden/")):
        page = (placed / SET / "host-country-burden" / name).read_text(encoding="utf-8")
        trail = page.partition('<nav class="gcr-trail"')[2].partition("</nav>")[0]
        assert trail.rpartition("<a ")[2].startswith(f'href="../../../regions/{last}index.html"')
        assert "&lt;b&gt;Middle East&lt;/b&gt;" in trail
        assert "<b>" not in trail


def test_beside_notes_on_an_earlier_release_stand_no_newer_figures(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    prepare(write(SET, "Middle East", as_of="GT2024r1"), tmp_path / "regions")
    (page,) = (tmp_path / "regions" / SET).glob("*/index.qmd")
    assert members(page)["Lebanon"] == []
