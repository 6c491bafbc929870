"""A paper as PDF: tagged, and checked against PDF/UA-1 by Typst while it is written."""

import json
from functools import cache
from pathlib import Path

import typst

from gcr_analysis.errors import GcrError
from gcr_analysis.figures.letters import FOLDER
from gcr_analysis.publishing.papers.paper import Paper, date_of
from gcr_analysis.temporary import scratch_folder

TEMPLATES = Path(__file__).parent / "templates"
STANDARD = "ua-1"
PAGES = 2
# Width of a chart as a share of its width on screen, width of the map in centimetres, size of the text in
# points: the first that brings a note to two pages is taken. Charts of half the width or less stand in pairs.
FITS = (
    (0.80, 10.4, 9.5),
    (0.80, 10.4, 9.0),
    (0.80, 10.4, 8.5),
    (0.80, 8.8, 8.5),
    (0.75, 8.8, 8.5),
    (0.70, 8.8, 8.5),
    (0.70, 8.8, 8.0),
    (0.65, 8.8, 8.0),
    (0.60, 8.8, 8.0),
    (0.60, 8.8, 7.5),
    (0.55, 8.0, 7.5),
    (0.50, 7.2, 7.5),
    (0.47, 6.4, 7.5),
    (0.45, 6.4, 7.5),
    (0.42, 6.4, 7.5),
    (0.42, 5.6, 7.5),
)


def pdf(paper: Paper) -> bytes:
    """Return a paper as PDF.

    Parameters
    ----------
    paper
        The paper. A note is laid out as large as two pages allow.

    Raises
    ------
    GcrError
        Where Typst refuses it: the message says why.
    """
    with scratch_folder() as folder:
        for template in TEMPLATES.glob("*.typ"):
            (folder / template.name).write_bytes(template.read_bytes())
        (folder / "data.json").write_text(json.dumps(paper.words, ensure_ascii=False), encoding="utf-8")
        for file, picture in paper.pictures.items():
            if file.endswith(".svg"):
                (folder / file).write_bytes(picture)
        compiler = typst.Compiler(
            str(folder / f"{paper.template}.typ"),
            root=str(folder),
            font_paths=_fonts(),
            ignore_system_fonts=True,
        )
        try:
            inputs = _largest_fit(compiler) if paper.template == "note" else {}
            made = compiler.compile(
                format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD], timestamp=date_of(paper.year)
            )
        except typst.TypstError as error:
            raise GcrError(f"{paper.name}.pdf cannot be made: {' '.join(error.message.split())}") from error
    assert isinstance(made, bytes)
    return made


def _largest_fit(compiler: typst.Compiler) -> dict[str, str]:
    """Return the first of `FITS` with which the note takes two pages, or the last one."""
    inputs: dict[str, str] = {}
    for chart, shown_map, text in FITS:
        inputs = {"chart": str(chart), "map": str(shown_map), "text": str(text)}
        compiler.compile(format="pdf", sys_inputs=inputs, pdf_tags=False)
        if int(compiler.query("<pages>", field="value", one=True)) <= PAGES:
            break
    return inputs


@cache
def _fonts() -> typst.Fonts:
    """The typeface of the figures: the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
