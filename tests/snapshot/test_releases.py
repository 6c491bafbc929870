"""Two releases side by side: every figure that differs, once, with the reason that it differs."""

import duckdb
import pandas as pd
import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.snapshot import data_folder, releases
from gcr_analysis.snapshot.releases import (
    GONE,
    NEW,
    NEW_YEAR,
    OTHER_DATE,
    REVISED,
    differences,
    release,
    totals,
)

DATES = pd.DataFrame(
    {
        "release": ["2024-06", "2024-12", "2025-12"],
        "name": ["MYT2024", "GT2024", "GT2025"],
        "published": ["2024-10-01", "2025-06-01", "2026-06-01"],
        "reference_date": ["2024-06-30", "2024-12-31", "2025-12-31"],
    }
)
COLUMNS = ["series", "asylum", "origin", "year", "first_release", "last_release", "reference", "persons"]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ("refugees", "TCD", "SDN", 2023, "2024-06", "2024-12", "year_end", 10.0),
        ("refugees", "TCD", "SDN", 2023, "2025-12", "2025-12", "year_end", 12.0),
        ("refugees", "TCD", "CAF", 2023, "2024-06", "2024-12", "year_end", 5.0),
        ("refugees", "TCD", "CAF", 2023, "2025-12", "2025-12", "year_end", None),
        ("refugees", "TCD", "NGA", 2023, "2025-12", "2025-12", "year_end", 7.0),
        ("refugees", "TCD", "SDN", 2024, "2024-06", "2024-06", "mid_year", 11.0),
        ("refugees", "TCD", "SDN", 2024, "2024-12", "2025-12", "year_end", 20.0),
        ("refugees", "TCD", "SDN", 2025, "2025-12", "2025-12", "year_end", 30.0),
    ]
    tables = {"release_dates": DATES, "releases": pd.DataFrame(rows, columns=COLUMNS)}
    monkeypatch.setattr(releases, "load", tables.__getitem__)


@pytest.mark.usefixtures("small")
def test_each_difference_says_why() -> None:
    found = differences("GT2024", "GT2025").set_index(["origin", "year"])
    assert found["kind"].to_dict() == {
        ("CAF", 2023): GONE,
        ("NGA", 2023): NEW,
        ("SDN", 2023): REVISED,
        ("SDN", 2025): NEW_YEAR,
    }
    assert found["change"].to_dict() == {
        ("CAF", 2023): -5.0,
        ("NGA", 2023): 7.0,
        ("SDN", 2023): 2.0,
        ("SDN", 2025): 30.0,
    }


@pytest.mark.usefixtures("small")
def test_the_middle_of_a_year_and_its_end_are_no_revision() -> None:
    (only,) = differences("MYT2024", "GT2024").to_dict("records")
    assert (only["year"], only["kind"], only["before"], only["after"]) == (2024, OTHER_DATE, 11.0, 20.0)


@pytest.mark.usefixtures("small")
def test_totals_are_of_what_each_release_carries() -> None:
    assert totals("GT2024", "GT2025").loc["refugees"].to_numpy().tolist() == [[15, 19], [20, 20], [0, 30]]


def test_returns_of_2022_were_revised_as_published() -> None:
    """339,261, then 1,356,261, then 999,261."""
    returned = [
        int(totals(name, "latest").loc[("refugee_returns", 2022), "before"])
        for name in ("GT2022", "GT2023", "GT2024", "GT2025")
    ]
    assert returned == [339_261, 1_356_261, 1_356_261, 999_261]


@pytest.mark.parametrize(
    ("before", "after"), [("GT2025", "GT2025r1"), ("GT2024", "GT2025"), ("GT2022", "GT2023")]
)
def test_sums_equal_those_of_a_query_of_its_own(before: str, after: str) -> None:
    """What a release carries, read by SQL from the file, without the code under test."""
    order = list(releases.releases().index)
    folder = data_folder()
    query = """
        select sum(persons) from read_parquet(?) r
        where list_position(?, first_release) <= ? and list_position(?, last_release) >= ?
    """
    sums = []
    for name in (before, after):
        place = order.index(release(name)) + 1
        values = [str(folder / "releases.parquet"), order, place, order, place]
        sums.append(duckdb.execute(query, values).fetchall()[0])
    found = differences(before, after)
    assert found["change"].sum() == float(sums[1][0]) - float(sums[0][0])
    assert not found.duplicated(releases.FIGURE).any()


def test_releases_go_by_their_own_names_and_by_their_place() -> None:
    assert release("gt2025R1") == release("2025-12-r1") == release("latest")
    assert release("previous") == "2025-12"
    with pytest.raises(GcrError, match="unknown release 'GT2019'"):
        release("GT2019")


def test_the_earlier_release_comes_first() -> None:
    with pytest.raises(GcrError, match="give the earlier release first"):
        differences("GT2025", "GT2024")
    with pytest.raises(GcrError, match="give the earlier release first"):
        differences("GT2025", "GT2025")
