import numpy as np
import pandas as pd
import pytest

from gcr_analysis.geography import regions
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.return_conditions.outflow import ESTIMATED, displaced
from gcr_analysis.snapshot import load


def by_year(name: str, id: str = "new_displacement_from_origin") -> pd.DataFrame:
    return indicator(id, name).set_index("year")


def test_the_world_is_as_many_people_by_origin_as_by_country_of_asylum():
    by_origin, by_host = by_year("world"), by_year("world", "new_displacement")
    pd.testing.assert_series_equal(by_origin["value"], by_host["value"])
    pd.testing.assert_series_equal(by_origin["status"], by_host["status"])


def test_cases_are_taken_out_and_named_where_they_matter():
    rows = by_year("VEN")
    left_out = "At least: leaves out 7,972 applications that a country counted in cases"
    assert rows.loc[2025, ["status", "reason"]].tolist() == ["partial", left_out]
    assert "leaves out" not in rows.loc[2019, "reason"]
    applications = load("asylum_applications")
    new = applications[(applications["year"] == 2025) & (applications["type"] == "N")]
    cases = new[(new["unit"] == "cases") & (new["origin"] == "VEN")]["applications"].sum()
    flows = load("displacement_flows")
    here = flows[(flows["year"] == 2025) & (flows["origin"] == "VEN")]
    total = here[["refugees", "refugee_like", "oip", "asylum_applications"]].sum().sum()
    assert rows.loc[2025, "value"] == total - cases


def test_an_estimate_from_cases_stays_and_is_named():
    row = by_year("mirps").loc[2016]
    assert (row["status"], row["reason"]) == ("partial", ESTIMATED)


def test_nobody_reported_is_no_figure():
    row = by_year("PRK").loc[2024]
    assert (row["status"], row["reason"]) == ("not collected", "Nobody reported")


@pytest.mark.parametrize("part", range(3))
def test_no_part_is_negative(part: int):
    assert np.nanmin(displaced()[part]) >= 0


def test_the_six_regions_hold_nearly_all_whose_origin_is_known():
    parts = sum(by_year(each.id)["value"].fillna(0) for each in regions("unhcr-region"))
    assert (parts.loc[2010:] / by_year("world")["value"].loc[2010:] > 0.93).all()
