"""The matrix of support counts what the ranking counts, under a title that is true of any counts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis import framework
from gcr_analysis.figures.check import faults
from gcr_analysis.figures.size import PHONE
from gcr_analysis.figures.svg import svg
from gcr_analysis.publishing.outputs import executed_notebooks, read
from gcr_analysis.publishing.site import Place, Published, places
from gcr_analysis.publishing.support import ranking
from gcr_analysis.publishing.support_figure import SHADES, counted, heading, shade, support_figure, title

PANELS = tuple(framework.panels().values())
HOSTED, OTHERS = PANELS[0], (None, None, None)


@pytest.fixture
def gathered(write: Callable[..., Path]) -> tuple[Place, ...]:
    """The world, two UNHCR regions, one platform and a country; one measure of two got worse in each."""
    for slug, name in (("world", "World"), ("europe", "Europe"), ("the-americas", "The Americas")):
        write(slug, name)
    write("mirps", "MIRPS countries")
    found = [read(path) for path in executed_notebooks(write("lbn", "Lebanon"))]
    return places(Published(e.slug, e.panel, 2025, e.note, newest=True) for e in found)


def test_counts_are_those_of_the_ranking(gathered: tuple[Place, ...]) -> None:
    figure = support_figure(gathered)
    assert figure
    told = figure.data.set_index(["region", "panel"])
    ranked = {line.place.title: line for _, lines in ranking(gathered) for line in lines}
    assert list(dict.fromkeys(figure.data["region"])) == ["Europe", "The Americas", "Lebanon"]
    for name in ("Europe", "The Americas", "Lebanon"):
        first, *others, whole = (told.loc[(name, head)] for head in dict.fromkeys(figure.data["panel"]))
        counts = (len(ranked[name].worse), ranked[name].judged)
        for cell in (first, whole):
            assert (cell["got_worse"], cell["could_be_judged"]) == counts == (1, 2)
            assert (cell["said"], cell["class"]) == ("1 of 2", shade(1, 2))
        assert all(cell[["got_worse", "could_be_judged", "said", "class"]].isna().all() for cell in others)
    assert figure.title == (
        "In two UNHCR regions, 2 of 4 measures that could be judged got worse: "
        "pressure on host countries (2 of 4)"
    )
    assert (
        "Countries that host refugees: pressure on host countries 1 of 2. By place: Lebanon 1 of 2"
        in figure.alt
    )
    assert not faults(svg(figure.specification, PHONE))


def test_a_kind_of_place_of_which_nothing_could_be_judged_says_so(gathered: tuple[Place, ...]) -> None:
    silent = []
    for place in gathered:
        for note in place.newest:
            for row in note.measured.values():
                row["progress"] = "insufficient data" if place.slug == "lbn" else row.get("progress")
        silent.append(place)
    figure = support_figure(silent)
    assert figure and "Countries that host refugees: none could be judged. By place: Lebanon" in figure.alt


def test_sets_that_share_countries_with_others_are_left_out(gathered: tuple[Place, ...]) -> None:
    assert {place.slug for place in gathered if heading(place) is None} == {"world", "mirps"}


def test_a_country_with_notes_on_return_alone_is_told_as_an_origin(gathered: tuple[Place, ...]) -> None:
    (lebanon,) = (place for place in gathered if place.slug == "lbn")
    note = lebanon.newest[0]
    origin = Published("lbn", "return-conditions", 2025, note.note, newest=True)
    assert heading(lebanon) == "Countries that host refugees"
    assert [heading(place) for place in places([origin])] == ["Countries of origin"]
    assert [heading(place) for place in places([note, origin])] == ["Countries that host refugees"]


def test_too_few_places_are_no_picture(gathered: tuple[Place, ...]) -> None:
    assert support_figure(gathered[:3]) is None
    assert support_figure(()) is None


def test_a_panel_without_a_note_is_no_count_and_one_without_a_trend_counts_none(
    gathered: tuple[Place, ...],
) -> None:
    europe = next(place for place in gathered if place.slug == "europe")
    assert counted(europe, PANELS[1]) is None
    for row in europe.newest[0].measured.values():
        row["progress"] = "insufficient data"
    assert counted(europe, HOSTED) == (0, 0)


def test_the_title_is_true_of_any_counts(gathered: tuple[Place, ...]) -> None:
    europe, americas = (place for place in gathered if place.group == "unhcr-region")

    def said(*rows: tuple[Place, tuple[tuple[int, int] | None, ...]]) -> str:
        return title(list(rows), PANELS)

    none = "No measure that could be judged got worse in two UNHCR regions"
    assert said((europe, ((0, 4), *OTHERS)), (americas, ((0, 3), *OTHERS))) == none
    assert said((europe, (None, *OTHERS)), (americas, ((0, 0), *OTHERS))) == none
    assert said((europe, ((1, 3), (2, 6), None, (0, 5)))) == (
        "In Europe, 3 of 14 measures that could be judged got worse: "
        "pressure on host countries (1 of 3) and self-reliance of refugees (2 of 6)"
    )


def test_shades_darken_with_the_share() -> None:
    assert [shade(count, 6) for count in (0, 1, 2, 3, 4, 6)] == [0, 1, 1, 2, 3, 3]
    assert [most for most, _, _ in SHADES] == sorted(most for most, _, _ in SHADES)
