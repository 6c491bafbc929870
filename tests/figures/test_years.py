"""Series over the years: what is partial is hollow, and the key names what is special about some figures."""

from typing import Any

import pytest
from matplotlib.patches import Rectangle

from gcr_analysis.figures.check import faults
from gcr_analysis.figures.draw import drawn
from gcr_analysis.figures.sheet import Sheet
from gcr_analysis.figures.size import SIZES, Size
from gcr_analysis.figures.specification import Series, Specification, Upright, Years
from gcr_analysis.figures.svg import svg
from gcr_analysis.figures.tokens import LIGHT

HOLLOW, INTERVAL = "Partial figure", "May be revised"
COLUMNS = ("year", "Returned", "low", "high", "bar")
ROWS = (
    (2022, 50.0, 50.0, 50.0, "hollow"),
    (2023, 60.0, 60.0, 60.0, "full"),
    (2024, 40.0, 40.0, 70.0, "full"),
)


def figure(rows: tuple[tuple[Any, ...], ...] = ROWS, **changes: Any) -> Specification:
    """Bars over three years: the first is partial, the last may be revised."""
    series = Series(field="Returned", label="Returned", shape="bar", low="low", high="high", fill="bar")
    drawing = Years(series=(series,), unit="persons", hollow=HOLLOW, interval=INTERVAL, **changes)
    return Specification(id="years", title="Years", alt="Bars.", columns=COLUMNS, rows=rows, drawing=drawing)


def said(sheet: Sheet) -> set[str]:
    """What is written on a sheet."""
    return {text.get_text() for text in sheet.ground.texts}


def test_a_partial_year_is_hollow_and_its_edge_has_the_colour_of_the_series() -> None:
    *_, axes = drawn(figure()).canvas.axes
    bars = [bar for bar in axes.patches if isinstance(bar, Rectangle)]
    colours = {
        round(bar.get_x() + bar.get_width() / 2): (bar.get_facecolor(), bar.get_edgecolor()) for bar in bars
    }
    main, paper = (
        (*(int(LIGHT[name][at : at + 2], 16) / 255 for at in (1, 3, 5)), 1.0) for name in ("main", "paper")
    )
    assert colours[2022] == (paper, main)
    assert colours[2023][0] == colours[2024][0] == main


@pytest.mark.parametrize(("bound", "told"), [("", "5.17"), ("least", "5.16"), ("most", "5.17")])
def test_the_last_figure_is_rounded_as_the_bound_that_it_is(bound: str, told: str) -> None:
    series = Series(field="Returned", label="Returned", shape="line", bound=bound)
    rows = ((2023, 4e6, 4e6, 4e6, ""), (2024, 5_166_000.0, 0.0, 0.0, ""))
    drawing = Years(series=(series,), unit="persons")
    shown = figure(rows).model_copy(update={"drawing": drawing})
    assert f"{told}\u00a0million" in said(drawn(shown))


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_key_names_what_is_there_and_nothing_else(size: Size) -> None:
    assert {HOLLOW, INTERVAL} <= said(drawn(figure(), size))
    plain = tuple((year, value, value, value, "full") for year, value, *_ in ROWS)
    assert not {HOLLOW, INTERVAL} & said(drawn(figure(plain), size))


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_words_above_years_keep_apart(size: Size) -> None:
    uprights = (
        Upright(at=2023, text="baseline 2023"),
        Upright(at=2023, text="a", is_break=True),
        Upright(at=2024, text="b", is_break=True),
    )
    assert not faults(svg(figure(uprights=uprights), size))
