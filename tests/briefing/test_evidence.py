import pytest

from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.errors import GcrError, UnknownNameError

PANEL = "host-country-burden"


@pytest.mark.parametrize(
    ("region", "year", "baseline_year", "complaint"),
    [
        ("lebanonn", 2024, 2016, "unknown region"),
        ("LBN", 1990, 1980, "year 1990 is outside the data"),
        ("LBN", "2024", 2016, "is not a whole number"),
        ("LBN", 2024, 2024, "baseline year 2024 is not before 2024"),
        ("LBN", 2016, 2019, "baseline year 2019 is not before 2016"),
    ],
)
def test_a_wrong_parameter_is_one_clear_line(region, year, baseline_year, complaint):
    with pytest.raises(GcrError, match=complaint) as error:
        Evidence(PANEL, region, year, baseline_year)
    assert "\n" not in str(error.value)


def test_an_unknown_measure_is_refused():
    with pytest.raises(UnknownNameError, match="indicator"):
        Evidence(PANEL, "LBN", 2024, 2016).at("refugees_hostedd")


def test_a_measure_can_be_had_of_another_year_and_of_one_country():
    evidence = Evidence(PANEL, "ssar", 2024, 2016)
    assert evidence.then("refugees_hosted").year == 2016
    assert evidence.at("refugees_hosted", of="PAK").region == "PAK"
    change = evidence.since("refugees_hosted").value
    assert change == evidence.at("refugees_hosted").value - evidence.then("refugees_hosted").value


def test_a_region_of_the_users_own_is_read_from_its_file(tmp_path):
    path = tmp_path / "chad.yaml"
    path.write_text("name: lake-chad\ntitle: Lake Chad basin\ncountries: [CMR, NER, NGA, TCD]\n")
    assert Evidence(PANEL, str(path), 2024, 2016).at("refugees_hosted").region == "lake-chad"


def test_breaks_are_those_between_the_baseline_and_the_year():
    ids = {crossed.id for crossed in Evidence(PANEL, "IRN", 2025, 2016).breaks("refugees", 0.1)}
    assert "afghans-iran-2022" in ids
    assert Evidence(PANEL, "IRN", 2019, 2016).breaks("refugees", 0.1) == ()


@pytest.mark.parametrize("code", ["TIB", "UNK", "XXA", "AB9"])
def test_a_code_that_is_no_country_has_no_figure(code: str) -> None:
    world = Evidence("third-country-solutions", "world", 2022, 2016)
    found = world.at("arrivals_per_1000_refugees", of=code)
    assert (found.value, found.status, found.unit) == (None, "not applicable", "per 1,000 refugees")
