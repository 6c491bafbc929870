import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.snapshot import load

PUBLISHED = [
    id for id, i in framework.indicators().items() if i.panel == "self-reliance" and i.status == "published"
]


@pytest.mark.parametrize(
    ("id", "year", "value"),
    [
        ("gcr_2_1_1_published", 2023, 67),
        ("gcr_2_1_1_in_practice", 2019, 18),
        ("gcr_2_1_2_published", 2023, 60),
        ("gcr_2_2_1_primary_published", 2020, 68),
        ("gcr_2_2_1_secondary_published", 2023, 42),
        ("tertiary_enrolment_published", 2025, 9),
    ],
)
def test_a_published_figure_is_quoted_with_its_publication(id: str, year: int, value: float):
    row = indicator(id, "world", year).iloc[0]
    assert (row["value"], row["status"], row["source"]) == (value, "published", "published")
    assert row["reason"].startswith("Published as ")


def test_two_sources_that_disagree_are_both_shown():
    row = indicator("gcr_2_1_1_published", "world", 2021).iloc[0]
    assert (row["value"], row["low"], row["high"]) == (52, 52, 75)
    assert "52 %" in row["reason"]
    assert "three-quarters" in row["reason"]


@pytest.mark.parametrize("id", PUBLISHED)
def test_it_stands_for_the_world_only_and_yields_no_progress(id: str):
    assert indicator(id, "igad", 2024)["status"].item() == "not applicable"
    assert framework.indicators()[id].direction == "neutral"


@pytest.mark.parametrize("id", PUBLISHED)
def test_each_quotes_something(id: str):
    assert indicator(id, "world")["value"].notna().any()


def test_an_old_figure_does_not_stand_for_today():
    assert pd.isna(indicator("gcr_2_2_2_published", "world", 2025)["value"].item())
    assert round(indicator("gcr_2_2_2_published", "world", 2021)["value"].item()) == 67


def test_fractions_in_words_are_those_of_the_table():
    texts = load("published_values").set_index("id")["value_text"]
    assert (texts["PV045"], texts["PV055"]) == ("6 in 10", "two-thirds")
