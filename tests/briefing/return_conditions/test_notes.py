"""What every note must hold, whatever the region."""

import re

import pytest

from gcr_analysis.briefing import ReturnConditions
from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.figures.check import faults
from gcr_analysis.figures.size import SIZES
from gcr_analysis.figures.svg import svg
from gcr_analysis.framework import breaks, indicators, panels
from gcr_analysis.indicators.return_conditions import conflict, violence

WITH_OR_WITHOUT = re.compile(r"\d|^(?:not (?:collected|applicable|computed)|none reported|in no such plan)$")
PANEL = panels()["return-conditions"]
# Nobody, hardly anybody, no conditions known, one place with its neighbour, no returns, high income.
OTHERS = ("VAT", "LIE", "TUV", "ESH", "PSE", "ISR", "HTI", "USA", "SGS")
REGIONS = (*PANEL.default_regions, *OTHERS)
EARLIER = [(region, (2018, 2021)[n % 2]) for n, region in enumerate(REGIONS)]
IN_YEARS = [*((region, 2025) for region in REGIONS), *EARLIER]
"""Every region in the newest year, then in one of two earlier ones."""
CLUMSY = re.compile(
    r"\bnan\b|\bNone\b(?! of| at)|  |\s[.,;:]|\.\.|\( | \)|,,|\bin in\b|\bto to\b|\bof of\b|\bthe the\b|[{}]"
    r"|\bno figure\b(?! for)|[a-z]{2}\.[A-Z]"
)
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def texts(note):
    items = [sentence for said in note.sections().values() for sentence in said]
    lead = " ".join(map(str, note.lead))
    return [*map(str, (note.title, *note.headline.values())), lead, *map(str, items)]


@pytest.mark.first(len(REGIONS) + 4, ("region", "year"), IN_YEARS)
def test_every_section_says_something_and_nothing_is_clumsy(return_to, region, year):
    note = return_to(region, year).note
    assert all(note.said[section] for section in note.said)
    assert not str(note.title).endswith(".")
    for section in ("lead", "progress", "challenges", "support", "limits"):
        assert all(re.search(r"[^.]\.$", sentence.text) for sentence in note.said[section])
    for text in texts(note):
        assert text and not CLUMSY.search(text), text
        assert not re.search(r"(?<![\d,.])1 (refugees|hosts|countries|people|conditions)\b", text), text


@pytest.mark.parametrize("region", REGIONS)
def test_every_number_in_the_text_is_a_quantity_of_the_ledger(return_to, region):
    made = return_to(region)
    known = set(NUMBER.findall(" ".join(line["text"] for line in made.note.ledger())))
    # Codes and titles of measures, their reasons, texts of breaks and versions are data of their own.
    declared = [text for i in indicators().values() for text in (i.gcr_code or "", i.title)]
    declared += [*(b.text for b in breaks()), conflict.VERSION, violence.VERSION]
    reasons = [made.evidence.at(id).reason for id, i in indicators().items() if i.panel == PANEL.id]
    given = [*declared, *reasons, *made.evidence.progress["reason"].astype(str)]
    known |= set(NUMBER.findall(" ".join(given)))
    for text in texts(made.note):
        assert set(NUMBER.findall(text)) <= known, text


@pytest.mark.parametrize("region", REGIONS)
def test_a_figure_is_never_empty_and_has_its_alternative_text(return_to, region):
    made = return_to(region)
    for shown in (made.returned, made.hosts, made.violence, made.conditions, made.map):
        if isinstance(shown, Words):
            assert shown.text.endswith(".")
            continue
        assert len(shown.data) and shown.data.select_dtypes("number").notna().any(axis=None)
        assert shown.alt.endswith(".") and not CLUMSY.search(shown.alt), shown.alt
        assert shown.title and shown.subtitle and shown.source.startswith("Source")
        assert not CLUMSY.search(shown.title) and not CLUMSY.search(shown.subtitle)


@pytest.mark.parametrize("region", REGIONS)
def test_every_indicator_of_the_compact_stands_in_the_table_with_a_value_or_a_status(return_to, region):
    table = return_to(region).table.data.set_index("Measure")["2025"]
    for code in ("4.1.1", "4.1.2", "4.2.1", "4.2.2"):
        (cell,) = (value for name, value in table.items() if f"({code})" in name)
        assert WITH_OR_WITHOUT.search(cell)


@pytest.mark.first(2, "region", ["igad", "SYR", "world", "mirps", "VEN", "LIE"])
def test_a_drawing_is_small_and_the_same_each_time(return_to, region):
    for figure in return_to(region).figures:
        assert len(figure.png) <= 150_000
        assert not [fault for size in SIZES.values() for fault in faults(svg(figure.specification, size))]
        if region == "world":  # which has every kind of figure
            again = Figure(**{name: getattr(figure, name) for name in figure.__dataclass_fields__})
            assert figure.png == again.png


@pytest.mark.parametrize(("year", "baseline"), [(2001, 2000), (2016, 2008), (2022, 2021), (2024, 2016)])
@pytest.mark.first(1, "region", ["igad", "world", "AFG", "the-americas"])
def test_the_note_on_an_earlier_year_is_whole(return_to, region, year, baseline):
    made = return_to(region, year, baseline)
    assert all(said for said in made.note.sections().values())
    assert not [text for text in texts(made.note) if CLUMSY.search(text)]
    assert made.figures


def test_the_note_on_a_region_of_two_countries_is_whole(tmp_path):
    path = tmp_path / "two.yaml"
    path.write_text("name: two\ntitle: Two neighbours\ncountries: [LBN, SYR]\n")
    made = ReturnConditions(str(path), 2025, 2016)
    assert [figure.id for figure in made.figures] == ["returned", "hosts", "violence", "conditions", "map"]
    assert "the countries of Two neighbours" in str(made.note.title)
    assert all(made.note.sections().values())


def test_the_ledger_gives_every_measured_number_its_source(return_to):
    for region in ("world", "SYR", "mirps"):
        measured = [line for line in return_to(region).note.ledger() if line["status"] != "given"]
        assert all(line["source"] and line["vintage"] and line["indicator"] for line in measured)
