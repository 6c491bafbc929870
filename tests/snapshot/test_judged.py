"""Figures that repeat the year before, and judgements that the source has overtaken."""

import shutil

import pandas as pd
import pytest

from gcr_analysis.framework import ledger, tables
from gcr_analysis.framework.judgements import Judgement
from gcr_analysis.snapshot import candidate, describe, files, judged, load, store

FILE = "unhcr_results.parquet"
ETHIOPIA = next(entry for entry in ledger() if entry.id == "pathways-ethiopia-2024")


def reports(*rows: tuple[int, str, float]) -> pd.DataFrame:
    """Departures through pathways by year and country."""
    cells = {
        "population_group": "refugees_and_asylum_seekers",
        "kind": "outcome",
        "code": "x",
        "result": "complementary_pathways",
        "subject": "departures",
        "gcr_code": "3.2.1",
        "unit": "persons",
    }
    return pd.DataFrame([{"year": y, "country": c, "value": v, **cells} for y, c, v in rows])


def test_a_value_repeated_to_its_last_digit_is_a_candidate_and_a_round_one_is_not():
    rows = reports(
        (2023, "KEN", 4321), (2024, "KEN", 4321), (2023, "UGA", 4000), (2024, "UGA", 4000), (2024, "TCD", 7)
    )
    found = judged.repeated("unhcr_results", load=lambda table: rows)
    assert found[["year", "country", "column", "figure"]].to_numpy().tolist() == [
        [2024, "KEN", "value", 4321]
    ]


def test_a_value_repeated_after_a_gap_is_no_candidate():
    rows = reports((2022, "KEN", 4321), (2024, "KEN", 4321))
    assert judged.repeated("unhcr_results", load=lambda table: rows).empty


def test_what_was_judged_is_no_candidate_any_more():
    rows = reports((2023, "ETH", 3257), (2024, "ETH", 3257))
    assert judged.repeated("unhcr_results", load=lambda table: rows).empty


def test_every_judgement_is_about_a_figure_that_the_snapshot_has_as_it_stood():
    assert [entry.id for entry in ledger() if not judged.holds(entry)] == []
    assert all(entry.reason and entry.effect and entry.judged for entry in ledger())


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (reports((2024, "ETH", 2101)), "unhcr_results has 2,101 where 3,257 stood in 2024; it counts again"),
        (reports((2024, "KEN", 2101)), "unhcr_results has no figure where 3,257 stood in 2024"),
    ],
)
def test_a_figure_that_the_source_has_mended_is_told_in_one_line(
    rows: pd.DataFrame, said: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(judged, "ledger", lambda: (ETHIOPIA,))
    [line] = judged.mended(lambda table: rows)
    assert line.startswith("ledger entry pathways-ethiopia-2024: ")
    assert said in line
    assert not judged.holds(ETHIOPIA, lambda table: rows)


def test_copied_figures_are_those_of_the_year_before():
    rows = load("unhcr_results")
    for entry in ledger():
        if entry.kind == "copied":
            before = judged.current(entry.model_copy(update={"year": entry.year - 1}))
            assert before is not None
            assert entry.figure in (before, round(before)), entry.id
    assert rows["year"].max() == 2024


def test_a_judgement_names_the_country_whose_change_is_read():
    written = ETHIOPIA.model_dump() | {"place": "asylum"}
    with pytest.raises(ValueError, match="place names asylum, which is no column of where"):
        Judgement(**written)


def test_a_candidate_that_mends_a_judged_figure_is_told_in_one_line(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(store.data_folder(), data)
    rows = load("unhcr_results")
    about = (rows["country"] == "ETH") & (rows["result"] == "complementary_pathways") & (rows["year"] == 2024)
    files.write(rows.assign(value=rows["value"].mask(about, 2101.0)), tables()["unhcr_results"], data / FILE)
    frames = {name: files.read(data / f"{name}.parquet", tables()[name]) for name in store.ids_in(data)}
    describe.write(data, frames, store.taken_in(data))
    store.forget()
    told = candidate.judgements(data)
    store.forget()
    assert told[0].startswith(
        "ledger entry pathways-ethiopia-2024: unhcr_results has 2,101 where 3,257 stood"
    )
    assert told[1].startswith("population: 12 figures of 2025 repeat the year before to the last digit")
