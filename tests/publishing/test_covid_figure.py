"""The years of COVID-19 in one picture say what the tables say, under a title that is true of any series."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from gcr_analysis.figures.check import faults
from gcr_analysis.figures.size import PHONE
from gcr_analysis.figures.svg import svg
from gcr_analysis.geography import region
from gcr_analysis.indicators import indicator
from gcr_analysis.indicators.host_country_burden.shock import BEFORE, SHOCK, asylum_shock
from gcr_analysis.methods.expectation import shock
from gcr_analysis.numbers import number
from gcr_analysis.publishing.covid_figure import Told, covid_figure, title
from gcr_analysis.publishing.outputs import executed_notebooks, read
from gcr_analysis.publishing.parts import parts
from gcr_analysis.publishing.site import Published, places

MEASURES = {
    "Resettlement arrivals": ("resettlement_arrivals", "covid_shortfall"),
    "Refugee returns": ("gcr_4_2_1", "returns_covid_shortfall"),
}


def told(name: str, *years: float) -> Told:
    """A series of about a hundred a year before, and of these years from the first year of the shock on."""
    series = pd.Series([100.0, 120.0, 110.0, 90.0, 80.0, *years], range(BEFORE[0], SHOCK[0] + len(years)))
    return Told(name, shock(series, BEFORE, SHOCK))


FELL, USUAL = told("arrivals", 30, 50, 130), told("returns", 100, 105, 120)
LOST, ROSE, AGAIN = told("papers", 10, 20, 30), told("visas", 300, 310, 320), told("places", 20, 30, 120, 90)


@pytest.mark.parametrize("name", MEASURES)
def test_series_and_shortfall_are_those_of_the_measures(name: str) -> None:
    figure = covid_figure()
    assert figure
    data, (series, shortfall) = figure.data.set_index("year")[name], MEASURES[name]
    published = indicator(series, "world").set_index("year")["value"].loc[BEFORE[0] :]
    assert data.loc[[str(year) for year in published.index]].tolist() == published.tolist()
    expected, low, high, mean = data.iloc[-4:]
    row = indicator(shortfall, "world").iloc[-1]
    assert [2 * (end - mean) for end in (expected, low, high)] == pytest.approx(
        [row["value"], row["low"], row["high"]]
    )
    assert f"than expected ({number(row['value'], 'persons')})" in figure.alt


def test_asylum_is_that_of_the_table_with_the_number_of_countries_left_out() -> None:
    figure, asked = covid_figure(), asylum_shock(region("world"), "applications")
    assert figure and asked
    assert f"({number(asked.against.shortfall, 'persons')})" in figure.alt
    assert f"new asylum applications without {len(asked.left_out)} countries" in figure.subtitle


@pytest.mark.parametrize(
    ("series", "said"),
    [
        (
            [FELL, USUAL],
            "Of two series, only arrivals fell below what is usual in 2020 and 2021; all were back by 2022",
        ),
        (
            [USUAL, USUAL],
            "None of two series fell below what is usual in 2020 and 2021",
        ),
        ([FELL], "Arrivals fell below what is usual in 2020 and 2021; they were back by 2022"),
        (
            [FELL, LOST],
            "Arrivals and papers fell below what is usual in 2020 and 2021; papers have not come back",
        ),
        (
            [LOST, FELL, ROSE],
            "Of three series, papers and arrivals fell below what is usual in 2020 and 2021, "
            "and visas rose above it; papers have not come back",
        ),
        (
            [AGAIN],
            "Places fell below what is usual in 2020 and 2021; they were back by 2022, "
            "and places have fallen again since",
        ),
    ],
)
def test_the_title_is_true_of_any_series(series: list[Told], said: str) -> None:
    assert title(series) == said


def test_a_region_without_a_series_is_drawn_without_it_and_one_without_any_not_at_all() -> None:
    chad = covid_figure(region("TCD"))
    assert chad and "Resettlement arrivals" not in chad.data
    assert [panel.field for panel in chad.drawing.panels] == [*chad.data.columns[1:]]
    assert not faults(svg(chad.specification, PHONE))
    assert covid_figure(region("BTN")) is None


def test_the_page_shows_it_where_the_world_has_notes(write: Callable[..., Path]) -> None:
    def made(outputs: Path) -> dict[str, bytes]:
        found = [read(path) for path in executed_notebooks(outputs)]
        return parts(places(Published(e.slug, e.panel, 2025, e.note, newest=True) for e in found))

    assert b"covid.svg" not in made(write("mirps", "MIRPS countries"))["_covid.qmd"]
    whole = made(write("world", "World"))
    assert b'src="../regions/drawings/covid.svg"' in whole["_covid.qmd"]
    assert {"covid.png", "drawings/covid.svg", "drawings/covid-phone.svg", "covid.csv"} <= whole.keys()
