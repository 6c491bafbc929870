import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

import gcr_analysis as gcr
from gcr_analysis import framework
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region, region, regions, unassigned
from gcr_analysis.indicators import engine, measures
from gcr_analysis.indicators.arrays import row, years
from gcr_analysis.indicators.engine import CONTRACT, indicator, indicators
from gcr_analysis.indicators.measured import Measured
from gcr_analysis.indicators.measures import why_not_applicable
from gcr_analysis.indicators.progress import progress
from gcr_analysis.indicators.region_sets import RegionSets

EVERY_YEAR = range(2000, 2026)
PANEL = "host-country-burden"
Made = Callable[..., None]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    """Declare a measure called ``made`` that returns what a test gives it, or calls it.

    Figures by year are of every set, and those years alone are covered.
    """

    def declare(result: Any, declaration: dict[str, Any] | None = None, **columns: Any) -> None:
        entry = {"id": "made", "panel": PANEL, "title": "Made", "definition": "Made", "unit": "persons"}
        entry |= {"direction": "neutral", "compute": "made.made", "tables": ("population",)}
        declared = Indicator.model_validate({**entry, **(declaration or {})})
        others = framework.indicators()
        others = {"refugees_hosted": others["refugees_hosted"], "made": declared}
        computes = {"refugees_hosted": measures.compute_function("refugees_hosted")}

        def compute(sets: RegionSets) -> Any:
            if callable(result):
                return result(sets)
            if not isinstance(result, dict):
                return result
            value = np.full((len(years()), len(sets)), np.nan)
            covered = np.zeros((len(years()), 1), dtype=bool)
            for year, figure in result.items():
                value[row(year)], covered[row(year)] = figure, True
            return Measured(value, covered=covered, **columns)

        monkeypatch.setattr(framework, "indicators", lambda: others)
        monkeypatch.setattr(measures, "compute_function", lambda id: computes.get(id, compute))
        measures.forget()

    yield declare
    measures.forget()


def test_rows_have_the_columns_of_the_contract():
    assert indicator("refugees_hosted", "world", 2022).columns.tolist() == [*CONTRACT]
    assert indicators("world", 2022, PANEL).columns.tolist() == [*CONTRACT]
    assert CONTRACT[-3:] == ("reason", "baseline_year", "series_break")


def test_every_row_names_the_baseline_year_that_was_asked_for():
    assert set(indicators("LBN", 2024, PANEL, baseline_year=2019)["baseline_year"]) == {2019}
    assert indicator("refugees_hosted", "LBN", 2024)["baseline_year"].tolist() == [2016]


def test_a_measure_of_change_compares_with_the_usual_year_where_none_is_given():
    sets = RegionSets.of("igad", "LBN")
    computed = {
        id: measures.compute_function(id) for id, each in framework.indicators().items() if each.compute
    }
    moving = [id for id, how in computed.items() if "baseline_year" in measures.parameters_of(how)]
    assert len(moving) > 1
    for id in moving:
        usual = measures.figures(id, sets, baseline_year=measures.BASELINE_YEAR)
        assert np.array_equal(measures.figures(id, sets).value, usual.value, equal_nan=True)


def test_a_row_names_the_break_between_its_year_and_the_year_before():
    rows = indicator("refugees_per_1000_inhabitants", "COL", [2017, 2018, 2019])
    began = "Other people in need of international protection are counted from this year on (2018)"
    assert rows["series_break"].tolist() == ["", began, ""]
    row = indicators("COL", 2018, PANEL).set_index("indicator").loc["refugees_per_1000_inhabitants"]
    assert row["series_break"] == began


def test_a_figure_of_an_earlier_year_names_the_break_of_its_own_year(
    made: Made, monkeypatch: pytest.MonkeyPatch
):
    made({2017: 5.0, 2018: 9.0})
    monkeypatch.setattr(engine, "breaks_by_year", lambda where, series: {2018: "Counted anew (2018)"})
    rows = indicator("made", "COL", [2017, 2018, 2019, 2024])
    assert rows["value_year"].tolist() == [2017, 2018, 2018, 2024]
    assert rows["series_break"].tolist() == ["", "Counted anew (2018)", "Counted anew (2018)", ""]


