"""What a notebook declares in its parameters cell."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.running.parameters import as_type_of, notebook_parameters


def test_the_parameters_are_those_of_the_tagged_cell_with_their_defaults(
    notebook: Callable[..., Path],
) -> None:
    path = notebook(
        "declares", "other = 3", parameters='region = "world"  # any set\nyear: int = 2025\nlist = []'
    )
    assert notebook_parameters(path) == {"region": "world", "year": 2025, "list": []}


def test_a_notebook_without_such_a_cell_says_so(notebook: Callable[..., Path]) -> None:
    with pytest.raises(
        GcrError, match=r"^bare.ipynb has no parameters: tag the cell that sets them 'parameters'$"
    ):
        notebook_parameters(notebook("bare", parameters=""))


@pytest.mark.parametrize("content", ["", "{", "{}", "[]", "not json", '{"cells": []}'])
def test_a_file_that_is_no_notebook_says_so(content: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.ipynb"
    path.write_text(content)
    with pytest.raises(
        GcrError, match=r"^broken.ipynb (cannot be read as a notebook|has no parameters)"
    ) as error:
        notebook_parameters(path)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("default", "text", "value"),
    [(0.5, "1", 1.0), (False, "True", True), (None, "x", "x"), (["a"], "['b']", ["b"]), ("w", "1", "1")],
)
def test_a_value_is_read_as_the_type_of_the_default(default: object, text: str, value: object) -> None:
    assert as_type_of(default, "name", text) == value


@pytest.mark.parametrize(
    ("default", "text"), [(1, "1.5"), (1, ""), (1.0, "many"), (True, "1"), (["a"], "b"), (["a"], "{}")]
)
def test_a_value_of_another_type_is_refused(default: object, text: str) -> None:
    with pytest.raises(GcrError, match="is not of type"):
        as_type_of(default, "name", text)
