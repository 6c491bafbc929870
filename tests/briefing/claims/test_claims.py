"""Claims are built where their grounds hold, and name the ground that fails where they do not."""

import pytest

from gcr_analysis import framework
from gcr_analysis.briefing import claims
from gcr_analysis.briefing.claims import UnfoundedError
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.sentences import in_words

HOST, SOLUTIONS, RETURN, RELIANCE = framework.panels()


def about(panel, region, year=2025, baseline_year=2016):
    return Evidence(panel, region, year, baseline_year)


def plain(text):
    return str(text).replace("\u00a0", " ")


def test_a_change_across_a_break_starts_after_it():
    found = claims.change(about(HOST, "COL"), "refugees_hosted")
    assert (found.start.value_year, found.end.value_year) == (2018, 2025)
    assert plain(found.start) == "1.17 million"


def test_a_variant_does_not_stand_across_a_break_that_moved_people_out_of_it():
    with pytest.raises(UnfoundedError) as failed:
        claims.change(about(HOST, "IRN"), "mandate_refugees_hosted")
    assert (failed.value.kind, failed.value.ground) == ("change", "later")


def test_no_percentage_stands_across_a_small_break():
    found = claims.change(about(HOST, "igad"), "refugees_hosted")
    assert found.by.known and not found.percent.known and "Uganda" in found.broken


def test_the_place_that_makes_a_change_is_named_with_the_figure_without_it():
    found = claims.change(about(SOLUTIONS, "world"), "resettlement_arrivals", 2024)
    assert (found.decisive.code, plain(found.part)) == ("USA", "88 %")
    assert plain(in_words(found, "moved_in")) == "fell by 57 % in 2025, to 81,766"
    assert plain(in_words(found, "beside")) == (
        "; the United States of America made 88 % of the fall (for all others from 83,228 to 70,253)"
    )


def test_a_place_without_which_the_direction_turns_is_no_part_of_the_change():
    found = claims.change(about(HOST, "world"), "refugees_hosted", 2024)
    assert found.decisive.code == "AFG" and not found.part.known
    assert "without people from Afghanistan the figure rose" in in_words(found, "beside")


def test_a_rate_stands_beside_its_count_where_that_moved_the_other_way():
    found = claims.change(about(HOST, "igad", 2025, 2024), "protracted_share_low_and_middle_income")
    assert found.numerator and found.numerator_end.number > found.numerator_start.number


def test_a_last_year_against_the_trend_stands_beside_it():
    found = claims.change(about(HOST, "DEU"), "refugees_hosted")
    assert found.direction == 1 and found.last.number < 0
    assert in_words(found, "beside").startswith("; the figure of 2024 was 2.75\u00a0million")


def test_a_large_residual_stands_beside_a_change_of_a_stock():
    found = claims.change(about(HOST, "IRN"), "refugees_hosted", 2024)
    assert round(found.residual.number) == -452_273 and round(found.returns.number) == 1_386_970


def test_a_difference_of_few_people_is_about_the_same():
    found = claims.change(about(HOST, "IRN"), "asylum_seekers_hosted", 2024)
    assert found.is_still and not found.by.known and not found.percent.known


@pytest.mark.parametrize(
    ("panel", "region", "id", "ground"),
    [
        (HOST, "DEU", "protracted_share_low_and_middle_income", "both-ends"),
        (HOST, "world", "gcr_1_1_1", "both-ends"),
        (HOST, "COL", "unhcr_contributions", "same-places"),
        (HOST, "COL", "asylum_decisions", "both-ends"),
    ],
)
def test_a_change_without_grounds_names_the_first_that_fails(panel, region, id, ground):
    with pytest.raises(UnfoundedError) as failed:
        claims.change(about(panel, region), id)
    assert failed.value.ground == ground and failed.value.reason


def test_a_level_writes_its_own_year_and_that_it_is_a_bound():
    late = claims.level(about(HOST, "UGA"), "responsibility_ratio")
    assert plain(in_words(late)) == "13.7 (2024)"
    bound = claims.level(about(HOST, "world"), "new_displacement")
    assert plain(in_words(bound)) == "at least 5.16 million"


def test_a_partial_level_is_claimed_only_where_the_words_say_so():
    evidence = about(RETURN, "europe", 2024)
    partial = next(
        each.id
        for each in framework.indicators().values()
        if each.panel == RETURN
        and evidence.at(each.id).status == "partial"
        and not evidence.at(each.id).is_bound
    )
    with pytest.raises(UnfoundedError):
        claims.level(evidence, partial)
    assert claims.level(evidence, partial, partial=True).beside == ("same-places",)


def test_movers_add_up_and_go_the_way_of_the_change():
    found = claims.movers(about(HOST, "igad"), "refugees_hosted", 2024)
    assert [each.place.code for each in found.places] == ["UGA", "SSD"]
    assert all(each.by.number > 0 for each in found.places) and found.role == "member"
    assert claims.movers(about(HOST, "IRN"), "refugees_hosted", 2024).largest.place.code == "AFG"


def test_members_with_equal_figures_all_stand_or_none_does():
    with pytest.raises(UnfoundedError, match="stands apart"):
        claims.members(about(RELIANCE, "world"), "gcr_2_1_1", lowest=True)
    found = claims.members(about(RELIANCE, "world"), "gcr_2_1_1", lowest=True, least_hosted=0.02)
    figures = [each.figure.number for each in found.places]
    assert figures == sorted(figures) and not found.complete
    assert "complete" in found.beside and found.year.value == 2024


def test_a_single_country_has_no_members_to_rank():
    with pytest.raises(UnfoundedError, match="no order"):
        claims.members(about(HOST, "COL"), "refugees_hosted")


def test_counterparts_are_those_of_the_whole_count():
    found = claims.counterparts(about(HOST, "world"), "refugees_hosted")
    assert [each.place.code for each in found.places] == ["VEN", "UKR", "SYR"]
    assert 40 < found.share.number < 50 and found.number.number > 100


def test_a_pair_without_a_row_has_none_on_record():
    found = claims.corridors(about("return-conditions", "SDN"), "returns", most=9)
    egypt = next(each for each in found.pairs if each.asylum.code == "EGY")
    assert plain(egypt.figure) == "405,666" and egypt.none_before


def test_flows_are_the_recorded_ones_with_the_largest_first():
    found = claims.flows(about(HOST, "world"), "refugees_hosted", 2024)
    assert [each.name for each in found.flows] == ["returns", "arrivals", "naturalised"]


def test_every_claim_has_a_declared_kind_and_all_its_grounds_in_the_ledger():
    evidence = about(HOST, "world")
    found = [
        claims.level(evidence, "refugees_hosted"),
        claims.change(evidence, "refugees_hosted", 2024),
        claims.movers(evidence, "refugees_hosted", 2024),
        claims.members(evidence, "refugees_per_1000_inhabitants"),
        claims.counterparts(evidence, "refugees_hosted"),
        claims.corridors(evidence, "refugees"),
        claims.flows(evidence, "refugees_hosted", 2024),
    ]
    kinds = {kind.id: {ground.id for ground in kind.grounds} for kind in framework.claims().kinds}
    for claim in found:
        line = claim.ledger()
        assert set(line["grounds"]) == kinds[line["kind"]]
        assert set(claim.beside) <= kinds[line["kind"]]
        assert line["facts"] or claim.parts
