"""Notes find their place: by kind of region, by the panels' own order, the latest year first."""

from typing import get_args

from gcr_analysis.framework.models import RegionKind
from gcr_analysis.publishing.outputs import Note
from gcr_analysis.publishing.site import GROUPS, Place, Published, places


def published(region: str, title: str, year: int = 2025, newest: bool = True) -> Published:
    note = Note.model_construct(region=region, region_title=title, year=year, title=f"{title} {year}")
    return Published(region.lower(), "host-country-burden", year, note, newest)


def test_regions_stand_by_kind_and_then_in_the_order_of_the_panel() -> None:
    found = places(
        [
            published("TUR", "Türkiye"),
            published("LBN", "Lebanon"),
            published("ssar", "SSAR countries"),
            published("lake-chad", "Lake Chad basin"),
            published("mirps", "MIRPS countries"),
            published("COL", "Colombia"),
            published("world", "World"),
        ]
    )
    assert [(place.group, place.slug) for place in found] == [
        ("world", "world"),
        ("platform", "mirps"),
        ("platform", "ssar"),
        ("country", "col"),
        ("country", "tur"),
        ("country", "lbn"),
        ("own", "lake-chad"),
    ]


def test_the_latest_year_stands_at_the_short_address_and_earlier_ones_below_it() -> None:
    (place,) = places([published("mirps", "MIRPS", 2024, newest=False), published("mirps", "MIRPS", 2025)])
    assert [(note.year, str(note.folder)) for note in place.notes] == [
        (2025, "mirps/host-country-burden"),
        (2024, "mirps/host-country-burden/2024"),
    ]
    assert [note.year for note in place.newest] == [2025]
    assert [note.year for note in place.earlier] == [2024]


def test_a_panel_that_no_declaration_knows_is_named_by_its_id() -> None:
    note = published("world", "World").note
    assert Published("world", "mine", 2025, note, newest=True).panel_title == "mine"
    assert Place("x", "X", None, ()).group == "own"


def test_every_kind_of_region_has_its_heading_on_the_home_page() -> None:
    assert set(GROUPS) == set(get_args(RegionKind))
