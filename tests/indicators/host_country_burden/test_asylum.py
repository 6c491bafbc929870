from itertools import pairwise

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis.geography import Region, regions, unassigned
from gcr_analysis.indicators import indicator
from gcr_analysis.indicators.arrays import codes, frame, position, row, stock, years
from gcr_analysis.indicators.breaks import breaks_for
from gcr_analysis.indicators.host_country_burden import asylum
from gcr_analysis.indicators.host_country_burden.asylum import Counted
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.groups import Groups
from gcr_analysis.snapshot import data_folder, load

MEASURES = (
    "new_displacement",
    "asylum_applications",
    "asylum_decisions",
    "protection_rate",
    "asylum_backlog_years",
)
ADDITIVE = MEASURES[:3]
IN_CASES = [*range(2000, 2021), 2025]
IN_PERSONS = [2021, 2022, 2023, 2024]
WITH_UNITED_STATES = [
    r.id
    for r in regions()
    if "USA" in r.countries and r.kind in ("world", "unhcr-region", "income", "country")
]


def by_year(measure: str, name: str | Region, years: object = None) -> pd.DataFrame:
    return indicator(measure, name, years).set_index("year")


def sql(query: str) -> pd.Series:
    folder = data_folder().as_posix()
    return (
        duckdb.sql(query.replace("FROM ", f"FROM '{folder}/").replace(".parquet", ".parquet'"))
        .df()
        .set_index("year")["value"]
    )


def test_new_applications_in_persons_are_what_sql_adds_up() -> None:
    ours = by_year("asylum_applications", "world", range(2006, 2026))["value"]
    theirs = sql(
        "SELECT year, sum(applications) AS value FROM asylum_applications.parquet "
        "WHERE type = 'N' AND unit = 'persons' AND year >= 2006 GROUP BY year ORDER BY year"
    )
    assert ours.astype(int).to_dict() == theirs.astype(int).to_dict()


def test_the_protection_rate_is_what_sql_divides() -> None:
    ours = by_year("protection_rate", "DEU")["value"]
    theirs = sql(
        "SELECT year, 100.0 * sum(recognised + complementary) / sum(recognised + complementary + rejected) "
        "AS value FROM asylum_decisions.parquet WHERE asylum = 'DEU' AND unit = 'persons' AND level <> 'TA' "
        "GROUP BY year ORDER BY year"
    )
    pd.testing.assert_series_equal(ours, theirs, check_names=False, check_index_type=False)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("name", WITH_UNITED_STATES)
def test_the_united_states_and_every_aggregate_with_it_is_partial_while_it_counts_cases(
    measure: str, name: str
) -> None:
    status = by_year(measure, name)["status"]
    collected = status[status != "not collected"]
    assert set(collected.reindex(IN_CASES).dropna()) == {"partial"}
    assert set(status.loc[IN_PERSONS]) == {"computed"}


@pytest.mark.parametrize(
    ("measure", "reason"),
    [
        ("new_displacement", "At least: leaves out 291,558 applications that {} and others counted in cases"),
        (
            "asylum_applications",
            "At least: leaves out 291,558 applications that {} and others counted in cases",
        ),
        ("protection_rate", "Leaves out 73,183 decisions that {}, Australia, "),
    ],
)
def test_the_world_of_2025_says_what_is_missing(measure: str, reason: str) -> None:
    figure = by_year(measure, "world", 2025).loc[2025]
    assert figure["status"] == "partial"
    assert figure["reason"].startswith(reason.format("the United States of America"))


