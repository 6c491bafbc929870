"""The memo on a release says what changed, and what only looks like a change."""

import pandas as pd
import pytest

from gcr_analysis.briefing import release_memo
from gcr_analysis.briefing.release_memo import by_country, by_series, memo


def test_a_release_with_one_small_change_says_just_that() -> None:
    text = memo("GT2025", "GT2025r1")
    assert "25 figures changed, in 1 series of 11" in text
    assert (
        "At the end of 2025: 8,998,091 → 8,998,097 (+6; 24 revised, 1 added; 46 in all, up or down)" in text
    )
    assert "By country of asylum: Canada +6" in text
    assert "Unchanged: Refugees under UNHCR's mandate; " in text
    assert "First figures" not in text


def test_a_move_that_rounding_explains_is_called_that() -> None:
    assert "Rounding to multiples of 5 can explain it" in memo("GT2025", "GT2025r1")
    large, _, others = memo("GT2024", "GT2025").partition("Asylum-seekers\n")
    seekers, _, stateless = others.partition("Stateless people\n")
    assert ["Rounding" in part for part in (large, seekers, stateless)] == [False, True, False]


def test_new_years_and_revisions_stand_apart() -> None:
    text = memo("GT2024", "GT2025")
    revised, _, fresh = text.partition("First figures of 2025, which is no revision")
    assert "In 2022: 1,356,261 → 999,261 (−357,000;" in revised
    assert "Poland to Ukraine, 2022: 403,000 → 285,000" in revised
    assert "2025" not in revised.partition("\n")[2]
    assert "Refugees under UNHCR's mandate: 28,461,306" in fresh


def test_figures_of_another_day_are_told_as_such() -> None:
    text = memo("MYT2025", "GT2025")
    assert "2025, for the middle of the year in one release and for its end in the other" in text
    assert "Resettlement arrivals: 81,766, after 28,592 for the other day" in text


def test_a_column_that_went_missing_is_called_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = {"series": "idp_returns", "year": 2020, "origin": "COD", "asylum": "COD"}
    gone = pd.DataFrame([figure | {"before": 50.0, "after": None, "change": -50.0, "kind": "gone"}])
    sums = pd.DataFrame(
        {"before": [50.0], "after": [0.0]},
        index=pd.MultiIndex.from_tuples([("idp_returns", 2020)], names=["series", "year"]),
    )
    monkeypatch.setattr(release_memo, "differences", lambda *_: gone)
    monkeypatch.setattr(release_memo, "totals", lambda *_: sums)
    text = memo("GT2024", "GT2025")
    assert "LOST in 2020: no figure is left of 50" in text
    assert "Democratic Republic of the Congo, 2020: 50 → no figure" in text


def test_a_release_without_changes_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = ["series", "year", "origin", "asylum", "before", "after", "change", "kind"]
    monkeypatch.setattr(release_memo, "differences", lambda *_: pd.DataFrame(columns=columns))
    assert "No figure of a year that both releases have changed." in memo("GT2025", "GT2025r1")


def test_tables_by_series_and_by_country_add_up_to_the_same() -> None:
    series, countries = by_series("GT2024", "GT2025"), by_country("GT2024", "GT2025")
    for side in ("asylum", "origin"):
        assert countries.loc[countries["side"] == side, "change"].sum() == series["change"].sum()
    assert countries["change"].abs().is_monotonic_decreasing
