import pytest

from gcr_analysis import framework
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.geography import regions
from gcr_analysis.indicators.comparisons.grounds import UNDONE
from gcr_analysis.indicators.progress import INSUFFICIENT, certainty, progress, status, withheld


@pytest.mark.parametrize(
    ("change", "direction", "expected"),
    [
        (5.0, "up", "progress"),
        (-5.0, "up", "regress"),
        (5.0, "down", "regress"),
        (-5.0, "down", "progress"),
        (1.9, "up", "stalled"),
        (-1.9, "down", "stalled"),
        (2.0, "up", "progress"),
        (0.0, "down", "stalled"),
    ],
)
def test_size_is_read_first_and_then_direction(change: float, direction: str, expected: str):
    assert status(change, threshold=2.0, direction=direction) == expected


def test_only_directed_measures_have_a_status():
    declared = framework.indicators()
    assert all(declared[id].direction != "neutral" for id in progress("world", 2024)["indicator"])
    assert "refugees_hosted" not in set(progress("world", 2024)["indicator"])


def test_measures_that_do_not_apply_have_no_row():
    assert "hosting_gini" not in set(progress("LBN", 2024)["indicator"])
    assert "hosting_gini" in set(progress("europe", 2024)["indicator"])


@pytest.mark.parametrize("name", ["world", "europe", "ssar", "UGA", "income-low"])
def test_insufficient_data_have_a_reason_and_other_statuses_have_both_figures(name: str):
    rows = progress(name, 2024, baseline_year=2016)
    insufficient = rows["progress"] == INSUFFICIENT
    assert set(rows["progress"]) <= {"progress", "stalled", "regress", INSUFFICIENT}
    assert (rows.loc[insufficient, "reason"] != "").all()
    assert (rows.loc[~insufficient, "reason"] == "").all()
    assert rows.loc[~insufficient, ["baseline", "value", "threshold"]].notna().all(axis=None)


def test_no_progress_is_read_across_a_large_break():
    rows = progress("ssar", 2024, baseline_year=2016)
    shares = rows[rows["indicator"].str.startswith("protracted_share")]
    assert (shares["baseline_year"] >= 2022).all()  # Afghans in Iran entered the figure in 2022


def test_no_change_is_read_between_numbers_of_few_people():
    rows = progress("TUR", 2025, panel="third-country-solutions").set_index("indicator")
    few = rows["rule"] == "people"
    # 34 people from Türkiye were resettled in 2016 and 289 in 2025: enough for a count, not for its parts.
    assert not few["resettlement_from_origin"]
    assert few["arrivals_per_1000_refugees"]


def test_what_a_ratio_rests_on_is_a_count_of_persons():
    declared = framework.indicators()
    resting = {measure.rests_on for measure in declared.values() if measure.rests_on}
    assert resting and {declared[count].unit for count in resting} == {"persons"}


def test_every_share_and_spread_of_people_says_of_which_count_it_is():
    for id, measure in framework.indicators().items():
        if measure.shape_of or measure.share_of:
            assert measure.rests_on or measure.numerator, id


def test_the_threshold_is_the_declared_one(monkeypatch: pytest.MonkeyPatch):
    before = progress("europe", 2025).set_index("indicator").loc["resettlement_arrivals"]
    contract = framework.claims()
    strict = contract.verdicts.model_copy(update={"otherwise_percent": 1e6})
    monkeypatch.setattr(framework, "claims", lambda: contract.model_copy(update={"verdicts": strict}))
    after = progress("europe", 2025).set_index("indicator").loc["resettlement_arrivals"]
    assert abs(before["change"]) > before["threshold"] and abs(after["change"]) < after["threshold"]
    assert after["progress"] == "stalled"


def test_two_figures_a_year_apart_do_not_suffice():
    rows = progress("world", 2025, baseline_year=2024)
    assert set(rows["progress"]) == {INSUFFICIENT}


def test_a_baseline_that_is_not_before_the_year_is_refused():
    with pytest.raises(GcrError, match="baseline year 2024 is not before 2024"):
        progress("world", 2024, baseline_year=2024)


def test_an_unknown_panel_is_refused():
    with pytest.raises(UnknownNameError, match="did you mean host-country-burden"):
        progress("world", 2024, panel="host-burden")


@pytest.mark.parametrize(
    ("band", "expected"),
    [
        ((2.5, 9.0), "holds"),
        ((-9.0, -2.0), "holds"),
        ((-1.0, 1.0), "holds"),
        ((1.9, 9.0), "may change"),
        ((-3.0, 3.0), "may change"),
        ((float("nan"), float("nan")), ""),
    ],
)
def test_a_status_holds_when_it_is_the_same_wherever_revisions_may_take_the_change(
    band: tuple[float, float], expected: str
):
    assert certainty(band, threshold=2.0, direction="up") == expected


