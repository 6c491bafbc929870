import pytest

from gcr_analysis.briefing.display import Words
from gcr_analysis.briefing.self_reliance.words import BURDENS, RESULTS, either, short
from gcr_analysis.briefing.sentences import uncapital

SHARES = {short(id) for id in RESULTS}


def test_the_profile_shows_what_refugees_have_and_on_how_many_of_them_it_rests(reliance_in):
    data = reliance_in("world").profile.data.set_index("measure")
    shares = ["Share of refugees", "Rests on hosts of so many of them"]
    assert list(data.columns) == [*shares, "low", "high"]
    assert data.loc["Right to decent work", shares].astype(float).round().tolist() == [70, 65]
    assert data["Share of refugees"].is_monotonic_decreasing
    assert [column.title for column in reliance_in("PAK").profile.drawing.columns] == ["Share of refugees"]


@pytest.mark.parametrize("region", ["world", "ssar", "middle-east-and-north-africa", "igad"])
def test_figures_draw_no_share_that_the_table_withholds(reliance_in, region):
    made = reliance_in(region)
    table = made.table.data.set_index("Measure")
    titles = {short(id): made.evidence.title(id) for id in (*RESULTS, *BURDENS)}
    cells = {name.split(" (2.")[0]: cell for name, cell in table["2025"].items()}
    moved = {name.split(" (2.")[0]: cell for name, cell in table["Change"].items()}
    for measure in made.profile.data["measure"]:
        assert "only" not in cells[titles[measure]], measure
    for _, row in made.changes.data.iterrows():
        assert moved[titles[row["measure"]]], row["measure"]
    withheld = [name for name in titles if "only" in cells.get(titles[name], "") and name in SHARES]
    assert all(uncapital(name) in made.profile.subtitle for name in withheld)


def test_a_bar_stands_within_its_bounds_and_says_on_which_hosts_it_rests(reliance_in):
    shown = reliance_in("world").profile
    bounds = shown.drawing.columns[0].marks[1]
    assert (bounds.shape, bounds.field, bounds.to) == ("range", "low", "high")
    assert shown.data["Share of refugees"].between(shown.data["low"], shown.data["high"]).all()
    assert "Health services 83\u00a0% (hosts of 71\u00a0%)" in shown.alt.replace(" %", "\u00a0%")


def test_a_jump_that_may_be_an_error_is_doubted_in_figures_too(reliance_in):
    shown = reliance_in("MRT")
    assert shown.profile.subtitle.endswith("Resting on jumps that may be errors: freedom of movement")
    assert (
        "Resting on jumps that may be errors: unemployment and freedom of movement" in shown.changes.subtitle
    )


def test_a_change_of_other_years_than_the_others_names_them(reliance_in):
    data = reliance_in("MRT").changes.data.set_index("measure")
    assert data.loc["Unemployment", "moved"].endswith("(2022 to 2023)")
    assert "to" not in data.loc["Health services", "moved"].split("to", 1)[1]
    school = reliance_in("LBN").changes.data["measure"]
    assert "Secondary school" not in set(school)  # a copied figure, as the table has it


def test_where_nothing_is_reported_the_ages_stand_instead(reliance_in):
    shown = reliance_in("DEU").profile
    assert shown.id == "ages"
    assert shown.data["age"].tolist()[0] == "Under five" and len(shown.data) == 5
    covered = reliance_in("DEU").evidence.at("school_age_share").coverage
    everyone = reliance_in("DEU").evidence.refugees.value
    assert shown.data[["Women and girls", "Men and boys"]].to_numpy().sum() == pytest.approx(
        covered * everyone
    )


def test_women_and_men_of_an_age_have_one_scale(reliance_in):
    women, men = reliance_in("DEU").profile.drawing.columns
    assert (women.title, men.title) == ("Women and girls", "Men and boys")
    assert women.unit == men.unit and women.ends is None is men.ends


def test_refugees_stand_beside_all_children_in_each_large_host(reliance_in):
    data = reliance_in("world").school.data.set_index("country")
    assert len(data) == 10
    assert data.loc["Pakistan", "Refugees, secondary"] == 17
    assert round(data.loc["Pakistan", "All children, secondary"]) == 48
    lower = data["Refugees, secondary"] < data["All children, secondary"]
    assert lower.sum() == data["All children, secondary"].notna().sum() == 7
    # In Chad they are less than a point apart, which reports of whole percents cannot tell.
    assert round(data.loc["Chad", "All children, secondary"]) == data.loc["Chad", "Refugees, secondary"]
    assert reliance_in("world").school.title.startswith("In six of the seven hosts in the world shown")


def test_for_a_single_country_the_levels_of_school_are_compared(reliance_in):
    shown = reliance_in("PAK").school
    assert shown.data["level"].tolist() == ["Primary school", "Secondary school", "Tertiary education"]


