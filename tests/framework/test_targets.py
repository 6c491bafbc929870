import pytest

from gcr_analysis import framework
from gcr_analysis.snapshot import load

MILLION = "million persons"


@pytest.mark.parametrize("id", framework.targets())
def test_a_target_is_what_its_publication_says(id: str):
    target = framework.targets()[id]
    quoted = load("published_values").set_index("id").loc[target.quoted]
    assert quoted["unit"] == MILLION
    assert target.value == pytest.approx(quoted["value"] * 1e6)
    assert target.by == quoted["year"]
    assert "goal" in quoted["subject"]


@pytest.mark.parametrize("id", framework.targets())
def test_a_target_has_years_to_count(id: str):
    assert framework.targets()[id].since <= framework.targets()[id].by
