import pytest

from gcr_analysis.snapshot import load
from gcr_analysis.sources import Extract, reader


def members(year):
    rows = load("least_developed")
    return set(rows.loc[(rows["joined"] <= year) & ~(rows["left"] <= year).fillna(False), "iso3"])


@pytest.mark.parametrize(
    ("year", "count"),
    [(1971, 24), (1991, 47), (2003, 50), (2013, 49), (2019, 47), (2022, 46), (2025, 44)],
)
def test_the_list_has_as_many_members_at_the_end_of_each_year_as_the_un_counted(year, count):
    assert len(members(year)) == count


def test_a_country_is_no_member_at_the_end_of_the_year_in_which_it_leaves():
    assert "BTN" in members(2022)
    assert "BTN" not in members(2023)


def test_south_sudan_is_a_member_since_2012():
    assert "SSD" not in members(2011)
    assert "SSD" in members(2012)


def test_three_countries_leave_in_2026():
    assert members(2025) - members(2026) == {"BGD", "LAO", "NPL"}


def test_unsettled_areas_have_no_code_and_territories_are_drawn_as_the_un_colours_them(extracts):
    shapes = reader("country_shapes")(Extract(extracts)).set_index("shape")
    assert shapes["iso3"].dropna().to_dict() == {1: "PAK", 2: "AB9", 4: "IMN"}
    assert shapes["drawn_as"].dropna().to_dict() == {1: "PAK", 2: "AB9", 4: "GBR"}


def test_lines_are_numbered_and_know_how_they_are_drawn(extracts):
    lines = reader("boundary_lines")(Extract(extracts))
    assert lines[["line", "kind"]].to_numpy().tolist() == [[1, "solid"], [2, "dashed"]]


def test_every_country_has_a_shape_and_disputed_lines_are_not_solid():
    countries = load("countries")
    shapes = load("country_shapes")
    assert set(countries.loc[countries["is_country"], "iso3"]) <= set(shapes["iso3"].dropna())
    assert (load("boundary_lines")["kind"] != "solid").sum() == 18


def test_a_figure_fills_only_shapes_of_countries_with_figures():
    assert set(load("country_shapes")["drawn_as"].dropna()) <= set(load("countries")["iso3"])
