"""Where a note lies in the outputs: `SLUG/PANEL/YEAR.ipynb`, in `since-YEAR/` for another baseline year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gcr_analysis.indicators.engine import BASELINE_YEAR

_SINCE = re.compile(r"since-(\d{4})")


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """What tells one note from all others.

    Attributes
    ----------
    slug, panel
        Its region and its panel.
    baseline_year
        The year that its changes are read from.
    year
        The year of its figures.
    """

    slug: str
    panel: str
    baseline_year: int
    year: int

    @property
    def folder(self) -> PurePosixPath:
        """Folder of the notes of one region, panel and baseline year.

        Examples
        --------
        >>> str(Address("mirps", "self-reliance", 2016, 2025).folder)
        'mirps/self-reliance'
        >>> str(Address("mirps", "self-reliance", 2020, 2025).folder)
        'mirps/self-reliance/since-2020'
        """
        return PurePosixPath(self.slug, self.panel, since(self.baseline_year))

    @property
    def name(self) -> str:
        """The note in one short phrase.

        Examples
        --------
        >>> Address("mirps", "self-reliance", 2020, 2025).name
        'mirps · self-reliance · 2025 · since 2020'
        """
        parts = [self.slug, self.panel, str(self.year)]
        return " · ".join([*parts, *([f"since {self.baseline_year}"] if since(self.baseline_year) else [])])

    def note(self, outputs: Path) -> Path:
        """Path of the executed notebook under the folder *outputs*."""
        return outputs / self.folder / f"{self.year}.ipynb"


def since(baseline_year: int) -> str:
    """Folder of the notes with a baseline year, below that of their panel; the default one needs none.

    Examples
    --------
    >>> since(2020), since(2016)
    ('since-2020', '')
    """
    return "" if baseline_year == BASELINE_YEAR else f"since-{baseline_year}"


def address_of(note: Path, outputs: Path) -> Address | None:
    """Read the address of a note from its path; None where no note could lie there.

    Examples
    --------
    >>> address_of(Path("outputs/mirps/self-reliance/since-2020/2025.ipynb"), Path("outputs"))
    Address(slug='mirps', panel='self-reliance', baseline_year=2020, year=2025)
    >>> address_of(Path("outputs/mirps/draft.ipynb"), Path("outputs")) is None
    True
    """
    parts = note.relative_to(outputs).parts
    match parts:
        case (slug, panel, name):
            baseline_year = BASELINE_YEAR
        case (slug, panel, folder, name) if found := _SINCE.fullmatch(folder):
            baseline_year = int(found[1])
        case _:
            return None
    if not re.fullmatch(r"\d{4}\.ipynb", name):
        return None
    address = Address(slug, panel, baseline_year, int(Path(name).stem))
    return address if address.note(outputs) == note else None  # no folder is called by the default baseline


def notebooks_in(outputs: Path) -> Iterator[Path]:
    """Yield every notebook under a folder, in order: notes, and whatever else lies there.

    Hidden files and folders are left out: they are half written, or an editor's copies.
    """
    for path in sorted(outputs.rglob("*.ipynb")):
        if not any(part.startswith(".") for part in path.relative_to(outputs).parts):
            yield path


def notes_in(outputs: Path) -> Iterator[Path]:
    """Yield the notebooks that lie where a run writes a note, in order."""
    return (path for path in notebooks_in(outputs) if address_of(path, outputs))
