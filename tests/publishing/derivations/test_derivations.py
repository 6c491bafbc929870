"""From each number of a note's page one link leads to a page that holds this number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from html.parser import HTMLParser
from importlib import import_module
from math import isnan
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from typing import Any

import pytest

import gcr_analysis as gcr
from gcr_analysis import framework
from gcr_analysis.briefing.marks import numbers, plain
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.reading import STUDIES
from gcr_analysis.framework.languages import ENGLISH, languages, written_in
from gcr_analysis.geography import region as where
from gcr_analysis.numbers import significant
from gcr_analysis.publishing import note_page
from gcr_analysis.publishing.derivations import Stated, anchor, derived, is_derived, stated
from gcr_analysis.publishing.derivations.figures import figures_of
from gcr_analysis.publishing.derivations.measure_page import measure_page
from gcr_analysis.publishing.drawings import Drawings
from gcr_analysis.publishing.kept import NOTHING
from gcr_analysis.publishing.note_page import NotePage
from gcr_analysis.publishing.outputs import Executed
from gcr_analysis.publishing.translated import translated

prepare: Any = import_module("gcr_analysis.publishing.prepare")  # the package has a function of this name
NOTES = [*(("LBN", panel) for panel in STUDIES), ("west-and-central-africa", "host-country-burden")]
OTHERS = [code for code in languages() if code != ENGLISH]
PAGES = [(*note, ENGLISH) for note in NOTES]
PAGES += [("LBN", panel, OTHERS[(n + more) % 3]) for more in range(2) for n, panel in enumerate(STUDIES)]
PAGES += [
    (region, each.id, ENGLISH) for each in framework.panels().values() for region in each.default_regions
]
"""Some notes in English, every panel in another language and in a third one, then all notes of the site."""
YEAR = 2025


@cache
def told(region: str, panel: str) -> Stated:
    """A note of the region with its numbers marked."""
    return stated(STUDIES[panel](region, YEAR, 2016))


@cache
def executed(region: str, panel: str) -> Executed:
    """The executed notebook of a note, without cells."""
    note = told(region, panel).plain
    path = Path("outputs", region.lower(), panel, f"{YEAR}.ipynb")
    pictures = dict.fromkeys(note.figures, b"")
    return Executed(path, note.note, note.figures, note.tables, pictures, (), f"{region} {panel}")


@cache
def files(region: str, panel: str, code: str = ENGLISH) -> dict[str, bytes]:
    """The files of a note in a language, by their place below the site."""
    notebook = executed(region, panel)
    with written_in(code):
        notebook = notebook if code == ENGLISH else translated(notebook)
        published = prepare._published(notebook, str(YEAR))
        ways: dict[str, Any] = {"trail": (), "tabs": (), "languages": ()}
        made = note_page.made_note(NotePage(published, notebook, ways, ""), Drawings(NOTHING))
    root = "" if code == ENGLISH else f"{code}/"
    return {f"{root}regions/{published.folder}/{name}": content for name, content in made.items()}


@pytest.fixture(autouse=True)
def nothing_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no figures: these tests read words."""
    monkeypatch.setattr(note_page, "figure_files", lambda *_: {})
    monkeypatch.setattr(note_page, "card", lambda *_: b"")


@dataclass(frozen=True)
class Row:
    """A number on a page of derivations: the forms in which the note prints it, its exact value, its unit."""

    forms: tuple[str, ...]
    value: float
    unit: str


@cache
def rows(page: bytes) -> dict[str, Row]:
    """The numbers of a page of derivations, by anchor."""
    found = {}
    for id, cells in re.findall(r'<tr id="([^"]+)">(.*?)</tr>', page.decode(), re.DOTALL):
        head, value, unit = re.search(
            r'<th scope="row">(.*?)</th><td class="w">.*?</td>'
            r'<td><data value="([^"]+)">.*?</td><td class="w">(.*?)</td>',
            cells,
        ).groups()  # type: ignore[union-attr]
        forms = tuple(unescape(form) for form in head.split("<br>"))
        assert id not in found, f"two numbers with the anchor {id}"
        found[id] = Row(forms, float(value), unescape(unit))
    return found


