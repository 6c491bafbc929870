"""Plans of many notes: families, ranges of years, releases."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis.cli.options import years_given
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import panels
from gcr_analysis.geography import regions

Called = Callable[..., tuple[int, str, str]]
PANEL = "return-conditions"


def test_a_family_is_planned_for_every_panel(gcr: Called, tmp_path: Path) -> None:
    code, out, _ = gcr("run", "--family", "country", "--explain", "--outputs", str(tmp_path))
    assert code == 0
    assert len(out.splitlines()) == len(regions("country")) * len(panels())
    assert set(out.splitlines()) >= {f"run  {name} · {PANEL} · 2025: never run" for name in ("abw", "zwe")}


def test_families_regions_years_and_ranges_are_planned_together(gcr: Called, tmp_path: Path) -> None:
    asked = ["--panel", PANEL, "--region", "LBN", "--family", "platform", "--family", "income"]
    given = ["--year", "2025", "--years", "2022-2023,2025", "--outputs", str(tmp_path)]
    code, out, _ = gcr("run", *asked, *given, "--explain")
    assert code == 0
    places = ["lbn", *(each.slug for name in ("platform", "income") for each in regions(name))]
    planned = [line.removeprefix("run  ").split(" · ") for line in out.splitlines()]
    assert [(slug, year.partition(":")[0]) for slug, _, year in planned] == [
        (slug, year) for slug in places for year in ("2025", "2022", "2023")
    ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--family", "countries"), "unknown family of regions 'countries': did you mean country?"),
        (
            ("--region", "LBN", "--years", "2020-"),
            "year '2020-' is not a number: give one from 2000 to",
        ),
        (("--region", "LBN", "--years", ""), "year '' is not a number: give one from"),
        (("--region", "LBN", "--years", "2020-2031"), "year 2026 is outside the data: give one from 2000 to"),
        (("--region", "LBN", "--as-of", "GT2052"), "unknown release 'GT2052': did you mean GT2025 or GT2024"),
        (("--region", "LBN", "--as-of", "GT2023", "--year", "2024"), "2000 to 2023, the last year of GT2023"),
        (("--stale", "--as-of", "GT2023"), "--stale runs what lies in the outputs: give it alone"),
        (("--stale", "--family", "country"), "--stale runs what lies in the outputs: give it alone"),
    ],
)
def test_what_is_wrong_is_one_line(asked: tuple[str, ...], said: str, gcr: Called) -> None:
    code, out, error = gcr("run", *asked)
    assert (code, out, len(error.splitlines())) == (2, "", 1)
    assert said in error


def test_years_are_read_in_their_order() -> None:
    assert years_given(["2010,2005-2007", "2006"]) == ["2010", "2005", "2006", "2007", "2006"]
    assert years_given(["2024–2025"]) == ["2024", "2025"]
    with pytest.raises(GcrError, match="years 2010-2005 end before they begin: give 2005-2010"):
        years_given(["2010-2005"])
