"""The ten quirks of the sources that give wrong results, each pinned on the snapshot itself."""

import pytest

from gcr_analysis.framework import tables
from gcr_analysis.snapshot import latest_year, load, table_years
from gcr_analysis.sources import Extract, reader

STOCKS = [c.name for c in tables()["population"].columns if c.kind == "stock"]
SERIES = [(t.id, c.name, c.since) for t in tables().values() for c in t.columns if c.since]


def refugees(year, origin=None, asylum=None, column="refugees"):
    rows = load("population")
    rows = rows[rows["year"] == year]
    rows = rows if origin is None else rows[rows["origin"] == origin]
    rows = rows if asylum is None else rows[rows["asylum"] == asylum]
    return int(rows[column].sum())


# 1. Join on ISO3, never on UNHCR's own codes.
def test_1_austria_is_not_australia(extracts):
    hosts = reader("population")(Extract(extracts)).query("year == 2025 and origin == 'AFG'")
    assert "AUT" in set(hosts["asylum"])
    assert "AUS" not in set(hosts["asylum"])


def test_1_germany_hosts_under_its_iso3_code():
    assert refugees(2025, asylum="DEU") > 1_000_000
    assert "GFR" not in set(load("population")["asylum"])


def test_1_flows_write_the_unknown_and_the_stateless_as_everyone_does(extracts):
    origins = reader("displacement_flows")(Extract(extracts))["origin"]
    assert set(origins) == {"AFG", "UNK", "XXA"}
    assert {"UKN", "STA"}.isdisjoint(set(load("displacement_flows")["origin"]))
    assert {"UKN", "STA"}.isdisjoint(set(load("displacement_flows")["asylum"]))


def test_1_codes_that_are_no_country_are_named_so():
    countries = load("countries")
    assert set(countries.loc[~countries["is_country"], "iso3"]) == {"UNK", "XXA", "TIB", "AB9"}


def test_1_palestine_is_pse():
    assert load("countries").set_index("unhcr_code").loc["GAZ", "iso3"] == "PSE"


@pytest.mark.parametrize("table", [t.id for t in tables().values() if t.id != "country_shapes"])
def test_1_kosovo_stands_under_serbia_in_every_table(table):
    frame = load(table)
    for column in tables()[table].columns:
        if column.type == "iso3":
            assert "XKX" not in set(frame[column.name].dropna())


# 2. "NA" is a code.
def test_2_na_stays_a_type_and_a_level_of_applications(extracts):
    rows = reader("asylum_applications")(Extract(extracts)).set_index("asylum").loc["NAM"]
    assert (rows["type"], rows["level"]) == ("NA", "NA")
    assert (load("asylum_applications")["type"] == "NA").any()
    assert (load("asylum_decisions")["level"] == "NA").any()


def test_2_na_is_namibia():
    assert load("countries").set_index("iso2").loc["NA", "iso3"] == "NAM"


# 3. Missing is not zero.
@pytest.mark.parametrize(("table", "column", "since"), SERIES, ids=str)
def test_3_before_its_first_year_a_series_is_missing(table, column, since):
    frame = load(table)
    known = frame[frame[column].notna()]
    assert known["year"].min() >= since
    if table == "population":
        assert known.loc[known[column] > 0, "year"].min() == since


def test_3_a_zero_of_a_year_that_was_collected_stays_zero():
    rows = load("population").set_index(["year", "origin", "asylum"])
    assert rows.loc[(2025, "AFG", "IRN"), "idps"] == 0
    assert rows.loc[(1990, "AFG", "PAK")][["refugees", "asylum_seekers"]].isna().tolist() == [False, True]


def test_3_oip_is_missing_where_the_group_is_not_used():
    rows = load("population").query("year == 2025")
    assert rows["oip"].isna().sum() > 5_000
    assert (rows["oip"].dropna() > 0).all()


def test_3_solutions_hold_reported_figures_only():
    for table in ("refugee_returns", "idp_returns", "resettlement_arrivals", "naturalisations"):
        assert (load(table)["persons"] > 0).all()


def test_3_people_whose_sex_nobody_knows_are_not_of_age_zero():
    rows = load("demographics")
    groups = [name for name in rows if name.startswith(("female", "male"))]
    unknown = rows[groups].isna().all(axis=1)
    assert unknown.any()
    assert (rows.loc[~unknown, groups].sum(axis=1) > 0).all()
    assert (rows[groups].sum(axis=1) <= rows["total"]).all()


