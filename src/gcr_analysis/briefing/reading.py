"""A note read for comparison: its sentences, their numbers with the revision bands, its progress statuses."""

import re
from dataclasses import dataclass

import numpy as np

from gcr_analysis import briefing, framework
from gcr_analysis.briefing.evidence import Evidence, compared_with
from gcr_analysis.briefing.note import Note
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.briefing.study import Study
from gcr_analysis.geography import Region, no_countries, region
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.revisions import bands_of

STUDIES: dict[str, type[Study]] = {
    "host-country-burden": briefing.HostCountryBurden,
    "self-reliance": briefing.SelfReliance,
    "third-country-solutions": briefing.ThirdCountrySolutions,
    "return-conditions": briefing.ReturnConditions,
}
_NUMBER = re.compile(r"[−+]?(?:USD\s)?\d[\d,.]*\d|[−+]?\d")
_SIZE = re.compile(r"#(?:\s(?:million|billion|trillion|%|percentage points?))?")


@dataclass(frozen=True)
class Number:
    """A number of a sentence.

    Attributes
    ----------
    text
        As the sentence shows it.
    change
        Whether it is a change since an earlier year.
    value
        The number; None where there is no figure.
    figures
        The figures that it rests on: itself, or for a change the two that were compared. Each with the ends
        of its revision band, which are None where no past release tells.
    """

    text: str
    change: bool
    value: float | None
    figures: tuple[tuple[float | None, float | None, float | None], ...]


@dataclass(frozen=True)
class Said:
    """A sentence: the part of the note that it stands in, its template, its text, its numbers."""

    part: str
    id: str
    text: str
    numbers: tuple[Number, ...]

    @property
    def words(self) -> str:
        """The text without its numbers.

        >>> texts = ("Up by 3, of 1.20 million", "Up by 12, of 9")
        >>> a, b = (Said("title", "", text, ()).words for text in texts)
        >>> a, a == b
        ('Up by #, of #', True)
        """
        return _SIZE.sub("#", _NUMBER.sub("#", self.text.replace("\u00a0", " ")))


@dataclass(frozen=True)
class Reading:
    """What a note says, and the progress status of each of its measures with a direction.

    A user's own region is known by its title only here.
    """

    panel: str
    region: str
    title: str
    year: int
    said: tuple[Said, ...]
    statuses: dict[str, str]


def reading(panel: str, where: str | Region, year: int, baseline_year: int) -> Reading:
    """Make a note and read it.

    Parameters
    ----------
    panel
        Id of the panel.
    where
        The region, or its name.
    year, baseline_year
        As in `gcr_analysis.briefing.study.Study`.

    Returns
    -------
    Reading
        Title, headline and the findings of every section, in the order of the note.

    Examples
    --------
    >>> told = reading("return-conditions", "ssar", 2024, 2016)
    >>> told.said[0].part, told.said[1].text, told.statuses["conflict_deaths_per_100000"]
    ('title', '364,462', 'insufficient data')
    """
    note: Note = STUDIES[panel](where, year, baseline_year).note
    about = note.evidence
    parts = [("title", note.title)]
    parts += [(f"headline {part}", sentence) for part, sentence in note.headline.items()]
    parts += [(section, sentence) for section, told in note.sections().items() for sentence in told]
    return Reading(
        panel,
        about.region.id,
        about.region.title,
        year,
        tuple(_said(part, sentence, about) for part, sentence in parts),
        about.progress["progress"].to_dict() if len(about.progress) else {},
    )


def _said(part: str, sentence: Sentence, about: Evidence) -> Said:
    numbers = tuple(_number(quantity, about) for quantity in sentence.quantities if quantity.indicator)
    return Said(part, sentence.id, sentence.text, numbers)


def _number(quantity: Quantity, about: Evidence) -> Number:
    earlier = compared_with(quantity)
    rests_on = [quantity] if earlier is None else _compared(quantity, earlier, about)
    return Number(
        str(quantity),
        earlier is not None,
        quantity.value,
        tuple((figure.value, *_band(figure, about)) for figure in rests_on),
    )


def _compared(change: Quantity, earlier: int, about: Evidence) -> list[Quantity]:
    """The two figures between which a change lies."""
    of = None if change.region == about.region.id else change.region
    return [about.at(change.indicator, year, of=of) for year in (change.value_year or about.year, earlier)]


def _band(figure: Quantity, about: Evidence) -> tuple[float | None, float | None]:
    """Ends of the revision band of a figure."""
    declared = framework.indicators().get(figure.indicator)
    if declared is None or figure.value is None or figure.value_year is None:
        return None, None
    if figure.region in no_countries():
        return None, None
    where = about.region if figure.region == about.region.id else region(figure.region)
    value, of_year = np.array([[float(figure.value)]]), np.array([[figure.value_year]])
    low, high = (float(end[0, 0]) for end in bands_of(declared, RegionSets([where]), value, of_year))
    return (None, None) if np.isnan(low) else (low, high)