def test_several_regions_and_years_give_the_rows_of_each_in_the_order_given():
    rows = indicators(["LBN", region("JOR"), "lbn"], [2023, 2024, 2023], ["self-reliance"])
    assert rows[["region", "year"]].drop_duplicates().to_numpy().tolist() == [
        ["LBN", 2023],
        ["LBN", 2024],
        ["JOR", 2023],
        ["JOR", 2024],
    ]
    alone = indicators("JOR", 2024, "self-reliance")
    there = rows[(rows["region"] == "JOR") & (rows["year"] == 2024)].reset_index(drop=True)
    pd.testing.assert_frame_equal(there, alone)
    assert indicator("refugees_hosted", ["LBN", "JOR"], 2024)["region"].tolist() == ["LBN", "JOR"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (lambda: gcr.region(["LBN", "JOR"]), r"\['LBN', 'JOR'\] is not one region: give a region set"),  # type: ignore[arg-type]
        (lambda: gcr.region(None), "None is not one region"),  # type: ignore[arg-type]
        (lambda: gcr.indicators([["LBN"]]), r"\['LBN'\] is not one region"),  # type: ignore[arg-type]
        (lambda: gcr.indicators([]), "no region given"),
        (lambda: gcr.indicators("LBN", panel=[]), "no panel given"),
        (lambda: gcr.indicators("LBN", panel=["host-burden"]), "did you mean host-country-burden"),
        (lambda: gcr.indicators("LBN", baseline_year=[2016]), r"year \[2016\] is not a whole number"),  # type: ignore[arg-type]
        (lambda: gcr.indicator(["refugees_hosted"], "LBN"), "is not the id of one indicator"),  # type: ignore[arg-type]
        (lambda: gcr.load(["population"]), "unknown table"),  # type: ignore[arg-type]
        (lambda: gcr.regions(["country"]), "unknown family of regions"),  # type: ignore[arg-type]
    ],
)
def test_a_list_where_one_name_is_meant_is_refused_in_one_line(asked: Callable[[], Any], message: str):
    with pytest.raises(GcrError, match=message) as refused:
        asked()
    assert "\n" not in str(refused.value)


def test_one_row_a_year_in_the_order_asked():
    assert indicator("refugees_hosted", "world", [2022, 2000, 2011])["year"].tolist() == [2022, 2000, 2011]


def test_without_years_the_series_runs_from_2000_to_the_latest_end_year():
    assert indicator("refugees_hosted", "world")["year"].tolist() == list(EVERY_YEAR)


def test_all_measures_of_a_panel_come_in_the_order_of_declaration():
    rows = indicators("world", 2022, PANEL)
    assert rows["indicator"].tolist() == [i.id for i in framework.indicators().values() if i.panel == PANEL]


def test_measures_are_chosen_by_their_ids_and_come_in_the_order_of_declaration():
    rows = indicators(["LBN", "JOR"], [2023, 2024], indicator=("hosting_gini", "refugees_hosted"))
    assert rows["indicator"].tolist() == 2 * (["refugees_hosted"] * 2 + ["hosting_gini"] * 2)
    assert rows["region"].tolist() == ["LBN"] * 4 + ["JOR"] * 4
    one = indicators("LBN", 2024, panel=PANEL, indicator="refugees_hosted")
    assert one.equals(indicator("refugees_hosted", "LBN", 2024))


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("hosting_ginni", "unknown indicator 'hosting_ginni': did you mean hosting_gini"),
        (["hosting_gini", "x" * 99], "unknown indicator 'xxxx"),
        ("return_rate", "return_rate is a measure of return-conditions and not of host-country-burden: give"),
        ([], "no measure given: give the id of one or more"),
        (3, "3 is not the id of one indicator"),
    ],
)
def test_a_measure_that_cannot_be_chosen_is_refused_in_one_line(asked: Any, message: str):
    with pytest.raises(GcrError) as error:
        indicators("LBN", 2024, panel=PANEL, indicator=asked)
    assert str(error.value).startswith(message)


