"""Where each note stands on the site, and which notes belong together."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import PurePosixPath
from posixpath import relpath
from typing import Any

from gcr_analysis.briefing.display import release_of
from gcr_analysis.briefing.place import title_of
from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework import panels
from gcr_analysis.framework.languages import word
from gcr_analysis.geography import Region, region
from gcr_analysis.indicators.engine import BASELINE_YEAR
from gcr_analysis.publishing.outputs import Figure, Note
from gcr_analysis.publishing.pages import said
from gcr_analysis.running.addresses import Variant
from gcr_analysis.snapshot import sources

GROUPS = {
    "world": "The world",
    "unhcr-region": "UNHCR regions",
    "platform": "Support platforms",
    "income": "Income groups",
    "development": "Least developed countries",
    "bureau": "UNHCR regional bureaux",
    "m49": "UN regions",
    "country": "Countries",
    "own": "Own sets of countries",
}
"""Headings of the home page, by kind of region, in their order."""
PEOPLE = "unhcr-population"
"""Source of the figures on people, whose release the foot of every page names."""


def group_title(kind: str) -> str:
    """Return what regions of a kind are called.

    >>> group_title("platform")
    'Support platforms'
    """
    return word("groups", kind, GROUPS[kind])


@dataclass(frozen=True)
class Published:
    """One note on the site.

    Attributes
    ----------
    slug, panel, year
        Its region, panel and year: with its variant the address of the output that it comes from.
    note
        What it says.
    newest
        Whether it is the latest year of its region, panel and variant. That one stands at the short
        address; an earlier year stands in a folder of its own below it.
    figures
        What its notebook draws, in the order of its cells.
    baseline_year, as_of
        Its variant: see `gcr_analysis.running.addresses.Variant`.
    """

    slug: str
    panel: str
    year: int
    note: Note
    newest: bool
    figures: tuple[Figure, ...] = ()
    baseline_year: int = BASELINE_YEAR
    as_of: str = ""

    @property
    def variant(self) -> Variant:
        """Its baseline year and its release."""
        return Variant(self.baseline_year, self.as_of)

    @property
    def folder(self) -> PurePosixPath:
        """Its folder among the prepared pages, which is its address.

        >>> note = Note.model_construct(title="…")
        >>> str(Published("mirps", "host-country-burden", 2025, note, newest=True).folder)
        'mirps/host-country-burden'
        >>> str(Published("mirps", "host-country-burden", 2024, note, newest=False).folder)
        'mirps/host-country-burden/2024'
        >>> str(Published("mirps", "host-country-burden", 2025, note, True, baseline_year=2020).folder)
        'mirps/host-country-burden/since-2020'
        """
        short = PurePosixPath(self.slug, self.panel, self.variant.folder)
        return short if self.newest else short / str(self.year)

    @property
    def region_folder(self) -> PurePosixPath:
        """Folder of the page on its region, with the other notes of its variant."""
        return PurePosixPath(self.slug, self.variant.folder)

    @property
    def dated(self) -> str:
        """Its year, and its variant where that is not the default one.

        >>> note = Note.model_construct(title="…")
        >>> Published("mirps", "host-country-burden", 2025, note, True, baseline_year=2020).dated
        '2025, changes since 2020'
        """
        since = self.baseline_year if self.baseline_year != BASELINE_YEAR else ""
        return said("edition", year=self.year, release=self.as_of, baseline=since)

    @property
    def release(self) -> str:
        """The release of UNHCR's figures on people that it cites; empty where it cites none."""
        title = sources()[PEOPLE].title
        return next((cited.vintage for cited in self.note.sources if cited.title == title), "")

    @property
    def map(self) -> Figure | None:
        """Its map, where it has one: the figure called ``map``."""
        return next((figure for figure in self.figures if figure.id == "map"), None)

    @cached_property
    def measured(self) -> dict[str, dict[str, Any]]:
        """The measures that it carries, by id: see `gcr_analysis.briefing.note.Note.measures`."""
        told = self.note.measures
        rows = (dict(zip(told.columns, row, strict=True)) for row in told.rows)
        return {row["indicator"]: row for row in rows}

    @property
    def panel_title(self) -> str:
        """Title of its panel; the panel's id where no declaration knows it."""
        declared = panels().get(self.panel)
        return word("panels", self.panel, declared.title) if declared else self.panel


