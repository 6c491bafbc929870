import pytest

from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework import region_declarations
from gcr_analysis.geography import country_name, region, regions


@pytest.mark.parametrize(
    ("name", "in_sentence"),
    [
        ("world", "the world"),
        ("the-americas", "the Americas"),
        ("europe", "Europe"),
        ("mirps", "the MIRPS countries"),
        ("income-low", "low-income countries"),
        ("LBN", "Lebanon"),
        ("USA", "the United States of America"),
        ("IRN", "the Islamic Republic of Iran"),
        ("NLD", "the Kingdom of the Netherlands"),
        ("COD", "the Democratic Republic of the Congo"),
    ],
)
def test_a_sentence_names_a_region_with_its_article(name: str, in_sentence: str):
    assert region(name).in_sentence == in_sentence


def test_a_platform_has_a_title_written_out_and_a_country_its_own():
    assert region("ssar").long_title.endswith("(SSAR)")
    assert region("LBN").long_title == "Lebanon"


def test_the_verb_after_a_country_is_singular_and_after_a_platform_plural():
    assert not region("LBN").plural
    assert region("ssar").plural


def test_only_a_country_by_its_code_is_a_country():
    assert region("LBN").is_country
    assert not region("europe").is_country


def test_names_in_parentheses_never_reach_a_sentence():
    assert not [r.id for r in regions("country") if "(" in r.in_sentence]


def test_every_country_with_an_article_exists():
    assert all(country_name(iso3) for iso3 in region_declarations()["with_article"])


def test_a_country_has_a_name_in_three_languages():
    assert [country_name("DEU", language) for language in ("en", "fr", "es")] == [
        "Germany",
        "Allemagne",
        "Alemania",
    ]


def test_an_unknown_country_or_language_is_refused():
    with pytest.raises(UnknownNameError, match="unknown country 'XYZ'"):
        country_name("XYZ")
    with pytest.raises(UnknownNameError, match="unknown language 'de'"):
        country_name("DEU", "de")