def test_the_default_year_is_the_latest_end_year():
    assert set(indicators("LBN")["year"]) == {2025}


@pytest.mark.parametrize("name", ["world", "europe", "mirps", "least-developed", "income-high", "LBN", "VAT"])
@pytest.mark.parametrize("year", [2000, 2012, 2018, 2025])
def test_every_row_has_a_figure_or_says_why_not(name: str, year: int):
    rows = indicators(name, year)
    without = rows["value"].isna()
    assert set(rows["status"]) <= {
        *("computed", "proxy", "published", "partial", "not collected", "not applicable"),
    }
    assert rows.loc[without, "status"].isin(["not collected", "not applicable"]).all()
    assert (rows.loc[without, "reason"] != "").all()
    assert not rows.loc[~without, "status"].isin(["not collected", "not applicable"]).any()
    assert rows.loc[~without, "coverage"].between(0, 1).all()
    assert (rows.loc[~without, "source"] != "").all()
    assert (rows.loc[~without, "vintage"] != "").all()


@pytest.mark.parametrize("name", ["world", "europe", "LBN"])
def test_no_figure_is_more_than_three_years_older_than_the_year_asked_for(name: str):
    rows = pd.concat([indicator(i, name) for i in framework.indicators()])
    assert (rows["year"] - rows["value_year"]).between(0, 3).all()


def test_a_year_alone_gives_the_same_as_within_a_series():
    alone = indicator("hosting_gini", "world", 2024)
    within = indicator("hosting_gini", "world").query("year == 2024").reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, within)


def test_a_figure_that_the_source_has_not_reached_is_the_latest_one_with_its_own_year(made: Made):
    made({2021: 5.0, 2022: 7.0})
    rows = indicator("made", "world", [2022, 2025])
    assert rows["value"].tolist() == [7.0, 7.0]
    assert rows["value_year"].tolist() == [2022, 2022]


def test_a_figure_older_than_three_years_does_not_stand(made: Made):
    made({2021: 5.0})
    row = indicator("made", "world", 2025).iloc[0]
    assert np.isnan(row["value"])
    assert (row["status"], row["reason"]) == ("not collected", "The source ends in 2021")


def test_a_gap_in_a_series_is_not_filled_from_the_year_before(made: Made):
    made({2021: 5.0, 2022: float("nan"), 2023: 6.0})
    row = indicator("made", "world", 2022).iloc[0]
    assert np.isnan(row["value"])
    assert row["status"] == "not collected"


def test_before_it_begins_a_series_is_not_collected(made: Made):
    made({2019: 5.0, 2020: 6.0})
    row = indicator("made", "world", 2018).iloc[0]
    assert (row["status"], row["reason"]) == ("not collected", "The series begins in 2019")


@pytest.mark.parametrize(("share", "status"), [(0.49, "partial"), (0.5, "computed"), (1.0, "computed")])
def test_a_figure_on_less_than_half_of_the_refugees_is_partial(made: Made, share: float, status: str):
    made({2024: 5.0}, coverage=np.full((len(years()), 1), share))
    assert indicator("made", "world", 2024)["status"].item() == status


def test_zero_is_a_figure(made: Made):
    made({2024: 0.0})
    assert indicator("made", "world", 2024)[["value", "status"]].values.tolist() == [[0.0, "computed"]]


def test_a_measure_may_give_its_own_status_and_source(made: Made):
    made({2024: 5.0}, status="published", source="published")
    row = indicator("made", "world", 2024).iloc[0]
    assert (row["status"], row["source"]) == ("published", "published")
    assert row["vintage"] == framework.sources()["published"].vintage


