import math

import pytest

from gcr_analysis import framework
from gcr_analysis.framework.models import PublishedFigure
from gcr_analysis.geography import region
from gcr_analysis.indicators.validation import AGREES, DIFFERS, EXPLAINED, _row, validate
from gcr_analysis.snapshot import load

FIGURES = framework.validation().figures


def figure(**changed: object) -> PublishedFigure:
    fields = {"text": "Refugees", "publication": "gt-2022", "indicators": ["refugees_hosted"], "year": 2022}
    return PublishedFigure(**(fields | {"value": 34.6e6, "step": 1e5} | changed))


def test_every_published_figure_agrees_or_differs_for_a_stated_reason() -> None:
    table = validate()
    assert len(table) >= 25
    assert set(table["verdict"]) == {AGREES, EXPLAINED}


def test_a_reason_is_given_only_where_ours_differs() -> None:
    table = validate()
    assert (table["reason"] != "").equals(table["verdict"] == EXPLAINED)


def test_what_was_rounded_is_good_to_half_a_unit_of_its_last_digit() -> None:
    assert _row(figure())["verdict"] == AGREES
    assert _row(figure(value=34.7e6))["verdict"] == DIFFERS
    assert _row(figure(value=34646534, step=1))["difference"] == 0
    assert _row(figure(value=34646535, step=1))["verdict"] == DIFFERS


def test_a_known_reason_makes_a_difference_an_explained_one() -> None:
    assert _row(figure(value=30e6, why="Another definition"))["verdict"] == EXPLAINED


def test_a_figure_of_another_year_is_not_taken_for_ours() -> None:
    row = _row(figure(indicators=["national_share_of_spending"], year=2025, value=14))
    assert math.isnan(float(str(row["ours"])))
    assert row["verdict"] == DIFFERS


def test_several_indicators_are_added() -> None:
    row = _row(figure(indicators=["mandate_refugees_hosted", "unrwa_refugees_hosted"], value=35.3e6))
    assert row["verdict"] == AGREES


@pytest.mark.parametrize("declared", [f for f in FIGURES if f.quoted], ids=lambda f: f.quoted)
def test_a_quoted_figure_stands_in_the_table_of_published_values(declared: PublishedFigure) -> None:
    table = load("published_values").set_index("id")
    assert _row(declared)["published"] == table.loc[declared.quoted, "value"] * declared.scale
    assert _row(declared)["publication"] == table.loc[declared.quoted, "publication"]


def test_every_figure_names_what_is_declared() -> None:
    publications = framework.validation().publications
    for declared in FIGURES:
        assert (declared.value is None) != (declared.quoted is None), declared.text
        assert declared.publication in publications
        assert set(declared.indicators) <= set(framework.indicators())
        assert region(declared.region)


def test_a_published_figure_has_an_address_and_a_reference_value_has_none() -> None:
    table = validate()
    reference = table["publication"] == framework.validation().publications["reference"].title
    assert (table["url"][~reference].str.match("https?://")).all()
    assert (table["url"][reference] == "").all()
