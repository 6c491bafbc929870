"""What refugee response plans asked for and received, as figure, rows of the table and sentence."""

from math import ceil

import pytest

from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.briefing.host_country_burden.asked import hosts_in_plans
from gcr_analysis.indicators import indicator
from gcr_analysis.numbers import word


def measured(id, region, year):
    return float(indicator(id, region, year)["value"].iloc[0])


def test_hosts_stand_by_what_was_asked_with_the_rest_and_the_sum_which_is_the_measure(note_on):
    figure = note_on("world").asked
    names, *amounts = (list(figure.data.iloc[:, column]) for column in range(3))
    assert names[:2] == ["Lebanon", "Bangladesh"] and len(names) == 12
    hosts = amounts[0][:10]
    assert hosts == sorted(hosts, reverse=True)
    for column, id in zip(amounts, ("plan_requirements", "plan_funding"), strict=True):
        assert sum(column[:-1]) == pytest.approx(column[-1]) == measured(id, "world", 2025)
    assert figure.data.iloc[-1, 3] == pytest.approx(measured("plan_share_funded", "world", 2025))
    assert figure.title.startswith(
        "At least 17\u00a0% of what refugee response plans asked for in 2025 in 39 hosts"
    )


def test_the_subtitle_says_until_when_money_was_recorded_what_is_absent_and_what_it_covers(note_on):
    said = note_on("world").asked.subtitle
    assert "recorded as received by 19 April 2026" in said and "at least so much" in said
    assert "hold 58\u00a0% of the refugees; others are left out" in said
    assert said.endswith("A proxy of indicator 1.1.1")
    assert "not verified with the producer" in note_on("world").asked.source


def test_no_title_takes_a_share_from_hosts_of_less_than_half_of_the_refugees(note_on):
    title = note_on("europe").asked.title
    assert title.startswith(
        "The source used here has amounts of refugee response plans for six hosts in Europe in"
    )
    assert "recorded" not in title


def test_hosts_that_are_counted_with_their_refugees_are_those_where_money_was_asked_for(note_on):
    figure = note_on("world", 2020).asked
    found = hosts_in_plans(note_on("world", 2020).evidence, 2020)
    asked = int(found["asked"].notna().sum())
    assert (
        asked < len(found)
        and f"{word(asked) or asked} hosts in the world in 2020, with 27\u00a0%" in figure.title
    )


def test_a_single_country_is_drawn_by_year_in_constant_dollars(note_on):
    figure = note_on("BGD").asked
    assert list(figure.data.iloc[:, 0]) == [str(year) for year in range(2017, 2026)]
    assert figure.data.iloc[1, 1] == pytest.approx(measured("plan_requirements_constant", "BGD", 2018))
    assert "US dollars of 2024" in figure.subtitle and "plans for Rohingya" in figure.subtitle
    share = measured("plan_share_funded", "BGD", 2025)
    assert figure.title.startswith(f"At least {int(share)}\u00a0%") and "USD" not in figure.title


def test_what_was_received_is_no_part_of_an_amount_that_does_not_stand(note_on):
    figure = note_on("JOR").asked
    row = figure.data.set_index(figure.data.columns[0]).loc["2019"]
    assert row.iloc[[0, 2]].isna().all() and row.iloc[1] > 0 and not row.iloc[3]
    assert "Without an amount asked for: 2019 (the source’s amount cannot stand" in figure.subtitle
    assert "2019 no amount asked for" in figure.alt
    world = note_on("world", 2019).asked
    assert world.data.set_index(world.data.columns[0]).loc["Jordan"].iloc[[0, 2]].isna().all()
    assert "Without an amount asked for: Jordan (the source’s amount" in world.subtitle


def test_a_year_without_a_plan_says_of_which_year_its_share_is(note_on):
    title = note_on("ETH", 2018).asked.title
    assert title.startswith("No amount for 2018 is on record") and title.count("2015") == 1


@pytest.mark.parametrize("region", ["TCD", "DEU", "NRU"])
def test_a_host_in_no_plan_has_words_and_no_rows(note_on, region):
    made = note_on(region)
    assert isinstance(made.asked, Words)
    assert "does not mean without needs or funding" in made.asked.text
    assert not any("response plans" in name for name in made.table.data["Measure"])
    assert "response plans" not in str(made.note.as_dict()["sections"])


@pytest.mark.parametrize("year", range(2018, 2026))
def test_each_year_has_its_figure(note_on, year):
    found = hosts_in_plans(note_on("mirps", year).evidence, year)
    shown = note_on("mirps", year).asked
    assert isinstance(shown, Figure) == bool(len(found))


def test_a_year_before_the_source_has_no_hosts(note_on):
    assert hosts_in_plans(note_on("world", 2010, 2005).evidence, 2010).empty
    assert isinstance(note_on("world", 2010, 2005).asked, Words)


def test_the_table_shows_plans_with_their_bounds_status_and_source(note_on):
    table = note_on("world").table
    rows = table.data.set_index("Measure")
    cells = rows.loc["Asked for by refugee response plans (1.1.1)"]
    assert cells["2025"] == "USD\u00a010.3\u00a0billion"
    assert cells["Change"] == "" and cells["Status and reading"] == "proxy; covers 58\u00a0%"
    assert "OCHA Financial Tracking Service" in table.source
    here = note_on("COL").table.data.set_index("Measure")
    received = here.loc["Recorded as received by refugee response plans, in constant prices"]
    assert received["2025"].startswith("at least") and received["Status and reading"] == "proxy"


def test_support_says_what_is_missing_at_most_and_who_is_left_out(note_on):
    items = [item for part in note_on("igad").note.as_dict()["sections"] for item in part["items"]]
    (said,) = (item["text"] for item in items if "response plans" in item["text"])
    asked, received = (measured(f"plan_{name}", "igad", 2025) for name in ("requirements", "funding"))
    assert f"lack at most USD\u00a0{ceil((asked - received) / 1e7) / 100:.2f}\u00a0billion" in said
    assert said.endswith("Hosts with 29\u00a0% of the refugees have no amount in this source.")


def test_what_was_received_is_hollow_where_it_is_not_of_the_same_plans(note_on):
    figure = note_on("JOR").asked
    drawn, *numbers = figure.drawing.columns
    asked, received = drawn.marks
    assert (asked.shape, received.shape) == ("bar", "inner") and drawn.silent
    assert [column.field for column in numbers] == ["Asked for", "Received", "Share"]
    rows = figure.data.set_index(figure.data.columns[0])
    assert bool(rows.loc["2019", received.hollow]) and not rows.loc["2025", received.hollow]
