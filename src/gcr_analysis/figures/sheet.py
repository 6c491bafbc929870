"""The ground of a figure: a size, and marks and words placed on it in inches from its upper left corner."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from gcr_analysis.figures.letters import FAMILY, wrapped
from gcr_analysis.figures.size import MARGIN, SMALL, SPACING, TITLE, Size
from gcr_analysis.figures.tokens import LIGHT
from gcr_analysis.framework.languages import spoken

Side = Literal["left", "center", "right"]
Level = Literal["top", "center", "bottom"]
OTHER_SIDE: dict[Side, Side] = {"left": "right", "center": "center", "right": "left"}
Dashes = str | tuple[float, tuple[float, ...]]


BASELINE = {"top": 0.95, "center": 0.355, "bottom": -0.25}
"""How far the line that letters stand on is below a place, in parts of their size."""
HALO = 3.0
"""Points of the halo around letters on a map."""


@dataclass(frozen=True)
class Caption:
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


def _heads(words: Caption, size: Size, width: float) -> list[tuple[str, float, bool, str]]:
    """Lines above a drawing, each with its size, whether it is bold, and its colour."""
    said = ((words.title, TITLE, True, "ink"), (words.subtitle, size.body, False, "quiet"))
    return [
        (line, points, bold, colour)
        for text, points, bold, colour in said
        for line in wrapped(text, points, bold=bold, width=width)
    ]


def _small(words: Caption, width: float) -> list[str]:
    """Lines of small print below a drawing."""
    notes = [note for note in (*words.notes, words.source) if note]
    return [line for note in notes for line in wrapped(note, SMALL, width=width)]


class Sheet:
    """A drawing in the making. Places are inches from the upper left corner of its body.

    Its height is set when it is closed: what stands on it is placed from the top. In a language that is read
    from right to left it is drawn as in a mirror, but for what is drawn `as_it_is`.

    Parameters
    ----------
    size
        Width and letters.
    words
        Words around the drawing; none where a page has them.
    """

    def __init__(self, size: Size, words: Caption | None = None) -> None:
        self.size = size
        self.margin = MARGIN if words else 0.0
        self.haloed: list[Text] = []
        self.canvas = Canvas(figsize=(size.width, 1.0))
        FigureCanvasAgg(self.canvas)
        self.ground = self.canvas.add_axes((0.0, 0.0, 1.0, 1.0))
        self.ground.set_axis_off()
        self.mirrored = spoken().marks.direction == "rtl"
        ends = -self.margin, size.width - self.margin
        self.ground.set_xlim(*(ends[::-1] if self.mirrored else ends))
        self._turned_back = False
        self.heads = _heads(words, size, self.width) if words else []
        self.small = _small(words, self.width) if words else []
        self.top = 0.24 + sum(points for _, points, _, _ in self.heads) * SPACING if words else 0.0
        self.foot = 0.16 + len(self.small) * SMALL * SPACING if words else 0.0
        self.height = 0.0

    @contextmanager
    def as_it_is(self) -> Iterator[None]:
        """Draw what is no layout, such as a map, the same way in every language."""
        self._turned_back = self.mirrored
        try:
            yield
        finally:
            self._turned_back = False

    def _x(self, x: float) -> float:
        return self.width - x if self._turned_back else x

    @property
    def least(self) -> float:
        """Least height of the body in inches: what a picture of a certain shape leaves to it."""
        return max(self.size.width * self.size.shape - self.top - self.foot, 0.0)

    def close(self, body: float) -> "Sheet":
        """Set the height of the drawing in inches, and write the words around it."""
        body = max(body, self.least)
        at = 0.12 - self.top
        for line, points, bold, colour in self.heads:
            self.text(0, at, line, points=points, bold=bold, colour=colour, va="top")
            at += points * SPACING
        for index, line in enumerate(self.small):
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
        if self.mirrored:
            left = self.width - left - width
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
        turned: bool = False,
        halo: bool = False,
    ) -> None:
        """Write one line; its middle is that of its capitals. A turned one reads upwards from its place."""
        points = points or self.size.body
        below = BASELINE[va] * points / 72
        x, right = self._x(x), self.mirrored and not self._turned_back
        aside = -below if self.mirrored else below
        said = self.ground.text(
            *((x + aside, y) if turned else (x, y + below)),
            re.sub(r"[\x00-\x1f]", " ", text),
            fontsize=points,
            color=LIGHT[colour],
            fontweight="bold" if bold else "normal",
            ha=OTHER_SIDE[ha] if right else ha,
            va="baseline",
            rotation=90 if turned else 0,
            rotation_mode="anchor",
            parse_math=False,
            zorder=5 if halo else 3,
        )
        if halo:
            said.set_gid(f"halo{len(self.haloed)}")
            said.set_path_effects([withStroke(linewidth=HALO, foreground=LIGHT["paper"])])
            self.haloed.append(said)

    def lines(
        self, x: float, y: float, lines: Sequence[str], *, points: float | None = None, **look: Any
    ) -> None:
        """Write lines, the middle of them all at *y*."""
        points = points or self.size.body
        step = points * SPACING
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
        under: bool = False,
    ) -> None:
        """Draw a rectangle from its upper left corner; a negative width goes to the left."""
        self.ground.add_artist(
            Rectangle(
                *((self._x(x), y), -width if self._turned_back else width, height),
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
        across = self._x(start[0]), self._x(end[0])
        self.ground.add_artist(Line2D(across, (start[1], end[1]), **look))

    def shape(
        self,
        path: Path,
        colour: str | None,
        *,
        edge: str | None = None,
        points: float = 0.0,
        dashes: Dashes = "-",
        hatch: bool = False,
    ) -> None:
        """Draw a path in inches, filled or as lines."""
        if self._turned_back:
            path = path.transformed(Affine2D().scale(-1, 1).translate(self.width, 0))
        self.ground.add_artist(
            PathPatch(
                path,
                facecolor=LIGHT[colour] if colour else "none",
                edgecolor=LIGHT["faint"] if hatch else LIGHT[edge] if edge else "none",
                linewidth=points,
                linestyle=dashes,
                hatch="/////" if hatch else None,
                zorder=1.5 if edge else 1,
                capstyle="butt",
            )
        )

    def dot(self, x: float, y: float, colour: str, *, points: float = 7.5, hollow: bool = False) -> None:
        """Draw a dot, or a ring where it is hollow."""
        self.dots([(x, y)], "paper" if hollow else colour, edge=colour, points=points)

    def dots(
        self,
        places: Sequence[tuple[float, float]],
        colour: str,
        *,
        edge: str,
        points: float,
        line: float = 1.4,
    ) -> None:
        """Draw dots of one look."""
        self.ground.add_artist(
            Line2D(
                *zip(*((self._x(x), y) for x, y in places), strict=True),
                linestyle="none",
                marker="o",
                markersize=points,
                markerfacecolor=LIGHT[colour],
                markeredgecolor=LIGHT[edge],
                markeredgewidth=line,
                zorder=3,
            )
        )


def say_nothing(sheet: Sheet) -> None:
    """Say in the place of a drawing that there is none."""
    text = spoken().drawn.nothing
    sheet.text(sheet.width / 2, max(0.5, sheet.least / 2), text, colour="quiet", ha="center")
    sheet.close(1.0)


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
