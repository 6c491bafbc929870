"""The typeface of figures: its files, the widths of its letters, and the part of it that a file needs."""

import base64
import io
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib.font_manager import fontManager, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from gcr_analysis.errors import GcrError

FAMILY = "Vazirmatn"
ISOLATES = frozenset("\u2066\u2067\u2068\u2069\u200e\u200f")
"""Marks without a shape that keep what is read in another direction together."""
KEPT = 1 << 14
"""Widths that are remembered of texts whose letters join."""
FOLDER = Path(__file__).parent / "fonts"
FILES = {False: FOLDER / "Vazirmatn-Regular.ttf", True: FOLDER / "Vazirmatn-Bold.ttf"}
"""The file of each weight, by whether it is bold. All its digits are equally wide."""


def register() -> None:
    """Make the typeface known to matplotlib.

    Raises
    ------
    GcrError
        Where one of its files is not there.
    """
    known = {entry.fname for entry in fontManager.ttflist}
    for file in FILES.values():
        if not file.is_file():
            raise GcrError(f"{file} is missing: figures need it; install the package again")
        if str(file) not in known:
            fontManager.addfont(file)


def wrapped(text: str, size: float, *, width: float, bold: bool = False) -> list[str]:
    """Break a text into lines that fit a width; a single word that does not fit is broken too.

    Parameters
    ----------
    text
        Words, broken at plain spaces: a number and its unit stay together.
    size
        Size of the letters in points.
    width
        Room in inches.
    bold
        Whether the text is bold.

    Examples
    --------
    >>> wrapped("Refugees hosted in the world", 9.5, width=0.9)
    ['Refugees', 'hosted in the', 'world']
    """
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines += _pieces(word, size, width, bold)
    return lines


def _pieces(word: str, size: float, width: float, bold: bool) -> list[str]:
    """Cut a word where a line ends: whole, unless it is wider than a line."""
    if text_width(word, size, bold=bold) <= width:
        return [word]  # of letters that join, a part may be wider than the whole
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text in inches.

    Parameters
    ----------
    text, size, bold
        As in `wrapped`.

    Raises
    ------
    GcrError
        Where the typeface has no such letter.

    Examples
    --------
    >>> 0.9 < text_width("Refugees hosted", 9.5) < 1.1
    True
    """
    if ARABIC.isdisjoint(text):
        return size * sum(_advance(letter, bold) for letter in text if letter not in ISOLATES) / 72
    return size * _shaped(text, bold) / 72


@lru_cache(KEPT)
def _shaped(text: str, bold: bool) -> float:
    """Width of a text whose letters join, of one point in size."""
    for letter in set(text) - ISOLATES:
        _advance(letter, bold)
    font = _font(bold)
    font.set_size(1000, 72)
    font.set_text(text, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64 / 1000


@cache
def _advance(letter: str, bold: bool) -> float:
    """Width of a letter, of one point in size; what is no letter, such as a tab, is drawn as a space."""
    font, letter = _font(bold), " " if ord(letter) < 32 else letter
    if not font.get_char_index(ord(letter)):
        raise GcrError(
            f"the typeface of figures has no letter {letter!r}: write in letters such as Latin or Arabic"
        )
    font.set_size(1000, 72)  # large, so that widths are not rounded to pixels
    return font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 1000


def _font(bold: bool) -> FT2Font:
    """Return the font. Matplotlib keeps it open, and opens it anew in a forked process."""
    return get_font(str(FILES[bold]))


def face(letters: Iterable[str], *, bold: bool) -> str:
    """Return a CSS rule that carries the letters of one weight, as WOFF2.

    Parameters
    ----------
    letters
        The letters that are needed.
    bold
        Which weight.

    Examples
    --------
    >>> face("Refugees 2025", bold=False).startswith("@font-face{font-family:Vazirmatn;font-weight:400;")
    True
    """
    needed = frozenset(letters) - {"\n"}
    packed = base64.b64encode(woff2(needed, bold, plain=needed <= LATIN)).decode()
    weight = 700 if bold else 400
    return f"@font-face{{font-family:{FAMILY};font-weight:{weight};src:url(data:font/woff2;base64,{packed})}}"


@cache
def woff2(letters: frozenset[str], bold: bool, *, plain: bool = False) -> bytes:
    """Return the part of a weight that holds some letters.

    Parameters
    ----------
    letters
        The letters.
    bold
        Which weight.
    plain
        Whether letters only stand beside each other, as figures measure them: neither joined, as Arabic
        needs it, nor moved in pairs.
    """
    file = io.BytesIO(_plain(bold)) if plain else FILES[bold]
    return _cut(TTFont(file, recalcTimestamp=False), letters, plain=plain, flavor="woff2")


LATIN = frozenset(map(chr, [*range(0x20, 0x250), *range(0x2000, 0x2070), 0x20AC, 0x2212, 0x2264, 0x2265]))
ARABIC = frozenset(map(chr, [*range(0x600, 0x700), *range(0x750, 0x780), *range(0xFB50, 0xFE00)]))
"""Letters of the two scripts that pages bring: the ranges in `theme/fonts.css`."""


@cache
def _plain(bold: bool) -> bytes:
    """Latin letters that only stand beside each other: quicker to cut from than the whole file."""
    return _cut(TTFont(FILES[bold], recalcTimestamp=False), LATIN, plain=True)


def _cut(font: TTFont, letters: Iterable[str], *, plain: bool, flavor: str | None = None) -> bytes:
    options = subset.Options(flavor=flavor, hinting=False, desubroutinize=True, notdef_outline=True)
    options.name_IDs = [1, 2, 13, 14]
    if plain:
        options.drop_tables += ["GPOS", "GSUB", "GDEF"]
        options.name_IDs = []
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(letters)))
    cutter.subset(font)
    font.flavor = flavor
    packed = io.BytesIO()
    font.save(packed, reorderTables=False)
    return packed.getvalue()
