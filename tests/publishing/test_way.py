"""From each page one step leads up, to the panels beside it, and to the sets of a country."""

from pathlib import PurePosixPath

import pytest

from gcr_analysis.geography import region, regions
from gcr_analysis.publishing.outputs import Note
from gcr_analysis.publishing.site import Published
from gcr_analysis.publishing.way import Step, members, sets_with, tabs, trail

THERE = {each.slug for each in regions()}


def test_every_country_lies_below_the_world_and_below_its_region_where_unhcr_gives_one() -> None:
    for country in regions("country"):
        assert [step.slug for step in trail(country, THERE)][:1] == ["world"]
    assert [step.title for step in trail(region("TCD"), THERE)] == ["World", "West and Central Africa"]
    assert trail(region("world"), THERE) == ()
    assert [step.slug for step in trail(None, THERE)] == ["world"]


def test_a_trail_ends_with_the_page_itself_or_with_the_page_above_it() -> None:
    chad, note = Step("Chad", "tcd"), Step("Self-reliance", "tcd/self-reliance")
    assert trail(region("TCD"), {"world"}, chad, note)[1:] == (chad, note)


def test_a_step_without_a_page_is_no_link() -> None:
    assert trail(region("TCD"), {"world"}) == trail(region("mirps"), {"world"})
    assert [step.slug for step in members(region("ssar"), {"irn"})] == ["", "irn", ""]


def test_a_set_names_its_members_and_a_country_or_the_world_does_not() -> None:
    assert [step.title for step in members(region("ssar"))] == [
        "Afghanistan",
        "Iran (Islamic Republic of)",
        "Pakistan",
    ]
    assert [members(where) for where in (region("COL"), region("world"), None)] == [(), (), ()]


def test_a_country_names_the_sets_that_hold_it() -> None:
    found = {step.slug for _, steps in sets_with(region("TCD"), THERE) for step in steps}
    assert {"west-and-central-africa", "income-low", "least-developed"} <= found
    assert all("TCD" in region(slug).countries for slug in found)
    assert sets_with(region("igad"), THERE) == ()


@pytest.mark.parametrize("here", ["tcd", "tcd/host-country-burden", "tcd/host-country-burden/2024"])
def test_a_panel_leads_to_its_note_or_to_figures(here: str) -> None:
    note = Published("tcd", "host-country-burden", 2025, Note.model_construct(title="x"), newest=True)
    hosts, *others = tabs(
        [note], PurePosixPath("tcd"), PurePosixPath(here), ["host-country-burden", "self-reliance"]
    )
    assert len(others) == 1
    assert hosts.is_note
    assert not any(tab.is_note or tab.here for tab in others)
    assert hosts.here == (here == "tcd/host-country-burden")
    assert others[0].href.endswith("#self-reliance")
    if here == "tcd":
        assert hosts.href == "#host-country-burden"
