import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.snapshot import load
from gcr_analysis.sources import Extract, reader
from gcr_analysis.sources.published import RESETTLEMENT

KEY = ["measure", "year", "dimension", "place"]


@pytest.fixture
def rows(extracts):
    return reader("resettlement_needs")(Extract(extracts)).set_index(KEY)


def test_needs_stand_by_place_and_a_total_in_both_extracts_stands_once(rows):
    assert rows["persons"].to_dict() == {
        ("needs", 2024, "world", "World"): 2_400_000,
        ("needs", 2024, "origin", "Syr"): 754_000,
    }
    assert rows.loc[("needs", 2024, "origin", "Syr"), "iso3"] == "SYR"


def test_two_values_of_one_figure_are_refused(extracts, change):
    change(RESETTLEMENT, lambda rows: rows.assign(value=rows["value"].replace("2400000", "2500000")))
    both = "keep one of PV098, needs-2024-total-world"
    with pytest.raises(GcrError, match=f"two values were published for needs of World in 2024: {both}$"):
        reader("resettlement_needs")(Extract(extracts))


def test_world_needs_are_known_from_2020_to_2026_and_for_2017():
    world = load("resettlement_needs").query("measure == 'needs' and dimension == 'world'")
    assert sorted(world["year"]) == [2017, *range(2020, 2027)]
    assert world.set_index("year")["persons"][[2023, 2026]].tolist() == [2_003_982, 2_500_000]


def test_a_figure_of_half_a_year_is_no_figure_of_the_year():
    departures = load("resettlement_needs").query("measure == 'departures' and dimension == 'world'")
    assert departures.set_index("year")["persons"].to_dict() == {
        2020: 22_800,
        2021: 39_266,
        2022: 58_457,
        2023: 96_311,
        2024: 116_000,
    }


def test_every_figure_is_one_of_the_published_values():
    published = load("published_values")
    for row in load("resettlement_needs").itertuples():
        assert (published["value"].eq(row.persons) & published["url"].eq(row.url)).any()
