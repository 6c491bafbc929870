"""A gallery of hard cases: each is drawn or said at every size, and every word of it can be read."""

from pathlib import Path

import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.figures import letters
from gcr_analysis.figures.check import faults
from gcr_analysis.figures.draw import KINDS
from gcr_analysis.figures.png import png
from gcr_analysis.figures.size import SIZES, SLIDE, Size
from gcr_analysis.figures.specification import (
    Cells,
    Column,
    Drawing,
    Map,
    Mark,
    Panel,
    Panels,
    Rows,
    Series,
    Shares,
    Specification,
    Upright,
    Years,
)
from gcr_analysis.figures.svg import svg

LONG = "Returned refugees of the Islands of the Western and Far South"
SHORT = ("Chad", "Türkiye", "Iran (Islamic Republic of)", "Venezuela (Bolivarian Republic of)", "Peru")
FIRST, LAST = 2000, 2025
Values = tuple[float | None, ...]
CASES: dict[str, tuple[tuple[str, ...], Values]] = {
    "a name of sixty letters": ((LONG, "Chad", f"{LONG} again"), (12.0, 3_000_000.0, 5.0)),
    "one value": (("Chad",), (1_810.0,)),
    "no value": (SHORT, (None,) * 5),
    "all zero": (SHORT, (0.0,) * 5),
    "one giant and nine dwarfs": (
        tuple(f"{name} {number}" for number in (1, 2) for name in SHORT),
        (38_771_000.0, 5.0, 4.0, 3.0, 3.0, 2.0, 2.0, 1.0, 1.0, 1.0),
    ),
    "negative changes": (SHORT, (-1_840_000.0, 352_188.0, -223_474.0, -1.0, 0.0)),
    "some missing": (SHORT, (5.0, None, 3.0, None, 1.0)),
    "words from right to left": (("لبنان", "الجمهورية العربية السورية"), (12_000.0, 530_000.0)),
}
MARKUP = "<b>Half</b> & $\\frac{1}{2}$ of \"all\" <script>alert('x')</script> refugees"


def specification(
    drawing: Drawing, columns: tuple[str, ...], rows: object, title: str = "A title"
) -> Specification:
    return Specification(
        id="case",
        title=title,
        subtitle="Persons, end of 2025",
        source="Source: UNHCR",
        alt="A case.",
        columns=columns,
        rows=tuple(rows),  # type: ignore[arg-type]
        drawing=drawing,
    )


def rows(names: tuple[str, ...], values: Values) -> Specification:
    marks = (
        Mark(shape="bar", field="value", label="End of 2025"),
        Mark(shape="tick", field="before", colour="accent", label="End of 2024"),
    )
    shares = Column(
        title="Refugees per 1,000 inhabitants", unit="percent", marks=(Mark(shape="bar", field="share"),)
    )
    columns = (Column(title="Refugees", unit="persons", marks=marks, negative="accent"), shares)
    drawing = Rows(names="name", columns=columns)
    data = [
        (name, value, value and value / 2, value and 50.0) for name, value in zip(names, values, strict=True)
    ]
    return specification(drawing, ("name", "value", "before", "share"), data)


def years(names: tuple[str, ...], values: Values) -> Specification:
    """A line a name: its value falls to half over the years; two names begin in 2020."""
    data = [
        (
            name,
            year,
            None if value is None or (index < 2 and year < 2020) else value * (1 - (year - FIRST) / 50),
        )
        for index, (name, value) in enumerate(zip(names, values, strict=True))
        for year in range(FIRST, LAST + 1)
    ]
    looks = ("main", "accent", "ink", "light", "quiet") * 2
    series = [
        Series(of=name, label=name, field="value", shape="line", colour=colour, square=index > 4)
        for index, (name, colour) in enumerate(zip(names, looks, strict=False))
    ]
    uprights = tuple(Upright(at=year, text=str(year), is_break=year > 2016) for year in (2016, 2017, 2018))
    drawing = Years(by="name", unit="persons", series=tuple(series), uprights=uprights)
    return specification(drawing, ("name", "year", "value"), data)


def steps(names: tuple[str, ...], values: Values) -> Specification:
    series = (
        Series(field="value", label=names[0], shape="step", colour="accent", strong=True),
        Series(field="half", label="Half of it", shape="step"),
    )
    data = [
        (name, "June 2025", value, value and value / 2) for name, value in zip(names, values, strict=True)
    ]
    drawing = Years(names=("release", "published"), unit="persons", series=series)
    return specification(drawing, ("release", "published", "value", "half"), data)


