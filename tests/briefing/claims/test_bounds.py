import pytest

from gcr_analysis.briefing.claims import UnfoundedError, bounds, level, part
from gcr_analysis.briefing.evidence import Evidence


def test_bounds_are_a_claim_apart_from_the_figure():
    world = Evidence("self-reliance", "world", 2025, 2016)
    found = bounds(world, "gcr_2_1_1")
    assert found.width == pytest.approx(35, abs=1) and found.own_year.value == 2024
    assert found.key != level(world, "gcr_2_1_1").key


def test_a_whole_or_partial_figure_has_none():
    for region, ground in (("PAK", "one-population"), ("europe", "same-places")):
        with pytest.raises(UnfoundedError) as failed:
            bounds(Evidence("self-reliance", region, 2025, 2016), "gcr_2_1_1")
        assert failed.value.ground == ground


def test_a_part_has_its_whole():
    assert part(78, 371, "figures").ledger()["facts"].keys() == {"part", "whole"}
