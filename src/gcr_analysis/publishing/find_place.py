"""The list of all places on the home page: countries by letter, region sets by kind, each with its notes."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from gcr_analysis.briefing.place import title_of
from gcr_analysis.geography import regions
from gcr_analysis.publishing.site import GROUPS, Place, Published, group_title
from gcr_analysis.publishing.text import in_alphabet


@dataclass(frozen=True)
class Listed:
    """A place that has a page: its title, its slug, its kind, and its newest notes in the order of panels."""

    title: str
    slug: str
    kind: str
    notes: tuple[Published, ...] = ()


def find_a_place(gathered: Iterable[Place], prepared: Collection[str]) -> list[tuple[str, list[Listed]]]:
    """Return the places that have a page: countries by letter, then sets under the name of their kind.

    Parameters
    ----------
    gathered
        The places of the site with their notes.
    prepared
        Slugs of the regions and countries that have a page.

    Examples
    --------
    >>> found = find_a_place([], {"world", "civ", "tur", "tcd"})
    >>> [(label, [place.title for place in places]) for label, places in found]
    [('C', ['Chad', "Côte d'Ivoire"]), ('T', ['Türkiye']), ('The world', ['World'])]
    """
    own = {place.slug: Listed(place.title, place.slug, place.group, place.newest) for place in gathered}
    declared = {
        region.id.lower(): Listed(title_of(region), region.id.lower(), region.kind) for region in regions()
    }
    found = [place for slug, place in (declared | own).items() if slug in prepared]
    sets, countries = defaultdict[str, list[Listed]](list), defaultdict[str, list[Listed]](list)
    for place in found:
        if place.kind != "country":
            sets[place.kind].append(place)
    for place in sorted(
        (place for place in found if place.kind == "country"), key=lambda p: in_alphabet(p.title)
    ):
        countries[in_alphabet(place.title)[0].upper()].append(place)
    kinds = [(group_title(kind), sets[kind]) for kind in GROUPS if kind in sets]
    return [*countries.items(), *kinds]
