"""A paper as PDF: tagged, and checked against PDF/UA-1 by Typst while it is written."""

import io
import json
from functools import cache
from pathlib import Path

import pikepdf
import typst

from gcr_analysis.errors import GcrError
from gcr_analysis.figures.letters import FOLDER
from gcr_analysis.publishing.papers.paper import Paper, date_of
from gcr_analysis.temporary import scratch_folder

TEMPLATES = Path(__file__).parent / "templates"
STANDARD = "ua-1"
PAGES = 2


def pdf(paper: Paper) -> bytes:
    """Return a paper as PDF.

    Parameters
    ----------
    paper
        The paper.

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
            made = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=date_of(paper.year))
        except typst.TypstError as error:
            raise GcrError(f"{paper.name}.pdf cannot be made: {' '.join(error.message.split())}") from error
    assert isinstance(made, bytes)
    return _packed(made)


def _packed(made: bytes) -> bytes:
    """Pack the objects of a file, too: Typst packs text and drawings alone, and tags take as much room."""
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as file:
        file.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


@cache
def _fonts() -> typst.Fonts:
    """The typeface of the figures: the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