def test_a_measure_without_a_function_is_a_status(made: Made):
    made(None, {"compute": None, "status": "not collected", "why_not": "Nobody counts them"})
    row = indicator("made", "world", 2024).iloc[0]
    assert (row["status"], row["reason"], row["source"]) == ("not collected", "Nobody counts them", "")


def test_every_declared_measure_has_a_function_or_a_status_without_figure():
    for declared in framework.indicators().values():
        if declared.compute:
            assert callable(measures.compute_function(declared.id))
        else:
            assert declared.status in ("not collected", "not applicable")
            assert declared.why_not


def test_every_measure_that_does_not_apply_everywhere_says_why():
    for declared in framework.indicators().values():
        if declared.only_for or declared.not_for or declared.not_for_members or declared.min_members > 1:
            assert declared.why_not, declared.id


@pytest.mark.parametrize(
    ("id", "name", "applies"),
    [
        ("refugees_per_usd_gdp_per_capita_ppp", "LBN", True),
        ("refugees_per_usd_gdp_per_capita_ppp", "europe", False),
        ("share_hosted_in_low_and_middle_income", "europe", True),
        ("share_hosted_in_low_and_middle_income", "income-low", False),
        ("share_hosted_in_least_developed", "least-developed", False),
        ("top5_host_share", "ssar", False),
        ("top5_host_share", "mirps", True),
        ("top10_host_share", "mirps", False),
        ("hosting_gini", "LBN", False),
        ("protracted_refugees", "DEU", False),
        ("protracted_refugees", "income-high", False),
        ("protracted_refugees", "TUR", True),
        ("protracted_refugees_all_hosts", "DEU", True),
        ("responsibility_ratio", "world", False),
    ],
)
def test_a_measure_applies_where_it_has_a_meaning(id: str, name: str, applies: bool):
    why_not = why_not_applicable(framework.indicators()[id], region(name))
    assert (why_not == "") is applies
    assert (indicator(id, name, 2024)["status"].item() == "not applicable") is not applies


@pytest.mark.parametrize("id", [i.id for i in framework.indicators().values() if i.additive])
def test_the_six_regions_and_the_unassigned_add_up_to_the_world_in_every_year(id: str):
    rest = Region("rest", "Unassigned", "own", unassigned(), "2026", "")
    parts = [indicator(id, part)["value"].fillna(0.0) for part in (*regions("unhcr-region"), rest)]
    together = pd.concat(parts, axis=1).sum(axis=1)
    world = indicator(id, "world")["value"].fillna(0.0)
    assert together.tolist() == pytest.approx(world.tolist(), rel=1e-12)
    assert world.any()


@pytest.mark.parametrize(
    ("year", "message"),
    [
        (1999, "year 1999 is outside the data: give one from 2000 to 2025"),
        (2026, "outside the data"),
        (10**30, "outside the data"),
        ("2022", "year '2022' is not a whole number"),
        (2022.5, "is not a whole number"),
        (True, "outside the data"),
        ([], "no year given"),
        ("soon", "is not a whole number"),
    ],
)
def test_a_year_that_is_none_of_the_datas_is_refused(year: Any, message: str):
    with pytest.raises(GcrError, match=message):
        indicator("refugees_hosted", "world", year)


def test_a_baseline_outside_the_data_is_refused():
    with pytest.raises(GcrError, match="year 1990 is outside the data"):
        indicators("world", 2022, baseline_year=1990)


def test_years_may_be_numpy_integers():
    assert indicator("refugees_hosted", "world", np.array([2022]))["year"].tolist() == [2022]


def test_an_unknown_indicator_names_the_near_misses():
    with pytest.raises(UnknownNameError, match="did you mean refugees_hosted"):
        indicator("refugee_hosted", "world")


def test_an_unknown_panel_names_the_near_misses():
    with pytest.raises(UnknownNameError, match="did you mean host-country-burden"):
        indicators("world", 2022, panel="host-burden")


