"""Refugee response plans: each source's rows, and the rows that are no figure of a host and a year."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.errors import GcrError
from gcr_analysis.sources import Extract, reader
from gcr_analysis.sources.response_plans import plan_ids

FILE = "additional/fts_refugee_plans_by_country_2013-2026.csv"


@pytest.fixture
def given(extracts: Path, tmp_path: Path) -> Path:
    """The hand-made files, to be written to."""
    shutil.copytree(extracts / "additional", tmp_path / "additional")
    return tmp_path


def test_an_amount_that_is_not_there_is_missing_and_not_zero(extracts: Path) -> None:
    rows = reader("response_plan_hosts")(Extract(extracts)).set_index(["plan", "country"])
    assert rows.loc[("rohingya", "BGD"), "required_usd"] == 852_360_782
    assert pd.isna(rows.loc[("south_sudan", "UGA"), "funded_usd"])
    assert pd.isna(rows.loc[("congo", "UGA"), "required_usd"])
    assert ("horn_of_africa", "ETH") in rows.index


def test_whole_plans_are_those_for_refugees_and_migrants(extracts: Path) -> None:
    rows = reader("response_plans")(Extract(extracts))
    assert rows[["plan", "year", "usd"]].values.tolist() == [
        ["rohingya", 2024, 852_360_782.0],
        ["syria", 2014, 3_740_654_701.0],
    ]
    assert rows["original_usd"].isna().tolist() == [True, False]


def test_two_versions_of_a_plan_in_one_file_are_refused(given: Path) -> None:
    line = (given / FILE).read_text().splitlines()[1]
    with (given / FILE).open("a") as file:
        file.write(line.replace("852360782.0", "876000000.0") + "\n")
    with pytest.raises(GcrError, match="two rows for rohingya 2024 BGD: keep those of one version"):
        reader("response_plan_hosts")(Extract(given))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Atlantis Regional Refugee Response Plan 2024", "is no declared plan"),
        ("Burundi and South Sudan Refugee Plan 2024", "belongs to burundi and south_sudan"),
    ],
)
def test_a_plan_that_nobody_declared_is_refused_and_told_where_to_name_it(name: str, said: str) -> None:
    with pytest.raises(GcrError, match=rf"{said}: name it in framework/response_plans\.yaml"):
        plan_ids(pd.Series([name]))


def tracker(extracts: Path) -> pd.DataFrame:
    rows = reader("response_plan_tracker")(Extract(extracts))
    return rows.set_index(["edition", "plan", "year", "place"]).sort_index()


def test_totals_over_years_and_over_hosts_are_no_figures(extracts: Path) -> None:
    later = tracker(extracts).loc["2023-02"]
    # Nigeria has its totals in its first year, South Sudan in rows without a year
    assert later.index.tolist() == [
        ("nigeria", 2015, "TCD"),
        ("south_sudan", 2014, "UGA"),
        ("syria", 2013, "TUR"),
    ]
    assert pd.isna(later.loc[("syria", 2013, "TUR"), "requested_usd"])


def test_a_year_that_was_not_over_is_no_figure_of_the_year(extracts: Path) -> None:
    rows = tracker(extracts)
    years = rows.index.get_level_values("year")
    assert 2021 not in years and 2023 not in years


def test_what_is_in_no_country_is_added_and_blank_amounts_are_missing(extracts: Path) -> None:
    earlier = tracker(extracts).loc["2021-03"]
    regional = earlier.loc[("south_sudan", 2020, "none")]
    assert (regional["received_usd"], pd.isna(regional["requested_usd"])) == (3000, True)
    assert pd.isna(regional["country"])
    assert pd.isna(earlier.loc[("yemen", 2015, "SOM"), "received_usd"])
    assert ("yemen", 2015, "DJI") not in earlier.index


def test_sources_say_who_copied_them_and_that_nobody_has_verified_them() -> None:
    for table in ("response_plans", "response_plan_hosts", "response_plan_tracker"):
        source = framework.sources()[framework.tables()[table].source]
        assert not source.verified
        assert "copied by" in source.title and "second-hand" in source.vintage_label
        assert source.terms == f"{source.licence}; terms and figures not verified"
