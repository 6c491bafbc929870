"""The ground of a figure: a size, and marks and words placed on it in inches from its upper left corner."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from gcr_analysis.figures.letters import FAMILY, wrapped
from gcr_analysis.figures.tokens import LIGHT

Side = Literal["left", "center", "right"]
Level = Literal["top", "center", "bottom"]


@dataclass(frozen=True)
class Size:
    """A width that figures are drawn for.

    Parameters
    ----------
    name
        Its name in addresses.
    width
        Inches; a browser shows 96 pixels for each.
    body, small
        Sizes of letters in points: of names and numbers, and of headings, ticks and keys.
    narrow
        Whether names stand above their marks, and keys above the drawing.
    """

    name: str
    width: float
    body: float
    small: float
    narrow: bool = False

    @property
    def line(self) -> float:
        """Height of a line of words in inches."""
        return self.body * SPACING

    @property
    def small_line(self) -> float:
        """Height of a line of small words in inches."""
        return self.small * SPACING


PAGE = Size("page", 7.0, 10.0, 9.2)
PHONE = Size("phone", 2.86, 9.8, 9.2, narrow=True)
PAPER = Size("paper", 6.69, 9.6, 9.0)
SIZES = {size.name: size for size in (PAGE, PHONE, PAPER)}
"""A phone of 320 pixels leaves 278 to a figure: no letter is below twelve of them."""

BASELINE = {"top": 0.95, "center": 0.355, "bottom": -0.25}
"""How far the line that letters stand on is below a place, in parts of their size."""
TITLE, SMALL, MARGIN = 13.0, 8.0, 0.14
"""Points of the title and of small print around a picture; inches beside them."""
SPACING = 1.32 / 72
"""Inches from line to line, for each point of the letters."""


@dataclass(frozen=True)
class Words:
    """What stands in a picture that has to do without a page around it.

    Parameters
    ----------
    title, subtitle, source
        As in a figure.
    notes
        Small print above the source.
    """

    title: str
    subtitle: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()


class Sheet:
    """A drawing in the making. Places are inches from the upper left corner of its body.

    Its height is set when it is closed: what stands on it is placed from the top.

    Parameters
    ----------
    size
        Width and letters.
    words
        Words around the drawing; none where a page has them.
    """

    def __init__(self, size: Size, words: Words | None = None) -> None:
        self.size, self.words = size, words
        self.margin = MARGIN if words else 0.0
        self.top = self.foot = self.height = 0.0
        self.canvas = Canvas(figsize=(size.width, 1.0))
        FigureCanvasAgg(self.canvas)
        self.ground = self.canvas.add_axes((0.0, 0.0, 1.0, 1.0))
        self.ground.set_axis_off()
        self.ground.set_xlim(-self.margin, size.width - self.margin)

    def close(self, body: float) -> "Sheet":
        """Set the height of the drawing in inches, and write the words around it."""
        if self.words:
            said = (
                (self.words.title, TITLE, True, "ink"),
                (self.words.subtitle, self.size.body, False, "quiet"),
            )
            heads = [
                (line, points, bold, colour)
                for text, points, bold, colour in said
                for line in wrapped(text, points, bold=bold, width=self.width)
            ]
            self.top = 0.24 + sum(points for _, points, _, _ in heads) * SPACING
            at = 0.12 - self.top
            for line, points, bold, colour in heads:
                self.text(0, at, line, points=points, bold=bold, colour=colour, va="top")
                at += points * SPACING
            notes = [note for note in (*self.words.notes, self.words.source) if note]
            small = [line for note in notes for line in wrapped(note, SMALL, width=self.width)]
            self.foot = 0.16 + len(small) * SMALL * SPACING
            for index, line in enumerate(small):
                y = body + 0.08 + index * SMALL * SPACING
                self.text(0, y, line, points=SMALL, colour="quiet", va="top")
        self.height = self.top + body + self.foot
        self.canvas.set_size_inches(self.size.width, self.height)
        self.ground.set_ylim(body + self.foot, -self.top)
        return self

    @property
    def width(self) -> float:
        """Inches between the margins."""
        return self.size.width - 2 * self.margin

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Add axes whose upper left corner stands at a place, to a sheet that is closed."""
        box = (
            (self.margin + left) / self.size.width,
            1 - (self.top + top + height) / self.height,
            width / self.size.width,
            height / self.height,
        )
        axes = self.canvas.add_axes(box, facecolor="none")
        axes.tick_params(labelsize=self.size.small, colors=LIGHT["quiet"], length=3, width=0.8)
        axes.tick_params(axis="y", length=0)
        for name, spine in axes.spines.items():
            spine.set_visible(name == "bottom")
            spine.set_color(LIGHT["quiet"])
            spine.set_linewidth(0.8)
        return axes

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        points: float | None = None,
        colour: str = "ink",
        bold: bool = False,
        ha: Side = "left",
        va: Level = "center",
    ) -> None:
        """Write one line; its middle is that of its capitals."""
        points = points or self.size.body
        self.ground.text(
            *(x, y + BASELINE[va] * points / 72, text),
            fontsize=points,
            color=LIGHT[colour],
            fontweight="bold" if bold else "normal",
            ha=ha,
            va="baseline",
            parse_math=False,
        )

    def lines(
        self, x: float, y: float, lines: Sequence[str], *, points: float | None = None, **look: Any
    ) -> None:
        """Write lines, the middle of them all at *y*."""
        points = points or self.size.body
        step = points * SPACING
        for index, line in enumerate(lines):
            self.text(x, y + (index - (len(lines) - 1) / 2) * step, line, **look)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        *,
        edge: str | None = None,
        hatch: bool = False,
        under: bool = False,
    ) -> None:
        """Draw a rectangle from its upper left corner; a negative width goes to the left."""
        self.ground.add_patch(
            Rectangle(
                *((x, y), width, height),
                facecolor=LIGHT[colour],
                edgecolor=LIGHT["faint"] if hatch else LIGHT[edge] if edge else "none",
                linewidth=1.0 if edge else 0.0,
                hatch="/////" if hatch else None,
                zorder=0 if under else 1,
            )
        )

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        *,
        points: float = 0.8,
        broken: bool = False,
        under: bool = False,
    ) -> None:
        """Draw a straight line, under all else where it is part of the ground."""
        look: dict[str, Any] = {"linestyle": (0, (2, 1.5)) if broken else "-", "solid_capstyle": "butt"}
        look |= {"color": LIGHT[colour], "linewidth": points, "zorder": 0 if under else 2}
        self.ground.add_line(Line2D((start[0], end[0]), (start[1], end[1]), **look))

    def dot(self, x: float, y: float, colour: str, *, points: float = 7.5, hollow: bool = False) -> None:
        """Draw a dot, or a ring where it is hollow."""
        inside = LIGHT["paper"] if hollow else LIGHT[colour]
        self.ground.add_line(
            Line2D(
                *([x], [y]),
                marker="o",
                markersize=points,
                markerfacecolor=inside,
                markeredgecolor=LIGHT[colour],
                markeredgewidth=1.4,
                zorder=3,
            )
        )


STYLE: dict[Any, Any] = {
    "font.family": FAMILY,
    "text.color": LIGHT["ink"],
    "axes.unicode_minus": True,
    "figure.facecolor": "none",
    "hatch.color": LIGHT["faint"],
    "hatch.linewidth": 0.6,
    "path.simplify": True,
    "svg.hashsalt": "gcr",
    "svg.fonttype": "none",
    "text.hinting": "none",
}
"""What matplotlib has to know wherever a figure is drawn."""