def test_a_change_has_both_ends_its_hosts_and_its_reading(reliance_in):
    data = reliance_in("world", 2024).changes.data.set_index("measure")
    assert data.loc["Health services", "Years"] == "2022–2024"
    assert data.loc["Health services", ["Earlier", "Later"]].astype(float).round().tolist() == [73, 82]
    assert data.loc["Secondary school", "Reading"] == "stalled"
    assert "Right to decent work" not in data.index  # the hosts with figures for both years hold too few
    assert 50 <= data["Rests on hosts of so many of them"].min() <= 60


def test_a_change_that_cannot_be_judged_is_broken_and_hollow_and_the_key_says_so(reliance_in):
    shown = reliance_in("igad", 2024).changes
    link, ring, dot = shown.drawing.columns[0].marks
    assert link.broken == dot.hollow == "unjudged" and dot.hollow_label == "Later: cannot be judged"
    assert (ring.label, dot.labels["regress"], dot.colours["regress"]) == (
        *("Earlier", "Later: regress", "accent"),
    )
    unjudged = shown.data.set_index("measure")["unjudged"]
    assert unjudged["Health services"] and not unjudged["Secondary school"]
    moved = shown.data.set_index("measure")["moved"]
    assert moved["Health services"] == "75\u00a0% to 79\u00a0%"
    assert moved["Income improved"].endswith("% (hosts of 62\u00a0%)")


def test_school_is_a_dot_a_tick_and_a_line_between_with_both_numbers(reliance_in):
    drawn, *numbers = reliance_in("world").school.drawing.columns
    link, ring, tick, dot = drawn.marks
    assert (link.field, link.to) == (dot.field, tick.field)
    assert (ring.field, drawn.silent) == ("Refugees, primary", True)
    assert [column.field for column in numbers] == [dot.field, tick.field]
    assert drawn.ends[1] == reliance_in("world").school.data.iloc[:, 1:].max().max() > 100


@pytest.mark.parametrize(("region", "id"), [("NLD", "citizens"), ("DEU", "aged"), ("igad", "changes")])
def test_without_changes_new_citizens_or_ages_by_year_are_shown(reliance_in, region, id):
    assert reliance_in(region).changes.id == id


def test_new_citizens_are_hollow_where_not_all_hosts_report_them(reliance_in):
    shown = reliance_in("NLD").changes
    (series,) = shown.drawing.series
    assert (series.shape, series.fill, shown.drawing.hollow) == ("bar", "bar", "Partial figure")
    assert set(shown.data["bar"]) == {"full"}


def test_the_map_keeps_nobody_apart_from_no_figure(reliance_in):
    values = reliance_in("asia-and-the-pacific").map.data.set_index("iso3")["value"]
    assert values["PAK"] == 0 and values.isna()["AUS"]


def test_the_map_of_a_single_country_shows_it_among_its_region(reliance_in):
    shown = reliance_in("PAK").map
    assert {"PAK", "IRN", "THA"} <= set(shown.data["iso3"]) and "DEU" not in set(shown.data["iso3"])
    assert shown.title.startswith(
        "Secondary enrolment of refugees in Pakistan was 17\u00a0% in 2024; seven of the other ten"
    )
    assert reliance_in("DEU").map.title.startswith(
        "Germany is among the hosts in Europe for which no operation"
    )


def test_a_country_without_a_right_to_work_reported_is_mapped_by_what_it_reports(reliance_in):
    assert reliance_in("BGD").map.title.startswith(
        "Secondary enrolment of refugees in Bangladesh was 9.0\u00a0% in 2024; eight"
    )


def test_a_measure_that_the_leap_of_a_host_moves_is_neither_mapped_nor_in_a_title_of_a_figure(reliance_in):
    igad = reliance_in("igad")
    assert "gcr_2_1_1" in igad.evidence.doubted
    assert igad.map.title == (
        "In five of six reporting hosts in the IGAD countries secondary enrolment of refugees is below half"
    )
    assert igad.profile.title.startswith(
        "Secondary enrolment of refugees in the IGAD countries was 15\u00a0% in 2024; fewer"
    )


def test_changes_that_are_not_judged_are_called_so(reliance_in):
    assert reliance_in("igad").changes.title == (
        "Changes between 2022 and 2024 in the IGAD countries cannot be judged yet; operations "
        "report since 2022"
    )


def test_nobody_is_said_in_words(reliance_in):
    made = reliance_in("AND")
    assert all(isinstance(shown, Words) for shown in (made.profile, made.school, made.changes, made.map))


def test_the_table_shows_coverage_bounds_and_the_change_on_the_same_hosts(reliance_in):
    table = reliance_in("world").table.data.set_index("Measure")
    right = table.loc["Right to decent work (2.1.1)"]
    assert right["2025"].replace("\u00a0", " ") == "70 % (46 % to 81 %; 2024)"
    assert "covers 65\u00a0%" in right["Status and reading"]
    school = table.loc["Enrolment in primary school (2.2.1)"]
    assert school["2016"].endswith("; 2022)") and school["Change"].endswith(", in the same places")
    assert "without Bangladesh: " in school["Status and reading"]
    assert table.loc["Right to work by law, as published (2.1.1)", "Change"] == ""


def test_alternatives_are_joined_with_or():
    assert either(["a", "b"]) == "a or b"
