"""The way to a page: the trail above it, the panels beside it, the sets that a country belongs to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import relpath

from gcr_analysis import framework
from gcr_analysis.briefing.place import name_of, title_of
from gcr_analysis.framework import Panel
from gcr_analysis.geography import Region, region, regions
from gcr_analysis.publishing.site import GROUPS, Published, group_title
from gcr_analysis.publishing.text import in_alphabet


@dataclass(frozen=True)
class Step:
    """A page that leads to another: its title, and its folder below `regions/`; none for the page itself."""

    title: str
    slug: str


@dataclass(frozen=True)
class Tab:
    """A panel beside a page: where it leads, whether to a note, and whether that is the page itself."""

    panel: Panel
    href: str
    is_note: bool
    here: bool


def trail(where: Region | None, there: Collection[str], *own: Step) -> tuple[Step, ...]:
    """Return the pages that lead to a region: the world, a country's region at UNHCR, and its own.

    Parameters
    ----------
    where
        The region; None for one that only its notebook knows.
    there
        Slugs of the places that have a page.
    *own
        The steps that follow: the region's page, and a note on it.

    Examples
    --------
    >>> there = {"world", "west-and-central-africa"}
    >>> [step.title for step in trail(region("TCD"), there, Step("Chad", ""))]
    ['World', 'West and Central Africa', 'Chad']
    """
    above = [region("world")] if where is None or where.kind != "world" else []
    if where is not None and where.kind == "country":
        above += [each for each in regions("unhcr-region") if set(where.countries) <= set(each.countries)]
    return (*(Step(title_of(each), each.slug) for each in above if each.slug in there), *own)


def sets_with(where: Region | None, there: Collection[str]) -> tuple[tuple[str, tuple[Step, ...]], ...]:
    """Return the declared sets that hold a country, by kind: those with a page.

    Parameters
    ----------
    where, there
        As for `trail`.

    Examples
    --------
    >>> [(kind, [step.title for step in own]) for kind, own in sets_with(region("TCD"), {"income-low"})]
    [('Income groups', ['Low-income countries'])]
    """
    if where is None or where.kind != "country":
        return ()
    found = []
    for kind in GROUPS:
        if kind in ("world", "country", "own"):
            continue
        holding = [each for each in regions(kind) if set(where.countries) <= set(each.countries)]
        if steps := tuple(Step(title_of(each), each.slug) for each in holding if each.slug in there):
            found.append((group_title(kind), steps))
    return tuple(found)


def members(where: Region | None, there: Collection[str] = ()) -> tuple[Step, ...]:
    """Return the countries of a set, in alphabetical order; none for one country and for the world.

    Parameters
    ----------
    where, there
        As for `trail`.
    """
    if where is None or where.kind in ("world", "country"):
        return ()
    slugs = {name_of(iso3): iso3.lower() for iso3 in where.countries}
    return tuple(
        Step(name, slugs[name] if slugs[name] in there else "") for name in sorted(slugs, key=in_alphabet)
    )


def tabs(
    notes: Iterable[Published],
    region_folder: PurePosixPath,
    here: PurePosixPath,
    figures: Collection[str] = (),
) -> tuple[Tab, ...]:
    """Return the panels as they stand beside a page of a place.

    A panel without a note leads to its figures on the place's own page; one without figures has no tab.

    Parameters
    ----------
    notes
        The newest notes of the place, of one variant.
    region_folder
        Folder of the place's own page.
    here
        Folder of the page beside which they stand.
    figures
        Ids of the panels whose figures stand on the place's own page without a note.
    """
    by_panel = {note.panel: note for note in notes}
    found = []
    for panel in framework.panels().values():
        note = by_panel.get(panel.id)
        if note is None and panel.id not in figures:
            continue
        beside = note is not None and here != region_folder
        target = f"{relpath(note.folder, here)}/index.html" if beside and note else ""
        place = "" if here == region_folder else f"{relpath(region_folder, here)}/index.html"
        href = target or f"{place}#{panel.id}"
        found.append(Tab(panel, href, note is not None, note is not None and note.folder == here))
    return tuple(found)
