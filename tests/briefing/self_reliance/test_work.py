"""The right to work in law against practice, as figure, rows of the table and sentence."""

import pytest

from gcr_analysis.briefing.display import Words
from gcr_analysis.geography import region
from gcr_analysis.indicators.self_reliance.work_rights import law_and_practice


def test_hosts_stand_by_the_refugees_in_them_and_the_title_counts_those_that_are_shown(reliance_in):
    figure = reliance_in("world").work
    scored = law_and_practice(region("world"), 2025).dropna(subset=["law", "practice"])
    largest = scored.head(10)
    assert (
        figure.data.iloc[:, [1, 2, 3]].to_numpy().tolist()
        == largest[["law", "practice", "gap"]].to_numpy().tolist()
    )
    assert int((largest["gap"] > 0).sum()) == 6
    assert "In six of the ten hosts in the world shown that a survey scored in 2022" in figure.title


def test_sources_of_other_methods_stand_apart_each_named_with_its_year(reliance_in):
    figure = reliance_in("europe").work
    assert "Apart, by another method" in figure.subtitle and "survey of experts in 2022" in figure.subtitle
    reading = dict(zip(figure.data.iloc[:, 0], figure.data.iloc[:, 6], strict=True))
    assert reading["Greece"] == "100\u00a0% (2022)" and reading["Germany"] == "not reported"
    assert all(producer in figure.source for producer in ("Center for Global Development", "IATI"))
    assert "not verified with the producer" in figure.source


def test_scores_have_the_ends_of_their_scale_and_reports_a_column_of_their_own(reliance_in):
    scores, gap, reported = reliance_in("world").work.drawing.columns
    assert (scores.ends, scores.ticks, scores.silent) == ((1, 5), (1, 2, 3, 4, 5), True)
    link, ring, dot = scores.marks
    assert (link.field, link.to) == (ring.field, dot.field) == ("In law", "In practice")
    rows = reliance_in("world").work.data
    assert (rows[link.by] == (rows[gap.field] > 0)).all() and link.colours == {"True": "accent"}
    assert (reported.unit, reported.ends, reported.written) == ("percent", (0, 100), rows.columns[6])
    assert scores.head != reported.head


def test_a_country_has_its_rights_in_rows_and_a_gap_where_the_law_was_scored(reliance_in):
    figure = reliance_in("EGY").work
    rows = figure.data.set_index(figure.data.columns[0])
    assert list(rows.index) == ["Right to work", "Freedom of movement", "Primary school", "Secondary school"]
    assert rows.loc["Right to work"].iloc[:3].tolist() == [4, 3, 1]
    assert rows.iloc[1:, [0, 2]].isna().all(axis=None)
    assert list(rows.iloc[:, 5]) == ["not reported", "93\u00a0% (2024)", "", ""]
    assert figure.title.endswith("scores 4.0 of 5 in law and 3.0 in practice")
    assert "both in law and in practice" in reliance_in("COL").work.title


@pytest.mark.parametrize(("place", "year"), [("RUS", 2025), ("NRU", 2025), ("world", 2021), ("EGY", 2018)])
def test_there_are_words_where_the_survey_scored_nobody_or_not_yet(reliance_in, place, year):
    made = reliance_in(place, year)
    assert isinstance(made.work, Words) and made.work.text.endswith(".")
    assert not any(name.startswith("Right to work in") for name in made.table.data["Measure"])


def test_the_table_has_both_scores_below_the_share_that_operations_report_and_reads_no_change(reliance_in):
    table = reliance_in("world").table.data
    names = list(table["Measure"])
    first = names.index("Right to decent work (2.1.1)")
    assert names[first + 1 : first + 3] == ["Right to work in law", "Right to work in practice"]
    rows = table.set_index("Measure").loc[names[first + 1]]
    assert (rows["2025"], rows["Change"]) == ("3.6 (3.2 to 3.9; 2022)", "")
    assert "covers 82\u00a0%" in rows["Status and reading"]
    assert "Refugees in acute food insecurity" in set(reliance_in("JOR").table.data["Measure"])
