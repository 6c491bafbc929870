"""Figures drawn for pages, phones and paper: each once for its specification, several at a time."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from gcr_analysis.figures.png import png
from gcr_analysis.figures.size import PAGE, PAPER, PHONE
from gcr_analysis.figures.specification import Specification
from gcr_analysis.figures.svg import svg
from gcr_analysis.framework.languages import ENGLISH
from gcr_analysis.publishing.kept import NOTHING, Kept
from gcr_analysis.running.processes import in_processes

PRINT_DPI = 220
"""Pixels an inch of pictures in DOCX: sharp at twice their size."""
RIGHT_TO_LEFT, AS_BEFORE = "\u202b".encode(), "\u202c".encode()
"""Marks of Unicode around words that run from right to left."""
_WORDS = re.compile(rb"(<text\b[^>]*>)(.*?)</text>", flags=re.S)


class Drawn(NamedTuple):
    """One figure without words around it.

    Parameters
    ----------
    page, phone
        SVG of the two widths.
    print
        PNG for papers that can have no SVG.
    whole
        PNG with its words, which an English figure has from its notebook.
    """

    page: bytes
    phone: bytes
    print: bytes
    whole: bytes = b""


class Drawings:
    """Draws figures, and remembers what it drew.

    Parameters
    ----------
    kept
        What earlier publishings drew.
    """

    def __init__(self, kept: Kept = NOTHING) -> None:
        self.kept = kept
        self._drawn: dict[str, Drawn] = {}

    def of(self, figure: Specification) -> Drawn:
        """Return the drawings of a figure."""
        self.add([figure])
        return self._drawn[figure.model_dump_json()]

    def add(self, figures: Iterable[Specification]) -> None:
        """Draw figures that have not been drawn, in as many processes as there are processors."""
        named = {figure.model_dump_json(): figure for figure in figures}
        new = [name for name in named if name not in self._drawn]
        missing = [name for name in new if not self.kept.has("drawing", name)]
        made = dict(zip(missing, in_processes(_draw, missing), strict=True))
        for name in new:
            # What is kept and damaged is drawn again, too.
            files = self.kept.without_own(
                "drawing", name, make=lambda name=name: (made.get(name) or _draw(name))._asdict()
            )
            self._drawn[name] = Drawn(**files)


def for_paper(drawing: bytes) -> bytes:
    """Return a drawing without its letters: a paper brings its own typeface, and is never dark.

    Papers know no direction of words in a drawing: where they run from right to left, they are anchored by
    the side where they begin, and marked as running so.
    """
    bare = re.sub(rb"<style>@font-face.*?</style>|@media.*?(?=</style>)", b"", drawing, flags=re.S)
    if b' direction="rtl">' not in bare:
        return bare
    anchored = bare.replace(b"text-anchor:end", b"text-anchor:start")
    anchored = anchored.replace(b' direction="rtl">', b' text-anchor="end">', 1)
    return _WORDS.sub(lambda found: found[1] + RIGHT_TO_LEFT + found[2] + AS_BEFORE + b"</text>", anchored)


def _draw(figure: str) -> Drawn:
    told = Specification.model_validate_json(figure)
    whole = b"" if told.language == ENGLISH else png(told)
    return Drawn(svg(told, PAGE), svg(told, PHONE), png(told, PAPER, words=False, dpi=PRINT_DPI), whole)
