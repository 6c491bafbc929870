"""Gaps name the hosts without a figure and whom the others host."""

from gcr_analysis.indicators.gaps import gaps
from gcr_analysis.snapshot import load


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
