"""A chart of a measure marks what a reader has to know of each figure, and says what each mark means."""

from itertools import pairwise
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from gcr_analysis import framework, geography
from gcr_analysis.briefing import measure_chart
from gcr_analysis.briefing.measure_chart import LOOKS, MOST_BARS, MOST_LINES, chart, figure_of
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.figures.apart import apart
from gcr_analysis.figures.check import faults
from gcr_analysis.figures.draw import drawn as draw
from gcr_analysis.figures.size import SLIDE
from gcr_analysis.figures.svg import svg
from gcr_analysis.figures.tokens import LIGHT

HOSTED = "refugees_hosted"


def places(*names: str) -> list[geography.Region]:
    return [geography.region(name) for name in names]


def drawn(figure: Any) -> Axes:
    """The axes of a chart of several years."""
    return draw(figure.specification, SLIDE, words=True).canvas.axes[1]


def said(figure: Any) -> list[str]:
    """All words on a chart."""
    return [text.get_text() for text in draw(figure.specification, SLIDE, words=True).ground.texts]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Draw figures that a test gives: by region and year, each with what it says of some columns."""

    def draw(cells: dict[tuple[str, int], dict[str, Any]], id: str = HOSTED) -> Any:
        def rows(id: str, regions: Any, years: Any, baseline_year: int) -> pd.DataFrame:
            empty = dict.fromkeys(("value", "low", "high", "coverage"), float("nan"))
            empty |= {"status": "not collected", "reason": "", "source": "unhcr-population"}
            asked = [(place.id, year) for place in regions for year in years]
            told = [
                empty
                | {"region": region, "year": year, "value_year": year}
                | ({"status": "computed", "coverage": 1.0} if (region, year) in cells else {})
                | cells.get((region, year), {})
                for region, year in asked
            ]
            return pd.DataFrame(told)

        monkeypatch.setattr(measure_chart, "indicator", rows)
        regions = list(dict.fromkeys(region for region, _ in cells))
        return figure_of(id, places(*regions), sorted({year for _, year in cells}))

    return draw


def links(axes: Axes) -> list[tuple[int, int]]:
    """The pairs of years that solid lines connect."""
    lines = [line for line in axes.lines if line.get_linestyle() == "-" and len(line.get_xdata()) > 1]
    return [
        (int(x), int(y))
        for line in lines
        if not (np.ptp(line.get_xdata()) in (0, 1) and list(line.get_ydata()) == [0, 1])
        for (x, a), (y, b) in pairwise(zip(line.get_xdata(), line.get_ydata(), strict=True))
        if not np.isnan([a, b]).any()
    ]


def dotted(axes: Axes) -> list[tuple[int, int]]:
    """The pairs of years that dotted lines connect."""
    collections = [each for each in axes.collections if each.get_linestyle()[0][1] is not None]
    return [(int(a[0][0]), int(a[1][0])) for each in collections for a in each.get_segments()]


def test_the_words_name_measure_regions_unit_years_source_and_vintage() -> None:
    figure = figure_of(HOSTED, places("COL", "PER"), range(2015, 2026))
    assert figure.title == "Refugees hosted: Colombia and Peru"
    assert figure.subtitle == "Persons, 2015 to 2025"
    assert figure.source.startswith("Source: UNHCR, Refugee Population Statistics Database (end-2025 figures")
    assert "Colombia: from 212 in 2015 to 2.81\u00a0million in 2025" in figure.alt
    many = figure_of(HOSTED, geography.regions("unhcr-region"), [2015, 2025])
    assert (many.title, many.subtitle) == ("Refugees hosted: 6 regions", "Persons, 2015 and 2025")


def test_only_a_measure_of_change_names_the_year_that_it_compares_with() -> None:
    figure = figure_of("change_since_baseline", places("LBN"), range(2021, 2026), 2020)
    assert figure.subtitle == "Persons, 2021 to 2025, compared with 2020"


def test_a_year_without_a_figure_is_a_gap_and_no_zero(given: Any) -> None:
    cells = {("LBN", year): {"value": 5.0} for year in (2020, 2021, 2023, 2024)}
    figure = given(cells | {("LBN", 2022): {"value": float("nan"), "reason": "No survey"}})
    axes = drawn(figure)
    assert links(axes) == [(2020, 2021), (2023, 2024)]
    assert all(0 not in line.get_ydata() for line in axes.lines if line.get_linestyle() == "None")
    assert "A gap is a year without a figure, not a zero (No survey)." in figure.breaks


def test_no_line_is_read_across_a_break_which_is_numbered_and_told() -> None:
    figure = figure_of("refugees_per_1000_inhabitants", places("COL", "PER"), range(2015, 2021))
    solid = links(drawn(figure))
    assert solid.count((2016, 2017)) == 2
    assert (2017, 2018) not in solid
    assert said(figure).count("[1]") == 1
    told = "[1] 2018: Other people in need of international protection are counted from this year on."
    assert figure.breaks == (f"Breaks in the series: {told}",)


def test_a_break_of_one_region_leaves_the_lines_of_others_whole() -> None:
    figure = figure_of("refugees_per_1000_inhabitants", places("COL", "LBN"), range(2015, 2021))
    assert links(drawn(figure)).count((2017, 2018)) == 1


def test_a_break_between_two_years_that_are_not_next_to_each_other_is_marked_too() -> None:
    figure = figure_of("refugees_per_1000_inhabitants", places("COL"), [2015, 2020, 2025])
    assert figure.data.loc[figure.data["mark"] != "", "year"].tolist() == [2020]
    after = figure_of("refugees_per_1000_inhabitants", places("COL"), [2018, 2025])
    assert not any("Breaks" in note for note in after.breaks)


def test_a_figure_of_an_earlier_year_is_dotted_and_its_year_is_told(given: Any) -> None:
    cells = {("LBN", year): {"value": 5.0} for year in (2022, 2023)}
    figure = given(cells | {("LBN", 2024): {"value": 5.0, "value_year": 2023}})
    axes = drawn(figure)
    assert links(axes) == [(2022, 2023)]
    assert dotted(axes) == [(2023, 2024)]
    assert "Dotted: the latest figure, of an earlier year." in figure.breaks


def test_partial_figures_are_hollow_and_low_coverage_is_half_filled(given: Any) -> None:
    shares = {2021: ("partial", 0.3), 2022: ("computed", 0.6), 2023: ("computed", 0.95)}
    cells = {
        ("mirps", year): {"value": 5.0, "status": status, "coverage": share}
        for year, (status, share) in shares.items()
    }
    figure = given(cells)
    points = {line.get_xdata()[0]: line for line in drawn(figure).lines if line.get_linestyle() == "None"}
    assert points[2021].get_markerfacecolor() == LIGHT["paper"]
    assert points[2022].get_fillstyle() == "left"
    assert (points[2023].get_fillstyle(), points[2023].get_markerfacecolor()) == ("full", LIGHT["main"])
    assert figure.breaks == (
        "Hollow: partial (MIRPS countries): the countries with figures hold less than half of the refugees.",
        "Half filled: coverage below 90\u00a0% (MIRPS countries): "
        "figures on at least 60\u00a0% of the refugees.",
    )


def test_a_partial_figure_says_why_it_is(given: Any) -> None:
    why = "Leaves out decisions that Panama counted in cases"
    figure = given(
        {("PAN", year): {"value": 5.0, "status": "partial", "reason": why} for year in (2023, 2024)}
    )
    assert figure.breaks == (f"Hollow: partial (Panama): {why}.",)


def test_an_interval_is_drawn_and_told(given: Any) -> None:
    figure = given({("UGA", year): {"value": 5.0, "low": 2.0, "high": 9.0} for year in (2023, 2024)})
    axes = drawn(figure)
    ends = [segment[:, 1].tolist() for segment in axes.collections[0].get_segments()]
    assert ends == [[2.0, 9.0], [2.0, 9.0]]
    assert axes.get_ylim()[1] > 9
    assert "Pale bars: from the low to the high end of a figure." in figure.breaks


def test_a_lower_bound_alone_is_no_interval_and_none_is_told(given: Any) -> None:
    figure = given({("UGA", year): {"value": 5.0, "low": 2.0} for year in (2023, 2024)})
    assert not any("the low to the high end" in text for text in figure.breaks)


def test_a_region_that_the_measure_has_no_meaning_for_is_named_with_the_reason() -> None:
    figure = figure_of("hosting_gini", places("LBN", "mirps"), range(2022, 2026))
    assert "No figure for Lebanon (not applicable: A single country has no distribution)." in figure.breaks
    assert "Lebanon" not in said(figure)
    alone = figure_of("hosting_gini", places("LBN"), range(2022, 2026))
    assert "No figure" in said(alone)


def test_one_year_is_a_bar_a_region_the_largest_first_with_its_marks() -> None:
    figure = figure_of("gcr_2_1_2", geography.regions("unhcr-region"), [2025])
    known = figure.data
    assert known["value"].is_monotonic_decreasing
    words = said(figure)
    assert [word for word in words if word in set(known["name"])] == known["name"].tolist()
    assert [word.split("\u00a0% ")[1] for word in words if "\u00a0% (2" in word] == [
        f"({year})" for year in known["value_year"]
    ]
    bars = [
        patch for patch in draw(figure.specification, SLIDE).ground.patches if isinstance(patch, Rectangle)
    ]
    colours = {"full": LIGHT["main"], "half": LIGHT["light"], "hollow": LIGHT["paper"]}
    assert [mpl.colors.to_hex(bar.get_facecolor()) for bar in bars] == [
        colours[fill] for fill in known["fill"]
    ]
    assert {"full", "half", "hollow"} == set(known["fill"])


def test_in_one_year_a_region_without_a_figure_has_its_row_and_its_status() -> None:
    words = said(figure_of("hosting_gini", places("LBN", "world"), [2024]))
    assert "no figure: not applicable" in words
    assert any(word.endswith("[1]") for word in words)  # of the break of 2024


def test_negative_figures_have_a_line_at_zero_and_years_an_axis_of_whole_years() -> None:
    change = drawn(figure_of("change_since_baseline_percent", places("LBN", "DEU"), range(2017, 2026)))
    low, high = change.get_ylim()
    assert low < 0 < high
    assert any(list(line.get_ydata()) == [0, 0] for line in change.lines)
    years = drawn(figure_of("recovery_year", places("world"), range(2022, 2026)))
    assert [label.get_text() for label in years.get_yticklabels()] == ["2021", "2022", "2023"]


def test_more_regions_than_fit_are_refused_in_one_line() -> None:
    hosts = geography.regions("host")
    with pytest.raises(GcrError, match=rf"several years has room for {MOST_LINES} regions and these are 9"):
        chart(HOSTED, hosts[:9])
    with pytest.raises(GcrError, match=rf"one year has room for {MOST_BARS} regions and these are 17"):
        chart(HOSTED, hosts[:17], years=2024)


def test_an_unknown_measure_names_the_near_misses() -> None:
    with pytest.raises(UnknownNameError, match="did you mean refugees_hosted"):
        chart("refugee_hosted", "LBN")


@pytest.mark.parametrize("count", [1, 3, MOST_LINES])
def test_every_line_has_a_name_of_its_own_and_no_two_names_meet(count: int) -> None:
    regions = [*places("COD", "COL", "PER", "ECU", "LBN", "JOR", "TCD", "UGA")][:count]
    figure = figure_of("refugees_per_1000_inhabitants", regions, range(2018, 2026))
    sheet = draw(figure.specification, SLIDE, words=True)
    names = [text for text in sheet.ground.texts if text.get_position()[0] > 0.6 * sheet.width]
    words = " ".join(text.get_text() for text in names)
    assert all(place.title in words for place in regions)
    assert faults(svg(figure.specification, SLIDE, words=True)) == []


def test_lines_differ_by_more_than_their_colour() -> None:
    assert len(set(LOOKS)) == MOST_LINES
    lightness = [np.dot(mpl.colors.to_rgb(LIGHT[colour]), (0.299, 0.587, 0.114)) for colour, _ in LOOKS[:4]]
    assert min(b - a for a, b in pairwise(sorted(lightness))) > 0.07


def test_names_stay_as_near_to_their_lines_as_the_others_let_them() -> None:
    assert apart([0.2, 0.8], [0.05, 0.05], 0.02) == pytest.approx([0.2, 0.8])
    assert apart([0.5, 0.5, 0.5], [0.1, 0.1, 0.1], 0.0) == pytest.approx([0.3, 0.5, 0.7])
    assert apart([0.0, 1.0], [0.1, 0.1], 0.0) == pytest.approx([0.1, 0.9])


def test_a_slide_is_as_high_as_16_to_9_where_the_words_leave_room() -> None:
    width, height = chart(HOSTED, "LBN", years=range(2015, 2026)).get_size_inches()
    assert height / width == pytest.approx(9 / 16)


def test_a_measure_of_every_unit_can_be_drawn_as_lines_and_as_bars() -> None:
    of_each = {measure.unit: id for id, measure in framework.indicators().items()}
    for id in of_each.values():
        for years in (range(2022, 2026), [2024]):
            figure = figure_of(id, places("world", "UGA"), years)
            assert draw(figure.specification, SLIDE, words=True).height > 2
