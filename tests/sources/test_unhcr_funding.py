import pytest

from gcr_analysis.snapshot import load
from gcr_analysis.sources import Extract, reader
from gcr_analysis.sources.donors import donor_name


@pytest.fixture
def given(extracts):
    return reader("unhcr_contributions")(Extract(extracts))


@pytest.fixture
def spent(extracts):
    return reader("unhcr_expenditure")(Extract(extracts))


def test_a_government_is_one_donor_however_it_is_written(given):
    pakistan = given[given["country"] == "PAK"].set_index("year")
    assert pakistan["donor"].to_dict() == {2023: "Germany", 2024: "Germany"}
    assert pakistan["usd"].to_dict() == {2023: 7.5, 2024: 4.0}


def test_a_donor_has_one_kind_through_all_rows(given):
    assert set(given.loc[given["donor"] == "European Union", "donor_type"]) == {"multilateral"}
    assert load("unhcr_contributions").groupby("donor")["donor_type"].nunique().max() == 1


@pytest.mark.parametrize(
    ("written", "donor"),
    [
        ("Norad - Norwegian Agency for Development Cooperation", "Norway"),
        ("Government of Norway", "Norway"),
        ("Netherlands (Kingdom of the) (Government of)", "Netherlands"),
        ("Government of the Netherlands", "Netherlands"),
        ("Australia - Department of  Foreign Affairs and Trade", "Australia"),
        ("Government of Turkey", "Türkiye"),
        ("United States Agency for International Development (USAID)", "United States of America"),
        ("Government of Republic of the Congo", "Republic of the Congo"),
        ("Sweden for UNHCR", "Sweden for UNHCR"),
        ("Private donors in the Netherlands", "Private donors in the Netherlands"),
        ("Spain (Autonomous authorities of)", "Spain (Autonomous authorities of)"),
        ("United Nations", "United Nations"),
    ],
)
def test_ministries_and_agencies_are_their_state_and_others_are_themselves(written, donor):
    assert donor_name(written) == donor


def test_no_donor_is_left_under_a_government_s_second_name():
    donors = set(load("unhcr_contributions")["donor"])
    assert not [name for name in donors if "Government" in name or "Ministry" in name]
    assert 100 < len(donors) < 200


def test_operations_carry_no_year_and_their_country(given, spent):
    greece = given[given["operation"] == "UNHCR operation in Greece"]
    assert greece["country"].tolist() == ["GRC"]
    assert set(spent.loc[spent["country"] == "PAK", "operation"]) == {"UNHCR operation in Pakistan"}
    assert given.loc[given["operation"].str.contains("Kosovo"), "country"].tolist() == ["SRB"]


def test_offices_for_a_region_are_in_no_country_and_shared_ones_are_marked(spent):
    rows = spent.set_index("operation")
    assert rows.loc["UNHCR Kenya Regional Support Hub", ["country"]].isna().all()
    assert rows.loc["UNHCR Senegal regional representation", "country"] == "SEN"
    assert rows[rows["multi_country"]].index.tolist() == ["UNHCR Senegal regional representation"]


def test_pillars_of_the_budget_are_summed(spent):
    to_government = spent[(spent["implementer"] == "government")]
    assert to_government["usd"].tolist() == [3e6]


def test_the_levels_of_spending_add_up_to_unhcr_s_total():
    spending = load("unhcr_expenditure").groupby("year")["usd"].sum() / 1e6
    assert spending[2016] == pytest.approx(3_967, abs=1)
    assert spending[2024] == pytest.approx(4_932.6, abs=0.1)


def test_national_actors_got_58_percent_of_partner_funds_and_14_of_spending_in_2024():
    rows = load("unhcr_expenditure").query("year == 2024")
    national = rows.loc[rows["implementer"].isin(["government", "national NGO"]), "usd"].sum()
    partners = rows.loc[rows["flow"] == "to partners", "usd"].sum()
    assert partners / 1e6 == pytest.approx(1_194.974, abs=0.001)
    assert round(100 * national / partners, 1) == 58.0
    assert round(100 * national / rows["usd"].sum(), 1) == 14.1
