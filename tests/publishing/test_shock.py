"""Shortfalls and recoveries are told as notes carry them, with a reading that follows from the interval."""

from gcr_analysis.publishing.outputs import Measures, Note
from gcr_analysis.publishing.shock import FEWER, shocks
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
