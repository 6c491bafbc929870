"""Shortfalls and recoveries are told as notes carry them, with a reading that follows from the interval."""

from gcr_analysis.publishing.outputs import Measures, Note
from gcr_analysis.publishing.shock import ASYLUM, FEWER, shocks
from gcr_analysis.publishing.site import Published, places

COLUMNS = ("indicator", "value", "low", "high", "unit", "reason", "text")


def published(region: str, title: str, *rows: tuple[object, ...]) -> Published:
    told = Measures(columns=COLUMNS, rows=rows)
    note = Note.model_construct(region=region, region_title=title, year=2025, title=title, measures=told)
    return Published(region, "return-conditions", 2025, note, newest=True)


def test_a_shortfall_beyond_its_interval_is_read_and_the_recovery_told_with_its_end() -> None:
    ssar = published(
        "ssar",
        "SSAR countries",
        ("returns_covid_shortfall", 900.0, 100.0, 1700.0, "persons", "", "900"),
        ("returns_recovery_year", 2022, None, None, "year", "Held until 2023", "2022"),
    )
    nowhere = published(
        "europe",
        "Europe",
        ("returns_covid_shortfall", None, None, None, "persons", "No returns", "no figure"),
    )
    (series,) = shocks(places([ssar, nowhere]))
    assert series.title == "Returns of refugees"
    ((title, (line,)),) = series.groups
    assert (title, line.shortfall, line.interval) == ("Support platforms", "900", "100 to 1,700")
    assert (line.reading, line.recovery) == (FEWER, "2022. Held until 2023")
    assert series.counts[FEWER] == 1


def test_asylum_is_told_where_a_host_has_a_note_with_the_countries_that_are_left_out() -> None:
    note = Note.model_construct(
        region="world", region_title="World", year=2025, title="World", measures=Measures()
    )
    told = shocks(places([Published("world", "host-country-burden", 2025, note, newest=True)]))
    assert [series.title for series in told] == list(ASYLUM)
    for series in told:
        ((_, (line,)),) = series.groups
        assert line.without.startswith("without the United States of America")
        assert line.without.endswith("more")
        assert line.recovery.startswith("2022")
