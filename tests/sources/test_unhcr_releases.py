import pandas as pd
import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.snapshot import load
from gcr_analysis.sources import Extract, reader
from gcr_analysis.sources.unhcr_releases import FILES

POPULATION, SOLUTIONS = FILES
FIGURE = ["year", "origin", "asylum"]


@pytest.fixture
def rows(extracts):
    return reader("releases")(Extract(extracts))


def of(rows, series, *figure):
    found = rows[(rows["series"] == series) & (rows[FIGURE] == list(figure)).all(axis=1)]
    return found.sort_values("first_release")


def carried(rows, order, release):
    """Rows of the compact table that *release* carried."""
    place = {name: n for n, name in enumerate(order)}
    first, last = (rows[f"{end}_release"].astype(str).map(place) for end in ("first", "last"))
    return rows[(first <= place[release]) & (last >= place[release])]


def total(series, year, release):
    found = carried(load("releases").query("series == @series and year == @year"), releases(), release)
    return int(found["persons"].sum())


def releases():
    return list(load("release_dates")["release"].astype(str))


def test_10_a_value_that_stays_is_written_once_with_its_first_and_last_release(rows):
    found = of(rows, "refugees", 2024, "AFG", "PAK")[
        ["first_release", "last_release", "reference", "persons"]
    ]
    assert found.to_numpy().tolist() == [["2025-06", "2025-12", "year_end", 200]]


def test_6_a_mid_year_figure_is_never_one_of_the_year_even_if_equal(rows):
    pakistan = of(rows, "refugees", 2025, "AFG", "PAK")
    assert pakistan["reference"].tolist() == ["mid_year", "year_end"]
    assert pakistan["persons"].tolist() == [300, 300]


def test_10_a_revised_value_stands_once_for_each_release(rows):
    returns = of(rows, "refugee_returns", 2025, "AFG", "PAK")
    assert returns[["first_release", "persons"]].to_numpy().tolist() == [["2025-06", 10], ["2025-12", 30]]


def test_10_a_figure_that_is_gone_is_a_row_without_persons(rows):
    gone = of(rows, "asylum_seekers", 2025, "AFG", "AUT")
    assert gone["persons"].tolist() == [5, pd.NA]
    assert gone["first_release"].tolist() == ["2025-06", "2025-12"]


def test_3_a_figure_that_nobody_carried_yet_has_no_row(rows):
    assert of(rows, "oip", 2025, "AFG", "PAK")["first_release"].tolist() == ["2025-12"]
    assert "idps" not in set(rows["series"])


def test_1_the_unknown_has_its_code_where_releases_leave_it_away(rows):
    assert of(rows, "naturalisations", 2025, "UNK", "AUT")["persons"].tolist() == [5]


def test_1_another_code_without_iso_is_refused(extracts, change):
    change(POPULATION, lambda rows: rows.assign(coo_iso=None))
    with pytest.raises(GcrError, match=r"population_by_release\.parquet has no ISO code for AFG$"):
        reader("releases")(Extract(extracts))


def test_both_files_hold_the_same_releases(extracts, change):
    change(SOLUTIONS, lambda rows: rows[rows["release"] == "GT2025"])
    with pytest.raises(GcrError, match="hold different releases"):
        reader("release_dates")(Extract(extracts))


def test_each_release_comes_back_from_the_compact_table(extracts):
    compact = reader("releases")(Extract(extracts))
    dates = reader("release_dates")(Extract(extracts))
    for file, columns in FILES.items():
        source = pd.read_parquet(extracts / file)
        source = source.assign(origin=source["coo_iso"].fillna("UNK"), asylum=source["coa_iso"].fillna("UNK"))
        for release, name in dates[["release", "name"]].itertuples(index=False):
            found = carried(compact, list(dates["release"]), release).dropna(subset="persons")
            for column, series in columns.items():
                as_published = source[(source["release"] == name) & (source[column] > 0)]
                ours = found[found["series"] == series]
                assert sorted(ours[[*FIGURE, "persons"]].to_numpy().tolist()) == sorted(
                    as_published[[*FIGURE, column]].to_numpy().tolist()
                )


def test_10_returns_of_2022_as_each_release_carried_them():
    seen = {release: total("refugee_returns", 2022, release) for release in releases()}
    assert list(dict.fromkeys(seen.values())) == [162_266, 339_261, 1_356_261, 999_261]
    assert seen["2022-12"] == 339_261
    assert seen["2025-12-r1"] == 999_261


@pytest.mark.parametrize(
    ("series", "table", "column"),
    [
        ("refugees", "population", "refugees"),
        ("oip", "population", "oip"),
        ("host_community", "population", "host_community"),
        ("refugee_returns", "refugee_returns", "persons"),
        ("resettlement_arrivals", "resettlement_arrivals", "persons"),
        ("naturalisations", "naturalisations", "persons"),
    ],
)
def test_10_the_last_release_is_the_snapshot(series, table, column):
    last = carried(load("releases").query("series == @series"), releases(), releases()[-1])
    found = last.dropna(subset="persons").groupby("year")["persons"].sum()
    stated = load(table).groupby("year")[column].sum()
    assert found.to_dict() == stated[stated > 0].to_dict()


def test_6_figures_of_a_mid_year_release_are_marked_for_its_own_year_only():
    rows = load("releases").query("reference == 'mid_year'")
    found = rows.groupby(["first_release", "last_release"], observed=True)["year"].unique()
    assert {(*key, *years) for key, years in found.items()} == {
        ("2022-06", "2022-06", 2022),
        ("2023-06", "2023-06", 2023),
        ("2025-06", "2025-06-r1", 2025),
    }


def test_10_no_release_lost_a_whole_column_of_figures():
    """What is gone from a release is a few pairs of recent years, of which 29 came back later."""
    gone = load("releases").query("persons.isna()")
    of_a_year = gone.groupby(["series", "year", "first_release"], observed=True).size()
    lost = of_a_year[of_a_year.index.get_level_values("year") < 2022]
    assert lost.sum() == 5
    assert (gone["last_release"] != releases()[-1]).sum() == 29


def test_releases_stand_in_the_order_in_which_they_were_published():
    dates = load("release_dates")
    assert list(dates["published"]) == sorted(dates["published"])
    assert set(load("releases")["first_release"]) <= set(dates["release"])
    assert dates.set_index("name").loc["GT2025r1"].tolist() == ["2025-12-r1", "2026-06-25", "2025-12-31"]


def test_the_compact_table_is_smaller_than_a_megabyte():
    from gcr_analysis.snapshot import status

    assert status().set_index("table").loc[["releases", "release_dates"], "bytes"].sum() < 1_000_000
