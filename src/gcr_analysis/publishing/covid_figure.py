"""The years of COVID-19 in one picture: four series against what the years before let one expect.

Series, expectations and recoveries are those of the indicators, read as in the tables of `shock`.
"""

from dataclasses import dataclass

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing.display import Figure, source_line
from gcr_analysis.briefing.sentences import capital, listed
from gcr_analysis.figures.specification import Panel, Panels
from gcr_analysis.geography import Region, region
from gcr_analysis.indicators.host_country_burden.shock import BEFORE, SHOCK, asylum_shock
from gcr_analysis.indicators.return_conditions.shock import returns_shock
from gcr_analysis.indicators.third_country_solutions.shock import arrivals_shock
from gcr_analysis.methods.expectation import NOMINAL, Shock
from gcr_analysis.numbers import number, word
from gcr_analysis.publishing.shock import ASYLUM, FEWER, MORE, USUAL, reading

PERSONS = "persons"
LENGTH = SHOCK[1] - SHOCK[0] + 1
TABLES = ("resettlement_arrivals", "refugee_returns", "asylum_applications", "asylum_decisions")
YEARS = f"{SHOCK[0]} and {SHOCK[1]}"


@dataclass(frozen=True)
class Told:
    """One series with its name, and the number of countries that it leaves out."""

    name: str
    shock: Shock
    left_out: int = 0

    @property
    def reading(self) -> str:
        """What its interval says, in the words of the tables."""
        return reading(self.shock.against.shortfall_low, self.shock.against.shortfall_high)

    @property
    def last(self) -> int:
        """Its last year."""
        return int(self.shock.series.index[-1])


def covid_figure(place: Region | None = None) -> Figure | None:
    """Draw resettlement, returns, applications and decisions of a region since the first year before.

    Parameters
    ----------
    place
        The region; the world when None.

    Returns
    -------
    Figure or None
        None where no series has an expectation.

    Examples
    --------
    >>> covid_figure().title.startswith("Of four series, only new asylum applications fell")
    True
    """
    place = place or region("world")
    told = [each for each in _series(place) if pd.notna(each.shock.against.shortfall)]
    if not told:
        return None
    used = dict.fromkeys(framework.tables()[table].source for table in TABLES)
    return Figure(
        id="covid",
        title=title(told),
        subtitle=_subtitle(place, told),
        source=source_line(tuple(used)),
        alt=_alt(place, told),
        data=_data(told),
        drawing=Panels(
            panels=tuple(_panel(each) for each in told),
            years=SHOCK,
            unit=PERSONS,
            expected="Expected of a year, with its interval",
            came=f"{YEARS}, and their mean",
            back="Back at the usual level",
        ),
    )


def title(told: list[Told]) -> str:
    """Say which series fell below what is usual, and whether all came back and stayed.

    Parameters
    ----------
    told
        The series, at least one.
    """
    fell = [each.name for each in told if each.reading == FEWER]
    rose = [each.name for each in told if each.reading == MORE]
    many = f"{word(len(told)) or len(told)} series"
    if not fell:
        first = f"None of {many} fell below what is usual in {YEARS}"
    elif len(fell) == len(told):
        first = f"{capital(listed(fell))} fell below what is usual in {YEARS}"
    else:
        only = "only " if len(fell) == 1 else ""
        first = f"Of {many}, {only}{listed(fell)} fell below what is usual in {YEARS}"
    if rose:
        first += f", and {listed(rose)} rose above it"
    return first + _back(told)


def _back(told: list[Told]) -> str:
    """When the series had come back, which did not, and which have fallen again."""
    late = [each.name for each in told if each.shock.back.year is None]
    again = [each.name for each in told if (until := each.shock.back.until) and until < each.last]
    last = max(each.shock.back.year or SHOCK[0] for each in told)
    text = ""
    if late:
        text = f"; {listed(late)} have not come back"
    elif last > SHOCK[0]:
        text = f"; {'all were' if len(told) > 1 else 'they were'} back by {last}"
    if again:
        text += f"{', and' if text else ';'} {listed(again)} have fallen again since"
    return text


def _series(place: Region) -> list[Told]:
    came = arrivals_shock(place)
    found = [Told("resettlement arrivals", came)] if came else []
    found.append(Told("refugee returns", returns_shock(place)))
    for name, what in ASYLUM.items():
        if asked := asylum_shock(place, what):
            shock = Shock(asked.series, asked.against, asked.back)
            found.append(Told(name[0].lower() + name[1:], shock, len(asked.left_out)))
    return found


def _panel(told: Told) -> Panel:
    against = told.shock.against
    return Panel(
        field=capital(told.name),
        title=capital(told.name),
        lines=(_difference(told), f"{capital(told.reading)}; {_recovery(told)}"),
        expected=against.expected / LENGTH,
        low=against.low / LENGTH,
        high=against.high / LENGTH,
        outcome=against.outcome / LENGTH,
        back=told.shock.back.year,
        stressed=told.reading != USUAL,
    )


def _difference(told: Told) -> str:
    short, expected = told.shock.against.shortfall, told.shock.against.expected
    if short == 0:
        return "As many as expected"
    amount, than = number(abs(short), PERSONS), f"{'fewer' if short > 0 else 'more'} than expected"
    if expected <= 0:
        return f"{amount} {than}"
    return f"{number(abs(short) / expected * 100, 'percent')} {than} ({amount})"


def _recovery(told: Told) -> str:
    back = told.shock.back
    if back.year is None:
        return "not back yet"
    if back.year == SHOCK[0]:
        return f"at the usual level in {back.year}"
    held = f", until {back.until}" if back.until is not None and back.until < told.last else ""
    return f"back in {back.year}{held}"


def _subtitle(place: Region, told: list[Told]) -> str:
    span = f"{BEFORE[0]} to {max(each.last for each in told)}"
    without = [f"{each.name} without {each.left_out} countries" for each in told if each.left_out]
    note = f"; {listed(without)} that did not count persons throughout" if without else ""
    return (
        f"Persons a year in {place.in_sentence}, {span}. Expected is the mean of {BEFORE[0]} to {BEFORE[1]}, "
        f"with an interval of {NOMINAL * 100:.0f}\u00a0%{note}"
    )


def _alt(place: Region, told: list[Told]) -> str:
    panels = "; ".join(
        f"{each.name}, {YEARS}: {number(each.shock.against.outcome, PERSONS)} together, "
        f"{_difference(each)[0].lower()}{_difference(each)[1:]}, {each.reading}, {_recovery(each)}"
        for each in told
    )
    return f"Lines of {place.in_sentence}, a panel a series. {capital(panels)}."


def _data(told: list[Told]) -> pd.DataFrame:
    """A row a year, then what was expected of a year with its interval: a column a series."""
    years = range(BEFORE[0], max(each.last for each in told) + 1)
    of = f"of a year in {YEARS}"
    names = [*map(str, years), f"Expected {of}", f"Interval {of}, low", f"Interval {of}, high", f"Mean {of}"]
    columns = {}
    for each in told:
        against = each.shock.against
        ends = [x / LENGTH for x in (against.expected, against.low, against.high, against.outcome)]
        columns[capital(each.name)] = [*each.shock.series.reindex(years), *ends]
    return pd.DataFrame({"year": names, **columns})
