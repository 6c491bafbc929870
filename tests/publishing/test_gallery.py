"""The gallery has every figure once, grouped without a script, each with its note and its data."""

from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup

from gcr_analysis.publishing.gallery import gallery
from gcr_analysis.publishing.outputs import executed_notebooks, read
from gcr_analysis.publishing.site import Published, places


def test_every_figure_leads_to_its_note_and_its_data(write: Callable[..., Path]) -> None:
    write("world", "World")
    outputs = write("lbn", "Lebanon & more")
    found = [read(path) for path in executed_notebooks(outputs)]
    gathered = places(
        Published(e.slug, e.panel, 2025, e.note, newest=True, figures=tuple(e.figures.values()))
        for e in found
    )
    made = gallery(gathered)
    assert sorted(made) == ["host-country-burden.qmd", "index.qmd"]
    page = BeautifulSoup(made["host-country-burden.qmd"].decode(), "html.parser")
    links = [str(link["href"]) for link in page.select("figure a")]
    folder = "../regions/lbn/host-country-burden"
    assert links[4:] == [
        *(f"{folder}/index.html", f"{folder}/hosted.csv"),
        *(f"{folder}/index.html", f"{folder}/map.csv"),
    ]
    assert all(len(str(image["alt"])) > 10 for image in page.select("img"))
    assert "### Lebanon \\& more {#lbn}" in made["host-country-burden.qmd"].decode()