def links(page: bytes) -> Iterator[tuple[str, str]]:
    """Addresses and texts of the numbers of a note's page."""
    for address, text in re.findall(r'<a class="gcr-n" href="([^"]+)"[^>]*>(.*?)</a>', page.decode()):
        yield address, unescape(re.sub(r"\\(?=\W)", "", text))


def forms_of(row: Row) -> set[str]:
    """Every way in which the language of the moment may write a number."""
    quantity = Quantity(value=significant(row.value), unit=row.unit)
    written = [
        Quantity(value=v, unit=row.unit, bound=b)
        for v in {row.value, abs(row.value)}
        for b in ("", "least", "most")
    ]
    return {form.lower() for each in written for form in (str(each), each.signed, each.word, str(quantity))}


@pytest.mark.first(len(NOTES) + 2, ("region", "panel", "code"), PAGES)
def test_each_number_leads_to_a_page_that_holds_it(region: str, panel: str, code: str) -> None:
    english, own = files(region, panel), files(region, panel, code)
    name = next(name for name in own if name.endswith("index.qmd"))
    found = list(links(own[name]))
    assert len(found) > 30
    for address, text in found:
        page, _, id = address.partition("#")
        row = rows(english[normpath(join(dirname(name), page))])[id]
        with written_in(code):
            known = text in row.forms if code == ENGLISH else text.lower() in forms_of(row)
            assert known or not re.fullmatch(r"\W*\d[\d\W]*", text), f"{text} is not on {address}: {row}"
        if code == ENGLISH:
            assert known, f"{text} is not on {address}: {row}"


@pytest.mark.parametrize(("region", "panel"), NOTES)
def test_a_digit_is_part_of_a_number_or_of_a_declared_word(region: str, panel: str) -> None:
    """What is no link is a year, a constant, or stands in a name, a title, a unit or a reason."""
    note = told(region, panel)
    declared, codes = _declared(note), framework.compact()
    for text in _said(note):
        said, bare, end = plain(text), "", 0
        for number in numbers(text, note.quantities):
            assert is_derived(number.what) or _is_given(number.what)
            bare, end = f"{bare}{said[end : number.start]}…", number.end
        bare += said[end:]
        for before, digits in re.findall(r"(\w*\W?)(?<!\d)(?<!\d[.,])(\d[\d.,]*\d|\d)", bare):
            is_given = digits in codes or re.fullmatch(r"(19|20)\d\d", digits)
            assert is_given or f"{before}{digits}".lower() in declared, f"{digits} leads nowhere: {said}"


def _said(note: Stated) -> Iterator[str]:
    words = note.marked.note
    yield from (words.headline.value, words.headline.label, words.headline.change, words.lead)
    yield from (item.text for section in words.sections for item in section.items)
    yield from (figure.subtitle for figure in note.marked.figures.values())
    yield from (str(cell) for table in note.marked.tables.values() for row in table.rows for cell in row)


def _declared(note: Stated) -> str:
    """Titles, units, codes and releases as they are declared, and the reasons of the note's figures."""
    measures = framework.indicators().values()
    names = [text for each in measures for text in (each.title, each.definition)]
    rows = framework.sources().values()
    carried = note.plain.note.measures
    reasons = [str(row[carried.columns.index("reason")]) for row in carried.rows]
    folder = Path(framework.__file__).parent
    messages = [file.read_text() for file in sorted(folder.glob("sentences/*.yaml"))]
    return "\n".join([*names, *(each.vintage_label for each in rows), *reasons, *messages]).lower()


def _is_given(what: object) -> bool:
    """Whether a number is a constant of the analysis or a count of what the note itself lists."""
    return isinstance(what, Quantity) and (not what.indicator or not what.known)


@pytest.mark.parametrize(("region", "panel"), NOTES)
def test_python_gives_the_figure_of_the_page(region: str, panel: str) -> None:
    checked = 0
    for name, page in files(region, panel).items():
        if "/derivations/" not in name:
            continue
        call = unescape(re.search(r"gcr\.indicator\([^)]*\)", page.decode())[0])  # type: ignore[index]
        shown = re.search(r'more exactly <data value="([^"]+)">', page.decode())
        [value] = eval(call, {"gcr": gcr})["value"]
        assert (value == float(shown[1])) if shown else isnan(value)
        checked += shown is not None
    assert checked > 5


