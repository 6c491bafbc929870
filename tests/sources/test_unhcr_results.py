import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import tables
from gcr_analysis.snapshot import load
from gcr_analysis.sources import Extract, reader
from gcr_analysis.sources.unhcr_results import FILE, results

SHARES_ABOVE_100 = {
    (2023, "SLV", "primary_enrolment"): 118.97,
    (2023, "YEM", "identity_documents"): 133.82,
    (2023, "YEM", "registered"): 123.52,
    (2024, "RWA", "primary_enrolment"): 125.0,
    (2024, "THA", "primary_enrolment"): 105.0,
    (2024, "THA", "secondary_enrolment"): 168.0,
    (2024, "TZA", "primary_enrolment"): 120.0,
}


@pytest.fixture
def rows(extracts):
    return reader("unhcr_results")(Extract(extracts))


def value(year, country, result, group="refugees_and_asylum_seekers"):
    found = load("unhcr_results").query(
        "year == @year and country == @country and result == @result and population_group == @group"
    )
    return found["value"].tolist()


def test_11_a_code_names_two_results_and_a_kind_tells_which(rows):
    pakistan = rows[(rows["country"] == "PAK") & (rows["code"] == "3.1")]
    assert set(zip(pakistan["kind"], pakistan["result"], strict=True)) == {
        ("impact", "decent_work_right"),
        ("outcome", "law_in_line"),
    }
    twice = [code for code in ("1.1", "2.1", "3.1") if results().xs(code, level="code").shape[0] == 2]
    assert twice == ["1.1", "2.1", "3.1"]


def test_11_each_kind_and_code_has_a_name_of_its_own_and_it_is_declared():
    assert results()["result"].is_unique
    assert results().index.is_unique
    assert set(results()["result"]) == set(tables()["unhcr_results"].column("result").values)
    assert len(results()) == 27


def test_11_only_what_was_reached_is_read_and_no_baseline_or_target(rows):
    assert "asylum_access" not in set(rows["result"])
    assert rows["value"].notna().all()
    assert 0 not in set(rows["value"])


def test_11_groups_of_people_stand_in_rows_of_their_own(rows):
    work = rows[rows["result"] == "decent_work_right"].set_index("population_group")["value"]
    assert work.to_dict() == {"refugees_and_asylum_seekers": 12.5, "idps": 90.0}


def test_11_a_law_is_about_no_group(rows):
    assert rows.loc[rows["result"] == "law_in_line", "population_group"].tolist() == ["none"]
    assert set(load("unhcr_results").query("result == 'law_in_line'")["population_group"]) == {"none"}


def test_11_what_one_office_reports_twice_counts_once(rows):
    assert rows.loc[rows["country"] == "NAM", "value"].tolist() == [237]
    assert value(2022, "ZAF", "resettlement_departures") == [237]


def test_11_an_office_for_several_countries_reports_each_of_them():
    assert value(2024, "NAM", "resettlement_departures") == [238]
    assert value(2024, "ZAF", "resettlement_departures") == [836]


def test_two_values_of_one_figure_are_refused(extracts, change):
    change(FILE, lambda rows: rows.assign(actual=rows["actual"].mask(rows["baseline"] == "38", "240")))
    with pytest.raises(
        GcrError, match=r"several values of resettlement_departures for NAM in 2022: 237, 240$"
    ):
        reader("unhcr_results")(Extract(extracts))


def test_11_shares_above_100_stay_as_reported_and_are_these_seven():
    rows = load("unhcr_results")
    above = rows[(rows["unit"] == "percent") & (rows["value"] > 100)]
    found = above.set_index(["year", "country", "result"])["value"]
    assert found.to_dict() == SHARES_ABOVE_100


def test_a_share_above_200_percent_is_a_wrong_unit(extracts, change):
    change(FILE, lambda rows: rows.assign(actual=rows["actual"].replace("120", "12000")))
    with pytest.raises(GcrError, match="has 12000 percent for primary_enrolment in PAK"):
        reader("unhcr_results")(Extract(extracts))


def test_a_result_that_nobody_named_is_refused(extracts, change):
    change(FILE, lambda rows: rows.assign(code=rows["code"].replace("4.2a", "17.1")))
    with pytest.raises(GcrError, match=r"results that sources/unhcr_results\.yaml lacks: impact 17\.1"):
        reader("unhcr_results")(Extract(extracts))


def test_a_group_that_nobody_knows_is_refused(extracts, change):
    change(FILE, lambda rows: rows.assign(population_type=rows["population_type"].replace("IDPs", "Hosts")))
    with pytest.raises(GcrError, match="unknown code Hosts in column population_group"):
        reader("unhcr_results")(Extract(extracts))


def test_11_main_results_cover_38_to_72_countries_and_poverty_five():
    counted = load("unhcr_results").groupby(["result", "year"], observed=True)["country"].nunique()
    main = counted.loc[["decent_work_right", "free_movement", "primary_enrolment", "resettlement_departures"]]
    assert (main.min(), main.max()) == (38, 72)
    assert counted.loc["below_poverty_line"].to_dict() == {2024: 5}


def test_11_no_gcr_code_for_what_only_looks_like_the_indicator():
    codes = results().set_index("result")["gcr_code"]
    assert codes[["returns_facilitated", "identity_documents", "pathways_admitted"]].isna().all()
    assert codes["returnee_documents"] == "4.2.2"


def test_11_the_right_to_work_seems_to_rise_from_56_to_70_percent():
    """Weighted by refugees hosted, over whoever reports: 33 countries with weights, then 54."""
    people = load("population").query("year in (2022, 2024)")
    people = people.assign(persons=people["refugees"].fillna(0) + people["oip"].fillna(0))
    hosted = people.groupby(["year", "asylum"], observed=True)["persons"].sum().astype("float64")
    work = load("unhcr_results").query(
        "result == 'decent_work_right' and population_group == 'refugees_and_asylum_seekers'"
    )
    means = {}
    for year in (2022, 2024):
        share = work[work["year"] == year].set_index("country")["value"]
        weight = hosted[year].reindex(share.index).fillna(0)
        means[year] = round((share * weight).sum() / weight.sum())
    assert means == {2022: 56, 2024: 70}
