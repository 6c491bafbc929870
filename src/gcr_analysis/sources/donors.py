"""One name for each donor: the source writes the same government in several ways from year to year.

Germany is "Germany - Federal Foreign Office", "Germany (Government of)" and "Government of Germany" in
turn, and a count of names would take each for a new donor.
"""

import re
from functools import cache

# A donor, and how the names that mean it begin or read. Ministries and state agencies are their state.
ALIASES = {
    "Australia": ("Australia - Department of Foreign Affairs",),
    "Belgium": ("Belgian Development Cooperation",),
    "Canada": ("Canada - Global Affairs Canada",),
    "Conflict-Related Sexual Violence Multi-Partner Trust Fund": (
        "Conflict-Related Sexual Violence MPTF",
        "United Nations Conflict-Related Sexual Violence",
    ),
    "Denmark": ("Denmark - Ministry", "Ministry of Foreign Affairs, Denmark"),
    "European Union": ("European Commission - ",),
    "Finland": ("Finland - Ministry",),
    "France": ("France - Ministry",),
    "Germany": ("Germany - ",),
    "Guernsey": ("Bailiwick of Guernsey",),
    "Ireland": ("Ireland - Department",),
    "Italy": ("AICS - ",),
    "Japan": ("Japan International Cooperation Agency", "Ministry of Foreign Affairs of Japan"),
    "Jersey": ("Bailiwick of Jersey", "Bailiwick of Bailiwick of Jersey"),
    "Lithuania": ("Lithuania, Ministry",),
    "Luxembourg": ("Luxembourg Aid & Development",),
    "Netherlands": (
        "Netherlands - Ministry",
        "Netherlands Enterprise Agency",
        "Netherlands (Kingdom of the)",
    ),
    "New Zealand": ("New Zealand - Ministry",),
    "Norway": ("Norad - ",),
    "Romania": ("Romania Ministry",),
    "Saudi Arabia": ("King Salman Humanitarian Aid",),
    "Slovenia": ("Slovenia - Ministry",),
    "Spain": ("Spain - Ministry",),
    "Sweden": ("Sweden, through",),
    "Switzerland": ("Switzerland - Swiss Agency",),
    "Türkiye": ("Turkey",),
    "United Arab Emirates": ("Ministry of Foreign Affairs - United Arab Emirates",),
    "United Kingdom": ("UK - ", "United Kingdom of Great Britain"),
    "United Nations Environment Programme": ("United Nations Environment Programme",),
    "United Nations Population Fund": ("UN Population Fund", "United Nations Population Fund"),
    "United States of America": ("United States",),
    "World Health Organization": ("World Health Organization",),
}
# Filed, always or now and then, as governments, and yet multilateral or other public bodies.
BODIES_OF_STATES = (
    "African Development Bank",
    "African Union",
    "Council of Europe Development Bank",
    "European Economic Area",
    "European Union",
    "Intergovernmental Authority on Development",
    "Organisation of Islamic Cooperation",
    "The Global Fund to Fight AIDS, Tuberculosis and Malaria",
    "The OPEC Fund for International Development (OFID)",
    "UN Joint Programmes",
)
_GOVERNMENT = (r"^(?P<name>.+) \(Government of\)$", r"^Government of (?:the )?(?P<name>.+)$")


@cache
def donor_name(written: str) -> str:
    """Name of the donor that the source writes as *written*.

    Examples
    --------
    >>> donor_name("Germany - Federal Foreign Office"), donor_name("Government of Germany")
    ('Germany', 'Germany')
    >>> donor_name("Australia for UNHCR")
    'Australia for UNHCR'
    """
    name = re.sub(r"\s+", " ", written)
    for pattern in _GOVERNMENT:
        if match := re.match(pattern, name):
            name = match["name"]
    for donor, beginnings in ALIASES.items():
        if name.startswith(beginnings):
            return donor
    return name
