"""Numbers as people and spreadsheets write them, with a point or a comma for decimals."""

import re
from collections.abc import Iterable
from typing import Literal

from gcr_analysis.indicators.own.cells import CellError

Mark = Literal[".", ",", ""]
"""The decimal mark of a file; empty where its numbers have both."""

LARGEST = 1e15  # ten times the world's yearly income in US dollars
_SPACE = "[ \u00a0\u202f'’]"
_PLAIN = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
_SPACED = re.compile(rf"[-+]?\d{{1,3}}({_SPACE}\d{{3}})+([.,]\d+)?")
_IN_COMMAS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
_IN_POINTS = re.compile(r"[-+]?\d{1,3}(\.\d{3}){2,}(,\d+)?|[-+]?\d{1,3}(\.\d{3})+,\d+")
_COMMA = re.compile(r"[-+]?\d+,\d+")
_EITHER = re.compile(r"[-+]?[1-9]\d{0,2}\.\d{3}")
# A mark before three digits may part thousands. Any other number of digits, or a nought before it, tells.
_TELLS = r"[-+]?(0{0}\d+|\d+{0}(\d{{1,2}}|\d{{4,}})|\d{{4,}}{0}\d+|\d{{1,3}}({1}\d{{3}})+{0}\d+)"
_COMMA_TELLS = re.compile(_TELLS.format(",", r"[ .\u00a0\u202f'’]"))
_POINT_TELLS = re.compile(_TELLS.format(r"\.", r"[ ,\u00a0\u202f'’]"))


def decimal_mark(cells: Iterable[str]) -> Mark:
    """Tell which decimal mark the numbers of a file have: the point, unless one of them has a comma for sure.

    Parameters
    ----------
    cells
        All cells with numbers.

    Examples
    --------
    >>> decimal_mark(["12,5", "1,500"]), decimal_mark(["1,500", "7"]), decimal_mark(["12,5", "12.5"])
    (',', '.', '')
    """
    given = [*cells]
    comma = any(_COMMA_TELLS.fullmatch(cell) for cell in given)
    point = any(_POINT_TELLS.fullmatch(cell) for cell in given)
    return "" if comma and point else "," if comma else "."


def number(cell: str, mark: Mark = ".") -> float:
    """Read a number.

    Parameters
    ----------
    cell
        What is written.
    mark
        The decimal mark of the file: see `decimal_mark`.

    Raises
    ------
    CellError
        When the cell holds anything else, or can be read in two ways.

    Examples
    --------
    >>> number("12.5"), number("-3e2"), number("1 234"), number("1 234,5", ",")
    (12.5, -300.0, 1234.0, 1234.5)
    >>> number("1,500")
    Traceback (most recent call last):
    gcr_analysis.indicators.own.cells.CellError: '1,500' may be 1500 or 1.500: write one of them
    """
    short = f"{cell!r:.40}"
    plain = _spelt_with_point(cell, mark)
    if _PLAIN.fullmatch(plain):
        if mark == "," and _EITHER.fullmatch(cell):
            raise CellError(
                f"{short} may be {cell.replace('.', '')} or {cell.replace('.', ',')}: write one of them"
            )
        if abs(float(plain)) > LARGEST:
            raise CellError(f"{short} is beyond all reason: mend it, or leave the cell empty")
        return float(plain)
    if _IN_POINTS.fullmatch(cell):
        raise CellError(f"{short} has dots between thousands: write {_spelt_with_point(cell, ',')}")
    if _IN_COMMAS.fullmatch(cell):
        whole, point = cell.replace(",", ""), cell.replace(",", ".")
        if _COMMA.fullmatch(cell):
            raise CellError(f"{short} may be {whole} or {point}: write one of them")
        raise CellError(f"{short} has commas between thousands: write {whole}")
    if _COMMA.fullmatch(cell):
        others = ", and other numbers a point" if mark == "" else ""
        raise CellError(f"{short} has a decimal comma{others}: write {cell.replace(',', '.')}")
    bare = cell.rstrip("% \u00a0")
    if cell.endswith("%") and _PLAIN.fullmatch(_spelt_with_point(bare, mark)):
        raise CellError(f"{short} has a unit: write {bare}")
    raise CellError(f"{short} is no number: leave the cell empty where there is no figure")


def _spelt_with_point(cell: str, mark: str) -> str:
    """Write a number as Python does, where its marks can be read in one way only."""
    if _SPACED.fullmatch(cell) and not ("," in cell and mark != ","):
        cell = re.sub(_SPACE, "", cell)
    if mark == "," and (_IN_POINTS.fullmatch(cell) or _COMMA.fullmatch(cell)):
        cell = cell.replace(".", "").replace(",", ".")
    return cell
