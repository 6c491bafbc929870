"""The project of a language: its settings, and which notes it can have."""

from pathlib import Path

import pytest
import yaml

from gcr_analysis.errors import GcrError
from gcr_analysis.framework.languages import ENGLISH, languages, spoken, written_in
from gcr_analysis.publishing.pages import said
from gcr_analysis.publishing.translations import settings_of

SETTINGS = (Path(__file__).parents[2] / "_quarto.yml").read_text(encoding="utf-8")
OTHERS = [code for code in languages() if code != ENGLISH]


@pytest.mark.parametrize("code", OTHERS)
def test_settings_are_those_of_english_in_other_words(code: str) -> None:
    with written_in(code):
        told, english = yaml.safe_load(settings_of(SETTINGS)), yaml.safe_load(SETTINGS)
        direction, button = spoken().marks.direction, said("toggle_navigation")
    assert told["format"]["html"]["lang"] == code
    assert told["format"]["html"]["dir"] == direction
    assert told["format"]["html"]["language"]["toggle-navigation"] == button
    assert told["website"]["title"] != english["website"]["title"]
    assert told["format"]["html"]["css"] == english["format"]["html"]["css"]
    assert not any(name.startswith("/dataset") for name in told["project"]["resources"])


def test_settings_that_say_something_else_are_one_line() -> None:
    other = SETTINGS.replace("Measuring the Global Compact on Refugees", "Our own title")
    with written_in("fr"), pytest.raises(GcrError, match=r"_quarto\.yml does not say .* message site_title"):
        settings_of(other)


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_says_its_own_name(code: str) -> None:
    with written_in(code):
        assert spoken().name not in ("", "English")
