"""How returns of refugees moved from one release of UNHCR's figures to the next, in one picture."""

import pandas as pd

from gcr_analysis.briefing.display import Figure, source_line
from gcr_analysis.briefing.sentences import listed_with_semicolons
from gcr_analysis.figures.specification import Series, Years
from gcr_analysis.geography import Region, region
from gcr_analysis.indicators.return_conditions.revised import past_returns
from gcr_analysis.numbers import number, word
from gcr_analysis.snapshot.as_released import last_end_year
from gcr_analysis.snapshot.releases import releases

PERSONS = "persons"
SOURCES = ("unhcr-releases",)


def release_figure(place: Region | None = None) -> Figure | None:
    """Draw returns of refugees by year of return, as each release carried them.

    The years shown are those that two releases carry: one as its latest year, and one of a later year.

    Parameters
    ----------
    place
        The region that people returned to; the world when None.

    Returns
    -------
    Figure or None
        None where no year was told twice.

    Examples
    --------
    >>> release_figure().title.partition(": ")[0]
    'Returns of 2022 were first 339,261, then 1.36\\xa0million, then 999,261'
    """
    place = place or region("world")
    history = told_again(past_returns(place))
    if history.empty:
        return None
    dates = releases()
    months = pd.to_datetime(dates["published"]).dt.strftime("%b %Y")
    columns = {str(year): history.loc[year].to_numpy() for year in history.index}
    most = most_moved(history)
    return Figure(
        id="releases",
        title=title(history),
        subtitle=(
            f"Refugees who returned in a year, {place.in_sentence}, as each release of the figures carried "
            "it; releases in the order of publication"
        ),
        source=source_line(SOURCES),
        alt=_alt(history),
        data=pd.DataFrame({"release": list(dates["name"]), "published": list(months), **columns}),
        drawing=Years(
            series=tuple(_line(str(year), at, strong=year == most) for at, year in enumerate(history.index)),
            unit=PERSONS,
            names=("release", "published"),
        ),
    )


def _line(year: str, index: int, *, strong: bool) -> Series:
    """Declare a line that keeps its value until the next release; that of the titled year stands out."""
    colour = "accent" if strong else ("main", "light", "quiet", "ink")[index % 4]
    return Series(field=year, label=year, shape="step", colour=colour, strong=strong)


def told_again(history: pd.DataFrame) -> pd.DataFrame:
    """Return the years of which one release told first and the release of a later year again.

    Parameters
    ----------
    history
        As `gcr_analysis.indicators.return_conditions.revised.past_returns` gives it.
    """
    ends = [last_end_year(str(name)) for name in history.columns]
    shown = history.loc[min(ends) : max(ends) - 1]
    return shown[shown.notna().sum(axis=1) > 1]


def most_moved(history: pd.DataFrame) -> int | None:
    """Return the year whose figures lie furthest apart, in proportion; None where none moved.

    >>> most_moved(pd.DataFrame({"a": [10.0, 10.0], "b": [30.0, 20.0]}, index=[2022, 2023]))
    2022
    """
    moved = history.max(axis=1) / history.min(axis=1)
    return int(moved.idxmax()) if len(moved) and moved.max() > 1 else None


def title(history: pd.DataFrame) -> str:
    """Say what releases made of the year that moved most, and whether any other moved.

    Parameters
    ----------
    history
        A row a year, a column a release; persons.
    """
    year = most_moved(history)
    if year is None:
        return "No release changed the returns of an earlier year"
    values = [number(value, PERSONS) for value in _steps(history.loc[year])]
    others = history.drop(index=year)
    rest = "no other year was revised as much" if _any_moved(others) else "no other year was revised"
    return f"Returns of {year} were first {', then '.join(values)}: {rest}"


def _any_moved(history: pd.DataFrame) -> bool:
    return bool((history.max(axis=1) > history.min(axis=1)).any())


def _steps(series: pd.Series) -> pd.Series:
    """The values that differ from those of the release before."""
    known = series.dropna()
    return known[known != known.shift()]


def _alt(history: pd.DataFrame) -> str:
    names = releases()["name"]
    many = word(history.shape[1]) or str(history.shape[1])
    years = []
    for year in history.index:
        steps = _steps(history.loc[year])
        said = [f"{number(value, PERSONS)} from {names[str(release)]} on" for release, value in steps.items()]
        years.append(f"{year}: {', '.join(said)}")
    return f"Lines over {many} releases, one for each year of return. {listed_with_semicolons(years)}."
