"""Surveys: estimates by their design, checked against computations by hand, and what is refused."""

import subprocess
import sys
from collections.abc import Callable
from math import exp, log
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.errors import GcrError
from gcr_analysis.indicators import indicator
from gcr_analysis.indicators.own import checked, estimates_of
from gcr_analysis.indicators.own.estimates import estimated
from gcr_analysis.indicators.own.microdata import Wave, read_waves

pytest.importorskip("svy")
stats = pytest.importorskip("scipy.stats")

Own = Callable[..., Path]

# Grade, study group and spending of 40 pupils: SAS/STAT User's Guide, The SURVEYMEANS Procedure, Stratified
# Cluster Sample Design. All pupils of a group were asked; there are so many groups in each grade.
PUPILS = """
7 34 7 7 34 7 7 412 4 9 27 14 7 34 2 9 230 15 9 27 15 7 501 2 9 230 8 9 230 7 7 501 3 8 59 20 7 403 4
7 403 11 8 59 13 8 59 17 8 143 12 8 143 16 8 59 18 9 235 9 8 143 10 9 312 8 9 235 6 9 235 11 9 312 10
7 321 6 8 156 19 8 156 14 7 321 3 7 321 12 7 489 2 7 489 9 7 78 1 7 78 10 7 489 2 7 156 1 7 78 6 7 412 6
7 156 2 9 301 8
"""
GROUPS = {7: 608, 8: 252, 9: 403}


def pupils() -> pd.DataFrame:
    cells = np.array(PUPILS.split(), int).reshape(-1, 3)
    rows = pd.DataFrame(cells, columns=["grade", "group", "spending"])
    drawn = rows.groupby("grade")["group"].nunique()
    return rows.assign(weight=rows["grade"].map(GROUPS) / rows["grade"].map(drawn))


def by_hand(
    y: pd.Series,
    weight: pd.Series,
    stratum: pd.Series,
    cluster: pd.Series,
    *,
    inside: pd.Series | None = None,
    totals: dict[int, int] | None = None,
) -> tuple[float, float]:
    """Ratio mean of a domain and its standard error: Taylor linearisation between clusters within strata."""
    inside = pd.Series(True, y.index) if inside is None else inside
    w = weight.where(inside, 0.0)
    y = y.where(inside, 0.0)
    mean = (w * y).sum() / w.sum()
    score = w * (y - mean) / w.sum()
    variance = 0.0
    for name in stratum.unique():
        sums = score[stratum == name].groupby(cluster[stratum == name]).sum()
        of_all = 1 - len(sums) / totals[name] if totals else 1.0
        variance += of_all * len(sums) / (len(sums) - 1) * ((sums - sums.mean()) ** 2).sum()
    return float(mean), float(variance**0.5)


def logit_interval(p: float, error: float, df: int) -> tuple[float, float]:
    middle, half = log(p / (1 - p)), stats.t.ppf(0.975, df) * error / (p * (1 - p))
    low, high = (1 / (1 + exp(-end)) for end in (middle - half, middle + half))
    return low, high


def wave(rows: pd.DataFrame, **answers: pd.Series) -> Wave:
    design = pd.DataFrame(
        {
            "weight": rows["weight"].astype(float),
            "stratum": rows["grade"].astype(str),
            "cluster": rows["grade"].astype(str) + "/" + rows["group"].astype(str),
        }
    )
    return Wave("LBN", 2024, design, pd.DataFrame(answers))


def test_the_computation_by_hand_gives_what_the_manual_publishes():
    rows = pupils()
    columns = rows["weight"], rows["grade"], rows["group"]
    assert by_hand(rows["spending"], *columns, totals=GROUPS) == pytest.approx((8.923860, 0.650859), abs=5e-7)
    less = (rows["spending"] < 10).astype(float)
    assert by_hand(less, *columns, totals=GROUPS) == pytest.approx((0.561437, 0.056368), abs=5e-7)


