"""A region at a glance says of each measure what it is and what became of it, in words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis.publishing.glance import Trend, counts, glances, trend
from gcr_analysis.publishing.outputs import executed_notebooks, read
from gcr_analysis.publishing.prepare import prepare
from gcr_analysis.publishing.site import Place, Published, places


@pytest.fixture
def world(write: Callable[..., Path]) -> Place:
    """The world with one note."""
    (executed,) = (read(path) for path in executed_notebooks(write()))
    (place,) = places([Published(executed.slug, executed.panel, 2025, executed.note, newest=True)])
    return place


def test_a_glance_has_the_compared_measures_first_and_then_those_that_moved(world: Place) -> None:
    (glance,) = glances(world)
    assert [line.measure.id for line in glance.lines] == [
        "refugees_hosted",
        "protracted_share",
        "gcr_1_2_1",
        "gcr_1_2_2",
    ]


def test_a_measure_without_a_direction_has_no_trend_and_one_with_too_few_data_says_why(world: Place) -> None:
    (glance,) = glances(world)
    trends = {line.measure.id: line.trend for line in glance.lines}
    assert trends["refugees_hosted"] is None
    assert trends["gcr_1_2_1"] == Trend("progress", "46\u00a0% in 2016")
    assert trends["gcr_1_2_2"] == Trend("insufficient data", "No figure for 2016")


def test_a_note_made_before_statuses_were_carried_has_none() -> None:
    assert trend({"value": 1.0}) is None


def test_every_status_is_counted_in_its_order(world: Place) -> None:
    assert counts(world.newest[0]) == [
        ("progress", 1),
        ("stalled", 0),
        ("regress", 1),
        ("insufficient data", 1),
    ]


def test_a_status_is_told_by_a_sign_and_a_word_not_by_colour(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    prepare(write(), tmp_path / "regions")
    page = (tmp_path / "regions" / "world" / "index.qmd").read_text(encoding="utf-8")
    assert '<span class="gcr-mark" aria-hidden="true">\u2212</span> regress</span>' in page
    assert "no direction" in page
