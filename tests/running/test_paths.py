"""Paths as notes and users see them."""

import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.running.paths import from_root


def test_a_name_that_is_no_text_is_refused_in_one_line() -> None:
    with pytest.raises(GcrError, match="is not written in UTF-8: give the file another name") as error:
        from_root("l\udce4nder.yaml")
    str(error.value).encode()
