"""A measure joins notes, tables and pages by its declaration and its function alone."""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

import gcr_analysis as gcr
from gcr_analysis import framework
from gcr_analysis.briefing import HostCountryBurden
from gcr_analysis.framework import Unit, read
from gcr_analysis.framework.measures import measures_in
from gcr_analysis.indicators.arrays import stock
from gcr_analysis.indicators.breaks import breaks_for
from gcr_analysis.indicators.measured import Measured
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.numbers import NBSP
from gcr_analysis.publishing.parts import _measures

PANEL = "host-country-burden"
SEATS = {
    "id": "seats",
    "title": "Seats for refugees",
    "definition": "Seats that all refugees would fill",
    "unit": "seats",
    "direction": "down",
    "tables": ["population"],
    "compute": "seats.seats",
    "breaks": ["refugees"],
    "row": {"group": "hosting", "after": "refugees_hosted"},
}
LINE = "| Seats for refugees | Seats that all refugees would fill | seats | lower |"


def seats(sets: RegionSets) -> Measured:
    """Seats that all refugees would fill."""
    return Measured(sets.groups.total(stock("refugees")))


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Declare seats: one unit, one entry, one function."""
    unit = Unit.model_validate({"written": "count", "after": "seats", "changes_by": "points"})
    monkeypatch.setitem(framework.units(), "seats", unit)
    [added] = measures_in({"panel": PANEL, "indicators": [SEATS]}, "seats.yaml", framework.panels())
    all_declared = {**read._declared_indicators(), "seats": added}
    module = ModuleType("seats")
    monkeypatch.setattr(module, "seats", seats, raising=False)
    monkeypatch.setitem(sys.modules, "gcr_analysis.indicators.host_country_burden.seats", module)
    monkeypatch.setattr(read, "_declared_indicators", lambda: all_declared)
    framework.forget_own()
    yield
    framework.forget_own()


@pytest.mark.usefixtures("declared")
def test_a_measure_has_its_row_where_it_says_with_its_unit_and_progress_status() -> None:
    table = HostCountryBurden("TCD", 2025, 2016).table.data
    assert table["Measure"].tolist()[:2] == ["Refugees hosted", "Seats for refugees"]
    row = table.set_index("Measure").loc["Seats for refugees"]
    before, after = gcr.indicator("seats", "TCD", [2016, 2025])["value"]
    assert row["2016"] == f"{before:,.0f}{NBSP}seats"
    assert row["2025"] == f"{after / 1e6:.2f}{NBSP}million{NBSP}seats"
    assert row["Change"] == f"+{(after - before) / 1e6:.2f}{NBSP}million{NBSP}seats"
    assert row["Status and reading"] == "computed; regress"


@pytest.mark.usefixtures("declared")
def test_a_measure_inherits_the_breaks_of_the_series_that_it_names() -> None:
    inherited = breaks_for("IRN", "seats", (2021, 2022))
    assert [each.id for each in inherited] == ["afghans-iran-2022"]
    assert inherited == breaks_for("IRN", "refugees", (2021, 2022))
    row = HostCountryBurden("IRN", 2022, 2016).table.data.set_index("Measure").loc["Seats for refugees"]
    assert (row["Change"], row["Status and reading"]) == ("not comparable", "computed; not judged")


@pytest.mark.usefixtures("declared")
def test_a_measure_is_among_the_figures_and_on_the_page_of_measures() -> None:
    rows = gcr.indicators("TCD", 2025, PANEL).set_index("indicator")
    assert rows.loc["seats", "unit"] == "seats"
    assert LINE in _measures()


def test_without_its_declaration_there_is_none() -> None:
    assert "seats" not in framework.indicators()
    assert LINE not in _measures()
