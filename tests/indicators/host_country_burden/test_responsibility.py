import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.arrays import frame, income_per_head, population, stock
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.host_country_burden.responsibility import responsibility_by_country


def test_ugandas_ratio_of_2024_is_the_one_that_the_framework_gives():
    row = indicator("responsibility_ratio", "UGA", 2024).iloc[0]
    assert (round(row["value"], 1), round(row["low"], 1), round(row["high"])) == (13.7, 7.8, 57)


def test_the_lower_bound_of_a_poor_host_rests_on_population_alone():
    people, hosted = frame(population()).loc[2024], frame(stock("refugees")).loc[2024]
    by_population = hosted["UGA"] / hosted.sum() / (people["UGA"] / people.sum())
    assert indicator("responsibility_ratio", "UGA", 2024)["low"].item() == pytest.approx(by_population)


@pytest.mark.parametrize("name", ["UGA", "DEU", "igad", "europe", "income-low", "ssar"])
def test_the_ratio_lies_within_its_bounds_in_every_year(name: str):
    rows = indicator("responsibility_ratio", name)
    assert rows["value"].notna().all()
    assert (rows["low"] <= rows["value"]).all()
    assert (rows["value"] <= rows["high"]).all()


def test_a_regions_ratio_leaves_out_hosts_without_income_and_names_them():
    row = indicator("responsibility_ratio", "igad", 2024).iloc[0]
    assert "South Sudan" in row["reason"]
    assert row["coverage"] == pytest.approx(
        1
        - frame(stock("refugees")).loc[2024, "SSD"]
        / frame(stock("refugees")).loc[2024, list(region("igad").countries)].sum()
    )


def test_income_of_an_earlier_year_is_named_with_the_year():
    assert frame(income_per_head()).loc[2024].isna()["LBN"]
    assert (
        indicator("responsibility_ratio", "LBN", 2024)["reason"].item()
        == "Income of an earlier year: Lebanon 2023"
    )


def test_countries_together_give_what_each_gives_alone():
    together = responsibility_by_country(2025)
    for iso3 in ("UGA", "TCD", "COL"):
        alone = indicator("responsibility_ratio", iso3, 2025).iloc[0]
        assert together.loc[iso3, ["value", "low", "high"]].tolist() == pytest.approx(
            alone[["value", "low", "high"]].tolist()
        )
        assert together.loc[iso3, "year"] == alone["value_year"]
    assert "SSD" not in together.index
