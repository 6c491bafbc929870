"""Needs, submissions, departures and arrivals side by side."""

import duckdb
import numpy as np
import pytest

from gcr_analysis.framework import indicators
from gcr_analysis.indicators import indicator
from gcr_analysis.indicators.third_country_solutions import needs
from gcr_analysis.snapshot import data_folder

SHARE = """
select part.year, 100.0 * part.persons / needs.persons as share
from '{data}/resettlement_needs.parquet' part join '{data}/resettlement_needs.parquet' needs using (year)
where part.measure = '{measure}' and part.dimension = 'world'
  and needs.measure = 'needs' and needs.dimension = 'world'
order by year
"""


@pytest.mark.parametrize("measure", ["departures", "submissions"])
def test_shares_of_needs_are_those_of_a_query(measure: str) -> None:
    expected = duckdb.sql(SHARE.format(data=data_folder(), measure=measure)).df().set_index("year")["share"]
    rows = indicator(f"{measure}_share_of_needs", "world", range(2017, 2026)).set_index("year")
    own = rows[rows["value_year"] == rows.index]["value"].dropna()
    assert own.index.tolist() == expected.index.tolist()
    np.testing.assert_allclose(own, expected)


def test_a_year_in_which_one_of_the_two_is_not_published_has_no_share() -> None:
    found = indicator("submissions_share_of_needs", "world", [2019, 2023]).set_index("year")
    assert np.isnan(found.loc[2019, "value"])
    assert found.loc[2023, "value"] == pytest.approx(100 * 155_486 / 2_003_982)


def test_a_share_says_the_period_and_the_carrier_of_both_figures() -> None:
    reason = indicator("departures_share_of_needs", "world", 2023)["reason"].item()
    assert reason.startswith("Published for 2023 by UNHCR Global Report 2023")
    assert reason.endswith("Needs as carried by safepathways.eu, not by the publisher")


def test_needs_by_origin_are_never_set_against_departures_by_host() -> None:
    assert indicator("departures_share_of_needs", "igad", 2024)["status"].item() == "not applicable"
    assert indicators()["departures_share_of_needs"].direction == "neutral"


def test_the_four_stand_side_by_side_and_a_year_without_a_figure_has_none() -> None:
    table = needs.side_by_side()
    assert table.columns.tolist() == ["needs", "submissions", "departures", "arrivals"]
    assert table.index[[0, -1]].tolist() == [2017, 2026]
    assert table.loc[2024, "departures"] == 116_000
    assert table.loc[[2018, 2019, 2025], "departures"].isna().all()
    assert table.loc[2026].isna().tolist() == [False, True, True, True]
    assert table.loc[2025, "arrivals"] == 81_766
