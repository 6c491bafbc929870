"""Rows: one scale for one unit, a number beside its own mark, a key of what is seen, words to be read."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from gcr_analysis.figures.bars import bars
from gcr_analysis.figures.check import faults
from gcr_analysis.figures.draw import drawn
from gcr_analysis.figures.sheet import Sheet
from gcr_analysis.figures.size import PAGE, PHONE, SIZES, Size
from gcr_analysis.figures.specification import Column, Mark, Rows, Specification
from gcr_analysis.figures.svg import svg
from gcr_analysis.figures.tokens import LIGHT

UNITS = {"Refugees": "persons", "Still there": "persons", "Share": "percent"}
LETTERS = st.characters(categories=("Lu", "Ll"), max_codepoint=0x17F)


def figure(drawing: Rows, rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> Specification:
    """A figure with no words but those that are drawn."""
    data: dict[str, Any] = {"columns": tuple(columns), "rows": tuple(map(tuple, rows))}
    return Specification(id="rows", title="Rows", alt="Rows.", drawing=drawing, **data)


def of_bars(rows: Sequence[Sequence[Any]], **changes: Any) -> Specification:
    """A figure of the bars that most notes have; a fifth figure of a row is that of the year before."""
    columns = ["place", *UNITS, "before"][: len(rows[0])]
    return figure(bars(pd.DataFrame(rows, columns=columns), UNITS, **changes), rows, columns)


def widths(sheet: Sheet, colour: str) -> list[float]:
    """Inches of the bars of a colour, in the order in which they are drawn."""
    found = (patch for patch in sheet.ground.patches if isinstance(patch, Rectangle))
    return [patch.get_width() for patch in found if patch.get_facecolor() == rgba(colour)]


def rgba(colour: str) -> tuple[float, ...]:
    """A colour as matplotlib keeps it."""
    return (*(int(LIGHT[colour][at : at + 2], 16) / 255 for at in (1, 3, 5)), 1.0)


def words(sheet: Sheet) -> dict[str, Text]:
    """What is written on a sheet."""
    return {text.get_text(): text for text in sheet.ground.texts}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_columns_of_one_unit_have_one_scale_beside_and_below_each_other(size: Size) -> None:
    sheet = drawn(of_bars([("Chad", 100.0, 1_810.0, 40.0), ("Niger", 1_000.0, 500.0, 80.0)]), size)
    returned, still = widths(sheet, "main"), [*widths(sheet, "quiet")]
    assert returned[1] / returned[0] == pytest.approx(1_000 / 100)
    assert any(each / returned[0] == pytest.approx(1_810 / 100) for each in still)


def test_columns_that_do_not_fit_beside_each_other_stand_below_with_the_same_scale() -> None:
    titles = ("Complementary pathways", "Departures on resettlement", "Submissions")
    names = dict.fromkeys(titles, "persons")
    rows = [("Chad", 100.0, 200.0, 400.0)]
    data = pd.DataFrame(rows, columns=["place", *names])
    sheet = drawn(figure(bars(data, names, colours=("main",)), rows, data.columns), PHONE)
    one, two, three = widths(sheet, "main")
    assert (two / one, three / one) == (pytest.approx(2), pytest.approx(4))
    assert words(sheet)["Submissions"].get_position()[1] > words(sheet)["Complementary"].get_position()[1]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_more_columns_than_fit_beside_long_names_stand_below_each_other(size: Size) -> None:
    titles = [f"Measure {number}" for number in range(1, 7)]
    columns = tuple(
        Column(head=title, unit="persons", marks=(Mark(shape="dot", field=title),)) for title in titles
    )
    rows = [("Democratic Republic of the Congo", *(1e6 * number for number in range(1, 7)))]
    made = figure(Rows(names="place", columns=columns), rows, ("place", *titles))
    assert not faults(svg(made, size))
    dots = [float(line.get_xdata()[0]) for line in drawn(made, size).ground.lines]  # type: ignore[index]
    assert len(dots) >= len(titles)


def test_small_figures_are_written_briefly() -> None:
    said = words(drawn(of_bars([("Chad", 5.0, 5.0, 0.01), ("Niger", 5.0, 5.0, 99.99)])))
    assert {"<0.1\u00a0%", ">99.9\u00a0%"} <= said.keys()


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_dwarf_beside_a_giant_is_seen_and_nothing_is_not(size: Size) -> None:
    sheet = drawn(of_bars([("Chad", 9e6, 1.0, 1.0), ("Niger", 1.0, 1.0, 1.0), ("Mali", 0.0, 1.0, 1.0)]), size)
    _, dwarf, nothing = widths(sheet, "main")
    assert (dwarf, nothing) == (pytest.approx(1 / 96), 0)


def test_a_number_stands_beside_its_own_bar_and_a_missing_one_says_so() -> None:
    sheet = drawn(of_bars([("Chad", 100.0, 1.0, 1.0), ("Niger", 50.0, None, 1.0)]))
    long, short = widths(sheet, "main")
    said = words(sheet)
    assert said["100"].get_position()[0] - said["50"].get_position()[0] == pytest.approx(long - short)
    assert "no figure" in said


def test_the_key_names_the_marks_that_are_seen() -> None:
    labels = {"label": "End of 2025", "tick": "before", "tick_label": "End of 2024"}
    both = words(drawn(of_bars([("Chad", 100.0, 1.0, 1.0, 80.0)], **labels)))
    alone = words(drawn(of_bars([("Chad", 100.0, 1.0, 1.0, None)], **labels)))
    assert {"End of 2025", "End of 2024"} <= both.keys()
    assert not {"End of 2025", "End of 2024"} & alone.keys()


def test_a_partial_figure_is_hollow_and_the_key_says_what_that_means() -> None:
    bar = Mark(shape="bar", field="share", hollow="partial", hollow_label="Rests on a part")
    drawing = Rows(names="place", columns=(Column(unit="percent", marks=(bar,)),))
    columns = ("place", "share", "partial")
    whole = drawn(figure(drawing, [("Chad", 20.0, False)], columns))
    part = drawn(figure(drawing, [("Chad", 20.0, True)], columns))
    assert (len(widths(whole, "main")), len(widths(part, "main"))) == (1, 0)
    assert "Rests on a part" in words(part) and "Rests on a part" not in words(whole)


def test_words_of_the_data_choose_colours_and_the_key_names_those_that_occur() -> None:
    dot = Mark(
        shape="dot",
        field="share",
        by="reading",
        colours={"progress": "main", "regress": "accent"},
        labels={"progress": "Later: progress", "regress": "Later: regress"},
    )
    drawing = Rows(names="place", columns=(Column(unit="percent", marks=(dot,)),))
    said = words(drawn(figure(drawing, [("Chad", 20.0, "progress")], ("place", "share", "reading"))))
    assert "Later: progress" in said and "Later: regress" not in said


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("moves", [(-5e6, -2e3), (5e6, 2e3), (-5e6, 3.0), (0.0, 0.0)])
def test_a_sum_has_a_number_and_no_bar(moves: tuple[float, float], size: Size) -> None:
    column = Column(
        unit="persons", signed=True, negative="accent", marks=(Mark(shape="bar", field="change"),)
    )
    rows = [("Chad", moves[0]), ("Niger", moves[1]), ("Change", sum(moves))]
    made = figure(Rows(names="place", columns=(column,), sums=True), rows, ("place", "change"))
    sheet = drawn(made, size)
    assert len(widths(sheet, "main") + widths(sheet, "accent")) == 2
    assert not faults(svg(made, size))


def test_on_a_phone_a_number_keeps_its_heading_and_its_unit() -> None:
    numbers = tuple(Column(title=name, unit="US dollars", field=name) for name in ("Asked for", "Received"))
    drawing = Rows(
        names="host",
        columns=(
            Column(unit="US dollars", silent=True, marks=(Mark(shape="bar", field="Asked for"),)),
            *numbers,
        ),
    )
    said = words(drawn(figure(drawing, [("Chad", 2.99e9, 266e6)], ("host", "Asked for", "Received")), PHONE))
    assert any("Received\u00a0USD\u00a0266\u00a0million" in text for text in said)


def test_a_ring_is_seen_around_a_dot_at_the_same_place() -> None:
    marks = (Mark(shape="ring", field="law"), Mark(shape="dot", field="practice"))
    drawing = Rows(
        names="host", columns=(Column(unit="index points", silent=True, marks=marks, ends=(1, 5)),)
    )
    sheet = drawn(figure(drawing, [("Chad", 4.0, 4.0), ("Niger", 4.0, 2.0)], ("host", "law", "practice")))
    sizes = [line.get_markersize() for line in sheet.ground.lines if line.get_marker() == "o"]
    assert sizes[0] > sizes[1] > sizes[2]


values = st.one_of(st.none(), st.integers(-5_000_000_000, 5_000_000_000), st.integers(-500, 500)).map(
    lambda value: None if value is None else value / 10
)
names = st.text(LETTERS, min_size=1, max_size=60)


@settings(max_examples=12, deadline=None)
@given(rows=st.lists(st.tuples(names, values, values, st.integers(0, 100), values), min_size=1, max_size=6))
def test_all_words_can_be_read_whatever_the_figures(rows: list[tuple[Any, ...]]) -> None:
    made = of_bars(rows, label="End of 2025", tick="before", tick_label="End of 2024")
    for size in SIZES.values():
        assert not faults(svg(made, size))


def test_a_title_with_markup_stays_text() -> None:
    made = of_bars([("<b>Chad & Niger</b> $x$", 1.0, 1.0, 1.0)])
    assert b"&lt;b&gt;Chad &amp; Niger&lt;/b&gt; $x$" in svg(made, PAGE)
