import pytest

from gcr_analysis.snapshot import load
from gcr_analysis.sources import Extract, reader


@pytest.fixture
def values(extracts):
    return reader("published_values")(Extract(extracts)).set_index("id")


def test_one_number_is_a_value_and_several_are_a_text(values):
    assert values.loc["PV098", "value"] == 2_400_000
    assert values.loc[["PV108"], "value"].isna().all()
    assert values.loc["PV108", "value_text"] == "86 / 10 / 4"


def test_a_figure_of_half_a_year_has_no_year(values):
    assert values.loc[["PV128"], "year"].isna().all()
    assert values.loc["PV001", "year"] == 2019


def test_words_beside_a_number_say_how_precise_it_is(values):
    assert values["precision"].to_dict() == {
        "PV001": "rounded",
        "PV098": "rounded",
        "PV108": "rounded",
        "PV128": "rounded",
        "PV139": "at least",
        "needs-2024-origin-syr": "rounded",
    }


def test_a_total_in_both_extracts_stands_once(values):
    assert "needs-2024-total-world" not in values.index


def test_a_total_on_which_the_two_extracts_differ_stands_twice(extracts, change):
    change(
        "published/resettlement_headlines.csv",
        lambda rows: rows.assign(value=rows["value"].replace("2400000", "2500000")),
    )
    needs = reader("published_values")(Extract(extracts)).query("subject == 'projected resettlement needs'")
    assert needs["value"].tolist() == [2_400_000, 2_500_000]
    assert needs["url"].nunique() == 2


def test_same_stands_for_the_address_above(values):
    assert values.loc["needs-2024-origin-syr", "url"] == "http://example.org/f"
    assert values.loc["PV001", "url"] == "http://example.org/a"


def test_subjects_and_units_are_our_own(values):
    row = values.loc["PV001"]
    assert row["subject"] == "aid to refugees and host communities, in-donor costs included"
    assert (row["gcr_code"], row["unit"], row["publication"]) == ("1.1.1", "USD billion", "OECD: survey")


def test_aid_to_refugees_was_44_and_then_48_billion():
    rows = load("published_values")
    aid = rows[rows["subject"] == "aid to refugees and host communities, in-donor costs included"]
    assert aid.set_index("year")["value"].to_dict() == {2019: 44.3, 2021: 48.0}


def test_editions_of_permits_are_never_one_series():
    rows = load("published_values").query("gcr_code == '3.2.1' and year == 2021 and unit == 'permits'")
    assert sorted(rows["value"]) == [156_000, 160_000]
    assert rows["subject"].nunique() == 2


def test_every_figure_says_where_it_was_read():
    assert load("published_values")["url"].str.match(r"https?://\S+$").all()


def test_a_figure_that_its_publisher_carried_stands_before_a_copy(extracts, change):
    ours = "https://www.unhcr.org/needs"
    change(
        "published/resettlement_headlines.csv",
        lambda rows: rows.assign(source_url=rows["source_url"].replace("http://example.org/f", ours)),
    )
    needs = reader("published_values")(Extract(extracts)).query("subject == 'projected resettlement needs'")
    assert needs[["id", "url", "carried_by"]].to_numpy().tolist() == [
        ["needs-2024-total-world", ours, "publisher"]
    ]


def test_every_figure_says_who_carried_it():
    rows = load("published_values").set_index("id")["carried_by"]
    assert (rows["PV078"], rows["PV087"], rows["departures-2020-total-world"]) == (
        "publisher",
        "others",
        "others",
    )
