import pytest

from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework import panels, sources
from gcr_analysis.geography import region, regions, unassigned
from gcr_analysis.geography.sets import least_developed_at
from gcr_analysis.snapshot import load


def test_a_name_is_found_in_any_case():
    assert region("MIRPS") == region("mirps")
    assert region("lbn") == region("LBN") == region(" Lbn ")


@pytest.mark.parametrize(
    ("platform", "members"),
    [
        ("mirps", ("BLZ", "CRI", "GTM", "HND", "MEX", "PAN", "SLV")),
        ("igad", ("DJI", "ETH", "KEN", "SDN", "SOM", "SSD", "UGA")),
        ("ssar", ("AFG", "IRN", "PAK")),
    ],
)
def test_a_platform_holds_the_countries_that_the_framework_names(platform: str, members: tuple[str, ...]):
    assert region(platform).countries == members


def test_the_six_unhcr_regions_share_no_country():
    members = [iso3 for r in regions("unhcr-region") for iso3 in r.countries]
    assert len(members) == len(set(members))


def test_the_six_unhcr_regions_and_the_unassigned_are_the_world():
    members = [iso3 for r in regions("unhcr-region") for iso3 in r.countries]
    assert sorted([*members, *unassigned()]) == list(region("world").countries)


def test_what_belongs_to_no_region_is_no_country():
    assert set(unassigned()) == {"AB9", "UNK", "XXA"}


def test_income_groups_share_no_country():
    members = [iso3 for r in regions("income") for iso3 in r.countries]
    assert len(members) == len(set(members)) > 200


def test_the_world_holds_every_code_of_the_population_table():
    population = load("population")
    codes = {*population["origin"].astype(str), *population["asylum"].astype(str)}
    assert codes <= set(region("world").countries)


def test_there_are_six_regions_seven_bureaux_four_income_groups_and_three_platforms():
    counts = {family: len(regions(family)) for family in ("unhcr-region", "bureau", "income", "platform")}
    assert counts == {"unhcr-region": 6, "bureau": 7, "income": 4, "platform": 3}


def test_every_default_region_is_declared():
    names = {name for panel in panels().values() for name in panel.default_regions}
    assert names == {region(name).id for name in names}


def test_every_set_has_members_a_date_and_a_source():
    for each in regions():
        assert each.countries, each.id
        assert each.as_of, each.id
        assert each.source in sources(), each.id


def test_slugs_are_unique_and_mean_nothing_in_a_path():
    slugs = [r.slug for r in regions()]
    assert len(slugs) == len(set(slugs))
    assert all(slug.replace("-", "").isalnum() and slug == slug.lower() for slug in slugs)


def test_an_unknown_region_names_the_near_misses():
    with pytest.raises(UnknownNameError, match=r"unknown region 'mirp': did you mean mirps"):
        region("mirp")


def test_codes_that_are_no_country_are_no_region():
    with pytest.raises(UnknownNameError):
        region("UNK")


def test_an_unknown_family_is_refused():
    with pytest.raises(
        UnknownNameError, match="unknown family of regions 'platforms': did you mean platform"
    ):
        regions("platforms")


@pytest.mark.parametrize(("year", "member"), [(2019, True), (2020, False)])
def test_vanuatu_left_the_least_developed_in_2020(year: int, member: bool):
    assert ("VUT" in least_developed_at(year)) is member


def test_countries_due_to_leave_in_2026_are_least_developed_at_the_end_of_2025():
    assert {"BGD", "LAO", "NPL"} <= set(region("least-developed").countries)


@pytest.mark.parametrize(("family", "side"), [("host", "asylum"), ("origin", "origin")])
def test_hosts_and_origins_are_the_countries_with_refugees_in_the_latest_year(family: str, side: str):
    rows = load("population")
    people = rows[rows["year"] == rows["year"].max()].groupby(side, observed=True)[["refugees", "oip"]].sum()
    having = set(people.index[people.sum(axis=1) > 0].astype(str))
    found = [r.id for r in regions(family)]
    assert found == sorted(having & {r.id for r in regions("country")})
    assert "UNK" not in found
