"""Published figures and the record of intervals are told as the indicators have them, shortfalls included."""

import re

import pytest

from gcr_analysis.framework.lessons import LESSONS
from gcr_analysis.indicators import expectations, revisions, validation
from gcr_analysis.publishing import checks
from gcr_analysis.publishing.checks import Record, Share
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.parts import parts


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """The parts of a site without a note."""
    return {name: text.decode() for name, text in parts([]).items() if name.endswith(".qmd")}


def test_every_published_figure_stands_on_the_page_once() -> None:
    told = [line for _, lines in checks.validated().panels for line in lines]
    assert len(told) == len(validation.validate()) >= 40


def test_forty_figures_and_more_were_published_by_others_and_are_linked(made: dict[str, str]) -> None:
    counts = checks.validated().counts
    assert counts["published"] >= 40
    assert made["_validation.qmd"].count('<a href="http') == counts["published"]


def test_the_counts_are_those_of_the_lines() -> None:
    counts = checks.validated().counts
    verdicts = [line["verdict"] for _, lines in checks.validated().panels for line in lines]
    for verdict in (validation.AGREES, validation.EXPLAINED, validation.DIFFERS):
        assert counts[verdict] == verdicts.count(verdict)
    assert counts["published"] + counts["reference"] == counts["total"] == len(verdicts)


def test_a_figure_that_differs_has_its_reason_beside_it(made: dict[str, str]) -> None:
    for _, lines in checks.validated().panels:
        for line in lines:
            assert (line["reason"] != "") == (line["verdict"] == validation.EXPLAINED)
    assert "agree within their rounding" in made["_validation.qmd"]
    assert "None differs without a known reason." in made["_validation.qmd"]


def test_one_that_differs_for_no_known_reason_is_owned_up_to() -> None:
    counts = {"total": 2, "published": 2, "reference": 0, "agrees": 1, "differs, explained": 0, "differs": 1}
    assert "1 differ, and nobody knows why yet." in page("_validation.qmd", counts=counts, panels=())


def test_each_share_is_the_one_of_the_record() -> None:
    every, large = checks.revision_records()
    table = revisions.revision_record()
    assert [share.inside for _, _, share in every.shares] == table["inside"].tolist()
    assert [share.of for _, _, share in large.shares] == table.loc[table["large"] > 0, "large"].tolist()
    held = expectations.expectation_record()
    assert [share.inside for _, _, share in checks.expectation_record().shares] == held["inside"].tolist()


def test_what_falls_short_is_named_the_worst_first(made: dict[str, str]) -> None:
    for record in (checks.expectation_record(), *checks.revision_records()):
        assert record.short
        assert [share.inside for _, _, share in record.short] == sorted(s.inside for _, _, s in record.short)
        told = f"{record.short[0][0]}, {record.short[0][1]}: {100 * record.short[0][2].inside:.1f}"
        assert told.removesuffix(".0") in made["_methods.qmd"]


def test_a_record_without_a_shortfall_says_that_instead() -> None:
    record = Record(0.8, ("World",), (("Resettlement", (Share(0.9, 10, 0.8),)),))
    said = page("_record.qmd", id="record", caption="Held back", record=record)
    assert record.short == []
    assert "Each of the 1 shares is at least the 80\u00a0%" in said
    assert "falls short" not in said


def test_every_table_of_the_prepared_parts_is_whole(made: dict[str, str]) -> None:
    for name, text in made.items():
        assert text.count("<table") == text.count("</table>"), name
        # What Python prints in a lesson is shown as it is.
        is_code = name.removeprefix("_").removesuffix(".qmd") in LESSONS
        assert is_code or not re.search(r"\b(nan|None)\b", text.replace("None differs", "")), name
        assert "{%" not in text, name