def cells(names: tuple[str, ...], values: Values) -> Specification:
    heads = (
        "Deaths from organized violence",
        "Government effectiveness",
        "Rule of law",
        "Hunger",
        "Income",
        "Water",
    )
    data = [
        (name, head, "" if value is None else f"{value:,.0f}", None if value is None else (index % 3))
        for name, value in zip(names, values, strict=True)
        for index, head in enumerate(heads)
    ]
    drawing = Cells(names="name", heads="head", written="said", shade="class", classes=("few", LONG, "many"))
    return specification(drawing, ("name", "head", "said", "class"), data)


def placed(names: tuple[str, ...], values: Values) -> Specification:
    codes = ("COL", "VEN", "PER", "ECU", "BOL", "BRA", "CHL", "ARG", "PRY", "URY")[: len(names)]
    labelled = {
        code: f"{name}\n{'no figure' if value is None else f'{value:,.0f}'}"
        for code, name, value in zip(codes, names, values, strict=True)
    }
    drawing = Map(
        unit="persons",
        frame=codes,
        legend=LONG,
        asked=codes,
        labelled=labelled,
        outlined=codes[:1],
        outline=LONG,
    )
    return specification(drawing, ("iso3", "value"), zip(codes, values, strict=True))


def panels(names: tuple[str, ...], values: Values) -> Specification:
    known = [
        (f"column {index}", name, value or 0.0)
        for index, (name, value) in enumerate(zip(names, values, strict=True))
    ]
    made = tuple(
        Panel(
            field=field,
            title=name,
            lines=(LONG, LONG),
            expected=value,
            low=value / 2,
            high=value * 2,
            outcome=value,
            back=2022,
        )
        for field, name, value in known
        if value >= 0
    )
    data = [(str(year), *(value * (year % 3) for _, _, value in known)) for year in range(2015, 2026)]
    drawing = Panels(
        panels=made, years=(2020, 2021), unit="persons", expected=LONG, came="2020 and 2021", back="Back"
    )
    return specification(drawing, ("year", *(field for field, _, _ in known)), [*data, ("Expected", *values)])


def shares(names: tuple[str, ...], values: Values) -> Specification:
    total = sum(abs(value or 0.0) for value in values) or 1.0
    data = [
        ("End of 2025", LONG, name, None if value is None else 100 * abs(value) / total, f"{value} of all")
        for name, value in zip(names, values, strict=True)
    ]
    drawing = Shares(names="when", whole="whole", parts="part", share="share", written="said")
    return specification(drawing, ("when", "whole", "part", "share", "said"), data)


MAKERS = {
    "rows": rows,
    "years": years,
    "steps": steps,
    "cells": cells,
    "map": placed,
    "panels": panels,
    "shares": shares,
}


DRAWINGS = [(kind, case) for kind in MAKERS for case in CASES]


def test_every_kind_of_figure_is_here() -> None:
    assert {make(*CASES["one value"]).drawing.kind for make in MAKERS.values()} == set(KINDS)


@pytest.mark.parametrize("size", [*SIZES.values(), SLIDE], ids=lambda size: size.name)
@pytest.mark.parametrize(("kind", "case"), DRAWINGS)
def test_every_word_can_be_read(kind: str, case: str, size: Size) -> None:
    assert faults(svg(MAKERS[kind](*CASES[case]), size, words=size is SLIDE)) == []


@pytest.mark.parametrize("codes", [("FJI", "TON", "WSM", "TUV", "KIR"), ("ATG", "DMA", "LCA", "VCT", "GRD")])
def test_islands_and_a_region_across_the_date_line_are_named(codes: tuple[str, ...]) -> None:
    drawing = Map(
        unit="persons",
        frame=codes,
        legend="Refugees",
        asked=codes,
        labelled={code: f"{code}\n5" for code in codes},
    )
    for size in SIZES.values():
        drawn = svg(specification(drawing, ("iso3", "value"), [(code, 5.0) for code in codes]), size)
        assert faults(drawn) == []
        assert sum(f">{code}<".encode() in drawn for code in codes) >= 3


@pytest.mark.parametrize("kind", MAKERS)
def test_markup_is_written_as_it_is(kind: str) -> None:
    figure = MAKERS[kind]((MARKUP, "Chad"), (5.0, 3.0)).model_copy(update={"title": MARKUP})
    drawn = svg(figure, words=True)
    assert faults(drawn) == []
    assert b"<script>" not in drawn
    assert b"&lt;b&gt;Half" in drawn
    assert png(figure).startswith(b"\x89PNG")


def test_a_missing_font_file_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(letters, "FILES", {False: tmp_path / "Regular.ttf", True: tmp_path / "Bold.ttf"})
    with pytest.raises(
        GcrError, match=r"Regular\.ttf is missing: figures need it; install the package again"
    ):
        svg(rows(*CASES["one value"]))


def test_a_letter_that_the_typeface_does_not_have_is_named() -> None:
    with pytest.raises(GcrError, match="no letter '乍'"):
        svg(rows(("乍得湖",), (5.0,)))
