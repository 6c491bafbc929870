import numpy as np
import pytest

from gcr_analysis.briefing.display import Words
from gcr_analysis.briefing.return_conditions.conditions import PLACES
from gcr_analysis.framework import sources
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.return_conditions.conditions import VALUES


def test_returns_stand_beside_new_displacement_with_what_later_releases_may_make_of_them(return_to):
    data = return_to("world").returned.data.set_index("year")
    rows = indicator("refugee_returns", "world").set_index("year")
    assert (data["Returned refugees"] == rows["value"]).all()
    assert data["high"].equals(rows["high"].rename("high"))
    assert data.loc[2025, "Newly displaced across borders"] == 5_168_159
    assert "whiskers" in return_to("world").returned.subtitle


def test_a_year_without_returns_is_missing_and_no_zero(return_to):
    data = return_to("VEN").returned.data.set_index("year")
    assert np.isnan(data.loc[2025, "Returned refugees"])
    assert not (data["Returned refugees"] == 0).any()


@pytest.mark.parametrize(("region", "number"), [("world", 3), ("AFG", 2), ("SYR", 0), ("VEN", 2)])
def test_breaks_in_new_displacement_are_drawn_where_they_matter(return_to, region, number):
    returned = return_to(region).returned
    assert len({caption.split()[0] for caption in returned.breaks}) == number
    assert ("Dashed" in returned.alt) == (number > 0)


def test_pairs_of_return_stand_beside_those_who_stayed(return_to):
    data = return_to("world").hosts.data
    assert data.iloc[0].tolist()[:2] == ["Iran (Islamic Republic of) to Afghanistan", 1_386_970]
    assert data.iloc[:, 1].is_monotonic_decreasing
    assert len(data) == 10


def test_those_still_there_are_asylum_seekers_too(return_to):
    exhibit = return_to("SDN").hosts
    row = exhibit.data.set_index("pair").loc["Egypt"]
    assert row.tolist() == [405_666, 834_201]
    assert "asylum-seekers" in exhibit.subtitle


def test_who_stayed_in_an_unknown_country_is_not_known(return_to):
    data = return_to("UKR").hosts.data.set_index("pair")
    assert np.isnan(data.loc["Unknown countries"].iloc[1])


def test_where_none_returned_the_hosts_of_those_who_have_not_are_shown(return_to):
    assert return_to("VEN").hosts.id == "stays"
    assert return_to("mirps").hosts.id == "stays"
    assert return_to("SYR").hosts.id == "hosts"


def test_conditions_are_a_profile_and_no_index(return_to):
    made = return_to("world").conditions
    assert len(made.data) == 8 * len(VALUES)
    assert made.data["country"].drop_duplicates().tolist()[:2] == [
        *("Venezuela (Bolivarian Republic of)", "Ukraine"),
    ]
    assert made.data["percentile"].dropna().between(0, 100).all()
    assert "index" not in made.title.lower()


def test_the_conditions_of_a_country_say_their_year_and_change(return_to):
    readings = return_to("SYR").conditions.data["reading"].tolist()
    assert readings[0] == "14.7 (2024), −40.4 since 2019"
    assert readings[4] == "39\u00a0% (2023), +16.2 points since 2018"
    assert readings[5] == "7.7 (2025)"
    assert readings[1] == "−2.8 (2023), −0.18 from 2017 to 2022"


def test_a_condition_without_a_figure_is_empty_and_says_so(return_to):
    data = return_to("SSD").conditions.data.set_index("condition")
    assert np.isnan(data.loc["Growth of income", "value"])
    assert data.loc["Growth of income", "reading"] == "no figure"


