import re

import pytest

from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.measures_table import measures_table, shown
from gcr_analysis.framework import indicators

NOTES = [
    (panel, region)
    for panel in ("host-country-burden", "third-country-solutions", "return-conditions")
    for region in ("igad", "the-americas", "ETH", "europe")
]


def table(panel: str, region: str):
    made = measures_table(Evidence(panel, region, 2025, 2016))
    return made, made.data.set_index("Measure")


def number(text: str) -> float | None:
    """The first number of a cell, with its size; None where it has none."""
    found = re.search(r"([−+]?)(?:USD\s)?([\d,.]+)\s?(million|billion)?", text.replace("\xa0", " "))
    if not found or re.match(r"(?:begins|ends|hosts|covers|less|more|\d{4} only|not|none|in no)", text):
        return None
    size = float(found[2].replace(",", "")) * {"million": 1e6, "billion": 1e9}.get(found[3], 1)
    return -size if found[1] == "−" else size


@pytest.mark.parametrize(("panel", "region"), NOTES)
def test_a_signed_change_never_contradicts_the_cells_beside_it(panel: str, region: str):
    for name, row in table(panel, region)[1].iterrows():
        ends = [number(row[year]) for year in ("2016", "2025")]
        if row["Change"][:1] in ("+", "−") and None not in ends:
            assert (ends[1] - ends[0]) * (1 if row["Change"][0] == "+" else -1) >= 0, name


def test_a_change_on_fewer_places_shows_both_of_its_own_figures():
    made, rows = table("return-conditions", "world")
    deaths = rows.loc["Deaths from organised violence per 100,000, UCDP version 25.1"]
    assert deaths[["2016", "2025"]].tolist() == ["103.4", "30.3 (2024)"]
    assert deaths["Change"] == "47.2 to 31.9, in the same places"
    assert "without the Syrian Arab Republic: 9.7 to 34.7" in deaths["Status and reading"]
    assert {"47.2", "31.9"} <= {str(quantity) for quantity in made.quantities}


def test_the_line_below_explains_the_readings_that_rows_have_and_no_others():
    note = table("return-conditions", "world")[0].note
    assert [text.split(":")[0] for text in note.rstrip(".").split(". ")] == [
        "Partial",
        "Covers",
        "“Without X”",
        "Not judged",
        "In the same places",
    ]
    assert table("third-country-solutions", "igad")[0].note.startswith("Covers: ")


@pytest.mark.parametrize(("panel", "region"), NOTES)
def test_not_collected_stands_only_where_nobody_collects(panel: str, region: str):
    evidence = Evidence(panel, region, 2025, 2016)
    cells = measures_table(evidence).data
    for id, row in zip(shown(evidence), cells.itertuples(index=False), strict=True):
        said = "not collected" in (row[1], row[2])
        assert said == (indicators()[id].status == "not collected"), id


def test_a_cell_without_a_figure_says_why():
    rows = table("return-conditions", "igad")[1]
    assert rows.loc["Return rate", "2025"] == "not computed"
    assert "than recorded flows explain" in rows.loc["Return rate", "Status and reading"]
    assert rows.loc["Risk of crises and disasters", "2016"] == "2025 only"
    title = "Share of returns to countries with 1,000 or more deaths from violence, UCDP version"
    early, later = (rows.loc[f"{title} {version}"] for version in ("25.1", "26.1"))
    assert (early["2025"], later["2025"]) == ("ends in 2024", "77\xa0%")
    world = table("host-country-burden", "world")[1]
    aid = world.loc["Aid to refugees and host communities (1.1.1)"]
    assert aid["2025"] == "ends in 2021"
    assert aid["Status and reading"].endswith("USD\xa026.3\xa0billion for 2020 to 2021 together")


@pytest.mark.parametrize(
    ("panel", "region", "title", "cell"),
    [
        ("return-conditions", "igad", "4.2.2", "covers 3.2\xa0% only (2024)"),
        ("self-reliance", "the-americas", "2.2.2", "48\xa0% (31\xa0% to 67\xa0%; 2024)"),
        ("self-reliance", "igad", "2.2.2", "hosts of 21\xa0% only (2024)"),
    ],
)
def test_a_share_that_rests_on_few_has_no_figure(panel: str, region: str, title: str, cell: str):
    rows = table(panel, region)[1]
    [row] = [row for name, row in rows.iterrows() if name.endswith(f"({title})")]
    if not cell.endswith("only (2024)"):
        assert (row["2025"], "covers" in row["Status and reading"]) == (cell, True)
        return
    assert (row["2025"], row["Change"], row["Status and reading"]) == (cell, "", "partial; not judged")