def test_an_estimate_is_that_of_the_computation_by_hand():
    rows = pupils()
    less = (rows["spending"] < 10).astype(float)
    p, error = by_hand(less, rows["weight"], rows["grade"], rows["group"])
    low, high = logit_interval(p, error, df=16 - 3)
    [found] = estimated(wave(rows, less=less))
    assert (found.value, found.error) == pytest.approx((100 * p, 100 * error))
    assert (found.low, found.high) == pytest.approx((100 * low, 100 * high))
    assert (found.answers, found.clusters, found.strata) == (40, 16, 3)


@pytest.mark.parametrize("seed", range(4))
def test_a_subgroup_and_missing_answers_are_a_domain_of_the_whole_design(seed: int):
    draw = np.random.default_rng(seed)
    rows = pd.DataFrame({"grade": np.repeat([1, 2, 3], 60), "group": np.repeat(np.arange(18), 10) % 6})
    rows["weight"] = draw.uniform(20, 300, 180)
    y = pd.Series(draw.integers(0, 2, 180), dtype=float)
    asked = pd.Series(draw.random(180) < 0.3) & ~((rows["grade"] == 1) & (rows["group"] == 0))
    p, error = by_hand(y, rows["weight"], rows["grade"], rows["group"], inside=asked)
    [found] = estimated(wave(rows, y=y.where(asked)))
    assert (found.value, found.error, found.answers) == pytest.approx((100 * p, 100 * error, asked.sum()))
    inside = rows[asked]
    df = len(inside[["grade", "group"]].drop_duplicates()) - inside["grade"].nunique()
    low, high = logit_interval(p, error, df)
    assert (found.low, found.high) == pytest.approx((100 * low, 100 * high))
    assert df < 18 - 3


def test_a_centred_cluster_counts_by_its_distance_from_the_mean_of_all():
    rows = pupils()
    rows.loc[rows["group"] == 143, "grade"] = 10  # a stratum of its own
    less, others = (rows["spending"] < 10).astype(float), rows["grade"] != 10
    weight, mean = rows["weight"], np.average(rows["spending"] < 10, weights=rows["weight"])
    score = weight * (less - mean) / weight.sum()
    variance = score[~others].sum() ** 2  # the mean over all clusters is zero
    for _, stratum in score[others].groupby(rows["grade"]):
        sums = stratum.groupby(rows["group"]).sum()
        variance += len(sums) / (len(sums) - 1) * ((sums - sums.mean()) ** 2).sum()
    [found] = estimated(wave(rows, less=less), centre=True)
    assert (found.value, found.error) == pytest.approx((100 * mean, 100 * variance**0.5))


@pytest.mark.parametrize(("answer", "value"), [(1.0, 100), (0.0, 0)])
def test_where_all_answer_alike_the_interval_is_still_one(answer: float, value: int):
    rows = pupils()
    [found] = estimated(wave(rows, y=pd.Series(answer, rows.index)))
    assert (found.value, found.error) == (value, 0)
    assert 2 < found.high - found.low < 15
    assert value in (found.low, found.high)


def test_estimates_are_the_same_each_time(own_source: Own, declared_survey: str, answered: str):
    own_source("household", declared_survey, **{"answers.csv": answered})
    first = estimates_of(framework.own_sources()["household"])
    own_source("household", declared_survey, **{"answers.csv": answered})
    assert estimates_of(framework.own_sources()["household"]) == first


def test_an_estimate_is_a_measure_of_its_country_and_of_no_other(
    own_source: Own, declared_survey: str, answered: str
):
    own_source("household", declared_survey, **{"answers.csv": answered})
    [estimate] = estimates_of(framework.own_sources()["household"])
    row = indicator("gcr_2_1_1_household", "LBN", 2025).iloc[0]
    assert row[["value", "low", "high"]].tolist() == [estimate.value, estimate.low, estimate.high]
    assert (row["status"], row["value_year"], row["source"]) == ("estimate", 2024, "household")
    assert f"{estimate.answers} answers" in row["reason"]
    assert "standard error" in row["reason"]
    assert indicator("gcr_2_1_1_household", "world", 2025)["status"].iloc[0] == "not applicable"
    assert indicator("gcr_2_1_1_household", "JOR", 2025)["status"].iloc[0] == "not collected"


