"""Where each note stands on the site, and which notes belong together."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework import panels
from gcr_analysis.geography import Region, country_name, country_names, region
from gcr_analysis.publishing.outputs import Figure, Note

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
OTHER_LANGUAGES = {"fr": "French", "es": "Spanish"}
"""Languages beside English in which the source has names of countries, by code."""


@dataclass(frozen=True)
class Published:
    """One note on the site.

    Attributes
    ----------
    slug, panel, year
        Its region, panel and year: the names of the output that it comes from.
    note
        What it says.
    newest
        Whether it is the latest year of its region and panel. That one stands at the short address; an
        earlier year stands in a folder of its own below it.
    figures
        What its notebook draws, in the order of its cells.
    """

    slug: str
    panel: str
    year: int
    note: Note
    newest: bool
    figures: tuple[Figure, ...] = ()

    @property
    def folder(self) -> PurePosixPath:
        """Its folder among the prepared pages, which is its address.

        >>> note = Note.model_construct(title="…")
        >>> str(Published("mirps", "host-country-burden", 2025, note, newest=True).folder)
        'mirps/host-country-burden'
        >>> str(Published("mirps", "host-country-burden", 2024, note, newest=False).folder)
        'mirps/host-country-burden/2024'
        """
        short = PurePosixPath(self.slug, self.panel)
        return short if self.newest else short / str(self.year)

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
        return declared.title if declared else self.panel


@dataclass(frozen=True)
class Place:
    """A region with all its notes, in the order of panels, the newest year of each first."""

    slug: str
    title: str
    region: Region | None
    notes: tuple[Published, ...]

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

    @property
    def members(self) -> tuple[str, ...]:
        """Names of the countries of a set, in alphabetical order; none for one country and for the world."""
        if self.region is None or self.group in ("world", "country"):
            return ()
        return tuple(sorted(country_name(iso3) for iso3 in self.region.countries))

    @property
    def other_names(self) -> dict[str, str]:
        """A country's names in other languages, by their codes; none for a set."""
        if self.region is None or self.group != "country":
            return {}
        (iso3,) = self.region.countries
        names = country_names(iso3)
        return {code: names[code] for code in OTHER_LANGUAGES if code in names}


def places(notes: Iterable[Published]) -> tuple[Place, ...]:
    """Gather notes by region, in the order of the home page.

    Parameters
    ----------
    notes
        The notes of the site, in any order.

    Returns
    -------
    tuple of Place
        By kind of region as in `GROUPS`; within a kind in the order of the panels' default regions, other
        regions after them by title.
    """
    numbers = {panel.id: panel.number for panel in panels().values()}
    default = [name.lower() for panel in panels().values() for name in panel.default_regions]
    ordered = sorted(notes, key=lambda n: (n.slug, numbers.get(n.panel, len(numbers) + 1), n.panel, -n.year))
    gathered = []
    for slug, group in groupby(ordered, key=lambda n: n.slug):
        own = tuple(group)
        gathered.append(Place(slug, own[0].note.region_title, _known_region(own[0].note.region), own))
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


def _known_region(name: str) -> Region | None:
    try:
        return region(name)
    except UnknownNameError:
        return None
