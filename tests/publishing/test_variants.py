"""Notes as of a release have pages of their own: no page sets them beside others, and none says otherwise."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing import prepare

PANEL = "host-country-burden"
LABEL = "GT2024, 12 June 2025; what it does not carry: end-2025 figures, June 2026"
RELEASED = {
    "as_of": "GT2024",
    "sources": [{"producer": "UNHCR", "title": "Refugee Population Statistics Database", "vintage": LABEL}],
}


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "regions"


@pytest.fixture
def page(into: Path) -> Callable[[str], str]:
    return lambda path: (into / path).read_text(encoding="utf-8")


@pytest.fixture
def both(write: Callable[..., Path], into: Path) -> Path:
    """Notes of now, as of a release, and of both from another baseline year."""
    write("mirps", "MIRPS countries")
    write("mirps", "MIRPS countries", baseline_year=2020)
    write("ssar", "SSAR countries", year=2024, **RELEASED)
    write("mirps", "MIRPS countries", year=2024, baseline_year=2020, **RELEASED)
    prepare(write("mirps", "MIRPS countries", year=2024, **RELEASED), into)
    return into


def test_pages_of_now_show_no_note_as_of_a_release_and_lead_to_them(
    both: Path, page: Callable[[str], str]
) -> None:
    for shared in ("_home.qmd", "_comparison.qmd", "_support.qmd", "comparison.csv", "_covid.qmd"):
        assert "ssar" not in page(shared), shared
        assert "as-of-GT2024/since" not in page(shared) or shared == "_home.qmd"
    home = page("_home.qmd")
    assert "Notes that read changes from another year: [since 2020](/regions/since-2020/index.qmd)" in home
    assert "[as of GT2024](/regions/as-of-GT2024/index.qmd)" in home
    assert "[as of GT2024, since 2020](/regions/as-of-GT2024/since-2020/index.qmd)" in home
    region = page("mirps/index.qmd")
    assert "[Notes that read changes from 2020](since-2020/index.qmd)" in region
    assert "[Notes as of GT2024](as-of-GT2024/index.qmd)" in region
    assert not (both / "ssar" / "index.qmd").exists()


def test_pages_as_of_a_release_set_its_own_notes_side_by_side(both: Path, page: Callable[[str], str]) -> None:
    text = page("as-of-GT2024/comparison.qmd")
    assert 'title: "Regions side by side, as of GT2024"' in text
    assert "Figures on people are those of the release GT2024." in text
    assert "rest on other releases" not in text
    assert f"../../regions/ssar/{PANEL}/as-of-GT2024/index.html" in text
    assert f"../../regions/mirps/{PANEL}/as-of-GT2024/index.html" in text
    assert f"regions/mirps/{PANEL}/index.html" not in text
    assert page("as-of-GT2024/comparison.csv").count("protracted_share") == 2
    assert f"../../../regions/mirps/{PANEL}/as-of-GT2024/since-2020/" in page(
        "as-of-GT2024/since-2020/comparison.qmd"
    )


def test_a_note_names_its_release_and_no_foot_names_another(both: Path, page: Callable[[str], str]) -> None:
    text = page(f"mirps/{PANEL}/as-of-GT2024/index.qmd")
    assert 'subtitle: "Pressure on host countries · MIRPS countries · 2024, as of GT2024"' in text
    assert "2024, as of GT2024, changes since 2016. Measuring" in text
    assert f"figures on people are UNHCR's {LABEL}" in text
    assert "(/regions/mirps/as-of-GT2024/index.qmd)" in text
    cited = page(f"mirps/{PANEL}/as-of-GT2024/cite.bib")
    assert f"{{gcr-mirps-{PANEL}-2024-as-of-GT2024-since-2016," in cited
    assert "2024, as of GT2024, changes since 2016" in cited
    region = page("mirps/as-of-GT2024/index.qmd")
    assert 'subtitle: "Support platforms · as of GT2024"' in region
    assert "(/regions/as-of-GT2024/comparison.csv)" in region
    assert "[Notes on the newest figures](../index.qmd)" in region
    assert "[Notes that read changes from 2020](since-2020/index.qmd)" in region
    assert "gcr-mirps-2024-as-of-GT2024-since-2016" in page("mirps/as-of-GT2024/cite.bib")
    assert "of the releases that each note names" in page("_site.yml")
    assert "as-of-GT2024" not in page(f"mirps/{PANEL}/index.qmd")


def test_where_all_notes_are_as_of_a_release_the_sites_own_pages_show_none(
    write: Callable[..., Path], into: Path, page: Callable[[str], str]
) -> None:
    prepare(write("mirps", "MIRPS countries", year=2024, **RELEASED), into)
    assert "MIRPS" not in page("_home.qmd")
    assert "[as of GT2024](/regions/as-of-GT2024/index.qmd)" in page("_home.qmd")
    assert "MIRPS" not in page("_comparison.qmd") + page("comparison.csv")
    assert "MIRPS" in page("as-of-GT2024/index.qmd")


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (f"mirps/{PANEL}/2024.ipynb", "has the release GT2024 and lies where one of now belongs"),
        (f"mirps/{PANEL}/as-of-GT2023/2024.ipynb", "release GT2024 and lies where one of GT2023 belongs"),
    ],
)
def test_a_note_in_the_place_of_another_release_is_refused(
    moved: str, said: str, write: Callable[..., Path], into: Path
) -> None:
    outputs = write("mirps", "MIRPS countries", year=2024, **RELEASED)
    (outputs / moved).parent.mkdir(exist_ok=True)
    (outputs / "mirps" / PANEL / "as-of-GT2024" / "2024.ipynb").rename(outputs / moved)
    with pytest.raises(GcrError, match=said):
        prepare(outputs, into)