# 4. Breaks: the snapshot shows the steps that the sources made.
@pytest.mark.parametrize(
    ("year", "asylum", "origin", "before", "after"),
    [
        (2025, "IRN", None, 3_489_257, 770_514),
        (2022, "IRN", "AFG", 778_054, 778_054 + 2_635_195),
        (2024, "RUS", "UKR", 1_227_554, 6_894),
        (2022, "CHN", "VNM", 303_107, 0),
        (2002, "DEU", "UNK", 879_000, 879_000 - 784_056),
        (2007, "PAK", "AFG", 1_043_984, 2_034_416),
    ],
)
def test_4_a_break_is_as_large_as_the_source_made_it(year, asylum, origin, before, after):
    assert refugees(year - 1, origin, asylum) == before
    assert refugees(year, origin, asylum) == after


def test_4_afghans_in_iran_moved_to_the_other_group():
    assert refugees(2024, asylum="IRN", column="oip") == 0
    assert refugees(2025, asylum="IRN", column="oip") == 879_500


def test_4_few_afghans_arrived_in_iran_in_the_year_of_the_registration():
    flows = load("displacement_flows").set_index(["year", "origin", "asylum"])
    assert flows.loc[(2022, "AFG", "IRN"), "refugee_like"] == 419_884


# 5. The source's country of asylum means something else in each solution.
def test_5_each_solution_names_its_second_country_by_what_it_is():
    second = {t: tables()[t].key[-1] for t in ("refugee_returns", "resettlement_arrivals", "naturalisations")}
    assert second == {
        "refugee_returns": "asylum",
        "resettlement_arrivals": "destination",
        "naturalisations": "asylum",
    }


def test_5_refugees_resettled_to_the_united_states_do_not_come_from_there(extracts):
    row = reader("resettlement_arrivals")(Extract(extracts)).iloc[0]
    assert (row["origin"], row["destination"], row["persons"]) == ("AFG", "USA", 15)


# 6. Stocks and flows never share a table.
def test_6_population_holds_end_year_stocks_and_no_returns():
    assert set(load("population")) == {"year", "origin", "asylum", *STOCKS}


@pytest.mark.parametrize("table", [t.id for t in tables().values()])
def test_6_no_table_mixes_stocks_and_flows(table):
    kinds = {column.kind for column in tables()[table].columns} - {None, "ratio"}
    assert len(kinds) <= 1


def test_6_a_pair_with_returns_alone_has_no_stock(extracts):
    stocks = reader("population")(Extract(extracts))
    assert ("AFG", "IRN") not in set(zip(stocks["origin"], stocks["asylum"], strict=True))


def test_6_figures_of_the_latest_year_are_those_of_its_end():
    assert latest_year() == 2025
    assert refugees(2025) == 28_461_306


# 7. Persons and cases never add.
def test_7_persons_and_cases_stand_in_rows_of_their_own():
    for table in ("asylum_applications", "asylum_decisions"):
        assert "unit" in tables()[table].key
        assert set(load(table)["unit"]) == {"persons", "cases"}


def test_7_the_united_states_count_cases_to_2020_and_again_in_2025():
    rows = load("asylum_applications").query("asylum == 'USA' and type == 'N'")
    cases = set(rows.loc[rows["unit"] == "cases", "year"])
    assert {2019, 2020, 2025} <= cases
    assert cases.isdisjoint({2021, 2022, 2023, 2024})


# 8. Small values are rounded to multiples of five.
@pytest.mark.parametrize("column", STOCKS)
def test_8_no_pair_is_smaller_than_five(column):
    values = load("population")[column].dropna()
    assert values[values > 0].min() >= 5


# 9. Rows whose origin is the country of asylum exist and are kept.
def test_9_displaced_people_inside_their_country_keep_their_row(extracts):
    rows = reader("population")(Extract(extracts)).query("origin == asylum")
    assert rows[["origin", "idps"]].to_numpy().tolist() == [["AFG", 50]]


def test_9_some_refugees_too_have_their_country_as_country_of_asylum():
    rows = load("population")
    same = rows["origin"].astype(str) == rows["asylum"].astype(str)
    assert 0 < rows.loc[same & (rows["year"] >= 2000), "refugees"].sum() < 100
    assert rows.loc[same & (rows["year"] == 2025), "idps"].sum() == rows.query("year == 2025")["idps"].sum()


# 10. Revisions: the snapshot holds one release, and says which.
def test_10_returns_of_2022_are_those_of_the_latest_release():
    returns = load("refugee_returns").query("year == 2022")["persons"].sum()
    assert returns == 999_261
    assert returns not in (339_261, 1_356_261)


def test_10_no_column_was_lost_for_the_years_before_the_latest():
    recent = load("population").query("year == 2024")
    assert all(recent[column].sum() > 0 for column in STOCKS)
    assert table_years("population") == (1951, 2025)
