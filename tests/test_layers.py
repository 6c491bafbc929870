"""Figures flow one way: a room of the package imports only from the rooms before it."""

from pathlib import Path

from importlinter.cli import lint_imports


def test_no_room_imports_from_a_later_one() -> None:
    assert lint_imports(config_filename=str(Path(__file__).parents[1] / "pyproject.toml"), no_cache=True) == 0
