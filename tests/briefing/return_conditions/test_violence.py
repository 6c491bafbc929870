"""Returns beside violence of the same year, by one version of the data."""

import pytest

from gcr_analysis.briefing.display import Words
from gcr_analysis.indicators import indicator


def measured(id, region, year):
    return float(indicator(id, region, year)["value"].iloc[0])


def test_countries_stand_by_returns_with_deaths_of_the_same_year_and_version(return_to):
    figure = return_to("world").violence
    returns = figure.data.iloc[:, 1]
    assert returns.tolist() == sorted(returns, reverse=True) and len(returns) == 10
    rows = figure.data.set_index("row")
    assert rows.loc["Sudan"].iloc[1] == measured("conflict_deaths_26_1", "SDN", 2025)
    assert rows.loc["Sudan"].iloc[2] == measured("conflict_deaths_per_100000_26_1", "SDN", 2025)
    assert rows.loc["Central African Republic"].iloc[1:].isna().all()
    share = measured("returns_in_conflict_26_1", "world", 2025)
    assert figure.title.startswith(f"{share:.0f}\u00a0% of the refugees who returned")
    assert "version 26.1" in figure.subtitle and "25.1" not in figure.subtitle + figure.alt


def test_a_share_that_absent_countries_could_halve_is_in_no_title(return_to):
    share = indicator("returns_in_conflict_26_1", "west-and-central-africa", 2025).iloc[0]
    assert share["high"] - share["low"] > 40
    title = return_to("west-and-central-africa").violence.title
    assert "%" not in title and "shown here with a figure, 1,000 people or more" in title


def test_a_country_has_the_years_that_the_version_counts(return_to):
    figure = return_to("SDN").violence
    assert figure.data["row"].tolist() == ["2024", "2025"]
    assert figure.data.iloc[:, 2].tolist() == [
        measured("conflict_deaths_26_1", "SDN", year) for year in (2024, 2025)
    ]
    assert figure.title.startswith("651,456 refugees returned to Sudan in 2025; 75,174 deaths")
    assert return_to("SYR", 2024).violence.data["row"].tolist() == ["2024"]


def test_deaths_are_not_claimed_for_a_country_that_the_copy_lacks(return_to):
    assert "which is not zero" in return_to("CAF").violence.text
    assert isinstance(return_to("NRU").violence, Words)
    assert "stand under Israel" in return_to("PSE").violence.text
    assert "those in the State of Palestine among them" in return_to("ISR").violence.title


@pytest.mark.parametrize("year", [2018, 2023])
def test_years_of_another_version_have_words(return_to, year):
    shown = return_to("world", year).violence
    assert isinstance(shown, Words)
    assert "counts deaths of 2024 to 2025 only" in shown.text


def test_no_returns_are_said_and_drawn_as_no_bars(return_to):
    figure = return_to("VEN").violence
    assert figure.title.startswith("No returns to the Bolivarian Republic of Venezuela were reported in 2025")
    assert figure.png


@pytest.mark.parametrize("region", ["SDN", "UKR", "MMR", "AFG"])
def test_the_table_has_deaths_of_both_versions_by_name_and_hunger_with_its_year(return_to, region):
    table = return_to(region).table.data.set_index("Measure")
    names = [f"Deaths from organised violence per 100,000, UCDP version {v}" for v in ("25.1", "26.1")]
    where = list(table.index).index(names[0])
    assert list(table.index[where : where + 2]) == names
    assert table.loc[names[1], "2016"] == "begins in 2024" and table.loc[names[1], "Change"] == ""
    hungry = table.loc["People in acute food insecurity"]
    assert hungry["2025"].endswith("(2024)") and hungry["Change"] in ("", "not comparable")
