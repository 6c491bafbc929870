"""An executed notebook is read whole or refused in one line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing.outputs import executed_notebooks, read

PANEL = "host-country-burden"


def the_only(outputs: Path) -> Path:
    (path,) = executed_notebooks(outputs)
    return path


def test_note_figures_table_and_pictures_come_from_the_cells(write: Callable[..., Path]) -> None:
    executed = read(the_only(write("mirps", "MIRPS countries")))
    assert (executed.slug, executed.panel, executed.note.year) == ("mirps", PANEL, 2025)
    assert list(executed.figures) == ["hosted", "map"]
    assert list(executed.tables) == ["hosts"]
    assert all(png.startswith(b"\x89PNG") for png in executed.pictures.values())
    assert executed.note.headline.value == "35.6 million"


def test_no_executed_notebook_is_an_error_that_says_what_makes_one(tmp_path: Path) -> None:
    with pytest.raises(GcrError, match=r"nothing to publish: .* gcr run"):
        executed_notebooks(tmp_path)


def test_a_notebook_that_is_removed_meanwhile_is_told_in_one_line(write: Callable[..., Path]) -> None:
    path = the_only(write("world"))
    path.unlink()
    with pytest.raises(GcrError, match=r"was removed while it was to be published; publish again$"):
        read(path)


def test_a_folder_that_could_not_be_an_address_is_named(write: Callable[..., Path]) -> None:
    with pytest.raises(GcrError, match="'lake chad' cannot be part of an address"):
        executed_notebooks(write("lake chad"))


def test_a_notebook_without_a_note_at_its_end_is_refused(
    write: Callable[..., Path], bundles: dict[str, Callable[..., Any]]
) -> None:
    with pytest.raises(GcrError, match="last output is no briefing note"):
        read(the_only(write(own=bundles["cells"]("world", "World")[:-1])))


def test_a_note_that_names_a_figure_which_no_cell_shows_is_refused(write: Callable[..., Path]) -> None:
    with pytest.raises(GcrError, match="the note shows gone, which no cell"):
        read(the_only(write(figures=["hosted", "gone"])))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"alt": ""}, "figure alt: "),
        ({"id": "../x"}, "figure id: "),
        ({"id": "hosts"}, "hosts names two files"),
        ({"id": "figures"}, "figures names two files"),
    ],
)
def test_a_figure_that_could_not_be_published_is_refused(
    write: Callable[..., Path], bundles: dict[str, Callable[..., Any]], change: dict[str, str], said: str
) -> None:
    cells = bundles["cells"]("world", "World", figures=["map"])
    cells[3] = bundles["shown"](bundles["figure"]("hosted", **change))
    with pytest.raises(GcrError, match=said):
        read(the_only(write(own=cells)))


def test_a_figure_without_a_picture_is_refused(
    write: Callable[..., Path], bundles: dict[str, Callable[..., Any]]
) -> None:
    bundle = bundles["figure"]("hosted") | {"image/png": "bm90IGEgcGljdHVyZQ=="}
    cells = bundles["cells"]("world", "World")
    cells[3] = bundles["shown"](bundle)
    with pytest.raises(GcrError, match="figure hosted has no picture"):
        read(the_only(write(own=cells)))


@pytest.mark.parametrize("left", [0, 1, 200])
def test_a_notebook_cut_short_is_refused(write: Callable[..., Path], left: int) -> None:
    path = the_only(write())
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(GcrError, match="not a whole notebook"):
        read(path)
