"""Rules that the notes of all panels share: verdicts, turns, and why nothing is judged."""

from gcr_analysis import framework
from gcr_analysis.briefing import ThirdCountrySolutions
from gcr_analysis.briefing.sentences import templates


def said(region: str, section: str, year: int = 2025) -> list[str]:
    return [str(each) for each in ThirdCountrySolutions(region, year, 2016).note.said[section]]


def test_a_rise_that_the_last_year_took_back_is_a_challenge_with_the_last_year_first():
    told = said("bureau-the-americas", "challenges")
    fell = "fell by 81\u00a0% in 2025, to 5,380"
    assert any(text.startswith("Resettlement of refugees from") and fell in text for text in told)
    progress = ThirdCountrySolutions("bureau-the-americas", 2025, 2016).evidence.progress
    assert progress.loc["resettlement_from_origin", "rule"] == "turn"
    assert not progress.loc[["destination_concentration_from_origin"], "progress"].eq("progress").any()


def test_without_progress_the_measures_that_were_judged_are_named_with_their_direction():
    [text] = said("bureau-the-americas", "progress")
    assert text.startswith(
        "Only one measure can be judged since 2016: resettlement arrivals as destination, which "
        "moved the wrong way."
    )
    assert "the newest figures of six measures are of 2024, the oldest of 2022" in text


def test_where_nothing_is_judged_the_reasons_are_counted():
    [text] = said("igad", "progress")
    assert text.startswith("No measure can be judged as progress or regress since 2016: ")
    assert "for two measures a single place decides which way it went" in text


def test_every_rule_that_withholds_a_verdict_has_words():
    rules = {rule.id.replace("-", "_") for rule in framework.claims().verdicts.rules}
    assert {f"why_{rule}" for rule in rules - {"one_fact", "proxy"}} <= set(templates("note"))


def test_a_fall_of_the_last_year_back_to_the_baseline_is_no_standstill():
    told = said("m49-eastern-africa", "challenges")
    assert any("fell by 41\u00a0% in 2025, to 23,063" in text for text in told)
    assert "hardly moved" not in " ".join(said("m49-eastern-africa", "progress"))
