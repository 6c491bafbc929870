"""`gcr chart` writes a picture that says what it shows, the same bytes each time, or one line."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from gcr_analysis.cli.drawing import DPI

Gcr = Callable[..., tuple[int, str, str]]
ASKED = ("chart", "--indicator", "refugees_hosted", "--region", "COL", "--region", "PER")
YEARS = ("--years", "2015-2025")
SVG = "{http://www.w3.org/2000/svg}"


def test_a_png_carries_its_title_and_its_alternative_text(gcr: Gcr, tmp_path: Path) -> None:
    file = tmp_path / "new" / "hosted.png"
    assert gcr(*ASKED, *YEARS, "--into", str(file)) == (0, "", "")
    picture = Image.open(io.BytesIO(file.read_bytes()))
    assert picture.size[0] == 7 * DPI
    assert picture.text["Title"] == "Refugees hosted: Colombia and Peru"
    assert "Colombia: from 212 in 2015 to 2.81" in picture.text["Description"]
    assert [each.name for each in file.parent.iterdir()] == ["hosted.png"]


def test_an_svg_carries_its_title_and_its_alternative_text_and_no_date(gcr: Gcr, tmp_path: Path) -> None:
    file = tmp_path / "hosted.SVG"
    assert gcr(*ASKED, *YEARS, "--into", str(file)) == (0, "", "")
    root = ElementTree.fromstring(file.read_text(encoding="utf-8"))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Refugees hosted: Colombia and Peru"
    assert "Breaks in the series: [1] 2018" in str(root.findtext(f"{SVG}desc"))
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert "dc:date" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_same_question_makes_the_same_bytes(gcr: Gcr, tmp_path: Path, kind: str) -> None:
    files = [tmp_path / f"{n}.{kind}" for n in range(2)]
    for file in files:
        gcr(*ASKED, "--year", "2024", "--into", str(file))
    first, second = (file.read_bytes() for file in files)
    assert first == second


def test_a_family_can_be_drawn_beside_a_region(gcr: Gcr, tmp_path: Path) -> None:
    file = tmp_path / "platforms.png"
    asked = ("chart", "--indicator", "refugees_hosted", "--region", "TUR", "--family", "platform")
    assert gcr(*asked, "--year", "2024", "--into", str(file)) == (0, "", "")
    said = Image.open(file).text["Description"]
    assert all(name in said for name in ("Türkiye: ", "MIRPS countries: ", "IGAD countries: "))


def test_what_a_measure_says_nothing_about_is_drawn_with_the_reason(gcr: Gcr, tmp_path: Path) -> None:
    file = tmp_path / "gini.png"
    code, _, err = gcr("chart", "--indicator", "hosting_gini", "--region", "LBN", "--into", str(file))
    assert (code, err) == (0, "")
    assert "not applicable: A single country has no distribution" in Image.open(file).text["Description"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            "--indicator refugees_hostd --region LBN",
            "unknown indicator 'refugees_hostd': did you mean refuge",
        ),
        ("--indicator refugees_hosted --region mirp", "unknown region 'mirp': did you mean mirps"),
        ("--indicator refugees_hosted", "no region given: give --region, --family or both"),
        (
            "--indicator refugees_hosted --family hosts",
            "unknown family of regions 'hosts': did you mean host",
        ),
        (
            "--indicator refugees_hosted --region LBN --years 2025-2015",
            "years 2025-2015 end before they begin",
        ),
        (
            "--indicator refugees_hosted --family country",
            "a chart of several years has room for 8 regions and these are 227: give fewer",
        ),
        (
            "--indicator refugees_hosted --family country --year 2024",
            "a chart of one year has room for 16 regions and these are 227: give fewer",
        ),
        (
            "--indicator a --indicator b --region LBN",
            "Invalid value for '--indicator': it is given more than",
        ),
        ("--region LBN", "Missing option '--indicator'"),
    ],
)
def test_a_wrong_word_is_one_line_and_no_file(gcr: Gcr, tmp_path: Path, arguments: str, line: str) -> None:
    code, out, err = gcr("chart", *arguments.split(), "--into", str(tmp_path / "chart.png"))
    assert (code, out) == (2, "")
    assert err.startswith(f"gcr: {line}")
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_picture_of_another_kind_is_refused_before_anything_is_computed(gcr: Gcr, tmp_path: Path) -> None:
    for name in ("hosted.jpg", "hosted", "hosted.pdf"):
        code, _, err = gcr(*ASKED, "--into", str(tmp_path / name))
        assert code == 2
        assert err == f"gcr: {tmp_path / name} does not end in .png or .svg: a chart is one of these\n"


def test_a_folder_that_cannot_be_written_is_one_line(gcr: Gcr, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    code, _, err = gcr(*ASKED, "--year", "2024", "--into", str(tmp_path / "file" / "hosted.png"))
    assert code == 2
    assert err.startswith("gcr: cannot write hosted.png in ")
    assert err.count("\n") == 1


def test_a_name_that_the_font_cannot_write_is_one_line(gcr: Gcr, tmp_path: Path) -> None:
    own = tmp_path / "lake.yaml"
    own.write_text("name: lake\ntitle: 乍得湖\ncountries: [CMR, NER]\n", encoding="utf-8")
    asked = ("chart", "--indicator", "refugees_hosted", "--region", str(own), "--year", "2024")
    code, _, err = gcr(*asked, "--into", str(tmp_path / "hosted.png"))
    assert code == 2
    assert err.startswith("gcr: the typeface of figures has no letter '乍'")
    assert err.count("\n") == 1


def test_a_chart_as_of_a_release_has_its_figures_and_names_it(tmp_path: Path) -> None:
    file = tmp_path / "hosted.svg"
    command = [sys.executable, "-m", "gcr_analysis", *ASKED, "--as-of", "GT2023", "--into", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    text = file.read_text(encoding="utf-8")
    assert "2000 to 2023" in text
    assert "GT2023" in text
