"""What every note must hold, whatever the region."""

import re

import pytest

from gcr_analysis.briefing import SelfReliance
from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.figures.check import faults
from gcr_analysis.figures.size import SIZES
from gcr_analysis.figures.svg import svg
from gcr_analysis.framework import indicators, panels
from gcr_analysis.geography import country_name

WITH_OR_WITHOUT = re.compile(r"\d|^(?:not (?:collected|applicable|computed)|none reported|in no such plan)$")
PANEL = panels()["self-reliance"]
# Nobody, hardly anybody, citizens only, no report, one report, no ages.
OTHERS = ("AND", "NRU", "ARM", "NLD", "NOR", "JPN", "LBN", "VEN", "UKR", "USA", "SRB")
REGIONS = (*PANEL.default_regions, *OTHERS)
EARLIER = [(region, (2018, 2021)[n % 2]) for n, region in enumerate(REGIONS)]
IN_YEARS = [*((region, 2025) for region in REGIONS), *EARLIER]
"""Every region in the newest year, then in one of two earlier ones."""
CLUMSY = re.compile(
    r"\bnan\b|\bNone\b(?! of| in| at)|  |\s[.,;:]|\.\.|\( | \)|,,|\bin in\b|\bthe the\b|[{}]"
    r"|\bno figure\b(?! for)|\bin no of\b|\bno the\b|\(\)|\b(one hosts|one host report)\b|^[a-z]"
)
REJECTED = re.compile(
    r"\bexists? for\b|\btold\b|\bwhom\b|\ba place in\b|for five years|stand on their own|\bbecause\b"
)
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def texts(note):
    items = [sentence for said in note.sections().values() for sentence in said]
    lead = " ".join(map(str, note.lead))
    return [*map(str, (note.title, note.headline["value"], note.headline["change"])), lead, *map(str, items)]


@pytest.mark.first(len(REGIONS) + 4, ("region", "year"), IN_YEARS)
def test_every_note_is_whole_and_nothing_in_it_is_clumsy(reliance_in, region, year):
    note = reliance_in(region, year).note
    assert all(note.said.values())
    for text in texts(note):
        assert text and not CLUMSY.search(text) and not REJECTED.search(text), text
        assert not re.search(r"(?<![\d,.])1 (refugees|hosts|countries|measures)\b", text), text
    for sentence in (each for section in ("lead", *note.sections()) for each in note.said[section]):
        assert re.search(r"[^.]\.$", sentence.text), sentence.text
    assert not note.title.text.endswith(".")


@pytest.mark.parametrize("region", REGIONS)
def test_every_number_in_the_text_is_a_quantity_of_the_ledger(reliance_in, region):
    made = reliance_in(region)
    known = set(NUMBER.findall(" ".join(line["text"] for line in made.note.ledger())))
    # Codes and titles of indicators and reasons that measures give are data of their own.
    codes = [f"{i.gcr_code or ''} {i.title}" for i in indicators().values()]
    reasons = [made.evidence.at(id).reason for id, i in indicators().items() if i.panel == PANEL.id]
    known |= set(NUMBER.findall(" ".join([*codes, *reasons, *made.evidence.progress["reason"].astype(str)])))
    for text in (*texts(made.note), *map(str, made.note.headline.values())):
        assert set(NUMBER.findall(text)) <= known, text


@pytest.mark.parametrize("region", REGIONS)
def test_a_figure_is_never_empty_and_has_its_alternative_text(reliance_in, region):
    made = reliance_in(region)
    for shown in (made.profile, made.work, made.school, made.changes, made.map):
        if isinstance(shown, Words):
            assert shown.text.endswith(".")
            continue
        numbers = shown.data.select_dtypes("number")
        assert len(shown.data) and numbers.notna().any(axis=None)
        name = country_name(region) if len(region) == 3 else made.evidence.where
        assert made.evidence.where.replace("'", "’") in shown.alt or name in shown.title or shown.id == "map"
        assert shown.alt.endswith(".") and not CLUMSY.search(shown.alt), shown.alt
        assert shown.title and shown.subtitle and shown.source.startswith("Source")


@pytest.mark.parametrize("region", REGIONS)
def test_every_indicator_of_the_compact_stands_in_the_table_with_a_value_or_a_status(reliance_in, region):
    table = reliance_in(region).table.data.set_index("Measure")["2025"]
    for code in ("2.1.1", "2.1.2", "2.2.1", "2.2.2"):
        cells = [value for name, value in table.items() if f"({code})" in name]
        assert cells
        assert all(WITH_OR_WITHOUT.search(cell) for cell in cells)


@pytest.mark.first(2, "region", ["igad", "PAK", "world", "europe", "DEU", "NLD"])
def test_a_drawing_is_small_and_the_same_each_time(reliance_in, region):
    for figure in reliance_in(region).figures:
        assert len(figure.png) <= 150_000
        assert not [fault for size in SIZES.values() for fault in faults(svg(figure.specification, size))]
        if region == "world":  # which has every kind of figure
            again = Figure(**{name: getattr(figure, name) for name in figure.__dataclass_fields__})
            assert figure.png == again.png


@pytest.mark.parametrize(("year", "baseline"), [(2019, 2016), (2022, 2021), (2023, 2022), (2025, 2024)])
@pytest.mark.first(1, "region", ["igad", "world", "PER"])
def test_the_note_on_an_earlier_year_is_whole(reliance_in, region, year, baseline):
    note = reliance_in(region, year, baseline).note
    assert all(said for said in note.sections().values())
    assert not any(CLUMSY.search(text) for text in texts(note))


def test_the_note_on_a_region_of_two_countries_is_whole(tmp_path):
    path = tmp_path / "two.yaml"
    path.write_text("name: two\ntitle: Two neighbours\ncountries: [LBN, MDV]\n")
    made = SelfReliance(str(path), 2025, 2016)
    assert [figure.id for figure in made.figures] == ["profile", "work", "school", "changes", "map"]
    assert all(made.note.sections().values())