def test_a_country_may_be_declared_in_small_letters(own_source: Own, declared_survey: str, answered: str):
    declared = declared_survey.replace("country: LBN", "country: lbn")
    own_source("household", declared, **{"answers.csv": answered})
    assert indicator("gcr_2_1_1_household", "LBN", 2025)["status"].iloc[0] == "estimate"


def test_codes_with_decimals_are_the_same_codes(own_source: Own, declared_survey: str, answered: str):
    own_source("household", declared_survey, **{"answers.csv": answered})
    expected = estimates_of(framework.own_sources()["household"])
    head, *rows = answered.splitlines()
    decimal = "\n".join([head, *(f"{row}.0" for row in rows)])
    own_source("household", declared_survey, **{"answers.csv": decimal})
    assert estimates_of(framework.own_sources()["household"]) == expected
    own_source("household", declared_survey.replace("[1]", '["1.0"]'), **{"answers.csv": answered})
    assert estimates_of(framework.own_sources()["household"]) == expected


def test_nobody_waits_for_a_survey_of_another_country(own_source: Own, declared_survey: str, answered: str):
    own_source("household", declared_survey, **{"answers.csv": answered})
    script = (
        "import sys, gcr_analysis as gcr; gcr.indicators('JOR', panel='self-reliance'); "
        "print(sorted({'svy', 'polars'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_countries_and_years_of_one_file_are_surveys_of_their_own(
    own_source: Own, declared_survey: str, answered: str
):
    head, *rows = answered.splitlines()
    places = ["LBN,2022", "LBN,2024", "JOR,2024"]
    table = [f"{head},where,asked", *(f"{row},{place}" for place in places for row in rows)]
    declared = declared_survey.replace("country: LBN", "country_column: where")
    declared = declared.replace("year: 2024", "year_column: asked")
    own_source("household", declared, **{"answers.csv": "\n".join(table)})
    found = estimates_of(framework.own_sources()["household"])
    assert [(each.iso3, each.year, each.clusters) for each in found] == [
        ("JOR", 2024, 8),
        ("LBN", 2022, 8),
        ("LBN", 2024, 8),
    ]
    assert len({each.value for each in found}) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("column: may_work", "column: works", "unknown column in own/household/answers.csv 'works'"),
        ("weight: weight", "weight: wgt", "did you mean weight?"),
        ("counted: [1]", "counted: [3]", "nobody answered '3', which counted names"),
        ("missing: [98]", "missing: []", "'98' (49 rows) is in none of counted, not_counted and missing"),
        ("counted: [1]", "counted: [1, 2]", "'2' is in counted and in another list"),
        ("least: 18, most: 59", "least: 180", "nobody is in the subgroup 'adults of working age'"),
        ("not_counted: [2]", "not_counted: []", "not_counted [] names no answer: a share needs answers"),
        ("least: 18, most: 59", "least: 59, most: 18", "least 59 is more than most 18: swap them"),
        ("country: LBN", "country: Korea", "'Korea' may be KOR (Republic of Korea) or PRK"),
        ("year: 2024", "year: 2030", "2030 is after the last year of the data"),
        ("stratum: district", "stratum: village\n  cluster2: x", "unknown key"),
        (
            "  stratum: district\n  cluster: village\n",
            "  cluster: weight\n  stratum: weight\n",
            "have one cluster only",
        ),
    ],
)
def test_a_survey_that_does_not_fit_its_file_is_one_clear_line(
    own_source: Own, declared_survey: str, answered: str, *, old: str, new: str, said: str
):
    assert old in declared_survey
    own_source("household", declared_survey.replace(old, new), **{"answers.csv": answered})
    try:
        lines = checked(framework.own_sources()["household"]).lines
    except GcrError as refused:
        lines = [str(refused)]
    assert any(said in line for line in lines), lines


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (",north,1,30,1", "column weight: is empty in 1 row: give every row a weight"),
        ("0,north,1,30,1", "column weight: weight 0 is zero: leave out who stands for nobody"),
        ("-5,north,1,30,1", "column weight: weight -5 is below zero"),
        ("1e999,north,1,30,1", "column weight: '1e999' is beyond all reason"),
        ("heavy,north,1,30,1", "column weight: 'heavy' is no number"),
        ("50,,1,30,1", "column district: is empty in 1 row: give every row its stratum"),
        ("50,north,,30,1", "column village: is empty in 1 row: give every row its cluster"),
        ("50,east,1,30,1", "stratum east has one cluster only, from which no standard error follows"),
        ("50,north,1,old,1", "column age: 'old' is no number"),
    ],
)
def test_a_row_that_cannot_be_is_told_with_its_line(
    own_source: Own, declared_survey: str, answered: str, cells: str, said: str
):
    own_source("household", declared_survey, **{"answers.csv": answered + cells + "\n"})
    lines = checked(framework.own_sources()["household"]).lines
    assert any(said in line for line in lines), lines
    assert "east" in cells or any("line 162" in line for line in lines)


