"""Rules that the notes of all panels share: verdicts, turns, and why nothing is judged."""

from gcr_analysis import framework
from gcr_analysis.briefing import ThirdCountrySolutions
from gcr_analysis.briefing.sentences import templates


def said(region: str, section: str, year: int = 2025) -> list[str]:
    return [str(each) for each in ThirdCountrySolutions(region, year, 2016).note.said[section]]


def test_a_rise_that_the_last_year_took_back_is_a_challenge_with_the_last_year_first():
    told = said("bureau-the-americas", "challenges")
    fell = "fell by 81\u00a0% in 2025, to 5,380"
    assert any(text.startswith("Resettlement of refugees who come from") and fell in text for text in told)
    progress = ThirdCountrySolutions("bureau-the-americas", 2025, 2016).evidence.progress
    assert progress.loc["resettlement_from_origin", "rule"] == "turn"
    assert not progress.loc[["destination_concentration_from_origin"], "progress"].eq("progress").any()


def test_without_progress_the_measures_that_were_judged_are_named_with_their_direction():
    [text] = said("middle-east-and-north-africa", "progress")
    assert text.startswith(
        "Of the ten measures in the table with a right direction only one can be judged since 2016: "
        "resettlement arrivals as origin, which moved the wrong"
    )
    assert "four end before 2025, in 2023 to 2024" in text


def test_a_change_that_the_last_year_alone_made_is_not_judged_whichever_way_it_went():
    [text] = said("bureau-the-americas", "progress")
    assert "none can be judged" in text and "changed in the last year only" in text


def test_only_measures_of_the_table_are_counted_among_those_that_are_not_judged():
    [text] = said("LBN", "progress")
    assert "four have too few people behind them" in text and "without any figure" not in text


def test_only_those_with_figures_in_both_years_decide_where_nobody_else_has_any():
    told = said("middle-east-and-north-africa", "limits")
    assert any("(only the Syrian Arab Republic has figures in both years)" in text for text in told)


def test_where_nothing_is_judged_the_reasons_are_counted():
    [text] = said("igad", "progress")
    assert "none can be judged as progress or regress since 2016: " in text
    assert "on a single place, itself or by the count" in text


def test_every_rule_that_withholds_a_verdict_has_words():
    rules = {rule.id.replace("-", "_") for rule in framework.claims().verdicts.rules}
    assert {f"why_{rule}" for rule in rules} <= set(templates("note"))


def test_a_fall_of_the_last_year_back_to_the_baseline_is_no_standstill():
    told = said("m49-eastern-africa", "challenges")
    assert any("fell by 41\u00a0% in 2025, to 23,063" in text for text in told)
    assert "hardly moved" not in " ".join(said("m49-eastern-africa", "progress"))
