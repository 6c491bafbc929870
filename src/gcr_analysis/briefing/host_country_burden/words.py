"""What all parts of this panel's note share: its sentences and its constants."""

from functools import partial

from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import sentence
from gcr_analysis.geography import Region, country_name
from gcr_analysis.geography.region import country_in_sentence
from gcr_analysis.methods.protracted import DURATION, THRESHOLD

PANEL = "host-country-burden"
say = partial(sentence, PANEL)

ONE, FIVE, TEN = given(1, "countries"), given(5, "countries"), given(10, "countries")
THOUSAND = given(1000, "inhabitants")
THRESHOLD_OF_SITUATION = given(THRESHOLD, "refugees")
YEARS_OF_SITUATION = given(DURATION, "years")

_NO_COUNTRY = {"UNK": "unknown countries of origin", "XXA": "no country, being stateless"}


def place(iso3: str) -> str:
    """Name a country of origin or asylum within a sentence.

    >>> place("IRN"), place("UNK")
    ('the Islamic Republic of Iran', 'unknown countries of origin')
    """
    return _NO_COUNTRY.get(iso3) or country_in_sentence(iso3)


def label(iso3: str) -> str:
    """Name a country in a chart, where room is scarce.

    >>> label("GBR"), label("SYR")
    ('United Kingdom', 'Syrian Arab Republic')
    """
    names = {"UNK": "Unknown origin", "XXA": "Stateless"}
    return names.get(iso3) or country_name(iso3).replace(" of Great Britain and Northern Ireland", "")


def common(evidence: Evidence) -> dict[str, object]:
    """Return what nearly every template names: the region, the years, the constants."""
    region: Region = evidence.region
    names = {"where": evidence.where, "plural": region.plural, "thousand": THOUSAND, "five": FIVE, "ten": TEN}
    return names | {"one": ONE} | evidence.years


def persons(evidence: Evidence, value: float, *, of: str = "", detail: str = "") -> Quantity:
    """Make a number of refugees out of a frame of hosts or origins into a quantity.

    Parameters
    ----------
    evidence
        Says which year, source and vintage.
    value
        Refugees.
    of
        The country that hosts them, where that is not the whole region.
    detail
        What part of the region's refugees they are, such as ``origin SYR``.
    """
    whole = evidence.at("refugees_hosted")
    return Quantity(
        value=float(value),
        unit="persons",
        region=of or whole.region,
        indicator=whole.indicator,
        year=whole.year,
        value_year=whole.value_year,
        status="computed",
        coverage=1.0,
        source=whole.source,
        vintage=whole.vintage,
        detail=detail,
    )
