"""`gcr compare` prints two years of a measure with the grounds of the change, or one line."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis.indicators.comparisons import COLUMNS

Gcr = Callable[..., tuple[int, str, str]]
ARRIVALS = ("compare", "--indicator", "resettlement_arrivals", "--region", "world")


def test_a_comparison_says_both_ends_and_its_grounds(gcr: Gcr) -> None:
    code, out, err = gcr(*ARRIVALS, "--baseline", "2024")
    assert (code, err) == (0, "")
    assert "81,766 in 2025, after 188,759 in 2024: -106,993 (-56.7 %)" in out
    assert "USA -94,018, CAN -10,490" in out
    assert "without United States of America (member) 70,253, after 83,228" in out
    assert "yes, with one-place" in out


def test_the_year_compared_is_said_where_it_is_not_the_one_asked_for(gcr: Gcr) -> None:
    _, out, _ = gcr("compare", "--indicator", "refugees_hosted", "--region", "Colombia")
    assert "2,812,242 in 2025, after 1,171,846 in 2018" in out
    assert "asked from 2016, compared from 2018" in out


def test_several_regions_are_several_rows(gcr: Gcr) -> None:
    _, out, _ = gcr(*ARRIVALS, "--region", "europe", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert tuple(rows[0]) == COLUMNS and [row["region"] for row in rows] == ["world", "europe"]
    _, out, _ = gcr(*ARRIVALS, "--format", "json")
    assert json.loads(out)[0]["compared_from"] == 2016


def test_a_region_of_ones_own_is_compared(gcr: Gcr, tmp_path: Path) -> None:
    file = tmp_path / "two.yaml"
    file.write_text("name: two\ntitle: Two hosts\ncountries: [LBN, JOR]\n", encoding="utf-8")
    code, out, _ = gcr(
        "compare", "--indicator", "refugees_hosted", "--region", str(file), "--baseline", "2024"
    )
    assert code == 0 and out.startswith("Refugees hosted: Two hosts")
    assert "by member       LBN" in out


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--baseline", "2025"), "baseline year 2025 is not before 2025: give an earlier one"),
        (("--year", "2016"), "baseline year 2016 is not before 2016: give an earlier one"),
        (("--baseline", "1999"), "1999"),
        (("--year", "next"), "next"),
        (("--as-of", "GT1999"), "GT1999"),
    ],
)
def test_wrong_years_are_one_line(gcr: Gcr, asked: tuple[str, ...], said: str) -> None:
    code, out, err = gcr(*ARRIVALS, *asked)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--indicator", "resetlement_arrivals", "--region", "world"), "did you mean resettlement_arrivals"),
        (("--indicator", "resettlement_arrivals", "--region", "wrld"), "did you mean world"),
        (("--indicator", "resettlement_arrivals"), "no region given"),
        (("--indicator", "change_since_baseline", "--region", "world"), "itself a change"),
        (("--region", "world"), "--indicator"),
    ],
)
def test_wrong_names_are_one_line(gcr: Gcr, asked: tuple[str, ...], said: str) -> None:
    code, out, err = gcr("compare", *asked)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_a_measure_that_has_no_meaning_there_says_so(gcr: Gcr) -> None:
    code, out, _ = gcr("compare", "--indicator", "hosting_gini", "--region", "LBN")
    assert code == 0 and "A single country has no distribution" in out