def test_without_the_united_states_the_newly_displaced_of_the_world_fell_by_much_less() -> None:
    flows = sql(
        "SELECT year, sum(coalesce(refugees, 0) + coalesce(refugee_like, 0) + coalesce(oip, 0) "
        "+ coalesce(asylum_applications, 0))::DOUBLE AS value FROM displacement_flows.parquet "
        "WHERE asylum <> 'USA' AND year >= 2024 GROUP BY year"
    )
    assert flows.to_dict() == {2024: 4_806_552, 2025: 4_547_765}
    ours = by_year("new_displacement", "world", [2024, 2025])
    assert ours["value"].tolist() == [5_535_645, 5_168_159]
    assert ours["status"].tolist() == ["computed", "partial"]
    assert "unit" in {b.kind for b in breaks_for("world", "new_displacement", (2024, 2025))}
    assert "unit" in {b.kind for b in breaks_for("world", "new_displacement_from_origin", (2024, 2025))}


def test_a_partial_figure_says_who_counted_in_cases() -> None:
    figures = by_year("asylum_applications", "world", [2016, 2025])
    assert figures["reason"].str.contains("the United States of America").all()
    assert figures["reason"].str.contains("counted in cases").all()
    assert (figures["coverage"] < 1).all()


def test_a_few_cases_elsewhere_are_named_and_make_nothing_partial() -> None:
    figure = by_year("asylum_applications", "world", 2022).loc[2022]
    assert figure["status"] == "computed"
    assert "Panama counted in cases" in figure["reason"]


def test_cases_and_persons_never_add() -> None:
    rows = load("asylum_applications", ["year", "asylum", "type", "unit", "applications"])
    new = rows[(rows["type"] == "N") & (rows["asylum"] == "USA") & (rows["year"] == 2025)]
    counted = new.groupby("unit", observed=True)["applications"].sum()
    assert (int(counted["persons"]), int(counted["cases"])) == (629358, 282594)
    assert by_year("asylum_applications", "USA", 2025)["value"].iloc[0] == 629358
    assert by_year("new_displacement", "USA", 2025)["value"].iloc[0] == 629358


def test_cases_that_the_flows_add_to_persons_are_taken_out_of_new_displacement() -> None:
    flows = load("displacement_flows")
    columns = ["refugees", "refugee_like", "oip", "asylum_applications"]
    total = int(flows.loc[flows["year"] == 2025, columns].sum().sum())
    assert by_year("new_displacement", "world", 2025)["value"].iloc[0] == total - 291558


def test_an_estimate_of_persons_from_cases_stays_in_new_displacement() -> None:
    figure = by_year("new_displacement", "USA", 2019).loc[2019]
    assert figure["value"] == 300045
    assert figure["reason"] == (
        "Part of the applications in the United States of America is an estimate from cases"
    )


def test_new_displacement_is_never_less_than_the_new_applications_that_it_contains() -> None:
    for name in ("world", "europe", "the-americas", "DEU", "UGA"):
        flow, new = (by_year(m, name, IN_PERSONS)["value"] for m in MEASURES[:2])
        assert (flow >= new * 0.9999).all(), name


def test_new_applications_begin_when_they_are_told_apart_from_the_others() -> None:
    figures = by_year("asylum_applications", "world", [2005, 2006])
    assert figures["status"].tolist() == ["not collected", "partial"]
    assert figures.loc[2005, "reason"] == "The series begins in 2006"


def test_a_host_that_gives_new_and_repeat_applications_as_one_figure_has_none_rather_than_zero() -> None:
    figure = by_year("asylum_applications", "BGR", 2023).loc[2023]
    assert np.isnan(figure["value"])
    assert figure["reason"] == "New and repeat applications are one figure in Bulgaria"
    assert "Bulgaria" in by_year("asylum_applications", "world", 2023).loc[2023, "reason"]


def test_temporary_asylum_is_a_decision_but_part_of_no_protection_rate() -> None:
    rows = load("asylum_decisions")
    russia = rows[(rows["asylum"] == "RUS") & (rows["year"] == 2014)]
    by_level = (
        russia[["recognised", "complementary", "rejected"]].astype(float).groupby(russia["level"] == "TA")
    )
    rest, temporary = by_level.sum().loc[False], by_level.sum().loc[True]
    assert temporary["complementary"] == 250044
    decided = by_year("asylum_decisions", "RUS", 2014)["value"].iloc[0]
    rate = by_year("protection_rate", "RUS", 2014)["value"].iloc[0]
    assert decided == temporary.sum() + rest.sum()
    assert rate == pytest.approx(100 * (rest["recognised"] + rest["complementary"]) / rest.sum())
    assert rate < 50


