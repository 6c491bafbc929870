"""What holds for all measures of the panel."""

import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.geography import regions
from gcr_analysis.indicators.engine import indicators
from gcr_analysis.indicators.third_country_solutions import flows
from gcr_analysis.snapshot import load

PANEL = framework.panels()["third-country-solutions"]
DECLARED = {id: d for id, d in framework.indicators().items() if d.panel == PANEL.id}
SETS = [r.id for r in regions() if not r.is_country]


def test_every_code_of_the_objective_has_a_measure():
    assert {"3.1.1", "3.1.2", "3.2.1"} <= {declared.gcr_code for declared in DECLARED.values()}


@pytest.mark.parametrize("name", [*PANEL.default_regions, *SETS[::7], "AFG", "TUV", "SRB"])
@pytest.mark.parametrize("year", [2001, 2016, 2025])
def test_every_measure_has_a_value_or_a_reason_and_always_a_status(name: str, year: int):
    table = indicators(name, year, PANEL.id)
    assert table["indicator"].tolist() == list(DECLARED)
    assert (table["status"] != "").all()
    assert (table["value"].notna() | (table["reason"] != "")).all()
    assert not table["value"].isin([float("inf"), float("-inf")]).any()
    assert (table["year"] - table["value_year"]).between(0, 3).all()
    assert table.loc[table["status"].isin(["not collected", "not applicable"]), "value"].isna().all()


def test_three_times_the_people_are_three_times_every_count_and_no_other_share(given, monkeypatch):
    def figures() -> pd.Series:
        given.forget()
        return indicators("europe", 2024, PANEL.id).set_index("indicator")["value"]

    def tripled(table: str, *columns: object) -> pd.DataFrame:
        rows = load(table, *columns)
        return rows.assign(persons=rows["persons"] * 3) if table == "resettlement_arrivals" else rows

    plain = figures()
    monkeypatch.setattr(flows, "load", tripled)
    threefold = figures()
    counts = ["resettlement_arrivals", "resettlement_from_origin", "covid_shortfall"]
    shares = ["destination_concentration", "largest_destination_share", "resettlement_destinations"]
    assert threefold[counts].tolist() == pytest.approx((3 * plain[counts]).tolist())
    assert threefold[shares].tolist() == pytest.approx(plain[shares].tolist())