@pytest.mark.parametrize(("panel", "region"), NOTES)
def test_rows_are_neither_zero_at_both_ends_nor_repeated(panel: str, region: str):
    evidence = Evidence(panel, region, 2025, 2016)
    for id in shown(evidence):
        ends = [evidence.at(id).value, evidence.then(id).value]
        declared = indicators()[id]
        assert declared.row.always or any(ends) or 0 not in ends, id
        if declared.variant:
            same = [evidence.at(declared.variant).value, evidence.then(declared.variant).value] == ends
            assert not (same and declared.variant in shown(evidence)), id


def test_expectations_have_no_row():
    titles = " ".join(table("third-country-solutions", "the-americas")[1].index)
    assert "expectation" not in titles
    assert "came back" not in titles


def test_the_largest_destination_is_named():
    row = table("third-country-solutions", "the-americas")[1].loc["Share of the largest destination"]
    assert "; Canada (the United States of America in 2016)" in row["Status and reading"]


def test_funding_of_plans_is_a_lower_bound_and_stands_beside_no_other_year():
    rows = table("host-country-burden", "world")[1]
    funded = rows.loc["Share of refugee response plans recorded as funded (1.1.1)"]
    assert funded[["2016", "2025", "Change"]].tolist() == ["not comparable", "at least 17\xa0%", ""]


def test_a_proxy_is_named():
    rows = table("host-country-burden", "igad")[1]
    row = rows.loc["Contributions to UNHCR’s operations (in dollars of each year) (1.1.1)"]
    assert row["Status and reading"] == "proxy for aid to refugees and host communities"
    assert row["Change"] == "not comparable"


def test_a_row_goes_by_what_it_counts_and_is_left_out_where_there_is_none():
    takes = [name for name in table("third-country-solutions", "world")[1].index if "(3.1.2)" in name]
    assert takes == [
        "Countries that receive submissions for resettlement (3.1.2)",
        "Countries of the world that received resettled refugees (3.1.2)",
    ]
    [europe] = [name for name in table("third-country-solutions", "europe")[1].index if "(3.1.2)" in name]
    assert europe == "Countries of the region that received resettled refugees (3.1.2)"
    for region in ("ssar", "LBN", "DEU"):
        assert not any("(3.1.2)" in name for name in table("third-country-solutions", region)[1].index)


def test_permits_are_called_so_and_stand_beside_no_goal_of_admissions():
    rows = table("third-country-solutions", "world")[1]
    assert rows.loc[
        "Entry permits to eight nationalities (refugees and others, edition of 2025) (3.2.1)", "2025"
    ]
    assert not any("pathways by" in name or "solutions by" in name for name in rows.index)


def test_a_measure_with_a_verdict_stands_in_the_table_with_it():
    rows = table("host-country-burden", "ssar")[1]
    row = rows.loc["Share of refugees in low- and middle-income hosts who are in protracted situations"]
    assert row["Status and reading"].endswith("stalled")


def test_a_single_country_has_its_plans_in_the_dollars_of_its_figure():
    rows = table("host-country-burden", "LBN")[1]
    row = rows.loc["Asked for by refugee response plans, in constant prices"]
    assert row["2025"].replace("\xa0", " ") == "USD 2.92 billion in dollars of 2024"


def test_more_refugees_than_flows_explain_bear_a_plus():
    evidence = Evidence("return-conditions", "igad", 2025, 2016)
    row = table("return-conditions", "igad")[1].loc[
        "Refugees from the region beyond what recorded flows explain"
    ]
    assert row["2025"] == evidence.at("refugees_unaccounted_for").signed == "+829,128"


def test_too_few_people_to_compare_are_not_called_unchanged():
    row = table("host-country-burden", "ETH")[1].loc["Substantive asylum decisions"]
    assert row[["2016", "2025", "Change"]].tolist() == ["162", "65", "too few to compare"]


def test_changes_of_a_growth_rate_are_not_read():
    row = table("return-conditions", "the-americas")[1].loc["Growth of income per head"]
    assert row["Change"] == "not comparable"