def test_an_unknown_region_names_the_near_misses():
    with pytest.raises(UnknownNameError, match="did you mean europe"):
        indicators("europ", 2022)


def test_the_public_functions_are_at_the_top():
    assert gcr.region("mirps").id == "mirps"
    assert len(gcr.regions("platform")) == 3
    assert gcr.load("countries")["iso3"].is_unique
    assert gcr.indicator("refugees_hosted", region="world", years=2022)["value"].item() == 34_646_534
    assert gcr.__version__.count(".") == 2


def test_indicators_can_be_called_though_a_package_has_its_name():
    assert isinstance(sys.modules["gcr_analysis.indicators"], ModuleType)
    assert gcr.indicators("world", year=2022, panel=PANEL)["region"].eq("world").all()


def test_a_name_that_the_package_lacks_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'indicatorz'"):
        getattr(gcr, "indicatorz")  # noqa: B009


def test_several_regions_come_one_after_the_other():
    rows = indicators(["LBN", "world"], 2022, PANEL)
    apart = pd.concat([indicators(name, 2022, PANEL) for name in ("LBN", "world")], ignore_index=True)
    pd.testing.assert_frame_equal(rows, apart)


def none_but_a_number(sets: RegionSets) -> float:
    return 5.0


def raises(sets: RegionSets) -> Measured:
    raise KeyError("LBN")


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (raises, r"measure made \(made.made\) failed: KeyError: 'LBN'"),
        (none_but_a_number, r"measure made \(made.made\) returned float: it should return Measured"),
        (Measured(np.zeros((3, 1))), r"returned value of shape \(3, 1\): it should be \(36, 1\)"),
        (Measured(np.zeros((36, 1), dtype=int)), "returned value of type int64: it should be float64"),
        (
            Measured(np.zeros((36, 1)), low=np.zeros((36, 2))),
            r"returned low of shape \(36, 2\): it should be \(36, 1\)",
        ),
        (
            Measured(np.zeros((36, 1)), status=np.full((2, 1), "partial")),
            r"returned status of shape \(2, 1\): it should be \(36, 1\)",
        ),
    ],
)
def test_a_measure_that_does_not_return_what_it_should_is_named_in_one_line(
    made: Made, result: Any, message: str
):
    made(result)
    with pytest.raises(GcrError, match=message) as error:
        indicator("made", "world", 2024)
    assert "\n" not in str(error.value)


def test_the_other_measures_stand_when_one_fails(made: Made):
    made(raises)
    with pytest.warns(engine.MeasureWarning, match="measure made .* it is left out"):
        rows = indicators("world", 2024)
    assert rows["indicator"].tolist() == ["refugees_hosted"]


def test_a_set_without_countries_has_no_figure_above_zero_and_no_progress():
    nobody = Region("none", "None", "own", (), "2026", "")
    rows = indicators(nobody, 2024)
    assert not rows["value"].fillna(0).any()
    assert (rows["reason"] != "")[rows["value"].isna()].all()
    assert set(progress(nobody, 2025)["progress"]) <= {"insufficient data", "stalled"}


def test_a_set_of_one_country_has_its_figures():
    alone = Region("alone", "Alone", "own", ("LBN",), "2026", "")
    ids = ["refugees_hosted", "refugees_per_1000_inhabitants", "gcr_2_1_1", "resettlement_from_origin"]
    rows = (indicators(where, 2024).set_index("indicator").loc[ids, "value"] for where in (alone, "LBN"))
    pd.testing.assert_series_equal(*rows)


def test_what_figures_are_given_does_not_depend_on_the_other_sets_that_are_asked():
    names = ("world", "igad", "LBN", "income-low")
    for id in ("refugees_hosted", "hosting_gini", "gcr_2_1_1", "responsibility_ratio", "return_rate"):
        together = measures.figures(id, RegionSets.of(*names))
        for place, name in enumerate(names):
            alone = measures.figures(id, RegionSets.of(name))
            assert together.value[:, place].tobytes() == alone.value[:, 0].tobytes()
