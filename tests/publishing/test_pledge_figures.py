"""Pledges are drawn as they were published, under titles that are true of any figures."""

from typing import Any

import pytest

from gcr_analysis import framework
from gcr_analysis.figures.check import faults
from gcr_analysis.figures.size import SIZES
from gcr_analysis.figures.svg import svg
from gcr_analysis.publishing.context import published_figures
from gcr_analysis.publishing.pledge_figures import FRACTIONS, made, pledge_figures, stages


def row(id: str, **changes: Any) -> dict[str, Any]:
    """A published figure with something changed."""
    return published_figures()[id] | changes


def test_every_number_drawn_is_one_that_was_published_with_its_words() -> None:
    quoted = published_figures()
    counts, shares = pledge_figures()
    drawn = [id for group in framework.pledges() for block in group.drawn for id in block]
    assert len(drawn) == len(counts.data) + len(shares.data)
    for id, told in zip(drawn, counts.data.itertuples(index=False), strict=False):
        assert (told.number, told.as_published) == (quoted[id]["value"], quoted[id]["text"])
        assert f"{told.as_published} ({quoted[id]['period']}".replace(" (HLOM)", "") in counts.alt
    for id, told in zip(drawn[len(counts.data) :], shares.data.itertuples(index=False), strict=True):
        assert told.when == quoted[id]["period"]
        assert f"{told.as_published} {told.stage}" in shares.alt
        if quoted[id]["unit"] == "percent of updated pledges":
            assert told.percent == quoted[id]["value"]


def test_what_is_drawn_of_a_group_is_among_its_figures() -> None:
    for group in framework.pledges():
        assert {id for block in group.drawn for id in block} <= set(group.figures)


def test_the_sources_are_where_the_figures_were_read() -> None:
    for figure in pledge_figures():
        for name in figure.source.removeprefix("Sources: ").split("; "):
            assert any(name == quoted["publication"] for quoted in published_figures().values())


def test_a_title_says_that_pledges_were_added_only_where_they_were() -> None:
    first, second = row("PV131"), row("PV139")
    assert made([[first, second]]).title == (
        "More pledges were on record later: "
        "from at least 770 to at least 1,500 for the Global Refugee Forum 2019"
    )
    assert made([[first, row("PV139", value=770.0, text="770")]]).title == (
        "770 pledges of the Global Refugee Forum 2019 by Dec 2021 (HLOM)"
    )
    assert made([[first], [row("PV141")]]).title == (
        "At least 770 pledges of the Global Refugee Forum 2019 by Dec 2019 "
        "and at least 1,600 pledges of the Global Refugee Forum 2023 by 15 Dec 2023"
    )


def test_a_title_says_of_what_a_share_is_and_warns_only_where_others_are_of_something_else() -> None:
    early, late = [row("PV133"), row("PV134"), row("PV135")], [row("PV160")]
    assert stages([early, late]).title == (
        "Two-thirds of pledges were fulfilled or in progress by Dec 2025; "
        "earlier shares are of updated pledges only"
    )
    assert stages([late]).title == "Two-thirds of pledges were fulfilled or in progress by Dec 2025"
    assert stages([early]).title == "70.4\u00a0% of updated pledges were in progress by Sep 2020"


@pytest.mark.parametrize("text", FRACTIONS)
def test_a_share_in_words_is_drawn_as_what_it_means(text: str) -> None:
    (percent,) = stages([[row("PV160", text=text)]]).data["percent"]
    assert percent == FRACTIONS[text]


def test_both_can_be_read_at_every_width() -> None:
    for figure in pledge_figures():
        for size in SIZES.values():
            assert not faults(svg(figure.specification, size))