@dataclass(frozen=True)
class Place:
    """A region with its notes of one variant, in the order of panels, the newest year of each first.

    Attributes
    ----------
    slug, title, region
        The region.
    notes
        Its notes.
    others
        The other variants of which it has a page, with the folder of each.
    """

    slug: str
    title: str
    region: Region | None
    notes: tuple[Published, ...]
    others: tuple[tuple[Variant, PurePosixPath], ...] = ()

    @classmethod
    def of(cls, name: str) -> "Place":
        """Return a declared region without notes.

        >>> Place.of("TCD").slug, Place.of("TCD").title
        ('tcd', 'Chad')
        """
        declared = region(name)
        return cls(declared.slug, title_of(declared), declared, ())

    @property
    def variant(self) -> Variant:
        """The baseline year and the release of all its notes."""
        return self.notes[0].variant if self.notes else Variant()

    @property
    def baseline_year(self) -> int:
        """The year that the changes of all its notes are read from."""
        return self.variant.baseline_year

    @property
    def folder(self) -> PurePosixPath:
        """Folder of its page among the prepared pages."""
        return PurePosixPath(self.slug, self.variant.folder)

    def path_to(self, folder: PurePosixPath | str) -> str:
        """Return the way from its page to a folder of the prepared pages.

        >>> Place("mirps", "MIRPS countries", None, ()).path_to("mirps/self-reliance/2024")
        'self-reliance/2024'
        """
        return relpath(folder, self.folder)

    @property
    def group(self) -> str:
        """Kind of the region; a set that only its notebook knows is the user's own."""
        return self.region.kind if self.region else "own"

    @property
    def newest(self) -> tuple[Published, ...]:
        """The notes at the short addresses, one a panel."""
        return tuple(note for note in self.notes if note.newest)

    @property
    def earlier(self) -> tuple[Published, ...]:
        """The notes of earlier years."""
        return tuple(note for note in self.notes if not note.newest)

    def note_on(self, panel: str) -> Published | None:
        """Return the newest note on a panel, or nothing."""
        return next((note for note in self.newest if note.panel == panel), None)


def variants(notes: Iterable[Published]) -> tuple[Variant, ...]:
    """List the variants of notes. The first is the one that the site's own pages compare.

    Parameters
    ----------
    notes
        The notes of the site.

    Returns
    -------
    tuple of Variant
        Those of the newest figures first, the default baseline year before others, then those of earlier
        releases. Where no note is of the newest figures, the default variant is there without notes: the
        site's own pages never show an earlier release as the newest figures.
    """
    found = sorted({note.variant for note in notes}, key=lambda variant: variant.order)
    return tuple(found) if found and not found[0].as_of else (Variant(), *found)


def places(notes: Iterable[Published], variant: Variant | None = None) -> tuple[Place, ...]:
    """Gather notes of one variant by region, in the order of the home page.

    Parameters
    ----------
    notes
        The notes of the site, in any order.
    variant
        Which of them; the first of `variants` when None.

    Returns
    -------
    tuple of Place
        By kind of region as in `GROUPS`; within a kind in the order of the panels' default regions, other
        regions after them by title.
    """
    notes = tuple(notes)
    there = variants(notes)
    chosen = there[0] if variant is None else variant
    numbers = {panel.id: panel.number for panel in panels().values()}
    default = [name.lower() for panel in panels().values() for name in panel.default_regions]
    ordered = sorted(
        (note for note in notes if note.variant == chosen),
        key=lambda n: (n.slug, numbers.get(n.panel, len(numbers) + 1), n.panel, -n.year),
    )
    gathered = []
    for slug, group in groupby(ordered, key=lambda n: n.slug):
        own = tuple(group)
        others = tuple(
            (other, PurePosixPath(slug, other.folder))
            for other in there
            if other != chosen and any((note.slug, note.variant) == (slug, other) for note in notes)
        )
        where = known_region(own[0].note.region)
        gathered.append(Place(slug, own[0].note.region_title, where, own, others))
    kinds = list(GROUPS)
    return tuple(
        sorted(
            gathered,
            key=lambda place: (
                kinds.index(place.group),
                default.index(place.slug.lower()) if place.slug.lower() in default else len(default),
                place.title,
                place.slug,
            ),
        )
    )


def of_other_releases(gathered: Iterable[Place]) -> tuple[Published, ...]:
    """List the newest notes that cite another release of UNHCR's figures on people than they should.

    Parameters
    ----------
    gathered
        The places of a page. Notes of the newest figures should cite the snapshot's release; notes as of an
        earlier one cite that, since they lie nowhere else.
    """
    now = release_of(sources()[PEOPLE])
    newest = (note for place in gathered for note in place.newest if not note.as_of)
    return tuple(note for note in newest if note.release not in ("", now))


def known_region(name: str) -> Region | None:
    """Return a declared region; nothing for one that only its notebook knows."""
    try:
        return region(name)
    except UnknownNameError:
        return None


def root_of(folder: PurePosixPath) -> str:
    """Return the way from a folder of the prepared pages to the root of the site.

    >>> root_of(PurePosixPath("lbn/self-reliance"))
    '../../../'
    """
    return "../" * (len(folder.parts) + 1)
