"""Beside a figure stand its picture, its drawing, its data; below it the table that says the same."""

import csv
import io

from gcr_analysis.publishing.figures import DRAWINGS, data_table, figure_files
from gcr_analysis.publishing.outputs import Figure

FIGURE = Figure(
    id="hosts",
    title="Chad hosts most",
    subtitle="Refugees by country of asylum",
    alt="Bars of refugees.",
    columns=("iso3", "country", "year", "Refugees", "in_conflict"),
    rows=(("TCD", "Chad", 2025, 1_500_000, True), ("TGO", "Togo", 2024, None, False)),
)


def test_every_figure_has_a_picture_a_drawing_and_its_data() -> None:
    files = figure_files(FIGURE, b"whole", b"cut")
    assert files["hosts.png"] == b"whole"
    assert files[f"{DRAWINGS}/hosts.png"] == b"cut"
    rows = list(csv.reader(io.StringIO(files["hosts.csv"].decode("utf-8-sig"))))
    assert rows[0] == list(FIGURE.columns)
    assert rows[2] == ["TGO", "Togo", "2024", "", "False"]


def test_the_table_reads_like_one_for_readers() -> None:
    told = data_table(FIGURE)
    assert told.title == "Refugees by country of asylum"
    assert told.columns == ("Country", "Year", "Refugees", "In conflict")
    assert told.rows == (("Chad", "2025", "1,500,000", "yes"), ("Togo", "2024", "no figure", "no"))


def test_a_table_of_codes_alone_keeps_them() -> None:
    only = FIGURE.model_copy(update={"columns": ("iso3",), "rows": (("TCD",),)})
    assert data_table(only).rows == (("TCD",),)


def test_a_column_that_a_figure_declares_to_hold_years_has_no_thousands():
    declared = Figure(
        id="work",
        title="Scores",
        alt="Scores",
        years=("Year of the report",),
        columns=("Country", "Year of the report", "Refugees"),
        rows=(("Chad", 2024, 2024), ("Mali", 2022.0, 2022)),
    )
    assert data_table(declared).rows == (("Chad", "2024", "2,024"), ("Mali", "2022", "2,022"))
