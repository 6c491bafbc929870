import duckdb
import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.self_reliance.work_rights import law_and_practice
from gcr_analysis.snapshot import data_folder

GAP = """
with hosted as (
    select asylum as country, sum(coalesce(refugees, 0) + coalesce(oip, 0)) as persons
    from '{data}/population.parquet' where year = 2022 group by asylum
)
select sum((law - practice) * persons) / sum(persons) filter (where law is not null),
       sum(persons) filter (where law is not null) / sum(persons)
from hosted left join '{data}/refugee_work_rights.parquet' as survey using (country)
"""


def cell(id: str, region: str, year: int = 2025):
    return indicator(id, region, years=year).iloc[0]


def test_the_gap_of_the_world_agrees_with_sql():
    [(gap, coverage)] = duckdb.sql(GAP.format(data=data_folder())).fetchall()
    found = cell("work_gap", "world")
    assert (found["value"], found["coverage"]) == pytest.approx((gap, coverage), rel=1e-12)
    assert (found["value_year"], found["status"]) == (2022, "computed")


@pytest.mark.parametrize(("code", "law", "practice"), [("TCD", 5, 3), ("BGD", 1, 2), ("JOR", 3, 3)])
def test_a_host_has_its_scores_in_law_and_in_practice(code, law, practice):
    assert cell("work_in_law", code)["value"] == law
    assert cell("work_in_practice", code)["value"] == practice
    assert cell("work_gap", code)["value"] == law - practice


def test_a_host_says_on_how_many_answers_it_rests():
    assert cell("work_in_practice", "EGY")["reason"] == "Rests on 4 answers of experts"
    assert cell("work_in_practice", "NER")["reason"] == "Rests on 1 answer of experts"
    assert "does not say" in cell("work_in_practice", "DJI")["reason"]


def test_a_host_that_is_not_scored_has_no_figure_and_bounds_its_region():
    found = cell("work_in_practice", "IRQ")  # the survey has its Kurdistan Region by itself
    assert (found["status"], found["reason"]) == ("not collected", "The survey did not score it")
    world = cell("work_in_practice", "world")
    assert 1 < world["low"] < world["value"] < world["high"] < 5


def test_there_is_no_earlier_figure():
    assert cell("work_in_law", "world", 2021)["status"] == "not collected"


def test_survey_and_operations_stand_side_by_side():
    found = law_and_practice(region("world"), 2025)
    assert found["refugees"].is_monotonic_decreasing
    turkey = found.loc["TUR"]
    assert turkey[["law", "practice", "gap"]].tolist() == [4, 3, 1]
    reported = indicator("gcr_2_1_1", "TUR", years=2025).iloc[0]
    assert (turkey["right_to_work"], turkey["right_to_work_year"]) == (
        reported["value"],
        reported["value_year"],
    )
    assert found.loc["DEU", ["right_to_work", "right_to_work_year"]].isna().all()
    assert found.drop(columns="refugees").notna().any(axis=1).all()
    assert law_and_practice(region("world"), 2022)["right_to_work_year"].max() == 2022
