import pandas as pd

from gcr_analysis.briefing.host_country_burden.atlas import round_down
from gcr_analysis.briefing.host_country_burden.evidence import HostEvidence
from gcr_analysis.numbers import word


def test_the_series_holds_both_groups_and_starts_the_second_when_it_was_first_counted(note_on):
    data = note_on("world").hosted.data.set_index("year")
    mandate, others = data.columns
    assert int(data.loc[2025].sum()) == 35_638_779
    assert pd.isna(data.loc[2017, others]) and data.loc[2018, others] > 0
    assert data.loc[2000, mandate] > 10_000_000


def test_breaks_are_lettered_on_the_chart_and_explained_below_it(note_on):
    breaks = note_on("world").hosted.breaks
    [begins] = [text for text in breaks if "Other people in need" in text]
    letters = {text.split()[0] for text in breaks}
    assert begins == "c 2018: Other people in need of international protection are counted from this year on"
    assert f"{word(len(letters))} breaks" in note_on("world").hosted.alt


def test_a_break_that_only_moves_people_between_the_groups_is_marked_too(note_on):
    assert any("moved from refugees to other people" in text for text in note_on("ssar").hosted.breaks)


def test_hosts_are_shown_with_what_they_host_now_then_and_per_inhabitant(note_on):
    data = note_on("ssar").hosts.data
    assert list(data.columns) == ["country", "Refugees", "Refugees per 1,000 inhabitants", "2024"]
    assert data["country"].tolist() == ["Iran (Islamic Republic of)", "Pakistan", "Afghanistan"]
    assert data["Refugees"].is_monotonic_decreasing


def test_for_a_single_country_the_origins_stand_instead_and_add_up_to_all(note_on):
    shown = note_on("UGA").hosts
    assert shown.id == "origins"
    assert shown.data["Refugees"].sum() == note_on("UGA").evidence.refugees.value
    assert round(shown.data["Share of all"].sum(), 6) == 100


def test_moves_add_up_to_the_change(note_on):
    for region in ("world", "mirps", "LBN"):
        shown = note_on(region).moved.data["Change in refugees"]
        assert shown.iloc[:-1].sum() == shown.iloc[-1]
        assert shown.iloc[-1] == note_on(region).evidence.since("refugees_hosted", 2024).value


def test_the_map_has_no_figure_where_none_are_on_record(note_on):
    values = note_on("world").map.data.set_index("iso3")["value"]
    hosting = set(note_on("world").evidence.hosts["asylum"])
    assert all(pd.isna(value) for iso3, value in values.items() if iso3 not in hosting)
    assert all(pd.isna(value) or value > 0 for iso3, value in values.items() if iso3 in hosting)


def test_the_map_of_a_single_country_shows_its_origins_without_itself(note_on):
    shown = note_on("DEU").map
    assert "DEU" not in set(shown.data["iso3"]) and "UNK" not in set(shown.data["iso3"])
    assert shown.title.startswith("Refugees in Germany come from 155 countries")


def test_shares_of_a_part_know_what_part_it_is():
    burden = HostEvidence("ssar", 2025, 2016)
    assert burden.percent(56, detail="in Iran").ledger()["detail"] == "in Iran"
    assert burden.people(5, of="IRN").region == "IRN"
    assert burden.dense("IRN").region == "IRN"


def test_a_threshold_is_a_number_that_readers_know():
    assert [round_down(value) for value in (0.2, 1, 3, 178_000, 6_000_000)] == [1, 1, 2, 100_000, 5_000_000]


RATIO = "Share of the world's refugees over share of its people and income"


def test_the_table_shows_intervals_years_and_where_a_comparison_starts(note_on):
    table = note_on("igad").table.data.set_index("Measure")
    assert table.loc[RATIO, "2025"] == "5.2 (3.0 to 20.1; 2024)"
    assert table.loc["Share of the five largest hosts", "Status and reading"] == (
        "computed; without Uganda: 99.4\u00a0% to 99.3\u00a0%; counting changed in between; not judged"
    )
    assert table.loc["Partners in support of national arrangements (1.2.2)", "2025"] == "not collected"
    world = note_on("world").table.data.set_index("Measure")
    assert world.loc["Refugees hosted", ["2016", "Change"]].tolist() == [
        "23.0\u00a0million (2018)",
        "+12.7\u00a0million since 2018",
    ]


def test_no_change_is_shown_where_none_is_to_be_read(note_on):
    table = note_on("world").table.data.set_index("Measure")
    assert table.loc["Protection rate", "Change"] == "not comparable"


def test_each_break_is_a_gap_with_the_letter_of_its_text(note_on):
    shown = note_on("world").hosted
    assert all(upright.is_break for upright in shown.drawing.uprights)
    letters = {upright.text: upright.at for upright in shown.drawing.uprights}
    assert list(letters) == list("abcdef")
    assert list(letters.values()) == sorted(letters.values()) and letters["c"] == 2018
    assert {text.split(" ")[0] for text in shown.breaks} == letters.keys()


def test_the_key_names_both_years_of_hosts_and_ratios_stand_in_a_column_of_their_own(note_on):
    refugees, dense = note_on("ssar").hosts.drawing.columns
    assert [mark.label for mark in refugees.marks] == ["End of 2025", "End of 2024"]
    assert refugees.marks[1].field == "2024"
    assert (dense.unit, len(dense.marks)) == ("per 1,000 inhabitants", 1)


def test_no_year_before_is_drawn_across_a_break(note_on):
    shown = note_on("ssar", 2022).hosts
    assert shown.data["2021"].isna().all()
    assert all(mark.shape == "bar" and not mark.label for mark in shown.drawing.columns[0].marks)


def test_the_sum_of_moves_stands_apart_and_falls_have_the_other_colour(note_on):
    drawing = note_on("world").moved.drawing
    (column,) = drawing.columns
    assert drawing.sums and column.signed and column.negative == "accent"


def test_a_map_is_about_the_countries_of_its_data(note_on):
    for region in ("world", "DEU"):
        shown = note_on(region).map
        assert shown.drawing.asked == tuple(shown.data["iso3"])
    assert note_on("world").map.drawing.frame is None
    assert note_on("DEU").map.drawing.outlined == ("DEU",)


def test_parts_that_all_rise_are_not_said_to_move_both_ways(note_on):
    moved = note_on("GTM").moved
    assert (moved.data.iloc[:, 1] > 0).all()
    assert moved.title.endswith("rose for every country of origin with a change in 2025")
