import numpy as np

from gcr_analysis.indicators.arrays import income_per_head, population, reached, row
from gcr_analysis.indicators.measured import Measured, both, either, said, without_figure

TWO_YEARS = Measured(
    np.array([[1.0], [2.0]]),
    low=np.array([[0.5], [0.5]]),
    high=np.array([[3.0], [3.0]]),
    coverage=np.ones((2, 1)),
    words=said(np.array([[True], [True]]), "first"),
)


def test_a_figure_taken_away_leaves_its_bounds_too():
    bare = without_figure(TWO_YEARS, TWO_YEARS.value > 1, "why")
    columns = (bare.value, bare.low, bare.high, bare.coverage)
    assert [np.isnan(column[:, 0]).tolist() for column in columns] == [[False, True]] * 4
    assert bare.status[:, 0].tolist() == ["", "not applicable"]
    assert [bare.words(year, 0) for year in (0, 1)] == ["first", "why"]


def test_words_come_one_after_the_other_and_nothing_adds_nothing():
    second = said(np.array([[False], [True]]), "second")
    words = both(TWO_YEARS.words, second)
    assert [words(year, 0) for year in (0, 1)] == ["first", "first; second"]


def test_flags_of_sets_or_years_speak_of_every_cell():
    assert [said(np.array([True, False]), "here")(5, place) for place in (0, 1)] == ["here", ""]
    assert [said(np.array([[True], [False]]), "then")(year, 3) for year in (0, 1)] == ["then", ""]


def test_sets_take_the_figures_of_one_measure_or_of_the_other():
    published = Measured(
        np.array([[7.0, 7.0]]), covered=np.array([[True]]), status="published", source="published"
    )
    summed = Measured(np.array([[5.0, 2.0]]), low=np.array([[1.0, 1.0]]), words=lambda year, place: "summed")
    found = either(np.array([True, False]), published, summed)
    assert found.value.tolist() == [[7.0, 2.0]]
    assert found.status.tolist() == [["published", ""]]
    assert np.isnan(found.low).tolist() == [[True, False]]
    assert [found.words(0, place) for place in (0, 1)] == ["", "summed"]


def test_a_table_of_one_set_holds_the_covered_years_alone():
    value = np.array([[1.0], [np.nan], [3.0]])
    table = Measured(value, covered=np.array([[True], [True], [False]])).frame()
    assert table.index.tolist() == [1990, 1991]
    assert table["reason"].tolist() == ["", ""]


def test_income_has_not_reached_the_year_that_population_has():
    assert [reached(array)[row(2025), 0] for array in (population(), income_per_head())] == [True, False]
