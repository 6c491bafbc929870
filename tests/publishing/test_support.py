"""Support is ranked by what regressed, then by people; the world is left out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis.publishing import prepare
from gcr_analysis.publishing.outputs import executed_notebooks, read
from gcr_analysis.publishing.site import Place, Published, places
from gcr_analysis.publishing.support import ranking, worsening


@pytest.fixture
def gathered(write: Callable[..., Path]) -> tuple[Place, ...]:
    """The world, two UNHCR regions, one platform and a country, all with the same measures."""
    for slug, title in (("world", "World"), ("europe", "Europe"), ("the-americas", "The Americas")):
        write(slug, title)
    write("mirps", "MIRPS countries")
    outputs = write("lbn", "Lebanon")
    found = [read(path) for path in executed_notebooks(outputs)]
    return places(Published(e.slug, e.panel, 2025, e.note, newest=True) for e in found)


def test_a_measure_names_where_it_got_worse_and_counts_regions_that_share_no_country(
    gathered: tuple[Place, ...],
) -> None:
    (measure,) = worsening(gathered)
    assert measure.measure.id == "protracted_share"
    assert [place.slug for place in measure.regions] == ["europe", "the-americas"]
    assert [place.slug for place in measure.others] == ["mirps", "lbn"]
    assert measure.counts == {"regress": 2}


def test_regions_stand_beside_their_like_with_what_could_be_judged_and_what_has_no_figure(
    gathered: tuple[Place, ...],
) -> None:
    (first, regions), (second, platforms), (third, own) = ranking(gathered)
    assert (first, second, third) == ("UNHCR regions", "Support platforms", "Countries")
    assert [line.place.slug for line in (*regions, *platforms)] == ["europe", "the-americas", "mirps"]
    (lebanon,) = own
    assert [worse.measure.id for worse in lebanon.worse] == ["protracted_share"]
    assert (lebanon.judged, lebanon.gaps) == (2, ("1.2.2",))
    assert lebanon.text("refugees_hosted") == "35.6\u00a0million"
    assert lebanon.asked[0][1] == ("Chad hosts most.",)


@pytest.mark.parametrize("rule", ["verdict", "verdict_of_origin"])
def test_what_got_worse_is_said_as_the_note_says_it(rule: str, write: Callable[..., Path]) -> None:
    facts = {"end": {"indicator": "protracted_share"}}
    claims = [{"sentence": "It rose.", "rule": rule, "kind": "change", "facts": facts, "grounds": {}}]
    (path,) = executed_notebooks(write("lbn", "Lebanon", claims=claims))
    lebanon = read(path)
    found = places([Published(lebanon.slug, lebanon.panel, 2025, lebanon.note, newest=True)])
    ((_, (line,)),) = ranking(found)
    assert [worse.sentence for worse in line.worse] == ["It rose."]


def test_more_that_got_worse_stands_before_more_people(gathered: tuple[Place, ...]) -> None:
    americas = next(place for place in gathered if place.slug == "the-americas").newest[0]
    americas.measured["gcr_1_2_1"]["progress"] = "regress"
    (_, regions), *_ = ranking(gathered)
    assert [line.place.slug for line in regions] == ["the-americas", "europe"]


@pytest.mark.parametrize(("also", "counted"), [("Europe", True), ("Lebanon", False)])
def test_unhcr_regions_are_counted_where_the_site_has_any(
    also: str, *, counted: bool, write: Callable[..., Path], tmp_path: Path
) -> None:
    write({"Europe": "europe", "Lebanon": "lbn"}[also], also)
    prepare(write("mirps", "MIRPS countries"), tmp_path / "regions")
    page = (tmp_path / "regions" / "_support.qmd").read_text(encoding="utf-8")
    assert "Measures that got worse, and where" in page
    assert ("UNHCR regions" in page) == counted
