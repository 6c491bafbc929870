import numpy as np
import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.geography import Region, region, regions, unassigned
from gcr_analysis.indicators import indicator
from gcr_analysis.indicators.breaks import breaks_for
from gcr_analysis.indicators.host_country_burden import contributions
from gcr_analysis.indicators.progress import progress
from gcr_analysis.snapshot import load, table_years

FULL_YEARS = range(2016, 2025)


def by_year(measure: str, name: str | Region, years: object = None) -> pd.DataFrame:
    return indicator(measure, name, years).set_index("year")


def test_the_worlds_aid_is_the_published_total_at_the_last_year_of_its_period() -> None:
    figures = by_year("gcr_1_1_1", "world", [2019, 2020, 2021])
    assert figures["value"].fillna(0).tolist() == [24.2e9, 0, 26.3e9]
    assert figures["status"].tolist() == ["published", "not collected", "published"]
    assert figures.loc[2019, "source"] == "published"
    assert figures.loc[2019, "reason"].startswith("Published as a total of two years, 2018-2019: OECD")


def test_a_published_total_stands_for_three_years_and_no_longer() -> None:
    figures = by_year("gcr_1_1_1", "world", [2024, 2025])
    assert figures["value_year"].tolist() == [2021, 2025]
    assert figures["status"].tolist() == ["published", "not collected"]
    assert figures.loc[2025, "reason"] == "The source ends in 2021"


def test_in_donor_costs_are_no_part_of_aid_to_host_countries() -> None:
    aid, at_home = (
        by_year(name, "world", 2021)["value"].iloc[0] for name in ("gcr_1_1_1", "in_donor_refugee_costs")
    )
    total = load("published_values").set_index("id").loc["PV013", "value"] * 1e9
    assert aid + at_home < total
    assert at_home == pytest.approx(12.84e9, rel=1e-3)


def test_the_published_number_of_donors_is_quoted_for_the_world_only() -> None:
    assert by_year("gcr_1_1_2", "world", 2019).loc[2019, ["value", "status"]].tolist() == [32, "published"]
    proxy = by_year("gcr_1_1_2", "UGA", 2019).loc[2019]
    assert (proxy["value"], proxy["status"]) == (15, "proxy")


@pytest.mark.parametrize("name", ["UGA", "igad", "least-developed", "middle-east-and-north-africa"])
def test_elsewhere_contributions_to_unhcr_stand_in_for_aid_and_are_called_so(name: str) -> None:
    aid, given = by_year("gcr_1_1_1", name, FULL_YEARS), by_year("unhcr_contributions", name, FULL_YEARS)
    assert aid["value"].equals(given["value"])
    assert set(aid["status"]) == {"proxy"}
    assert set(aid["source"]) == {"unhcr-funding"}
    assert aid["reason"].str.startswith("Contributions to UNHCR stand in for all aid").all()


def test_aid_does_not_apply_to_high_income_hosts() -> None:
    for measure in ("gcr_1_1_1", "gcr_1_1_2", "gcr_1_2_1"):
        assert set(by_year(measure, "DEU")["status"]) == {"not applicable"}


def test_incomplete_contributions_are_a_partial_level_and_no_change_is_read_from_them() -> None:
    assert table_years("unhcr_contributions")[1] == 2025
    for measure, name in (("unhcr_contributions", "UGA"), ("all_contributions", "world")):
        recorded = by_year(measure, name, 2025).iloc[0]
        assert (recorded["value_year"], recorded["status"]) == (2025, "partial")
        assert recorded["reason"] == "At least, recorded by January 2026: the year is incomplete"
        whole = by_year(f"{measure}_constant", name, 2025).iloc[0]
        assert (whole["value_year"], whole["status"]) == (2024, "proxy")


def test_incomplete_contributions_stand_in_for_no_indicator_of_the_compact() -> None:
    for measure in ("gcr_1_1_1", "gcr_1_1_2", "unhcr_donors"):
        latest, before = (by_year(measure, "UGA", year).iloc[0] for year in (2025, 2024))
        assert latest["value_year"] == 2024
        assert latest["value"] == before["value"]


def test_a_country_with_nothing_recorded_so_far_has_no_figure_and_the_reason_says_so() -> None:
    rows = load("unhcr_contributions")
    assert not ((rows["country"] == "NZL") & (rows["year"] == 2025)).any()
    figure = by_year("unhcr_contributions", "NZL", 2025).loc[2025]
    assert (figure["status"], figure["reason"]) == ("not collected", "Nothing recorded by January 2026")


def test_money_over_time_is_judged_in_constant_prices_only() -> None:
    money = [m for m in framework.indicators().values() if m.unit.startswith("US dollars")]
    directed = [m for m in money if m.compute and m.direction != "neutral"]
    assert {m.id for m in directed} == {"unhcr_contributions_constant", "all_contributions_constant"}
    assert all(framework.units()[m.unit].prices_of for m in directed)
    judged = progress("world", 2025, "host-country-burden")["indicator"]
    assert not {"gcr_1_1_1", "unhcr_contributions", "all_contributions"} & {*judged}


