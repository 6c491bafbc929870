"""Asylum in the years of COVID-19 is read on countries that count persons throughout."""

import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators import indicator
from gcr_analysis.indicators.host_country_burden.shock import BEFORE, SHOCK, asylum_shock


@pytest.mark.parametrize(
    ("what", "measure"), [("applications", "asylum_applications"), ("decisions", "asylum_decisions")]
)
def test_a_country_that_counts_persons_is_read_on_the_figures_of_its_measure(what, measure):
    shock = asylum_shock(region("DEU"), what)
    rows = indicator(measure, "DEU").set_index("year")["value"]
    assert shock.left_out == ()
    assert shock.against.outcome == rows.loc[list(SHOCK)].sum()
    assert shock.against.expected == pytest.approx(2 * rows.loc[BEFORE[0] : BEFORE[1]].mean())


def test_a_country_that_went_over_from_cases_to_persons_is_in_no_sum():
    americas = asylum_shock(region("the-americas"), "applications")
    assert "the United States of America" in americas.left_out
    assert asylum_shock(region("USA"), "decisions") is None


def test_a_country_with_few_applications_has_no_expectation():
    assert asylum_shock(region("BTN"), "applications") is None
