"""A chart of a measure as a picture for a slide."""

from pathlib import Path

from gcr_analysis.cli.figures import Question
from gcr_analysis.errors import GcrError
from gcr_analysis.running.outputs import write_whole

PICTURES = ("png", "svg")
DPI = 320  # of a PNG: a sheet of seven inches fills a screen of 2,240 pixels


def checked_picture(into: Path) -> str:
    """Return the kind of picture that a file is, by its ending.

    Raises
    ------
    GcrError
        When its ending is of no kind that can be drawn.

    Examples
    --------
    >>> checked_picture(Path("refugees.SVG"))
    'svg'
    """
    kind = into.suffix.lower().removeprefix(".")
    if kind not in PICTURES:
        raise GcrError(f"{into} does not end in .{' or .'.join(PICTURES)}: a chart is one of these")
    return kind


def draw(asked: Question, kind: str, into: Path) -> None:
    """Draw the one measure that was asked for and write the picture, whole or not at all."""
    from gcr_analysis.briefing.measure_chart import figure_of, require_room
    from gcr_analysis.figures.png import png
    from gcr_analysis.figures.size import SLIDE
    from gcr_analysis.figures.svg import svg

    [(panel, [id])] = asked.measures.items()
    places = asked.places[panel]
    require_room(len(places), asked.years)
    figure = figure_of(id, places, asked.years, asked.baseline_year).specification
    content = svg(figure, SLIDE, words=True, fixed=True) if kind == "svg" else png(figure, SLIDE, dpi=DPI)
    write_whole(content, into)