def test_the_levels_of_contributions_never_contain_each_other() -> None:
    rows = load("unhcr_contributions")
    by_level = rows[rows["year"] == 2024].groupby("level", observed=True)["usd"].sum()
    everything = by_year("all_contributions", "world", 2024)["value"].iloc[0]
    assert everything == pytest.approx(by_level.sum())
    in_countries = by_year("unhcr_contributions", "world", 2024)["value"].iloc[0]
    assert in_countries <= by_level["operation"] < everything


@pytest.mark.parametrize("measure", ["unhcr_contributions", "unhcr_spending"])
def test_money_of_regions_that_make_up_the_world_adds_up_to_it(measure: str) -> None:
    rest = Region("rest", "Rest", "own", unassigned(), "", "")
    parts = [by_year(measure, r, FULL_YEARS)["value"] for r in (*regions("unhcr-region"), rest)]
    world = by_year(measure, "world", FULL_YEARS)["value"]
    np.testing.assert_allclose(pd.concat(parts, axis=1).sum(axis=1), world)


def test_donors_of_a_region_are_no_fewer_than_those_of_a_country_and_no_more_than_all_of_them() -> None:
    of_region = by_year("unhcr_donors", "igad", FULL_YEARS)["value"]
    of_countries = pd.concat(
        [by_year("unhcr_donors", code, FULL_YEARS)["value"] for code in region("igad").countries], axis=1
    )
    assert (of_region >= of_countries.max(axis=1)).all()
    assert (of_region <= of_countries.sum(axis=1)).all()


def test_private_donors_and_united_nations_funds_are_no_states() -> None:
    rows = load("unhcr_contributions")
    uganda = rows[(rows["country"] == "UGA") & (rows["year"] == 2024)]
    donors = uganda.groupby("donor_type")["donor"].nunique()
    assert donors["multilateral"] > 1
    assert by_year("unhcr_donors", "UGA", 2024)["value"].iloc[0] == donors["government"] + 1
    assert contributions.EUROPEAN_UNION in set(uganda["donor"])


def test_national_actors_get_most_of_unhcrs_partner_funds_and_a_seventh_of_its_spending() -> None:
    partners = by_year("gcr_1_2_1", "world", FULL_YEARS)["value"]
    spending = by_year("national_share_of_spending", "world", FULL_YEARS)["value"]
    assert partners.loc[2024] == pytest.approx(58.03, abs=0.005)
    assert spending.loc[2024] == pytest.approx(14.06, abs=0.005)
    assert (spending < partners).all()


def test_the_share_of_national_actors_is_theirs_over_all_partners() -> None:
    rows = load("unhcr_expenditure")
    chad = rows[(rows["country"] == "TCD") & (rows["year"] == 2023) & (rows["flow"] == "to partners")]
    by_kind = chad.groupby("implementer", observed=True)["usd"].sum()
    share = 100 * (by_kind["government"] + by_kind["national NGO"]) / by_kind.sum()
    assert by_year("gcr_1_2_1", "TCD", 2023)["value"].iloc[0] == pytest.approx(share)


def test_who_supports_national_arrangements_is_not_collected() -> None:
    figure = by_year("gcr_1_2_2", "world", 2025).loc[2025]
    assert (figure["status"], np.isnan(figure["value"])) == ("not collected", True)


def test_spending_per_person_counts_all_people_served_where_unhcr_spends() -> None:
    uganda = load("population")
    uganda = uganda[(uganda["asylum"] == "UGA") & (uganda["year"] == 2024)]
    people = uganda[["refugees", "oip", "asylum_seekers", "idps", "others_of_concern"]].sum().sum()
    for table, side in (("refugee_returns", "origin"), ("idp_returns", "country")):
        rows = load(table)
        people += rows.loc[(rows[side] == "UGA") & (rows["year"] == 2024), "persons"].sum()
    spent = by_year("unhcr_spending", "UGA", 2024)["value"].iloc[0]
    per_person = by_year("unhcr_spending_per_person", "UGA", 2024)["value"].iloc[0]
    assert per_person == pytest.approx(spent / float(people))


def test_an_office_that_serves_other_countries_too_is_named_as_such() -> None:
    assert by_year("unhcr_spending", "HUN", 2024)["reason"].iloc[0] == (
        "Holds money of offices that serve other countries too"
    )
    assert by_year("unhcr_spending", "UGA", 2024)["reason"].iloc[0] == ""


def test_a_country_without_an_operation_has_no_figure_rather_than_zero() -> None:
    figure = by_year("unhcr_contributions", "NZL", 2024).loc[2024]
    assert np.isnan(figure["value"])
    assert figure["reason"] == "UNHCR has no operation of its own there"


def test_a_region_covers_the_refugees_of_its_countries_with_an_operation() -> None:
    europe = by_year("unhcr_spending", "europe", 2024)["coverage"].iloc[0]
    assert 0.5 < europe < 1
    assert by_year("unhcr_spending", "world", 2024)["coverage"].iloc[0] == 1


def test_no_progress_is_read_from_contributions_while_their_filing_changes() -> None:
    for measure in ("gcr_1_1_1", "unhcr_contributions", "unhcr_donors"):
        assert breaks_for("mirps", measure, (2016, 2024))
    assert not breaks_for("mirps", "all_contributions", (2016, 2024))
    given = by_year("unhcr_contributions", "mirps", [2016, 2019])["value"]
    spent = by_year("unhcr_spending", "mirps", [2016, 2019])["value"]
    assert given[2019] / given[2016] > 10 * spent[2019] / spent[2016]
