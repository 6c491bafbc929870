from functools import partial

import matplotlib as mpl
import pandas as pd
import pytest

from gcr_analysis.briefing import charts, style


def texts(canvas):
    return [text.get_text() for axes in canvas.axes for text in axes.texts]


@pytest.fixture(autouse=True)
def house_style():
    with mpl.rc_context(style.STYLE):
        yield


def test_a_series_that_starts_late_is_not_drawn_before_its_start(figure):
    data = pd.DataFrame({"year": [2016, 2017, 2018], "mandate": [1.0, 2.0, 3.0], "others": [None, None, 4.0]})
    drawn = charts.stacked_years(figure(data, None), unit="persons")
    late = drawn.axes[0].lines[1]
    assert late.get_xdata().tolist() == [2018] and late.get_ydata().tolist() == [7.0]


def test_each_band_is_labelled_with_its_last_value_and_an_empty_one_is_not(figure):
    data = pd.DataFrame({"year": [2024, 2025], "mandate": [5.0, 6.0], "others": [0.0, 0.0]})
    labels = texts(charts.stacked_years(figure(data, None), unit="persons"))
    assert labels == ["mandate\n6"]


def test_a_break_is_dashed_and_the_baseline_is_not(figure):
    data = pd.DataFrame({"year": [2016, 2018], "mandate": [5.0, 6.0]})
    marks = [charts.Mark(2016, "2016"), charts.Mark(2017.5, "a", is_break=True)]
    lines = charts.stacked_years(figure(data, None), unit="persons", marks=marks).axes[0].lines[-2:]
    assert [line.get_linestyle() == "-" for line in lines] == [True, False]


def test_every_bar_has_its_number_and_a_missing_one_says_so(figure):
    data = pd.DataFrame({"country": ["A", "B"], "Refugees": [5.0, 3.0], "Per head": [1.5, None]})
    drawn = charts.bars(figure(data, None), units={"Refugees": "persons", "Per head": "ratio"})
    assert texts(drawn) == ["5", "3", "1.5", "no figure"]


def test_bars_of_nobody_are_drawn_without_an_error(figure):
    data = pd.DataFrame({"country": ["A"], "Refugees": [0.0], "2016": [0.0]})
    assert texts(charts.bars(figure(data, None), units={"Refugees": "persons"}, tick="2016")) == ["0"]


@pytest.mark.parametrize("values", [[3.0, -1.0], [-3.0, -1.0], [3.0]])
def test_moves_stand_with_their_signs_and_the_sum_below(figure, values):
    data = pd.DataFrame({"country": [*"ABC"[: len(values)], "Change"], "move": [*values, sum(values)]})
    drawn = charts.contributions(figure(data, None), measure="move", unit="persons")
    assert texts(drawn)[-1] == charts.number(sum(values), "persons", signed=True)
    assert len(drawn.axes[0].patches) == len(values)


@pytest.mark.parametrize("moves", [[-9e6, 8e6, -1e6], [-9e6, -8e6, -17e6], [9e6, 1.0, 9e6]])
def test_no_label_leaves_the_sheet(figure, moves):
    names = ["A long name of a country", "B", "Change"]
    data = pd.DataFrame({"country": names, "move": moves})
    drawn = charts.contributions(figure(data, None), measure="move", unit="persons")
    renderer, edge = drawn.canvas.get_renderer(), drawn.bbox.width
    boxes = [
        text.get_window_extent(renderer)
        for axes in drawn.axes
        for text in (*axes.texts, *axes.get_yticklabels())
    ]
    assert all(box.x0 >= 0 and box.x1 <= edge for box in boxes)


def test_the_notes_on_breaks_stand_in_the_small_print(figure):
    data = pd.DataFrame({"year": [2016, 2018], "mandate": [5.0, 6.0]})
    shown = figure(data, partial(charts.stacked_years, unit="persons"), breaks=("a 2018: counted anew",))
    assert "a 2018: counted anew" in [text.get_text() for text in shown.draw(shown).texts]


def test_columns_of_one_unit_have_one_scale(figure):
    data = pd.DataFrame({"year": ["2023", "2024"], "left": [1489.0, 1810.0], "other": [31.0, 20.0]})
    data["days"] = [900.0, 1936.0]
    units = {"left": "persons", "other": "persons", "days": "days"}
    left, other, days = (axes.get_xlim()[1] for axes in charts.bars(figure(data, None), units=units).axes)
    assert left == other != days


@pytest.mark.parametrize(
    ("values", "unit"),
    [([1_950_000.0, 3.0], "persons"), ([100.0, 99.97], "percent"), ([0.0, None], "deaths")],
)
def test_the_number_of_a_long_bar_stays_in_its_column(figure, values, unit):
    data = pd.DataFrame({"country": ["A", "B"], "Long": values, "Deaths": [332.0, 1.0], "Rate": [0.8, 0.1]})
    drawn = charts.bars(figure(data, None), units={"Long": unit, "Deaths": "deaths", "Rate": "ratio"})
    drawn.draw_without_rendering()
    first, second, _ = drawn.axes
    assert all(text.get_window_extent().x1 < second.get_window_extent().x0 for text in first.texts)
