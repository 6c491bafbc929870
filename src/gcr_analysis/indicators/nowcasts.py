"""UNHCR's estimates for a month after the latest year: kept apart, no measure is made of them."""

from dataclasses import dataclass
from datetime import date

from gcr_analysis.geography import Region
from gcr_analysis.snapshot import load

SERIES = ("refugees", "asylum_seekers")


@dataclass(frozen=True)
class Nowcast:
    """Estimates for a region's countries of asylum.

    Parameters
    ----------
    year, month
        The month that they are for.
    refugees, asylum_seekers
        Persons in the region's countries that have an estimate.
    countries
        How many of them have one.
    """

    year: int
    month: int
    refugees: int
    asylum_seekers: int
    countries: int

    @property
    def first_day(self) -> date:
        """The first day of the month.

        >>> Nowcast(2026, 8, 100, 10, 1).first_day
        datetime.date(2026, 8, 1)
        """
        return date(self.year, self.month, 1)


def nowcast(region: Region) -> Nowcast | None:
    """Return the estimates for the latest month; none where the snapshot has none for the region's countries.

    They are estimates of the number of people for a month, by country of asylum, and no figures of a year's
    end: they are not compared with these, and not drawn beside them.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> nowcast(region("world")) is None or nowcast(region("world")).countries > 0
    True
    """
    rows = load("nowcasts")
    here = rows[rows["asylum"].isin(region.countries)]
    if here.empty:
        return None
    year, month = max(zip(here["year"], here["month"], strict=True))
    latest = here[(here["year"] == year) & (here["month"] == month)]
    refugees, asylum_seekers = (int(latest[series].sum()) for series in SERIES)
    return Nowcast(int(year), int(month), refugees, asylum_seekers, len(latest))
