"""What pages on places show is what commands print, and a rank is given where claims allow one."""

import pytest

from gcr_analysis.indicators import indicator, indicators
from gcr_analysis.publishing.glance import glances
from gcr_analysis.publishing.known import Known, known
from gcr_analysis.publishing.site import Place
from gcr_analysis.publishing.spark import spark

COUNTRIES = ["COL", "TUR", "DEU", "UGA", "IRN", "TCD", "PAK", "BGD", "PER", "ETH", "LBN", "JOR", "KEN"]
IDS = ["refugees_hosted", "refugees_per_1000_inhabitants", "gcr_2_1_1", "gcr_1_1_1"]


@pytest.fixture(scope="module")
def found() -> Known:
    rows = indicators([*COUNTRIES, "igad"], range(2016, 2026), indicator=IDS)
    return known(rows).in_words()


def test_figures_are_those_of_the_commands(found: Known) -> None:
    assert found.regions == (*COUNTRIES, "igad")
    for name in found.regions:
        told = found.rows[name, "refugees_hosted"]
        assert told["value"] == indicator("refugees_hosted", name, 2025)["value"].item()


def test_a_rank_counts_countries_with_a_figure_and_a_set_has_none(found: Known) -> None:
    ranks = {name: found.ranks[name, "refugees_hosted"] for name in COUNTRIES}
    assert sorted(rank for rank, _ in ranks.values()) == list(range(1, 14))
    assert {of for _, of in ranks.values()} == {13}
    assert ("igad", "refugees_hosted") not in found.ranks


def test_a_share_is_not_ranked(found: Known) -> None:
    assert not any(id == "gcr_2_1_1" for _, id in found.ranks)


def test_a_place_without_notes_has_its_figures_panel_by_panel(found: Known) -> None:
    burden, self_reliance = glances(Place.of("LBN"), found)
    assert (burden.published, burden.ranked, self_reliance.ranked) == (None, True, False)
    assert [line.measure.id for line in burden.lines] == [id for id in burden.panel.compared if id in IDS]
    assert burden.drawn.measure.id == "refugees_per_1000_inhabitants"
    assert "polyline" in burden.lines[0].spark


def test_facts_with_a_verdict_are_counted(found: Known) -> None:
    assert all(0 <= have <= of for have, of in found.judged.values())


def test_a_series_has_a_gap_where_the_counting_changed_and_where_there_is_no_figure() -> None:
    nan = float("nan")
    assert spark([1, 2, 3, 4], [False] * 4).count("<polyline") == 1
    assert spark([1, 2, 3, 4], [False, False, True, False]).count("<polyline") == 2
    assert spark([1, 2, nan, 4], [False] * 4).count("gcr-lone") == 1
    assert spark([nan, 2, nan, 4], [False] * 4) == ""
