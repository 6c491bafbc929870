"""The ground of a figure: a size, and marks and words placed on it in inches from its upper left corner."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from gcr_analysis.figures.letters import FAMILY, text_width, wrapped
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
        return self.body * 1.32 / 72

    @property
    def small_line(self) -> float:
        """Height of a line of small words in inches."""
        return self.small * 1.32 / 72


PAGE = Size("page", 7.0, 10.0, 9.2)
PHONE = Size("phone", 2.86, 9.8, 9.2, narrow=True)
PAPER = Size("paper", 6.69, 9.6, 9.0)
SIZES = {size.name: size for size in (PAGE, PHONE, PAPER)}
"""A phone of 320 pixels leaves 278 to a figure: no letter is below twelve of them."""

BASELINE = {"top": 0.95, "center": 0.355, "bottom": -0.25}
"""How far the line that letters stand on is below a place, in parts of their size."""
TITLE, MARGIN = 13.0, 0.14
"""Points; inches beside words that belong to the picture."""


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


@dataclass
class Blank:
    """What a figure is to be drawn on, before its height is known.

    Parameters
    ----------
    size
        Width and letters.
    words
        Words around the drawing; none where a page has them.
    """

    size: Size
    words: Words | None = None

    def sheet(self, body: float) -> "Sheet":
        """Return a sheet with so many inches of height for the drawing."""
        if self.words is None:
            return Sheet(self.size, body)
        room, words = self.size.width - 2 * MARGIN, self.words
        parts = (
            (wrapped(words.title, TITLE, bold=True, width=room), TITLE, {"bold": True}),
            (wrapped(words.subtitle, self.size.body, width=room), self.size.body, {"colour": "quiet"}),
        )
        small = [
            line for note in (*words.notes, words.source) if note for line in wrapped(note, 8.0, width=room)
        ]
        top = 0.12 + sum(len(lines) * points * 1.32 / 72 for lines, points, _ in parts) + 0.12
        sheet = Sheet(self.size, body, top=top, foot=0.16 + len(small) * 8.0 * 1.32 / 72, margin=MARGIN)
        at = 0.12 - top
        for lines, points, look in parts:
            for line in lines:
                sheet.text(0, at, line, points=points, va="top", **look)
                at += points * 1.32 / 72
        for index, line in enumerate(small):
            sheet.text(0, body + 0.08 + index * 8.0 * 1.32 / 72, line, points=8.0, va="top", colour="quiet")
        return sheet


@dataclass
class Sheet:
    """A drawing in the making. Places are inches from the upper left corner of its body.

    Parameters
    ----------
    size
        Width and letters.
    body
        Height of the drawing in inches.
    top, foot, margin
        Inches above, below and beside the drawing.
    """

    size: Size
    body: float
    top: float = 0.0
    foot: float = 0.0
    margin: float = 0.0
    canvas: Canvas = field(init=False)
    ground: Axes = field(init=False)

    def __post_init__(self) -> None:
        self.height = self.top + self.body + self.foot
        self.canvas = Canvas(figsize=(self.size.width, self.height))
        FigureCanvasAgg(self.canvas)
        self.ground = self.canvas.add_axes((0.0, 0.0, 1.0, 1.0))
        self.ground.set_axis_off()
        self.ground.set_xlim(-self.margin, self.size.width - self.margin)
        self.ground.set_ylim(self.body + self.foot, -self.top)

    @property
    def width(self) -> float:
        """Inches between the margins."""
        return self.size.width - 2 * self.margin

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Add axes whose upper left corner stands at a place."""
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
        step = points * 1.32 / 72
        for index, line in enumerate(lines):
            self.text(x, y + (index - (len(lines) - 1) / 2) * step, line, points=points, **look)

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
        alpha: float | None = None,
    ) -> None:
        """Draw a rectangle from its upper left corner; a negative width goes to the left."""
        self.ground.add_patch(
            Rectangle(
                *((x, y), width, height),
                facecolor=LIGHT[colour],
                edgecolor=LIGHT["faint"] if hatch else LIGHT[edge] if edge else "none",
                linewidth=1.0 if edge else 0.0,
                hatch="/////" if hatch else None,
                alpha=alpha,
            )
        )

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str,
        *,
        points: float = 0.8,
        broken: bool = False,
    ) -> None:
        """Draw a line."""
        style: Any = (0, (2, 1.5)) if broken else "-"
        self.ground.add_line(
            Line2D(xs, ys, color=LIGHT[colour], linewidth=points, linestyle=style, solid_capstyle="butt")
        )

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
            )
        )


def fits(text: str, size: Size, width: float, *, small: bool = False) -> bool:
    """Return whether a line of words fits a width in inches."""
    return text_width(text, size.small if small else size.body) <= width


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
