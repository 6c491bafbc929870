"""Gaps name the hosts without a figure and whom the others host."""

import duckdb
import pytest

from gcr_analysis.indicators.gaps import HOSTS, gaps
from gcr_analysis.snapshot import data_folder, load


def test_a_host_is_named_where_it_reported_no_figure_in_recent_years() -> None:
    table = gaps().set_index("gcr_code")
    told = load("unhcr_results")
    for code, row in table.iterrows():
        assert row["known"] + len(row["without"]) == row["hosts"]
        assert 0 <= row["covered"] <= 1
        assert row["last"] == told["year"].max(), code
    germany = told[(told["country"] == "DEU") & (told["gcr_code"] == "2.2.2")]
    assert germany.empty
    assert "Germany" in table.loc["2.2.2", "without"]


def test_hosts_and_coverage_are_those_of_a_second_way() -> None:
    population, results = (data_folder() / f"{name}.parquet" for name in ("population", "unhcr_results"))
    hosted = f"""
        select asylum, sum(coalesce(refugees, 0) + coalesce(oip, 0)) as people
        from '{population}' where year = 2025 group by asylum"""
    told = f"select distinct country from '{results}' where gcr_code = '2.1.1' and value is not null"
    (found,) = duckdb.sql(f"""
        with hosted as ({hosted}), told as ({told})
        select count(*) filter (people >= {HOSTS}),
          sum(people) filter (asylum in (select country from told)) / sum(people) from hosted""").fetchall()
    hosts, covered = found
    row = gaps().set_index("gcr_code").loc["2.1.1"]
    assert (row["hosts"], row["covered"]) == (hosts, pytest.approx(float(covered)))


def test_an_indicator_of_countries_of_origin_is_no_gap_of_hosts() -> None:
    assert "4.2.2" not in set(gaps()["gcr_code"])
