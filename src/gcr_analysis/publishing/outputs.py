"""Read an executed notebook: its note, figures, tables and cells. Everything on a page comes from here."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gcr_analysis.errors import GcrError
from gcr_analysis.figures.specification import Specification
from gcr_analysis.publishing.notebook import Cell, Notebook, as_text
from gcr_analysis.running.addresses import Address, address_of, notebooks_in, outputs_of
from gcr_analysis.running.inputs import digest

FIGURE = "application/vnd.gcr.figure+json"
TABLE = "application/vnd.gcr.table+json"
NOTE = "application/vnd.gcr.note+json"
LEDGER = "figures"
"""Name of the file that lists every number of a note."""

Choose = Callable[[Path], Sequence[Path]]
"""What says which notebooks of a folder are published."""

_SAFE = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
_PNG = b"\x89PNG\r\n\x1a\n"


class _Output(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Figure(Specification):
    """A figure without its pixels, whose id can be a part of an address."""

    id: str = Field(pattern=_SAFE)


class Table(_Output):
    """A table for readers: cells are text or numbers as they are to be shown."""

    id: str = Field(pattern=_SAFE)
    title: str
    source: str = ""
    note: str = ""
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Item(_Output):
    """One finding."""

    id: str
    text: str


class Section(_Output):
    """Findings of one kind, such as progress."""

    id: str = Field(pattern=_SAFE)
    title: str
    items: tuple[Item, ...]


class Cited(_Output):
    """A source as a note cites it."""

    producer: str
    title: str
    vintage: str
    licence: str = ""
    url: str = ""


class Headline(_Output):
    """The one figure that a note begins with."""

    value: str
    label: str
    change: str = ""


class Measures(_Output):
    """Every measure of a panel, a row each, with its figure in words as ``text``."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()


class Note(_Output):
    """A briefing note: words, figures in their order, a ledger row for every number, the panel's measures.

    ``added`` are tables of figures that an analyst added.
    """

    panel: str
    region: str
    region_title: str
    year: int
    baseline_year: int
    as_of: str = ""
    title: str
    headline: Headline
    lead: str = ""
    figures: tuple[str, ...] = ()
    table: str | None = None
    sections: tuple[Section, ...] = ()
    sources: tuple[Cited, ...] = ()
    ledger: tuple[dict[str, Any], ...] = ()
    claims: tuple[dict[str, Any], ...] = ()
    measures: Measures = Measures()
    added: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Executed:
    """One executed notebook.

    Attributes
    ----------
    path
        Where it lies, which is its address: see `gcr_analysis.running.addresses`.
    note, figures, tables, pictures
        What its cells show; figures, tables and pictures (PNG bytes) by id.
    cells
        The notebook's cells, for the annex.
    digest
        What stands for the file.
    """

    path: Path
    note: Note
    figures: dict[str, Figure]
    tables: dict[str, Table]
    pictures: dict[str, bytes]
    cells: tuple[Cell, ...]
    digest: str

    @cached_property
    def address(self) -> Address:
        """What tells its note from all others.

        Raises
        ------
        GcrError
            Where its path is none of a note, or names another year, baseline year or release than the note.
        """
        found = address_of(self.path, outputs_of(self.path))
        if found is None:
            raise GcrError(f"{self.path}: an executed notebook is named by its year, such as 2025.ipynb")
        for name in ("year", "baseline_year", "as_of"):
            if (said := getattr(self.note, name)) != (placed := getattr(found, name)):
                what = "release" if name == "as_of" else name.replace("_", " ")
                raise GcrError(
                    f"{self.path}: its note has the {what} {said or 'of now'} and lies where one of "
                    f"{placed or 'now'} belongs: run it again with gcr run"
                )
        return found

    @property
    def slug(self) -> str:
        """The region's part of the address."""
        return self.address.slug

    @property
    def panel(self) -> str:
        """The panel's part of the address."""
        return self.address.panel