def test_fewer_than_a_hundred_decisions_make_no_rate() -> None:
    assert by_year("asylum_decisions", "COL", 2024)["value"].iloc[0] == 66
    figure = by_year("protection_rate", "COL", 2024).loc[2024]
    assert np.isnan(figure["value"])
    assert (figure["status"], figure["reason"]) == ("not collected", "Fewer than 100 decisions")


def test_none_reported_is_not_zero() -> None:
    figure = by_year("asylum_applications", "NIC", 2024).loc[2024]
    assert np.isnan(figure["value"])
    assert (figure["status"], figure["reason"]) == ("not collected", "None reported in persons")


@pytest.mark.parametrize("measure", ADDITIVE)
def test_regions_that_make_up_the_world_add_up_to_it(measure: str) -> None:
    parts = [by_year(measure, r.id)["value"] for r in regions("unhcr-region")]
    rest = Region("rest", "Rest", "own", unassigned(), "", "")
    parts += [by_year(measure, rest)["value"]]
    total = pd.concat(parts, axis=1).sum(axis=1, min_count=1)
    pd.testing.assert_series_equal(total, by_year(measure, "world")["value"], check_names=False)


def test_no_change_is_read_across_the_years_in_which_the_united_states_counted_cases() -> None:
    for measure in (*MEASURES, "applications_closed"):
        crossed = [b.between for b in breaks_for("world", measure, (2016, 2025)) if b.kind == "unit"]
        assert crossed == [(2020, 2021), (2024, 2025)]
    for before, after in pairwise(IN_PERSONS):
        assert not breaks_for("world", "asylum_applications", (before, after))


class One:
    """A region set of the only country that there is."""

    groups = Groups([[0]])


def counted(persons: dict[str, float], cases: dict[str, float]) -> Counted:
    """Figures of 2024 for some countries."""
    arrays = [np.full((len(years()), len(codes())), np.nan) for _ in range(2)]
    for array, unit in zip(arrays, (persons, cases), strict=True):
        for code, amount in unit.items():
            array[row(2024), position()[code]] = amount
    return Counted(*arrays)


def test_by_hand_a_region_counts_the_persons_and_names_the_host_of_the_cases(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = counted({"LBN": 900, "JOR": 100}, {"JOR": 500})
    monkeypatch.setattr(asylum, "decisions_in", lambda columns, but=None: made)
    table = asylum.asylum_decisions(RegionSets.of("middle-east-and-north-africa")).frame()
    assert table.loc[2024, "value"] == 1000
    assert table.loc[2024, "status"] == "partial"
    assert table.loc[2024, "reason"] == "At least: leaves out 500 decisions that Jordan counted in cases"


def test_by_hand_a_host_of_cases_is_not_covered(monkeypatch: pytest.MonkeyPatch) -> None:
    made = counted({"LBN": 900}, {"JOR": 500})
    monkeypatch.setattr(asylum, "decisions_in", lambda columns, but=None: made)
    hosted = frame(stock("refugees")).loc[2024]
    both = asylum.asylum_decisions(RegionSets.of("world")).frame().loc[2024, "coverage"]
    assert both == pytest.approx(1 - hosted["JOR"] / hosted.sum())


@given(persons=st.integers(0, 10**7), cases=st.integers(0, 10**6), scale=st.integers(1, 1000))
def test_what_makes_a_figure_partial_is_a_share_and_no_number(persons: int, cases: int, scale: int) -> None:
    def material(times: int) -> bool:
        counted = Counted(*(np.array([[float(n * times)]]) for n in (persons, cases)))
        return bool(asylum.is_material(counted, One())[0, 0])

    assert material(1) == material(scale)
    assert material(1) == (cases > 0 and cases >= asylum.MATERIAL * (cases + persons))
