"""A place that a sentence names: a country, a region, or where nobody knows from."""

from collections.abc import Mapping
from typing import Any, Self

from gcr_analysis.errors import GcrError
from gcr_analysis.framework.languages import ENGLISH, language, missing, spoken, words
from gcr_analysis.geography import Region, country_name
from gcr_analysis.geography.region import country_in_sentence

__all__ = ["FORMS", "Place", "label", "name_of", "place", "place_of_asylum", "title_of"]

FILE = "places.yaml"
FORMS = ("name", "at", "of", "from", "to", "for")
"""Forms that languages may declare of a place; all have the first five."""
PREPOSITIONS = {"name": "", "at": "in ", "of": "of ", "from": "from ", "to": "to "}
"""What stands before a name in English, by form. Another language declares each form of each place."""
_ASYLUM = ("asylum", "destination")
_IN_SENTENCE = {
    "UNK": "unknown countries of origin",
    "UNK-asylum": "unknown countries",
    "XXA": "no country, being stateless",
    "TIB": "the Tibetan community",
}
_IN_CHART = {"UNK": "Unknown origin", "XXA": "Stateless"}


class Place(str):
    """A name within a sentence, which knows its code and its other forms.

    Attributes
    ----------
    code
        ISO3 code, or the id of a region set.
    forms
        Its name in each form, and whether it is plural or feminine.

    Examples
    --------
    >>> iran = Place.of("IRN")
    >>> str(iran), iran.form("at"), Place.of("UNK").form("to")
    ('the Islamic Republic of Iran', 'in the Islamic Republic of Iran', 'to unknown countries of origin')
    """

    code: str
    forms: Mapping[str, Any]

    @classmethod
    def of(cls, where: str | Region, role: str = "") -> Self:
        """Return the place of a code or a region; *role* says as what it is named, such as ``asylum``."""
        code = where.id if isinstance(where, Region) else where
        forms = _forms_of(where, role)
        made = cls(forms["name"])
        made.code, made.forms = code, forms
        return made

    @classmethod
    def region(cls) -> Self:
        """Return what stands for a region whose long name was said before.

        >>> Place.region().form("of")
        'of the region'
        """
        made = cls(spoken().marks.region["name"])
        made.code, made.forms = "region", spoken().marks.region
        return made

    @property
    def name(self) -> str:
        """Its name as the subject of a sentence, article included."""
        return str(self)

    @property
    def plural(self) -> bool:
        """Whether a verb after it stands in the plural."""
        return bool(self.forms.get("plural", False))

    @property
    def feminine(self) -> bool:
        """Whether its name is feminine, where the language knows that."""
        return bool(self.forms.get("feminine", False))

    def form(self, name: str) -> str:
        """Return its name in another form.

        Parameters
        ----------
        name
            ``at`` (in the place), ``of`` (possession), ``from`` (origin), ``to`` (movement), ``name``, or a
            further one that the language declares.

        Raises
        ------
        GcrError
            When the language declares no such form of the place.
        """
        if name not in self.forms:
            raise missing(FILE, self.code, f"form {name!r}")
        return str(self.forms[name])


def place(iso3: str) -> Place:
    """Name a country of origin or asylum within a sentence, so that "people from" can stand before it.

    >>> place("IRN"), place("UNK"), place("TIB")
    ('the Islamic Republic of Iran', 'unknown countries of origin', 'the Tibetan community')
    """
    return Place.of(iso3)


def place_of_asylum(iso3: str) -> Place:
    """Name a country of asylum or destination within a sentence.

    >>> place_of_asylum("UNK"), place_of_asylum("PAK")
    ('unknown countries', 'Pakistan')
    """
    return Place.of(iso3, "asylum")


def label(iso3: str) -> str:
    """Name a country in a chart, where room is scarce.

    >>> label("GBR"), label("SYR")
    ('United Kingdom', 'Syrian Arab Republic')
    """
    if language() != ENGLISH:
        forms = _declared(iso3)
        return str(forms.get("short", forms["title"]))
    return _IN_CHART.get(iso3) or country_name(iso3).replace(" of Great Britain and Northern Ireland", "")


def name_of(iso3: str) -> str:
    """Return what a list calls a country, or a code that is none.

    >>> name_of("GBR"), name_of("TIB")
    ('United Kingdom of Great Britain and Northern Ireland', 'Tibetans')
    """
    return country_name(iso3) if language() == ENGLISH else str(_declared(iso3)["title"])


def title_of(region: Region, *, long: bool = False) -> str:
    """Return what a heading calls a region.

    >>> from gcr_analysis.geography import region
    >>> title_of(region("mirps")), title_of(region("LBN"), long=True)
    ('MIRPS countries', 'Lebanon')
    """
    if language() == ENGLISH:
        return region.long_title if long else region.title
    forms = _forms_of(region, "")
    return str(forms.get("long_title", forms["title"]) if long else forms["title"])


def _forms_of(where: str | Region, role: str) -> Mapping[str, Any]:
    """Every form of a place in the language."""
    if language() != ENGLISH:
        return (
            _own(where)
            if isinstance(where, Region) and where.kind == "own"
            else _declared(where.id if isinstance(where, Region) else where, role)
        )
    if isinstance(where, Region):
        name, plural = where.in_sentence, where.plural
    else:
        asylum = _IN_SENTENCE.get(f"{where}-asylum") if role in _ASYLUM else None
        name, plural = asylum or _IN_SENTENCE.get(where) or country_in_sentence(where), False
    return {form: before + name for form, before in PREPOSITIONS.items()} | {"plural": plural}


def _declared(code: str, role: str = "") -> Mapping[str, Any]:
    declared = words(FILE)
    key = f"{code}-asylum" if role in _ASYLUM and f"{code}-asylum" in declared else code
    if key not in declared:
        raise missing(FILE, key)
    return declared[key]


def _own(region: Region) -> Mapping[str, Any]:
    """The forms that the file of a user's own set gives for the language."""
    given = region.names.get(language())
    if given is None:
        forms = ", ".join(("title", *PREPOSITIONS))
        raise GcrError(
            f"region set {region.id} has no name in language {language()}: give {forms} in its file, under "
            f"names, {language()}"
        )
    return given
