"""Regions stand side by side with the figures of their notes, each with a figure or a status."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.indicators.engine import CONTRACT
from gcr_analysis.publishing.comparison import NOT_IN_NOTE, Cell, comparisons, files
from gcr_analysis.publishing.outputs import executed_notebooks, read
from gcr_analysis.publishing.prepare import prepare
from gcr_analysis.publishing.site import Place, Published, places

PANEL = "host-country-burden"


@pytest.fixture
def gathered() -> Callable[[Path], tuple[Place, ...]]:
    """The places of a folder of executed notebooks."""

    def gathered(outputs: Path) -> tuple[Place, ...]:
        found = [read(path) for path in executed_notebooks(outputs)]
        newest = {
            executed.path.parent: max(e.note.year for e in found if e.path.parent == executed.path.parent)
            for executed in found
        }
        return places(
            Published(e.slug, e.panel, e.note.year, e.note, e.note.year == newest[e.path.parent])
            for e in found
        )

    return gathered


def test_regions_stand_under_their_kind_in_the_order_of_the_home_page(
    write: Callable[..., Path], gathered: Callable[[Path], tuple[Place, ...]]
) -> None:
    write("lbn", "Lebanon")
    write("mirps", "MIRPS countries")
    (comparison,) = comparisons(gathered(write("world", "World")))
    assert comparison.panel.id == PANEL
    assert [(title, [line.published.slug for line in lines]) for title, lines in comparison.groups] == [
        ("The world", ["world"]),
        ("Support platforms", ["mirps"]),
        ("Countries", ["lbn"]),
    ]


def test_a_cell_is_a_figure_with_what_to_know_of_it_or_the_status_that_stands_for_it(
    write: Callable[..., Path], gathered: Callable[[Path], tuple[Place, ...]]
) -> None:
    (comparison,) = comparisons(gathered(write()))
    ((_, (line,)),) = comparison.groups
    cells = dict(zip((measure.id for measure in comparison.measures), line.cells, strict=True))
    assert cells["refugees_hosted"] == Cell("35.6\u00a0million", known=True)
    assert cells["gcr_1_2_1"] == Cell("58\u00a0%", known=True, mark="proxy, 2024")
    assert cells["gcr_1_2_2"] == Cell("not collected", known=False)
    assert cells["protection_rate"] == Cell(NOT_IN_NOTE, known=False)


def test_the_latest_note_of_a_region_counts_and_one_of_an_earlier_year_says_so(
    write: Callable[..., Path], gathered: Callable[[Path], tuple[Place, ...]]
) -> None:
    write("mirps", "MIRPS countries", 2023)
    write("mirps", "MIRPS countries", 2024)
    (comparison,) = comparisons(gathered(write("world", "World", 2025)))
    assert comparison.year == 2025
    lines = [line for _, lines in comparison.groups for line in lines]
    assert [line.published.year for line in lines] == [2025, 2024]
    assert [line.cells[0].mark for line in lines] == ["", "2024"]


def test_the_files_hold_every_measure_of_every_note_in_the_columns_of_the_command(
    write: Callable[..., Path], gathered: Callable[[Path], tuple[Place, ...]]
) -> None:
    write("world", "World")
    made = files(gathered(write("lbn", "Lebanon")))
    rows = list(csv.DictReader(io.StringIO(made["csv"].decode())))
    assert tuple(rows[0]) == CONTRACT
    assert {row["baseline_year"] for row in rows} == {"2016"}
    assert [(row["region"], row["indicator"], row["value"]) for row in rows] == [
        (region, *told)
        for region in ("world", "lbn")
        for told in (
            ("refugees_hosted", "35638779"),
            ("gcr_1_2_1", "58.2"),
            ("gcr_1_2_2", ""),
            ("protracted_share", "63.1"),
        )
    ]
    table = pd.read_parquet(io.BytesIO(made["parquet"]))
    assert table.columns.tolist() == [*CONTRACT]
    assert table["baseline_year"].tolist() == [2016] * 8
    assert table["value"].isna().tolist() == [False, False, True, False] * 2
    assert table["reason"].tolist() == ["", "", "=Nobody counts them", ""] * 2
    assert made["xlsx"].startswith(b"PK")


def test_the_prepared_part_links_each_region_to_its_note_and_escapes_its_title(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    prepare(write("own", "Chad <b>&</b> co ``` {{< x >}}"), tmp_path / "regions")
    part = (tmp_path / "regions" / "_comparison.qmd").read_text(encoding="utf-8")
    assert f'<a href="../regions/own/{PANEL}/index.html">Chad &lt;b&gt;&amp;&lt;/b&gt; co' in part
    assert "{{<" not in part
    assert '<td class="gcr-none">not collected</td>' in part
    assert "58\u00a0% <small>proxy, 2024</small>" in part


def test_a_note_of_before_says_that_it_does_not_carry_a_measure(
    write: Callable[..., Path], gathered: Callable[[Path], tuple[Place, ...]]
) -> None:
    (comparison,) = comparisons(gathered(write(measures={"columns": [], "rows": []})))
    ((_, (line,)),) = comparison.groups
    assert {cell.text for cell in line.cells} == {NOT_IN_NOTE}


def test_every_panel_compares_measures_of_its_own_and_every_indicator_of_its_objective() -> None:
    for panel in framework.panels().values():
        own = {id: i for id, i in framework.indicators().items() if i.panel == panel.id}
        assert set(panel.compared) <= set(own)
        assert len(set(panel.compared)) == len(panel.compared)
        compared = {own[id].gcr_code for id in panel.compared} - {None}
        assert compared == {i.gcr_code for i in own.values()} - {None}
