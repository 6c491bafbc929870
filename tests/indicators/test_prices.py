"""Money of several years in the prices of one, recomputed from the tables by SQL."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.indicators import indicator, prices
from gcr_analysis.indicators.arrays import row, years
from gcr_analysis.indicators.measured import Measured
from gcr_analysis.snapshot import data_folder, load, table_years

SQL = """
select c.year, sum(c.usd) * any_value(b.index / p.index) as usd
from '{data}/unhcr_contributions.parquet' c
join '{data}/consumer_prices.parquet' p using (year)
cross join (select index from '{data}/consumer_prices.parquet' where year = 2024) b
where c.year <= 2024 {where}
group by c.year order by c.year
"""


@pytest.mark.parametrize(
    ("id", "place", "where"),
    [
        ("all_contributions_constant", "world", ""),
        (
            "unhcr_contributions_constant",
            "igad",
            "and country in ('DJI','ETH','KEN','SOM','SSD','SDN','UGA')",
        ),
    ],
)
def test_contributions_in_constant_dollars_are_those_of_a_query(id: str, place: str, where: str) -> None:
    expected = duckdb.sql(SQL.format(data=data_folder(), where=where)).df().set_index("year")["usd"]
    found = indicator(id, place, range(2016, 2025)).set_index("year")["value"]
    np.testing.assert_allclose(found, expected.loc[2016:2024])


def test_amounts_and_bounds_are_brought_to_one_year(monkeypatch: pytest.MonkeyPatch) -> None:
    index = pd.DataFrame({"year": [2020, 2024], "index": [50.0, 100.0]})
    monkeypatch.setattr(prices, "load", lambda table: index)
    prices.factor.cache_clear()
    one = np.full((len(years()), 1), 10.0)
    found = prices.in_constant_dollars(Measured(one, low=one - 1, high=one + 1))
    prices.factor.cache_clear()
    assert (found.at(2020), found.at(2024)) == (20, 10)
    assert found.low is not None and found.high is not None and found.covered is not None
    assert (found.low[row(2020), 0], found.high[row(2020), 0]) == (18, 22)
    assert np.isnan(found.at(2021)) and not found.covered[row(2021), 0]


def test_prices_are_those_of_the_last_whole_year_of_contributions_and_the_unit_names_it() -> None:
    assert prices.prices_of() == table_years("unhcr_expenditure")[1]
    units = {name: unit.prices_of for name, unit in framework.units().items() if unit.prices_of}
    assert all(name.startswith(f"US dollars of {year}") for name, year in units.items())


def test_a_year_that_is_not_over_has_no_index() -> None:
    rows = load("consumer_prices").set_index("year")
    assert (rows.index.min(), rows.index.max(), len(rows)) == (1990, 2025, 36)
    assert rows["months"].drop(2025).eq(12).all() and rows.loc[2025, "months"] == 11
