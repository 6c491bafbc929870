"""Grounds of comparisons: on made-up figures for each kind, and on figures that show why they are needed."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import duckdb
import numpy as np
import pytest

import gcr_analysis as gcr
from gcr_analysis import framework
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import region, regions
from gcr_analysis.indicators import measures
from gcr_analysis.indicators.arrays import FIRST_YEAR, codes, position
from gcr_analysis.indicators.comparisons import (
    COLUMNS,
    comparison,
    grounds,
    left_out,
    movers,
    pairs,
    same_places,
)
from gcr_analysis.indicators.comparisons.pairs import PairCounts, pair_counts
from gcr_analysis.indicators.measures import figures
from gcr_analysis.indicators.progress import progress
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.snapshot import data_folder, latest_year

YEARS = range(FIRST_YEAR, latest_year() + 1)
HOSTS = ("AFG", "IRN", "PAK")
SSAR = RegionSets.of("ssar")
MadeUp = Callable[..., Indicator]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[MadeUp]:
    """Put made-up counts by host, origin and year behind the number of refugees hosted."""

    def put(counts: dict[tuple[int, str, str], float], cases: dict[int, str] | None = None) -> Indicator:
        persons = np.zeros((len(YEARS), len(codes()), len(codes())))
        for (year, host, origin), number in counts.items():
            persons[year - FIRST_YEAR, position()[host], position()[origin]] = number
        other = np.zeros(persons.shape[:2], dtype=bool)
        for year, host in (cases or {}).items():
            other[year - FIRST_YEAR, position()[host]] = True
        made = PairCounts(persons, other, np.ones_like(other), host_is_own=True)
        declared = framework.indicators()["refugees_hosted"].model_copy(
            update={"breaks": (), "revises": None}
        )
        monkeypatch.setattr(framework, "indicators", lambda: {declared.id: declared})
        blank = figures(declared.id, SSAR)
        for module in (same_places, left_out):
            monkeypatch.setattr(module, "pair_counts", lambda _: made)
        module = importlib_comparison()
        monkeypatch.setattr(module, "_breaks", lambda *_: ())
        monkeypatch.setattr(module, "_large", lambda *_: frozenset())

        def of(_: str, sets: RegionSets, **__: object):
            value = sets.groups.total(persons.sum(axis=2))
            shape = value.shape
            return replace(
                blank,
                value=value,
                low=np.full(shape, np.nan),
                high=np.full(shape, np.nan),
                coverage=np.ones(shape),
                value_year=np.broadcast_to(np.array(YEARS)[:, None], shape),
                status=np.full(shape, "computed"),
                source=np.full(shape, ""),
                words=lambda *_: "",
            )

        for module in (same_places, importlib_comparison()):
            monkeypatch.setattr(module, "figures", of)
        measures.forget()
        return declared

    yield put
    monkeypatch.undo()
    measures.forget()


def importlib_comparison():
    """The module, which shares its name with the function that the package hands on."""
    import sys

    return sys.modules["gcr_analysis.indicators.comparisons.comparison"]


def test_a_change_of_one_member_is_named_with_the_figures_without_it(counted: MadeUp):
    counted(
        {
            (2024, "IRN", "AFG"): 900,
            (2025, "IRN", "AFG"): 2000,
            (2024, "PAK", "AFG"): 800,
            (2025, "PAK", "AFG"): 600,
        }
    )
    found = comparison("refugees_hosted", SSAR, 2024, 2025)
    assert (found.decisive[0], found.role[0], found.without[:, 0].tolist()) == ("IRN", "member", [800, 600])

    assert found.change[0] == 900
    assert found.turning[0] == 2  # the origin, and Iran: Pakistan alone fell


def test_a_place_that_turns_the_direction_is_found(counted: MadeUp):
    counted(
        {
            (2024, "IRN", "AFG"): 500,
            (2024, "PAK", "IRQ"): 5000,
            (2025, "IRN", "AFG"): 2500,
            (2025, "PAK", "IRQ"): 4000,
        }
    )
    found = comparison("refugees_hosted", SSAR, 2024, 2025)
    assert found.change[0] == 1000 and found.turns[0] and found.makes_half[0]
    assert found.without[:, 0].tolist() == [5000, 4000]
    assert found.remaining[0] == 4000


def test_a_host_that_changes_its_unit_leaves_both_ends(counted: MadeUp):
    counted(
        {
            (year, host, "IRQ"): number
            for year, host, number in (
                (2024, "IRN", 9000),
                (2025, "IRN", 100),
                (2024, "PAK", 5000),
                (2025, "PAK", 6000),
            )
        },
        cases={2025: "IRN"},
    )
    found = comparison("refugees_hosted", SSAR, 2024, 2025)
    assert found.value[:, 0].tolist() == [5000, 6000]
    assert found.share[0] < 1


def test_a_pair_without_a_row_has_none_on_record_and_is_not_dropped(counted: MadeUp):
    counted({(2025, "IRN", "IRQ"): 500_000, (2024, "PAK", "IRQ"): 1000, (2025, "PAK", "IRQ"): 1000})
    assert comparison("refugees_hosted", SSAR, 2024, 2025).change[0] == 500_000


def test_few_people_carry_no_change(counted: MadeUp):
    declared = counted({(2024, "IRN", "IRQ"): 40, (2025, "IRN", "IRQ"): 90})
    found = comparison("refugees_hosted", SSAR, 2024, 2025)
    assert "people" in [id for id, where, _ in grounds.failures(declared, found) if where[0]]


def test_a_small_difference_of_large_figures_carries_no_change(counted: MadeUp):
    declared = counted({(2024, "IRN", "IRQ"): 40_000, (2025, "IRN", "IRQ"): 40_090})
    found = comparison("refugees_hosted", SSAR, 2024, 2025)
    assert [id for id, where, _ in grounds.failures(declared, found) if where[0]] == ["difference"]


def test_a_figure_that_repeats_the_year_before_carries_no_change(counted: MadeUp):
    declared = counted(
        {(2023, "IRN", "IRQ"): 9000, (2024, "IRN", "IRQ"): 40_123, (2025, "IRN", "IRQ"): 40_123}
    )
    found = comparison("refugees_hosted", SSAR, 2023, 2025)
    assert [id for id, where, _ in grounds.failures(declared, found) if where[0]] == ["copied"]


def test_a_last_year_against_the_trend_is_told(counted: MadeUp):
    declared = counted({(2022, "IRN", "IRQ"): 1000, (2024, "IRN", "IRQ"): 9000, (2025, "IRN", "IRQ"): 5000})
    found = comparison("refugees_hosted", SSAR, 2022, 2025)
    nothing = np.full(1, np.nan)
    assert found.last_year[0] == -4000
    assert grounds.hedges(declared, found, nothing, nothing)["turn"].tolist() == [True]


def test_a_large_residual_stands_beside_the_change(counted: MadeUp):
    declared = counted({(2022, "IRN", "IRQ"): 1000, (2025, "IRN", "IRQ"): 5000})
    found = comparison("refugees_hosted", SSAR, 2022, 2025)
    for residual, expected in ((-300.0, True), (200.0, False), (np.nan, False)):
        hedges = grounds.hedges(declared, found, np.array([residual]), np.array([1000.0]))
        assert hedges["flows"].tolist() == [expected]


def test_other_people_in_need_of_protection_are_compared_from_their_first_year():
    [row] = gcr.compare("refugees_hosted", "COL", 2025, 2016).to_dict("records")
    assert (row["baseline_year"], row["compared_from"], row["start"]) == (2016, 2018, 1_171_846)
    assert "counted from this year on (2018)" in row["breaks"]


def test_no_variant_stands_across_a_break_that_moved_people_out_of_it():
    [row] = gcr.compare("refugees_hosted", "IRN", 2025, 2016).to_dict("records")
    assert row["variant"] == ""


def test_a_rate_and_its_numerator_that_part_are_told_together():
    rows = gcr.compare("arrivals_per_1000_refugees", [r.id for r in regions("unhcr-region")], 2025, 2016)
    apart = np.sign(rows["change"]) * np.sign(rows["numerator_end"] - rows["numerator_start"]) < 0
    assert (rows["diverges"] == apart).all()
    assert (rows.loc[apart, "hedges"].str.contains("rate-and-level")).all()


def test_pathways_rose_in_one_country_alone():
    [row] = gcr.compare("pathway_departures", "world", 2024, 2022).to_dict("records")
    assert row["turns"] and row["decisive"] == "UGA"
    assert (row["start"], row["end"]) == (11_076, 15_916)  # Ethiopia's figure of 2024 repeats 2023
    assert (row["start_without"], row["end_without"]) == (10_915, 7_509)


def test_the_fall_of_resettlement_is_that_of_one_destination_and_of_the_others():
    [row] = gcr.compare("resettlement_arrivals", "world", 2025, 2024).to_dict("records")
    assert round(row["percent"]) == -57 and row["makes_half"] and not row["turns"]
    made = movers("resettlement_arrivals", "world", 2025, 2024)
    members = made[made["role"] == "member"].set_index("place")
    assert round(members.loc["USA", "share"]) == 88
    assert members.loc["CAN", "contribution"] == -10_490
    assert round(100 * (row["end_without"] / row["start_without"] - 1)) == -16
    assert members["contribution"].sum() == row["change"]


def test_the_fall_of_new_displacement_leaves_out_those_who_count_in_cases():
    [row] = gcr.compare("new_displacement", "world", 2025, 2024).to_dict("records")
    assert round(row["start"] / 1e6, 2) == 4.81
    assert row["end"] / 1e6 == pytest.approx(4.55, abs=0.02)
    assert row["start_status"] == row["end_status"] == "computed"


STOCKS = """
with held as (
    select year, sum(coalesce(refugees, 0) + coalesce(oip, 0))::bigint as persons
    from read_parquet('{data}/population.parquet') where asylum = '{host}' and year in ({first}, {last})
    group by year
)
select (select persons from held where year = {first}), (select persons from held where year = {last})
"""


@pytest.mark.parametrize(
    ("host", "first", "last"), [("LBN", 2024, 2025), ("TUR", 2024, 2025), ("UGA", 2019, 2025)]
)
def test_both_ends_and_flows_agree_with_sql(host: str, first: int, last: int):
    query = STOCKS.format(data=data_folder(), host=host, first=first, last=last)
    start, end = duckdb.sql(query).fetchall()[0]
    [row] = gcr.compare("refugees_hosted", host, last, first).to_dict("records")
    assert (row["start"], row["end"]) == (start, end)
    returned = duckdb.sql(
        f"select sum(persons)::bigint from read_parquet('{data_folder()}/refugee_returns.parquet')"
        f" where asylum = '{host}' and year > {first} and year <= {last}"
    ).fetchall()[0][0]
    assert row["returns"] == returned


@pytest.mark.parametrize("id", [id for id, each in framework.indicators().items() if each.pairs])
def test_pairs_add_up_to_the_measure(id: str):
    sets = RegionSets(regions("platform") + regions("unhcr-region"))
    counts, found = pair_counts(id), figures(id, sets)
    assert counts is not None
    totals = sets.groups.total(counts.persons.sum(axis=2))
    whole = found.known & (found.status != "partial") & (found.value_year == np.array(YEARS)[:, None])
    if counts.other_unit.any():
        whole &= np.array(YEARS)[:, None] > 2020  # until then part of the persons are an estimate from cases
    assert whole.any()
    assert totals[whole] == pytest.approx(found.value[whole], rel=1e-9)


@pytest.mark.parametrize(
    "id", ["refugees_hosted", "hosting_gini", "gcr_2_1_1", "arrivals_per_100000_inhabitants"]
)
def test_leaving_a_member_out_is_asking_for_the_region_without_it(id: str):
    sets = RegionSets.of("igad")
    found = comparison(id, sets, 2022, 2024)
    [row] = gcr.compare(id, "igad", 2024, 2022).to_dict("records")
    if row["role"] == "member":
        rest = replace(
            region("igad"),
            id="rest",
            countries=tuple(c for c in region("igad").countries if c != row["decisive"]),
        )
        alone = comparison(id, RegionSets([rest]), 2022, 2024)
        assert alone.value[:, 0] == pytest.approx(found.without[:, 0], rel=1e-12)


def test_sets_do_not_depend_on_each_other():
    ids = ["world", "mirps", "LBN", "income-low"]
    together = gcr.compare("refugees_hosted", ids, 2025, 2019)
    for n, each in enumerate(ids):
        alone = gcr.compare("refugees_hosted", each, 2025, 2019)
        assert together.iloc[[n]].reset_index(drop=True).equals(alone)


CHANGES = [id for id in framework.indicators() if "since_baseline" in id]


@pytest.mark.parametrize("id", CHANGES)
def test_a_change_is_not_compared_again(id: str):
    with pytest.raises(GcrError, match=f"{id} is itself a change since the baseline year"):
        gcr.compare(id, "world")


@pytest.mark.parametrize("id", [id for id in framework.indicators() if id not in CHANGES])
def test_every_measure_can_be_compared(id: str):
    rows = gcr.compare(id, ["igad", "ssar", "LBN"], 2024, 2019)
    assert tuple(rows.columns) == COLUMNS and len(rows) == 3
    silent = rows["change"].isna()
    assert (rows.loc[silent, "reason"] != "").all()
    names = {ground.id for kind in framework.claims().kinds for ground in kind.grounds}
    assert {each for said in rows["fails"] for each in said.split("; ") if each} <= names
    assert {each for said in rows["hedges"] for each in said.split("; ") if each} <= names


def test_what_stands_there_before_a_series_begins_is_said():
    [row] = gcr.compare("stateless_hosted", "world", 2003, 2001).to_dict("records")
    assert row["fails"].startswith("both-ends") and "begins in 2004" in row["reason"]


def test_a_baseline_that_is_not_before_the_year_is_refused():
    with pytest.raises(GcrError, match="baseline year 2025 is not before 2025"):
        gcr.compare("refugees_hosted", "world", 2025, 2025)
    with pytest.raises(UnknownNameError, match="did you mean refugees_hosted"):
        gcr.compare("refugee_hosted", "world")
    with pytest.raises(GcrError, match="one region at a time"):
        movers("refugees_hosted", ["LBN", "JOR"])  # type: ignore[arg-type]


def test_every_host_in_cases_is_one_that_the_table_names():
    counts = pairs.pair_counts("asylum_applications")
    assert counts is not None
    hosts = {codes()[n] for n in np.flatnonzero(counts.other_unit[2025 - FIRST_YEAR])}
    rows = duckdb.sql(
        f"select distinct asylum from read_parquet('{data_folder()}/asylum_applications.parquet')"
        " where year = 2025 and type = 'N' and unit = 'cases'"
    ).fetchall()
    assert "USA" in hosts and hosts <= {row[0] for row in rows}


def test_a_region_where_one_member_alone_has_both_figures_hangs_on_it():
    [row] = gcr.compare("arrivals_share_of_needs", "ssar", 2025, 2023).to_dict("records")
    assert (row["places"], row["decisive"], row["turns"]) == (1, "AFG", True)
    assert np.isnan(row["end_without"]) and "one-place" in row["hedges"]


def test_of_a_sum_without_its_only_member_nothing_remains():
    [row] = gcr.compare("idp_returns", "igad", 2025, 2016).to_dict("records")
    assert (row["decisive"], row["end_without"]) == ("SDN", 0)
    made = movers("idp_returns", "igad", 2025, 2016)
    assert made["contribution"].sum() == row["change"]


def test_money_in_prices_of_its_own_years_and_bounds_alone_carry_no_change():
    nominal, constant = (
        gcr.compare(id, "world", 2024, 2019).iloc[0]
        for id in ("unhcr_contributions", "unhcr_contributions_constant")
    )
    assert "whole-years" in nominal["fails"] and constant["fails"] == ""
    [funded] = gcr.compare("plan_share_funded", "BGD", 2025, 2024).to_dict("records")
    assert "whole" in funded["fails"].split("; ")


def test_no_percentage_is_given_across_a_break_and_the_break_stands_beside_the_change():
    [row] = gcr.compare("refugees_hosted", "europe", 2025, 2016).to_dict("records")
    assert np.isnan(row["percent"]) and "later" in row["hedges"].split("; ")


def test_a_host_that_counts_in_cases_has_no_change_and_no_zero():
    [row] = gcr.compare("asylum_applications", "USA", 2025, 2024).to_dict("records")
    assert np.isnan(row["start"]) and "counts in cases" in row["reason"]


def test_a_quoted_total_of_the_world_gives_way_to_no_other_series():
    [row] = gcr.compare("gcr_1_1_1", "world").to_dict("records")
    assert np.isnan(row["end"]) or row["end_status"] == "published"


def test_a_counterpart_leaves_no_rate_whose_denominator_it_is_in():
    made = movers("return_rate", "SYR", 2025, 2024)
    assert made.empty


def test_a_member_that_is_high_income_still_weighs_in_a_share():
    made = movers("protracted_share", "world", 2025, 2022)
    assert "RUS" in set(made["place"])


def test_rates_of_few_people_carry_no_change():
    rows = gcr.compare("return_rate", [each.id for each in regions("country")], 2025, 2016)
    few = rows[["numerator_start", "numerator_end"]].max(axis=1) < 100
    some = few & rows["change"].notna() & (rows["compared_from"] < rows["compared_to"])
    assert some.any() and (rows.loc[some, "fails"] != "").all()


def test_naturalised_refugees_are_compared_on_hosts_that_report_in_both_years():
    [row] = gcr.compare("naturalisations_from_origin", "world", 2025, 2019).to_dict("records")
    assert (row["start"], row["end"]) == (49_359, 58_983)
    assert row["share"] < 0.5 and "same-places" in row["fails"]


def test_plans_that_are_in_both_years_hold_a_share_of_the_money():
    [row] = gcr.compare("plan_requirements", "EGY", 2025).to_dict("records")
    assert row["share"] < 0.5 and "same-places" in row["fails"]


def test_both_ends_are_read_once_for_all_who_ask_until_figures_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module, read = importlib_comparison(), []
    true = module.same_places
    monkeypatch.setattr(module, "same_places", lambda *asked: read.append(asked[0].id) or true(*asked))
    for times in (1, 2):
        measures.forget()
        gcr.compare("resettlement_arrivals", "world", 2025, 2024)
        movers("resettlement_arrivals", "world", 2025, 2024)
        progress("world", 2025, "third-country-solutions", 2024)
        assert read.count("resettlement_arrivals") == times
