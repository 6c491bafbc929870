"""Each note and each region can be cited: its BibTeX parses, and prints what it rests on letter by letter."""

import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from pybtex.database import Entry, parse_string

from gcr_analysis.publishing import citation, prepare
from gcr_analysis.publishing.outputs import executed_notebooks, read
from gcr_analysis.publishing.site import Published, places

ROOT = Path(__file__).parents[2]
ODD = r"50 % of {all} in R&D_#1: $5, ~10^6, \emph{C:\x}, “Côte d'Ivoire”, 5−3, @you"


@pytest.fixture
def published(write: Callable[..., Path]) -> Callable[..., Published]:
    """A note that is published, from what an executed notebook says."""

    def make(**changes: object) -> Published:
        note = read(executed_notebooks(write("mirps", "MIRPS countries"))[0]).note
        return Published("mirps", note.panel, 2025, note.model_copy(update=changes), newest=True)

    return make


def parsed(text: str) -> dict[str, Entry]:
    return dict(parse_string(text, "bibtex").entries.items())


NAMES = {
    "backslash": "\\",
    "braceleft": "{",
    "braceright": "}",
    "asciitilde": "~",
    "asciicircum": "^",
    "minus": "−",
}


def printed(entry: Entry, field: str) -> str:
    """A field as LaTeX prints it; a mark that means something to LaTeX and was left is an error."""
    text = entry.fields[field]
    text = text[1:-1] if text.startswith("{") else text
    parts = re.split(r"\\text([a-z]+)\{\}|\\([#$%&_])|(~)", text)
    assert not set("".join(parts[::4])) & set("\\{}#$%&_~^")
    marks = zip(parts[1::4], parts[2::4], parts[3::4], strict=True)
    meant = [NAMES[name] if name else mark or "\u00a0" for name, mark, _ in marks]
    return "".join(part for both in zip(parts[::4], [*meant, ""], strict=True) for part in both)


def test_an_entry_says_what_a_note_is_and_rests_on(published: Callable[..., Published]) -> None:
    note = published()
    ((key, entry),) = parsed(citation.note_entry(note, "https://example.org/gcr/")).items()
    assert key == "gcr-mirps-host-country-burden-2025-since-2016"
    assert entry.type == "techreport"
    assert printed(entry, "title") == note.note.title
    assert entry.fields["year"] == "2025"
    assert entry.fields["version"] == version("gcr-analysis")
    assert entry.fields["url"] == "https://example.org/gcr/regions/mirps/host-country-burden/"
    assert printed(entry, "note") == (
        "Pressure on host countries, MIRPS countries, 2025, changes since 2016. "
        f"gcr-analysis {version('gcr-analysis')}. Figures: UNHCR, end-2025 figures, June 2026"
    )
    assert [str(person) for person in entry.persons["author"]] == ["{The authors of gcr-analysis}"]


def test_whatever_a_title_holds_is_printed_as_it_is(published: Callable[..., Published]) -> None:
    ((_, entry),) = parsed(citation.note_entry(published(title=ODD))).items()
    assert printed(entry, "title") == ODD


def test_without_an_address_an_entry_has_none(published: Callable[..., Published]) -> None:
    ((_, entry),) = parsed(citation.note_entry(published())).items()
    assert "url" not in entry.fields


def test_the_baseline_is_part_of_the_key(published: Callable[..., Published]) -> None:
    keys = {*parsed(citation.note_entry(published(baseline_year=2020)))}
    assert keys == {"gcr-mirps-host-country-burden-2025-since-2020"}


def test_a_region_has_an_entry_of_its_own_and_those_of_its_notes(published: Callable[..., Published]) -> None:
    (place,) = places([published()])
    entries = parsed(citation.place_file(place, "https://example.org"))
    assert [*entries] == ["gcr-mirps-2025-since-2016", "gcr-mirps-host-country-burden-2025-since-2016"]
    assert entries["gcr-mirps-2025-since-2016"].fields["url"] == "https://example.org/regions/mirps/"
    assert entries["gcr-mirps-2025-since-2016"].fields["type"] == "Background paper"


def test_pages_show_the_entry_and_link_to_the_file(write: Callable[..., Path], tmp_path: Path) -> None:
    into = tmp_path / "regions"
    prepare(write("lbn", "Lebanon"), into, address="https://example.org")
    for folder in ("lbn", "lbn/host-country-burden"):
        file = (into / folder / "cite.bib").read_text(encoding="utf-8")
        text = (into / folder / "index.qmd").read_text(encoding="utf-8")
        entry = citation_block(text)
        assert file.startswith(entry)
        assert parsed(entry)
        assert "(cite.bib)" in text
    note = (into / "lbn/host-country-burden/index.qmd").read_text(encoding="utf-8")
    assert f"changes since 2016. Measuring the Global Compact on Refugees, {citation.software()}." in note


def citation_block(page: str) -> str:
    return page.split("``` {.bibtex}\n")[1].split("\n```", maxsplit=1)[0] + "\n"


def test_author_and_version_are_those_of_the_citation_file() -> None:
    stated = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert [author["name"] for author in stated["authors"]] == [citation.AUTHOR]
    assert stated["version"] == version("gcr-analysis")


def test_both_publishers_take_the_files_along() -> None:
    declared = yaml.safe_load((ROOT / "_quarto.yml").read_text(encoding="utf-8"))["project"]["resources"]
    assert "regions/**/*.bib" in {pattern.lstrip("/") for pattern in declared}
