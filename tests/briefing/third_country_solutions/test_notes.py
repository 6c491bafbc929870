"""What every note must hold, whatever the region."""

import re

import pytest

from gcr_analysis.briefing import ThirdCountrySolutions
from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.figures.check import faults
from gcr_analysis.figures.size import SIZES
from gcr_analysis.figures.svg import svg
from gcr_analysis.framework import indicators, panels

WITH_OR_WITHOUT = re.compile(r"\d|^(?:not (?:collected|applicable|computed)|none reported|in no such plan)$")
PANEL = panels()["third-country-solutions"]
# Nobody, one destination, small ones, origins, hosts without reports, a place in no UNHCR region.
OTHERS = ("TUV", "CAN", "USA", "ARG", "AFG", "SYR", "SSD", "LBN", "JOR", "FRA", "SRB", "ESH", "MYS")
REGIONS = (*PANEL.default_regions, *OTHERS)
CLUMSY = re.compile(
    r"\bnan\b|\bNone\b(?! of| is| on record| are)|\bno figure\b(?! of| for| is|\.)|  |\s[.,;:]|\.\."
    r"|\( | \)|,,|\bin in\b|\bthe the\b|[{}]|\bfrom from\b|[a-z]\(|at about 0 in|told of|who could have"
)
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def texts(note):
    items = [sentence for said in note.sections().values() for sentence in said]
    lead = " ".join(map(str, note.lead))
    return [*map(str, (note.title, *note.headline.values())), lead, *map(str, items)]


def shown_in(made):
    return (made.many, made.where, made.reach, made.map)


@pytest.mark.parametrize("region", REGIONS)
def test_every_section_says_something_and_nothing_is_clumsy(solutions_in, region):
    note = solutions_in(region).note
    assert all(said for said in note.sections().values())
    for section in ("lead", "progress", "challenges", "support", "limits"):
        assert all(re.search(r"[^.]\.$", sentence.text) for sentence in note.said[section])
    for text in texts(note):
        assert text and not CLUMSY.search(text), text
        assert not re.search(r"(?<![\d,.])1[ \u00a0](refugees|people|days|departures)\b", text), text


@pytest.mark.parametrize("region", REGIONS)
def test_every_number_in_the_text_is_a_quantity_of_the_ledger(solutions_in, region):
    made = solutions_in(region)
    known = set(NUMBER.findall(" ".join(line["text"] for line in made.note.ledger())))
    # Codes and titles of indicators and reasons that measures give are data of their own.
    codes = [i.gcr_code or "" for i in indicators().values()]
    reasons = [made.evidence.at(id).reason for id, i in indicators().items() if i.panel == PANEL.id]
    titles = [each.title for each in indicators().values()]
    known |= set(NUMBER.findall(" ".join([*codes, *reasons, *titles])))
    for text in texts(made.note):
        assert set(NUMBER.findall(text)) <= known, text


@pytest.mark.parametrize("region", REGIONS)
def test_a_figure_is_never_empty_and_has_its_alternative_text(solutions_in, region):
    made = solutions_in(region)
    for shown in shown_in(made):
        if isinstance(shown, Words):
            assert shown.text.endswith(".") and not CLUMSY.search(shown.text)
            continue
        numbers = shown.data.select_dtypes("number")
        assert len(shown.data) and numbers.notna().any(axis=None)
        for text in (shown.title, shown.subtitle, shown.alt):
            assert text and not CLUMSY.search(text), text
        assert shown.alt.endswith(".") and shown.source.startswith("Source")


@pytest.mark.parametrize("region", REGIONS)
def test_every_indicator_of_the_compact_stands_in_the_table_with_a_value_or_a_status(solutions_in, region):
    table = solutions_in(region).table.data.set_index("Measure")["2025"]
    for code in ("3.1.1", "3.2.1"):
        cells = [value for name, value in table.items() if f"({code})" in name]
        assert cells
        assert all(WITH_OR_WITHOUT.search(cell) for cell in cells)


@pytest.mark.first(2, "region", ["europe", "TUR", "world", "mirps", "DEU", "SYR"])
def test_a_drawing_is_small_and_the_same_each_time(solutions_in, region):
    for figure in solutions_in(region).figures:
        assert len(figure.png) <= 150_000
        assert not [fault for size in SIZES.values() for fault in faults(svg(figure.specification, size))]
        if region == "world":  # which has every kind of figure
            again = Figure(**{name: getattr(figure, name) for name in figure.__dataclass_fields__})
            assert figure.png == again.png


@pytest.mark.first(1, "year", [2018, 2021])
def test_every_other_region_has_a_whole_note_in_an_earlier_year(solutions_in, year):
    for region in REGIONS[year % 2 :: 2]:
        note = solutions_in(region, year).note
        assert all(note.sections().values()) and note.lead and len(note.headline) == 3
        assert not [text for text in texts(note) if not text or CLUMSY.search(text)]


@pytest.mark.parametrize(
    ("year", "baseline"), [(2001, 2000), (2016, 2010), (2020, 2016), (2022, 2019), (2025, 2024)]
)
@pytest.mark.first(1, "region", ["igad", "world", "europe", "TUR", "DEU"])
def test_the_note_on_an_earlier_year_is_whole(solutions_in, region, year, baseline):
    made = solutions_in(region, year, baseline)
    assert all(said for said in made.note.sections().values())
    assert not any(CLUMSY.search(text) for text in texts(made.note))
    assert made.table.data.notna().all(axis=None) and len(shown_in(made)) == 4


def test_the_note_on_a_region_of_two_countries_is_whole(tmp_path):
    path = tmp_path / "two.yaml"
    path.write_text("name: two\ntitle: Two neighbours\ncountries: [LBN, SYR]\n")
    made = ThirdCountrySolutions(str(path), 2025, 2016)
    assert [figure.id for figure in made.figures] == ["arrivals", "destinations", "origins", "map"]
    assert all(made.note.sections().values())


def test_a_region_without_any_resettlement_says_so_and_has_no_figure(solutions_in):
    made = solutions_in("TUV")
    assert str(made.note.title) == "No resettlement to, from or out of Tuvalu is on record for 2025"
    assert made.figures == ()


def test_a_region_that_tibetans_were_resettled_from_has_a_note():
    """They have a code of their own, and are no country."""
    note = ThirdCountrySolutions("asia-and-the-pacific", 2022, 2016)
    origins = next(figure for figure in note.figures if figure.id == "origins")
    assert "Tibetans" in origins.alt
    assert note.note.title