def test_a_verdict_counts_in_its_own_year_only():
    rows = progress("world", 2025, panel="self-reliance").set_index("indicator")
    older = rows[(rows["value_year"] < 2025) & rows["value"].notna()]
    assert len(older) and set(older["progress"]) == {INSUFFICIENT}
    assert "own-year" in set(older["rule"])
    assert (
        progress("world", 2024, panel="self-reliance").set_index("indicator").loc["gcr_2_1_1", "rule"]
        != "own-year"
    )


def test_a_stand_in_counts_neither_way():
    declared = framework.indicators()
    rows = progress(["world", "igad"], 2024)
    stand_ins = [declared[id].status == "proxy" for id in rows["indicator"]]
    assert any(stand_ins) and set(rows[stand_ins]["progress"]) == {INSUFFICIENT}


def test_how_hosting_is_spread_is_never_judged():
    rows = progress(["world", "europe", "income-low"], 2025, panel="host-country-burden")
    shapes = rows[rows["indicator"].isin(["top5_host_share", "top10_host_share", "hosting_gini"])]
    assert len(shapes) and set(shapes["progress"]) == {INSUFFICIENT}
    assert "shape" in set(shapes["rule"])


def test_how_arrivals_are_spread_is_judged_only_where_they_are_judged_and_did_not_fall():
    places = regions("unhcr-region") + regions("m49") + regions("income")
    names = [*(each.id for each in places), "SDN", "SSD"]
    rows = progress(names, 2025, panel="third-country-solutions").set_index(["region", "indicator"])
    declared = framework.indicators()
    assert rows.loc[("SDN", "destinations_from_origin"), "rule"] == "shape"  # without Canada fewer arrived
    judged = [
        (rows.loc[(name, volume), "rule"], rows.loc[(name, volume), "change"] >= 0)
        for (name, id), rule in rows["rule"].items()
        if (volume := declared[id].shape_of) and rule in ("", "one-fact", "disagree")
    ]
    assert judged and set(judged) == {("", True)}


def test_a_rate_that_parts_from_its_numerator_is_no_progress():
    names = [each.id for each in regions("country")]
    rows = progress(names, 2025, panel="third-country-solutions")
    assert "rate-and-level" in set(rows["rule"])


def test_one_fact_has_one_verdict():
    names = list(framework.panels()["third-country-solutions"].default_regions)
    rows = progress(names, 2025, panel="third-country-solutions")
    counted = rows[rows["progress"] != INSUFFICIENT]
    facts = counted.assign(fact=[framework.indicators()[id].fact for id in counted["indicator"]])
    assert not facts.duplicated(["region", "fact"]).any()
    assert "one-fact" in set(rows["rule"])


def test_every_rule_is_declared_and_every_withheld_verdict_has_one():
    rows = progress([each.id for each in regions("platform")], 2025)
    names = {rule.id for rule in framework.claims().verdicts.rules}
    assert set(rows["rule"]) - {""} <= names
    assert ((rows["rule"] == "") == (rows["progress"] != INSUFFICIENT)).all()
    assert int(withheld(rows).to_numpy().sum()) == len(rows)


def test_verdicts_are_those_of_each_region_alone():
    names = ["world", "mirps", "UGA"]
    together = progress(names, 2025)
    for name in names:
        alone = progress(name, 2025)
        assert together[together["region"] == name].reset_index(drop=True).equals(alone)


def test_a_change_that_revisions_may_undo_is_none():
    rows = progress("world", 2024, panel="return-conditions", baseline_year=2016)
    undone = rows[rows["rule"] == "noise"]
    assert len(undone) and (undone["change"].abs() > undone["threshold"]).all()
    assert ((undone["change_low"] <= 0) & (undone["change_high"] >= 0)).all()
    assert set(undone["reason"]) == {UNDONE} and set(undone["certainty"]) == {""}


@pytest.mark.parametrize("name", ["world", "igad", "COL"])
def test_only_a_status_that_is_one_is_certain(name: str):
    rows = progress(name, 2025)
    none = (rows["progress"] == INSUFFICIENT) | rows["change_low"].isna()
    assert (rows.loc[none, "certainty"] == "").all()
    assert rows.loc[~none, "certainty"].isin(["holds", "may change"]).all()
    assert (rows["change_low"] <= rows["change_high"])[rows["change_low"].notna()].all()


def test_no_change_at_all_is_stalled_even_where_any_change_would_count():
    assert status(0.0, threshold=0.0, direction="up") == "stalled"


def test_no_verdict_is_read_from_what_entered_or_left_the_definition():
    rows = progress(["JOR", "SDN", "asia-and-the-pacific", "NGA", "YEM"], 2025, "host-country-burden")
    shares = rows[rows["indicator"] == "protracted_share_low_and_middle_income"].set_index("region")
    # Iraqis in Jordan fell below 25,000, South Sudanese in Sudan passed five years, and people of no known
    # origin were first counted in Central Asia; in Nigeria and Yemen the people themselves came or went.
    assert shares["rule"].to_dict() == {
        "JOR": "definition",
        "SDN": "definition",
        "asia-and-the-pacific": "definition",
        "NGA": "",
        "YEM": "",
    }