class _Tags(HTMLParser):
    """Holds each element against its closing tag, and counts landmarks and headings."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(("region", "panel"), NOTES)
def test_pages_are_whole_and_small(region: str, panel: str) -> None:
    pages = [page for name, page in files(region, panel).items() if "/derivations/" in name]
    assert sum(map(len, pages)) / len(pages) < 25_000
    for page in pages:
        tags = _Tags()
        tags.feed(page.decode())
        assert not tags.open
        assert tags.headings[0] == 1
        assert all(
            after - before <= 1 for before, after in zip(tags.headings, tags.headings[1:], strict=False)
        )
        assert b"<script" not in page


def test_the_data_of_a_figure_leads_to_the_measures_that_it_names() -> None:
    made = files("LBN", "host-country-burden")
    note = next(page for name, page in made.items() if name.endswith("index.qmd")).decode()
    found = re.findall(r'<a href="(derivations/\w+\.html)">([^<]+)</a>', note)
    assert ("derivations/refugees_hosted.html", "Refugees hosted") in found
    assert all(any(name.endswith(href) for name in made) for href, _ in found)


def test_two_publishings_write_the_same_bytes() -> None:
    once = files("LBN", "host-country-burden")
    files.cache_clear()
    assert files("LBN", "host-country-burden") == once


def test_a_note_that_says_something_else_has_no_derivations() -> None:
    notebook = executed("LBN", "host-country-burden")
    other = Executed(
        notebook.path,
        notebook.note.model_copy(update={"lead": "Other words."}),
        notebook.figures,
        notebook.tables,
        {},
        (),
        "",
    )
    assert derived(notebook, PurePosixPath("lbn/host-country-burden")) is not None
    assert derived(other, PurePosixPath("lbn/host-country-burden")) is None


def test_a_figure_of_a_year_to_come_is_asked_for_in_the_last_year() -> None:
    declared, note = (
        framework.indicators()["acute_food_insecurity_latest"],
        executed("PSE", "return-conditions"),
    )
    printed = {Quantity(value=1.0, unit=declared.unit, region="PSE", indicator=declared.id, year=YEAR): ()}
    page = measure_page(declared, note.note, where("PSE"), printed, PurePosixPath("pse/return-conditions"))
    assert " in 2026 <small>" in page.decode()
    assert 'gcr.indicator("acute_food_insecurity_latest", "PSE", 2025)' in unescape(page.decode())


def test_a_number_without_its_sign_says_so() -> None:
    page = files("LBN", "return-conditions")
    [name] = [name for name in page if name.endswith("derivations/refugees_unaccounted_for.html")]
    said = dict(re.findall(r'<tr id="LBN-2025-(-?606)">.*?<td class="w">(.*?)</td>', page[name].decode()))
    assert said["606"].startswith("the figure, without its sign")
    assert "sign" not in said.get("-606", "")


def test_a_page_asks_again_for_a_place_whose_figure_the_note_prints() -> None:
    page = files("igad", "return-conditions")
    [name] = [name for name in page if name.endswith("derivations/conflict_deaths_26_1.html")]
    [place] = re.findall(r'gcr\.indicator\("conflict_deaths_26_1", "(\w+)"', unescape(page[name].decode()))
    assert place != "igad"
    assert f'<tr id="{place}-' in page[name].decode()


def test_a_release_that_carries_nobody_shows_zero() -> None:
    found = figures_of(framework.indicators()["refugees_hosted"], where("HTI"), [2024, 2025], 2016)
    carried = {release: persons for release, _, persons in found.history}
    assert carried["GT2025"][-1] == 0.0
    assert carried["GT2024"][-1] is None


def test_an_anchor_is_of_place_year_and_value() -> None:
    hosted = Quantity(value=91.49083, unit="persons", region="LBN", indicator="refugees_hosted", year=2025)
    assert anchor(hosted) == "LBN-2025-91.4908"
    assert not is_derived(Quantity(value=None, unit="persons", indicator="refugees_hosted"))
