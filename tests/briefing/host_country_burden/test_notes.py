"""What every note must hold, whatever the region."""

import re

import pytest

from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.figures.check import faults
from gcr_analysis.figures.size import SIZES
from gcr_analysis.figures.svg import svg
from gcr_analysis.framework import breaks, indicators, panels

WITH_OR_WITHOUT = re.compile(r"\d|^(?:not (?:collected|applicable|computed)|none reported|in no such plan)$")
PANEL = panels()["host-country-burden"]
# Near-empty, tiny, without income, without population, high-income, with UNRWA.
OTHERS = ("MDV", "NIC", "NRU", "VEN", "ESH", "CHE", "USA", "JOR", "ABW", "SRB")
REGIONS = (*PANEL.default_regions, *OTHERS)
CLUMSY = re.compile(r"\bnan\b|\bNone\b(?! of| in| at)|  |\s[.,;:]|\.\.|\( | \)|,,|\bin in\b|\bthe the\b|[{}]")


def texts(note):
    items = [sentence for said in note.sections().values() for sentence in said]
    lead = " ".join(map(str, note.lead))
    return [*map(str, (note.title, *note.headline.values())), lead, *map(str, items)]


@pytest.mark.parametrize("region", REGIONS)
def test_every_section_says_something_and_nothing_is_clumsy(note_on, region):
    note = note_on(region).note
    assert all(said for said in note.sections().values())
    for text in texts(note):
        assert text and not CLUMSY.search(text), text
        assert not re.search(r"(?<![\d,.])1 (refugees|donors|countries|people)\b", text), text


@pytest.mark.parametrize("region", REGIONS)
def test_every_number_in_the_text_is_a_quantity_of_the_ledger(note_on, region):
    burden = note_on(region)
    lines = burden.note.ledger()
    known = set(re.findall(r"\d[\d,.]*\d|\d", " ".join(line["text"] for line in lines)))
    # Codes of indicators, reasons that measures give, and texts of declared breaks are data of their own.
    declared = [i.gcr_code or "" for i in indicators().values()] + [b.text for b in breaks()]
    reasons = [burden.evidence.at(id).reason for id, i in indicators().items() if i.panel == PANEL.id]
    given = " ".join([*declared, *reasons, *burden.evidence.progress["reason"].astype(str)])
    known |= set(re.findall(r"\d[\d,.]*\d|\d", given))
    for text in texts(burden.note):
        assert set(re.findall(r"\d[\d,.]*\d|\d", text)) <= known, text


@pytest.mark.parametrize("region", REGIONS)
def test_a_figure_is_never_empty_and_has_its_alternative_text(note_on, region):
    burden = note_on(region)
    for shown in (burden.hosted, burden.hosts, burden.moved, burden.asked, burden.map):
        if isinstance(shown, Words):
            assert shown.text.endswith(".")
        else:
            numbers = shown.data.select_dtypes("number")
            assert len(shown.data) and (numbers.fillna(0) != 0).any(axis=None)
            assert burden.evidence.region.in_sentence.replace("'", "’") in shown.alt
            assert shown.alt.endswith(".") and not CLUMSY.search(shown.alt), shown.alt
            assert shown.title and shown.subtitle and shown.source.startswith("Source")


@pytest.mark.parametrize("region", REGIONS)
def test_every_indicator_of_the_compact_stands_in_the_table_with_a_value_or_a_status(note_on, region):
    table = note_on(region).table.data.set_index("Measure")["2025"]
    for code in ("1.1.1", "1.1.2", "1.2.1", "1.2.2"):
        cells = [value for name, value in table.items() if f"({code})" in name]
        assert cells
        assert all(WITH_OR_WITHOUT.search(cell) for cell in cells)


@pytest.mark.first(2, "region", ["ssar", "LBN", "world", "mirps", "UGA", "NIC"])
def test_a_drawing_is_small_and_the_same_each_time(note_on, region):
    for figure in note_on(region).figures:
        assert len(figure.png) <= 150_000
        assert not [fault for size in SIZES.values() for fault in faults(svg(figure.specification, size))]
        if region == "world":  # which has every kind of figure
            again = Figure(**{name: getattr(figure, name) for name in figure.__dataclass_fields__})
            assert figure.png == again.png


def test_the_note_on_a_region_of_two_countries_is_whole(tmp_path):
    from gcr_analysis.briefing import HostCountryBurden

    path = tmp_path / "two.yaml"
    path.write_text("name: two\ntitle: Two neighbours\ncountries: [LBN, MDV]\n")
    burden = HostCountryBurden(str(path), 2025, 2016)
    assert [figure.id for figure in burden.figures] == ["hosted", "hosts", "moved", "asked", "map"]
    assert burden.hosts.title.startswith("Lebanon hosts all")
    assert all(burden.note.sections().values())