def executed_notebooks(outputs: Path) -> tuple[Path, ...]:
    """List the executed notebooks under a folder, in the order of their paths.

    Parameters
    ----------
    outputs
        Folder of the executed notebooks.

    Raises
    ------
    GcrError
        Where there is none, or where a folder's name could not be an address.
    """
    there = [path for path in notebooks_in(outputs) if outputs_of(path) == outputs]
    if not there:
        raise GcrError(f"nothing to publish: no executed notebook under {outputs}; gcr run makes them")
    require_addresses(there, outputs)
    return tuple(there)


def require_addresses(notes: Iterable[Path], outputs: Path) -> None:
    """Refuse notes whose paths under *outputs* could not be addresses on a site.

    Raises
    ------
    GcrError
        Where a folder has a name that no address can have.
    """
    for path in notes:
        for name in path.relative_to(outputs).parts:
            if not re.match(_SAFE, name):
                raise GcrError(
                    f"{path}: {name!r} cannot be part of an address; use letters, digits and hyphens"
                )


def read(path: Path) -> Executed:
    """Read one executed notebook.

    Parameters
    ----------
    path
        The notebook.

    Returns
    -------
    Executed
        Its note, figures, tables, pictures and cells.

    Raises
    ------
    GcrError
        Where it is no notebook, has no note as its last output, or the note names what no cell shows.
    """
    try:
        content = path.read_bytes()
        notebook = Notebook.model_validate(json.loads(content))
        bundles = [data for cell in notebook.cells for data in output_data(cell)]
        if not bundles or NOTE not in bundles[-1]:
            raise GcrError(f"{path}: its last output is no briefing note; run it again with gcr run")
        note = Note.model_validate(bundles[-1][NOTE])
        figures = [(Figure.model_validate(data[FIGURE]), data) for data in bundles if FIGURE in data]
        tables = [Table.model_validate(data[TABLE]) for data in bundles if TABLE in data]
    except FileNotFoundError:
        raise GcrError(f"{path}: was removed while it was to be published; publish again") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise GcrError(
            f"{path}: {error.title.lower()} {place}: {first['msg']}; run it again with gcr run"
        ) from None
    except (ValueError, TypeError) as error:
        raise GcrError(
            f"{path}: not a whole notebook ({one_reason(error)}); run it again with gcr run"
        ) from None
    executed = Executed(
        path=path,
        note=note,
        figures={figure.id: figure for figure, _ in figures},
        tables={table.id: table for table in tables},
        pictures={figure.id: picture(data, f"{path}: figure {figure.id}") for figure, data in figures},
        cells=notebook.cells,
        digest=digest(content),
    )
    taken = [*executed.figures, *executed.tables, *(table.id for table in note.added), LEDGER]
    if twice := {name for name in taken if taken.count(name) > 1}:
        raise GcrError(
            f"{path}: {', '.join(sorted(twice))} names two files: give each figure and table its own id"
        )
    missing = [name for name in note.figures if name not in executed.figures]
    missing += [note.table] if note.table and note.table not in executed.tables else []
    if missing:
        raise GcrError(f"{path}: the note shows {', '.join(missing)}, which no cell of the notebook does")
    return executed


def output_data(cell: Cell) -> Iterator[dict[str, Any]]:
    """Yield the mime bundle of each displayed output of a cell."""
    for output in cell.outputs:
        if "data" in output:
            yield output["data"]


def picture(data: dict[str, Any], what: str) -> bytes:
    """Return the PNG of a mime bundle.

    Raises
    ------
    GcrError
        Where there is none, or where it is no PNG. *what* names it in the message.
    """
    try:
        png = base64.b64decode(as_text(data["image/png"]))
    except (KeyError, binascii.Error):
        png = b""
    if not png.startswith(_PNG):
        raise GcrError(f"{what} has no picture; run it again with gcr run")
    return png


def one_reason(error: Exception) -> str:
    """Return the first line of an error's message, or its class where it has none."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
