"""Regions are drawn with the figures of their notes, under a title that is true of any figures."""

from typing import Any

import pytest

from gcr_analysis import framework
from gcr_analysis.figures.check import faults
from gcr_analysis.figures.size import PHONE
from gcr_analysis.figures.svg import svg
from gcr_analysis.publishing.comparison_figure import comparison_figure, title
from gcr_analysis.publishing.outputs import Measures, Note
from gcr_analysis.publishing.site import Place, Published, places

COLUMNS = ("indicator", "value", "value_year", "unit", "status", "source", "text")
DRAWN = [framework.indicators()[str(panel.drawn)] for panel in framework.panels().values()]


def published(slug: str, name: str, panel: str, *rows: tuple[Any, ...]) -> Published:
    """A note with measures and nothing else: id, value, status."""
    told = tuple((id, value, 2025, "", status, "unhcr-population", str(value)) for id, value, status in rows)
    measures = Measures(columns=COLUMNS, rows=told)
    note = Note.model_construct(region=slug, region_title=name, year=2025, title=name, measures=measures)
    return Published(slug, panel, 2025, note, newest=True)


def site(**values: tuple[float | None, float | None, str]) -> tuple[Place, ...]:
    """Places with a figure of the first measure, one of the last, and the status of the first."""
    first, last = DRAWN[0], DRAWN[-1]
    notes = []
    for slug, (one, other, status) in values.items():
        name = slug.replace("_", "-")
        notes += [
            published(name, name, first.panel, (first.id, one, status)),
            published(name, name, last.panel, (last.id, other, "computed")),
        ]
    return places(notes)


THREE: dict[str, tuple[float | None, float | None, str]] = {
    "world": (4.0, 10.0, "computed"),
    "europe": (13.0, 2.0, "computed"),
    "the_americas": (7.0, None, "computed"),
    "mirps": (2.0, 30.0, "computed"),
}


def test_figures_are_those_of_the_notes_and_the_world_is_a_line_not_a_row() -> None:
    figure = comparison_figure(site(**THREE))
    assert figure
    first, last = (figure.data[measure.title].tolist() for measure in (DRAWN[0], DRAWN[-1]))
    assert figure.data["region"].tolist() == ["europe", "the-americas", "mirps"]
    assert first == [13.0, 7.0, 2.0]
    assert (last[0], last[2]) == (2.0, 30.0)
    assert figure.data[f"{DRAWN[-1].title}: status"].tolist() == ["computed", "no figure", "computed"]
    one, other = figure.drawing.columns
    assert (one.line, other.line) == ((4.0, "World 4.0"), (10.0, other.line[1]))
    assert f"{DRAWN[0].title}: world 4.0, europe 13.0, the-americas 7.0, mirps 2.0" in figure.alt
    assert DRAWN[1].title not in figure.alt
    assert not faults(svg(figure.specification, PHONE))


def test_a_partial_figure_is_hollow() -> None:
    figure = comparison_figure(site(**THREE | {"europe": (13.0, 2.0, "partial")}))
    assert figure
    dot = figure.drawing.columns[0].marks[-1]
    assert (dot.shape, dot.hollow) == ("dot", f"{DRAWN[0].title}: partial")
    assert figure.data[dot.hollow].tolist() == [True, False, False]


def test_it_is_drawn_without_the_world_and_where_all_is_zero() -> None:
    figure = comparison_figure(
        site(europe=(0.0, 0.0, "computed"), mirps=(0.0, 0.0, "computed"), igad=(0.0, None, "partial"))
    )
    assert figure and not faults(svg(figure.specification, PHONE))
    assert all(column.line is None for column in figure.drawing.columns)


@pytest.mark.parametrize(
    ("europe", "americas", "said"),
    [
        (
            (13.0, 2.0, "computed"),
            (7.0, 3.0, "computed"),
            "On each of two measures, another of the UNHCR regions is highest, "
            "from left to right: Europe and the Americas",
        ),
        (
            (13.0, 3.0, "computed"),
            (7.0, 2.0, "computed"),
            "Highest of the UNHCR regions on two measures: Europe (two)",
        ),
        (
            (13.0, 2.0, "computed"),
            (13.0, 3.0, "computed"),
            "Highest of the UNHCR regions on one measure: the Americas (one)",
        ),
        (
            (5.0, 5.0, "computed"),
            (5.0, 5.0, "computed"),
            "Refugees per 1,000 inhabitants and return rate, region by region",
        ),
        (
            (13.0, 3.0, "partial"),
            (7.0, 2.0, "computed"),
            "Highest of the UNHCR regions on one measure: Europe (one)",
        ),
    ],
)
def test_the_title_is_true_of_any_figures(europe: Any, americas: Any, said: str) -> None:
    assert title(list(site(europe=europe, the_americas=americas)), [DRAWN[0], DRAWN[-1]]) == said


def test_too_few_places_are_no_picture() -> None:
    assert comparison_figure(site(world=THREE["world"], europe=THREE["europe"], mirps=THREE["mirps"])) is None


@pytest.mark.parametrize("panel", framework.panels().values(), ids=lambda panel: panel.id)
def test_what_a_panel_is_drawn_by_is_compared_in_a_table_and_no_sum(panel: Any) -> None:
    assert panel.drawn in panel.compared
    assert not framework.indicators()[panel.drawn].additive
