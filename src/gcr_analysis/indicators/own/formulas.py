"""Cells of a workbook that look empty to a reader and are not: formulas without a result, and errors."""

from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import ZipFile

_MAIN = "{*}"  # two namespaces are in use, the strict and the transitional one


def unreadable(path: Path, sheet: str) -> Iterator[tuple[str, str]]:
    """Name each cell of a sheet that holds something and has no value, with what it holds.

    Parameters
    ----------
    path
        An XLSX file.
    sheet
        Name of one of its sheets.

    Yields
    ------
    tuple of str
        The cell's address, such as ``C2``; and ``a formula without a stored value`` or the error, ``#N/A``.

    Raises
    ------
    ValueError, KeyError, zipfile.BadZipFile, xml.etree.ElementTree.ParseError
        When the file is not made as a workbook is.

    Notes
    -----
    ECMA-376, Office Open XML File Formats, part 1, 18.3.1.4: a cell's type ``e`` is an error, its ``f`` the
    formula and its ``v`` the value that was stored when the workbook was last calculated. Programs that write
    workbooks without calculating them leave ``v`` out.
    """
    with ZipFile(path) as book, book.open(_part(book, sheet)) as part:
        for _, cell in ElementTree.iterparse(part):
            name = cell.tag.rpartition("}")[2]
            if name == "row":
                cell.clear()
            if name != "c":
                continue
            value = cell.findtext(f"{_MAIN}v") or ""
            if cell.get("t") == "e":
                yield cell.get("r", ""), value
            elif cell.find(f"{_MAIN}f") is not None and not value and cell.get("t") != "str":
                yield cell.get("r", ""), "a formula without a stored value"


def _part(book: ZipFile, sheet: str) -> str:
    """Name of the file in a workbook that holds a sheet."""
    sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).iterfind(f".//{_MAIN}sheet")
    [found] = [each for each in sheets if each.get("name") == sheet]
    [link] = [value for name, value in found.items() if name.endswith("}id")]
    links = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    [target] = [each.get("Target", "") for each in links if each.get("Id") == link]
    return normpath(join("xl", target)).lstrip("/")