def test_a_stratum_with_one_cluster_may_be_centred(own_source: Own, declared_survey: str, answered: str):
    declared = declared_survey.replace("  cluster: village", "  cluster: village\n  single_clusters: centre")
    own_source("household", declared, **{"answers.csv": answered + "50,east,1,30,1\n"})
    [estimate] = estimates_of(framework.own_sources()["household"])
    assert estimate.strata == 3
    assert estimate.error > 0


def test_a_question_that_one_of_two_surveys_asked_is_estimated_for_that_one(
    own_source: Own, declared_survey: str, answered: str
):
    head, *rows = answered.splitlines()
    table = [f"{head},asked", *(f"{row},2022" for row in rows)]
    table += [f"{row.rpartition(',')[0]},,2024" for row in rows]
    declared = declared_survey.replace("year: 2024", "year_column: asked")
    own_source("household", declared, **{"answers.csv": "\n".join(table)})
    source = framework.own_sources()["household"]
    assert [estimate.year for estimate in estimates_of(source)] == [2022]
    table = [f"{head},asked", *table[len(rows) + 1 :]]
    own_source("household", declared, **{"answers.csv": "\n".join(table)})
    assert "nobody answered '1', which counted names" in checked(source).lines[0]


def test_few_answers_are_flagged(own_source: Own, declared_survey: str):
    rows = [f"{50 + n},{'north' if n % 2 else 'south'},{n % 4},30,{1 + n % 3 % 2}" for n in range(20)]
    table = "weight,district,village,age,may_work\n" + "\n".join(rows)
    own_source("household", declared_survey.replace("      missing: [98]\n", ""), **{"answers.csv": table})
    remarks = checked(framework.own_sources()["household"]).remarks
    assert remarks == [
        "own/household/answers.csv, LBN 2024: "
        "gcr_2_1_1_household rests on 20 answers, fewer than 30: the note says so"
    ]
    assert "20 answers, fewer than 30" in indicator("gcr_2_1_1_household", "LBN", 2024)["reason"].iloc[0]


def test_a_survey_without_a_design_is_a_simple_sample(own_source: Own, declared_survey: str, answered: str):
    for line in ("  weight: weight\n", "  stratum: district\n", "  cluster: village\n"):
        declared_survey = declared_survey.replace(line, "")
    own_source("household", declared_survey, **{"answers.csv": answered})
    [estimate] = estimates_of(framework.own_sources()["household"])
    p, n = estimate.value / 100, 160
    share = estimate.answers / n
    assert estimate.error / 100 == pytest.approx((p * (1 - p) / (n * share) * n / (n - 1)) ** 0.5)


def test_weights_may_have_decimal_commas(own_source: Own, declared_survey: str, answered: str):
    def weights(table: str) -> list[float]:
        own_source("household", declared_survey, **{"answers.csv": table})
        [wave], problems = read_waves(framework.own_sources()["household"])
        assert problems.lines == []
        return wave.design["weight"].tolist()

    head, *rows = answered.splitlines()
    parted = [row.replace(",", ";").partition(";") for row in rows]
    in_points = [f"{weight}.5{mark}{rest}" for weight, mark, rest in parted]
    in_commas = [f"{weight},5{mark}{rest}" for weight, mark, rest in parted]
    header = head.replace(",", ";")
    assert weights("\n".join([header, *in_commas])) == weights("\n".join([header, *in_points]))