def test_the_shades_tell_the_worst_twentieth_and_tenth_apart(return_to):
    assert PLACES[:2] == (5, 10)
    shown = return_to("world").conditions
    assert shown.drawing.between
    assert shown.drawing.classes == tuple(f"{bound}\u00a0%" for bound in (50, 25, 10, 5))
    worst, tenth, rest = (
        shown.data[shown.data["percentile"].between(*ends, inclusive="left")]["class"]
        for ends in ((0, 5), (5, 10), (10, 101))
    )
    assert (worst == 4).all() and (tenth == 3).all() and (rest < 3).all()
    assert shown.data["written"].isna().equals(shown.data["value"].isna())


def test_the_worst_tenth_is_a_band_that_the_key_names(return_to):
    shown = return_to("SYR").conditions
    places, figures = shown.drawing.columns
    assert (places.band, places.band_label) == ((0, 10), "Worst tenth of the world")
    assert (places.ends, figures.written) == ((0, 100), "reading")
    within = shown.data["percentile"].between(*places.band, inclusive="left")
    assert (shown.data[places.marks[0].by] == within).all()


def test_the_baseline_is_named_and_breaks_are_gaps(return_to):
    baseline, *breaks = return_to("world").returned.drawing.uprights
    assert (baseline.at, baseline.text, baseline.is_break) == (2016, "baseline 2016", False)
    assert all(each.is_break for each in breaks)
    bar, line = return_to("world").returned.drawing.series
    assert (bar.shape, bar.low, bar.high, line.shape) == ("bar", "low", "high", "line")


def test_new_displacement_is_hollow_where_it_is_partial(return_to):
    data = return_to("mirps").returned.data.set_index("year")
    status = indicator("new_displacement_from_origin", "mirps").set_index("year")["status"]
    hollow = data["displaced_point"] == "hollow"
    assert hollow.any() and not hollow.all()
    assert (hollow == (status.reindex(data.index) == "partial")).all()


def test_the_map_marks_the_countries_of_return_where_many_died(return_to):
    data = return_to("world").map.data.set_index("iso3")
    assert data.loc[["UKR", "SDN", "SYR"], "many deaths"].all()
    assert not data.loc[["AFG", "SSD"], "many deaths"].any()
    assert data.loc["AFG", "value"] == 1_947_183
    assert (data["value"] > 0).all()


def test_the_map_of_a_country_shows_from_where_people_came(return_to):
    data = return_to("SYR").map.data.set_index("iso3")["value"]
    assert data["TUR"] == 556_009
    assert "SYR" not in data.index


def test_nobody_is_said_in_words(return_to):
    made = return_to("VAT")
    assert all(isinstance(shown, Words) for shown in (made.hosts, made.conditions, made.map))


def test_the_table_shows_figures_with_their_bands_and_no_change_where_none_can_be_read(return_to):
    table = return_to("world").table.data.set_index("Measure")
    assert table.loc["Returned refugees (4.2.1)", "2025"] == (
        "4.36\u00a0million (4.36\u00a0million to 5.36\u00a0million)"
    )
    assert (
        table.loc[
            "Share of returns to countries with 1,000 or more deaths from violence, UCDP version 25.1", "2025"
        ]
        == "ends in 2024"
    )
    assert table.loc["Refugees from the world beyond what recorded flows explain", "2025"] == "+125,751"
    assert table.loc["Risk of crises and disasters", "Change"] == ""
    assert table.loc["Human development", "2025"].endswith("(2023)")


@pytest.mark.parametrize("region", ["world", "SYR", "VEN", "mirps"])
def test_every_map_carries_the_disclaimer_of_its_boundaries(return_to, region):
    assert return_to(region).map.source.endswith(sources()["un-geospatial"].disclaimer)


@pytest.mark.parametrize("region", ["world", "SDN"])
def test_the_table_shows_no_change_of_governance_across_editions(return_to, region):
    across, within = (
        return_to(region, year).table.data.set_index("Measure")["Change"] for year in (2025, 2022)
    )
    for measure in ("Political stability", "Rule of law"):
        assert across[measure] == "not comparable"
        assert within[measure] not in ("", "not comparable")
    assert across["Human development"] != ""
