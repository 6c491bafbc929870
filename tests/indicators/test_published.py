"""Published figures: their periods, who carried them, and between which of them a change is read."""

import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.indicators import indicator, published
from gcr_analysis.indicators.progress import progress
from gcr_analysis.snapshot import load


def test_every_measure_that_quotes_is_declared_and_quotes_subjects_that_there_are() -> None:
    assert published.SUBJECTS.keys() <= framework.indicators().keys()
    subjects = {subject for each in published.SUBJECTS.values() for subject in each}
    assert subjects <= set(load("published_values")["subject"])


@pytest.mark.parametrize("id", published.SUBJECTS)
def test_every_published_figure_says_its_period_as_published(id: str) -> None:
    rows = indicator(id, "world")
    rows = rows[rows["status"].eq("published") & rows["value"].notna() & rows["value_year"].eq(rows["year"])]
    periods = published.rows_on(published.SUBJECTS[id]).groupby("year")["period"].agg(list)
    assert len(rows)
    for year, reason in zip(rows["year"], rows["reason"], strict=True):
        assert any(str(period) in reason for period in periods[year]), reason


def test_a_total_of_two_years_is_called_one_and_is_no_figure_of_a_year() -> None:
    reason = indicator("gcr_1_1_1", "world", 2021)["reason"].item()
    assert reason.startswith("Published as a total of two years, 2020-2021: OECD topic page")
    donors = indicator("gcr_1_1_2", "world", 2019)["reason"].item()
    assert donors.startswith("Published for 2018-2019 together: OECD")


def test_no_change_is_read_between_totals_of_other_recipients() -> None:
    why = published.why_no_change("gcr_1_1_1", 2019, 2021)
    assert why.startswith("Published of Low- and middle-income countries as a total of two years, 2020-2021")
    assert why.endswith("2018-2019: not one series")


def figures(**columns: object) -> pd.DataFrame:
    rows = {
        "id": ["a", "b"],
        "subject": "aid",
        "place": "World",
        "period": ["2019", "2021"],
        "year": [2019, 2021],
        "value": [1.0, 2.0],
        "unit": "USD billion",
        "publication": "Survey",
        "url": "https://press.example/1",
        "carried_by": "publisher",
    }
    return pd.DataFrame(rows | columns)


@pytest.mark.parametrize(
    ("columns", "alike"),
    [
        ({}, True),
        ({"period": ["2018-2019", "2020-2021"]}, True),
        ({"period": ["2018-2019", "2021"]}, False),
        ({"period": ["2018-2019", "2020-21"]}, False),
        ({"place": ["40 countries", "70 countries"]}, False),
        ({"subject": ["aid", "aid, in-donor costs included"]}, False),
    ],
)
def test_a_change_needs_one_subject_one_place_and_periods_of_one_kind(
    columns: dict[str, object], alike: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "load", lambda table: figures(**columns))
    monkeypatch.setitem(published.SUBJECTS, "made_up", ("aid", "aid, in-donor costs included"))
    assert (published.why_no_change("made_up", 2019, 2021) == "") is alike


def test_of_two_rows_for_one_figure_the_publishers_own_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = figures(year=[2021, 2021], period="2021", carried_by=["others", "publisher"])
    monkeypatch.setattr(published, "load", lambda table: rows)
    assert published.rows_on(["aid"])["id"].tolist() == ["b", "a"]


def test_what_others_carried_is_named_so() -> None:
    departures = indicator("gcr_3_1_1", "world", [2020, 2022, 2024]).set_index("year")["reason"]
    assert departures[2020].endswith("as carried by i24news.tv, which is not the publisher")
    assert departures[2024].endswith("as carried by api.shafaq.com, which is not the publisher")
    assert "carried by" not in departures[2022]


def test_no_published_figure_of_another_basis_is_judged() -> None:
    judged = progress("world", 2023, baseline_year=2019)
    judged = judged[judged["indicator"].isin(published.SUBJECTS) & judged["progress"].ne("insufficient data")]
    for each in judged.itertuples():
        assert not published.why_no_change(each.indicator, each.baseline_year, each.value_year)
