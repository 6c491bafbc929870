"""Pledges by Forum, their stages, goals, and the time left to the next Forum."""

import pytest

from gcr_analysis import framework
from gcr_analysis.errors import GcrError
from gcr_analysis.framework.forum import Forum
from gcr_analysis.indicators import forum, indicator
from gcr_analysis.snapshot import load


def test_every_count_is_the_published_figure_of_its_period_and_carrier() -> None:
    rows = load("published_values").set_index("id")
    table = forum.pledges()
    assert (table["status"] == "published").all()
    for each in table.itertuples():
        quoted = rows.loc[each.figure]
        assert str(quoted["period"]) in each.reason
        assert ("which is not the publisher" in each.reason) == (quoted["carried_by"] == "others")
        assert "pledge" in quoted["subject"]
        assert ("percent" in quoted["unit"] or "share" in quoted["unit"]) == bool(each.of)


def test_pledges_of_each_forum_are_told_count_by_count() -> None:
    made = forum.pledges().query("stage == 'made'")
    assert made.groupby("forum", sort=False)["value"].agg(list).to_dict() == {
        "forum-2019": [770, 1400, 1500],
        "forum-2023": [1600, 1700],
        "since-2019": [3400],
    }
    assert set(made.loc[made["forum"] == "forum-2023", "precision"]) == {"at least"}


def test_stages_of_updates_and_of_all_pledges_are_two_series() -> None:
    table = forum.pledges()
    shares = table[table["of"] != ""]
    assert set(shares.loc[shares["forum"] == "forum-2019", "of"]) == {"updates"}
    assert set(shares.loc[shares["forum"] == "since-2019", "of"]) == {"pledges"}


def test_a_share_in_words_is_a_percentage() -> None:
    [share] = forum.pledges().query("stage == 'fulfilled or in progress'")["value"]
    assert share == pytest.approx(66.67, abs=0.01)


@pytest.mark.parametrize(("year", "left"), [(2023, 4.0), (2025, 2.0), (2018, 1.0)])
def test_years_are_counted_to_the_next_forum(year: int, left: float) -> None:
    assert forum.years_to_next(year) == left


def test_without_a_forum_ahead_it_says_what_to_declare(monkeypatch: pytest.MonkeyPatch) -> None:
    past = {"forum-2019": Forum(id="forum-2019", title="First", date="2019-12")}
    monkeypatch.setattr(framework, "forums", lambda: past)
    with pytest.raises(GcrError, match=r"no Forum after 2025 is declared: add it to framework/forums\.yaml"):
        forum.years_to_next(2025)


def test_every_goal_has_its_measures_and_an_incomplete_count_says_at_most() -> None:
    table = forum.goals(2025).set_index("indicator")
    assert set(table["target"]) == set(framework.targets()) == set(forum.PACES)
    for id, each in table.iterrows():
        assert each["needed"] == indicator(str(id), "world", 2025)["value"].item()
    departures = table.loc["pace_to_target_departures"]
    assert (departures["status"], departures["years_left"]) == ("partial", 4)
    assert departures["reason"].startswith("At most")
