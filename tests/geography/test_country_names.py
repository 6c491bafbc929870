"""Countries by their names: the UN's, those of ISO 3166, everyday ones, in three languages."""

import pytest

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import everyday_names
from gcr_analysis.geography import country_names, region, regions
from gcr_analysis.geography.names import countries_named, country_code

CALLED = {
    "ARE": "UAE; Émirats arabes unis",
    "BOL": "Bolivia; Bolivie; Bolivia (Plurinational State of)",
    "CAF": "CAR; Centrafrique; Central African Rep.; República Centroafricana",
    "CIV": "Cote d'Ivoire; Côte d’Ivoire; COTE D IVOIRE; Ivory Coast; Costa de Marfil",
    "COD": "DRC; D.R. Congo; DR Congo; RDC; Dem. Rep. of the Congo; Congo, Dem. Rep.; Congo (Kinshasa)",
    "COG": "Republic of the Congo; Congo, Rep.; Congo-Brazzaville",
    "CPV": "Cape Verde; Cabo Verde; Cap-Vert",
    "CZE": "Czech Republic; Czechia; République tchèque",
    "EGY": "Egypt, Arab Rep.; Arab Republic of Egypt; Égypte",
    "GBR": "UK; U.K.; United Kingdom; Royaume-Uni; Reino Unido; Great Britain",
    "GIN": "Guinea; Guinée",
    "GMB": "The Gambia; Gambia, The; la Gambie",
    "GNB": "Guinea Bissau; Guinea-Bissau",
    "IRN": "Iran; Irán; Iran, Islamic Rep.; Islamic Republic of Iran; iran (islamic republic of)",
    "KOR": "South Korea; Corée du Sud; Corea del Sur; Korea, Rep.; Republic of Korea",
    "LAO": "Laos; Lao PDR",
    "LCA": "St. Lucia; Saint Lucia",
    "MDA": "Moldova; Moldavie",
    "MKD": "Macedonia; North Macedonia",
    "MMR": "Burma; Myanmar; Birmanie; Birmania",
    "NLD": "Netherlands; The Netherlands; Holland; Pays-Bas",
    "PRK": "North Korea; DPRK; Korea, Dem. People's Rep.",
    "PSE": "Palestine; State of Palestine; West Bank and Gaza; Palestina",
    "RUS": "Russia; Russie; Rusia; Russian Federation; Federación de Rusia",
    "SDN": "Sudan; Soudan; the Sudan",
    "SSD": "South Sudan; Soudan du Sud; Sudán del Sur",
    "SWZ": "Swaziland; Eswatini; Suazilandia",
    "SYR": "Syria; Syrie; Siria; Syrian Arab Rep.",
    "TCD": "Chad; Tchad; TCHAD; Republic of Chad; République du Tchad",
    "TLS": "East Timor; Timor-Leste; Timor oriental",
    "TUR": "Turkey; Türkiye; Turkiye; TURQUIE; Turquía",
    "TZA": "Tanzania; Tanzanie; Tanzania, United Republic of",
    "USA": "USA; U.S.A.; US; United States; Etats-Unis; EE. UU.; Estados Unidos de América",
    "VAT": "Vatican; Holy See; Vatican City",
    "VEN": "Venezuela; Venezuela, RB",
    "VNM": "Vietnam; Viet Nam",
}


@pytest.mark.parametrize("code", CALLED)
def test_a_country_goes_by_any_of_its_names(code: str):
    for name in CALLED[code].split("; "):
        assert region(name).id == code, name


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Congo", "COD (Democratic Republic of the Congo) or COG (Congo)"),
        ("Korea", "KOR (Republic of Korea) or PRK (Democratic People's Republic of Korea)"),
        ("Corée", "KOR (Republic of Korea) or PRK (Democratic People's Republic of Korea)"),
    ],
)
def test_a_name_of_several_countries_lists_them(name: str, meant: str):
    with pytest.raises(GcrError) as refused:
        region(name)
    assert str(refused.value) == f"region {name!r} may be {meant}: write the code"


def test_every_name_at_the_un_is_its_countrys_unless_it_is_ambiguous():
    for country in regions("country"):
        for name in country_names(country.id).values():
            assert country.id in countries_named(name), name


def test_only_names_that_are_declared_so_are_ambiguous():
    names = [name for country in regions("country") for name in country_names(country.id).values()]
    assert {name for name in names if len(countries_named(name)) > 1} == {"Congo"}


def test_everyday_names_are_of_countries_of_the_data():
    assert everyday_names().keys() <= {country.id for country in regions("country")}


def test_the_id_of_a_declared_set_counts_for_more_than_a_name(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("gcr_analysis.geography.sets.countries_named", lambda name: ("LBN",))
    assert region("Europe").id == "europe"
    assert region("anything else").id == "LBN"


def test_what_is_no_country_has_no_name():
    for name in ("Unknown", "Stateless", "Apatrides", "", "the", "?"):
        assert countries_named(name) == ()
    assert country_code("unk") == "UNK"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Lebannon", "unknown region 'Lebannon': did you mean LBN (Lebanon)?"),
        ("West and Central Africa", "did you mean west-and-central-africa?"),
        ("LBN,JOR", "unknown region 'LBN,JOR': give each region by itself"),
        ("Atlantis", "unknown region 'Atlantis': see: gcr regions"),
    ],
)
def test_what_is_no_region_names_the_near_ones(name: str, said: str):
    with pytest.raises(UnknownNameError) as refused:
        region(name)
    assert said in str(refused.value)
