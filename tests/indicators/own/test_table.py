"""Tables of an analyst's own: every cell is checked, and what is wrong has a place and a remedy."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from gcr_analysis import framework
from gcr_analysis.errors import GcrError
from gcr_analysis.geography import region
from gcr_analysis.indicators import indicator
from gcr_analysis.indicators.arrays import frame, population, stock
from gcr_analysis.indicators.own import checked
from gcr_analysis.indicators.own.measures import figures_of

Own = Callable[..., Path]
HEAD = "iso3,year,value\n"
PERMITS = """\
    - id: permits_held
      panel: self-reliance
      title: Work permits held
      definition: Valid permits of refugees
      unit: permits
      direction: up
      region: sum
"""


@pytest.fixture
def problems(own_source: Own, declared_figures: str) -> Callable[..., list[str]]:
    """Say what is wrong with a table."""

    def told(table: str, declared: str = declared_figures) -> list[str]:
        own_source("labour", declared, **{"figures.csv": table})
        return checked(framework.own_sources()["labour"]).lines

    return told


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("LBM,2024,1\n", "line 2, column iso3: 'LBM' is no country: did you mean LBN (Lebanon)"),
        ("Congo,2024,1\n", "'Congo' may be COD (Democratic Republic of the Congo) or COG (Congo): write the"),
        ("Lebannon,2024,1\n", "did you mean LBN (Lebanon)?"),
        ("LB,2024,1\n", "'LB' is an ISO2 code: write LBN"),
        ("GFR,2024,1\n", "'GFR' is UNHCR’s own code: write DEU"),
        ("UNK,2024,1\n", "is no country"),
        ("=LBN,2024,1\n", "'=LBN' begins like a formula: write an ISO3 code"),
        (",2024,1\n", "there is no country: write its name, or an ISO3 code"),
        ("LBN,24,1\n", "line 2, column year: '24' is no year: write one from 2000 to 2025"),
        ("LBN,2023/24,1\n", "'2023/24' is no year"),
        ("LBN,1999,1\n", "1999 is before the first year of the data"),
        ("LBN,2031,1\n", "2031 is after the last year of the data"),
        ("LBN,2024,1\nLBN,2024,2\n", "line 3: LBN 2024 is in line 2 already: keep one of them"),
        ("LBN,2024,many\n", "line 2, column value: 'many' is no number: leave the cell empty"),
        ("LBN,2024,-\n", "'-' is no number"),
        (
            'LBN,2024,"30,5"\nJOR,2024,2.5\n',
            "'30,5' has a decimal comma, and other numbers a point: write 30.5",
        ),
        ('LBN,2024,"1,500"\n', "'1,500' may be 1500 or 1.500: write one of them"),
        ('LBN,2024,"1,234,567"\n', "write 1234567"),
        ("LBN,2024,1.234.567\n", "has dots between thousands: write 1234567"),
        ("LBN,2024,31 %\n", "'31 %' has a unit: write 31"),
        ("LBN,2024,-3\n", "-3 is below zero, and percent cannot be"),
        ("LBN,2024,1e999\n", "line 2, column value: '1e999' is beyond all reason: mend it"),
        ("LBN,2024,-1e300\n", "'-1e300' is beyond all reason"),
        ("LBN,2024,130\n", "130 is above a hundred percent: mend it, or say gross: true"),
        ("LBN,2024,\nJOR,2024,\n", "there is no figure of gcr_2_1_1"),
    ],
)
def test_a_cell_that_cannot_be_a_figure_is_told_with_a_remedy(
    problems: Callable[..., list[str]], rows: str, said: str
):
    lines = problems(HEAD + rows)
    assert any(said in line for line in lines), lines
    assert all(line.startswith("own/labour/figures.csv") and "\n" not in line for line in lines)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("30,20,,", "has one end of an interval: give low and high, or neither"),
        ("30,31,35,", "30 is not between low 31 and high 35"),
        ("30,20,40,guessed", "unknown status 'guessed'"),
        ("30,20,40,-cmd", "'-cmd' begins like a formula"),
    ],
)
def test_intervals_and_statuses_are_checked(problems: Callable[..., list[str]], cells: str, said: str):
    assert said in problems(f"iso3,year,value,low,high,status\nLBN,2024,{cells}\n")[0]


def figures(table: str, own_source: Own, declared: str) -> dict[tuple[str, int], float]:
    own_source("labour", declared, **{"figures.csv": table})
    source = framework.own_sources()["labour"]
    assert checked(source).lines == []
    rows = figures_of(source)
    return {(iso3, year): value for iso3, year, value in zip(rows.iso3, rows.year, rows.value, strict=True)}


def test_countries_may_be_written_by_their_names(own_source: Own, declared_figures: str):
    table = HEAD + 'Liban,2024,1\nTurkey,2024,2\nCote d\'Ivoire,2024,3\n"Congo, Dem. Rep.",2024,4\n'
    assert figures(table, own_source, declared_figures) == {
        ("LBN", 2024): 1,
        ("TUR", 2024): 2,
        ("CIV", 2024): 3,
        ("COD", 2024): 4,
    }


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        ("31,5 1,500", (31.5, 1.5)),
        ("1\u202f234,5 12", (1234.5, 12)),
        ("1.234,5 7,25", (1234.5, 7.25)),
        ("0,125 9,999", (0.125, 9.999)),
        ("1\u00a0234 12.5", (1234, 12.5)),
    ],
)
def test_the_numbers_of_a_french_spreadsheet_are_read(
    own_source: Own, declared_figures: str, cells: str, read: tuple[float, float]
):
    declared = declared_figures.replace("of: gcr_2_1_1", "of: gcr_2_1_1\n      gross: true")
    one, other = cells.split(" ")
    table = f"\ufeffiso3;year;value\r\nLiban;2024;{one}\r\nJOR;2024;{other}\r\n"
    assert tuple(figures(table, own_source, declared).values()) == read


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("1,500 2", "'1,500' may be 1500 or 1.500: write one of them"),
        ("1,500 2,250", "'2,250' may be 2250 or 2.250: write one of them"),
        ("12,5 1.500", "'1.500' may be 1500 or 1,500: write one of them"),
        ("12,5 1.5", "'12,5' has a decimal comma, and other numbers a point: write 12.5"),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_is_refused(
    problems: Callable[..., list[str]], cells: str, said: str
):
    one, other = cells.split(" ")
    assert said in " ".join(problems(f"iso3;year;value\nLBN;2024;{one}\nJOR;2024;{other}\n"))


def test_codes_of_unhcr_are_not_taken_for_iso3(problems: Callable[..., list[str]], own_source: Own):
    lines = problems(HEAD + "GFR,2024,1\nAUS,2024,1\n")
    assert any(
        "by which AUS is Austria, not Australia: write all countries by ISO3" in line for line in lines
    )
    assert problems(HEAD + "LBN,2024,1\nAUS,2024,1\n") == []
    remarks = checked(framework.own_sources()["labour"]).remarks
    assert remarks == [
        "own/labour/figures.csv, column iso3: "
        "AUS is read as Australia, by ISO3; in UNHCR’s own codes it is Austria"
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("LBN,2023,0\nLBN,2024,0\nJOR,2024,5\n", "every figure of Lebanon is zero"),
        ("LBN,2024,0\nJOR,2024,0\n", "every figure is zero"),
        ("LBN,2024,0.3\nJOR,2024,0.7\n", "no share is above one: percent are written 0 to 100"),
    ],
)
def test_what_looks_odd_is_remarked_on(problems: Callable[..., list[str]], rows: str, said: str):
    assert problems(HEAD + rows) == []
    assert said in checked(framework.own_sources()["labour"]).remarks[0]


def test_many_problems_of_a_kind_are_told_by_their_number(problems: Callable[..., list[str]]):
    wrong = "".join(f"LBN,{year},x\n" for year in range(2001, 2011))
    assert len(problems(HEAD + wrong)) == 3
    assert checked(framework.own_sources()["labour"]).left_out == 7
    assert problems(HEAD + wrong + 'LBN,2011,"1,500"\n')[-1].endswith("write one of them")
    problems(HEAD + wrong)
    with pytest.raises(GcrError, match=r"line 2, column value: 'x' is no number.* \(9 more: gcr own check\)"):
        indicator("gcr_2_1_1_labour", "LBN", 2024)


def test_a_table_without_its_columns_is_refused(own_source: Own, declared_figures: str):
    for table in ("country,year,value\nLBN,2024,1\n", "iso3,year,share\nLBN,2024,1\n"):
        own_source("labour", declared_figures, **{"figures.csv": table})
        with pytest.raises(GcrError, match="iso3, year and value"):
            indicator("gcr_2_1_1_labour", "LBN", 2024)
    own_source("labour", declared_figures, **{"figures.csv": "country,year,value\nLBN,2024,1\n"})
    with pytest.raises(
        GcrError, match=r"^own/labour/figures.csv has no column iso3: the first row must name"
    ):
        indicator("gcr_2_1_1_labour", "LBN", 2024)


LONG = "iso3,year,indicator,value\nLBN,2024,gcr_2_1_1,30\nLBN,2024,permits_held,500\n"
WIDE = "iso3,year,gcr_2_1_1,permits_held\nLBN,2024,30,500\n"


@pytest.mark.parametrize("table", [LONG, WIDE])
def test_several_measures_stand_in_rows_or_in_columns(own_source: Own, declared_figures: str, table: str):
    own_source("labour", declared_figures + PERMITS, **{"figures.csv": table})
    for id, value in (("gcr_2_1_1_labour", 30), ("permits_held", 500)):
        row = indicator(id, "LBN", 2024).iloc[0]
        assert (row["value"], row["status"], row["source"], row["vintage"]) == (
            value,
            "published",
            "labour",
            "2025-06",
        )


def test_a_row_of_an_unknown_measure_is_told(own_source: Own, declared_figures: str):
    table = LONG + "LBN,2023,permit_held,4\nLBN,2023,,4\n"
    own_source("labour", declared_figures + PERMITS, **{"figures.csv": table})
    assert checked(framework.own_sources()["labour"]).lines == [
        "own/labour/figures.csv, line 4, column indicator: "
        "unknown measure 'permit_held': did you mean permits_held?",
        "own/labour/figures.csv, line 5, column indicator: names no measure: write its id",
    ]


def test_a_column_of_its_own_has_its_interval_and_status(own_source: Own, declared_figures: str):
    table = "iso3,year,gcr_2_1_1,low,high,status\nLBN,2024,30,25,35,proxy\n"
    own_source("labour", declared_figures, **{"figures.csv": table})
    row = indicator("gcr_2_1_1_labour", "LBN", 2024).iloc[0]
    assert row[["value", "low", "high", "status"]].tolist() == [30, 25, 35, "proxy"]


def test_an_interval_beside_several_columns_is_refused(own_source: Own, declared_figures: str):
    table = "iso3,year,gcr_2_1_1,permits_held,low,high\nLBN,2024,30,500,25,35\n"
    own_source("labour", declared_figures + PERMITS, **{"figures.csv": table})
    with pytest.raises(GcrError, match=r"has several columns of figures and low, high, which could belong"):
        checked(framework.own_sources()["labour"])


def test_a_region_made_of_published_figures_is_computed(own_source: Own, declared_figures: str):
    table = HEAD + "".join(f"{iso3},2024,10\n" for iso3 in region("igad").countries)
    own_source("labour", declared_figures, **{"figures.csv": table})
    assert indicator("gcr_2_1_1_labour", "UGA", 2024)["status"].iloc[0] == "published"
    assert indicator("gcr_2_1_1_labour", "igad", 2024)["status"].iloc[0] == "computed"


def test_a_region_is_a_mean_weighted_by_refugees_with_its_coverage(own_source: Own, declared_figures: str):
    own_source("labour", declared_figures, **{"figures.csv": HEAD + "ETH,2024,10\nKEN,2024,40\n"})
    row = indicator("gcr_2_1_1_labour", "igad", 2024).iloc[0]
    hosted = frame(stock("refugees")).loc[2024]
    members = list(region("igad").countries)
    expected = (10 * hosted["ETH"] + 40 * hosted["KEN"]) / (hosted["ETH"] + hosted["KEN"])
    assert row["value"] == pytest.approx(expected)
    assert row["coverage"] == pytest.approx((hosted["ETH"] + hosted["KEN"]) / hosted[members].sum())
    assert row["status"] == "partial"


@pytest.mark.parametrize("how", ["sum", "mean by population"])
def test_a_region_is_made_as_declared(own_source: Own, declared_figures: str, how: str):
    declared = declared_figures + f"      region: {how}\n"
    table = (
        "iso3,year,value,low,high,status\nAFG,2024,10,5,15,\nIRN,2024,40,30,50,proxy\nPAK,2024,20,20,20,\n"
    )
    own_source("labour", declared, **{"figures.csv": table})
    row = indicator("gcr_2_1_1_labour", "ssar", 2024).iloc[0]
    weights = frame(population()).loc[2024, ["AFG", "IRN", "PAK"]]
    rows = [[10, 40, 20], [5, 30, 20], [15, 50, 20]]  # values, lower and upper ends of the three
    expected = [sum(row) if how == "sum" else np.average(row, weights=weights) for row in rows]
    assert row[["value", "low", "high"]].tolist() == pytest.approx(expected)
    assert (row["status"], row["coverage"]) == ("proxy", 1)


def test_figures_of_few_years_follow_the_rules_of_all(own_source: Own, declared_figures: str):
    own_source("labour", declared_figures, **{"figures.csv": HEAD + "LBN,2020,30\nLBN,2022,32\n"})
    rows = indicator("gcr_2_1_1_labour", "LBN", range(2019, 2026)).set_index("year")
    assert rows["value"].fillna(-1).tolist() == [-1, 30, -1, 32, 32, 32, 32]
    assert rows.loc[2025, "value_year"] == 2022
    assert rows.loc[2019, "reason"] == "The series begins in 2020"


def test_the_declared_measure_stays_as_it_is(own_source: Own, declared_figures: str):
    before = indicator("gcr_2_1_1", "LBN", 2024)
    own_source("labour", declared_figures, **{"figures.csv": HEAD + "LBN,2024,99\n"})
    assert indicator("gcr_2_1_1", "LBN", 2024).equals(before)


def test_a_gross_rate_may_exceed_a_hundred(own_source: Own, declared_figures: str):
    own_source("labour", declared_figures + "      gross: true\n", **{"figures.csv": HEAD + "LBN,2024,130\n"})
    assert indicator("gcr_2_1_1_labour", "LBN", 2024)["value"].iloc[0] == 130
