"""Where a note lies in the outputs: `SLUG/PANEL/YEAR.ipynb`, or in a folder of its variant below that."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gcr_analysis.indicators.engine import BASELINE_YEAR

_RELEASE, _SINCE = re.compile(r"as-of-([A-Za-z0-9][A-Za-z0-9.-]*)"), re.compile(r"since-(\d{4})")


@dataclass(frozen=True, slots=True)
class Variant:
    """How notes differ from those made by default: in the release and in the year that changes are read from.

    Notes of two variants are never set side by side.

    Attributes
    ----------
    baseline_year
        The year that changes are read from.
    as_of
        The earlier release of UNHCR's figures that they rest on; empty for the newest figures.
    """

    baseline_year: int = BASELINE_YEAR
    as_of: str = ""

    @property
    def folder(self) -> PurePosixPath:
        """Folders of its notes, below those of their panel; the default variant needs none.

        Examples
        --------
        >>> str(Variant(2020).folder), str(Variant(2020, "GT2024").folder), str(Variant().folder)
        ('since-2020', 'as-of-GT2024/since-2020', '.')
        """
        release = f"as-of-{self.as_of}" if self.as_of else ""
        since = "" if self.baseline_year == BASELINE_YEAR else f"since-{self.baseline_year}"
        return PurePosixPath(release, since)

    @property
    def words(self) -> str:
        """What tells it from the default variant, in words.

        Examples
        --------
        >>> Variant(2020, "GT2024").words
        'as of GT2024, changes since 2020'
        """
        release = f"as of {self.as_of}" if self.as_of else ""
        since = "" if self.baseline_year == BASELINE_YEAR else f"changes since {self.baseline_year}"
        return ", ".join(filter(None, (release, since)))

    @property
    def order(self) -> tuple[str, bool, int]:
        """Its place among others: the newest figures and the default baseline year come first."""
        return self.as_of, self.baseline_year != BASELINE_YEAR, self.baseline_year


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
    as_of
        The earlier release that it rests on; empty for the newest figures.
    """

    slug: str
    panel: str
    baseline_year: int
    year: int
    as_of: str = ""

    @property
    def variant(self) -> Variant:
        """Its baseline year and its release."""
        return Variant(self.baseline_year, self.as_of)

    @property
    def folder(self) -> PurePosixPath:
        """Folder of the notes of one region, panel and variant.

        Examples
        --------
        >>> str(Address("mirps", "self-reliance", 2016, 2025).folder)
        'mirps/self-reliance'
        >>> str(Address("mirps", "self-reliance", 2020, 2025).folder)
        'mirps/self-reliance/since-2020'
        >>> str(Address("mirps", "self-reliance", 2016, 2024, "GT2024").folder)
        'mirps/self-reliance/as-of-GT2024'
        """
        return PurePosixPath(self.slug, self.panel, self.variant.folder)

    @property
    def name(self) -> str:
        """The note in one short phrase.

        Examples
        --------
        >>> Address("mirps", "self-reliance", 2020, 2024, "GT2024").name
        'mirps · self-reliance · 2024 · as of GT2024 · since 2020'
        """
        variant = self.variant.words.replace("changes since", "since").replace(", ", " · ")
        return " · ".join(filter(None, [self.slug, self.panel, str(self.year), variant]))

    def note(self, outputs: Path) -> Path:
        """Path of the executed notebook under the folder *outputs*."""
        return outputs / self.folder / f"{self.year}.ipynb"


def address_of(note: Path, outputs: Path) -> Address | None:
    """Read the address of a note from its path; None where no note could lie there.

    Examples
    --------
    >>> address_of(Path("outputs/mirps/self-reliance/since-2020/2025.ipynb"), Path("outputs"))
    Address(slug='mirps', panel='self-reliance', baseline_year=2020, year=2025, as_of='')
    >>> address_of(Path("outputs/mirps/draft.ipynb"), Path("outputs")) is None
    True
    """
    match note.relative_to(outputs).parts:
        case (slug, panel, *folders, name) if re.fullmatch(r"\d{4}\.ipynb", name):
            variant = _variant_in(folders)
        case _:
            return None
    address = Address(slug, panel, variant.baseline_year, int(Path(name).stem), variant.as_of)
    return address if address.note(outputs) == note else None  # so the default variant has no folder


def outputs_of(note: Path) -> Path:
    """Return the folder of outputs in which a note lies, by the folders of variants that its path ends with.

    Examples
    --------
    >>> outputs_of(Path("outputs/mirps/self-reliance/as-of-GT2024/since-2020/2024.ipynb")).as_posix()
    'outputs'
    """
    panel = note.parent
    while _RELEASE.fullmatch(panel.name) or _SINCE.fullmatch(panel.name):
        panel = panel.parent
    return panel.parent.parent


def _variant_in(folders: list[str]) -> Variant:
    """Read a variant from folders; what is none of a variant's makes another folder than was read."""
    releases = [found[1] for name in folders if (found := _RELEASE.fullmatch(name))]
    years = [int(found[1]) for name in folders if (found := _SINCE.fullmatch(name))]
    return Variant([*years, BASELINE_YEAR][0], [*releases, ""][0])


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
